"""Gaps in the record: facts shown as "not on record", worked out from the record itself, with who was asked for them.

A gap is open until the fact is on record, or until somebody says that it cannot be found. Then it is still shown to the
public as not on record, and no longer stands on anybody's list. All of it is the scrutiny officer's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Window
from django.urls import reverse

from core.dates import spell
from core.enums import Precision
from core.statuses import Status
from meetings.models import Meeting
from meetings.queries import path_of, title_of
from recommendations.enums import (
    FINISHED_PARTS,
    GapKind,
    GapState,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
)
from recommendations.models import ActionPart, GapNote, Recommendation, Response, RouteStop
from strategies.enums import AdoptionStatus
from strategies.models import Adoption

OPEN = Status("Open", "Open", "norec", "mute")
CANNOT_BE_FOUND = Status("Cannot be found", "Not found", "x", "mute")
FILLED = Status("Filled", "Filled", "accepted", "ok")
AT_MOST = 5
# What the public reads as "not on record". Work without an officer has a place of its own on the officer's list.
PUBLIC_KINDS = (GapKind.ANSWER, GapKind.STOP, GapKind.OUTCOME, GapKind.ADOPTION, GapKind.DAY)


@dataclass(frozen=True)
class Gap:
    """A fact that no paper gives us, where it would be filled in, and who was asked for it."""

    kind: str
    pk: int
    title: str
    why: str
    url: str
    shown: Status = OPEN
    asked: str = ""

    @property
    def note_url(self) -> str:
        return reverse("recommendations:gap", args=[self.kind, self.pk])


@dataclass(frozen=True)
class Missing:
    """One kind of gap: its rows, by which field a note names one, what is missing, and where it is filled in."""

    field: str
    why: str
    rows: Callable[[date], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]


@dataclass(frozen=True)
class Gaps:
    """Some gaps of one kind, or of all, and how many there are."""

    shown: list[Gap]
    total: int


def answers(on: date) -> QuerySet[Response]:
    found = Response.objects.filter(status=ResponseStatus.NOT_ON_RECORD)
    return found.select_related("recommendation", "council").order_by(
        "recommendation_id", "council__position"
    )


def parts() -> QuerySet[ActionPart]:
    return ActionPart.objects.select_related("action", "council").order_by("pk")


def open_parts() -> QuerySet[ActionPart]:
    return parts().exclude(status__in=[*FINISHED_PARTS, PartStatus.NO_OUTCOME])


def recommendations() -> QuerySet[Recommendation]:
    unpublished = [RecommendationStatus.DRAFT, RecommendationStatus.DISCARDED]
    return Recommendation.objects.exclude(status__in=unpublished).order_by("reference")


def adoptions(on: date) -> QuerySet[Adoption]:
    found = Adoption.objects.filter(status=AdoptionStatus.NOT_RECORDED, strategy__partnership__isnull=False)
    return found.select_related("strategy", "council").order_by("pk")


def meetings(on: date) -> QuerySet[Meeting]:
    found = Meeting.objects.exclude(held_precision=Precision.DAY)
    return found.select_related("body__council", "task_group").order_by("pk")


def stops(on: date) -> QuerySet[RouteStop]:
    """Bodies that a report or recommendation was to reach, and the day is past."""
    found = RouteStop.objects.filter(decision="", reached_on__isnull=True, planned_on__lt=on)
    return found.select_related("body__council", "report", "recommendation").order_by("planned_on", "pk")


def about(stop: RouteStop) -> str:
    """What went to the body: the report's title, or the recommendation's reference."""
    return stop.report.title if stop.report else stop.recommendation.reference if stop.recommendation else ""


def body_of(stop: RouteStop) -> str:
    council = stop.body.council
    return f"{council.short_name}’s {stop.body.name}" if council else stop.body.name


def whose(part: ActionPart, what: str) -> str:
    return f"{part.council.short_name}’s {what}" if part.council else f"this {what}"


KINDS: dict[str, Missing] = {
    GapKind.ANSWER: Missing(
        "response",
        "No minutes or response loaded",
        answers,
        lambda one: f"What {one.council.short_name} said to {one.recommendation.reference}",
        lambda one: one.get_absolute_url(),
    ),
    GapKind.STOP: Missing(
        "stop",
        "No minutes loaded",
        stops,
        lambda one: f"What {body_of(one)} decided on {spell(one.planned_on)}: {about(one)}",
        lambda one: (one.report or one.recommendation).get_absolute_url(),
    ),
    GapKind.OUTCOME: Missing(
        "part",
        "No report loaded",
        lambda on: parts().filter(status=PartStatus.NO_OUTCOME),
        lambda one: f"What came of {whose(one, 'promise')}: {one.action.title}",
        lambda one: one.get_absolute_url(),
    ),
    GapKind.ADOPTION: Missing(
        "adoption",
        "No minutes loaded",
        adoptions,
        lambda one: f"What {one.council.short_name} decided on the {one.strategy.title}",
        lambda one: reverse("strategies:detail", args=[one.strategy.slug]),
    ),
    GapKind.DAY: Missing(
        "meeting",
        "The papers do not give the day",
        meetings,
        lambda one: f"Which day this meeting was held: {title_of(one)}",
        lambda one: reverse("recommendations:meeting", args=path_of(one)),
    ),
    GapKind.MADE: Missing(
        "recommendation",
        "The papers do not give the day",
        lambda on: recommendations().filter(Q(made_on__isnull=True) | ~Q(made_precision=Precision.DAY)),
        lambda one: f"On which day {one.reference} was made",
        lambda one: one.get_absolute_url(),
    ),
    GapKind.SOURCE: Missing(
        "recommendation",
        "No paper, report or agenda item is named",
        lambda on: recommendations().filter(source=None, report=None, item=None),
        lambda one: f"Where {one.reference} comes from",
        lambda one: one.get_absolute_url(),
    ),
    GapKind.OFFICER: Missing(
        "part",
        "No responsible officer is named",
        lambda on: open_parts().filter(responsible=None),
        lambda one: f"Who does {whose(one, 'work')}: {one.action.title}",
        lambda one: one.get_absolute_url(),
    ),
    GapKind.DATE: Missing(
        "part",
        "No date is on record",
        lambda on: open_parts().filter(due_on=None, due_words=""),
        lambda one: f"By when {whose(one, 'work')} is due: {one.action.title}",
        lambda one: one.get_absolute_url(),
    ),
}


def with_notes(kind: str, *, on: date) -> QuerySet[Any]:
    """The gaps of a kind, each with the state and the words of its note."""
    missing = KINDS[kind]
    notes = GapNote.objects.filter(kind=kind, **{missing.field: OuterRef("pk")})
    found: QuerySet[Any] = missing.rows(on).annotate(
        note_state=Subquery(notes.values("state")[:1]),
        note_asked=Subquery(notes.values("asked")[:1]),
        note_on=Subquery(notes.values("asked_on")[:1]),
    )
    return found


def gaps_of(kind: str, state: str = "", *, on: date) -> QuerySet[Any]:
    """The gaps of a kind in a state: open, or cannot be found."""
    found = with_notes(kind, on=on)
    if state == GapState.CANNOT_BE_FOUND:
        return found.filter(note_state=GapState.CANNOT_BE_FOUND)
    return found.filter(Q(note_state__isnull=True) | Q(note_state=GapState.OPEN))


def told(kind: str, one: Any) -> Gap:
    """One gap in words."""
    missing = KINDS[kind]
    asked = f"{one.note_asked}, {spell(one.note_on)}" if one.note_asked else ""
    shown = CANNOT_BE_FOUND if one.note_state == GapState.CANNOT_BE_FOUND else OPEN
    return Gap(kind, one.pk, missing.title(one), missing.why, missing.url(one), shown, asked)


def some_gaps(kind: str, state: str = "", *, most: int, on: date) -> Gaps:
    """The first gaps of a kind, and how many there are. One query."""
    rows = list(gaps_of(kind, state, on=on).annotate(in_all=Window(Count("pk")))[:most])
    return Gaps([told(kind, row) for row in rows], rows[0].in_all if rows else 0)


def first_gaps(*, on: date, most: int = AT_MOST) -> Gaps:
    """The first open gaps that the public reads as not on record, for the officer's list. A query for each kind."""
    found = [some_gaps(kind, most=most, on=on) for kind in PUBLIC_KINDS]
    shown = [gap for gaps in found for gap in gaps.shown]
    return Gaps(shown[:most], sum(gaps.total for gaps in found))


