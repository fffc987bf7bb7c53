"""What a council says: the portfolio holder's form."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import QuerySet

from core.dates import spell
from core.edges import FormKeyMixin
from core.fields import DAY_EXAMPLE
from core.layout import Actions, Choice, Option, Pair, Send, portal_helper
from councils.models import Post
from recommendations.enums import PROMISING, Verdict
from recommendations.forms.answer_fields import (
    CABINET,
    DELEGATED,
    answer_fields,
    commitment_fields,
    options_for,
)
from recommendations.models import Response, ResponseVersion
from recommendations.operations import Commitment
from recommendations.operations.demands import missing

COMMITMENTS = (1, 2, 3)
# Each verdict has its own words and reasons on the page; the operation knows one of each.
WORDS_OF: dict[str, str] = {
    Verdict.IN_PLACE: "in_place",
    Verdict.NOTED: "noted_words",
    Verdict.DEFERRED: "deferred_words",
    Verdict.IN_PRINCIPLE: "principle_words",
}
REASONS_OF: dict[str, str] = {Verdict.IN_PART: "reasons_in_part", Verdict.REJECTED: "reasons_rejected"}
MORE = HTML(
    '<details class="govuk-details mt-4 more"{% if form.has_more %} open{% endif %}>'
    '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">Promise more than one thing'
    '</span></summary><div class="mt-4">'
)
END_OF_MORE = HTML('</div></details><div class="mt-5"></div>')


class RespondForm(FormKeyMixin):
    """One council's answer to one recommendation. `draft` asks for nothing and keeps what is typed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        response: Response,
        posts: QuerySet[Post],
        role: str,
        today: date,
        draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.response, self.role, self.today, self.draft = response, role, today, draft
        self.fields |= answer_fields(response.council.short_name, response.council.executive_name)
        for number in COMMITMENTS:
            self.fields |= commitment_fields(number, response.council.short_name, posts)
        self.fields["version"].initial = response.version
        if draft:
            for field in self.fields.values():
                field.required = False
        self.helper = self.laid_out()

    def laid_out(self) -> FormHelper:
        council = self.response.council.short_name
        blocks = [self.commitment(number) for number in COMMITMENTS]
        helper = portal_helper(key=False)
        helper.layout = Layout(
            HTML('{% include "recommendations/_asked.html" %}'),
            Choice("verdict", *options_for(council)),
            *blocks[0],
            MORE,
            *[field for block in blocks[1:] for field in block],
            END_OF_MORE,
            Choice("decides", Option(CABINET, reveals=("decided_on",)), Option(DELEGATED)),
            Actions(
                Send("Check my answer", name="check"),
                Send("Save draft", name="save_draft", secondary=True),
            ),
        )
        return helper

    def commitment(self, number: int) -> list[Any]:
        return [f"commitment_{number}", Pair(f"responsible_{number}", f"due_on_{number}")]

    @property
    def has_more(self) -> bool:
        """Whether the second or third promise holds anything, so that it must not be folded away."""
        names = [name for name in self.fields if name.endswith(("_2", "_3"))]
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        """Give the arguments of the operation: of the words and reasons typed, those of the verdict chosen."""
        data = super().clean() or {}
        said = self.said(data)
        hidden = {name: data.get(name) for name in ("version", "form_key")}
        if self.draft:
            return {**said, **hidden, "draft_commitments": self.typed_commitments(data)}
        commitments: list[Commitment] = []
        if said["verdict"] in PROMISING:
            commitments = list(self.commitments(data))
            said["words"] = " ".join(commitment.title for commitment in commitments)
        for field, sentence in missing(self.response, said, commitments, on=self.today):
            self.complain(self.field_of(field, said["verdict"]), sentence)
        return {**said, **hidden, "commitments": commitments}

    def checked_lines(self) -> Iterator[tuple[str, str, str]]:
        """What would be recorded: label, words, and the field in which it is changed. The form is valid."""
        said = self.cleaned_data
        verdict = said["verdict"]
        yield "Answer", dict(self.fields["verdict"].choices)[verdict], "verdict"  # type: ignore[attr-defined]
        if verdict == Verdict.IN_PART:
            yield "Part accepted", said["part_accepted"], "part_accepted"
        if verdict in WORDS_OF:
            yield "Words", said["words"], WORDS_OF[verdict]
        if verdict == Verdict.IN_PLACE:
            yield "In place since", said["in_place_since"], "in_place_since"
        if verdict in REASONS_OF:
            yield "Reason", said["reasons"], REASONS_OF[verdict]
        if verdict == Verdict.DEFERRED:
            yield "Answer expected", spell(said["expected_on"]), "expected_on"
        for number, one in enumerate(said["commitments"], start=1):
            words = f"{one.title}\n{one.responsible.title}, by {spell(one.due_on)}"
            yield f"{self.response.council.short_name} will", words, f"commitment_{number}"
        when = f", {spell(said['decided_on'])}" if said["decided_on"] else ""
        yield "Decided by", f"{said['decided_by']}{when}", "decides"

    def said(self, data: dict[str, Any]) -> dict[str, Any]:
        verdict = data.get("verdict") or ""
        by_cabinet = data.get("decides") == CABINET
        if by_cabinet and not self.draft and not data.get("decided_on"):
            self.complain("decided_on", DAY_EXAMPLE)
        council = self.response.council
        return {
            "verdict": verdict,
            "words": data.get(WORDS_OF.get(verdict, ""), "") or "",
            "reasons": data.get(REASONS_OF.get(verdict, ""), "") or "",
            "part_accepted": data.get("part_accepted", "") if verdict == Verdict.IN_PART else "",
            "in_place_since": data.get("in_place_since", "") if verdict == Verdict.IN_PLACE else "",
            "expected_on": data.get("expected_on") if verdict == Verdict.DEFERRED else None,
            "decided_by": f"{council.short_name} {council.executive_name}" if by_cabinet else self.role,
            "decided_on": data.get("decided_on") if by_cabinet else None,
        }

    def commitments(self, data: dict[str, Any]) -> Iterator[Commitment]:
        """Give the promises that are complete; say beside each other one what it lacks."""
        for number in COMMITMENTS:
            title, post, due_on = (
                data.get(f"{name}_{number}") for name in ("commitment", "responsible", "due_on")
            )
            if not (title or post or due_on):
                continue
            if title and post and due_on:
                yield Commitment(title, post, due_on)
                continue
            if not title:
                self.complain(f"commitment_{number}", f"Say what {self.response.council.short_name} will do")
            if not post:
                self.complain(f"responsible_{number}", "Choose who will do it")
            if not due_on:
                self.complain(f"due_on_{number}", DAY_EXAMPLE)

    def typed_commitments(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        typed = []
        for number in COMMITMENTS:
            post, due_on = data.get(f"responsible_{number}"), data.get(f"due_on_{number}")
            typed.append(
                {
                    "title": data.get(f"commitment_{number}", ""),
                    "responsible": post.pk if post else None,
                    "due_on": due_on.isoformat() if due_on else None,
                }
            )
        return typed

    def field_of(self, name: str, verdict: str) -> str:
        """The field on the page for a field of the operation."""
        if name == "reasons":
            return REASONS_OF[verdict]
        return WORDS_OF[verdict] if name == "words" else name

    def complain(self, field: str, sentence: str) -> None:
        """Say it once beside the field: what cannot be read is not also missing."""
        if field not in self.errors:
            self.add_error(field, sentence)


def initial_of(draft: ResponseVersion | None) -> dict[str, Any]:
    """What a draft holds, in the fields of the page."""
    if draft is None:
        return {}
    verdict = draft.verdict
    initial: dict[str, Any] = {
        "verdict": verdict,
        WORDS_OF.get(verdict, ""): draft.words,
        REASONS_OF.get(verdict, ""): draft.reasons,
        "part_accepted": draft.part_accepted,
        "in_place_since": draft.in_place_since,
        "expected_on": draft.expected_on,
        "decided_on": draft.decided_on,
        "decides": CABINET if draft.decided_on else None,
    }
    for number, typed in enumerate(draft.draft_commitments, start=1):
        initial[f"commitment_{number}"] = typed["title"]
        initial[f"responsible_{number}"] = typed["responsible"]
        initial[f"due_on_{number}"] = date.fromisoformat(typed["due_on"]) if typed["due_on"] else None
    return initial
