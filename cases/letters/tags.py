"""Template filters of letters. What goes in is text, never a template; what comes out is escaped."""

import re
from datetime import date, time
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cases.letters import typography
from cases.letters.glyphs import BREAK
from flexcase.law.danish import count_in_words

register = template.Library()


@register.filter
def tied(text: str) -> str:
    """A short text with no-break spaces in dates, amounts and paragraphs of law."""
    return typography.tie(text)


@register.filter
def paragraphs(text: str) -> SafeString:
    """A longer text as HTML paragraphs: blank lines part them, other line breaks are kept."""
    blocks = typography.paragraphs(typography.tie(text))
    lines = (mark_safe("<br>".join(map(conditional_escape, block))) for block in blocks)
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))


_ADDRESS = re.compile(
    rf"(?P<mail>[\w.+{BREAK}-]+@(?:[\w{BREAK}-]+\.)+[a-z]{{2,}})"
    rf"|(?:https://)?(?P<site>(?:[\w{BREAK}-]+\.)+(?:dk|eu|example)(?:/[\w/{BREAK}-]*)?)(?!\w)"
)


@register.filter
def linked(text: str | SafeString) -> SafeString:
    """A text of the municipality's own, with its web and mail addresses as links. Never for what others have typed."""
    return mark_safe(_ADDRESS.sub(_link, conditional_escape(text)))  # escaped here, before the links are put in


def _link(found: re.Match[str]) -> str:
    target = f"mailto:{found['mail']}" if found["mail"] else f"https://{found['site']}"
    return f'<a href="{target.replace(BREAK, "")}">{found[0]}</a>'


@register.filter
def fixed(text: str) -> str:
    """A telephone number or the like, which stays on one line."""
    return text.replace(" ", typography.NBSP)


@register.filter
def day(on: date | None) -> str:
    """9. november 2026, or a visible gap."""
    return typography.tie(typography.day(on)) if on else "[dato mangler]"


@register.filter
def weekday(on: date | None) -> str:
    """mandag 9. november 2026: the form of every date that decides something."""
    return typography.tie(typography.weekday(on)) if on else "[dato mangler]"


@register.filter
def clock(at: time | None) -> str:
    """kl. 10.30"""
    return f"kl.{typography.NBSP}{typography.clock(at)}" if at else "[tidspunkt mangler]"


@register.filter
def number(value: Decimal | int) -> str:
    """25,2"""
    return typography.number(value)


@register.filter
def weeks(how_many: int) -> str:
    """fire uger, 13 uger: running text spells what is twelve or less."""
    return typography.tie(count_in_words(how_many, "uge", "uger"))


@register.filter
def inside(text: str) -> str:
    """A word as it reads within a sentence: with a small first letter."""
    return text[:1].lower() + text[1:]


@register.filter
def iso(on: date | None) -> str:
    """2026-11-09, for the document's own data."""
    return on.isoformat() if on else ""
