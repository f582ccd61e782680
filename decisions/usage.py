"""Where hearing and decision use what was measured and the skånehensyn, and what in them the sources no longer say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cases.letters.typography import day as day_in_print
from decisions.models import Decision, Hearing
from decisions.sources import measured
from decisions.texts import parted
from flexcase.law.rule import Part
from resourceprofile.sources import CapacitySource
from resourceprofile.usage import Known, Use, uses


def cited(source: CapacitySource) -> str:
    """How a fact names the source that it comes from."""
    return f"{source.label}, {day_in_print(source.dated)}"


def quoted(source: CapacitySource, facts: Iterable[tuple[str, str]]) -> list[bool]:
    """For each fact that cites the source, whether it still says what the source says."""
    says = measured(source) if source.hours is not None else ""
    replaced = {f"{source.label}, {day_in_print(day)}" for day in source.earlier} - {cited(source)}
    return [text == says and cites not in replaced for text, cites in facts if cites in {cited(source), *replaced}]


def _facts(known: Known, facts: Iterable[tuple[str, str]], where: str, url: str, part: Part) -> Iterator[tuple[str, Use]]:
    told = tuple(facts)
    for source in known.sources:
        for same in quoted(source, told):
            yield source.link, Use(where, url, part, changed=not same)


@uses
def hearings(known: Known) -> Iterator[tuple[str, Use]]:
    """What the citizen was heard on. A letter that is sent says what the source said then."""
    for row in Hearing.objects.filter(case=known.case).exclude(state="lapsed").select_related("case__key").order_by("no"):
        yield from _facts(known, row.list_facts(), f"Partshøring {row.no}", known.tab("partshoering"), Part.HEARING)


@uses
def decisions(known: Known) -> Iterator[tuple[str, Use]]:
    """The facts, the skånehensyn and the assessed figures of a draft, and of what was issued."""
    for row in Decision.objects.filter(case=known.case).exclude(state="lapsed").select_related("case__key").order_by("no"):
        issued = row.state == "issued"
        where = f"Afgørelse {row.no}" if issued else "Udkast til afgørelse"
        url = known.tab("afgoerelse")
        texts = row.list_texts()
        yield from _facts(known, [parted(line) for line in texts.get("facts", ())], where, url, Part.DECISION)
        yield from known.needs_in(texts.get("needs", ()), where, url, Part.DECISION)
        source = newest(known.sources)
        if source is not None and row.assessed_hours is not None:
            same = (row.assessed_hours, row.assessed_intensity) == (source.hours, source.intensity)
            yield source.link, Use(f"{where}: vurderet arbejdsevne", url, Part.DECISION, changed=not same)


def newest(sources: Iterable[CapacitySource]) -> CapacitySource | None:
    """The source that the assessed figures begin with: the newest that has both hours and intensity."""
    return max((one for one in sources if one.effective is not None), key=lambda one: one.dated, default=None)
