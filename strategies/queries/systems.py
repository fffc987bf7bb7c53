"""The systems register as pages and sweeps read it. What it holds is public: councils publish their contracts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from core import history
from core.dates import london_date, spell
from core.models import HistoryEntry
from core.statuses import Status
from councils.models import Partnership
from councils.queries import the_partnership
from strategies import statuses, timeline
from strategies.contracts import Contract, Window, purpose_key, windows
from strategies.models import System
from strategies.queries.reviews import counted

GROUPS_PER_PAGE = 15
CHANGES_SHOWN = 50
FIELD_WORDS = {
    "name": "Name",
    "purpose": "What it is for",
    "supplier": "Supplier",
    "contract_ends_on": "Last day of the contract",
    "notice_months": "Months of notice",
    "retired_on": "Not in use since",
    "source_place": "Where this comes from",
}


@dataclass(frozen=True)
class SystemRow:
    """One system of the register with the sentence on its contract."""

    system: System
    ended: bool
    notice_on: date | None
    notice_passed: bool

    @property
    def supplier(self) -> str:
        return self.system.supplier.name if self.system.supplier else ""


@dataclass(frozen=True)
class SystemGroup:
    """The systems of all councils that serve one purpose."""

    purpose: str
    rows: list[SystemRow]


@dataclass(frozen=True)
class WindowLine:
    """One window with its status and its sentences."""

    window: Window
    status: Status
    when: str
    why: str


@dataclass(frozen=True)
class Register:
    """The whole register on one day: what could be replaced together, and the groups to be shown page by page."""

    on: date
    groups: list[SystemGroup]
    windows: list[Window] = field(default_factory=list)
    within_months: int = 12

    @cached_property
    def lines(self) -> list[WindowLine]:
        return [line_of_window(window, on=self.on) for window in self.windows]

    @property
    def answer(self) -> tuple[str, str]:
        """Could councils replace something together, and when must they decide? Counts and dates, never a verdict."""
        number = sum(len(group.rows) for group in self.groups)
        if not number:
            return "No system is on record yet.", ""
        unsaid = sum(row.system.contract_ends_on is None for group in self.groups for row in group.rows)
        rest = (
            f"For {counted(unsaid, 'system')} of {number} the end of the contract is not on record."
            if unsaid
            else ""
        )
        if not self.windows:
            return (
                "No contracts on record end close enough to be replaced together.",
                rest,
            )
        to_come = [window for window in self.windows if not window.is_late_on(self.on)]
        cases = counted(len(self.windows), "case")
        strong = f"In {cases}, contracts of two councils or more end close enough to be replaced together."
        if to_come:
            first = to_come[0]
            rest = f"The next to decide on: {first.purpose}, by {spell(first.decide_by)}. {rest}"
        return strong, rest.strip()

    def drawing(self, groups: Iterable[SystemGroup]) -> timeline.Timeline | None:
        """The contracts of these groups on one axis of time."""
        shown = [contract for group in groups for row in group.rows if (contract := contract_of(row.system))]
        return timeline.draw(shown, self.windows, today=self.on)


def systems_in_use(*, on: date) -> QuerySet[System]:
    """The systems that councils run on the day, in the order of the register."""
    in_use = System.objects.filter(retired_on__isnull=True) | System.objects.filter(retired_on__gt=on)
    return in_use.select_related("council", "supplier", "source").order_by(
        "purpose", "council__position", "contract_ends_on", "name", "pk"
    )


def contract_of(system: System) -> Contract | None:
    """The contract of a system as the rules see it, or None where its end is not on record."""
    if system.contract_ends_on is None:
        return None
    return Contract(
        system=system.pk,
        name=system.name,
        purpose=system.purpose,
        council=system.council.short_name,
        position=system.council.position,
        ends_on=system.contract_ends_on,
        notice_months=system.notice_months,
    )


def windows_on(day: date, *, systems: Iterable[System], settings: Partnership | None) -> list[Window]:
    """The windows that the register gives on a day, by the partnership's settings."""
    contracts = [contract for system in systems if (contract := contract_of(system))]
    within = settings.replace_within_months if settings else 12
    prepare = settings.replace_notice_months if settings else 6
    return windows(contracts, on=day, within_months=within, prepare_months=prepare)


