"""Forms of planning a meeting, and calling it off."""

from datetime import date
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Pair, portal_helper
from councils.models import Body
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
