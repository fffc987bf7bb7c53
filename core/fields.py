"""Form fields that read what people really type."""

import re
from datetime import date, datetime
from typing import Any

from django import forms

from core.months import MONTHS

TOO_LONG = "Use %(limit_value)d characters or fewer. You have typed %(show_value)d"
DAY_EXAMPLE = "Enter a date, such as 30 September 2026"
SPELT = re.compile(r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4}|\d{2})")
FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FIRST_YEAR, LAST_YEAR = 1900, 2199
# What shows nothing: controls (tabs and line ends aside) and marks that turn the reading order round.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def read_day(text: str) -> date | None:
    """Read a day as people write it: "30 September 2026", "30 Sep 26", "30/9/2026", "2026-09-30".

    Day before month, as in Britain; two figures of a year mean 20xx. None when it is no date, or one that
    does not exist.
    """
    text = " ".join(text.lower().split())
    if found := ISO.fullmatch(text):
        year, month, on = (int(part) for part in found.groups())
    elif found := FIGURES.fullmatch(text):
        on, month, year = (int(part) for part in found.groups())
    elif found := SPELT.fullmatch(text):
        on, month, year = int(found[1]), MONTHS.get(found[2], 0), int(found[3])
    else:
        return None
    year += 2000 if year < 100 else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, on)
    except ValueError:
        return None


def without_unseen(text: str) -> str:
    """Take out what nobody can see and line ends of other systems, so that a length counts what was typed."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class DayField(forms.DateField):
    """A day in one text box (pages.md 8.5): case work is no birth date, three boxes only slow it down."""

    widget = forms.TextInput
    default_error_messages = {"invalid": DAY_EXAMPLE, "required": DAY_EXAMPLE}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "govuk-input--width-10", "autocomplete": "off"}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = without_unseen(str(value)).strip()
        if not text:
            return None
        read = read_day(text[:60])
        if read is None or len(text) > 60:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return read

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day the way a person would type it."""
        if isinstance(value, datetime):
            value = value.date()
        return f"{value.day} {value:%B} {value.year}" if isinstance(value, date) else value


class TextField(forms.CharField):
    """One line of text. What cannot be seen is taken out; a text that is too long is refused, never cut."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(without_unseen(str(super().to_python(value) or "")).split())


class WordsField(forms.CharField):
    """Paragraphs of text, in a box of so many rows. What is too long is refused, never cut."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length: int = 4000, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return without_unseen(str(super().to_python(value) or "")).strip()
