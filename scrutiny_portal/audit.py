"""The audit trail: the history's rows as the scrutiny officer reads them, newest first, narrowed by item, role and day.

It shows everything, exempt words too: whoever asks must be allowed to see all. The public reads the story of each thing on
its own page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone

from core import caching
from core.dates import spell
from core.fields import read_day
from core.history import london_moment
from core.models import HistoryEntry
from recommendations.models import Recommendation

# What a trail can be called by its own name, and what must be fetched for that. The rest is told by kind and number.
NAMED: dict[str, tuple[str, ...]] = {
    "recommendations.recommendation": (),
    "recommendations.action": (),
    "recommendations.actionpart": ("action", "council"),
    "recommendations.reading": (),
    "meetings.meeting": ("body__council", "task_group"),
    "strategies.strategy": (),
    "strategies.system": ("council",),
    "strategies.annualreview": (),
    "strategies.glossaryterm": (),
    "strategies.roadmapproject": (),
    "task_groups.taskgroup": (),
    "task_groups.report": (),
    "work_programme.workitem": (),
    "work_programme.topicsuggestion": (),
    "councils.council": (),
    "councils.body": ("council",),
    "councils.post": (),
    "councils.person": (),
    "councils.user": (),
}
THE_PORTAL = "The portal"
ROLES = "audit:roles"
AT_ONCE = 500
HEADINGS = (
    "Number", "Recorded at", "Role", "Name", "Item", "Part of", "What", "From", "To", "Reason", "Happened on", "Details",
    "Hash",
)  # fmt: skip
Key = tuple[str, int]


@dataclass(frozen=True)
class Name:
    """What an item is called, and its page where it has one."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One row of the history, ready to be read."""

    number: int
    when: str
    role: str
    who: str
    item: Name
    asked: str
    part: str
    what: str
    old: str
    new: str
    reason: str
    happened: str
    changes: Sequence[tuple[str, str]]
    hash: str


@dataclass
class Asked:
    """What an address asks for. `item` is a trail; `words` is what was typed for it; `unknown` what nothing answers to."""

    words: str = ""
    item: Key | None = None
    role: str = ""
    since: date | None = None
    until: date | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.item or self.role or self.since or self.until)


def read(data: QueryDict, *, roles: Sequence[str]) -> Asked:
    """Read the filters of an address: `item` (a reference, or kind:number), `role`, `from` and `to`."""
    typed = {name: " ".join(data.get(name, "").split())[:100] for name in ("item", "role", "from", "to")}
    asked = Asked(words=typed["item"], typed=typed)
    if typed["item"]:
        asked.item = item_called(typed["item"])
        if asked.item is None:
            asked.unknown.append(f"item {typed['item']}")
    if typed["role"] in roles:
        asked.role = typed["role"]
    elif typed["role"]:
        asked.unknown.append(f"role {typed['role']}")
    asked.since, asked.until = read_day(typed["from"]), read_day(typed["to"])
    for name, day in (("from", asked.since), ("to", asked.until)):
        if typed[name] and day is None:
            asked.unknown.append(f"{name} {typed[name]}")
    return asked


def item_called(words: str) -> Key | None:
    """Find a trail by the reference of a recommendation, or by its kind and number ("meetings.meeting:12")."""
    kind, _, number = words.partition(":")
    if kind in NAMED and number.isdecimal() and len(number) < 19:
        return kind, int(number)
    found = Recommendation.objects.filter(reference__iexact=words).values_list("pk", flat=True).first()
    return ("recommendations.recommendation", found) if found is not None else None


def roles_on_record() -> list[str]:
    """Every role in which somebody acted, kept for a minute: a walk of an index."""
    kept: list[str] | None = caching.read(ROLES)
    if kept is None:
        known = HistoryEntry.objects.order_by("actor_role").values_list("actor_role", flat=True).distinct()
        kept = [role for role in known if role] + [THE_PORTAL]
        caching.write(ROLES, kept, seconds=60)
    return kept