def find_gap(kind: str, pk: int, *, on: date) -> Any | None:
    """The thing of which something is missing, or None where there is no such gap."""
    return with_notes(kind, on=on).filter(pk=pk).first() if kind in KINDS else None


def note_of(kind: str, pk: int) -> GapNote | None:
    return GapNote.objects.filter(kind=kind, **{f"{KINDS[kind].field}_id": pk}).first()


def filled(*, on: date) -> QuerySet[GapNote]:
    """Notes on gaps that are none any more: the fact is on record now."""
    still = Q()
    for kind, missing in KINDS.items():
        still |= Q(kind=kind, **{f"{missing.field}__in": missing.rows(on).order_by().values("pk")})
    things = (
        "response__recommendation", "response__council", "part__action", "part__council", "recommendation",
        "adoption__strategy", "adoption__council", "stop__body__council", "stop__report", "stop__recommendation",
        "meeting__body__council", "meeting__task_group",
    )  # fmt: skip
    return GapNote.objects.exclude(still).select_related(*things).order_by("-at", "-pk")


def told_filled(note: GapNote) -> Gap:
    """One gap that was filled."""
    missing = KINDS[note.kind]
    thing = getattr(note, missing.field)
    asked = f"{note.asked}, {spell(note.asked_on)}"
    return Gap(note.kind, thing.pk, missing.title(thing), missing.why, missing.url(thing), FILLED, asked)


def sentence_of(counts: dict[str, int]) -> str:
    """How many facts are missing, in counts. `counts`: by state."""
    total, lost, done = (counts[state] for state in ("open", "cannot_be_found", "filled"))
    missing = (
        f"{total:,} {'fact is' if total == 1 else 'facts are'} missing and looked for"
        if total
        else "No fact is missing"
    )
    tail = [
        f"{lost:,} cannot be found" if lost else "",
        f"{done:,} {'was' if done == 1 else 'were'} filled" if done else "",
    ]
    return ", ".join(filter(None, [missing, *tail])) + "."


def count_gaps(state: str, *, on: date) -> int:
    """How many gaps of all kinds are in a state. One query."""
    rows = [gaps_of(kind, state, on=on).order_by().values_list("pk") for kind in KINDS]
    return rows[0].union(*rows[1:], all=True).count()
