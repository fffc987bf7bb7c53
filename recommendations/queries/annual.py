"""The annual Partnership Scrutiny Review of one year: what became of last year's recommendations, then every strategy's
check (rule 19). An open one is drawn from live data; a concluded one says what it said that day.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q

from recommendations.enums import ACCEPTING, RecommendationStatus, ResponseStatus
from recommendations.models import Closure
from recommendations.queries.annual_words import Annual, AtCouncil, Became, OfStrategy, Told
from recommendations.queries.tracker import (
    CouncilName,
    Row,
    cells_of,
    council_names,
    made_words,
    next_of,
    rows_of,
)
from recommendations.queries.visibility import reader_of, recommendations_visible_to
from recommendations.querysets import OPEN_RESPONSES
from strategies import statuses as strategy_statuses
from strategies.enums import Judgement, ReviewStatus, StrategyStatus
from strategies.models import AnnualReview, AssuranceFinding, Review, Strategy
from strategies.queries import ReviewLine, counted, review_lines


def annual_of(annual_review: AnnualReview, *, on: date) -> Annual:
    """What an annual review says on a day, as anyone may read it.

    Of a concluded one the words of that day stand; only what has become exempt since is left out (promise X2).
    """
    if annual_review.concluded_on is None:
        return annual_today(annual_review, on=on)
    kept = Annual.kept(annual_review.record)
    told = [one.pk for one in kept.became]
    readable = set(
        recommendations_visible_to(AnonymousUser(), on=on).filter(pk__in=told).values_list("pk", flat=True)
    )
    became = [one for one in kept.became if one.pk in readable]
    answers = kept.answers if len(became) == len(told) else ""
    return Annual(kept.year, kept.as_at, answers, became, kept.strategies)


def annual_today(annual_review: AnnualReview, *, on: date) -> Annual:
    """An annual review drawn from live data. A constant number of queries."""
    year = annual_review.year
    rows, became = became_of(year, on=on)
    return Annual(
        year=year,
        as_at=on,
        answers=answers_sentence(rows, year=year),
        became=became,
        strategies=strategies_of(annual_review, on=on),
    )


def became_of(year: int, *, on: date) -> tuple[list[Row], list[Became]]:
    """Recommendations made in the year before, and earlier ones that are open or were closed since then.

    Those of which no day is on record count as earlier.
    """
    first, last = date(year - 1, 1, 1), date(year - 1, 12, 31)
    of_last_year = Q(made_on__range=(first, last))
    closed_since = Q(closures__reopened_on__isnull=True, closures__closed_on__gte=first)
    earlier = (Q(made_on__lt=first) | Q(made_on__isnull=True)) & (
        Q(status=RecommendationStatus.MADE) | closed_since
    )
    visible = recommendations_visible_to(AnonymousUser(), on=on)
    chosen = visible.filter(of_last_year | earlier).values("pk")
    found = visible.filter(pk__in=chosen).order_by("reference", "pk")
    rows = rows_of(found, reader=reader_of(AnonymousUser(), on=on), on=on)
    ends = ends_of([row.pk for row in rows])
    councils = council_names()
    became = [became_one(row, ends.get(row.pk, ""), councils, first=first, on=on) for row in rows]
    return [row for row, one in zip(rows, became, strict=True) if not one.is_earlier], became


def ends_of(ids: Iterable[int]) -> dict[int, str]:
    """How each closed recommendation ended, in words. One query."""
    standing = Closure.objects.filter(recommendation__in=list(ids), reopened_on__isnull=True)
    return {one.recommendation_id: f"{one.get_kind_display()}. {one.reason}" for one in standing}


def became_one(row: Row, end: str, councils: list[CouncilName], *, first: date, on: date) -> Became:
    asked = [council for council in councils if council.pk in row.answers or council.pk in row.work]
    cells = cells_of(row, asked)
    if row.status == RecommendationStatus.WITHDRAWN:
        end = end or "Withdrawn"
    ahead = next_of(row, councils, on=on)
    due = f", {ahead.due.words}" if ahead.due else ""
    return Became(
        pk=row.pk,
        reference=row.reference,
        title=row.title,
        made=made_words(row),
        councils=[
            AtCouncil(cell.council, cell.said.word, cell.done.word if cell.done else "") for cell in cells
        ],
        end=end,
        next="" if end else f"{ahead.words}{due}",
        is_earlier=row.made_on is None or row.made_on < first,
    )


def answers_sentence(rows: list[Row], *, year: int) -> str:
    """What became of last year's recommendations, in counts and never a verdict."""
    if not rows:
        return f"No recommendation made in {year - 1} is on record."
    answers = [answer for row in rows for answer in row.answers.values()]
    accepting = sum(one.status == ResponseStatus.ANSWERED and one.verdict in ACCEPTING for one in answers)
    counts = Counter("to come" if one.status in OPEN_RESPONSES else one.status for one in answers)
    made = f"{counted(len(rows), 'recommendation')} {'was' if len(rows) == 1 else 'were'} made in {year - 1}."
    if answers and counts[ResponseStatus.NOT_ON_RECORD] == len(answers):
        return f"{made} No council’s answer to {'it' if len(rows) == 1 else 'them'} is on record."
    accept = "accepts" if accepting == 1 else "accept"
    told = [f"{accepting or 'None'} of {counted(len(answers), 'answer')} {accept}"]
    if counts["to come"]:
        told.append(f"{counts['to come']} {'is' if counts['to come'] == 1 else 'are'} still to come")
    if gaps := counts[ResponseStatus.NOT_ON_RECORD]:
        told.append(f"{gaps} {'is' if gaps == 1 else 'are'} not on record")
    closed = sum(row.status == RecommendationStatus.CLOSED for row in rows)
    if closed:
        told.append(f"{counted(closed, 'recommendation')} {'is' if closed == 1 else 'are'} closed")
    return f"{made} {', '.join(told)}." if answers or closed else f"{made} No council has been asked yet."


