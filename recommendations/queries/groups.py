"""What a task group asked for and where it stands, for the group itself and for the one that looks again."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber

from recommendations.enums import RecommendationStatus
from recommendations.models import Recommendation
from recommendations.queries.tracker import FIELDS, CouncilName, Row, rows_from
from recommendations.queries.visibility import is_visible_to, reader_of
from strategies.queries import InterimCheck, counted
from task_groups.models import TaskGroup

SHOWN = 50


def asked_for_by(*groups: TaskGroup | None, user: Any, on: date) -> list[list[Row]]:
    """For each group, the recommendations of its reports that the reader may see, with what each council said and did.

    Discarded drafts were never on record. At most fifty of each group: none asks for more. Three queries for all groups;
    where there is no group, there are no rows.
    """
    found = Recommendation.objects.filter(
        is_visible_to(user, on=on), report__task_group__in=[one for one in groups if one is not None]
    ).exclude(status=RecommendationStatus.DISCARDED)
    nth = Window(RowNumber(), partition_by="report__task_group", order_by="pk")
    chosen = list(
        found.annotate(nth=nth)
        .filter(nth__lte=SHOWN)
        .order_by("pk")
        .values_list("report__task_group", *FIELDS)
    )
    rows = rows_from([fields for _, *fields in chosen], reader=reader_of(user, on=on), on=on)
    by_group: dict[int, list[Row]] = {}
    for (group, *_), row in zip(chosen, rows, strict=True):
        by_group.setdefault(group, []).append(row)
    return [by_group.get(one.pk, []) if one is not None else [] for one in groups]


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
