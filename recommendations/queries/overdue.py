"""The public list of overdue answers: what was due when, what was said so far, and what was done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min

from core.statuses import Status
from recommendations import statuses
from recommendations.enums import EscalationKind, EscalationStatus, RecommendationStatus, VersionStatus
from recommendations.models import EscalationStep, Response, ResponseVersion
from recommendations.queries.chasing import steps_of
from recommendations.queries.tracker import CouncilName
from recommendations.queries.visibility import is_open_to_all, is_visible_to
from recommendations.querysets import ResponseQuerySet


@dataclass(frozen=True)
class Line:
    """One overdue answer. `expected` is the day the council itself named, and whether that has passed too."""

    response: Response
    said: Status
    words: str
    late: str
    moved_from: date | None
    expected_on: date | None
    expected_passed: bool
    steps: tuple[EscalationStep, ...]

    @property
    def published(self) -> EscalationStep | None:
        """The statement that no answer was given, where one is published."""
        if not is_open_to_all(self.response.recommendation):
            return None
        return next((step for step in self.steps if step.kind == EscalationKind.NON_RESPONSE), None)


@dataclass(frozen=True)
class Totals:
    """How many answers are overdue, at which councils, and the earliest day missed."""

    by_council: dict[int, int]
    oldest: date | None

    @property
    def total(self) -> int:
        return sum(self.by_council.values())


def overdue_visible_to(user: Any, *, on: date) -> ResponseQuerySet:
    """Overdue answers to recommendations that the user may know of; the longest overdue first."""
    return (
        Response.objects.overdue_on(on)
        .filter(
            is_visible_to(user, on=on, at="recommendation__"),
            recommendation__status=RecommendationStatus.MADE,
        )
        .order_by("due_on", "recommendation_id", "council__position")
    )


def totals_of(found: ResponseQuerySet) -> Totals:
    rows = found.order_by().values("council_id").annotate(count=Count("pk"), oldest=Min("due_on"))
    days = [row["oldest"] for row in rows]
    return Totals({row["council_id"]: row["count"] for row in rows}, min(days, default=None))


def sentence(totals: Totals, councils: Iterable[CouncilName]) -> tuple[str, str]:
    """How many answers are overdue, and the rest: from which councils, and since when."""
    total = totals.total
    if not total:
        return "No answer is overdue", ""
    late = [
        f"{council.short_name} {totals.by_council[council.pk]}"
        for council in councils
        if council.pk in totals.by_council
    ]
    since = f"The oldest was due on {statuses.spelled(totals.oldest)}."
    return f"{total:,} {'answer is' if total == 1 else 'answers are'} overdue", f"{', '.join(late)}. {since}"


def lines_of(responses: Iterable[Response], *, on: date) -> list[Line]:
    """Read a page of overdue answers as lines, with what each council said and the steps sent. Two queries more."""
    listed = list(responses)
    ids = [one.pk for one in listed]
    steps, said = steps_of(ids), newest_words(ids)
    return [
        Line(
            response=one,
            said=statuses.asked(status=one.status, verdict=one.verdict, due_on=one.due_on, on=on),
            words=said.get(one.pk, ""),
            late=statuses.lateness(one.due_on, on=on) if one.due_on else "",
            moved_from=one.first_due_on if one.first_due_on != one.due_on else None,
            expected_on=one.expected_on,
            expected_passed=bool(one.expected_on and one.expected_on < on),
            steps=tuple(step for step in steps.get(one.pk, []) if step.status == EscalationStatus.SENT),
        )
        for one in listed
    ]


def newest_words(responses: list[int]) -> dict[int, str]:
    """The words of each answer's newest published version, by the answer's id."""
    versions = ResponseVersion.objects.filter(response_id__in=responses, status=VersionStatus.PUBLISHED)
    return {version.response_id: version.words or version.reasons for version in versions.order_by("number")}
