"""Preparing the deep reviews that were opened: each gets a task group to convene (rule 17). Safe any number of times."""

import logging
from datetime import datetime

from django.db import transaction

from core.dates import london_date
from councils.models import Council
from strategies.enums import ReviewKind
from strategies.models import Review
from task_groups.enums import CoverageState, MemberRole
from task_groups.models import TaskGroup, WitnessCoverage
from task_groups.operations import convene, want_seats
from task_groups.queries import previous_group

logger = logging.getLogger(__name__)

MEMBERS, RESERVES = 2, 1


def prepare_deep_reviews(*, now: datetime) -> int:
    """Propose a task group for every open deep review that has none. Gives how many were proposed.

    Reads rows, not messages: a review opened long ago is prepared too. Each in a savepoint of its own, so that one that
    fails stops no other; unique for its review, so that two workers propose one group.
    """
    waiting = Review.objects.open().filter(
        kind=ReviewKind.DEEP, task_group__isnull=True, strategy__partnership__isnull=False
    )
    proposed = 0
    for review in waiting.select_related("strategy__partnership").order_by("due_on", "pk"):
        try:
            with transaction.atomic():
                prepare(review, now=now)
            proposed += 1
        except Exception:
            if not TaskGroup.objects.filter(
                review=review
            ).exists():  # another worker was no faster: it failed
                logger.exception("A deep review could not be prepared", extra={"review": review.pk})
    return proposed


def prepare(review: Review, *, now: datetime) -> TaskGroup:
    """Propose the group of one review: seats wanted from each council, and a scope from what the last group left."""
    strategy = review.strategy
    assert strategy.partnership is not None  # noqa: S101 - the caller asked for such reviews only
    before = last_group_on(review)
    group = convene(
        partnership=strategy.partnership,
        title=f"Task group for the {review}: {strategy.title}"[:200],
        slug=free_slug(review),
        review=review,
        scope=scope_from(before, review),
        background=background_from(before) if before else [],
        by=None,
        at=now,
    )
    councils = Council.objects.existing_on(london_date(now)).filter(partnership=strategy.partnership)
    for council in councils:
        members = seats_before(before, council) if before else MEMBERS
        want_seats(group=group, council=council, members=members, reserves=RESERVES, by=None, at=now)
    return group


def last_group_on(review: Review) -> TaskGroup | None:
    """The last task group that reported on the same strategy."""
    return previous_group(TaskGroup(strategy=review.strategy, review=review))


def free_slug(review: Review) -> str:
    """An address for the group that nothing else has."""
    slug = f"{review.strategy.slug}-deep-review-{review.due_on.year}"
    return f"{slug}-{review.pk}" if TaskGroup.objects.filter(slug=slug).exists() else slug


def scope_from(before: TaskGroup | None, review: Review) -> str:
    """A scope to begin with: what is reviewed and why now, and what the last group asked."""
    begin = f"Is {review.strategy.title} making progress? {review.why}"
    lines = [line.text for line in before.lines_of_enquiry.all()] if before else []
    if before is None or not lines:
        return begin
    return "\n".join([begin, f"The last group ({before.title}) asked:", *(f"- {line}" for line in lines)])


def background_from(before: TaskGroup) -> list[dict[str, str]]:
    """What this floor knows of the last group: its name, what it found, what it left unasked.

    The recommendations live on a floor above, which may add to this list.
    """
    points = [{"kind": "group", "text": before.title, "path": before.get_absolute_url()}]
    points += [{"kind": "finding", "text": f"{f.theme}: {f.text}"} for f in before.findings.standing()]
    unasked = WitnessCoverage.objects.filter(witness__task_group=before, state=CoverageState.OPEN)
    points += [
        {"kind": "open", "text": f"{coverage.witness.person}: {coverage.line.text}"}
        for coverage in unasked.select_related("witness__person", "line").order_by("line__position", "pk")
    ]
    return points


def seats_before(before: TaskGroup, council: Council) -> int:
    """As many members as the council had on the last group, reserves left out; two where it had none."""
    members = before.memberships.filter(council=council).exclude(role=MemberRole.RESERVE)
    return members.count() or MEMBERS
