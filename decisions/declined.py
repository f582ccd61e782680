"""Where a draft speaks of treatment that was declined (LAB § 118, stk. 3): a search for words, which people then judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from decisions.texts import BLOCKS, as_text

#: The blocks that carry the reasons. The citizen's own words may say what they like, and so may our answer to them.
REASONING = ("main_considerations", "facts")
_DECLINED = (
    r"(?:afvist|afviser|afslået|afslår|sagt nej|siger nej|takket nej|takker nej|nægtet|nægter|modsat|modsætter"
    r"|(?:ikke|vil ikke|ikke vil) (?:have|ønsket|ønsker|lade|tage|tager|taget|modtage|opereres))"
)
_TREATMENT = r"(?:operation\w*|operere\w*|behandling\w*|medicin\w*|indgreb\w*|kirurgi\w*|kemoterapi\w*|indlæggelse\w*)"
_BOTH = re.compile(
    rf"\b{_DECLINED}\b.*\b{_TREATMENT}|\b{_TREATMENT}\b.*\b{_DECLINED}\b|\bikke (?:vil )?opereres\b", re.IGNORECASE
)


def blocks_naming_it(texts: Mapping[str, Any]) -> list[str]:
    """Names of the reasoning blocks in which one sentence holds both a no and a treatment."""
    return [block.name for block in BLOCKS if block.name in REASONING and _names_it(as_text(texts.get(block.name, "")))]


def _names_it(text: str) -> bool:
    return any(_BOTH.search(sentence) for sentence in re.split(r"[.!?\n]", text))
