"""Opening the reviews that are due (rules 16 to 18). Safe at any time, any number of times, by any number of workers."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from core.dates import spell
from councils.models import User
from councils.queries import scrutiny_officers
from notices.enums import NoticeKind
from notices.operations import tell_all
from strategies.cycle import missing_reviews
from strategies.enums import ReviewKind, ReviewOccasion
from strategies.models import Review, ReviewNotice, Strategy
from strategies.operations.opening import Due, note_for_officers, open_reviews
from strategies.queries import Elections, counted, elections_on_record, rhythm_of
from strategies.querysets import StrategyQuerySet

logger = logging.getLogger(__name__)
AT_A_TIME = 200
LINES_IN_A_DIGEST = 40
KEYS_AT_A_TIME = 500
TOLD_AS = {
    ReviewOccasion.COMING: NoticeKind.REVIEW_COMING,
    ReviewOccasion.OPENED: NoticeKind.REVIEW_OPENED,
}


@dataclass(frozen=True)
class OpenedReview:
    """One review that was opened, or on a dry run would be."""

    strategy: str
    kind: ReviewKind
    due_on: date
    why: str


@dataclass
class Opened:
    """What one run did. `failed` pairs a strategy with the reason it was left out; the others went on.

    `announced` counts the coming reviews of which the officers were told ahead for the first time.
    """

    dry_run: bool = False
    reviews: list[OpenedReview] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    announced: int = 0

    def __str__(self) -> str:
        verb = "to open" if self.dry_run else "opened"
        text = f"{len(self.reviews)} review{'' if len(self.reviews) == 1 else 's'} {verb}"
        if self.announced:
            text += f", {self.announced} announced"
        return f"{text}, {len(self.failed)} failed" if self.failed else text

    def add(self, due: Sequence[Due]) -> None:
        self.reviews += [
            OpenedReview(one.strategy.title, one.review.kind, one.review.due_on, one.review.why)
            for one in due
        ]


def open_due_reviews(*, today: date, now: datetime, dry_run: bool = False) -> Opened:
    """Open every review due on or before `today` that is not there yet, each with its true due date.

    Catches up after any gap. A calendar year of a strategy has one review, so that a changed due day doubles nothing.
    One strategy that fails is reported in `failed` and stops no other. Afterwards the officers are told, in one notice
    each, of all that was opened, and in another of what is due within the partnership's days of notice. `now` is the moment
    written down.
    """
    opened = Opened(dry_run=dry_run)
    elections = elections_on_record()
    for batch in _batches():
        horizon = today + timedelta(days=max(_days_of_notice(strategy) for strategy in batch))
        missing = _missing(batch, until=horizon, elections=elections)
        due = [one for one in missing if one.review.due_on <= today]
        if dry_run:
            opened.add(due)
            continue
        if due:
            _open_batch(sorted({one.strategy.pk for one in due}), opened, today=today, now=now)
        opened.announced += _announce([one for one in missing if _is_coming(one, today)], today=today)
    if not dry_run:
        tell_officers(today=today, now=now)
    return opened


def _batches() -> Iterator[list[Strategy]]:
    """The strategies with a rhythm in force, some hundred at a time, in the order of their keys."""
    last = 0
    while batch := list(_with_a_rhythm().filter(pk__gt=last)[:AT_A_TIME]):
        yield batch
        last = batch[-1].pk


def _with_a_rhythm() -> StrategyQuerySet:
    return Strategy.objects.with_a_cadence().select_related("partnership").order_by("pk")


def _missing(strategies: Sequence[Strategy], *, until: date, elections: Elections) -> list[Due]:
    """What is due by a day and not on record, of several strategies. One query."""
    years: dict[int, set[int]] = {strategy.pk: set() for strategy in strategies}
    rows = Review.objects.filter(strategy__in=years).order_by().values_list("strategy_id", "due_on")
    for strategy_id, due_on in rows:
        years[strategy_id].add(due_on.year)
    return [
        Due(strategy, review)
        for strategy in strategies
        if (rhythm := rhythm_of(strategy)) is not None
        for review in missing_reviews(
            rhythm, years=years[strategy.pk], until=until, avoid=elections.around(strategy)
        )
    ]


def _open_batch(strategies: Sequence[int], opened: Opened, *, today: date, now: datetime) -> None:
    """Open what is due for several strategies at once; where one fails, for each alone (promise R10)."""
    try:
        opened.add(_open_for(strategies, today=today, now=now))
    except Exception as error:
        if len(strategies) > 1:
            for strategy in strategies:
                _open_batch([strategy], opened, today=today, now=now)
            return
        title = Strategy.objects.values_list("title", flat=True).get(pk=strategies[0])
        logger.exception("Reviews of one strategy could not be opened", extra={"strategy": strategies[0]})
        opened.failed.append((title, str(error)))


@transaction.atomic
def _open_for(strategies: Sequence[int], *, today: date, now: datetime) -> list[Due]:
    """Open what is due for some strategies, whose rows are held meanwhile.

    What is missing is looked at again now: another worker, or a change of the rhythm, may have been faster.
    """
    held = list(_with_a_rhythm().filter(pk__in=strategies).select_for_update(of=("self",), no_key=True))
    due = _missing(held, until=today, elections=elections_on_record())
    open_reviews(due, today=today, now=now)
    return due


def _announce(coming: Sequence[Due], *, today: date) -> int:
    """Note the reviews that fall due within the partnership's days of notice and were not announced yet (once each)."""
    if not coming:
        return 0
    strategies = {one.strategy.pk for one in coming}
    noted = ReviewNotice.objects.filter(strategy__in=strategies, due_on__gt=today).order_by()
    known = set(noted.values_list("strategy_id", "due_on"))
    new = [one for one in coming if (one.strategy.pk, one.review.due_on) not in known]
    note_for_officers(new, occasion=ReviewOccasion.COMING)
    return len(new)


