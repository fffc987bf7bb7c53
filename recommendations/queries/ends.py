"""How a recommendation is judged while it lasts, how it ended, and whether it mattered: for its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.dates import london_date, spell
from core.statuses import Status
from meetings.queries import meetings_visible_to, title_of
from recommendations import permissions
from recommendations.enums import Impact, RecommendationKind, RecommendationStatus
from recommendations.models import Closure, ImpactRating, PeriodicJudgement, Recommendation
from recommendations.queries.judging import next_judgement_of, rhythm_of
from recommendations.queries.page import Page
from recommendations.queries.visibility import recommendations_visible_to
from strategies.enums import Judgement
from strategies.statuses import JUDGEMENT

SHOWN_AT_MOST = 20
RATED = {RecommendationStatus.MADE, RecommendationStatus.CLOSED}
SAID: dict[str, tuple[str, str]] = {
    Impact.HIGH: ("says it made a clear difference", "say it made a clear difference"),
    Impact.SOME: ("says it made some difference", "say it made some difference"),
    Impact.NONE: ("says it made no difference", "say it made no difference"),
    Impact.UNKNOWN: ("cannot tell yet", "cannot tell yet"),
}
IMPACT: dict[str, Status] = {
    Impact.HIGH: Status("Made a clear difference", "Clear", "accepted", "ok"),
    Impact.SOME: Status("Made some difference", "Some", "part", "part"),
    Impact.NONE: Status("Made no difference", "None", "no", "no"),
    Impact.UNKNOWN: Status("Cannot tell yet", "Not yet", "norec", "mute"),
}


@dataclass(frozen=True)
class JudgementLine:
    """One judgement, ready to be shown."""

    on: date
    shown: Status
    words: str
    where: str = ""
    url: str = ""


@dataclass(frozen=True)
class RatingLine:
    """What one member said."""

    shown: Status
    words: str
    role: str
    on: date


@dataclass
class Ends:
    """What the page tells of judgements, impact and the end. Empty lists where there is nothing."""

    withdrawn_on: date | None = None
    replaced_by: Recommendation | None = None
    replaces: list[Recommendation] = field(default_factory=list)
    is_continuing: bool = False
    judged: str = ""
    judgements: list[JudgementLine] = field(default_factory=list)
    impact: str = ""
    ratings: list[RatingLine] = field(default_factory=list)
    can_rate: bool = False
    has_rated: bool = False
    judge_url: str = ""


@dataclass(frozen=True)
class Step:
    """A step that the officer may take now."""

    label: str
    url: str


def ends_of(page: Page) -> Ends:
    """Read what there is to tell, in at most eight queries."""
    one, user, on = page.recommendation, page.user, page.on
    ends = Ends(is_continuing=one.kind == RecommendationKind.CONTINUING)
    if one.status == RecommendationStatus.WITHDRAWN:
        ends.withdrawn_on = withdrawn_on(page)
    _replacements(ends, page)
    if ends.is_continuing:
        ends.judgements = _judgements(page)
        ends.judged = judged_sentence(one, ends.judgements, on=on)
        if one.status == RecommendationStatus.MADE and permissions.can_judge(user, one, on=on):
            ends.judge_url = reverse("recommendations:judge", args=[one.reference])
    if one.status in RATED:
        _ratings(ends, page)
    return ends


def steps_of(page: Page) -> list[Step]:
    """Judge it, withdraw it, or open it again: the officer's steps on the page of a recommendation."""
    one, user, on = page.recommendation, page.user, page.on
    steps = []
    if one.status == RecommendationStatus.MADE and permissions.can_withdraw(user, one, on=on):
        steps.append(Step("Withdraw it", reverse("recommendations:withdraw", args=[one.reference])))
    if one.status == RecommendationStatus.CLOSED and permissions.can_reopen(user, one, on=on):
        steps.append(Step("Open it again", reverse("recommendations:reopen", args=[one.reference])))
    return steps


