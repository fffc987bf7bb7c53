"""The tracker report for one meeting: what needs the body's attention, what changed since it last met, and the rest.

It is drawn as anyone may read it, whoever asks: it lies on the table of a public meeting (promise X5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.dates import london_date, spell
from core.models import HistoryEntry
from core.statuses import Status
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries import short_day
from recommendations import statuses
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus, SignOffDecision
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, ActionRecommendation, PeriodicJudgement, Response, SignOff
from recommendations.queries.story import OF_A_PART, OF_A_RESPONSE, OF_ITSELF, plain
from recommendations.queries.tracker import (
    CouncilName,
    Row,
    cells_of,
    council_names,
    made_words,
    next_of,
    rows_of,
)
from recommendations.queries.visibility import (
    DRAFTING_VERBS,
    EVERYONE,
    PART_LABEL,
    TRAIL_LABEL,
    parts_for,
    recommendations_for,
)
from recommendations.queries.work import with_names
from recommendations.querysets import ActionPartQuerySet, RecommendationQuerySet
from strategies.enums import Judgement

RESPONSE_LABEL = "recommendations.response"
MOST_CHANGES = 100
ALSO_TOLD = {
    "make": "made", "publish": "published", "answer": "answered", "leave_open": "noted it or put it off",
    "note_gap": "no answer on record", "close": "closed", "correct": "words corrected", "reach": "reached a body",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing that needs attention: what it is about, how it stands, and why it is here."""

    reference: str
    title: str
    council: str
    shown: Status
    note: str
    address: str


@dataclass(frozen=True)
class Kind:
    """One kind of exception, with what there is of it."""

    heading: str
    items: list[Item]


@dataclass(frozen=True)
class Change:
    """One thing that happened since the body last met."""

    when: str
    reference: str
    words: str
    address: str


@dataclass(frozen=True)
class Line:
    """One recommendation of the rest: what each council said and did, and what is next."""

    reference: str
    title: str
    made: str
    councils: list[str]
    upcoming: str
    address: str


@dataclass(frozen=True)
class TrackerReport:
    """The whole report. `before` says in words when the body last met; empty where no earlier meeting is on record.

    `read_after` is the day of the meeting where that is over: the report then tells of later days too, and says so.
    """

    on: date
    read_after: str
    before: str
    total: int
    kinds: list[Kind]
    changes: list[Change]
    changes_left_out: int
    rest: list[Line]

    @property
    def needs_nothing(self) -> bool:
        return not any(kind.items for kind in self.kinds)

    @property
    def later(self) -> str:
        """What whoever reads it after the meeting must know; empty before and on the day."""
        if not self.read_after:
            return ""
        return f"This meeting was on {self.read_after}. What stands here is the position today, later changes included."

    @property
    def sentence(self) -> str:
        """The answer, in counts."""
        if not self.total:
            return "No open recommendation concerns this body."
        items = sum(len(kind.items) for kind in self.kinds)
        counted = [f"{len(kind.items)} {kind.heading.lower()}" for kind in self.kinds if kind.items]
        needs = f"{items} {'thing needs' if items == 1 else 'things need'} attention: {', '.join(counted)}."
        open_ones = f"{self.total:,} open {'recommendation' if self.total == 1 else 'recommendations'}."
        return f"{open_ones} {needs if items else 'Nothing needs attention.'}"


def tracker_report(meeting: Meeting, *, on: date) -> TrackerReport:
    """Draw the report for the meeting's body, as things stand on the day.

    A council's body reads what concerns that council, a task group what its strategy or reports asked for, a joint body
    everything. A number of queries that does not grow.
    """
    councils = council_names()
    own = [one for one in councils if one.pk == council_of(meeting)] or councils
    found = concerning(meeting)
    references = dict(found.order_by().values_list("pk", "reference"))
    rows = rows_of(found.filter(status=RecommendationStatus.MADE), reader=EVERYONE, on=on)
    parts = parts_of(list(references), own, all_of_them=len(own) == len(councils))
    kinds = exceptions(rows, parts, own, on=on)
    named = {item.reference for kind in kinds for item in kind.items}
    before = last_met(meeting)
    changes = changes_since(before, references, parts, on=on) if before else []
    return TrackerReport(
        on=on,
        read_after=short_day(meeting) if meeting.held_on and meeting.held_on < on else "",
        before=short_day(before) if before else "",
        total=len(rows),
        kinds=kinds,
        changes=changes[:MOST_CHANGES],
        changes_left_out=max(len(changes) - MOST_CHANGES, 0),
        rest=[line_of(row, councils, on=on) for row in rows if row.reference not in named],
    )


def council_of(meeting: Meeting) -> int | None:
    return meeting.body.council_id if meeting.body else None


