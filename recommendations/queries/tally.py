"""Counts for the list: how many there are, how many need attention, and how many stand behind each filter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from recommendations.enums import ENDED, ResponseStatus
from recommendations.models import Recommendation, Response
from recommendations.queries.choices import EARLY, LATE, SILENT, SOON, Chosen, narrow, needs_attention
from recommendations.queries.freshness import Weeks, weeks_of_councils
from recommendations.queries.kept import keep
from recommendations.queries.visibility import parts_visible_to, reader_of, recommendations_visible_to
from strategies.enums import StrategyStatus
from task_groups.enums import ReportStatus

MOST_REPORTS = 12


@dataclass
class Tally:
    """How many recommendations a view holds, and how many of them answer to each choice, by its value."""

    total: int = 0
    due: dict[str, int] = field(default_factory=dict)
    council: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    topic: dict[str, int] = field(default_factory=dict)
    report: dict[str, int] = field(default_factory=dict)
    strategy: dict[str, int] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)


def tally_of(chosen: Chosen, *, user: Any, on: date, weeks: Callable[[], Weeks] = weeks_of_councils) -> Tally:
    """Count a view of what the user may see. Nine queries, whatever there is; kept while nothing changes.

    `weeks` gives each council's weeks of silence, once read for several views.
    """
    about = (reader_of(user, on=on), on, chosen)
    return keep("tally", *about, count=lambda: _count(chosen, user=user, on=on, weeks=weeks))


def _count(chosen: Chosen, *, user: Any, on: date, weeks: Callable[[], Weeks]) -> Tally:
    visible = recommendations_visible_to(user, on=on)
    found = narrow(visible, chosen, user=user, on=on, weeks=weeks).order_by()
    everything = chosen.count == 0 and not found.query.where
    within = {} if everything else {"recommendation__in": found.values("pk")}
    responses = Response.objects.filter(**within).order_by()
    parts = parts_visible_to(user, on=on).order_by()
    if not everything:
        parts = parts.filter(action__links__recommendation__in=found.values("pk"))
    topics = Recommendation.topics.through.objects.filter(**within).order_by()
    by_topic = topics.values_list("topic__slug", "topic__name").annotate(count=Count("pk"))
    by_report, by_strategy = _by_report(found), _by_strategy(found)
    due = {
        value: needs_attention(Chosen(due=(value,), council=chosen.council), user=user, on=on, weeks=weeks)
        for value in (LATE, SOON, SILENT, EARLY)
    }
    counts = found.aggregate(
        total=Count("pk"), **{value: Count("pk", filter=condition) for value, condition in due.items()}
    )
    return Tally(
        total=counts["total"],
        due={value: counts[value] for value in due},
        council=dict(responses.values_list("council__slug").annotate(count=Count("pk"))),
        said=_by_answer(responses),
        done=dict(
            parts.values_list("status").annotate(count=Count("action__links__recommendation", distinct=True))
        ),
        topic={slug: count for slug, _, count in by_topic},
        report={slug: count for slug, _, count in by_report},
        strategy={slug: count for slug, _, count in by_strategy},
        names={
            "topic": dict(sorted(((slug, name) for slug, name, _ in by_topic), key=lambda pair: pair[1])),
            "report": {slug: title for slug, title, _ in by_report},
            "strategy": {slug: title for slug, title, _ in by_strategy},
        },
    )


def _by_answer(responses: QuerySet[Response]) -> dict[str, int]:
    """Recommendations to which at least one council said this, by the value of the filter."""
    asked = responses.exclude(status=ResponseStatus.AWAITED, recommendation__status__in=ENDED)
    rows = asked.values_list("status", "verdict").annotate(count=Count("recommendation_id", distinct=True))
    named = {
        ResponseStatus.AWAITED: "awaited",
        ResponseStatus.NOT_ON_RECORD: "not_on_record",
        ResponseStatus.NOT_SENT: "not_sent",
    }
    counts: dict[str, int] = {}
    for status, verdict, count in rows:
        value = named.get(status, verdict)
        counts[value] = counts.get(value, 0) + count
    return counts


def _by_report(found: QuerySet[Recommendation]) -> list[tuple[str, str, int]]:
    """The newest published reports of the view, at most MOST_REPORTS: the list of reports is the place for more."""
    rows = found.filter(report__status=ReportStatus.PUBLISHED).values_list("report__slug", "report__title")
    return list(rows.annotate(count=Count("pk")).order_by("-report__dated_on", "report__slug")[:MOST_REPORTS])


def _by_strategy(found: QuerySet[Recommendation]) -> list[tuple[str, str, int]]:
    """The newest strategies of the view but for drafts, at most MOST_REPORTS."""
    rows = found.filter(strategy__isnull=False).exclude(strategy__status=StrategyStatus.DRAFT)
    counted = rows.values_list("strategy__slug", "strategy__title").annotate(count=Count("pk"))
    return list(counted.order_by("-strategy__starts_on", "strategy__slug")[:MOST_REPORTS])
