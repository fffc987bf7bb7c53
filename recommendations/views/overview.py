"""The overview: are the councils doing what scrutiny asked?"""

import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from core.statuses import Status
from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.queries import overview as queries
from recommendations.queries.tracker import CouncilName, council_names
from recommendations.views.tracker import address_of

ALL = "all"
NUMBER_WORDS = {2: "both", 3: "all three", 4: "all four", 5: "all five"}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """One council's line of squares, with what it said summed up."""

    council: CouncilName
    summary: str
    tiles: SafeString


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Sum up what each council said and did; one council where the address, or the councillor's seat, names one."""
    on = timezone.localdate()
    councils = council_names()
    holds = capacities_of(request.user, on=on)
    own = holds.own_councils if holds.is_councillor else frozenset()
    chosen = chosen_council(councils, request.GET.get("council", ""), own=own)
    shown = [chosen] if chosen else councils
    groups = queries.newest_groups(user=request.user, on=on)
    position = counted(shown, user=request.user, on=on)
    squares, each = queries.squares_of(position) if position else ([], 1)
    context = {
        "on": on,
        "councils": councils,
        "chosen": chosen,
        "all_words": NUMBER_WORDS.get(len(councils), "all"),
        "position": position,
        "answer": queries.answer_line(position) if position else [],
        "groups": [(group, [(row, address_of(row.reference)) for row in group.columns]) for group in groups],
        "lines": [Line(c, queries.said_at(c, groups), tiles_of(c, groups)) for c in shown],
        "columns": sum(len(group.columns) for group in groups),
        "most": queries.MOST_COLUMNS,
        "squares": [drawn_squares(row) for row in squares],
        "each": each,
        "decisions": queries.latest_decisions(user=request.user, on=on, council=chosen),
        "checks": queries.checks_of(on=on),
        "meeting": queries.next_meeting_of(holds.seats, on=on) if holds.is_councillor else None,
    }
    return render(request, "recommendations/overview.html", context)


def chosen_council(councils: list[CouncilName], slug: str, *, own: frozenset[int]) -> CouncilName | None:
    """The council that the address names, else the councillor's own; None for all of them."""
    if slug:
        return next((council for council in councils if council.slug == slug), None)
    return next((council for council in councils if own == {council.pk}), None)


def counted(councils: list[CouncilName], *, user: Any, on: date) -> queries.Position | None:
    """Where the councils stand, or None where it cannot be counted now: the page then does without."""
    try:
        return queries.position_of(councils, user=user, on=on)
    except DatabaseError:
        logger.exception("The overview cannot count.")
        return None


def tiles_of(council: CouncilName, groups: list[queries.Group]) -> SafeString:
    """Draw a council's squares. A recommendation not addressed to it gets a dashed one without a link."""
    drawn = (
        drawn_tile(f"{address_of(row.reference)}{council.slug}/", row.short, answer.shown)
        if (answer := row.answers.get(council.pk))
        else drawn_tile("", "", statuses.NOT_ASKED)
        for group in groups
        for row in group.columns
    )
    return mark_safe("".join(drawn))  # noqa: S308  drawn by a template


@lru_cache(maxsize=4096)
def drawn_tile(url: str, title: str, shown: Status) -> SafeString:
    return render_to_string("recommendations/_tile.html", {"url": url, "title": title, "shown": shown})


@lru_cache(maxsize=256)
def drawn_squares(row: queries.Squares) -> SafeString:
    return render_to_string("recommendations/_squares.html", {"row": row, "squares": range(row.squares)})
