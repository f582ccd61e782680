"""What a file seems to be: a suggestion that a person sees and can change. Where it is unsure it says so, and takes care.

A paper on health is never suggested as anything that more people may open: what cannot be read counts as one until somebody
says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from cases.models.document import DocumentKind
from cases.reading import formats, mail
from cases.reading.apart import Late
from cases.reading.words import in_tags, words
from flexcase.base.files import Content

#: Kinds that are about health by their nature.
HEALTH_KINDS = frozenset({DocumentKind.MEDICAL, DocumentKind.HEALTH_STATEMENT})
_SIGNS: tuple[tuple[DocumentKind, str], ...] = (
    (DocumentKind.HEALTH_STATEMENT, r"sundhedskoordinator|lægekonsulent|klinisk funktion|sundhedsfaglig"),
    (DocumentKind.TRIAL_REPORT, r"arbejdsprøvning|virksomhedspraktik|praktik(?:rapport|evaluering|forløb)"),
    (DocumentKind.EMPLOYER, r"(?:udtalelse|erklæring) fra arbejdsgiver|arbejdsgiver(?:erklæring|udtalelse)|mulighedserklæring"),
    (DocumentKind.APPLICATION, r"ansøgning om fleksjob|ansøger om fleksjob"),
)
_HEALTH = re.compile(
    r"\blæ ?\d{3}|attest|epikrise|lægejournal|speciallæge|lægeerklæring|udskrivning|røntgen|\bmr-?scan|psykiat|psykolog|"
    r"sygehus|hospital|diagnos|fysioterap|symptom|medicin|helbred",
    re.IGNORECASE,
)
_MEDICAL = re.compile(
    r"\blæ ?\d{3}|attest\b|epikrise|lægejournal|speciallæge|lægeerklæring|udskrivningsbrev|røntgen|\bmr-?scan|sygehus|hospital",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)")


@dataclass(frozen=True)
class Guess:
    """A suggestion for every field of a document. ``sure`` is whether what was read agrees with the kind."""

    title: str
    kind: str
    health: bool
    sure: bool
    dated: date | None
    sender: str


def guess(name: str, content: Content, media_type: str) -> Guess:
    """From the name that the file had, and what is written in it."""
    stem = _stem(name)
    if letter := _mail(content, media_type):
        title, dated, sender = letter.subject or stem, letter.sent_on, letter.sender
        health = bool(_HEALTH.search(f"{stem} {title} {in_tags(letter.html)}")) or bool(letter.attachments)
        return Guess(title[:160], DocumentKind.OTHER, health, not health, dated, sender[:160])
    text = words(content, media_type, pages=3)
    kind = _kind(stem) or _kind(text)
    seen = bool(text.strip())
    health = kind in HEALTH_KINDS or bool(_HEALTH.search(f"{stem} {text}")) or not (kind and seen)
    sure = bool(kind) and (kind in HEALTH_KINDS or seen)
    return Guess(stem[:160], kind or DocumentKind.OTHER, health, sure, _day(stem), "")


def _mail(content: Content, media_type: str) -> mail.Mail | None:
    """A mail, if it is one and there is time to read it."""
    try:
        return mail.read(content) if media_type in formats.MAILS else None
    except Late:
        return None


def _kind(text: str) -> str:
    for kind, signs in _SIGNS:
        if re.search(signs, text, re.IGNORECASE):
            return kind
    return DocumentKind.MEDICAL if _MEDICAL.search(text) else ""


def _stem(name: str) -> str:
    """The name without folders and suffix, its underscores as spaces."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    return " ".join(stem.replace("_", " ").split()) or "Dokument"


def _day(stem: str) -> date | None:
    """A day in the name, as 2026-08-03."""
    if found := _DAY.search(stem):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None
