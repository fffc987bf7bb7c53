"""The published record of a meeting as one reader may see it: decisions, actions, then questions and answers by item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.enums import Openness
from core.models import Source
from councils.enums import Capacity
from meetings.enums import PROMISES, RECORD_PUBLISHED, OutcomeKind, Presence
from meetings.models import Attendance, Correction, Document, Meeting, Outcome
from meetings.queries.agenda import ItemView, item_views, known_to, taken_off
from meetings.queries.attendance import capacity_words
from meetings.queries.log import Entry, thread
from meetings.queries.papers import Cited, cited_by
from meetings.queries.visibility import (
    Withheld,
    documents_visible_to,
    may_read_exempt,
    outcomes_visible_to,
    papers_withheld_from,
    shows_agenda,
)

HEADS = {
    Presence.PRESENT: "Present",
    Presence.APOLOGIES: "Apologies",
    Presence.SUBSTITUTE: "Substitutes",
    Presence.IN_ATTENDANCE: "In attendance",
    Presence.WITNESS: "Witnesses",
}


@dataclass(frozen=True)
class Line:
    """One entry of the record as a reader sees it.

    Of an exempt passage a reader who is not entitled gets the public summary and the paragraph: the rest is empty.
    """

    position: int
    item_number: str
    label: str
    look: str
    is_exempt: bool = False
    is_readable: bool = True
    paragraph: int | None = None
    text: str = ""
    pk: int | None = None
    said_by: str = ""
    vote: str = ""
    owner: str = ""
    due_on: date | None = None
    due_words: str = ""
    councils: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    source: Source | None = None
    source_place: str = ""
    is_summary: bool = False
    follows: bool = False
    cited: Cited | None = None
    corrected_on: date | None = None
    replies: tuple["Line", ...] = ()

    @property
    def stands_first(self) -> bool:
        """Whether it stands in a list of its own before what was said: a decision, a recommendation, an action."""
        return self.look in {"d", "r", "act"}


@dataclass(frozen=True)
class Noted:
    """Somebody who was there: the name or role, and what stands beside it."""

    name: str
    beside: str = ""
    interest: str = ""


@dataclass(frozen=True)
class Talk:
    """What was said at one item."""

    item: ItemView
    lines: list[Line]


@dataclass(frozen=True)
class Record:
    """A whole meeting for one reader. Before the record is published only the agenda and the papers are filled.

    `course` tells everything in the order in which it happened, as minutes do; the other lists sort it for the page.
    """

    items: list[ItemView]
    documents: list[Document]
    withheld: list[Withheld]
    decisions: list[Line] = field(default_factory=list)
    recommendations: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    course: list[Talk] = field(default_factory=list)
    questions: int = 0
    attendance: list[tuple[str, list[Noted]]] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    taken_off: list[ItemView] = field(default_factory=list)
    is_published: bool = False

    @property
    def has_summaries(self) -> bool:
        """Whether any of the wording is ours rather than the paper's."""
        lines = [*self.decisions, *self.recommendations, *self.actions]
        said = [line for talk in self.talks for root in talk.lines for line in (root, *root.replies)]
        return any(line.is_summary for line in (*lines, *said))


def record_of(meeting: Meeting, user: Any, *, on: date, as_public: bool = False) -> Record:
    """The record for a reader. `as_public` shows a published page before it is one, as anyone would see it."""
    reader = AnonymousUser() if as_public else user
    entitled = may_read_exempt(reader, meeting, on=on)
    if not as_public and not shows_agenda(reader, meeting, on=on):
        return Record([], [], [])
    documents = documents_visible_to(reader, on=on, of=meeting)
    hidden_papers = papers_withheld_from(reader, on=on, of=meeting)
    knows = known_to(reader, on=on)
    items = item_views(meeting, documents, entitled=entitled, withheld=hidden_papers, knows=knows)
    off = taken_off(meeting, entitled=entitled)
    papers = [paper for paper in documents if paper.item_id is None]
    if meeting.status not in RECORD_PUBLISHED and not as_public:
        return Record(items, papers, hidden_papers.get(None, []), taken_off=off)
    outcomes = outcomes_visible_to(reader, meeting, on=on, as_published=as_public)
    by_item: dict[int, list[Outcome]] = {}
    readable = list(outcomes.select_related("source", "cites__item").order_by("position"))
    for outcome in readable:
        by_item.setdefault(outcome.item_id, []).append(outcome)
    hidden = {} if entitled else _hidden_passages(meeting)
    withheld = hidden_papers.get(None, [])
    there = _attendance(meeting)
    corrections = _corrections(meeting, readable)
    beside = _beside_entries(meeting, corrections)
    record = Record(items, papers, withheld, taken_off=off, is_published=True, attendance=there)
    questions = 0
    for item in items:
        if item.pk is None:
            continue
        log = thread(by_item.get(item.pk, []))
        for entry in log.entries:
            entry.cited = cited_by(entry.outcome, entitled=entitled)
        questions += sum(entry.outcome.kind == OutcomeKind.QUESTION for entry in log.entries)
        _sort_in(record, item, log.threads, hidden.get(item.pk, []), beside)
    return replace(record, questions=questions, corrections=corrections)


@dataclass(frozen=True)
class Beside:
    """What stands beside the entries of a meeting, by the entry: asked for once, as a long record has thousands."""

    points: Mapping[int, list[str]]
    councils: Mapping[int, list[str]]
    corrected: Mapping[int, date]


