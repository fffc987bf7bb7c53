"""Forms of planning a meeting, and calling it off."""

from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict

from core.dates import spell
from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Actions, Choice, Later, Option, Pair, Send, portal_helper
from core.templatetags.portal import clock
from core.versions import VersionMixin
from councils.models import Body
from meetings.cycle import MOST_AT_ONCE, days_of_series
from meetings.enums import Rhythm
from meetings.models import Meeting
from meetings.queries import SeriesDay, obstacles
from task_groups.models import TaskGroup

TIME_EXAMPLE = "Enter a time, such as 6:30pm"
TIMES = ["%H:%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H.%M"]


class ClockField(forms.TimeField):
    """A time as people write it: 6:30pm, 6.30 pm, 18:30."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})
    default_error_messages = {"invalid": TIME_EXAMPLE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=TIMES, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(" ", "").upper() if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time the way a person would type it."""
        return clock(value) if isinstance(value, time) else value


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body with the council whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.council.short_name}: {obj.name}" if obj.council else f"Joint: {obj.name}"


class PlanForm(FormKeyMixin):
    body = BodyChoice(
        Body.objects.none(), label="Body that meets", required=False, empty_label="Choose a body"
    )
    task_group = forms.ModelChoiceField(
        TaskGroup.objects.none(), label="Or task group", required=False, empty_label="No task group"
    )
    held_on = DayField(label="Day", help_text="For example 30 September 2026")
    starts_at = ClockField(label="Time", help_text="For example 6:30pm", required=False)
    place = TextField(label="Place", required=False, max_length=200)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.sitting_on(on).select_related("council")
        self.fields["body"].queryset = bodies.order_by("council__position", "name")  # type: ignore[attr-defined]
        self.fields["task_group"].queryset = TaskGroup.objects.order_by("title")  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "body",
            "task_group",
            Pair("held_on", "starts_at"),
            "place",
            submit="Plan the meeting",
            later=("Back to meetings", "/meetings/"),
        )

    @property
    def operation_data(self) -> dict[str, Any]:
        """The day is also the last part of the meeting's address."""
        return {**super().operation_data, "slug": self.cleaned_data["held_on"].isoformat()}


class CallOffForm(forms.Form):
    """Postpone or cancel, with a reason that is published."""

    reason = WordsField(
        label="Reason",
        max_length=1000,
        rows=3,
        help_text="The reason is published",
        error_messages={"required": "Say why. The reason is published"},
    )

    def __init__(self, *args: Any, submit: str, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit=submit, key=False, later=("Back to the meeting", back))


class DayForm(forms.Form):
    """Another day, time or place for a meeting that has not begun."""

    held_on = DayField(label="Day", help_text="For example 30 September 2026")
    starts_at = ClockField(label="Time", help_text="For example 6:30pm", required=False)
    place = TextField(label="Place", required=False, max_length=200)

    def __init__(self, *args: Any, meeting: Meeting, submit: str, back: str, **kwargs: Any) -> None:
        said = {name: getattr(meeting, name) for name in self.base_fields}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Pair("held_on", "starts_at"),
            "place",
            submit=submit,
            key=False,
            later=("Back to the meeting", back),
        )


class EditMeetingForm(VersionMixin, DayForm):
    """Another day, time or place, while the meeting has not begun."""


class PlanAgainForm(DayForm):
    """The new day of a postponed meeting: never the old one by accident."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": None, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class DaysField(forms.TypedMultipleChoiceField):
    """Days of a series, whichever the rhythm gives."""

    def valid_value(self, value: Any) -> bool:
        return True


class SeriesForm(FormKeyMixin):
    """Several meetings of a body. First the rhythm; then, when its days are shown, which of them to plan."""

    body = BodyChoice(
        Body.objects.none(),
        label="Body that meets",
        empty_label="Choose a body",
        error_messages={"required": "Choose a body"},
    )
    first_on = DayField(label="First day", help_text="For example 8 September 2026")
    rhythm = forms.ChoiceField(label="How often", choices=Rhythm.choices, widget=forms.RadioSelect)
    every = forms.IntegerField(
        label="Every how many weeks or months",
        min_value=1,
        max_value=12,
        initial=1,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), "Enter a number from 1 to 12"
        ),
    )
    until = DayField(label="Until", required=False, help_text="The last day on which one may be")
    number = forms.IntegerField(
        label="Or how many meetings",
        help_text=f"At most {MOST_AT_ONCE}",
        required=False,
        min_value=1,
        max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Enter a number from 1 to {MOST_AT_ONCE}"
        ),
    )
    starts_at = ClockField(label="Time", help_text="For example 6:30pm", required=False)
    place = TextField(
        label="Place", help_text="For example the council chamber", required=False, max_length=200
    )
    days = DaysField(
        label="Days to plan", coerce=date.fromisoformat, required=False, widget=forms.MultipleHiddenInput,
        error_messages={"invalid_choice": "Choose days from the list"},
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.sitting_on(on).select_related("council")
        self.fields["body"].queryset = bodies.order_by("council__position", "name")  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "body",
            "first_on",
            "rhythm",
            "every",
            Pair("until", "number"),
            Pair("starts_at", "place"),
            "days",
            Actions(Send("Show the days", name="show"), Later("Back to meetings", "/meetings/")),
        )

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if not self.errors and not data.get("until") and not data.get("number"):
            self.add_error("until", "Enter the last day, or how many meetings")
        first, until = data.get("first_on"), data.get("until")
        if first and until and until < first:
            self.add_error("until", "The last day must not be before the first")

    def show_days(self, *, tick: bool) -> None:
        """Go on to the days: each with what stands in its way. `tick` those that nothing does, or keep the ticks."""
        found = self._series()
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
        days = self.fields["days"]
        days.widget = forms.CheckboxSelectMultiple()
        days.choices = [(one.day.isoformat(), f"{one.day:%A} {spell(one.day)}") for one in found]  # type: ignore[attr-defined]
        if tick:
            typed = QueryDict(mutable=True)
            typed.update(self.data)
            typed.setlist("days", [one.day.isoformat() for one in found if not one.obstacle])
            self.data = typed
        hints = [
            Option(one.day.isoformat(), hint=f"Left out: {one.obstacle}") for one in found if one.obstacle
        ]
        self.helper = portal_helper(
            Choice("days", *hints),
            Actions(
                Send("Plan these meetings", name="plan"),
                Send("Change the series", name="change", secondary=True),
            ),
        )

    def _series(self) -> list[SeriesDay]:
        data = self.cleaned_data
        days = days_of_series(
            data["first_on"], data["rhythm"], every=data["every"], until=data["until"], number=data["number"]
        )
        return obstacles(data["body"], days)

    @property
    def operation_data(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("body", "days", "starts_at", "place")}
