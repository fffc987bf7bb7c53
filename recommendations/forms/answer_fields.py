"""The fields of an answer: the verdicts with what each means and asks for, and what a council promises."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet

from core.fields import DayField, TextField, WordsField
from core.layout import Option
from councils.enums import PostKind
from councils.models import Council, Post
from councils.queries import with_successors
from recommendations.enums import Verdict

CABINET, DELEGATED = "cabinet", "delegated"

if TYPE_CHECKING:
    PostChoiceField = forms.ModelChoiceField[Post]
else:
    PostChoiceField = forms.ModelChoiceField


class PostChoice(PostChoiceField):
    """A post, with the organisation or council it belongs to: several councils have a post of one name."""

    def __init__(self, queryset: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(queryset.select_related("council", "organisation"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        whose = str(obj.organisation or (obj.council.short_name if obj.council else ""))
        return str(obj.title) if whose in str(obj.title) else f"{obj.title} ({whose})"


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
        "principle_words": optional(
            "What does it agree with, and what is still open?", "You can leave this empty.", rows=2
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
    "Accept", "Accept in part", "Already in place", "Agree in principle", "Note it", "Put off the answer",
    "Do not accept",
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
            Verdict.IN_PRINCIPLE,
            f"{council} likes it and cannot yet say who will do what by when. {runs_on}",
            "principle",
            "go",
            ("principle_words",),
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


def officers_for(council: Council | None, posts: QuerySet[Post]) -> QuerySet[Post]:
    """Officers' posts that can be responsible for a council's work: its own, shared ones, and those of its successor."""
    officers = posts.filter(kind=PostKind.OFFICER)
    if council is None:
        return officers
    own = with_successors(council.pk) if council.successor_id else [council.pk]
    return officers.filter(Q(council__in=own) | Q(council__isnull=True))
