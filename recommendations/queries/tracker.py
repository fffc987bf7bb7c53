"""The list of recommendations: its rows, what each council said and did, and what is next.

A page of rows costs three queries whatever it holds, and no model instances: the list is the portal's most read page.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from core import prepared
from core.dates import london_date, spell
from core.statuses import Status
from councils.models import Council
from recommendations import statuses
from recommendations.enums import ENDED, PartStatus, RecommendationStatus, ResponseStatus
from recommendations.lifecycle import days_late
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.queries.visibility import Reader, parts_for, recommendations_for
from recommendations.queries.weakest import by_weakest_answer
from recommendations.querysets import RecommendationQuerySet
from recommendations.statuses import STALE_WEEKS, Due, Mark

SORTS = {
    "due": ("next_due_sort", "pk"),
    "-due": ("-next_due_sort", "-pk"),
    "title": ("title", "pk"),
    "-title": ("-title", "-pk"),
}
WEAKEST = "weakest"
DEFAULT_SORT = "due"
FIELDS = (
    "pk", "reference", "title", "made_by", "made_on", "made_precision", "status", "short_title",
)  # fmt: skip


@dataclass(frozen=True)
class CouncilName:
    """A council as lists need it."""

    pk: int
    slug: str
    short_name: str
    name: str
    executive_name: str


def _council_names() -> QuerySet[Council, Any]:
    return Council.objects.order_by("position", "pk").values_list(
        "pk", "slug", "short_name", "name", "executive_name"
    )


def council_names() -> list[CouncilName]:
    """The councils in the order in which every page shows them."""
    return [CouncilName(*row) for row in prepared.rows(_council_names)]


@dataclass(frozen=True)
class Answer:
    """What one council was asked and said, as lists need it."""

    council_id: int
    status: str
    verdict: str
    due_on: date | None
    answered_on: date | None
    shown: Status
    late: bool
    waits: bool = True


@dataclass(frozen=True)
class Work:
    """One council's part of an action, as lists need it. `open_on` is the date it must keep next, where it has one."""

    council_id: int | None
    status: str
    due_on: date | None
    open_on: date | None
    late: bool
    mark: Mark | None = None


@dataclass(frozen=True)
class Cell:
    """One council's two lines: what it said, then what it did. `tone` gives a background to what needs attention."""

    council: str
    said: Status
    done: Status | None = None
    tone: str = ""


@dataclass(frozen=True)
class Next:
    """What is next, and by when."""

    words: str
    due: Due | None = None


@dataclass
class Row:
    """One recommendation in the list."""

    pk: int
    reference: str
    title: str
    made_by: str
    made_on: date | None
    made_precision: str
    status: str
    short_title: str
    answers: dict[int, Answer] = field(default_factory=dict)
    work: dict[int | None, list[Work]] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        return self.status == RecommendationStatus.DRAFT

    @property
    def short(self) -> str:
        """The title for a narrow column."""
        return self.short_title or (self.title if len(self.title) <= 40 else f"{self.title[:39]}…")

    @property
    def origin(self) -> str:
        return f"{self.made_by}, {self.made_on.year}" if self.made_on else self.made_by


def in_order(found: RecommendationQuerySet, sort: str) -> RecommendationQuerySet:
    """Sort the list: by what is next, by title, or by the weakest answer. What has no date comes last."""
    if sort == WEAKEST:
        return by_weakest_answer(found)
    return found.order_by(*SORTS.get(sort, SORTS[DEFAULT_SORT]))


def _unfiltered(
    scope: str, sort: str, start: int, stop: int, **held: tuple[int, ...]
) -> QuerySet[Recommendation, Any]:
    visible = recommendations_for(Reader.within(scope, **held))
    return in_order(visible, sort)[start:stop].values_list(*FIELDS)


def unfiltered_rows(reader: Reader, sort: str, start: int, stop: int, *, on: date) -> list[Row]:
    """A piece of the whole list, for one reader."""
    found = prepared.rows(_unfiltered, reader.scope, sort, start, stop, **reader.values)
    return rows_from(found, reader=reader, on=on)


def rows_of(found: RecommendationQuerySet, *, reader: Reader, on: date) -> list[Row]:
    """Read visible recommendations as rows."""
    return rows_from(found.values_list(*FIELDS), reader=reader, on=on)


def rows_from(
    found: Iterable[tuple[Any, ...]], *, reader: Reader, on: date, with_work: bool = True
) -> list[Row]:
    """Make rows of FIELDS, with each council's answer, and its work that the reader may see. Two queries more."""
    rows = {values[0]: Row(*values) for values in found}
    if rows:
        for recommendation_id, answer in _answers(rows, on=on):
            rows[recommendation_id].answers[answer.council_id] = answer
        pieces = _work(list(rows), reader=reader, on=on) if with_work else ()
        for recommendation_id, work in pieces:
            rows[recommendation_id].work.setdefault(work.council_id, []).append(work)
    return list(rows.values())


def _responses(ids: tuple[int, ...]) -> QuerySet[Response, Any]:
    responses = Response.objects.filter(recommendation_id__in=ids).order_by()
    return responses.values_list(
        "recommendation_id", "council_id", "status", "verdict", "due_on", "answered_on"
    )


