"""Where a figure or a skånehensyn is used. Each is entered once, with its source, and quoted in many places.

Every floor registers how it finds the uses in its own papers: one query a finder, whatever the number of sources. A use is
``changed`` when the source says something else now than what stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, Document
from flexcase.law.rule import Part
from resourceprofile.models import Accommodation
from resourceprofile.sources import CapacitySource, capacity_sources, needs_of


@dataclass(frozen=True)
class Use:
    """One place where a source is used: its name, its address in the application, and whether the source has changed since."""

    where: str
    url: str
    part: Part
    changed: bool = False


@dataclass(frozen=True)
class Known:
    """What can be used: the sources of work capacity, and every skånehensyn that there has been."""

    case: Case
    sources: tuple[CapacitySource, ...]
    needs: tuple[Accommodation, ...]

    def tab(self, key: str) -> str:
        """The address of a tab of the case."""
        return f"{reverse('case', args=[self.case.number])}?fane={key}#fane"

    def needs_in(self, lines: Iterable[str], where: str, url: str, part: Part) -> Iterator[tuple[str, Use]]:
        """The skånehensyn that stand in a list, word for word. One that has ended since is changed."""
        wanted = set(lines)
        standing = {row.text for row in self.needs if row.ended_on is None}
        for row in self.needs:
            if row.text in wanted and (row.ended_on is None or row.text not in standing):
                yield key_of(row), Use(where, url, part, changed=row.ended_on is not None)


#: What a finder answers: the key of the source, and a use of it.
Finder = Callable[[Known], Iterable[tuple[str, Use]]]
_finders: list[Finder] = []


def uses(find: Finder) -> Finder:
    """Register how a floor finds the uses in its papers."""
    _finders.append(find)
    return find


def key_of(row: Accommodation) -> str:
    """How a skånehensyn is named among the sources; a source of work capacity goes by its link on the page."""
    return f"#hensyn-{row.no}"


def known_of(case: Case) -> Known:
    """The sources of a case, in three queries."""
    return Known(case, capacity_sources(case), needs_of(case))


def used(known: Known) -> Mapping[str, list[Use]]:
    """Every use of every source, by the key of the source. A place that quotes it twice is named once."""
    found: dict[str, dict[tuple[str, str], Use]] = defaultdict(dict)
    for find in _finders:
        for key, use in find(known):
            before = found[key].get((use.where, use.url))
            found[key][use.where, use.url] = use if before is None or use.changed else before
    return {key: list(places.values()) for key, places in found.items()}


@uses
def reports(known: Known) -> Iterator[tuple[str, Use]]:
    """The reports of the trials. One that was made before the figures were put right tells the old ones."""
    papers = Document.objects.filter(case=known.case, kind="trial_report", source_kind="trial").order_by("-no")
    newest: set[object] = set()
    numbers = {source.row_id: source.link for source in known.sources}
    for no, trial in papers.values_list("no", "source_id"):
        if trial in numbers:
            url = reverse("document", args=[known.case.number, no])
            yield numbers[trial], Use(f"Rapport, dokument {no}", url, Part.DOCUMENTS, changed=trial in newest)
            newest.add(trial)