def strategies_of(annual_review: AnnualReview, *, on: date) -> list[OfStrategy]:
    """Every strategy of the partnership that ran in the year, or of which a review is told here. Four queries."""
    year = annual_review.year
    ran = (Q(starts_on__isnull=True) | Q(starts_on__year__lte=year)) & (
        Q(ends_on__isnull=True) | Q(ends_on__year__gte=year)
    )
    told_here = Q(reviews__annual_review=annual_review)
    chosen = Strategy.objects.filter(ran | told_here, partnership=annual_review.partnership_id).values("pk")
    judged = Prefetch("findings", AssuranceFinding.objects.order_by("pk"))
    reviews = Review.objects.select_related("merged_into", "decided_by__council").prefetch_related(judged)
    strategies = (
        Strategy.objects.filter(pk__in=chosen)
        .exclude(status=StrategyStatus.DRAFT)
        .select_related("partnership")
        .prefetch_related(Prefetch("reviews", reviews.order_by("due_on")))
        .order_by("title", "pk")
    )
    return [of_strategy(one, annual_review, on=on) for one in strategies]


def of_strategy(strategy: Strategy, annual_review: AnnualReview, *, on: date) -> OfStrategy:
    """One strategy: its reviews due in the year, those held late in it, and what lapsed before and is still open."""
    year = annual_review.year
    reviews = {review.pk: review for review in strategy.reviews.all()}
    lines = review_lines(strategy, reviews.values(), on=on)
    told = [
        told_of(line, reviews.get(line.pk or 0), year=year)
        for line in lines
        if belongs(line, reviews.get(line.pk or 0), annual_review)
    ]
    held = any(one.is_held for one in told)
    return OfStrategy(strategy.title, strategy.slug, told, "" if held else gap_of(lines, told, year=year))


def belongs(line: ReviewLine, review: Review | None, annual_review: AnnualReview) -> bool:
    """Whether an annual review tells of a review."""
    year = annual_review.year
    if review is not None and review.annual_review_id is not None:
        return review.annual_review_id == annual_review.pk or line.due_on.year == year
    lapsed_before = line.is_lapsed and line.due_on.year < year
    return line.due_on.year == year or lapsed_before


def told_of(line: ReviewLine, review: Review | None, *, year: int) -> Told:
    """One review in words. What is said of an excuse or a merger stands as its note."""
    if review is None:
        return Told(
            line.name, line.status, line.when, is_check=not line.is_deep, is_earlier=line.due_on.year < year
        )
    judgement = Judgement(review.judgement) if review.judgement else None
    return Told(
        name=line.name,
        status=line.status,
        when=line.when,
        pk=review.pk,
        is_check=not line.is_deep,
        is_held=review.held_on is not None,
        is_lapsed=line.is_lapsed,
        is_earlier=line.due_on.year < year,
        judgement=strategy_statuses.JUDGEMENT[judgement] if judgement else None,
        paragraph=review.conclusion,
        note=line.note if review.status in {ReviewStatus.EXCUSED, ReviewStatus.MERGED} else "",
        tally=tally_of(review),
    )


def tally_of(review: Review) -> str:
    """How its projects were judged, in counts: "2 on track, 1 at risk"."""
    if review.held_on is None:
        return ""
    counts = Counter(finding.judgement for finding in review.findings.all() if finding.judgement)
    return ", ".join(f"{counts[one]} {one.label.lower()}" for one in Judgement if counts[one])


def gap_of(lines: list[ReviewLine], told: list[Told], *, year: int) -> str:
    """Why nothing of the year is on record for a strategy, in one sentence."""
    of_the_year = [one for one in told if not one.is_earlier]
    if any(one.note for one in of_the_year):
        return f"No review was held for {year}: see what was decided."
    if any(one.is_lapsed for one in of_the_year):
        return f"The review that was due in {year} has nothing on record."
    if of_the_year:
        return f"The review of {year} is still to come."
    if not lines:
        return "No review rhythm is on record for this strategy."
    return f"No review fell due in {year}."
