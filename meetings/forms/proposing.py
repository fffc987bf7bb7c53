"""Days for the meetings of a task group: proposed, chosen, planned."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from core.dates import spell
from core.edges import FormKeyMixin
from core.fields import DayField, TextField
from core.layout import Actions, Choice, Later, Option, Pair, Send, portal_helper
from meetings.cycle import ProposedDay
from meetings.forms.planning import ClockField, DaysField
from meetings.queries.proposing import (
    MOST_SESSIONS,
    WEEKS_APART,
    own_days,
    proposed_days,
    sessions_to_begin_with,
)
from task_groups.models import TaskGroup

MOST_WEEKS = 12
NOT_AMONG_THEM = "Not among the days proposed now"


def whole_number(label: str, most: int) -> forms.IntegerField:
    sentence = f"Enter a number from 1 to {most}"
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class ProposedDaysForm(FormKeyMixin):
    """Where to look from and for how many; which of the days found to plan; when and where."""

    first_on = DayField(label="Look from", help_text="For example 8 September 2026")
    number = whole_number("How many meetings", MOST_SESSIONS)
    weeks_apart = whole_number("Weeks between them, at least", MOST_WEEKS)
    days = DaysField(
        label="Which of these days?", coerce=date.fromisoformat, required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": "Choose days from the list"},
    )  # fmt: skip
    starts_at = ClockField(label="Time", help_text="For example 6:30pm", required=False)
    place = TextField(label="Place", required=False, max_length=200)

    def __init__(
        self, *args: Any, group: TaskGroup, earliest: date, later: tuple[str, str], due_on: date | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        known = {
            "first_on": earliest,
            "number": sessions_to_begin_with(group),
            "weeks_apart": WEEKS_APART,
        }
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.group, self.due_on = group, due_on
        self.found: list[ProposedDay] = self._look()
        self._lay_out(later)

    def _look(self) -> list[ProposedDay]:
        """The days that the first three fields give, whatever the others say. None while one of the three is wrong."""
        given: dict[str, Any] = {}
        for name in ("first_on", "number", "weeks_apart"):
            try:
                given[name] = self.fields[name].clean(self[name].value())
            except forms.ValidationError:
                return []
        return proposed_days(
            self.group, first=given["first_on"], number=given["number"], weeks_apart=given["weeks_apart"]
        )

    def _lay_out(self, later: tuple[str, str]) -> None:
        field = self.fields["days"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells mypy which field this is
        hints = {one.day: self.hint_of(one) for one in self.found}
        hints |= {day: NOT_AMONG_THEM for day in self._chosen() if day not in hints}
        field.choices = [(day.isoformat(), f"{day:%A} {spell(day)}") for day in sorted(hints)]
        options = [Option(day.isoformat(), hint=hints[day]) for day in sorted(hints)]
        self.helper = portal_helper(
            "first_on",
            Pair("number", "weeks_apart"),
            Choice("days", *options),
            Pair("starts_at", "place"),
            Actions(
                Send("Plan these meetings", name="plan"),
                Send("Look for other days", name="look", secondary=True),
                Later(*later),
            ),
        )

    def _chosen(self) -> list[date]:
        """The days that were ticked, as far as they are days: they stay in the list, whatever else was wrong."""
        chosen = []
        for value in self["days"].value() or []:
            try:
                chosen.append(date.fromisoformat(str(value)))
            except ValueError:
                continue
        return chosen

    def hint_of(self, one: ProposedDay) -> str:
        """Why it is this day; and where that is so, that the review was due before it."""
        if self.due_on and one.day > self.due_on:
            return f"{one.why}. After the day on which the review was due, {spell(self.due_on)}"
        return one.why

    def clean_days(self) -> list[date]:
        """The days chosen are among those found, unless the group meets on them already: the operation tells of those."""
        chosen: list[date] = self.cleaned_data["days"]
        known = {one.day for one in self.found} | own_days(self.group, chosen)
        gone = [day for day in chosen if day not in known]
        if gone and not self.errors.keys() & {"first_on", "number", "weeks_apart"}:
            raise forms.ValidationError(f"{spell(gone[0])} is not free any more. Choose days from the list")
        return chosen

    def clean(self) -> None:
        super().clean()
        if "plan" in self.data and "days" not in self.errors and not self.cleaned_data.get("days"):
            self.add_error("days", "Choose at least one day")

    def look_again(self) -> None:
        """Show the days that were found, none of them chosen yet."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed.setlist("days", [])
        self.data = typed

    @property
    def operation_data(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("days", "starts_at", "place")}
