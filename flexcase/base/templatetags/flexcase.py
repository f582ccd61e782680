"""What `{% load flexcase %}` gives the pages; each is told of where it is defined."""

from __future__ import annotations

from django import template

from flexcase.base.display import components, controls, dates, drawing, errors, numbers

register = template.Library()

FILTERS = (
    dates.short_date,
    dates.short_day,
    dates.day_month,
    dates.weekday_date,
    dates.long_date,
    dates.clock_time,
    dates.when,
    dates.when_exactly,
    dates.ago,
    dates.relative_day,
    dates.due_state,
    dates.tie,
    numbers.decimal_da,
    numbers.percent,
    drawing.share,
    drawing.times,
    drawing.add_number,
    drawing.share_of,
    numbers.file_size,
    controls.kind,
    controls.hint,
    controls.own_css,
    controls.is_awaited,
    errors.plain_errors,
)
TAGS = (
    components.cells,
    components.drawn,
    components.icon,
    controls.described,
    controls.control,
    controls.choice,
)

for written in FILTERS:
    register.filter(written.__name__, written)
for drawn in TAGS:
    register.simple_tag(drawn)
