"""The works of `cases.papers.strike`, done apart: a stranger's page may take for ever to draw, or bring a library down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from cases.papers.bundle import Unbindable
from cases.papers.passage import Passage
from cases.papers.strike import NotThere
from cases.reading.apart import Late, Misshapen, apart


@dataclass(frozen=True)
class Said:
    """What each page of a paper says; and the numbers of those on which words may stand that cannot be looked for."""

    texts: Sequence[str]
    unread: Sequence[int]


def said(pdf: bytes) -> Said:
    """Raises Unbindable."""
    return Said(*json.loads(_apart("said", pdf)))


def picture(pdf: bytes, page: int, passages: Sequence[Passage] = ()) -> bytes:
    """A page as a PNG, with its passages black. Raises NotThere for a page that there is not, and Unbindable."""
    return _found(_apart("drawn", pdf, page=page, passages=_told(passages)))


def strike(pdf: bytes, passages: Sequence[Passage]) -> bytes:
    """The copy without the passages. Raises NotThere when one of them is not in the paper, and Unbindable."""
    return _found(_apart("struck", pdf, passages=_told(passages)))


def _told(passages: Sequence[Passage]) -> list[Any]:
    return [astuple(passage) for passage in passages]


def _found(answer: bytes) -> bytes:
    if not answer:
        raise NotThere("the page or the words")
    return answer


def _apart(work: str, pdf: bytes, **told: Any) -> bytes:
    try:
        return apart(work, pdf, **told)
    except Misshapen as problem:
        raise Unbindable(0, late=isinstance(problem, Late)) from problem
