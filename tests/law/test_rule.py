from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from flexcase.law import rule as module
from flexcase.law.regime import Effect, Mandate, Regime
from flexcase.law.rule import Dossier, Lack, Part, Rule, RuleBook, rule

OLD = Regime("lab-2022", "Lov", date(2022, 1, 1), ("lab-2022",), Mandate.RECOMMENDS, "Ankestyrelsen")
NEW = replace(
    OLD,
    name="reform-2026",
    lineage=("reform-2026", "lab-2022"),
    dropped=frozenset({"M-02"}),
    effects={"V-04": Effect.WARN},
    citations={"E-12": ("ny lov",)},
)


@dataclass(frozen=True)
class ProfileFacts:
    frozen: bool


def dossier(regime: Regime = OLD, *, frozen: bool = False, **given: object) -> Dossier:
    return Dossier("case", date(2026, 11, 23), regime, {ProfileFacts: ProfileFacts(frozen)}, given)


def lacking(text: str, **more: object):
    """A check that always finds the same lack. Each call makes a function of its own name."""

    def check(dossier: Dossier) -> Lack | None:
        return Lack(text, **more)

    check.__qualname__ = f"check {text}"
    return check


def profile(dossier: Dossier) -> Lack | None:
    return None if dossier.of(ProfileFacts).frozen else Lack("Profilen er ikke færdig.", link="tab:profile")


E12 = Rule("E-12", "Grundlag", ("§ 118",), ("submit_to_team",), Effect.STOP, "lab-2022", Part.PROFILE, profile)
M02 = Rule("M-02", "Læge", (), ("submit_to_team",), Effect.STOP, "lab-2022", Part.HEALTH, lacking("LÆ 265 mangler."))
V04 = Rule("V-04", "Forhold", (), ("submit_to_team",), Effect.STOP, "lab-2022", Part.TEAM, lacking("Felt mangler."))
M06 = Rule("M-06", "Råd", (), ("submit_to_team",), Effect.STOP, "reform-2026", Part.HEALTH, lacking("Råd mangler."))
E03 = Rule("E-03", "Varighed", (), ("issue:grant",), Effect.STOP, "lab-2022", Part.DECISION, lacking("Varighed mangler."))
P12 = Rule("P-12", "Grund", (), ("issue",), Effect.REASON, "lab-2022", Part.DECISION, lacking("Grund mangler."))
X14 = Rule("X-14", "Felt", (), ("issue",), Effect.WARN, "lab-2022", Part.DECISION, lacking("Felt mangler."), needs_input=True)


@pytest.fixture
def book() -> RuleBook:
    book = RuleBook()
    for one in (X14, P12, V04, M02, E12, M06, E03):
        book.add(one)
    return book


def ids(book: RuleBook, dossier: Dossier, action: str, outcome: str | None = None, **more: bool) -> list[str]:
    return [finding.rule for finding in book.findings(dossier, action, outcome, **more)]


def test_a_rule_is_silent_when_the_facts_are_in_order(book):
    assert ids(book, dossier(), "submit_to_team") == ["E-12", "M-02", "V-04"]
    assert ids(book, dossier(frozen=True), "submit_to_team") == ["M-02", "V-04"]


def test_the_regime_drops_begins_and_softens(book):
    found = book.findings(dossier(NEW), "submit_to_team")
    assert [(one.rule, one.effect) for one in found] == [
        ("E-12", Effect.STOP),
        ("M-06", Effect.STOP),
        ("V-04", Effect.WARN),
    ]
    assert found[0].cites == ("ny lov",)
    assert book.findings(dossier(OLD), "submit_to_team")[0].cites == ("§ 118",)


def test_a_rule_names_the_outcome_that_it_guards(book):
    assert ids(book, dossier(), "issue", "grant") == ["E-03", "P-12"]
    assert ids(book, dossier(), "issue", "rejection") == ["P-12"]
    assert ids(book, dossier(), "issue") == ["E-03", "P-12"], "an unknown outcome asks every variant"
    assert ids(book, dossier(), "receive_application") == []
    assert not E03.guards_action("issu", "grant")


def test_a_rule_that_needs_the_input_waits_for_it(book):
    assert ids(book, dossier(), "issue", "rejection", with_input=True) == ["P-12", "X-14"]


def test_findings_stand_sharpest_first_and_then_by_id():
    book = RuleBook()
    for id, effect in (
        ("B", Effect.WARN),
        ("D", Effect.STOP),
        ("C", Effect.REASON),
        ("A", Effect.WARN),
        ("E", Effect.STOP),
    ):
        book.add(Rule(id, id, (), ("act",), effect, "lab-2022", Part.CASE, lacking(id)))
    assert ids(book, dossier(), "act") == ["D", "E", "C", "A", "B"]
    assert [Effect.STOP.rank, Effect.REASON.rank, Effect.WARN.rank] == [0, 1, 2]


def test_a_lack_may_be_milder_than_its_rule_and_the_regime():
    mild = replace(E03, check=lacking("Kan undværes.", effect=Effect.WARN))
    strict = replace(OLD, effects={"E-03": Effect.STOP})
    finding = mild.ask(dossier(strict))
    assert finding is not None
    assert finding.effect is Effect.WARN


def test_a_finding_carries_what_the_page_needs():
    finding = replace(E12, departable=True).ask(dossier())
    assert finding is not None
    assert (finding.title, finding.text, finding.part) == ("Grundlag", "Profilen er ikke færdig.", Part.PROFILE)
    assert (finding.link, finding.departable, finding.subject) == ("tab:profile", True, "")


def test_a_departure_holds_for_one_finding_only():
    one = replace(V04, check=lacking("Felt mangler.", subject="a")).ask(dossier())
    same = replace(V04, check=lacking("Felt mangler.", subject="a")).ask(dossier(NEW))
    other = replace(V04, check=lacking("Felt mangler.", subject="b")).ask(dossier())
    changed = replace(V04, check=lacking("To felter mangler.", subject="a")).ask(dossier())
    assert one is not None and same is not None and other is not None and changed is not None
    assert one.fingerprint == same.fingerprint
    assert len({one.fingerprint, other.fingerprint, changed.fingerprint}) == 3


def test_a_rule_may_read_what_is_being_put_in():
    asked = replace(P12, check=lambda dossier: None if dossier.given.get("reason") else Lack("Skriv hvorfor."))
    assert asked.ask(dossier()) is not None
    assert asked.ask(dossier(reason="Fordi")) is None


def test_an_id_belongs_to_one_rule(book):
    book.add(E12)  # the same module loaded again
    with pytest.raises(ValueError, match="E-12 is defined twice"):
        book.add(replace(E12, check=lacking("Noget andet.")))
    assert "E-12" in book
    assert book["E-12"] is E12
    book.remove("E-12")
    assert "E-12" not in book
    assert "E-12" not in [one.id for one in book]


def test_the_decorator_registers_in_the_common_book(monkeypatch):
    monkeypatch.setattr(module, "book", RuleBook())
    check = rule("Z-01", "Prøve", cites=("§ 1",), guards=("act:grant",), effect=Effect.REASON, part=Part.CASE)(profile)
    assert check is profile
    assert module.book["Z-01"].since == ""
    assert ids(module.book, dossier(), "act", "grant") == ["Z-01"]
    assert ids(module.book, dossier(), "act", "rejection") == []
