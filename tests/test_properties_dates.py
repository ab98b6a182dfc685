"""Laws of dates, typed by a person or by chance."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.dates import DateError, parse_date, parse_when
from tests.helpers_reading import (
    LAW,
)


@LAW
@given(st.text(max_size=20) | st.from_regex(r"\A\s*\d{4}[-/. ]?[\w.]*\s*\Z"))
def test_any_text_is_a_date_or_has_advice(text: str) -> None:
    with suppress(DateError):
        date = parse_date(text)
        assert date.first_day() <= date.last_day()
        assert parse_when(text).start == date
        return
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.hint


@LAW
@given(st.dates().filter(lambda day: 1000 <= day.year <= 2999))
def test_a_day_comes_back_as_it_was_written(day: Any) -> None:
    assert parse_date(day.isoformat()).iso() == day.isoformat()
    assert parse_date(day.isoformat()[:7]).iso() == day.isoformat()[:7]
    assert parse_date(f"{day.day} {day:%B} {day.year}").iso() == day.isoformat()