def rows(asked: Asked) -> QuerySet[HistoryEntry]:
    """The rows asked for, newest first."""
    found = HistoryEntry.objects.order_by("-at", "-number")
    if asked.item:
        found = found.filter(trail=asked.item[0], trail_id=asked.item[1])
    if asked.role == THE_PORTAL:
        found = found.filter(actor_role="", actor_id__isnull=True)
    elif asked.role:
        found = found.filter(actor_role=asked.role)
    if asked.since:
        found = found.filter(at__gte=beginning(asked.since))
    if asked.until:
        found = found.filter(at__lt=beginning(asked.until + timedelta(days=1)))
    return found


def beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def lines_of(found: Iterable[HistoryEntry]) -> list[Line]:
    """Rows with the names of what they are about: one query for each kind of thing, however many rows."""
    entries = list(found)
    names = names_of({(entry.trail, entry.trail_id) for entry in entries})
    return [line_of(entry, names) for entry in entries]


def line_of(entry: HistoryEntry, names: Mapping[Key, Name]) -> Line:
    key = (entry.trail, entry.trail_id)
    part = "" if (entry.subject, entry.subject_id) == key else called(entry.subject, entry.subject_id)
    return Line(
        number=entry.number,
        when=london_moment(entry.at),
        role=entry.actor_role,
        who=entry.actor_name,
        item=names.get(key) or Name(called(*key)),
        asked=f"{entry.trail}:{entry.trail_id}" if entry.trail in NAMED else "",
        part=part,
        what=plain(entry.verb).capitalize(),
        old=plain(entry.old),
        new=plain(entry.new),
        reason=entry.reason,
        happened=spell(entry.on, entry.precision) if entry.on else "",
        changes=tuple(changes_of(entry.details)),
        hash=entry.hash,
    )


def names_of(keys: Iterable[Key]) -> dict[Key, Name]:
    """The names and pages of trails of the kinds in `NAMED`."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in keys:
        wanted.setdefault(kind, set()).add(pk)
    found: dict[Key, Name] = {}
    for kind in sorted(wanted.keys() & NAMED.keys()):
        things = apps.get_model(kind)._default_manager.filter(pk__in=wanted[kind])
        for thing in things.select_related(*NAMED[kind]):
            found[kind, thing.pk] = name_of(thing)
    return found


def name_of(thing: Model) -> Name:
    text = str(thing)
    if isinstance(thing, Recommendation):
        text = f"{thing.reference} {thing.title}"
    held_on = getattr(thing, "held_on", None)
    if held_on is not None:
        text = f"{text}, {spell(held_on)}"
    address = getattr(thing, "get_absolute_url", None)
    return Name(text, address() if address else "")


def called(kind: str, pk: int) -> str:
    """Call a thing by its kind and number: "Action part 12"."""
    try:
        name = str(apps.get_model(kind)._meta.verbose_name)
    except LookupError:
        name = kind
    return f"{name.capitalize()} {pk}"


def plain(word: str) -> str:
    return word.replace("_", " ")


def changes_of(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a row says besides: each changed field from what to what, and the rest by name."""
    for name, value in details.items():
        if name == "changes" and isinstance(value, dict):
            for of, change in value.items():
                if isinstance(change, dict):
                    before, after = change.get("from"), change.get("to")
                    yield plain(str(of)), f"from “{before or 'nothing'}” to “{after or 'nothing'}”"
                else:
                    yield plain(str(of)), str(change)
        elif value not in (None, "", [], {}):
            yield plain(str(name)), told(value)


def told(value: Any) -> str:
    """A value of a row in words: a list with commas, names with what they stand for."""
    if isinstance(value, dict):
        return ", ".join(f"{plain(str(name))} {told(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(told(one) for one in value)
    return str(value)


def table(found: QuerySet[HistoryEntry]) -> Iterator[list[str]]:
    """The rows as lines of a spreadsheet, read in pieces, so that memory stays flat."""
    entries = found.iterator(chunk_size=AT_ONCE)
    while piece := list(islice(entries, AT_ONCE)):
        moments = {entry.number: timezone.localtime(entry.at).isoformat() for entry in piece}
        for line in lines_of(piece):
            details = "; ".join(f"{name}: {value}" for name, value in line.changes)
            yield [
                str(line.number), moments[line.number], line.role, line.who, line.part or line.item.text,
                line.item.text, line.what, line.old, line.new, line.reason, line.happened, details, line.hash,
            ]  # fmt: skip