def withdrawn_on(page: Page) -> date | None:
    """The day it was withdrawn, from the history's own row."""
    row = next((row for row in page.history if row.verb == "withdraw" and not _of_below(page, row)), None)
    return (row.on or london_date(row.at)) if row else None


def _of_below(page: Page, row: Any) -> bool:
    return bool(row.subject != page.recommendation._meta.label_lower)


def _replacements(ends: Ends, page: Page) -> None:
    """What replaces it, and what it replaces, as far as the reader may know of them."""
    one = page.recommendation
    visible = recommendations_visible_to(page.user, on=page.on)
    standing = next((closure for closure in page.closures if closure.reopened_on is None), None)
    if standing and standing.superseded_by_id:
        ends.replaced_by = visible.filter(pk=standing.superseded_by_id).first()
    replaced = Closure.objects.filter(superseded_by=one, reopened_on__isnull=True)
    ends.replaces = list(
        visible.filter(pk__in=replaced.values("recommendation")).order_by("pk")[:SHOWN_AT_MOST]
    )


def _judgements(page: Page) -> list[JudgementLine]:
    """Every judgement, the newest first. A meeting that the reader may not know of is not named."""
    found = list(PeriodicJudgement.objects.filter(recommendation=page.recommendation)[:SHOWN_AT_MOST])
    named = {one.meeting_id for one in found if one.meeting_id}
    known: Mapping[int, Any] = {}
    if named:
        meetings = meetings_visible_to(page.user, on=page.on).select_related("body__council", "task_group")
        known = meetings.in_bulk(named)
    lines = []
    for one in found:
        meeting = known.get(one.meeting_id or 0)
        lines.append(
            JudgementLine(
                on=one.judged_on,
                shown=JUDGEMENT[Judgement(one.judgement)],
                words=one.reason,
                where=title_of(meeting) if meeting else "",
                url=meeting.get_absolute_url() if meeting else "",
            )
        )
    return lines


def judged_sentence(one: Recommendation, judgements: list[JudgementLine], *, on: date) -> str:
    """Say how it was judged last, and by when it is judged next while it is open."""
    newest = judgements[0] if judgements else None
    last = (
        f"Last judged on {spell(newest.on)}: {newest.shown.word.lower()}."
        if newest
        else "No judgement is on record."
    )
    if one.status != RecommendationStatus.MADE:
        return last
    due_on = next_judgement_of(one, newest.on if newest else None)
    if due_on is None:
        return f"{last} It is judged {rhythm_of(one)}."
    is_was = "was" if due_on < on else "is"
    return f"{last} It is judged {rhythm_of(one)}: the next judgement {is_was} due by {spell(due_on)}."


def _ratings(ends: Ends, page: Page) -> None:
    """Count what members said, and give the newest of their words."""
    one, user, on = page.recommendation, page.user, page.on
    ends.can_rate = permissions.can_rate_impact(user, one, on=on)
    rated = ImpactRating.objects.filter(recommendation=one)
    counts = dict(rated.order_by().values_list("impact").annotate(Count("pk")))
    if not counts:
        return
    ends.impact = impact_sentence(counts)
    ends.has_rated = ends.can_rate and rated.filter(person=user.person_id).exists()
    ends.ratings = [
        RatingLine(IMPACT[view.impact], view.words, view.role or "A member", view.rated_on)
        for view in rated.exclude(words="").order_by("-rated_on", "-pk")[:SHOWN_AT_MOST]
    ]


def impact_sentence(counts: Mapping[str, int]) -> str:
    """Say what members said, in counts: "Of 3 members, 2 say it made a clear difference and 1 cannot tell yet"."""
    total = sum(counts.values())
    said = [
        f"{counts[impact]} {singular if counts[impact] == 1 else plural}"
        for impact, (singular, plural) in SAID.items()
        if counts.get(impact)
    ]
    if total == 1:
        return f"One member has judged it: {Impact(next(iter(counts))).label.lower()}."
    if len(said) == 1:
        (impact,) = counts
        return f"All {total} members who judged it {SAID[impact][1]}."
    return f"Of {total} members, {', '.join(said[:-1])} and {said[-1]}."
