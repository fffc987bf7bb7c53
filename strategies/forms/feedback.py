"""Forms of participants' feedback: aggregates only (rule 26)."""

from typing import Any

from django import forms
from django.urls import reverse

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Pair, portal_helper
from strategies.enums import FEWEST_RESPONDENTS, FeedbackKind, StrategyStatus
from strategies.forms.facts import SourceField, place_field
from strategies.forms.registers import CouncilField
from strategies.models import Strategy

COUNT = "Enter how many people answered, such as 24"
THEMES = (
    "Sum up what many said. No names, no quotations, nothing by which somebody could be recognised. "
    f"Of fewer than {FEWEST_RESPONDENTS} answers no themes are kept."
)


class FeedbackForm(FormKeyMixin):
    """What participants said of a training or a service journey, summed up."""

    council = CouncilField(label="At which council?")
    kind = forms.ChoiceField(
        label="What was it?",
        choices=FeedbackKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it was"),
    )
    subject = TextField(
        label="Which training or service?",
        help_text="Such as “Digital skills for beginners”",
        max_length=160,
        error_messages={"required": "Say which training or service it was"},
    )
    audience = TextField(
        label="Who took part?",
        help_text="A group, never a person. Such as “Residents over 65”",
        max_length=160,
        error_messages={"required": "Say who took part"},
    )
    collected_on = DayField(label="Day on which it was collected", help_text="Such as 30 September 2026")
    respondents = forms.IntegerField(
        label="How many people answered?",
        min_value=1,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), COUNT),
    )
    themes = WordsField(label="Themes in their answers", help_text=THEMES, required=False, max_length=4000)
    strategy = forms.ModelChoiceField(
        Strategy.objects.exclude(status=StrategyStatus.DRAFT).order_by("-starts_on", "title"),
        label="Which strategy is it about?",
        required=False,
        empty_label="None in particular",
        error_messages={"invalid_choice": "Choose a strategy from the list"},
    )
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "council",
            Choice("kind"),
            "subject",
            "audience",
            Pair("collected_on", "respondents"),
            "themes",
            "strategy",
            Pair("source", "source_place"),
            submit="Add the feedback",
            later=("Not now", reverse("strategies:feedback")),
        )


class WithdrawFeedbackForm(forms.Form):
    """Why feedback is taken back."""

    reason = WordsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        help_text="The reason stays in its place, for everyone to read",
        error_messages={"required": "Say why it is withdrawn. The reason is published"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "reason",
            submit="Withdraw the feedback",
            later=("Leave it as it is", reverse("strategies:feedback")),
            key=False,
        )
