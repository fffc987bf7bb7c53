"""A request for a new date, the decision on it, and how often progress is asked for."""

from collections.abc import Callable
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import Choice, Option, portal_helper
from recommendations import operations
from recommendations.enums import DateDecision
from recommendations.models import DateRequest

GRANT, REFUSE = DateDecision.GRANTED, DateDecision.REFUSED


class AskDateForm(FormKeyMixin):
    """The date that could be kept, and why the one promised cannot."""

    wanted = DayField(label="Which date could be kept?", help_text="Such as 30 September 2026")
    reason = WordsField(
        label="Why can the date not be kept?",
        help_text="The reason is published if the date is granted.",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say why the date cannot be kept"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("wanted", "reason", submit="Ask for this date", later=later)


class DecideDateForm(forms.Form):
    """Grant a new date or refuse it. Nothing is chosen in advance."""

    granted_words = WordsField(
        label="Anything to add?",
        help_text="You can leave this empty.",
        rows=2,
        max_length=1000,
        required=False,
    )
    refused_words = WordsField(label="Why does the date stay?", rows=3, max_length=1000, required=False)

    asked = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        asked: DateRequest,
        wanted: str,
        stays: str,
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].initial = asked.pk
        self.fields["decision"] = forms.ChoiceField(
            label="Your decision",
            choices=[(GRANT, f"Grant {wanted}"), (REFUSE, f"Refuse it: the date stays {stays}")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose whether you grant the date"},
        )
        self.helper = portal_helper(
            Choice(
                "decision",
                Option(
                    GRANT,
                    "The date moves. The reason it was asked with is published. The first date stays visible.",
                    reveals=("granted_words",),
                ),
                Option(REFUSE, "The officer is told, with your words.", reveals=("refused_words",)),
            ),
            submit="Record my decision",
            later=later,
            key=False,
            css_class="decide",
        )

    @property
    def operation(self) -> Callable[..., DateRequest]:
        grants = self.data["decision"] == GRANT
        return operations.grant_new_date if grants else operations.refuse_new_date

    def clean(self) -> dict[str, Any]:
        """Give the words that belong to the decision."""
        data = super().clean() or {}
        if data.get("decision") == REFUSE:
            if not data.get("refused_words") and "refused_words" not in self.errors:
                self.add_error("refused_words", "Say why the date stays")
            return {"words": data.get("refused_words", "")}
        return {"words": data.get("granted_words", "")}


class ReportWeeksForm(forms.Form):
    """How often progress is asked for, with the reason for changing it."""

    weeks = forms.IntegerField(
        label="Ask for progress every how many weeks?",
        min_value=1,
        max_value=52,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a number of weeks from 1 to 52",
            "min_value": "Enter a number of weeks from 1 to 52",
            "max_value": "Enter a number of weeks from 1 to 52",
        },
    )
    reason = WordsField(
        label="Why does it change?",
        help_text="The reason is published.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it changes. The reason is published"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, otherwise: str, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks"].help_text = f"Such as 4. Leave it empty for the council’s own: {otherwise}."
        self.helper = portal_helper("weeks", "reason", submit="Change it", later=later, key=False)
