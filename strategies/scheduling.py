"""Opening the reviews that are due (rules 16 to 18). Safe at any time, any number of times, by any number of workers."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from core import history
from councils.queries import scrutiny_officers
from notices.enums import NoticeKind
from notices.operations import tell_all
from strategies.cycle import DueReview, reviews_between
from strategies.enums import ReviewKind
from strategies.models import AssuranceFinding, Review, RoadmapProject, Strategy
from strategies.queries import evidence_for

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenedReview:
    """One review that was opened, or on a dry run would be."""

    strategy: str
    kind: ReviewKind
    due_on: date
    why: str


@dataclass
class Opened:
    """What one run did. `failed` pairs a strategy with the reason it was left out; the others went on."""

    dry_run: bool = False
    reviews: list[OpenedReview] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        verb = "to open" if self.dry_run else "opened"
        text = f"{len(self.reviews)} review{'' if len(self.reviews) == 1 else 's'} {verb}"
        return f"{text}, {len(self.failed)} failed" if self.failed else text


def open_due_reviews(*, today: date, now: datetime, dry_run: bool = False) -> Opened:
    """Open every review due on or before `today` that is not there yet, each with its true due date.

    Catches up after any gap. A calendar year of a strategy has one review, so that a changed due day doubles nothing.
    One strategy that fails is reported in `failed` and stops no other. `now` is the moment written down.
    """
    opened = Opened(dry_run=dry_run)
    for strategy in Strategy.objects.with_a_cadence().order_by("pk"):
        try:
            with transaction.atomic():
                opened.reviews += _open_for(strategy, today=today, now=now, dry_run=dry_run)
        except Exception as error:
            logger.exception("Reviews of one strategy could not be opened", extra={"strategy": strategy.pk})
            opened.failed.append((strategy.title, str(error)))
    return opened


def _open_for(strategy: Strategy, *, today: date, now: datetime, dry_run: bool) -> list[OpenedReview]:
    """Open what is due for one strategy. Runs in a savepoint of its own."""
    missing = missing_reviews(strategy, until=today)
    if not dry_run:
        created = [(due, _create(strategy, due, today=today, now=now)) for due in missing]
        missing = [due for due, review in created if review is not None]
        _tell(strategy, [review for _, review in created if review is not None], on=today, at=now)
    return [OpenedReview(strategy.title, due.kind, due.due_on, due.why) for due in missing]


def missing_reviews(strategy: Strategy, *, until: date) -> list[DueReview]:
    """The reviews due by a day in whose calendar year the strategy has none."""
    if strategy.anchor_on is None or strategy.ends_on is None:
        return []
    years = {due_on.year for due_on in strategy.reviews.values_list("due_on", flat=True)}
    due = reviews_between(
        adopted_on=strategy.anchor_on,
        ends_on=strategy.ends_on,
        until=until,
        deep_every=strategy.deep_every_years,
        check_every=strategy.check_every_years,
        due_month=strategy.due_month,
        due_day=strategy.due_day,
    )
    return [review for review in due if review.due_on.year not in years]


def _create(strategy: Strategy, due: DueReview, *, today: date, now: datetime) -> Review | None:
    """Create one review with its assurance sheet and history. None when another worker was faster."""
    review, created = Review.objects.get_or_create(
        strategy=strategy, due_on=due.due_on, defaults={"kind": due.kind, "why": due.why, "opened_at": now}
    )
    if not created:
        return None
    if due.kind == ReviewKind.CHECK:
        _prepare_sheet(review, today=today)
    history.record(
        subject=review,
        trail=strategy,
        verb="open",
        by=None,
        at=now,
        new=review.status,
        public=True,
        on=today,
        details={"kind": due.kind.value, "due_on": due.due_on.isoformat(), "why": due.why},
    )
    return review


def _prepare_sheet(review: Review, *, today: date) -> None:
    """Give a check one line for each project of the strategy's roadmaps, with what the record shows of it today."""
    projects = list(RoadmapProject.objects.filter(roadmap__strategy_id=review.strategy_id))
    evidence = evidence_for(projects, on=today)
    AssuranceFinding.objects.bulk_create(
        AssuranceFinding(review=review, project=project, evidence=evidence[project.pk])
        for project in projects
    )


def _tell(strategy: Strategy, reviews: Sequence[Review], *, on: date, at: datetime) -> None:
    """Tell the scrutiny officers once of all that was opened for a strategy, however long the gap was (promise R4)."""
    if not reviews:
        return
    names = [f"{review}, due by {review.due_on.day} {review.due_on:%B %Y}" for review in reviews]
    text = "\n".join(f"The {name}. {review.why}" for name, review in zip(names, reviews, strict=True))
    title = f"The {names[0]}" if len(names) == 1 else f"{len(names)} reviews are due"
    tell_all(
        recipients=scrutiny_officers(on=on),
        key=f"review_opened:{strategy.pk}:{reviews[-1].due_on.isoformat()}",
        kind=NoticeKind.REVIEW_OPENED,
        title=f"{title}: {strategy.title}"[:200],
        text=text,
        path=strategy.get_absolute_url(),
        due_at=at,
        at=at,
    )