def _is_coming(one: Due, today: date) -> bool:
    """Whether a review lies ahead, and no further than its partnership's days of notice."""
    return 0 < (one.review.due_on - today).days <= _days_of_notice(one.strategy)


def _days_of_notice(strategy: Strategy) -> int:
    return strategy.partnership.review_notice_days if strategy.partnership else 0


def tell_officers(*, today: date, now: datetime) -> None:
    """Tell the scrutiny officers in one notice each of what was opened, and in one of what is coming (promise R4).

    What was noted by a worker that died before it told is told by the next run; and what was noted while nobody was in
    post, as soon as somebody is.
    """
    untold = ReviewNotice.objects.filter(told_at__isnull=True).order_by()
    occasions = set(untold.values_list("occasion", flat=True).distinct())
    officers = scrutiny_officers(on=today) if occasions else []
    for occasion in sorted(occasions) if officers else []:
        _tell(officers, ReviewOccasion(occasion), today=today, now=now)


@transaction.atomic
def _tell(officers: Sequence[User], occasion: ReviewOccasion, *, today: date, now: datetime) -> None:
    """Tell of everything that was noted for one occasion. Its rows are held, so that nobody else tells of them."""
    untold = ReviewNotice.objects.filter(occasion=occasion, told_at__isnull=True)
    rows = list(untold.select_for_update().order_by("due_on", "pk").values_list("pk", "strategy_id"))
    if not rows:
        return
    keys = [pk for pk, _ in rows]
    first = ReviewNotice.objects.filter(pk__in=keys[:LINES_IN_A_DIGEST]).select_related("strategy")
    digest = Digest(occasion, today, list(first), len(keys), len({strategy for _, strategy in rows}))
    tell_all(
        recipients=officers,
        key=f"reviews_{occasion.value}:{min(keys)}-{max(keys)}",
        kind=TOLD_AS[occasion],
        title=digest.title[:200],
        text=digest.text,
        path=digest.path,
        due_at=now,
        at=now,
    )
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        some = ReviewNotice.objects.filter(pk__in=keys[start : start + KEYS_AT_A_TIME])
        some.update(told_at=now)


@dataclass(frozen=True)
class Digest:
    """What one notice says of many reviews: the first of them by name, the others by their number."""

    occasion: ReviewOccasion
    today: date
    first: list[ReviewNotice]
    reviews: int
    strategies: int

    @property
    def title(self) -> str:
        """The strategy is named where all are of one; a single coming review says in how many days it is due."""
        coming = self.occasion == ReviewOccasion.COMING
        notice = self.first[0]
        if self.reviews == 1:
            when = f" is due in {counted((notice.due_on - self.today).days, 'day')}" if coming else ""
            return f"The {notice}{when}: {notice.strategy.title}"
        due = "are due soon" if coming else "are due"
        if self.strategies == 1:
            return f"{self.reviews} reviews {due}: {notice.strategy.title}"
        return f"{self.reviews} reviews of {self.strategies} strategies {due}"

    @property
    def text(self) -> str:
        more = self.reviews - len(self.first)
        lines = [self.line(notice) for notice in self.first]
        return "\n".join([*lines, f"And {more} more."] if more else lines)

    def line(self, notice: ReviewNotice) -> str:
        which = "The" if self.strategies == 1 else f"{notice.strategy.title}: the"
        return f"{which} {notice}, due by {spell(notice.due_on)}. {notice.why}"

    @property
    def path(self) -> str:
        one = self.strategies == 1
        return self.first[0].strategy.get_absolute_url() if one else reverse("strategies:list")
