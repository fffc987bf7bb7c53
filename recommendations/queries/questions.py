"""What councillors asked about reports of progress, and what waits for an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from core.dates import london_date, spell
from recommendations import permissions
from recommendations.enums import UpdateKind
from recommendations.models import ActionPart, ProgressUpdate, UpdateQuestion
from recommendations.queries.undated import AT_MOST, Group, Task

SHOWN_AT_MOST = 50


@dataclass(frozen=True)
class Asking:
    """The questions about one part that a reader may read, and what the reader may do."""

    questions: list[UpdateQuestion]
    may_ask: bool
    may_answer: bool


def asking_about(part: ActionPart, user: Any, *, on: date) -> Asking:
    """What the part's page shows of questions. The part itself must be visible already."""
    reads = permissions.can_see_difficulties(user, part, on=on)
    return Asking(
        questions=list(questions_about(part, difficulties=reads)[:SHOWN_AT_MOST]),
        may_ask=permissions.can_question(user, part, on=on),
        may_answer=permissions.can_answer_question(user, part, on=on),
    )


def questions_about(part: ActionPart, *, difficulties: bool) -> QuerySet[UpdateQuestion]:
    """Questions about a part's reports, the newest first. `difficulties`: whether the reader reads difficulty reports.

    The part itself must be visible already.
    """
    asked = UpdateQuestion.objects.filter(update__part=part).select_related("update")
    if not difficulties:
        asked = asked.exclude(update__kind=UpdateKind.DIFFICULTY)
    return asked.order_by("-asked_at", "-pk")


def updates_to_question(part: ActionPart, *, difficulties: bool) -> QuerySet[ProgressUpdate]:
    """The reports that a reader of the part may ask about, the newest first."""
    reports = ProgressUpdate.objects.filter(part=part).order_by("-at", "-pk")
    return reports if difficulties else reports.exclude(kind=UpdateKind.DIFFICULTY)


def questions_without_answer() -> Group:
    """The rows of To do for questions that nobody has answered, the longest waiting first."""
    found = (
        UpdateQuestion.objects.filter(answer="")
        .select_related("update__part__action", "update__part__council", "update__part__responsible")
        .annotate(of_all=Window(Count("pk")))
        .order_by("asked_at", "pk")
    )
    questions: list[Any] = list(found[:AT_MOST])
    return Group(
        "Questions without an answer", list(_rows(questions)), questions[0].of_all if questions else 0
    )


def _rows(questions: list[Any]) -> Iterator[Task]:
    for one in questions:
        part = one.update.part
        who = part.responsible.title if part.responsible else "Nobody yet"
        yield Task(
            title=f"Get an answer: {one.text[:120]}",
            url=f"{part.get_absolute_url()}#questions",
            why=f"{one.asked_role} asked on {spell(london_date(one.asked_at))} about “{part.action}”. {who} answers.",
            icon="noted",
            tone="warn",
        )
