"""How a recommendation ended, as a meeting agreed it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.fields import DayField, WordsField
from core.layout import portal_helper
from meetings.models import Meeting
from meetings.queries import title_of
from recommendations.enums import ClosureKind

if TYPE_CHECKING:
    MeetingChoiceField = forms.ModelChoiceField[Meeting]
else:
    MeetingChoiceField = forms.ModelChoiceField


class MeetingChoice(MeetingChoiceField):
    """A meeting by the body that held it and the day."""

    def label_from_instance(self, obj: Any) -> str:
        return title_of(obj)


class CloseForm(forms.Form):
    """The type, the reason, and the meeting that agreed to close it."""

    def __init__(
        self, *args: Any, meetings: QuerySet[Meeting], later: tuple[str, str], **kwargs: Any
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
        self.helper = portal_helper(
            "kind",
            "reason",
            "meeting",
            "closed_on",
            submit="Close the recommendation",
            later=later,
            key=False,
        )
