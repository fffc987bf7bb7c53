"""Pieces of work: the list of actions, one line each, and how far the other councils are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Prefetch, Q, Value, When

from core import history
from core.dates import spell
from core.statuses import Status
from councils.models import Council
from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.enums import FINISHED_PARTS, PartStatus, SignOffDecision
from recommendations.models import ActionPart, Recommendation, SignOff
from recommendations.queries.freshness import (
    HEARD_AT,
    is_silent,
    mark_of_part,
    may_be_late,
    weeks_of_councils,
)
from recommendations.queries.visibility import parts_visible_to, recommendations_visible_to
from recommendations.querysets import ActionPartQuerySet
from recommendations.statuses import DUE_SOON_DAYS, Due, Mark

LATE, SOON, NO_DATE, SILENT, EARLY = "late", "soon", "none", "silent", "early"
DUE_WORDS = {
    LATE: "Overdue",
    SOON: "Due in 30 days",
    EARLY: "May be late",
    SILENT: "No news",
    NO_DATE: "No date yet",
}
ME = "me"
NEXT_DATE = Case(When(status=PartStatus.READY, then=F("decide_by")), default=F("due_on"))


@dataclass(frozen=True)
class Wanted:
    """What an address asks of the list of actions. What it does not recognise is named, not obeyed."""

    mine: bool = False
    councils: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    due: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.mine or self.councils or self.done or self.due)


@dataclass(frozen=True)
class PartLine:
    """One council's part of an action, ready to be shown."""

    part: ActionPart
    title: str
    council: str
    references: str
    responsible: str
    shown: Status
    due: Due | None
    tone: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Totals:
    """What the list holds, counted in one query."""

    total: int = 0
    late: int = 0
    soon: int = 0
    finished: int = 0
    silent: int = 0
    soonest: date | None = None


def wanted(query: Mapping[str, Any], *, councils: Iterable[Council], signed_in: bool) -> Wanted:
    """Read the filters of an address."""
    lists: dict[str, list[str]] = {name: query.getlist(name) for name in ("council", "done")}  # type: ignore[attr-defined]
    known = {"council": {council.slug for council in councils}, "done": set(PartStatus.values)}
    owner, due = query.get("owner", ""), query.get("due", "")
    unknown = [
        f"{name}={value}" for name, values in lists.items() for value in values if value not in known[name]
    ]
    if owner and not (owner == ME and signed_in):
        unknown.append(f"owner={owner}")
    if due and due not in DUE_WORDS:
        unknown.append(f"due={due}")
    return Wanted(
        mine=owner == ME and signed_in,
        councils=tuple(value for value in lists["council"] if value in known["council"]),
        done=tuple(value for value in lists["done"] if value in known["done"]),
        due=due if due in DUE_WORDS else "",
        unknown=tuple(value[:60] for value in unknown),
    )


def parts_wanted(user: Any, asked: Wanted, *, on: date) -> ActionPartQuerySet:
    """The parts that the user may see and asked for: open work by its next date, then finished work."""
    parts = parts_visible_to(user, on=on).annotate(
        next_on=NEXT_DATE,
        heard_at=HEARD_AT,
        is_finished=Case(
            When(status__in=FINISHED_PARTS, then=Value(1)), default=Value(0), output_field=IntegerField()
        ),
    )
    if asked.mine:
        holds = capacities_of(user, on=on)
        parts = parts.filter(Q(responsible_id__in=holds.officer_in) | Q(portfolio_id__in=holds.signs_for))
    if asked.councils:
        parts = parts.filter(council__slug__in=asked.councils)
    if asked.done:
        parts = parts.filter(status__in=asked.done)
    if asked.due:
        parts = parts.filter(due_condition(asked.due, on=on), is_finished=0)
    return parts.order_by("is_finished", F("next_on").asc(nulls_last=True), "pk")


def due_condition(due: str, *, on: date) -> Q:
    if due == NO_DATE:
        return Q(next_on__isnull=True)
    if due in {SILENT, EARLY}:
        condition = is_silent if due == SILENT else may_be_late
        return condition(weeks_of_councils(), on=on)
    if due == LATE:
        return Q(next_on__lt=on)
    return Q(next_on__range=(on, on + timedelta(days=DUE_SOON_DAYS)))


