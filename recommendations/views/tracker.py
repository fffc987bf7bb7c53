"""The list of recommendations: on the page, in pieces for htmx, and as a download."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from core.spreadsheets import written
from recommendations import filters
from recommendations.queries.choices import Chosen, narrow
from recommendations.queries.export import HEADINGS, lines_of
from recommendations.queries.freshness import weeks_of_councils
from recommendations.queries.tally import Tally, tally_of
from recommendations.queries.tracker import (
    DEFAULT_SORT,
    SORTS,
    WEAKEST,
    Cell,
    CouncilName,
    Next,
    Row,
    cells_of,
    council_names,
    in_order,
    next_of,
    rows_of,
    unfiltered_rows,
)
from recommendations.queries.visibility import reader_of, recommendations_for
from recommendations.querysets import RecommendationQuerySet
from recommendations.statuses import DUE_SOON_DAYS

PAGE_SIZE = 25


@dataclass(frozen=True)
class Line:
    """A row of the table, ready to be drawn."""

    url: str
    label: str
    title: str
    is_draft: bool
    cells: SafeString
    upcoming: SafeString


class KnownLength(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length was counted already."""

    def __init__(self, found: RecommendationQuerySet, length: int) -> None:
        super().__init__(found, PAGE_SIZE)
        self.length = length

    @cached_property
    def count(self) -> int:
        return self.length


class View:
    """What one address asks of the list, for one reader on one day."""

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user
        self.on: date = timezone.localdate()
        self.reader = reader_of(request.user, on=self.on)
        self.weeks = cache(weeks_of_councils)
        self.councils: list[CouncilName] = council_names()
        self.asked = filters.read(request.GET, councils=self.councils, reader=self.reader)
        sort = request.GET.get("sort", DEFAULT_SORT)
        self.sort = sort if sort in SORTS or sort == WEAKEST else DEFAULT_SORT
        if sort != self.sort:
            self.asked.unknown.append(f"sort={sort}"[:60])

    @property
    def chosen(self) -> Chosen:
        return self.asked.chosen

    @cached_property
    def found(self) -> RecommendationQuerySet:
        visible = recommendations_for(self.reader)
        found = narrow(visible, self.chosen, user=self.user, on=self.on, weeks=self.weeks)
        return in_order(found, self.sort)

    @cached_property
    def tally(self) -> Tally:
        return tally_of(self.chosen, user=self.user, on=self.on, weeks=self.weeks)

    @cached_property
    def whole(self) -> Tally:
        """The counts of the list without any choice."""
        if not self.chosen.count:
            return self.tally
        return tally_of(Chosen(), user=self.user, on=self.on, weeks=self.weeks)

    def page(self, number: str | None) -> Page[Line]:
        page = KnownLength(self.found, self.tally.total).get_page(number)
        page.object_list = [line_of(row, self.councils, on=self.on) for row in self.rows(page)]
        return page

    def rows(self, page: Page[Any]) -> list[Row]:
        """The rows of one page. The unfiltered list, which most people open, has its SQL kept."""
        start = (page.number - 1) * PAGE_SIZE
        if self.chosen.count:
            return rows_of(self.found[start : start + PAGE_SIZE], reader=self.reader, on=self.on)
        return unfiltered_rows(self.reader, self.sort, start, start + PAGE_SIZE, on=self.on)

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """Name, value and label of each choice, for taking it away again."""
        groups = ((name, value) for name in filters.GROUPS for value in getattr(self.chosen, name))
        labels = [(name, value, self.asked.labels[(name, value)]) for name, value in groups]
        return [*labels, ("q", self.chosen.q, f"“{self.chosen.q}”")] if self.chosen.q else labels


def line_of(row: Row, councils: list[CouncilName], *, on: date) -> Line:
    """One recommendation as a row of the table, wherever it is listed."""
    cells = mark_safe("".join(map(drawn_cell, cells_of(row, councils))))  # noqa: S308  drawn by a template
    return Line(
        address_of(row.reference),
        f"{row.reference}, {row.origin}",
        row.title,
        row.is_draft,
        cells,
        drawn_next(next_of(row, councils, on=on)),
    )


@login_not_required
@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """Where each recommendation stands, in each council. To htmx only the table is given."""
    view = View(request)
    in_part = bool(request.headers.get("HX-Request")) and not request.headers.get(
        "HX-History-Restore-Request"
    )
    context = {
        "view": view,
        "page_obj": view.page(request.GET.get("page")),
        "sorting": {name: f"-{name}" if view.sort == name else name for name in ("due", "title")},
        "soon_by": view.on + timedelta(days=DUE_SOON_DAYS),
    }
    if not in_part:
        groups = filters.groups_of(view.tally, view.asked, whole=view.whole, councils=view.councils)
        context["options"] = drawn_options(groups, view.chosen.q, view.sort)
    template = "recommendations/_table.html" if in_part else "recommendations/list.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The view of the list as CSV: one line for each recommendation and council. Sent while it is read."""
    view = View(request)
    lines = lines_of(view.found, view.councils, reader=view.reader, on=view.on)
    response = StreamingHttpResponse(written(HEADINGS, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="recommendations-{view.on.isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=1024)
def drawn_cell(cell: Cell) -> SafeString:
    """Draw a council's cell. The same few dozen cells fill every table, so each is drawn once."""
    return render_to_string("recommendations/_cell.html", {"cell": cell})


@lru_cache(maxsize=1024)
def drawn_next(upcoming: Next) -> SafeString:
    """Draw what is next, and by when."""
    return render_to_string("recommendations/_next.html", {"next": upcoming})


@lru_cache(maxsize=64)
def drawn_options(groups: tuple[filters.Group, ...], words: str, sort: str) -> SafeString:
    """Draw the choices of the filter, which stand on the page twice: beside the table, and folded for small screens."""
    context = {"groups": groups, "words": words, "sort": sort if sort != DEFAULT_SORT else ""}
    return render_to_string("recommendations/_options.html", context)


def address_of(reference: str) -> str:
    """The address of a recommendation: `reverse` for each row of a long table is dear, and the pattern is one."""
    return f"{list_address()}{reference}/"


@lru_cache
def list_address() -> str:
    return reverse("recommendations:list")
