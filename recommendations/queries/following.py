"""What changed in a recommendation, row by row of its history, and what a person follows."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from core.dates import london_date, spell
from core.models import HistoryEntry, HistoryHead
from recommendations import statuses
from recommendations.models import Following, Recommendation, RouteStop
from recommendations.queries.page import Page
from recommendations.queries.story import (
    PART,
    RECORDED,
    RESPONSE,
    STOP,
    Entry,
    name_of_stop,
    plain,
    stopped,
    story_of,
)
from recommendations.queries.visibility import (
    DRAFTING_VERBS,
    EVERYONE,
    TRAIL_LABEL,
    parts_for,
    recommendations_visible_to,
)
from recommendations.querysets import RecommendationQuerySet

# What a source tells stands in the story at its own day and under its own name; here, in few words, that it was recorded.
IN_FEW_WORDS = {
    "make": "made",
    "publish": "published",
    "close": "closed",
    "correct": "its words were corrected",
    "note_gap": "no answer is on record",
    "answer": "an answer was recorded",
    "leave_open": "an answer was recorded that leaves it open",
}
OF_WORK = {"publish": "work published", "correct": "words of the work corrected"}


@dataclass(frozen=True)
class Change:
    """One row of the history, told in words that hold nothing of what is exempt. `when` is as exact as the source."""

    number: int
    at: datetime
    when: str
    title: str
    body: str
    by: str
    actor_id: int | None


def changes_of(page: Page) -> list[Change]:
    """What happened to a recommendation, newest first, as the reader of the page may know it."""
    entries = {entry.order - RECORDED: entry for entry in story_of(page)}
    rows = sorted([*page.history, *rows_of_route(page)], key=lambda row: row.number, reverse=True)
    return [changed(page, row, entries.get(row.number)) for row in rows]


def rows_of_route(page: Page) -> list[HistoryEntry]:
    """What the history tells of the route of its report, which the page tells by the stops themselves."""
    stops = [stop.pk for stop in page.route if stop.report_id is not None]
    return list(HistoryEntry.objects.filter(subject=STOP, subject_id__in=stops, public=True)) if stops else []


def changed(page: Page, row: HistoryEntry, entry: Entry | None) -> Change:
    when = spell(row.on, row.precision) if row.on else spell(london_date(row.at))
    if entry is None:
        return Change(row.number, row.at, when, in_few_words(page, row), "", "", row.actor_id)
    return Change(row.number, row.at, when, entry.title, entry.body, entry.by, row.actor_id)


def in_few_words(page: Page, row: HistoryEntry) -> str:
    """A title for what has no entry of its own in the story."""
    if row.subject == STOP:
        return of_stop(page, row)
    words = IN_FEW_WORDS.get(row.verb, plain(row.verb))
    if row.subject == PART:
        words = OF_WORK.get(row.verb, plain(row.verb))
    lane = next((lane for lane in page.lanes if lane.response.pk == row.subject_id), None)
    if row.subject == RESPONSE and lane is not None:
        version = next((one for one in lane.versions if one.number == row.details.get("version")), None)
        said = statuses.VERDICTS[version.verdict].word.lower() if version else words
        return f"{lane.council.short_name}: {said}"
    return words.capitalize()


def of_stop(page: Page, row: HistoryEntry) -> str:
    stop = next((stop for stop in page.route if stop.pk == row.subject_id), None)
    if stop is not None and row.verb == "reach":
        return stopped(page, stop).title
    name = name_of_stop(stop) if stop is not None else f"Route: {row.details.get('body', 'a stop')}"
    return f"{name}: {'planned' if row.verb == 'plan' else 'changed'}"


def waiting_to_be_told(*, up_to: int) -> QuerySet[Following]:
    """Followings of recommendations that others changed, up to a row of the history, of which the person was not told.

    A letter tells of what anyone may read (rule 15): of an exempt recommendation, of hidden work, and of rows that are not
    public, nobody is told.
    """
    untold = {"number__gt": OuterRef("told_to"), "number__lte": up_to}
    others = [
        rows.filter(**untold).exclude(actor_id=OuterRef("user_id"))
        for rows in rows_about("recommendation_id")
    ]
    found = Following.objects.filter(
        reduce(or_, (Q(Exists(rows)) for rows in others)),
        user__is_active=True,
        recommendation__in=Recommendation.objects.public(),
    )
    return found.select_related("user", "recommendation__item").order_by("recommendation_id", "pk")


def rows_about(path: str) -> list[QuerySet[HistoryEntry]]:
    """Rows that anyone may read about an open recommendation, whose id `path` leads to: its own, its work’s, its route’s.

    Each kind apart, since each has an index that fits it.
    """
    parts = parts_for(EVERYONE).filter(action__links__recommendation=OuterRef(OuterRef(path)))
    stops = RouteStop.objects.filter(report__recommendations=OuterRef(OuterRef(path)))
    rows = HistoryEntry.objects.filter(public=True).exclude(verb__in=DRAFTING_VERBS)
    return [
        rows.filter(trail=TRAIL_LABEL, trail_id=OuterRef(path)).exclude(subject=PART),
        rows.filter(subject=PART, subject_id__in=parts.values("pk")),
        rows.filter(subject=STOP, subject_id__in=stops.values("pk")),
    ]


def last_row_before(moment: datetime) -> int:
    """The number of the last row before the first that was written at a moment or later; 0 without any.

    Rows are numbered as they are committed, and may carry a moment a little earlier than the row before.
    """
    first: int | None = HistoryEntry.objects.filter(at__gte=moment).aggregate(first=Min("number"))["first"]
    if first is not None:
        return first - 1
    return HistoryHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def is_followed(recommendation: Recommendation, *, by: Any) -> bool:
    """Whether the user follows it."""
    return Following.objects.filter(recommendation=recommendation, user=by).exists()


def followed_by(user: Any, *, on: date) -> RecommendationQuerySet:
    """Recommendations that the user follows and may know of, what is next first."""
    visible = recommendations_visible_to(user, on=on)
    return visible.filter(followings__user=user).order_by("next_due_sort", "pk")


def last_changes(ids: list[int]) -> dict[int, datetime]:
    """When each of the recommendations changed last, as far as anyone may know. One query."""
    newest = {
        f"last_{place}": Subquery(rows.order_by("-number").values("at")[:1])
        for place, rows in enumerate(rows_about("pk"))
    }
    found = Recommendation.objects.filter(pk__in=ids).annotate(**newest).order_by()
    moments = {pk: [at for at in told if at] for pk, *told in found.values_list("pk", *newest)}
    return {pk: max(told) for pk, told in moments.items() if told}
