"""Danish on the pages: days, numbers, spaces, and errors that say what to do."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from flexcase.base import clock
from flexcase.base.display import dates, errors, numbers

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(TODAY):
        yield


@pytest.mark.parametrize(
    ("write", "value", "expected"),
    [
        (dates.short_date, date(2026, 11, 30), "man. 30.\u00a0nov."),
        (dates.short_date, date(2027, 2, 3), "ons. 3.\u00a0feb. 2027"),
        (dates.long_date, date(2026, 11, 30), "mandag 30.\u00a0november 2026"),
        (dates.weekday_date, date(2026, 5, 1), "fredag 1.\u00a0maj"),
        (dates.relative_day, date(2026, 11, 30), "om 7\u00a0dage"),
        (dates.relative_day, date(2026, 11, 24), "i\u00a0morgen"),
        (dates.relative_day, TODAY, "i\u00a0dag"),
        (dates.relative_day, date(2026, 11, 22), "1\u00a0dag over"),
        (dates.relative_day, date(2026, 11, 20), "3\u00a0dage over"),
        (dates.due_state, date(2026, 11, 25), "soon"),
        (dates.due_state, None, "none"),
        (dates.clock_time, datetime(2026, 11, 23, 14, 6, tzinfo=clock.COPENHAGEN), "kl.\u00a014.06"),
        (dates.when, datetime(2026, 11, 23, 9, 12, tzinfo=clock.COPENHAGEN), "I\u00a0dag 9.12"),
        (dates.when_exactly, datetime(2026, 11, 20, 9, 12, tzinfo=clock.COPENHAGEN), "20.\u00a0nov. kl.\u00a09.12"),
        (numbers.decimal_da, Decimal("7.20"), "7,2"),
        (numbers.decimal_da, Decimal("-4"), "\u22124"),
        (numbers.decimal_da, Decimal("100"), "100"),
        (numbers.percent, 60, "60\u00a0%"),
        (numbers.file_size, 182_000, "182\u00a0KB"),
        (dates.tie, "§ 19, stk. 2, 9. november, 12 timer", "§\u00a019, stk.\u00a02, 9.\u00a0november, 12\u00a0timer"),
    ],
)
def test_danish(write, value, expected):
    assert write(value) == expected


class TrialForm(forms.Form):
    start = forms.DateField(label="Fra")
    hours = forms.DecimalField(label="Timer", localize=True, max_value=37)
    result = forms.ChoiceField(label="Resultat", choices=[("a", "A")], widget=forms.RadioSelect)
    own = forms.CharField(label="Egen", error_messages={"required": "Skriv borgerens egne ord"})


def test_errors_say_what_to_do():
    form = TrialForm({"start": "38.9", "hours": "40,5"})
    assert [errors.plain_errors(field) for field in form] == [
        ["Skriv datoen som dag.måned.år, for eksempel 3.12.2026"],
        ["Skriv højst 37"],
        ["Vælg en mulighed"],
        ["Skriv borgerens egne ord"],
    ]


def test_a_field_is_tied_to_its_label_hint_and_error():
    form = TrialForm({})
    html = Template('{% include "components/field.html" %}').render(Context({"field": form["start"]}))
    assert '<label class="form-label" for="id_start">' in html
    assert 'aria-describedby="id_start_helptext id_start_error"' in html
    assert 'id="id_start_helptext">dag.måned.år<' in html
    assert 'id="id_start_error"' in html
    assert "påkrævet" not in html
