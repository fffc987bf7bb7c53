"""What a council says: the portfolio holder's form."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import Q, QuerySet

from core.edges import FormKeyMixin
from core.fields import DAY_EXAMPLE, DayField, TextField, WordsField
from core.layout import Actions, Choice, Option, Pair, Send, portal_helper
from councils.enums import PostKind
from councils.models import Council, Post
from recommendations.enums import PROMISING, Verdict
from recommendations.models import Response, ResponseVersion
from recommendations.operations import Commitment
from recommendations.operations.demands import missing

COMMITMENTS = (1, 2, 3)
CABINET, DELEGATED = "cabinet", "delegated"
# Each verdict has its own words and reasons on the page; the operation knows one of each.
WORDS_OF: dict[str, str] = {
    Verdict.IN_PLACE: "in_place",
    Verdict.NOTED: "noted_words",
    Verdict.DEFERRED: "deferred_words",
}
REASONS_OF: dict[str, str] = {Verdict.IN_PART: "reasons_in_part", Verdict.REJECTED: "reasons_rejected"}
MORE = HTML(
    '<details class="govuk-details mt-4 more"{% if form.has_more %} open{% endif %}>'
    '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">Promise more than one thing'
    '</span></summary><div class="mt-4">'
)
END_OF_MORE = HTML('</div></details><div class="mt-5"></div>')


if TYPE_CHECKING:
    PostChoiceField = forms.ModelChoiceField[Post]
else:
    PostChoiceField = forms.ModelChoiceField


class PostChoice(PostChoiceField):
    """An officer's post, with the organisation it belongs to where that is not the council."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.organisation})" if obj.organisation else str(obj.title)


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
                Send("Record my decision", name="record"),
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


def answer_fields(council: str, executive: str) -> dict[str, forms.Field]:
    def optional(label: str, help_text: str = "", rows: int = 3) -> WordsField:
        return WordsField(label=label, help_text=help_text, rows=rows, required=False)

    verdicts = [
        (str(option.value), label) for option, label in zip(options_for(council), LABELS, strict=True)
    ]
    return {
        "verdict": forms.ChoiceField(
            label="Your answer",
            choices=verdicts,
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose what {council} says"},
        ),
        "part_accepted": optional("Which part do you accept?", rows=2),
        "reasons_in_part": optional("Why not the rest?", "The reason is published."),
        "in_place": optional("What is in place?"),
        "in_place_since": TextField(
            label="Since when?", help_text="Such as March 2024", max_length=100, required=False
        ),
        "noted_words": optional("Why?", "You can leave this empty.", rows=2),
        "expected_on": DayField(label="When will there be an answer?", required=False),
        "deferred_words": optional("What is it waiting for?", "You can leave this empty.", rows=2),
        "reasons_rejected": optional("Why not?", "The reason is published."),
        "decides": forms.ChoiceField(
            label="Who decides?",
            choices=[(CABINET, f"The {executive} decided"), (DELEGATED, "Me, under delegated powers")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who decides"},
        ),
        "decided_on": DayField(
            label=f"Day of the {executive}’s decision",
            help_text="If it has not met yet, save a draft and record the decision afterwards.",
            required=False,
        ),
    }


LABELS = (
    "Accept", "Accept in part", "Already in place", "Note it", "Put off the answer", "Do not accept",
)  # fmt: skip


def options_for(council: str) -> list[Option]:
    """The answers in the order of the page, with what each means and what it asks for."""
    runs_on = "The two months keep running."
    return [
        Option(Verdict.ACCEPTED, f"{council} will do all of it.", "accepted", "ok"),
        Option(
            Verdict.IN_PART,
            f"{council} will do some of it. You say which part, and why not the rest.",
            "part",
            "part",
            ("part_accepted", "reasons_in_part"),
        ),
        Option(
            Verdict.IN_PLACE,
            f"{council} does it already. You say what is in place, and since when.",
            "inplace",
            "ok",
            ("in_place", "in_place_since"),
        ),
        Option(
            Verdict.NOTED,
            f"{council} takes no position. It shows as “Noted”, not as accepted. {runs_on}",
            "noted",
            "mute",
            ("noted_words",),
        ),
        Option(
            Verdict.DEFERRED,
            f"{council} will answer later. You say when. {runs_on}",
            "deferred",
            "go",
            ("expected_on", "deferred_words"),
        ),
        Option(
            Verdict.REJECTED, f"{council} will not do it. You say why.", "no", "no", ("reasons_rejected",)
        ),
    ]


def commitment_fields(number: int, council: str, posts: QuerySet[Post]) -> dict[str, forms.Field]:
    first = "Only if you accept, in full or in part. One sentence a resident would understand. Start with “We will”."
    label = f"What will {council} do?" if number == 1 else f"What else will {council} do? ({number} of 3)"
    return {
        f"commitment_{number}": WordsField(
            label=label, help_text=first if number == 1 else "", rows=3, required=False, max_length=1000
        ),
        f"responsible_{number}": PostChoice(
            queryset=posts, label="Who will do it", required=False, empty_label="Choose an officer"
        ),
        f"due_on_{number}": DayField(label="By when", required=False),
    }


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


def officers_for(council: Council | None, posts: QuerySet[Post]) -> QuerySet[Post]:
    """Officers' posts that can be responsible for a council's work: its own, and shared ones."""
    officers = posts.filter(kind=PostKind.OFFICER)
    return officers.filter(Q(council=council) | Q(council__isnull=True)) if council else officers
