"""Putting due reviews on record, many at a time, each with its sheet and its history (rules 17 and 18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from core import history
from strategies.cycle import DueReview
from strategies.enums import ReviewKind, ReviewOccasion
from strategies.models import AssuranceFinding, Review, ReviewNotice, RoadmapProject, Strategy
from strategies.operations.common import is_public
from strategies.queries import evidence_for


@dataclass(frozen=True)
class Due:
    """A review that is to be opened, with its strategy."""

    strategy: Strategy
    review: DueReview


@transaction.atomic
def open_reviews(due: Sequence[Due], *, today: date, now: datetime) -> list[Review]:
    """Open reviews: the row, the sheet of a check, the history, and a note that the officers are to be told.

    The number of queries does not grow with the number of reviews. The caller holds the strategies' rows, so that no other
    worker opens the same; the database refuses a second review of a strategy on one date.
    """
    reviews = Review.objects.bulk_create(
        Review(
            strategy=one.strategy,
            kind=one.review.kind,
            due_on=one.review.due_on,
            why=one.review.why,
            opened_at=now,
        )
        for one in due
    )
    _prepare_sheets([review for review in reviews if review.kind == ReviewKind.CHECK], today=today)
    history.record_all(
        [
            history.Happened(
                subject=review,
                trail=review.strategy,
                verb="open",
                new=review.status,
                public=is_public(review.strategy),
                on=today,
                details={"kind": str(review.kind), "due_on": review.due_on.isoformat(), "why": review.why},
            )
            for review in reviews
        ],
        by=None,
        at=now,
    )
    note_for_officers(due, occasion=ReviewOccasion.OPENED)
    return reviews


def note_for_officers(due: Iterable[Due], *, occasion: ReviewOccasion) -> None:
    """Note that the officers are to be told, once for each occasion of a strategy's due date."""
    ReviewNotice.objects.bulk_create(
        (
            ReviewNotice(
                strategy=one.strategy,
                occasion=occasion,
                kind=one.review.kind,
                due_on=one.review.due_on,
                why=one.review.why,
            )
            for one in due
        ),
        ignore_conflicts=True,
    )


def _prepare_sheets(checks: Sequence[Review], *, today: date) -> None:
    """Give each check one line for each project of its strategy's roadmaps, with what the record shows of it today."""
    projects: dict[int, list[RoadmapProject]] = {}
    of_all = list(
        RoadmapProject.objects.filter(
            roadmap__strategy__in={review.strategy_id for review in checks}
        ).select_related("roadmap")
    )
    for project in of_all:
        projects.setdefault(project.roadmap.strategy_id, []).append(project)
    evidence = evidence_for(of_all, on=today)
    AssuranceFinding.objects.bulk_create(
        AssuranceFinding(review=review, project=project, evidence=evidence[project.pk])
        for review in checks
        for project in projects.get(review.strategy_id, [])
    )
