"""Is exempt text cited in text that anyone may read? Compared by runs of words, without telling which (rule 15)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from core.enums import Openness
from meetings.enums import PUBLIC, RECORD_PUBLISHED
from meetings.models import AgendaItem, Document, Meeting, Outcome
from recommendations.enums import UNPUBLISHED, VersionStatus
from recommendations.models import Closure, Recommendation, ResponseVersion
from recommendations.queries.consistency.faults import Fault, Found, Rule
from recommendations.queries.visibility import EVERYONE, is_visible_for, parts_for
from task_groups.enums import ReportStatus
from task_groups.models import Report

RUN = 6
SHORTEST = 4
KINDS = {
    "detail": "Recommendation {key}",
    "response": "Answer {key}",
    "outcome": "Entry {key} of a record",
    "meeting": "An agenda",
    "action": "Action {key}",
    "report": "Report {key}",
}
WORD = re.compile(r"[^\W_]+")
Runs = dict[int, set[tuple[str, ...]]]


def runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words, without case and punctuation."""
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def exempt_runs(texts: Iterable[tuple[str, str]]) -> Runs:
    """The runs of words to look for, by length: six, or the whole of a text of four or five words.

    Each text comes with the neutral words that anyone may read of the same thing: these are no secret.
    """
    runs: Runs = {}
    for text, neutral in texts:
        length = min(RUN, len(WORD.findall(text)))
        if length >= SHORTEST:
            runs.setdefault(length, set()).update(runs_of(text, length) - runs_of(neutral, length))
    return runs


def cites(text: str, runs: Runs) -> bool:
    """Whether a text has one of the runs."""
    return any(not wanted.isdisjoint(runs_of(text, length)) for length, wanted in runs.items())


def column(of: QuerySet[Any], text: Any, neutral: Any) -> QuerySet[Any, Any]:
    return of.order_by().values_list(as_text(text), as_text(neutral))


def as_text(words: Any) -> Any:
    return Cast(words, TextField())


def exempt_texts() -> QuerySet[Any, Any]:
    """Everything said in exempt matter that stands, with its neutral words. One query."""
    exempt, none = Q(openness=Openness.EXEMPT), Value("")
    outcomes = Outcome.objects.filter(exempt | Q(item__openness=Openness.EXEMPT), withdrawn_at__isnull=True)
    items = AgendaItem.objects.filter(exempt)
    made = Recommendation.objects.filter(exempt | Q(item__openness=Openness.EXEMPT))
    return column(outcomes, "text", "public_summary").union(
        column(
            items, "title", Concat("public_title", Value(" "), "public_summary", output_field=TextField())
        ),
        column(items, "introduction", none),
        column(made, "text", Concat("public_title", Value(" "), "public_summary", output_field=TextField())),
        column(made, "title", "public_title"),
        column(Document.objects.filter(exempt), "title", "public_summary"),
        all=True,
    )


def told(of: QuerySet[Any], kind: str, key: Any, text: Any) -> QuerySet[Any, Any]:
    known = Cast(key, CharField(max_length=300))
    return of.order_by().values_list(Value(kind, output_field=CharField()), known, as_text(text))


def public_texts() -> QuerySet[Any, Any]:
    """What anyone may read: its kind, what names it in its address, and its words. One query."""
    asked = is_visible_for(EVERYONE, at="response__recommendation__")
    versions = ResponseVersion.objects.filter(asked, status=VersionStatus.PUBLISHED)
    answer = Concat(
        "response__recommendation__reference", Value("/"), "response__council__slug", output_field=CharField()
    )
    made = Recommendation.objects.filter(is_visible_for(EVERYONE)).exclude(status__in=UNPUBLISHED)
    entries = Outcome.objects.standing().open_entries().filter(item__meeting__status__in=RECORD_PUBLISHED)
    items = AgendaItem.objects.filter(openness=Openness.OPEN, meeting__status__in=PUBLIC)
    closures = Closure.objects.filter(is_visible_for(EVERYONE, at="recommendation__"))
    reports = Report.objects.filter(status=ReportStatus.PUBLISHED)
    return told(
        made, "detail", "reference", Concat("title", Value(". "), "text", output_field=TextField())
    ).union(
        told(versions, "response", answer, Concat("words", Value(". "), "reasons", output_field=TextField())),
        told(entries, "outcome", "pk", "text"),
        told(
            items,
            "meeting",
            "meeting__pk",
            Concat("title", Value(". "), "introduction", output_field=TextField()),
        ),
        told(closures, "detail", "recommendation__reference", "reason"),
        told(parts_for(EVERYONE), "action", "pk", "action__title"),
        told(reports, "report", "slug", "summary"),
        told(
            reports.filter(task_group__findings__isnull=False), "report", "slug", "task_group__findings__text"
        ),
        all=True,
    )


def cited(on: date, most: int) -> Found:
    """Public texts that repeat a run of words of something exempt. Neither text is told. Three queries at most."""
    runs = exempt_runs(exempt_texts())
    places = dict.fromkeys((kind, key) for kind, key, text in public_texts() if cites(text, runs))
    shown = list(places)[:most]
    meetings = Meeting.objects.select_related("body__council", "task_group").in_bulk(
        [int(key) for kind, key in shown if kind == "meeting"]
    )
    return Found(
        [
            Fault(
                f"{KINDS[kind].format(key=key.replace('/', ', '))}: repeats words of something exempt.",
                meetings[int(key)].get_absolute_url() if kind == "meeting" else address_of(kind, key),
            )
            for kind, key in shown
        ],
        len(places),
    )


def address_of(kind: str, key: str) -> str:
    space = "task_groups" if kind == "report" else "recommendations"
    return reverse(f"{space}:{kind}", args=key.split("/"))


RULES = (
    Rule(
        "exempt_text_cited",
        "Exempt words in public text",
        f"What anyone may read repeats no run of {RUN} words of anything exempt.",
        cited,
    ),
)
