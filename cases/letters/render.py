"""A letter as HTML, as plain text and as PDF.

The three come from one template, so that what is previewed, approved, printed and read aloud is the same. Text typed by
people is put into the page by autoescape; it is never compiled. The same snapshot gives the same bytes.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from cases.letters.glyphs import printable_piece
from cases.letters.letter import Letter
from cases.letters.plain import text_of

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# The templates' own line breaks around the text of a block: none of them belongs to the text.
_EDGES = re.compile(r"(<(?:li|p|td|th|h[1-3])(?: class=\"\w+\")?>)\s+|\s+(?=</(?:li|p|td|th|h[1-3])>)")
_MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)


class _Unknown(str):
    """A name that a letter does not have is a mistake in the template, not an empty place in a decision."""

    def __mod__(self, name: Any) -> str:
        raise LookupError(f"the letter's template names {name}, which the letter does not have")


@cache
def engine() -> Engine:
    """Letters have an engine of their own: they depend on no request, no setting and no other app's tags."""
    return Engine(
        dirs=[str(TEMPLATES)],
        libraries={"letters": "cases.letters.tags"},
        string_if_invalid=_Unknown("%s"),
        autoescape=True,
    )


def render_html(letter: Letter) -> str:
    """The letter as a whole page of HTML."""
    shown = printable_piece(letter)
    context = Context({"letter": shown, "e": shown.envelope}, use_l10n=False, use_tz=False)
    return _EDGES.sub(r"\1", engine().get_template(letter.template).render(context))


def render_body(letter: Letter) -> str:
    """What stands below the letterhead, for the citizen's screen: safe HTML from the headline on."""
    found = _MAIN.search(render_html(letter))
    assert found, "the paper has a <main>"
    return found[1].strip()


def render_text(letter: Letter) -> str:
    """The letter as plain text in reading order."""
    return text_of(render_html(letter))


def render_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF with its faces embedded; the same letter gives the same bytes."""
    from cases.letters.press import press  # half a second to import: only who prints pays for it

    sheet = TEMPLATES / f"letters/base/v{letter.layout}.css"
    return press(render_html(letter), sheet, bytes.fromhex(letter.fingerprint())[:16])
