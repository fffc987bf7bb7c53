"""Correcting the published words of an entry."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import portal_helper
from meetings.models import Outcome
from recommendations.forms.log import LONGEST


class CorrectEntryForm(FormKeyMixin):
    """New words beside the old ones. `version` is the one that was read: the operation compares."""

    text = WordsField(
        label="Corrected words",
        max_length=LONGEST,
        rows=5,
        error_messages={"required": "Give the corrected words"},
    )
    reason = WordsField(
        label="Why it is corrected",
        max_length=1000,
        rows=2,
        error_messages={"required": "Say why it is corrected. The reason is published"},
    )
    corrected_on = DayField(label="Corrected on", help_text="The day on which it was agreed to correct it")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcome: Outcome, today: date, back: str, **kwargs: Any) -> None:
        first = {"text": outcome.text, "corrected_on": today, "version": outcome.version}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        is_open = outcome.is_open and outcome.item.is_open
        self.fields["reason"].help_text = (
            "The reason is published" if is_open else "Only those who may read the entry read the reason"
        )
        self.helper = portal_helper(
            "text",
            "reason",
            "corrected_on",
            "version",
            submit="Publish the correction" if is_open else "Record the correction",
            later=("Back to the record", back),
        )

    def with_version(self, version: int) -> None:
        """After a conflict: sending it again corrects the words that are shown beside these."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data
