"""Every paper as pages (læsekopi): what is shown beside the list, and what is bound together with a letter.

The file itself is kept as it came. A photograph is put on a page, a Word file and a mail are laid out as our own sheets, and
what a mail brought along follows it.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from django.template import Context
from django.utils.safestring import mark_safe
from PIL import Image

from cases.letters.glyphs import printable
from cases.letters.render import TEMPLATES, engine
from cases.reading import formats, mail
from cases.reading.apart import Misshapen, apart
from flexcase.base.files import Content, sha256

#: A4 at 150 dots an inch, with a margin.
_PAGE, _MARGIN, _DPI = (1240, 1754), 60, 150
#: Files that are laid out behind one mail, those of mails within it too: more nobody reads, and each takes its time.
MOST_BEHIND = 100


def as_pdf(content: Content, media_type: str, room: int = MOST_BEHIND) -> Content:
    """The paper as a PDF, with at most ``room`` files behind a mail. A PDF is itself. Raises Misshapen."""
    if media_type in {formats.HEIC, formats.JPG, formats.PNG}:
        return _photographed(apart("picture", content))
    if media_type == formats.DOCX:
        return _written(json.loads(apart("word", content)), content)
    if media_type in formats.MAILS:
        return _mailed(mail.read(content), content, room)
    return content


def _photographed(content: bytes) -> bytes:
    """An upright picture on a page of paper, no larger than the page."""
    with Image.open(io.BytesIO(content)) as image:
        picture = image.convert("RGB")
    picture.thumbnail((_PAGE[0] - 2 * _MARGIN, _PAGE[1] - 2 * _MARGIN))
    page = Image.new("RGB", _PAGE, "white")
    page.paste(picture, ((_PAGE[0] - picture.width) // 2, _MARGIN))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=_DPI)
    return out.getvalue()


def _written(text: Mapping[str, Any], content: Content) -> bytes:
    pictures = {f"{place}": base64.b64decode(one) for place, one in enumerate(text["pictures"])}
    return _laid_out({"html": text["html"]}, content, pictures)


def _mailed(letter: mail.Mail, content: Content, room: int) -> Content:
    """The mail, and after it those attachments that are of our kinds; the list names them all."""
    from cases.papers.bundle import Enclosed, Unbindable, bound

    names = [printable(name) for name in letter.attachments]
    headers = [(label, printable(words)) for label, words in letter.headers]
    whole: Content = _laid_out({"headers": headers, "html": letter.html, "attachments": names}, content, {})
    laid_out = names[:room]
    for place, name in enumerate(laid_out):
        attached = mail.attachment(content, place)
        if kind := formats.media_type_of(attached):
            try:
                whole = bound(whole, [Enclosed(name, attached, kind, room // len(laid_out) - 1)])
            except Unbindable:
                continue  # it stands in the list, and the mail itself holds it
    return whole


def _laid_out(shown: Mapping[str, Any], content: Content, pictures: Mapping[str, bytes]) -> bytes:
    from cases.letters.press import press

    # Only what nh3 has let through: few tags, no attributes that act.
    body = mark_safe(_TAG_OR_TEXT.sub(_printable, shown["html"]))
    title = dict(shown.get("headers", ())).get("Emne") or "Dokument"
    context = Context({"headers": (), "attachments": (), **shown, "title": title, "html": body}, use_l10n=False, use_tz=False)
    page = engine().get_template("letters/reading/v1.html").render(context)
    try:
        return press(page, TEMPLATES / "letters/base/v1.css", bytes.fromhex(sha256(content))[:16], pictures)
    except RecursionError as depth:
        raise Misshapen("tags within tags without end") from depth


#: A tag, with its attributes in quotes; or what stands between two of them.
_TAG_OR_TEXT = re.compile(r'<(?:[^<>"]|"[^"]*")*>|[^<]+')


def _printable(found: re.Match[str]) -> str:
    """Signs that our fonts have, in the text alone: a tag is no word that may be broken, and no sign becomes one."""
    return found[0] if found[0].startswith("<") else escape(printable(unescape(found[0])))
