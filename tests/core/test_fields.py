"""What people type into the portal's own fields."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.fields import DayField, TextField, WordsField

THE_DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "30 September 2026",
        "30 september 2026",
        "  30   SEPT  2026 ",
        "30 Sep 2026",
        "30 Sep 26",
        "30th September 2026",
        "Wednesday 30 September 2026",
        "30/9/2026",
        "30/09/26",
        "30.9.2026",
        "30-9-2026",
        "2026-09-30",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == THE_DAY


@pytest.mark.parametrize(
    "typed",
    [
        "31 September 2026",
        "29/2/2027",
        "9/30/2026",
        "next week",
        "30 Septober 2026",
        "0/0/0",
        "2026",
        "1" * 100_000,
    ],
)
def test_what_is_no_day_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages == ["Enter a date, such as 30 September 2026"]


def test_a_day_that_is_missing_is_answered_with_an_example() -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(" ")
    assert refused.value.messages == ["Enter a date, such as 30 September 2026"]


def test_a_day_may_be_left_out_where_it_may() -> None:
    assert DayField(required=False).clean("") is None


def test_a_stored_day_is_shown_as_a_person_would_type_it() -> None:
    class Form(forms.Form):
        due = DayField()

    assert Form(initial={"due": THE_DAY})["due"].value() == "30 September 2026"
    assert not Form({"due": "30/9/2026"}, initial={"due": THE_DAY}).has_changed()


def test_a_line_of_text_loses_only_what_nobody_can_see() -> None:
    assert TextField().clean("\u202eOne\x00 two\r\nthree\u2066 £ – ł") == "One two three £ – ł"


def test_paragraphs_keep_their_lines() -> None:
    assert WordsField().clean(" One\r\n\r\nTwo\x07\ttabbed\x00 ") == "One\n\nTwo\ttabbed"


@pytest.mark.parametrize("field", [TextField(max_length=200), WordsField(max_length=200)])
def test_a_text_that_is_too_long_is_refused_in_words(field: forms.Field) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean("a" * 100_000)
    assert refused.value.messages == ["Use 200 characters or fewer. You have typed 100000"]


def test_a_line_end_counts_once() -> None:
    assert WordsField(max_length=3).clean("a\r\nb") == "a\nb"
