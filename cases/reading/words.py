"""What is written in a paper, as far as a machine can read it: for the search, and for what the paper seems to be."""

from __future__ import annotations

import html
import json
import re

from cases.reading import formats, mail
from cases.reading.apart import Misshapen, apart
from flexcase.base.files import Content

#: Pages of a PDF that are read.
PAGES = 300
#: Between these two paragraphs, cells and lines, text is not one word.
_TAG = re.compile(r"<(/?(?:p|br|h\d|li|tr|td|th|pre|blockquote)\b)?[^>]*>")


def words(content: Content, media_type: str, pages: int = PAGES) -> str:
    """Empty for a picture, a scan without text, and a file that cannot be read. What was read before a fault is kept."""
    try:
        if media_type == formats.PDF:
            return apart("words", content, first=pages).decode(errors="ignore")
        if media_type == formats.DOCX:
            return in_tags(json.loads(apart("word", content, drawn=False))["html"])
        if media_type in formats.MAILS:
            letter = mail.read(content)
            return "\n".join([letter.subject, in_tags(letter.html)])
    except Misshapen as torn:
        return torn.so_far.decode(errors="ignore") if media_type == formats.PDF else ""
    return ""


def in_tags(text: str) -> str:
    """The words of HTML that nh3 has let through, a line for each paragraph."""
    return html.unescape(_TAG.sub(lambda tag: "\n" if tag[1] else "", text)).strip()
