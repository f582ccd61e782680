"""After the decision: what Kim reads, and how long there is to complain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from cases.models import Case, Letter, User
from oversight.scenario.play import play
from oversight.scenario.story import read
from tests.portal.conftest import citizen_user, signed_in

LAST_DAY = date(2026, 11, 27)


@pytest.fixture
def kim(db: None) -> User:
    """A citizen whose case has been granted on 30 October 2026."""
    play(read(Path(settings.ROOT) / "scenarios" / "reform-grant.yaml"), keep=True)
    citizen = Case.objects.select_related("citizen__key").get().citizen
    return User.objects.filter(citizen=citizen).first() or citizen_user(citizen, "kim")


def test_the_decision_and_the_days_left_stand_first(kim):
    with signed_in(kim, date(2026, 11, 13)) as phone:
        told = phone.words("/min-sag/")
    assert told.index("Vi har afgjort din sag") < told.index("Her er din sag")
    assert "Du kan klage til og med fredag 27. november 2026. 14 dage tilbage" in told
    assert "Du har prøvet arbejde 25. september" in told
    assert "Du har kunnet svare på det, vi har skrevet 14. oktober" in told
    assert "Vi har holdt et møde om din sag 28. oktober" in told
    assert "Du er godkendt til fleksjob" in told
    assert "Træk din ansøgning tilbage" not in told


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 26), "1 dag tilbage"),
        (LAST_DAY, "I dag er sidste dag"),
        (date(2026, 11, 28), "Fristen er gået. Du kan stadig klage. Så afgør Ankestyrelsen, om klagen kan tages med."),
    ],
)
def test_the_letter_says_how_long_and_how(kim, day, words):
    letter = Letter.objects.get(kind="decision_grant")
    with signed_in(kim, day) as phone:
        told = phone.words(f"/min-sag/{letter.case.number}/brev/{letter.pk}/")
    assert "Du får bevilget fleksjob" in told
    assert words in told
    assert "Sådan klager du Skriv i Digital Post til Nordhavn Kommune." in told


def test_what_was_asked_before_the_decision_is_no_longer_asked(kim):
    number = Case.objects.get().number
    with signed_in(kim, LAST_DAY) as phone:
        assert "Vi venter på dit svar" not in phone.words("/min-sag/")
        assert "Vi har fået dit svar" in phone.words(f"/min-sag/{number}/hoering/")
