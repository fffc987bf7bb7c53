"""The log of a meeting as it is checked: page by page, each entry with the words it was first typed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from core.history import label
from core.models import HistoryEntry
from meetings.enums import PROMISES, OutcomeKind
from meetings.models import Meeting, Outcome
from meetings.queries.log import COUNTED, LOOKS
from recommendations.models import Recommendation

ON_A_PAGE = 20
UNCHECKED, UNOWNED = "unchecked", "no-owner"
WITHOUT_OWNER = Q(kind__in=PROMISES, owner="", has_no_owner_yet=False)


@dataclass(frozen=True)
class Tally:
    """How far the check has got: entries, those checked, actions of whose owner nothing is said, actions without a date."""

    total: int
    checked: int
    unowned: int
    undated: int

    @property
    def unchecked(self) -> int:
        return self.total - self.checked

    @property
    def is_all_checked(self) -> bool:
        return self.checked == self.total

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to do before publishing."""
        return self.is_all_checked and not self.unowned


@dataclass(frozen=True)
class Checked:
    """One entry on the page: what it is called, how it was first typed where that differs, its recommendation's title."""

    outcome: Outcome
    name: str
    rough: str = ""
    title: str = ""

    @property
    def is_promise(self) -> bool:
        return self.outcome.kind in PROMISES


def standing_of(meeting: Meeting) -> QuerySet[Outcome]:
    return Outcome.objects.standing().filter(item__meeting=meeting)


def tally_of(meeting: Meeting) -> Tally:
    """Count the whole log, in one query."""
    counted = standing_of(meeting).aggregate(
        total=Count("pk"),
        checked=Count("pk", filter=Q(checked_at__isnull=False)),
        unowned=Count("pk", filter=WITHOUT_OWNER),
        undated=Count("pk", filter=Q(kind__in=PROMISES, due_on__isnull=True, due_words="")),
    )
    return Tally(**counted)


def page_to_check(meeting: Meeting, *, show: str, number: str | None) -> Page[Any]:
    """One page of the entries, item by item: all, those not checked, or actions of whose owner nothing is said."""
    entries = standing_of(meeting)
    if show == UNCHECKED:
        entries = entries.filter(checked_at__isnull=True)
    if show == UNOWNED:
        entries = entries.filter(WITHOUT_OWNER)
    ordered = entries.order_by("item__position", "position").values_list("pk", flat=True)
    return Paginator(ordered, ON_A_PAGE).get_page(number)


def entries_to_check(meeting: Meeting, pks: Iterable[int]) -> list[Checked]:
    """Those of the entries that stand, in the order of the agenda. Six queries, however many there are."""
    outcomes = list(
        standing_of(meeting)
        .filter(pk__in=list(pks))
        .select_related("item", "answers", "cites__item")
        .prefetch_related("points", "councils")
        .order_by("item__position", "position")
    )
    for outcome in outcomes:
        outcome.item.meeting = meeting
    names = _names(outcomes)
    rough = _first_words(outcomes)
    titles = dict(Recommendation.objects.filter(outcome__in=outcomes).values_list("outcome_id", "title"))
    return [
        Checked(
            outcome=one,
            name=names[one.pk],
            rough=rough.get(one.pk, "") if rough.get(one.pk, "") != one.text else "",
            title=titles.get(one.pk, ""),
        )
        for one in outcomes
    ]


def _names(outcomes: Iterable[Outcome]) -> Mapping[int, str]:
    """What each entry is called in its item: "Question 4", "Agreed 2", "Note"."""
    items = {one.item_id for one in outcomes}
    rows = Outcome.objects.standing().filter(item__in=items).order_by("item", "position")
    counters: dict[tuple[int, str], int] = {}
    names = {}
    for row in rows.only("pk", "item_id", "kind", "decision", "number"):
        name = LOOKS[OutcomeKind(row.kind)][0]
        if row.kind == OutcomeKind.DECISION:
            name = f"{row.get_decision_display()} {row.number}".strip()
        elif name in COUNTED:
            place = counters[row.item_id, name] = counters.get((row.item_id, name), 0) + 1
            name = f"{name} {place}"
        names[row.pk] = name
    return names


def _first_words(outcomes: Iterable[Outcome]) -> dict[int, str]:
    """The words before the first change, from the history."""
    edits = HistoryEntry.objects.filter(
        subject=label(Outcome()), subject_id__in=[one.pk for one in outcomes], verb="edit"
    )
    first: dict[int, str] = {}
    for pk, details in edits.order_by("-number").values_list("subject_id", "details"):
        first[pk] = str(details.get("text", ""))
    return first
