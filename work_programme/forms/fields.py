"""Fields that several forms of the programme share."""

from datetime import date
from typing import Any

from django import forms

from core.fields import TextField, without_unseen
from councils.models import Body, Council
from work_programme.enums import BY_HAND
from work_programme.months import read_month, spell_month

MONTH_EXAMPLE = "Enter a month, such as October 2026"
WHY = "Say why. The reason is published"


class MonthField(forms.DateField):
    """A month in one text box: "October 2026", "10/2026" or "2026-10". Gives its first day."""

    widget = forms.TextInput
    default_error_messages = {"invalid": MONTH_EXAMPLE, "required": MONTH_EXAMPLE}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "govuk-input--width-10", "autocomplete": "off"}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.replace(day=1)
        text = without_unseen(str(value)).strip()
        month = read_month(text[:40]) if len(text) <= 40 else None
        if month is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return month

    def prepare_value(self, value: Any) -> Any:
        return spell_month(value) if isinstance(value, date) else value


class CouncilsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ticks councils by their short names."""

    def __init__(self) -> None:
        super().__init__(
            Council.objects.order_by("position", "pk"),
            label="Which councils does it concern?",
            help_text="Work of several councils counts as joint.",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Choose at least one council",
                "invalid_choice": "Choose councils from the list",
                "invalid_pk_value": "Choose councils from the list",
            },
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses the body whose work it is, with its council."""

    def __init__(self, on: date) -> None:
        super().__init__(
            Body.objects.sitting_on(on).select_related("council").order_by("council__position", "name"),
            label="Which body looks at it?",
            required=False,
            empty_label="Not decided yet",
            error_messages={"invalid_choice": "Choose a body from the list"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.council.short_name if obj.council else 'Joint'}: {obj.name}"


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What kind of work is it?",
        choices=[(kind.value, kind.label) for kind in BY_HAND],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what kind of work it is",
            "invalid_choice": "Choose what kind of work it is",
        },
    )


def title_field() -> TextField:
    return TextField(
        label="What is the work?",
        help_text="A few plain words. Everybody can read them.",
        max_length=160,
        error_messages={"required": "Say what the work is"},
    )
