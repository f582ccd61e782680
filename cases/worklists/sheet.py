"""A worklist as a file for a spreadsheet. Nothing in it is ever reckoned as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

import xlsxwriter

from cases.models import Case, User
from cases.worklists.columns import COLUMNS
from cases.worklists.listing import Listing
from cases.worklists.worklist import rows

#: Cases that one file holds.
MOST = 5000
#: What begins a formula in a spreadsheet (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Cells = list[str]


def heads(listing: Listing) -> Cells:
    """The first line."""
    return ["Sagsnummer", "Borger", *(COLUMNS[name].label for name in listing.columns)]


def lines(cases: list[Case], listing: Listing, user: User) -> Iterator[Cells]:
    """One case a line, with the columns of the list, as somebody may read it."""
    for row in rows(cases, listing, user):
        cells = (COLUMNS[name].cell(row).words for name in listing.columns)
        yield [row.case.number, row.case.citizen.name, *cells]


def plain(text: str) -> str:
    """A text that a spreadsheet shows as it is."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(table: Iterable[Cells]) -> bytes:
    """As Danish Excel opens it by a double click: semicolons, and a mark that says UTF-8."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([plain(cell) for cell in line] for line in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Iterable[Cells]) -> bytes:
    """As a workbook in which every cell is text."""
    out = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **never}) as book:
        sheet = book.add_worksheet("Sager")
        sheet.set_column(0, 20, 24)
        sheet.freeze_panes(1, 0)
        for at, line in enumerate(table):
            sheet.write_row(at, 0, line, book.add_format({"bold": True}) if at == 0 else None)
    return out.getvalue()


#: Name in the address → how it is written, and what it is.
KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