def register_on(day: date) -> Register:
    """The whole systems register on a day. Two queries."""
    systems = list(systems_in_use(on=day))
    settings = the_partnership()
    by_purpose: dict[str, list[System]] = {}
    for system in systems:
        by_purpose.setdefault(purpose_key(system.purpose), []).append(system)
    groups = [
        SystemGroup(same[0].purpose, [row_of(system, on=day) for system in same])
        for _, same in sorted(by_purpose.items(), key=lambda pair: (not pair[0], pair[0]))
    ]
    return Register(
        on=day,
        groups=groups,
        windows=windows_on(day, systems=systems, settings=settings),
        within_months=settings.replace_within_months if settings else 12,
    )


def row_of(system: System, *, on: date) -> SystemRow:
    contract = contract_of(system)
    notice_on = contract.notice_on if contract and system.notice_months is not None else None
    return SystemRow(
        system=system,
        ended=bool(system.contract_ends_on and system.contract_ends_on < on),
        notice_on=notice_on,
        notice_passed=bool(notice_on and notice_on < on),
    )


def line_of_window(window: Window, *, on: date) -> WindowLine:
    """Say of a window where it stands, until when to decide, and why."""
    ends = "; ".join(contract_words(contract) for contract in window.contracts)
    if window.is_late_on(on):
        status, when = statuses.WINDOW_LATE, f"Notice was to be given by {spell(window.decide_by)}"
    elif window.is_open_on(on):
        status, when = statuses.WINDOW_OPEN, f"Decide by {spell(window.decide_by)}"
    else:
        status = statuses.PLANNED
        when = f"Opens on {spell(window.opens_on)}, decide by {spell(window.decide_by)}"
    return WindowLine(window, status, when, f"{ends}.")


def contract_words(contract: Contract) -> str:
    """ "Boston: Alpha ends on 31 March 2028, notice by 30 September 2027"."""
    ends = f"{contract.council}: {contract.name} ends on {spell(contract.ends_on)}"
    if contract.notice_months is None:
        return f"{ends}, notice period not on record"
    return f"{ends}, notice by {spell(contract.notice_on)}"


def purposes_in_use() -> list[str]:
    """What systems are for, as typed so far, to choose from. One query."""
    return list(
        System.objects.exclude(purpose="")
        .order_by("purpose")
        .values_list("purpose", flat=True)
        .distinct()[:200]
    )


def suppliers_in_use() -> list[str]:
    """The suppliers on record, to choose from. One query."""
    names = System.objects.filter(supplier__isnull=False).order_by("supplier__name")
    return list(names.values_list("supplier__name", flat=True).distinct()[:200])


def notice_words(months: int | None) -> str:
    """ "6 months"; "None"; "Not on record"."""
    if months is None:
        return "Not on record"
    return counted(months, "month") if months else "None"


def systems_visible_to(user: Any, *, on: date) -> QuerySet[System]:
    """Every system, also one that is not in use any more: the register is public."""
    return System.objects.select_related("council", "supplier", "source")


def windows_of(system: System, *, on: date) -> list[WindowLine]:
    """The windows in which one system could be replaced together with others. Two queries."""
    if not system.purpose:
        return []
    alike = systems_in_use(on=on).filter(purpose__iexact=system.purpose)
    found = windows_on(on, systems=alike, settings=the_partnership())
    return [
        line_of_window(window, on=on)
        for window in found
        if system.pk in {one.system for one in window.contracts}
    ]


@dataclass(frozen=True)
class Entry:
    """One thing that happened to an entry of a register, as the timeline shows it."""

    when_text: str
    when_machine: str
    title: str
    body: str
    by: str
    tone: str = "quiet"
    source_text: str = ""
    source_url: str = ""


def story_of_system(system: System) -> list[Entry]:
    """What changed in the register's entry, newest first. One query."""
    rows = history.of(system).filter(public=True).order_by("-number")[:CHANGES_SHOWN]
    return [entry_of(row) for row in rows]


def entry_of(row: HistoryEntry) -> Entry:
    on = london_date(row.at)
    changes = row.details.get("changes", {})
    told = [
        f"{FIELD_WORDS.get(name, name)}: {change['to'] or 'not on record'}, before: {change['from'] or 'not on record'}"
        for name, change in changes.items()
    ]
    return Entry(
        when_text=spell(on),
        when_machine=on.isoformat(),
        title="Changed" if row.verb == "edit" else "Put on the register",
        body="\n".join([*told, *([row.reason] if row.reason else [])]),
        by=row.actor_role or row.actor_name,
    )
