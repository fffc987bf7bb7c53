"""The action sheet of a meeting: who promised what, by when, for which councils, and where it stands today."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser

from core.dates import spell
from core.papers import Block, Facts, Paper, Paragraph, Run, Table, Withheld, link, runs
from meetings.enums import RECORD_PUBLISHED
from meetings.models import Meeting
from meetings.queries import Line, record_of, title_of
from meetings.queries import Record as RecordView
from meetings.take_away import dated_at, fact_rows, issuer_of, mark_of
from recommendations.models import ActionPart
from recommendations.queries.visibility import parts_visible_to
from recommendations.queries.work import line_of

HEADER = ("Action", "What was promised", "Who", "For", "Due", "Where it stands", "Tracked as")
WIDTHS = (9, 30, 15, 11, 12, 13, 10)
FROM_EXEMPT = "Part of this meeting was exempt. What was promised there is withheld from this sheet."
NOT_TRACKED_YET = "Tracked once the record is published"
NOT_TRACKED = "Not on record"


def action_sheet(meeting: Meeting, *, on: date, site: str) -> Paper:
    """Every undertaking and request of the meeting that anyone may read, with the state of the tracked action on the day.

    `site` stands before addresses. What came of exempt matter is left out for everybody, and the sheet says so.
    """
    record = record_of(meeting, AnonymousUser(), on=on, as_public=True)
    mark = mark_of(meeting, is_record=True)
    return Paper(
        title=str(meeting),
        subtitle=f"Action sheet: where each action stood on {spell(on)}",
        issuer=issuer_of(meeting),
        mark=mark,
        running=f"{title_of(meeting)}: action sheet",
        dated_at=dated_at(meeting),
        blocks=tuple(_blocks(meeting, record, on=on, site=site)),
        is_wide=True,
    )


def _blocks(meeting: Meeting, record: RecordView, *, on: date, site: str) -> Iterator[Block]:
    yield Facts(tuple(fact_rows(meeting)))
    if record.actions:
        tracked = _tracked(meeting, [line.pk for line in record.actions if line.pk], on=on)
        untracked = NOT_TRACKED if meeting.status in RECORD_PUBLISHED else NOT_TRACKED_YET
        rows = (
            _row(line, tracked.get(line.pk or 0, []), untracked, on=on, site=site) for line in record.actions
        )
        yield Table("Actions of the meeting and where each stands", HEADER, tuple(rows), WIDTHS)
    else:
        yield Paragraph(runs("No action is on record for this meeting."))
    if any(not item.is_readable for item in record.items) or _has_passages(record):
        yield Withheld(FROM_EXEMPT)


def _has_passages(record: RecordView) -> bool:
    return any(not line.is_readable for talk in record.course for line in talk.lines)


def _tracked(meeting: Meeting, entries: Iterable[int], *, on: date) -> dict[int, list[ActionPart]]:
    """The parts that anyone may know of, by the entry that they came of. None before the record is published."""
    if meeting.status not in RECORD_PUBLISHED:
        return {}
    parts = (
        parts_visible_to(AnonymousUser(), on=on)
        .filter(action__outcome__in=entries)
        .select_related("action", "council", "responsible")
        .order_by("council__position", "pk")
    )
    found: dict[int, list[ActionPart]] = {}
    for part in parts:
        found.setdefault(part.action.outcome_id or 0, []).append(part)
    return found


def _row(
    line: Line, parts: list[ActionPart], untracked: str, *, on: date, site: str
) -> tuple[tuple[Run, ...], ...]:
    """One action. Where councils stand differently, each is named."""
    shown = [line_of(part, on=on) for part in parts]
    points = "".join(f"\n({letter}) {point}" for letter, point in zip(_letters(), line.points, strict=False))
    stands = [f"{f'{one.council}: ' if len(parts) > 1 else ''}{one.shown.word}" for one in shown]
    owners = list(dict.fromkeys(one.responsible for one in shown))
    return (
        runs(f"{line.label}\nItem {line.item_number}"),
        runs(line.text, points),
        runs("\n".join(owners) or line.owner or "No owner yet"),
        runs("\n".join(line.councils)),
        runs(_due(line, parts)),
        runs("\n".join(stands) or untracked),
        tuple(_addresses(parts, site)),
    )


def _due(line: Line, parts: list[ActionPart]) -> str:
    """The day by which it is due: one for all councils, or each council's own once one of them was moved."""
    promised = spell(line.due_on) if line.due_on else line.due_words or "No date yet"
    days = {part: spell(part.due_on) if part.due_on else promised for part in parts}
    if len(set(days.values())) < 2:
        return next(iter(days.values()), promised)
    return "\n".join(
        f"{part.council.short_name if part.council else 'All'}: {day}" for part, day in days.items()
    )


def _letters() -> Iterator[str]:
    """a to z, then aa, ab."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from letters
    yield from (f"{first}{second}" for first in letters for second in letters)


def _addresses(parts: list[ActionPart], site: str) -> Iterator[Run]:
    for number, part in enumerate(parts):
        yield from runs("\n" if number else "", link(f"Action {part.pk}", f"{site}{part.get_absolute_url()}"))
