"""Fields that several forms share: as exactly as a day is known, and the paper that a fact rests on."""

from typing import Any

from django import forms

from core.enums import Precision
from core.fields import DayField, TextField
from core.models import Source

KNOWN = [
    (Precision.DAY, "To the day"),
    (Precision.MONTH, "Only the month"),
    (Precision.YEAR, "Only the year"),
    (Precision.BEFORE, "Only that it was before this day"),
]


def precision_field() -> forms.ChoiceField:
    """How exactly a day is known. It counts only where a day was entered."""
    return forms.ChoiceField(
        label="How exactly is the day known?",
        help_text="Of a month or a year, enter its first day.",
        choices=KNOWN,
        initial=Precision.DAY,
        error_messages={
            "required": "Choose how exactly the day is known",
            "invalid_choice": "Choose how exactly the day is known",
        },
    )


def day_field(label: str, **more: Any) -> DayField:
    """A day that a source may give by its month or year alone."""
    return DayField(label=label, help_text="Such as 30 September 2026", **more)


class SourceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a paper that is on the list of sources."""

    def __init__(self) -> None:
        super().__init__(
            Source.objects.order_by("title", "pk"),
            label="Paper that says so",
            required=False,
            empty_label="None on record",
            error_messages={"invalid_choice": "Choose a paper from the list"},
        )


def place_field() -> TextField:
    return TextField(label="Where in the paper", required=False, max_length=200)


def amount_field(**more: Any) -> forms.DecimalField:
    """An amount in pounds, with or without pence."""
    wrong = "Enter an amount in pounds, such as 46000 or 46000.50"
    return forms.DecimalField(
        max_digits=12,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            wrong,
        ),
        **more,
    )
