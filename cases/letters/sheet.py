"""A sheet (oplysningsark): what was registered without paper, laid out so that it can be read, heard and sent on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template import Context

from cases.letters.glyphs import printable
from cases.letters.render import TEMPLATES, engine
from flexcase.base.audit import canonical

#: A sheet has no recipient and is never sent alone; it borrows the letters' style.
TEMPLATE = "letters/sheet/v1.html"
STYLE = "letters/base/v1.css"


def sheet_pdf(title: str, dated: date, case_number: str, parts: Mapping[str, Any]) -> bytes:
    """The sheet as a tagged PDF; the same content gives the same bytes."""
    sections = [(printable(heading), printable(str(text))) for heading, text in parts.items() if str(text).strip()]
    context = {"title": printable(title), "dated": dated, "number": case_number, "sections": sections}
    from cases.letters.press import press

    html = engine().get_template(TEMPLATE).render(Context(context, use_l10n=False, use_tz=False))
    known = canonical({"title": title, "dated": dated.isoformat(), "number": case_number, "parts": dict(parts)})
    return press(html, TEMPLATES / STYLE, hashlib.sha256(known.encode()).digest()[:16])
