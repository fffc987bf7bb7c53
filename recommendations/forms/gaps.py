"""Who was asked for a fact that is missing."""

from typing import Any

from django import forms

from core.fields import DayField, TextField, WordsField
from core.layout import portal_helper
from core.versions import VersionMixin
from recommendations.enums import GapState
from recommendations.models import GapNote


class GapForm(VersionMixin):
    """Who was asked, when, what they said, and whether the fact can be found at all."""

    asked = TextField(
        label="Who was asked?",
        help_text="The role is enough, such as Democratic Services, Boston.",
        max_length=200,
        error_messages={"required": "Say who was asked"},
    )
    asked_on = DayField(label="On which day?", help_text="Such as 30 September 2026")
    words = WordsField(label="What did they say?", rows=3, max_length=2000, required=False)
    state = forms.ChoiceField(
        label="What came of it?",
        choices=[(GapState.OPEN, "We are still looking"), (GapState.CANNOT_BE_FOUND, "It cannot be found")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )

    def __init__(self, *args: Any, note: GapNote | None, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = note.version if note else 0
        if note is not None:
            for name in ("asked", "asked_on", "words", "state"):
                self.fields[name].initial = getattr(note, name)
        self.helper = portal_helper(
            "asked",
            "asked_on",
            "words",
            "state",
            submit="Save who was asked",
            key=False,
            later=("Back to the gaps", back),
        )
