"""Every letter that goes against a citizen says why, what comes next, and who can help: for every ground, in every law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.letters import wording
from cases.letters.render import render_text
from decisions.actions.hearing import next_steps as after_hearing
from decisions.inputs import GROUNDS
from decisions.sources import next_steps
from flexcase.law.regime import regimes
from tests.letters.examples import access_decision, decision_rejection, hearing, receipt

LAWS = [law.name for law in regimes()]
HELPERS = ("DUKH", "fagforening", "bisidder", "agsbehandler")


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_rejection_says_why_what_next_and_who_can_help(law: str, ground: str) -> None:
    regime = regimes().named(law)
    letter = replace(
        decision_rejection(),
        ground=ground,
        ground_in_words=regime.texts[f"rejection_ground_{ground}"].strip(),
        pension="Vi begynder en sag om førtidspension." if ground == "too_low" else "",
        next_steps=next_steps(regime, "rejection", ground),
        who_can_help=wording.helpers(regime),
        appeal=wording.appeal(regime),
    )
    assert letter.missing() == ()
    text = flat(render_text(letter))
    assert flat(regime.texts[f"rejection_ground_{ground}"]) in text
    assert flat(regime.texts[f"rejection_next_{ground}"]) in text
    assert all(helper in text for helper in HELPERS)
    assert "Vi skal have din klage senest fire uger efter, at du har fået brevet." in text
    assert regime.appeal_body in text


@pytest.mark.parametrize("law", LAWS)
def test_no_time_limit_of_another_law_is_put_on_a_complaint_over_aktindsigt(law: str) -> None:
    """Forvaltningsloven sets none (Folketingets Ombudsmand, FOB 2006.410); the body is the one of the decision itself."""
    regime = regimes().named(law)
    text = flat(render_text(replace(access_decision(), appeal=wording.access_appeal(regime))))
    assert "Der er ingen frist for at klage over dette svar." in text
    assert "fire uger" not in text
    assert f"er det {regime.appeal_body}, der afgør klagen" in text


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("ground", ["", *GROUNDS])
def test_a_hearing_says_what_next_and_who_can_help(law: str, ground: str) -> None:
    regime = regimes().named(law)
    letter = replace(hearing(), next_steps=after_hearing(regime, ground), who_can_help=wording.helpers(regime))
    assert letter.missing() == ()
    text = flat(render_text(letter))
    assert "Hvad sker der bagefter?" in text and flat(regime.texts["hearing_next"]) in text
    assert ("Bliver det et afslag" in text) == bool(ground)
    if ground:
        assert flat(regime.texts[f"rejection_next_{ground}"]) in text
    assert all(helper in text for helper in HELPERS)


@pytest.mark.parametrize("law", LAWS)
def test_the_receipt_tells_of_the_data_in_the_words_of_the_law(law: str) -> None:
    regime = regimes().named(law)
    letter = replace(receipt(), data=wording.data_notice(regime), received_on=date(2026, 11, 6))
    assert letter.missing() == ()
    text = flat(render_text(letter))
    for words in ("Datatilsynet", "rådgiver om databeskyttelse", "Hvem ser dem?", "så længe loven kræver"):
        assert words in text
