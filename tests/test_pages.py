"""Danish on the pages: days, numbers, spaces, and errors that say what to do."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from flexcase.base import clock
from flexcase.base.templatetags import flexcase as tags

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(TODAY):
        yield


@pytest.mark.parametrize(
    ("write", "value", "expected"),
    [
        (tags.short_date, date(2026, 11, 30), "man. 30.\u00a0nov."),
        (tags.short_date, date(2027, 2, 3), "ons. 3.\u00a0feb. 2027"),
        (tags.long_date, date(2026, 11, 30), "mandag 30.\u00a0november 2026"),
        (tags.weekday_date, date(2026, 5, 1), "fredag 1.\u00a0maj"),
        (tags.relative_day, date(2026, 11, 30), "om 7\u00a0dage"),
        (tags.relative_day, date(2026, 11, 24), "i\u00a0morgen"),
        (tags.relative_day, TODAY, "i\u00a0dag"),
        (tags.relative_day, date(2026, 11, 22), "1\u00a0dag over"),
        (tags.relative_day, date(2026, 11, 20), "3\u00a0dage over"),
        (tags.due_state, date(2026, 11, 25), "soon"),
        (tags.due_state, None, "none"),
        (tags.clock_time, datetime(2026, 11, 23, 14, 6, tzinfo=clock.COPENHAGEN), "kl.\u00a014.06"),
        (tags.when, datetime(2026, 11, 23, 9, 12, tzinfo=clock.COPENHAGEN), "I\u00a0dag 9.12"),
        (tags.when_exactly, datetime(2026, 11, 20, 9, 12, tzinfo=clock.COPENHAGEN), "20.\u00a0nov. kl.\u00a09.12"),
        (tags.decimal_da, Decimal("7.20"), "7,2"),
        (tags.decimal_da, Decimal("-4"), "\u22124"),
        (tags.decimal_da, Decimal("100"), "100"),
        (tags.percent, 60, "60\u00a0%"),
        (tags.file_size, 182_000, "182\u00a0KB"),
        (tags.tie, "§ 19, stk. 2, 9. november, 12 timer", "§\u00a019, stk.\u00a02, 9.\u00a0november, 12\u00a0timer"),
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
    assert [tags.plain_errors(field) for field in form] == [
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