def _answers(rows: Mapping[int, Row], *, on: date) -> Iterator[tuple[int, Answer]]:
    found = prepared.rows(_responses, ids=list(rows))
    for recommendation_id, council_id, status, verdict, due_on, answered_on in found:
        ended = rows[recommendation_id].status in ENDED
        shown = statuses.asked(status=status, verdict=verdict, due_on=due_on, on=on, ended=ended)
        late = not ended and statuses.is_response_late(status=status, due_on=due_on, on=on)
        yield (
            recommendation_id,
            Answer(council_id, status, verdict, due_on, answered_on, shown, late, not ended),
        )


def _parts(scope: str, ids: tuple[int, ...], **held: tuple[int, ...]) -> QuerySet[ActionPart, Any]:
    parts = parts_for(Reader.within(scope, **held)).filter(action__links__recommendation_id__in=ids)
    return parts.order_by().values_list(
        "action__links__recommendation_id", "council_id", "status", "due_on", "decide_by", "expected_on",
        "last_update_at", "action__created_at", "council__stale_after_weeks",
    )  # fmt: skip


def _work(ids: list[int], *, reader: Reader, on: date) -> Iterator[tuple[int, Work]]:
    found = prepared.rows(_parts, reader.scope, ids=ids, **reader.values)
    for recommendation_id, council_id, status, due_on, decide_by, *told in found:
        mark = _mark(status, due_on, *told, on=on)
        yield recommendation_id, piece_of_work(council_id, status, due_on, decide_by, on=on, mark=mark)


def _mark(
    status: str,
    due_on: date | None,
    expected_on: date | None,
    heard_at: datetime | None,
    promised_at: datetime,
    weeks: int | None,
    *,
    on: date,
) -> Mark | None:
    heard_on, weeks = london_date(heard_at or promised_at), weeks or STALE_WEEKS
    return statuses.mark_of(
        status=status, due_on=due_on, heard_on=heard_on, expected_on=expected_on, weeks=weeks, on=on
    )


def piece_of_work(
    council_id: int | None,
    status: str,
    due_on: date | None,
    decide_by: date | None,
    *,
    on: date,
    mark: Mark | None = None,
) -> Work:
    """Say which date a piece of work must keep next: its own while at work, the decision's once it was submitted."""
    open_on = statuses.work_due_on(status=status, due_on=due_on, decide_by=decide_by)
    return Work(council_id, status, due_on, open_on, days_late(open_on, on=on) > 0, mark)


def cells_of(row: Row, councils: Iterable[CouncilName]) -> list[Cell]:
    """One cell for each council, in the order of the councils."""
    return [cell_of(row.answers.get(c.pk), row.work.get(c.pk, []), c.short_name) for c in councils]


def cell_of(answer: Answer | None, work: list[Work], council: str) -> Cell:
    """A council's cell. Its work shows by the least finished piece; overdue and ready for sign-off get a background.

    What is silent, or may be late, shows in place of the rest, and stays quiet.
    """
    if answer is None and not work:
        return Cell(council, statuses.NOT_ASKED)
    done_status = statuses.least_finished([piece.status for piece in work])
    done = statuses.DONE.get(done_status)
    said = answer.shown if answer else statuses.NOT_ASKED
    if answer and answer.late:
        waiting = answer.status == ResponseStatus.UNANSWERED
        return Cell(council, said, statuses.NO_ANSWER_YET if waiting else done, "bad")
    if late := [piece.status for piece in work if piece.late and piece.status != PartStatus.READY]:
        return Cell(council, said, statuses.WORK_OVERDUE[statuses.least_finished(late)], "bad")
    if any(piece.status == PartStatus.READY for piece in work):
        return Cell(council, said, statuses.DONE[PartStatus.READY], "ask")
    marks = [piece.mark.shown for piece in work if piece.mark]
    return Cell(council, said, marks[0] if marks else done)


def next_of(row: Row, councils: Iterable[CouncilName], *, on: date) -> Next:
    """What is next for a recommendation: the earliest date that somebody must keep, and who must keep it."""
    names = {council.pk: council.short_name for council in councils}
    open_dates = sorted(_open_dates(row, names), key=lambda found: (found[0] or date.max, found[1]))
    if open_dates:
        due_on, words = open_dates[0]
        return Next(words, statuses.due(due_on, on=on))
    if row.status == RecommendationStatus.CLOSED:
        return Next("Nothing. Closed")
    if row.status == RecommendationStatus.WITHDRAWN:
        return Next("Nothing. Withdrawn")
    if any(answer.status == ResponseStatus.NOT_SENT for answer in row.answers.values()):
        return Next("Goes to the councils")
    return Next("Nothing is due")


def _open_dates(row: Row, names: dict[int, str]) -> Iterator[tuple[date | None, str]]:
    if row.status in ENDED:
        return
    for answer in row.answers.values():
        if answer.status == ResponseStatus.AWAITED:
            yield (
                answer.due_on,
                f"{names[answer.council_id]} {'is late to respond' if answer.late else 'responds'}",
            )
        elif answer.status == ResponseStatus.UNANSWERED:
            yield answer.due_on, f"{names[answer.council_id]} still has to answer"
    for council_id, pieces in row.work.items():
        for piece in pieces:
            council = names.get(council_id or 0, "")
            if piece.status == PartStatus.READY:
                yield piece.open_on, f"{council} signs off".strip()
            elif piece.status in statuses.WORK_OVERDUE:
                yield piece.open_on, f"{council} finishes its work" if council else "The work is finished"


def made_words(row: Row) -> str:
    """The day it was made, as exactly as the source gives it."""
    return spell(row.made_on, row.made_precision)
