"""How a recommendation ended, as a meeting agreed it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, portal_helper
from meetings.models import Meeting
from meetings.queries import title_of
from recommendations.enums import ClosureKind
from recommendations.models import Recommendation

if TYPE_CHECKING:
    MeetingChoiceField = forms.ModelChoiceField[Meeting]
else:
    MeetingChoiceField = forms.ModelChoiceField


class MeetingChoice(MeetingChoiceField):
    """A meeting by the body that held it and the day."""

    def label_from_instance(self, obj: Any) -> str:
        return title_of(obj)


class ReplacementField(TextField):
    """The reference of the recommendation that takes the place of this one, among those the officer may know of."""

    def __init__(self, known: QuerySet[Recommendation]) -> None:
        self.known = known
        super().__init__(
            label="Which recommendation replaces it?",
            help_text="Its reference, such as DS25-1. Leave it empty where something else does, and say so in the reason.",
            max_length=20,
            required=False,
        )

    def clean(self, value: Any) -> Recommendation | None:
        reference = super().clean(value)
        if not reference:
            return None
        found = self.known.filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError("There is no recommendation with this reference")
        return found


class CloseForm(forms.Form):
    """The type, the reason, and the meeting that agreed to close it."""

    def __init__(
        self,
        *args: Any,
        meetings: QuerySet[Meeting],
        recommendations: QuerySet[Recommendation],
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="How did it end?",
            choices=ClosureKind.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how it ended"},
        )
        self.fields["reason"] = WordsField(
            label="Why?",
            help_text="The reason is published.",
            rows=3,
            max_length=2000,
            error_messages={"required": "Say why it is closed. The reason is published"},
        )
        self.fields["meeting"] = MeetingChoice(
            queryset=meetings,
            label="Which meeting agreed it?",
            empty_label="Choose a meeting",
            error_messages={"required": "Choose the meeting that agreed it"},
        )
        self.fields["closed_on"] = DayField(label="Day it was closed")
        self.fields["superseded_by"] = ReplacementField(recommendations)
        self.helper = portal_helper(
            Choice("kind", Option(ClosureKind.SUPERSEDED.value, reveals=("superseded_by",))),
            "reason",
            "meeting",
            "closed_on",
            submit="Close the recommendation",
            later=later,
            key=False,
        )
