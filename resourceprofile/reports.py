"""The attests that have come, beside each other: what each rests on, and what the newest says that the one before did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.models import Case
from cases.writing.merging import Piece, pieces
from resourceprofile.links import rows
from resourceprofile.models import MedicalRequest


@dataclass(frozen=True)
class Report:
    """One attest as it was registered. ``pieces`` are its words, with those that the earlier one does not have marked."""

    row: MedicalRequest
    pieces: tuple[Piece, ...]

    @property
    def rests_on(self) -> date | None:
        """The day on which the citizen was seen, or else on which it came."""
        return self.row.consultation_on or self.row.received_on


@dataclass(frozen=True)
class SideBySide:
    """The newest attest that says something, and the one before it: of the same kind where there is one."""

    earlier: Report
    newest: Report

    @property
    def days_between(self) -> int:
        """Days between what the two rest on."""
        first, last = self.earlier.rests_on, self.newest.rests_on
        return abs((last - first).days) if first and last else 0

    @property
    def same_doctor(self) -> bool:
        return self.earlier.row.doctor == self.newest.row.doctor


def side_by_side(case: Case) -> SideBySide | None:
    """Two attests to compare; None while fewer than two have come."""
    came = [row for row in rows(MedicalRequest, case, "document") if row.state == "received"]
    came.sort(key=lambda row: (row.consultation_on or row.received_on, row.no))
    if len(came) < 2:
        return None
    newest, others = came[-1], came[:-1]
    earlier = next((row for row in reversed(others) if row.kind == newest.kind), others[-1])
    return SideBySide(
        Report(earlier, pieces(earlier.summary, newest.summary)), Report(newest, pieces(newest.summary, earlier.summary))
    )
