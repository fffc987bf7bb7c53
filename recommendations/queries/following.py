"""What changed in a recommendation, row by row of its history, and what a person follows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from core.dates import london_date, spell
from core.models import HistoryEntry
from recommendations import statuses
from recommendations.models import Following, Recommendation
from recommendations.queries.page import Page
from recommendations.queries.story import RECORDED, RESPONSE, STOP, Entry, plain, story_of
from recommendations.queries.visibility import DRAFTING_VERBS, TRAIL_LABEL, recommendations_visible_to
from recommendations.querysets import RecommendationQuerySet

# What a source tells stands in the story at its own day and under its own name; here, in few words, that it was recorded.
IN_FEW_WORDS = {
    "make": "made",
    "publish": "published",
    "plan": "a stop of its route was planned",
    "reach": "a body received it",
    "close": "closed",
    "correct": "its words were corrected",
    "note_gap": "noted that no answer is on record",
    "answer": "an answer was recorded",
    "leave_open": "an answer was recorded that leaves it open",
}


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

    @property
    def subject(self) -> str:
        """The title as a subject line has it: "South Holland signed off"."""
        return self.title.replace(": ", " ", 1)


def changes_of(page: Page, *, after: int = 0) -> list[Change]:
    """What happened to a recommendation after a row of the history, newest first, as the reader of the page may know it."""
    entries = {entry.order - RECORDED: entry for entry in story_of(page)}
    rows = [row for row in page.history if row.number > after]
    return [changed(page, row, entries.get(row.number)) for row in rows]


def changed(page: Page, row: HistoryEntry, entry: Entry | None) -> Change:
    when = spell(row.on, row.precision) if row.on else spell(london_date(row.at))
    if entry is None:
        return Change(row.number, row.at, when, in_few_words(page, row), "", "", row.actor_id)
    return Change(row.number, row.at, when, entry.title, entry.body, entry.by, row.actor_id)


def in_few_words(page: Page, row: HistoryEntry) -> str:
    words = IN_FEW_WORDS.get(row.verb, plain(row.verb))
    lane = next((lane for lane in page.lanes if lane.response.pk == row.subject_id), None)
    if row.subject == RESPONSE and lane is not None:
        version = next((one for one in lane.versions if one.number == row.details.get("version")), None)
        said = statuses.VERDICTS[version.verdict].word.lower() if version else words
        return f"{lane.council.short_name}: {said}"
    stop = next((stop for stop in page.route if stop.pk == row.subject_id), None)
    if row.subject == STOP and stop is not None and stop.body.council is not None:
        return f"{stop.body.council.short_name}: {words}"
    return words.capitalize()


def waiting_to_be_told(*, before: datetime) -> QuerySet[Following]:
    """Followings of recommendations that others changed before a moment, of which the person was not told.

    A letter tells of what anyone may read (rule 15): of an exempt recommendation, and of rows that are not public, nobody is
    told.
    """
    others = public_rows().filter(trail_id=OuterRef("recommendation_id"), at__lt=before)
    others = others.filter(number__gt=OuterRef("told_to")).exclude(actor_id=OuterRef("user_id"))
    found = Following.objects.filter(
        Exists(others), user__is_active=True, recommendation__in=Recommendation.objects.public()
    )
    return found.select_related("user", "recommendation__item").order_by("recommendation_id", "pk")


def public_rows() -> QuerySet[HistoryEntry]:
    """Rows about recommendations that anyone may read, as far as the recommendation itself is open."""
    return HistoryEntry.objects.filter(trail=TRAIL_LABEL, public=True).exclude(verb__in=DRAFTING_VERBS)


def is_followed(recommendation: Recommendation, *, by: Any) -> bool:
    return Following.objects.filter(recommendation=recommendation, user=by).exists()


def followed_by(user: Any, *, on: date) -> RecommendationQuerySet:
    """Recommendations that the user follows and may know of, what is next first."""
    visible = recommendations_visible_to(user, on=on)
    return visible.filter(followings__user=user).order_by("next_due_sort", "pk")


def last_changes(ids: list[int]) -> dict[int, datetime]:
    """When each of the recommendations changed last, as far as anyone may know. One query."""
    rows = public_rows().filter(trail_id__in=ids).order_by()
    return dict(rows.values_list("trail_id").annotate(last=Max("at")))
