"""Checks at boot: every name that is a string must lead somewhere, and production must not run on demo keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from flexcase.base import clock

#: The mail addresses of the demo's staff end so; .example belongs to nobody.
DEMO_MAIL = "@nordhavn.example"


@register()
def names_lead_somewhere(**_: Any) -> list[CheckMessage]:
    """Rule guards, moves, events, links, parts of the road in every regime's words."""
    from cases.action import actions
    from cases.road import AHEAD, AHEAD_WITHOUT_TEAM, CASE_ROAD
    from flexcase.law.regime import RegimeError, regimes
    from flexcase.law.rule import book

    try:
        laws = list(regimes())
    except RegimeError as error:
        return [Error(str(error), id="flexcase.E001")]
    known = {action.name for action in actions()}
    wrong = [
        f"{law.name}: {question.key} is confirmed on {question.answer.confirmed_on}, which is still to come"
        for law in laws
        for question in law.open_questions
        if question.answer is not None and question.answer.confirmed_on > clock.today()
    ]
    for rule in book:
        for guard in rule.guards:
            if guard.partition(":")[0] not in known:
                wrong.append(f"rule {rule.id} guards {guard}, which no action is called")
        if rule.since and all(rule.since not in law.lineage for law in laws):
            wrong.append(f"rule {rule.id} holds since {rule.since}, which no regime is called")
    moves = {move.name for move in CASE_ROAD.moves}
    for action in actions():
        wrong += [f"action {action.name} makes the move {m}, which the road lacks" for m in action.moves if m not in moves]
        wrong += [
            f"action {action.name} names the state {s}, which the road lacks" for s in action.when if s not in CASE_ROAD.states
        ]
    wrong += [
        f"the step ahead of {s} is {a}, which no action is called"
        for s, a in {*AHEAD.items(), *AHEAD_WITHOUT_TEAM.items()}
        if a not in known
    ]
    for law in laws:
        wrong += [f"regime {law.name} has no word for the state {s}" for s in CASE_ROAD.states if s not in law.road]
    return [Error(sentence, id="flexcase.E002") for sentence in wrong]


@register()
def laws_speak_of_rules(**_: Any) -> list[CheckMessage]:
    """Every rule that a regime drops, sharpens or cites exists: a misspelt id would leave a rule standing as it was."""
    from flexcase.law.regime import RegimeError, regimes
    from flexcase.law.rule import book

    try:
        laws = list(regimes())
    except RegimeError:
        return []  # said by names_lead_somewhere
    return [
        Error(f"regime {law.name} speaks of {rule}, which no rule is called", id="flexcase.E005")
        for law in laws
        for rule in sorted(law.rules_named)
        if rule not in book
    ]


@register()
def phrases_have_places(**_: Any) -> list[CheckMessage]:
    """Every standard phrase that comes with the house belongs to a field whose words go to the citizen."""
    from cases.action import actions
    from cases.writing.phrases import shipped

    known = {f"{action.name}.{field}" for action in actions() for field in action.to_citizen}
    return [
        Error(f"the phrases »{group.title}« are for {place}, which no letter has", id="flexcase.E006")
        for group in shipped()
        for place in group.places
        if place not in known
    ]


@register()
def production_is_closed(**_: Any) -> list[CheckMessage]:
    """Production refuses default keys, fictive CPR numbers, the demo's identity provider, and staff without a second factor."""
    if not settings.PRODUCTION:
        return []
    wrong = []
    if settings.DEMO_KEY in settings.SECRET_KEY:
        wrong.append("FLEXCASE_SECRET_KEY is the demo's")
    if settings.DEMO_KEY.encode() in settings.HASH_KEY:
        wrong.append("FLEXCASE_HASH_KEY is the demo's")
    if set(settings.DEMO_MASTER_KEYS.values()) & set(settings.MASTER_KEYS.values()):
        wrong.append("FLEXCASE_MASTER_KEYS holds the demo's key")
    if clock.OFFSET:
        wrong.append("FLEXCASE_CLOCK_DAYS moves the clock")
    if not settings.STAFF_MFA_REQUIRED:
        wrong.append("FLEXCASE_STAFF_MFA is off")
    if settings.DEMO_IDENTITY:
        wrong.append("FLEXCASE_DEMO_IDENTITY is on: anybody could sign in as any citizen")
    return [Error(sentence, id="flexcase.E003") for sentence in wrong]


@register(Tags.database)
def production_has_no_demo_users(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Production refuses a database in which the demo was loaded: its password stands in the README."""
    if not settings.PRODUCTION or not databases or "flexcase_user" not in connection.introspection.table_names():
        return []
    from cases.models import User

    found = [user.username for user in User.objects.filter(email__endswith=DEMO_MAIL).order_by("username")[:3]]
    return [Error(f"demo users are in the database: {', '.join(found)} …", id="flexcase.E004")] if found else []
