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
from contextlib import nullcontext
from dataclasses import dataclass
from html import escape, unescape
from types import MappingProxyType
from typing import Any

from django.template import Context
from django.utils.safestring import mark_safe
from PIL import Image

from cases.letters.glyphs import printable
from cases.letters.render import TEMPLATES, engine
from cases.reading import formats, mail
from cases.reading.apart import Late, Misshapen, apart, within
from flexcase.base.files import Content, sha256

#: A4 at 150 dots an inch, with a margin.
_PAGE, _MARGIN, _DPI = (1240, 1754), 60, 150
#: Files that are laid out behind one mail, those of mails within it too: more nobody reads, and each takes its time.
MOST_BEHIND = 100
#: Seconds for what stands behind a mail in a glimpse: the mail itself needs some too.
_BEHIND = 4
#: Signs and tags of a text that are looked through on a screen: some forty pages.
_MOST_SIGNS, _MOST_TAGS = 100_000, 3_000
_STYLE = "letters/base/v1.css"


@dataclass(frozen=True)
class Pages:
    """A paper as a PDF; whether it is only begun, and which attachments of a mail are not among the pages."""

    pdf: Content
    begun: bool = False
    left_out: frozenset[int] = frozenset()


def as_pdf(content: Content, media_type: str, room: int = MOST_BEHIND) -> Content:
    """The paper as a PDF, with at most ``room`` files behind a mail. A PDF is itself. Raises Misshapen, or Late."""
    return _in_pages(content, media_type, room, whole=True).pdf


def glimpse(content: Content, media_type: str) -> Pages:
    """The same for somebody who waits: of a long text only the beginning, and of what stands behind a mail what is quick."""
    return _in_pages(content, media_type, MOST_BEHIND, whole=False)


def _in_pages(content: Content, media_type: str, room: int, *, whole: bool) -> Pages:
    if media_type in {formats.HEIC, formats.JPG, formats.PNG}:
        return Pages(_photographed(apart("picture", content)))
    if media_type == formats.DOCX:
        text = json.loads(apart("word", content))
        shown = text["html"] if whole else _beginning(text["html"])
        pictures = {f"{place}": one for place, one in enumerate(text["pictures"])}
        return Pages(_laid_out({"html": shown}, content, pictures), begun=shown != text["html"])
    if media_type in formats.MAILS:
        return _mailed(mail.read(content), content, room, whole=whole)
    return Pages(content)


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


def _mailed(letter: mail.Mail, content: Content, room: int, *, whole: bool) -> Pages:
    """The mail, and after it those attachments that are of our kinds, as far as there is room and time.

    Its list names them all, and says which of them stand in the mail's own file only.
    """
    from cases.papers.bundle import Enclosed, bound

    names = [printable(name) for name in letter.attachments]
    with nullcontext() if whole else within(_BEHIND):
        behind = _behind(len(letter.attachments), content, room, whole=whole)
    html = letter.html if whole else _beginning(letter.html)
    told = {
        "headers": [(label, printable(words)) for label, words in letter.headers],
        "html": html,
        "attachments": [(name, place in behind) for place, name in enumerate(names)],
    }
    pages = bound(_laid_out(told, content), [Enclosed(names[place], pdf) for place, pdf in behind.items()])
    return Pages(pages, begun=html != letter.html, left_out=frozenset(range(len(names))) - behind.keys())


def _behind(many: int, content: Content, room: int, *, whole: bool) -> dict[int, bytes]:
    """What was attached, as pages by its place; without what is not ours to show, or cannot be read.

    What comes too late is left out of a glimpse alone: a copy that is given is the same whenever it is made. Raises Late.
    """
    from cases.papers.bundle import Enclosed, Unbindable, plain

    found = {}
    for place in range(min(many, room)):
        try:
            attached = mail.attachment(content, place)
            if kind := formats.media_type_of(attached):
                found[place] = plain(Enclosed("", attached, kind, room // min(many, room) - 1))
        except (Misshapen, Unbindable) as problem:
            late = isinstance(problem, Late) or (isinstance(problem, Unbindable) and problem.late)
            if late and whole:
                raise Late("an attachment") from problem
            continue  # it stands in the list, and the mail itself holds it
    return found


def _beginning(html: str) -> str:
    """As much of a text as is looked through on a screen; a paragraph that is cut stands whole in the file."""
    tags = [tag.start() for tag in re.finditer("<", html)]
    if len(html) <= _MOST_SIGNS and len(tags) <= _MOST_TAGS:
        return html
    kept = html[: min([_MOST_SIGNS, *tags[_MOST_TAGS : _MOST_TAGS + 1]])]
    return kept.rpartition("<p>")[0] or kept.rpartition("<")[0]


def _laid_out(shown: Mapping[str, Any], content: Content, pictures: Mapping[str, str] = MappingProxyType({})) -> bytes:
    # Only what nh3 has let through: few tags, no attributes that act.
    body = mark_safe(_TAG_OR_TEXT.sub(_printable, shown["html"]))
    title = dict(shown.get("headers", ())).get("Emne") or "Dokument"
    context = Context({"headers": (), "attachments": (), **shown, "title": title, "html": body}, use_l10n=False, use_tz=False)
    page = engine().get_template("letters/reading/v2.html").render(context)
    identifier = bytes.fromhex(sha256(content))[:16]
    # In a process of its own it takes half a second more: what is small and flat is laid out here.
    if len(page) < 20_000 and page.count("<") < 400 and len(pictures) < 10 and not _TAKES_ITS_TIME.search(shown["html"]):
        from cases.letters.press import press

        drawn = {name: base64.b64decode(one) for name, one in pictures.items()}
        return press(page, TEMPLATES / _STYLE, identifier, drawn)
    told = {"html": page, "sheet": _STYLE, "identifier": identifier.hex(), "pictures": dict(pictures)}
    return apart("pressed", json.dumps(told).encode())


#: What may hold others of its kind, each of which multiplies the work.
_TAKES_ITS_TIME = re.compile("<(?:table|[uo]l|blockquote)")
#: A tag, with its attributes in quotes; or what stands between two of them.
_TAG_OR_TEXT = re.compile(r'<(?:[^<>"]|"[^"]*")*>|[^<]+')


def _printable(found: re.Match[str]) -> str:
    """Signs that our fonts have, in the text alone: a tag is no word that may be broken, and no sign becomes one."""
    return found[0] if found[0].startswith("<") else escape(printable(unescape(found[0])))
