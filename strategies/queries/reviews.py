"""Reviews as pages show them: those on record and those that the rhythm plans, each with the reason for its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from core.dates import spell
from core.statuses import Status
from councils.models import Body
from strategies import statuses
from strategies.cycle import reviews_between
from strategies.enums import ReviewKind, ReviewStatus
from strategies.models import Review, Strategy
from strategies.queries.rhythm import Elections, elections_on_record, rhythm_of
from strategies.querysets import ReviewQuerySet

NOTICE_DAYS = 90


@dataclass(frozen=True)
class ReviewLine:
    """One review of a strategy, held, lapsed or planned; `pk` is None if planned.

    `when` says in words where it stands; `brief` says the same beside the name, where there is little room.
    """

    kind: ReviewKind
    due_on: date
    why: str
    status: Status
    when: str
    brief: str
    note: str = ""
    held_on: date | None = None
    pk: int | None = None
    is_lapsed: bool = False
    is_open: bool = False

    @property
    def name(self) -> str:
        return f"{self.due_on.year} {self.kind.label.lower()}"

    @property
    def is_deep(self) -> bool:
        return self.kind == ReviewKind.DEEP

    @property
    def late(self) -> str:
        """How late it was held, or nothing."""
        return span_of(self.due_on, self.held_on) if self.held_on and self.held_on > self.due_on else ""


def span_of(start: date, end: date) -> str:
    """How long it was in words that people use: "14 days", "9 months", "2 years and 6 months"."""
    between = relativedelta(end, start)
    if between.years:
        years = counted(between.years, "year")
        return f"{years} and {counted(between.months, 'month')}" if between.months else years
    if between.months:
        return counted(between.months, "month")
    return counted((end - start).days, "day")


def counted(number: int, thing: str, things: str = "") -> str:
    """1 project, 3 projects; 2 witnesses."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or f'{thing}s'}"


def review_lines(
    strategy: Strategy, reviews: Iterable[Review], *, on: date, elections: Elections | None = None
) -> list[ReviewLine]:
    """Every review of a strategy in order of date: what is on record, then what the rhythm plans until it ends.

    Give `elections` where there are several strategies, so that they are read once.
    """
    notice = strategy.partnership.review_notice_days if strategy.partnership else NOTICE_DAYS
    recorded = [line_of(review, on=on, notice=notice) for review in reviews]
    years = {line.due_on.year for line in recorded}
    planned = [
        line
        for line in planned_lines(strategy, on=on, notice=notice, elections=elections)
        if line.due_on.year not in years
    ]
    return sorted([*recorded, *planned], key=lambda line: line.due_on)


def planned_lines(
    strategy: Strategy, *, on: date, notice: int, elections: Elections | None = None
) -> list[ReviewLine]:
    """What the strategy's rhythm asks for, as if nothing were on record. A date that has passed counts as lapsed."""
    rhythm = rhythm_of(strategy)
    if rhythm is None:
        return []
    avoid = (elections or elections_on_record()).around(strategy)
    due = reviews_between(rhythm, until=rhythm.ends_on, avoid=avoid)
    return [
        ReviewLine(
            kind=review.kind,
            due_on=review.due_on,
            why=review.why,
            status=open_status(review.due_on, on=on, notice=notice),
            when=open_words(review.due_on, on=on, notice=notice),
            brief=open_brief(review.due_on, on=on),
            is_lapsed=review.due_on < on,
        )
        for review in due
    ]


def open_status(due_on: date, *, on: date, notice: int = NOTICE_DAYS) -> Status:
    """Lapsed from the day after the due date, due soon within the days of notice, else planned."""
    if due_on < on:
        return statuses.LAPSED
    return statuses.DUE_SOON if due_on <= on + timedelta(days=notice) else statuses.PLANNED


def open_words(due_on: date, *, on: date, notice: int = NOTICE_DAYS) -> str:
    """ "Lapsed. Was due by 31 March 2024, 2 years overdue" or "Planned, by 31 March 2027"."""
    if due_on < on:
        return f"Lapsed. Was due by {spell(due_on)}, {span_of(due_on, on)} overdue"
    return f"{open_status(due_on, on=on, notice=notice).word}, by {spell(due_on)}"


def open_brief(due_on: date, *, on: date) -> str:
    """ "2 years and 7 months overdue" or "By 31 March 2027"."""
    return f"{span_of(due_on, on)} overdue" if due_on < on else f"By {spell(due_on)}"


def line_of(review: Review, *, on: date, notice: int = NOTICE_DAYS) -> ReviewLine:
    """One review that is on record, in words."""
    is_open = review.status == ReviewStatus.OPEN
    return ReviewLine(
        kind=ReviewKind(review.kind),
        due_on=review.due_on,
        why=review.why,
        status=open_status(review.due_on, on=on, notice=notice)
        if is_open
        else statuses.REVIEW[ReviewStatus(review.status)],
        when=open_words(review.due_on, on=on, notice=notice) if is_open else concluded_words(review),
        brief=open_brief(review.due_on, on=on) if is_open else concluded_brief(review),
        note=note_of(review),
        held_on=review.held_on,
        pk=review.pk,
        is_lapsed=is_open and review.due_on < on,
        is_open=is_open,
    )


def concluded_words(review: Review) -> str:
    """Where a concluded review stands, always with the date on which it was due."""
    due = f"Due by {spell(review.due_on)}"
    match review.status:
        case ReviewStatus.HELD_LATE if review.held_on:
            late = span_of(review.due_on, review.held_on)
            return f"Held late, {spell(review.held_on)}. {due}, {late} late"
        case ReviewStatus.MERGED:
            return f"Merged into the {review.merged_into}. {due}"
        case ReviewStatus.EXCUSED:
            return f"Excused. {due}"
    return f"Held {spell(review.held_on)}. {due}"


def concluded_brief(review: Review) -> str:
    """ "Done 19 March 2024", "Done 9 months late", "Excused" or "Merged"."""
    if review.held_on is None:
        return "Merged" if review.status == ReviewStatus.MERGED else "Excused"
    if review.status == ReviewStatus.HELD_LATE:
        return f"Done {span_of(review.due_on, review.held_on)} late"
    return f"Done {spell(review.held_on)}"


def note_of(review: Review) -> str:
    """What a check judged, why a review was excused or merged, and which body decided that."""
    judged = f"Judged as a whole: {review.get_judgement_display().lower()}." if review.judgement else ""
    decided = f"Decided by {whose(review.decided_by)}." if review.decided_by else ""
    return " ".join(filter(None, (judged, review.conclusion, review.reason, decided)))


def whose(body: Body) -> str:
    """A body with its council, since three councils have a Cabinet or an Executive each."""
    return f"{body.council.short_name}’s {body.name}" if body.council else f"the {body.name}"


def lapsed_reviews(*, on: date) -> ReviewQuerySet:
    """Reviews that were due before the day and have not been concluded, the oldest first."""
    return Review.objects.lapsed_on(on).select_related("strategy").order_by("due_on")


def latest_held(strategy: Strategy, *, kind: ReviewKind) -> Review | None:
    """The last review of a kind that was held."""
    held = strategy.reviews.filter(kind=kind, held_on__isnull=False)
    return held.order_by("-held_on").first()
