"""What the rules of this floor share: the outcomes that they guard, and words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cases.facts import CaseFacts
from cases.rules import READY
from flexcase.law.rule import Dossier

#: Eligibility and evidence stop a grant; for a rejection the same lack is a ground that the letter states.
#: What must hold when the decision is sent to approval must still hold when it is issued.
GRANT = tuple(f"{action}:grant" for action in (*READY, "send_to_approval", "approve_decision", "issue_decision"))
EITHER = (*READY, "send_to_approval:grant", "send_to_approval:rejection")


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: a, b og c."""
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last


def opening(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]


def within(label: str) -> str:
    """As a label stands inside a sentence."""
    return label[:1].lower() + label[1:]


def in_figures(amount: Decimal) -> str:
    """As Danish writes it: 12,5."""
    return f"{amount.normalize():f}".replace(".", ",")


def has_medical(dossier: Dossier) -> bool:
    """Whether a medical document is on file."""
    return any(document.kind == "medical" for document in dossier.of(CaseFacts).documents)
