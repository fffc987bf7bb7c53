"""What happened to a task group, as anyone may read it: each step with its day, its reason and who took it (rule 27)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Window

from core import history
from core.dates import london_date, spell
from core.models import HistoryEntry, Source
from strategies.queries import counted
from task_groups.enums import MemberRole, ScopeVerdict
from task_groups.models import TaskGroup

NEWEST = 40
TITLES = {
    "convene": "Proposed",
    "want_seats": "Seats set",
    "appoint": "A seat was taken",
    "change_role": "A member’s part changed",
    "leave": "A seat became free",
    "edit_scope": "Scope written or changed",
    "scope_answer": "A council spoke of the scope",
    "agree_scope": "Scope agreed",
    "start_gathering": "Evidence is gathered",
    "start_drafting": "The report is drafted",
    "report": "Reported",
    "close": "Closed",
    "publish": "Report published",
}
OF_A_THING = {
    ("task_groups.lineofenquiry", "edit"): "A line of enquiry was changed",
    ("task_groups.lineofenquiry", "add"): "A line of enquiry was added",
    ("task_groups.supportofficer", "add"): "An officer was named",
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as the timeline shows it."""

    when_text: str
    title: str
    body: str
    by: str
    source_text: str
    source_url: str
    tone: str = ""


@dataclass(frozen=True)
class Story:
    """The newest entries, newest first, and how many earlier ones there are."""

    entries: list[Entry]
    earlier: int


def story_of(group: TaskGroup) -> Story:
    """Tell the story of a group from the rows of the history that anyone may read. One query, two with sources."""
    rows = history.story_of(group).filter(public=True).annotate(total=Window(Count("pk")))
    newest = list(rows[:NEWEST])
    earlier = newest[0].total - len(newest) if newest else 0
    sources = Source.objects.in_bulk({row.source_id for row in newest if row.source_id})
    return Story([_entry(row, sources) for row in newest], earlier)


def _entry(row: HistoryEntry, sources: dict[int, Source]) -> Entry:
    source = sources.get(row.source_id or 0)
    return Entry(
        when_text=spell(row.on or london_date(row.at), row.precision if row.on else "day"),
        title=TITLES.get(row.verb) or OF_A_THING.get((row.subject, row.verb)) or plain(row.verb),
        body="\n\n".join(words for words in (_about(row), row.reason) if words),
        by=f"By the {row.actor_role}." if row.actor_role else "",
        source_text=source.title if source else f"Recorded here on {spell(london_date(row.at))}",
        source_url=source.url if source else "",
    )


def plain(verb: str) -> str:
    """A verb that has no sentence of its own: "name_witness" becomes "Name witness"."""
    return verb.replace("_", " ").capitalize()


def _about(row: HistoryEntry) -> str:
    """What a row is about, from what was kept with it."""
    told: dict[str, Callable[[dict[str, Any]], str]] = {
        "want_seats": lambda kept: (
            f"{kept['council']}: {counted(kept['members'], 'member')} and {counted(kept['reserves'], 'reserve')}."
        ),
        "appoint": lambda kept: f"{_member(kept)}: {MemberRole(row.new).label.lower()}.",
        "change_role": lambda kept: f"{_member(kept)}: {MemberRole(row.new).label.lower()}.",
        "leave": lambda kept: f"{_member(kept)}.",
        "scope_answer": lambda kept: (
            f"{kept['council']}: {ScopeVerdict(row.new).label.lower()}. {kept['said_by']}."
        ),
    }
    if row.verb in told:
        return told[row.verb](row.details)
    return str(row.details.get("person", ""))


def _member(kept: dict[str, Any]) -> str:
    return f"{kept['person']}, {kept['council']}"