def _beside_entries(meeting: Meeting, corrections: Iterable[Correction]) -> Beside:
    of_meeting = Outcome.objects.standing().filter(item__meeting=meeting)
    points, councils = defaultdict(list), defaultdict(list)
    asked = of_meeting.filter(points__isnull=False).order_by("points__position")
    for pk, text in asked.values_list("pk", "points__text"):
        points[pk].append(text)
    meant = of_meeting.filter(councils__isnull=False).order_by("councils__position", "councils__name")
    for pk, name in meant.values_list("pk", "councils__short_name"):
        councils[pk].append(name)
    corrected = {one.outcome_id: one.corrected_on for one in corrections if one.outcome_id}
    return Beside(points, councils, corrected)


def _sort_in(
    record: Record,
    item: ItemView,
    threads: Iterable[Entry],
    hidden: list[Line],
    beside: Beside,
) -> None:
    """Decisions, recommendations and actions come first on the page; what was said stays in its order."""
    said: list[Line] = []
    course = [replace(line, item_number=item.number) for line in hidden]
    for root in threads:
        line = _line(root, item, beside)
        course.append(line)
        for one in (line, *line.replies):
            _sort_one(record, one)
        if root.outcome.kind not in {OutcomeKind.DECISION, OutcomeKind.RECOMMENDATION, *PROMISES}:
            said.append(line)
    said.extend(course[: len(hidden)])
    record.course.append(Talk(item, sorted(course, key=lambda line: line.position)))
    if said:
        record.talks.append(Talk(item, sorted(said, key=lambda line: line.position)))


def _sort_one(record: Record, line: Line) -> None:
    match line.look:
        case "d":
            record.decisions.append(line)
        case "r":
            record.recommendations.append(line)
        case "act":
            record.actions.append(line)


def _line(entry: Entry, item: ItemView, beside: Beside) -> Line:
    outcome = entry.outcome
    is_recommendation = outcome.kind == OutcomeKind.RECOMMENDATION
    return Line(
        position=outcome.position,
        item_number=item.number,
        label=entry.label,
        look="r" if is_recommendation else entry.look,
        is_exempt=item.is_exempt or not outcome.is_open,
        paragraph=outcome.exempt_paragraph or item.paragraph,
        text=outcome.text,
        pk=outcome.pk,
        said_by=outcome.said_by,
        vote=outcome.vote,
        owner=outcome.owner,
        due_on=outcome.due_on,
        due_words=outcome.due_words,
        councils=tuple(beside.councils.get(outcome.pk, ())),
        points=tuple(beside.points.get(outcome.pk, ())),
        source=outcome.source,
        source_place=outcome.source_place,
        is_summary=outcome.is_summary,
        follows=is_recommendation or outcome.kind in PROMISES,
        cited=entry.cited,
        corrected_on=beside.corrected.get(outcome.pk),
        replies=tuple(_line(reply, item, beside) for reply in entry.replies),
    )


def _hidden_passages(meeting: Meeting) -> dict[int, list[Line]]:
    """Exempt passages of open items, for a reader who may not read them: where they stood, their summary, the paragraph.

    Only those columns are asked for, so that no template can show more.
    """
    rows = (
        Outcome.objects.standing()
        .filter(item__meeting=meeting, item__openness=Openness.OPEN)
        .exclude(openness=Openness.OPEN)
        .values_list("item_id", "position", "exempt_paragraph", "public_summary")
    )
    hidden: dict[int, list[Line]] = {}
    for item, position, paragraph, summary in rows:
        line = Line(
            position, "", "Exempt", "n", is_exempt=True, is_readable=False, paragraph=paragraph, text=summary
        )
        hidden.setdefault(item, []).append(line)
    return hidden


def _attendance(meeting: Meeting) -> list[tuple[str, list[Noted]]]:
    """Who was there, as it is read out: those present first. People are named only as they were noted (rule 27)."""
    rows = meeting.attendance.select_related(
        "person", "on_behalf_of", "substitute_for", "seat__post__council", "seat__body__council"
    ).order_by("pk")
    there: dict[str, list[Noted]] = {}
    for one in rows:
        noted = Noted(str(one), ", ".join(_beside(one, meeting)), one.interest)
        there.setdefault(one.presence, []).append(noted)
    return [(head, there[presence]) for presence, head in HEADS.items() if presence in there]


def _beside(one: Attendance, meeting: Meeting) -> list[str]:
    """The chairman; a substitute and for whom; of somebody with several capacities, the one in which they came."""
    said, seat = [], one.seat
    sits_here = seat is not None and seat.body_id is not None and seat.body_id == meeting.body_id
    if seat and sits_here and seat.capacity != Capacity.MEMBER:
        said.append(seat.get_capacity_display())
    if one.substitute_for:
        said.append(f"substitute for {one.substitute_for}")
    if seat and not sits_here:
        said.append(f"as {capacity_words(seat)}")
    elif one.on_behalf_of:
        said.append(f"for {one.on_behalf_of.short_name}")
    return said


def _corrections(meeting: Meeting, readable: Iterable[Outcome]) -> list[Correction]:
    """Corrections of the meeting as a whole, and of entries the reader may read."""
    may = {outcome.pk for outcome in readable}
    corrections = meeting.corrections.order_by("corrected_on", "pk")
    return [one for one in corrections if one.outcome_id is None or one.outcome_id in may]
