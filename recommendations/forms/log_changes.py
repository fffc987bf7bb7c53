"""Forms that change an entry of a log, or take it out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from core.fields import WordsField
from core.layout import portal_helper
from meetings.enums import OutcomeKind
from meetings.models import Outcome
from recommendations.forms.log import CAPTURED_AS, EntryForm


class EditForm(EntryForm):
    """Change an entry. `version` is the one that was read: the operation compares."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcome: Outcome, title: str = "", **kwargs: Any) -> None:
        self.outcome = outcome
        initial = {**self.initial_of(outcome, title), **kwargs.pop("initial", {})}
        super().__init__(*args, kind=CAPTURED_AS[OutcomeKind(outcome.kind)], initial=initial, **kwargs)
        del self.fields["promise"]
        del self.fields["note"]

    @staticmethod
    def initial_of(outcome: Outcome, title: str) -> dict[str, Any]:
        return {
            "text": outcome.text,
            "title": title,
            "said_by": outcome.said_by,
            "answers": str(outcome.answers_id or ""),
            "decision": outcome.decision,
            "number": outcome.number,
            "vote": outcome.vote,
            "owner": outcome.owner,
            "councils": [str(council.pk) for council in outcome.councils.all()],
            "due": spelt(outcome.due_on) if outcome.due_on else outcome.due_words,
            "points": "\n".join(point.text for point in outcome.points.all()),
            "cites": str(outcome.cites_id or ""),
            "cites_place": outcome.cites_place,
            "exempt": not outcome.is_open and outcome.item.is_open,
            "exempt_paragraph": outcome.exempt_paragraph,
            "public_summary": outcome.public_summary,
            "version": outcome.version,
        }

    def clean(self) -> dict[str, Any] | None:
        """Give the operation's arguments: what this kind's form does not show stays as it was."""
        super().clean()
        if self.errors:
            return None
        unshown = {
            "said_by": self.outcome.said_by,
            "answers": self.outcome.answers,
            "no_owner_yet": self.outcome.has_no_owner_yet,
        }
        return {**unshown, **self.words, "version": self.cleaned_data["version"]}

    def with_version(self, version: int) -> None:
        """After a conflict: sending it again replaces the words that were shown beside these."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data


class WithdrawForm(forms.Form):
    reason = WordsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        error_messages={"required": "Say why this entry is withdrawn"},
    )

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "reason", submit="Withdraw the entry", key=False, later=("Back to the log", back)
        )


def read_versions(values: Iterable[str]) -> dict[int, int]:
    """Read "12:3" as entry 12 in the version 3 that was read. What is no pair of numbers is left out."""
    pairs = (value.split(":", 1) for value in values if value.count(":") == 1)
    return {int(pk): int(version) for pk, version in pairs if pk.isdecimal() and version.isdecimal()}


def spelt(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