def concerning(meeting: Meeting) -> RecommendationQuerySet:
    """Recommendations that anyone may read and that concern whoever meets, by what is next."""
    visible = recommendations_for(EVERYONE)
    group, council = meeting.task_group, council_of(meeting)
    if group is not None:
        wanted = Q(report__task_group=group)
        if group.strategy_id:
            wanted |= Q(strategy=group.strategy_id)
        visible = visible.filter(wanted)
    elif council is not None:
        asked = Response.objects.filter(recommendation=OuterRef("pk"), council=council)
        works = parts_for(EVERYONE).filter(action__links__recommendation=OuterRef("pk"), council=council)
        visible = visible.filter(Exists(asked) | Exists(works) | Q(item__meeting__body=meeting.body_id))
    return visible.order_by("next_due_sort", "pk")


def last_met(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same body or group before this one that took place."""
    if meeting.held_on is None:
        return None
    took_place = [MeetingStatus.HELD, *sorted(RECORD_PUBLISHED)]
    earlier = Meeting.objects.filter(
        body=meeting.body_id,
        task_group=meeting.task_group_id,
        held_on__lt=meeting.held_on,
        status__in=took_place,
    )
    return earlier.order_by("-held_on", "-pk").first()


def parts_of(ids: list[int], own: Iterable[CouncilName], *, all_of_them: bool) -> list[ActionPart]:
    """The work for these recommendations that anyone may know of, at the councils concerned."""
    links = ActionRecommendation.objects.filter(action=OuterRef("action_id"), recommendation__in=ids)
    visible: ActionPartQuerySet = parts_for(EVERYONE).filter(Exists(links))
    if not all_of_them:
        visible = visible.filter(council__in=[council.pk for council in own])
    decisions = Prefetch("sign_offs", SignOff.objects.order_by("-at", "-pk"))
    named = with_names(visible, AnonymousUser(), on=date.min)
    return list(named.prefetch_related(decisions).order_by("due_on", "pk"))


def exceptions(rows: list[Row], parts: list[ActionPart], own: list[CouncilName], *, on: date) -> list[Kind]:
    """What needs attention, by kind: overdue work, what was judged off track, what was sent back, what is
    unanswered, what is not on record."""
    open_parts = [part for part in parts if references_of(part) and is_of(part, rows)]
    return [
        Kind("Overdue", [overdue(part, on=on) for part in open_parts if is_late(part, on=on)]),
        Kind("Off track", off_track(rows)),
        Kind("Sent back", [item for part in open_parts for item in sent_back(part)]),
        Kind("Unanswered", [item for row in rows for item in unanswered(row, own)]),
        Kind("Not on record", [item for row in rows for item in not_on_record(row, own)]),
    ]


def is_of(part: ActionPart, rows: list[Row]) -> bool:
    """Whether the part serves one of the open recommendations of the report."""
    open_ones = {row.pk for row in rows}
    return any(one.pk in open_ones for one in part.action.known_recommendations)  # type: ignore[attr-defined]


def references_of(part: ActionPart) -> str:
    return ", ".join(one.reference for one in part.action.known_recommendations)  # type: ignore[attr-defined]


def is_late(part: ActionPart, *, on: date) -> bool:
    due_on = statuses.work_due_on(status=part.status, due_on=part.due_on, decide_by=part.decide_by)
    return due_on is not None and due_on < on


def of_part(part: ActionPart, shown: Status, note: str) -> Item:
    council = part.council.short_name if part.council else "All councils"
    return Item(references_of(part), part.action.title, council, shown, note, part.get_absolute_url())


def overdue(part: ActionPart, *, on: date) -> Item:
    due_on = statuses.work_due_on(status=part.status, due_on=part.due_on, decide_by=part.decide_by)
    if due_on is None:
        raise ValueError("Only what has a date can be overdue")
    shown = statuses.WORK_OVERDUE.get(part.status, statuses.DONE[PartStatus.READY])
    moved = (
        f" First promised for {spell(part.first_due_on)}."
        if part.first_due_on and part.first_due_on != part.due_on
        else ""
    )
    what = "To be decided by" if part.status == PartStatus.READY else "Due"
    return of_part(part, shown, f"{what} {spell(due_on)}, {statuses.lateness(due_on, on=on)}.{moved}")


def sent_back(part: ActionPart) -> list[Item]:
    """The part, where its last decision sent it back and it was not submitted again."""
    last = next(iter(part.sign_offs.all()), None)
    if last is None or last.decision != SignOffDecision.SENT_BACK or part.status not in AT_WORK:
        return []
    note = f"Sent back on {spell(london_date(last.at))}. Reason: {last.words}"
    return [of_part(part, statuses.DONE[part.status], note)]


def off_track(rows: list[Row]) -> list[Item]:
    """Continuing recommendations whose last judgement says off track. One query."""
    by_pk = {row.pk: row for row in rows}
    judged = PeriodicJudgement.objects.filter(recommendation__in=list(by_pk)).order_by("judged_on", "pk")
    last = {one.recommendation_id: one for one in judged}
    shown = Status("Off track", "Off track", "red", "bad")
    return [
        Item(
            by_pk[pk].reference, by_pk[pk].title, "", shown, f"Judged on {spell(one.judged_on)}. {one.reason}",
            address_of(by_pk[pk].reference),
        )
        for pk, one in last.items()
        if one.judgement == Judgement.OFF_TRACK
    ]  # fmt: skip


def unanswered(row: Row, own: list[CouncilName]) -> list[Item]:
    """Answers that are late, or were noted or put off, which does not answer (rule 5)."""
    items = []
    for council in own:
        answer = row.answers.get(council.pk)
        if answer is None or not (answer.late or answer.status == ResponseStatus.UNANSWERED):
            continue
        due = f"Due {spell(answer.due_on)}." if answer.due_on else ""
        note = f"{answer.shown.word} does not answer. {due}" if answer.verdict else due
        shown = statuses.RESPONSE_OVERDUE if answer.late else answer.shown
        address = f"{address_of(row.reference)}{council.slug}/"
        items.append(Item(row.reference, row.title, council.short_name, shown, note.strip(), address))
    return items


def not_on_record(row: Row, own: list[CouncilName]) -> list[Item]:
    """Answers that no paper tells of. They are gaps, not refusals (rule 28)."""
    return [
        Item(
            row.reference, row.title, council.short_name, answer.shown,
            "No paper that we hold says what it answered.", f"{address_of(row.reference)}{council.slug}/",
        )
        for council in own
        if (answer := row.answers.get(council.pk)) and answer.status == ResponseStatus.NOT_ON_RECORD
    ]  # fmt: skip


def changes_since(
    before: Meeting, references: dict[int, str], parts: list[ActionPart], *, on: date
) -> list[Change]:
    """What the history tells of these recommendations from the day the body last met, newest first. Two queries."""
    if before.held_on is None:
        return []
    names = {
        (PART_LABEL, part.pk): part.council.short_name if part.council else "All councils" for part in parts
    }
    asked = Response.objects.filter(recommendation__in=list(references))
    names |= {(RESPONSE_LABEL, pk): name for pk, name in asked.values_list("pk", "council__short_name")}
    since = timezone.make_aware(datetime.combine(before.held_on, time.min))
    return [
        changed(row, references[row.trail_id], names)
        for row in history_rows(list(references), since)
        if row.subject not in {PART_LABEL, RESPONSE_LABEL} or (row.subject, row.subject_id) in names
    ]


def history_rows(recommendations: list[int], since: datetime) -> QuerySet[HistoryEntry]:
    """Public rows about these recommendations and all below them, newest first."""
    rows = HistoryEntry.objects.filter(
        trail=TRAIL_LABEL, trail_id__in=recommendations, public=True, at__gte=since
    )
    return rows.exclude(verb__in=DRAFTING_VERBS).order_by("-at", "-number")


def changed(row: HistoryEntry, reference: str, names: dict[tuple[str, int], str]) -> Change:
    words = words_of(row)
    who = names.get((row.subject, row.subject_id), "")
    told = f"{who}: {words}" if who else f"{words[:1].upper()}{words[1:]}"
    return Change(spell(london_date(row.at)), reference, told, address_of(reference))


def words_of(row: HistoryEntry) -> str:
    """What a row of the history says happened, in the words of the recommendation's own story."""
    own = {PART_LABEL: OF_A_PART, RESPONSE_LABEL: OF_A_RESPONSE}.get(row.subject, OF_ITSELF)
    return own.get(row.verb) or ALSO_TOLD.get(row.verb) or plain(row.verb)


def line_of(row: Row, councils: list[CouncilName], *, on: date) -> Line:
    asked = [council for council in councils if council.pk in row.answers or council.pk in row.work]
    said = [
        f"{cell.council}: {cell.said.word}{f'. {cell.done.word}' if cell.done else ''}"
        for cell in cells_of(row, asked)
    ]
    ahead = next_of(row, councils, on=on)
    due = f", {ahead.due.words}" if ahead.due else ""
    return Line(
        row.reference, row.title, made_words(row), said, f"{ahead.words}{due}", address_of(row.reference)
    )


def address_of(reference: str) -> str:
    return reverse("recommendations:detail", args=[reference])