def totals_of(parts: ActionPartQuerySet, *, on: date) -> Totals:
    """Count a list once, for the line that answers the page's question."""
    soon = on + timedelta(days=DUE_SOON_DAYS)
    open_ones = Q(is_finished=0)
    counts = parts.order_by().aggregate(
        total=Count("pk"),
        late=Count("pk", filter=open_ones & Q(next_on__lt=on)),
        soon=Count("pk", filter=open_ones & Q(next_on__range=(on, soon))),
        finished=Count("pk", filter=Q(is_finished=1)),
        silent=Count("pk", filter=is_silent(weeks_of_councils(), on=on)),
        soonest=Min("next_on", filter=open_ones & Q(next_on__gte=on)),
    )
    return Totals(**counts)


def with_names(parts: ActionPartQuerySet, user: Any, *, on: date) -> ActionPartQuerySet:
    """Read what lines of parts name: the council, the posts, and the recommendations the user may know of."""
    known = Prefetch(
        "action__recommendations",
        queryset=recommendations_visible_to(user, on=on).order_by("pk"),
        to_attr="known_recommendations",
    )
    return parts.select_related(
        "action__outcome__item__meeting", "council", "responsible", "portfolio"
    ).prefetch_related(known)


def line_of(part: ActionPart, *, on: date) -> PartLine:
    """Put one part into words."""
    due_on = statuses.work_due_on(status=part.status, due_on=part.due_on, decide_by=part.decide_by)
    late = statuses.is_work_late(status=part.status, due_on=part.due_on, on=on)
    shown = statuses.WORK_OVERDUE[part.status] if late else statuses.DONE[part.status]
    known: list[Recommendation] = getattr(part.action, "known_recommendations", [])
    return PartLine(
        part=part,
        title=part.action.title,
        council=part.council.short_name if part.council else "All councils",
        references=", ".join(recommendation.reference for recommendation in known),
        responsible=part.responsible.title if part.responsible else part.owner_words or "No owner yet",
        shown=shown,
        due=statuses.due(due_on, on=on),
        tone="bad" if late else "ask" if part.status == PartStatus.READY else "",
        mark=mark_of_part(part, on=on),
    )


@dataclass(frozen=True)
class OtherCouncil:
    """How far another council is with its own part of the same thing."""

    name: str
    shown: Status
    when: str = ""


def other_councils(part: ActionPart, user: Any, *, on: date) -> list[OtherCouncil]:
    """What the other councils have done under the same recommendations, or of the same shared action. One line each."""
    served = part.action.recommendations.values("pk")
    parts = (
        parts_visible_to(user, on=on)
        .filter(Q(action=part.action) | Q(action__recommendations__in=served))
        .exclude(council=part.council)
        .filter(council__isnull=False)
        .select_related("council")
        .order_by("council__position", "pk")
        .distinct()
    )
    by_council: dict[Council, list[ActionPart]] = {}
    for one in parts:
        if one.council is not None:
            by_council.setdefault(one.council, []).append(one)
    return [_other(council, found, on=on) for council, found in by_council.items()]


def _other(council: Council, parts: list[ActionPart], *, on: date) -> OtherCouncil:
    status = statuses.least_finished([one.status for one in parts])
    dates = [one.due_on for one in parts if one.status == status and one.due_on]
    open_one = status not in FINISHED_PARTS
    return OtherCouncil(
        council.short_name, statuses.DONE[status], f"Due {spell(min(dates))}" if dates and open_one else ""
    )


def decided_sentence(decision: SignOff) -> str:
    """Who decided, how and when, for whoever comes second."""
    did = "sent this back" if decision.decision == SignOffDecision.SENT_BACK else "signed this off"
    return f"The {decision.by_role} {did} on {moment_words(decision.at)}. Nothing changed."


def moment_words(at: datetime) -> str:
    return history.london_moment(at)
