"""Forms of a published record: agreeing it, and correcting it as a whole."""

from datetime import date
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import portal_helper
from meetings.models import Meeting
from meetings.queries import title_of
from meetings.querysets import MeetingQuerySet

NO_REASON = "Say why it is corrected. The reason is published"
LONGEST = 20_000


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A meeting by whose it is and its day."""

    def label_from_instance(self, obj: Any) -> str:
        return title_of(obj)


class AgreeForm(forms.Form):
    """At which later meeting the minutes were agreed."""

    at_meeting = MeetingChoice(
        Meeting.objects.none(),
        label="Which meeting agreed the minutes?",
        empty_label="Choose a meeting",
        error_messages={
            "required": "Choose the meeting that agreed the minutes",
            "invalid_choice": "Choose a meeting of the same body that was held later than this one",
        },
    )

    def __init__(self, *args: Any, later: MeetingQuerySet, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at_meeting"].queryset = later  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "at_meeting",
            submit="Record that they were agreed",
            key=False,
            later=("Back to the meeting", back),
        )


class CorrectRecordForm(FormKeyMixin):
    """Correct something about the meeting as a whole: who was there, or what stands beside an entry's words."""

    old_text = WordsField(
        label="What the record says",
        max_length=LONGEST,
        rows=3,
        help_text="Anyone may read it. Name nothing exempt",
        error_messages={"required": "Say what the record says now"},
    )
    new_text = WordsField(
        label="What it should say",
        max_length=LONGEST,
        rows=3,
        error_messages={"required": "Give the corrected words"},
    )
    reason = WordsField(
        label="Why it is corrected",
        max_length=1000,
        rows=2,
        help_text="The reason is published",
        error_messages={"required": NO_REASON},
    )
    corrected_on = DayField(label="Corrected on", help_text="The day on which it was agreed to correct it")

    def __init__(self, *args: Any, today: date, back: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"corrected_on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "old_text",
            "new_text",
            "reason",
            "corrected_on",
            submit="Publish the correction",
            later=("Back to the record", back),
        )
