"""Changing what was found in a paper before it is accepted."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from core.fields import TextField, WordsField
from core.layout import portal_helper
from councils.models import Council
from meetings.enums import DecisionKind, Presence
from meetings.models import Meeting
from recommendations.enums import ProposalKind
from recommendations.models import Proposal
from recommendations.queries.naming import councils_asked, said_of

LONGEST = 20_000


class ProposalForm(forms.Form):
    """The fields of one thing found, as its kind has them. `version` is the one that was read: the operation compares."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        meeting: Meeting | None,
        councils: Iterable[Council],
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        self.proposal = proposal
        self.councils = list(councils)
        said = said_of(proposal)
        initial = {**said, "version": proposal.version}
        initial["points"] = "\n".join(said.get("points", ()))
        if meeting is not None:
            initial["councils"] = [one.slug for one in councils_asked(meeting, said, self.councils)]
        self.first = dict(initial)
        kwargs["initial"] = {**initial, **kwargs.pop("initial", {})}
        super().__init__(*args, **kwargs)
        for name in shown_of(proposal.kind):
            self.fields[name] = field_of(name, self.councils)
        self.helper = portal_helper(*self.fields, submit="Accept with these words", key=False, later=later)

    @property
    def changed(self) -> dict[str, Any]:
        """What the officer said otherwise than it stood here."""
        changed: dict[str, Any] = {}
        for name in shown_of(self.proposal.kind):
            value = self.cleaned_data[name]
            first = self.first.get(name, [] if name == "councils" else "")
            if folded_spaces(value) != folded_spaces(first):
                changed[name] = lines(value) if name == "points" else value
        return changed

    def clean(self) -> dict[str, Any] | None:
        """Give the operation's arguments."""
        super().clean()
        if self.errors:
            return None
        return {"version": self.cleaned_data["version"], "changed": self.changed}

    def with_version(self, version: int) -> None:
        """After a conflict: sending it again decides on the state that was shown beside these words."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data


def lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]


def folded_spaces(value: Any) -> Any:
    """A browser sends other line ends than it was given: only words count."""
    return " ".join(value.split()) if isinstance(value, str) else value


SHOWN: dict[str, tuple[str, ...]] = {
    ProposalKind.ATTENDANCE: ("name", "presence", "council", "substitute_for"),
    ProposalKind.ITEM: ("title", "number"),
    ProposalKind.DECISION: ("text", "word", "number"),
    ProposalKind.RECOMMENDATION: ("text", "title", "councils"),
    ProposalKind.RESPONSE: ("text", "verdict", "number"),
    ProposalKind.QUESTION: ("text", "by"),
    ProposalKind.ANSWER: ("text", "by"),
    ProposalKind.UNDERTAKING: ("text", "by", "councils"),
    ProposalKind.REQUEST: ("text", "points", "by", "councils"),
}


def shown_of(kind: str) -> tuple[str, ...]:
    return SHOWN.get(ProposalKind(kind), ())


def field_of(name: str, councils: Sequence[Council]) -> forms.Field:
    """The form field of one field of a proposal."""
    match name:
        case "text":
            return WordsField(
                label="Words", rows=6, max_length=LONGEST, error_messages={"required": "Give the words"}
            )
        case "points":
            return WordsField(label="Points, one on each line", rows=4, max_length=LONGEST, required=False)
        case "word":
            return forms.ChoiceField(label="The word the body used", choices=DecisionKind.choices)
        case "presence":
            return forms.ChoiceField(label="How", choices=Presence.choices)
        case "councils":
            return forms.MultipleChoiceField(
                label="For which councils",
                choices=[(one.slug, one.name) for one in councils],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        case "title":
            return TextField(
                label="Title",
                max_length=300,
                required=False,
                help_text="Leave it empty to use what the page shows",
            )
        case "name":
            return TextField(label="Name", error_messages={"required": "Say who was there"})
        case "number":
            return TextField(label="Number", max_length=10, required=False)
    labels = {"by": "Who", "council": "Council", "substitute_for": "Substitute for", "verdict": "Verdict"}
    return TextField(label=labels[name], required=False)
