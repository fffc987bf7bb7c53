"""How long open work has been silent, and whether it may be late: the same rule for one part and for a whole list."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.dates import london_date
from councils.models import Council
from recommendations import statuses
from recommendations.enums import PartStatus
from recommendations.models import ActionPart
from recommendations.statuses import EARLY_DAYS, STALE_WEEKS, Mark

HEARD_AT = Coalesce("last_update_at", "action__created_at")
Weeks = Mapping[int, int]


def heard_on(part: ActionPart) -> date:
    """The day on which something was last reported of a part; the day it was promised where nothing was."""
    return london_date(part.last_update_at or part.action.created_at)


def weeks_of(part: ActionPart) -> int:
    """After how many weeks of silence a part is stale: its council's own number."""
    return part.council.stale_after_weeks if part.council else STALE_WEEKS


def mark_of_part(part: ActionPart, *, on: date) -> Mark | None:
    """The mark of one part, whose action and council are read already."""
    return statuses.mark_of(
        status=part.status,
        due_on=part.due_on,
        heard_on=heard_on(part),
        expected_on=part.expected_on,
        weeks=weeks_of(part),
        on=on,
    )


def weeks_of_councils() -> dict[int, int]:
    """Each council's weeks of silence, by its id."""
    return dict(Council.objects.order_by().values_list("pk", "stale_after_weeks"))


def first_moment_of(day: date) -> datetime:
    """When a day begins in London."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def is_silent(weeks: Weeks, *, on: date) -> Q:
    """Open parts that are stale on the day. The rows carry `heard_at` (HEARD_AT)."""
    return _silent(weeks, list(statuses.NO_NEWS), early=False, on=on)


def may_be_late(weeks: Weeks, *, on: date) -> Q:
    """Open parts that are neither late nor stale, and may be late: what `statuses.early_sign` says of one."""
    soon = Q(due_on__range=(on, on + timedelta(days=EARLY_DAYS)))
    quiet = Q()
    for status in (PartStatus.NOT_STARTED, PartStatus.IN_PROGRESS):
        quiet |= _silent(weeks, [status], early=True, on=on)
    expected_later = Q(status__in=list(statuses.NO_NEWS), due_on__gte=on, expected_on__gt=F("due_on"))
    return (expected_later | (soon & quiet)) & ~is_silent(weeks, on=on)


def _silent(weeks: Weeks, states: list[str], *, early: bool, on: date) -> Q:
    """Parts in these states of which nothing was heard for longer than each council's number allows."""
    found = Q(council__isnull=True, heard_at__lt=_before(STALE_WEEKS, states, early=early, on=on))
    for council, number in weeks.items():
        found |= Q(council=council, heard_at__lt=_before(number, states, early=early, on=on))
    return Q(status__in=states) & found


def _before(weeks: int, states: list[str], *, early: bool, on: date) -> datetime:
    """The first moment, in London, that is not yet silence of so many weeks."""
    days = statuses.silent_days(weeks, status=states[0] if early else "", early=early)
    return first_moment_of(on - timedelta(days=days))
