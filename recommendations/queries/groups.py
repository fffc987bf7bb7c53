"""What a task group asked for and where it stands, for the group itself and for the one that looks again."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from recommendations.enums import RecommendationStatus
from recommendations.models import Recommendation
from recommendations.queries.tracker import CouncilName, Row, rows_of
from recommendations.queries.visibility import is_visible_to, reader_of
from strategies.queries import InterimCheck, counted
from task_groups.models import TaskGroup

SHOWN = 50


def asked_for_by(group: TaskGroup, user: Any, *, on: date) -> list[Row]:
    """The recommendations of a group's reports that the reader may see, with what each council said and did.

    Discarded drafts were never on record. At most fifty: no group asks for more. Three queries.
    """
    found = Recommendation.objects.filter(is_visible_to(user, on=on), report__task_group=group)
    found = found.exclude(status=RecommendationStatus.DISCARDED).order_by("pk")[:SHOWN]
    return rows_of(found, reader=reader_of(user, on=on), on=on)


def standing_words(row: Row, councils: Iterable[CouncilName]) -> str:
    """Where one recommendation stands, council by council: "Boston: Accepted. East Lindsey: Noted."

    Said once where all councils that were asked stand the same: "All 3 councils: No response on record."
    """
    if row.status == RecommendationStatus.CLOSED:
        return "Closed."
    if row.status == RecommendationStatus.WITHDRAWN:
        return "Withdrawn."
    said = [(one.short_name, row.answers[one.pk].shown.word) for one in councils if one.pk in row.answers]
    words = {word for _, word in said}
    if not said:
        return "No council has been asked."
    if len(words) == 1 and len(said) > 1:
        return f"All {len(said)} councils: {words.pop()}."
    return " ".join(f"{name}: {word}." for name, word in said)


def standing_of_all(rows: list[Row]) -> str:
    """The answers to all of them, counted by word: "4 recommendations, 12 answers asked for: accepted (8), noted (4)."."""
    if not rows:
        return ""
    words = Counter(answer.shown.word for row in rows for answer in row.answers.values())
    recommendations = counted(len(rows), "recommendation")
    if not words:
        return f"{recommendations}. No council has been asked yet."
    listed = ", ".join(f"{word.lower()} ({count})" for word, count in words.most_common())
    return f"{recommendations}, {counted(words.total(), 'answer')} asked for: {listed}."


def scope_to_begin_with(
    scope: str,
    rows: Iterable[Row],
    councils: Iterable[CouncilName],
    checks: Iterable[InterimCheck],
    *,
    on: date,
) -> str:
    """The scope a group is offered before anybody wrote one: what it began with, what the last group asked for and where
    each stands on the day, and what the checks since left open. Give only what anyone may read.
    """
    known = list(councils)
    asked = [f"- {row.reference}, {row.title}. {standing_words(row, known)}" for row in rows]
    left = [
        f"- {line.project}: {line.status.word.lower()}. {line.reason}"
        for check in checks
        for line in check.open_lines
    ]
    parts = [scope.strip()]
    if asked:
        day = f"{on.day} {on:%B %Y}"
        parts.append("\n".join([f"What the last group asked for, and where each stands on {day}:", *asked]))
    if left:
        parts.append("\n".join(["What the checks since left open:", *left]))
    return "\n\n".join(part for part in parts if part)
