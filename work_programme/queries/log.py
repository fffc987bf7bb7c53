"""The public log of the programme: what was put on it, what moved and why. It is read from the history alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core import history
from core.dates import london_date, spell
from core.models import HistoryEntry
from strategies.queries import strategies_visible_to
from task_groups.queries import groups_visible_to
from work_programme.models import PlannedMonths, WorkItem
from work_programme.months import spell_months

VERBS = {
    "add": "Put on the programme",
    "move": "Moved",
    "edit": "Described anew",
    "finish": "Finished",
    "withdraw": "Taken off the programme",
}
SUBJECTS = [WorkItem._meta.label_lower, PlannedMonths._meta.label_lower]


@dataclass(frozen=True)
class LogEntry:
    """One thing that happened to the programme, as the timeline shows it: what, when, why, by whom, and what it concerns."""

    title: str
    when_text: str
    when_machine: str
    body: str
    by: str
    source_text: str = ""
    source_url: str = ""


def entry_of(row: HistoryEntry, name: str = "", path: str = "") -> LogEntry:
    """A row of the history in words: "October 2026, before: September 2026", then the reason."""
    now, before = months_in(row.details.get("months")), months_in(row.details.get("before"))
    months = f"{now}, before: {before}" if now and before else now
    on = london_date(row.at)
    return LogEntry(
        title=VERBS.get(row.verb, "Changed"),
        when_text=spell(on),
        when_machine=on.isoformat(),
        body="\n\n".join(filter(None, (months, row.reason))),
        by=row.actor_role or row.actor_name,
        source_text=name,
        source_url=path,
    )


def months_in(said: Any) -> str:
    """The months that a row of the history names, in words."""
    if not isinstance(said, list) or len(said) != 2:
        return ""
    first, last = (date.fromisoformat(one) for one in said)
    return spell_months(first, last)


def log_entries() -> QuerySet[HistoryEntry]:
    """What happened to the programme, the newest first."""
    return HistoryEntry.objects.filter(trail__in=SUBJECTS, public=True).order_by("-at", "-number")


def story_of_work(item: WorkItem) -> list[LogEntry]:
    """What happened to one piece of work, the newest first."""
    entries = history.story_of(item).filter(public=True)
    return [entry_of(entry) for entry in entries]


def named_entries(user: Any, entries: Iterable[HistoryEntry], *, on: date) -> list[LogEntry]:
    """The rows of a page with the names of what they concern, as far as the reader may know of it. Four queries."""
    entries = list(entries)
    work = WorkItem.objects.in_bulk([one.trail_id for one in entries if one.trail == SUBJECTS[0]])
    plans = PlannedMonths.objects.in_bulk([one.trail_id for one in entries if one.trail == SUBJECTS[1]])
    wanted = [plan.strategy_id for plan in plans.values() if plan.strategy_id]
    strategies = {one.pk: one for one in strategies_visible_to(user, on=on).filter(pk__in=wanted)}
    wanted = [plan.task_group_id for plan in plans.values() if plan.task_group_id]
    groups = {one.pk: one for one in groups_visible_to(user, on=on).filter(pk__in=wanted)}
    named = []
    for entry in entries:
        if entry.trail == SUBJECTS[0]:
            item = work[entry.trail_id]
            named.append(entry_of(entry, item.title, item.get_absolute_url()))
            continue
        plan = plans[entry.trail_id]
        if group := groups.get(plan.task_group_id or 0):
            named.append(entry_of(entry, group.title, group.get_absolute_url()))
        elif strategy := strategies.get(plan.strategy_id or 0):
            title = f"{plan.year} review of the {strategy.title}"
            named.append(entry_of(entry, title, strategy.get_absolute_url()))
        else:
            named.append(entry_of(entry, "A review", reverse("work_programme:programme")))
    return named
