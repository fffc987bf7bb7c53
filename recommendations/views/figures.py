"""Annual figures, and how things stood over time."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.spreadsheets import written
from core.statuses import Status
from recommendations import filters, over_time, statuses
from recommendations.enums import PartStatus, ResponseStatus
from recommendations.over_time import Column, Drawing
from recommendations.queries import figures as queries
from recommendations.queries.tracker import CouncilName, council_names

ANSWERS: dict[str, Status] = {
    ResponseStatus.ANSWERED: Status("Answered", "Answered", "accepted", "ok"),
    ResponseStatus.UNANSWERED: Status("Noted or put off", "Noted", "noted", "part"),
    ResponseStatus.AWAITED: statuses.AWAITING,
    ResponseStatus.NOT_SENT: statuses.NOT_SENT,
    ResponseStatus.NOT_ON_RECORD: statuses.NOT_ON_RECORD,
}
WORK: dict[str, Status] = {
    status: statuses.DONE[status]
    for status in (
        PartStatus.SIGNED_OFF, PartStatus.READY, PartStatus.IN_PROGRESS, PartStatus.NOT_STARTED, PartStatus.NO_OUTCOME,
        PartStatus.SUPERSEDED, PartStatus.STOPPED,
    )
}  # fmt: skip


@dataclass(frozen=True)
class OverTime:
    """One drawing with the same numbers as a table."""

    heading: str
    drawing: Drawing | None
    shown: list[tuple[str, Status]]
    rows: list[tuple[Column, list[int]]]


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What came of it, year by year? `?council=` one council; `?report=` and `?strategy=` for what is drawn over time."""
    on = timezone.localdate()
    councils = council_names()
    slug, report, strategy = (request.GET.get(name, "") for name in ("council", "report", "strategy"))
    council = next((one for one in councils if one.slug == slug), None)
    reports, strategies = filters.report_titles([report]), filters.strategy_titles([strategy])
    unknown = [
        f"{name}={value}"[:60]
        for name, value, known in (
            ("council", slug, council), ("report", report, reports), ("strategy", strategy, strategies),
        )
        if value and not known
    ]  # fmt: skip
    lines = queries.lines_of(queries.counted_on(on), council)
    chosen = queries.chosen_set(report=report if reports else "", strategy=strategy if strategies else "")
    pk = council.pk if council else None
    context = {
        "on": on,
        "councils": councils,
        "chosen": council,
        "unknown": unknown,
        "sentence": queries.sentence_of(lines),
        "lines": lines,
        "sets": [("report", *one) for one in reports.items()]
        + [("strategy", *one) for one in strategies.items()],
        "over_time": [
            over(queries.answer_events(chosen, pk), ANSWERS, "Answers", on=on),
            over(queries.work_events(chosen, pk), WORK, "Promised work", on=on),
        ],
    }
    return render(request, "recommendations/figures.html", context)


def over(events: list[over_time.Event], states: dict[str, Status], heading: str, *, on: date) -> OverTime:
    """Replay what happened and draw it; states that nothing ever stood in are left out."""
    columns = over_time.replay(events, until=on)
    there = [state for state in states if any(column.counts.get(state) for column in columns)]
    rows = [(column, [column.counts.get(state, 0) for state in there]) for column in columns]
    drawing = over_time.draw(columns, there)
    return OverTime(heading, drawing, [(state, states[state]) for state in there], rows)


@login_not_required
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The figures of every year and council as CSV."""
    on = timezone.localdate()
    councils: list[CouncilName] = council_names()
    lines = queries.rows_of(queries.counted_on(on), councils)
    response = StreamingHttpResponse(written(queries.HEADINGS, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{on.isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
