"""What the actions of this floor share: numbers, picking one row among several, skånehensyn as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet

from cases.act import Act, Refused
from cases.actions import CASEWORK
from cases.models import Role
from resourceprofile.models import Accommodation, Trial
from resourceprofile.models.shape import OfCase

ON_THE_WORKPLACE = CASEWORK | {Role.JOB_CONSULTANT}

Row = TypeVar("Row", bound=OfCase)


def numbered_row(act: Act, kind: type[Row]) -> Row:
    """A new row on the case with the next number, not yet saved."""
    last = kind.objects.filter(case=act.case).order_by("-no").values_list("no", flat=True).first()
    return kind(case=act.case, no=(last or 0) + 1)


def pick(rows: QuerySet[Row], no: int | None, field: str, none: str, many: str) -> Row:
    """The row with a number, or the only one there is. Raises Refused, saying that there is none or which are meant."""
    found = list((rows if no is None else rows.filter(no=no)).select_related("case__key")[:2])
    if not found:
        raise Refused(none, field)
    if len(found) > 1:
        raise Refused(many, field)
    return found[0]


def set_accommodations(
    act: Act,
    wanted: Sequence[str],
    source: str,
    confirmed: bool,
    trial: Trial | None = None,
    area: str = Accommodation.Area.WORK,
) -> int:
    """End what no longer holds in an area, write what is new, leave what stands. Answers how many changed."""
    standing = Accommodation.objects.filter(case=act.case, area=area, ended_on=None).select_related("case__key")
    current = {row.text: row for row in standing}
    changed = 0
    for text, row in current.items():
        if text not in wanted:
            row.ended_on = max(act.day, row.dated)
            row.save(update_fields=["ended_on"])
            changed += 1
        elif confirmed and not row.settled:
            row.confirmed_by_citizen, row.disputed_on = True, None
            row.save(update_fields=["confirmed_by_citizen", "disputed_on"])
    for text in dict.fromkeys(wanted):
        if text not in current:
            row = numbered_row(act, Accommodation)
            row.dated, row.source, row.trial, row.confirmed_by_citizen = act.day, source, trial, confirmed
            row.area = area
            row.text = text
            row.save()
            changed += 1
    return changed
