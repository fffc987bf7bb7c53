"""The annual Partnership Scrutiny Review: begun, introduced, its paragraphs written, concluded (rule 19)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Partnership, User
from councils.operations import role_of
from strategies.enums import ReviewKind
from strategies.models import AnnualReview, Review
from strategies.operations.common import is_public
from strategies.operations.concluding import begun

CONCLUDED = "This annual review is concluded. What it says stays."
NOT_HELD = "Only a review that was held has a paragraph."
FIRST_YEAR = 2000


@transaction.atomic
def begin_annual_review(
    *, partnership: Partnership, year: int, by: User | None, at: datetime
) -> AnnualReview:
    """Begin the annual review of a year, or give the one that is there. Raises Refused for a year to come."""
    this_year = london_date(at).year
    if not FIRST_YEAR <= year <= this_year:
        raise Refused(f"Enter a year from {FIRST_YEAR} to {this_year}", field="year")
    return begun(partnership, year=year, by=by, at=at)


@transaction.atomic
def write_introduction(
    *, annual_review: AnnualReview, introduction: str, version: int, by: User | None, at: datetime
) -> AnnualReview:
    """Write what the annual review says first. Raises Refused when concluded, Overtaken when somebody was faster."""
    _change(annual_review, version=version, introduction=introduction.strip())
    history.record(
        subject=annual_review, verb="introduce", by=by, role=role_of(by, at=at), at=at,
        details={"words": introduction.strip()},
    )  # fmt: skip
    return annual_review


def _change(annual_review: AnnualReview, *, version: int, **values: Any) -> None:
    """Change an open annual review by compare-and-set on the version that was read."""
    if annual_review.concluded_on is not None:
        raise Refused(CONCLUDED)
    same = AnnualReview.objects.filter(pk=annual_review.pk, version=version, concluded_on__isnull=True)
    if not same.update(version=version + 1, **values):
        raise Overtaken(overtaken_sentence(annual_review))
    for name, value in {**values, "version": version + 1}.items():
        setattr(annual_review, name, value)


@transaction.atomic
def write_paragraph(
    *, review: Review, conclusion: str, version: int, by: User | None, at: datetime
) -> Review:
    """Change the paragraph that a review has in its annual review, as long as that one is not concluded.

    The paragraph before stays in the history. Raises Refused without words, for a review that was not held, or once the
    annual review is concluded; Overtaken when somebody was faster.
    """
    if review.held_on is None:
        raise Refused(NOT_HELD)
    if not conclusion.strip():
        raise Refused("Write the paragraph for the annual review", field="conclusion")
    if review.annual_review_id and not _is_open(review.annual_review_id):
        raise Refused(CONCLUDED)
    if conclusion.strip() == review.conclusion:
        return review
    same = Review.objects.filter(pk=review.pk, version=version)
    if not same.update(conclusion=conclusion.strip(), version=version + 1):
        raise Overtaken(overtaken_sentence(review))
    history.record(
        subject=review,
        trail=review.strategy,
        verb="write_paragraph",
        by=by,
        role=role_of(by, at=at),
        at=at,
        public=is_public(review.strategy),
        details={"old": review.conclusion, "new": conclusion.strip()},
    )
    review.conclusion, review.version = conclusion.strip(), version + 1
    return review


def _is_open(pk: int) -> bool:
    """Whether an annual review is still open. It stays so until the end of this transaction."""
    return AnnualReview.objects.select_for_update().filter(pk=pk, concluded_on__isnull=True).exists()


@transaction.atomic
def conclude_annual_review(
    *,
    annual_review: AnnualReview,
    concluded_on: date,
    record: dict[str, Any],
    version: int,
    by: User | None,
    at: datetime,
) -> AnnualReview:
    """Conclude the annual review and publish it. `record` is what it says on that day, kept as it stands.

    Raises Refused for a day to come, when a check that was held has no paragraph, or when it is concluded already;
    Overtaken when somebody changed it meanwhile.
    """
    if concluded_on > london_date(at):
        raise Refused("The day must not be in the future", field="concluded_on")
    if concluded_on.year < annual_review.year:
        raise Refused(f"The day must not be before {annual_review.year}", field="concluded_on")
    told = Q(annual_review=annual_review) | Q(
        due_on__year=annual_review.year, strategy__partnership=annual_review.partnership_id
    )
    held = Review.objects.select_for_update(of=("self",)).filter(
        told, kind=ReviewKind.CHECK, held_on__isnull=False
    )
    for review in held.filter(conclusion="").select_related("strategy")[:1]:
        raise Refused(f"Write the paragraph of the {review} of the {review.strategy} first.")
    _change(annual_review, version=version, concluded_on=concluded_on, record=record)
    history.record(
        subject=annual_review,
        verb="conclude",
        by=by,
        role=role_of(by, at=at),
        at=at,
        on=concluded_on,
        public=True,
        details={"year": annual_review.year},
    )
    return annual_review
