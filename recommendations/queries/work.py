"""Pieces of work: the list of actions, one action with its story, and what a decision on it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, Value, When

from core import history
from core.dates import spell
from core.models import HistoryEntry
from core.statuses import Status
from councils.models import Council
from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.enums import FINISHED_PARTS, PartStatus, SignOffDecision, UpdateKind
from recommendations.models import ActionPart, Evidence, ProgressUpdate, Recommendation, SignOff
from recommendations.queries.visibility import parts_visible_to, recommendations_visible_to
from recommendations.querysets import ActionPartQuerySet
from recommendations.statuses import DUE_SOON_DAYS, Due

LATE, SOON, NO_DATE = "late", "soon", "none"
DUE_WORDS = {LATE: "Overdue", SOON: "Due in 30 days", NO_DATE: "No date yet"}
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


@dataclass(frozen=True)
class Totals:
    """What the list holds, counted in one query."""

    total: int = 0
    late: int = 0
    soon: int = 0
    finished: int = 0


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
    )


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as the full story shows it."""

    when_text: str
    when_machine: str
    title: str
    body: str = ""
    by: str = ""
    tone: str = ""
    source_text: str = ""
    source_url: str = ""


@dataclass
class Story:
    """What a person may read of one part: its evidence, its reports and everything that happened, newest first."""

    evidence: list[Evidence] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    decisions: list[SignOff] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


VERBS = {
    "promise": "Promised",
    "ask_for_more": "Asked for as one more thing",
    "log": "Promised in a meeting",
    "start": "Work began",
    "report_progress": "Progress",
    "report_difficulty": "A difficulty was reported",
    "add_evidence": "Evidence added",
    "submit": "Said to be done, sign-off asked for",
    "sign_off": "Signed off",
    "send_back": "Sent back",
    "reverse": "Sign-off reversed",
    "move_due_date": "Due date moved",
    "assign": "Given to a responsible officer",
    "supersede": "Superseded",
    "stop": "Stopped",
}
TONES = {"submit": "ask", "send_back": "gap", "reverse": "gap", "start": "quiet", "add_evidence": "quiet"}


def story_of(part: ActionPart, *, evidence: bool, difficulties: bool) -> Story:
    """Read everything about one part that may be read, in six queries. The part itself must be visible already."""
    story = Story(
        evidence=list(part.evidence.order_by("pk")) if evidence else [],
        updates=[one for one in part.updates.all() if difficulties or one.kind != UpdateKind.DIFFICULTY],
        decisions=list(part.sign_offs.order_by("pk")),
    )
    hidden = {
        verb for verb, shown in (("add_evidence", evidence), ("report_difficulty", difficulties)) if not shown
    }
    updates = {update.pk: update for update in story.updates}
    titles = {one.pk: one.title for one in story.evidence}
    rows = history.of(part).exclude(verb__in=hidden).order_by("-number")
    story.entries = [_entry(row, updates, titles) for row in rows]
    return story


def _entry(row: HistoryEntry, updates: Mapping[int, ProgressUpdate], titles: Mapping[int, str]) -> Entry:
    return Entry(
        when_text=spell(row.on) if row.on else history.london_moment(row.at),
        when_machine=row.at.isoformat(),
        title=VERBS.get(row.verb, row.verb.replace("_", " ").capitalize()),
        body=_body(row, updates, titles),
        by=row.actor_role or ("" if row.actor_id else "The portal"),
        tone=TONES.get(row.verb, ""),
    )


def _body(row: HistoryEntry, updates: Mapping[int, ProgressUpdate], titles: Mapping[int, str]) -> str:
    details = row.details
    match row.verb:
        case "report_progress" | "report_difficulty":
            update = updates.get(details.get("update", 0))
            return update_words(update) if update else ""
        case "add_evidence":
            return titles.get(details.get("evidence", 0), "")
        case "move_due_date":
            old = f"from {_day(details['old'])} " if details.get("old") else ""
            return f"Moved {old}to {_day(details['new'])}. Reason: {row.reason}"
        case "assign":
            due = f", due {_day(details['due_on'])}" if details.get("due_on") else ""
            return f"{details.get('responsible', '')}{due}"
        case "promise" | "ask_for_more" if details.get("due_on"):
            return f"Due by {_day(details['due_on'])}"
    return row.reason


def update_words(update: ProgressUpdate) -> str:
    expected = f"\n\nExpected to be done by {spell(update.expected_on)}." if update.expected_on else ""
    return f"{update.text}{expected}"


def _day(text: str) -> str:
    return spell(date.fromisoformat(text))


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
