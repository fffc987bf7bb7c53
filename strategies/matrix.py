"""Reading a table of digital transactions (rule 23). Pure: rows of text in, rows with what is wrong in them out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.dates import spell
from core.fields import read_day
from strategies.enums import Channel

YES = {"yes", "y", "true", "1", "x", "✓", "✔", "available", "live"}
NO = {"no", "n", "false", "0", "none", "not available", "-", "–"}
UNSAID = {"", "?", "not known", "unknown", "not on record"}
HEADINGS = {
    "service": {"service", "transaction", "online form", "form", "what"},
    "council": {"council", "authority"},
    "channel": {"channel", "way"},
    "available": {"available", "can be done", "yes or no"},
    "as_at": {"as at", "date", "on"},
}
CHANNELS = {
    **{str(channel.value): channel for channel in Channel},
    **{str(channel.label).lower(): channel for channel in Channel},
    "phone": Channel.TELEPHONE,
    "web": Channel.ONLINE,
    "website": Channel.ONLINE,
    "face to face": Channel.IN_PERSON,
}
SERVICE_AT_MOST = 160
NO_HEADINGS = (
    "The first row must name the columns: Service, Council, Channel, Available and As at; or Service and a column for "
    "each council"
)


@dataclass(frozen=True)
class Row:
    """One thing that a table says: whether a service can be had through a channel at a council on a day.

    `line` is where it stands in the table, `fault` what is wrong with it in a sentence; empty when nothing is.
    """

    line: int
    service: str
    council: str
    channel: str
    available: bool | None
    as_at: str
    fault: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what two rows say the same."""
        return (self.service.casefold(), self.council, self.channel, self.as_at)

    @property
    def channel_words(self) -> str:
        known = CHANNELS.get(self.channel)
        return str(known.label) if known else self.channel

    @property
    def day_words(self) -> str:
        day = read_day(self.as_at)
        return spell(day) if day else self.as_at

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def rows_of(
    table: Sequence[Sequence[str]],
    *,
    councils: Mapping[str, str],
    channel: str,
    as_at: date | None,
    today: date,
) -> list[Row] | None:
    """Read a table: either a row for each fact, or a row for each service with a column for each council.

    `councils` gives the short name of a council by every name it goes by, in small letters. `channel` and `as_at` stand for
    what the table has no column for. None when no row names its columns.
    """
    head = next((number for number, row in enumerate(table[:10]) if columns_of(row, councils)), None)
    if head is None:
        return None
    columns = columns_of(table[head], councils)
    found = list(unread(table[head], columns, line=head + 1))
    seen: dict[tuple[str, str, str, str], int] = {}
    for line, cells in enumerate(table[head + 1 :], start=head + 2):
        for said in facts_of(line, cells, columns, councils, channel=channel, as_at=as_at):
            row = said.checked(today=today, councils=set(councils.values()))
            first = seen.get(row.key)
            if not row.fault and first is not None:
                row = said.with_fault(row, f"Line {first} says something of the same already")
            elif not row.fault:
                seen[row.key] = line
            found.append(row)
    return found


def unread(row: Sequence[str], columns: Mapping[str, int], *, line: int) -> Iterator[Row]:
    """Name the columns beside those of the councils that nothing is read from, each as a row with that fault."""
    if "council" in columns:
        return
    for place, name in enumerate(row):
        if name.strip() and place not in columns.values():
            yield Row(
                line, "", name, "", None, "", f"The column “{name[:40]}” is no council’s and is not read"
            )


def columns_of(row: Sequence[str], councils: Mapping[str, str]) -> dict[str, int]:
    """Where each thing stands, when a row names columns: by our names, or a council's. Empty when it names none."""
    names = {" ".join(cell.casefold().split()): place for place, cell in reversed(list(enumerate(row)))}
    columns = {known: names[one] for known, words in HEADINGS.items() for one in words if one in names}
    of_councils = {
        f"={councils[name]}": place
        for place, name in sorted((place, name) for name, place in names.items())
        if name in councils
    }
    if "service" not in columns or ("council" not in columns and not of_councils):
        return {}
    return columns if "council" in columns else columns | of_councils


@dataclass(frozen=True)
class Said:
    """What stands in the cells, before it is understood."""

    line: int
    service: str
    council: str
    channel: str
    available: str
    as_at: str

    def checked(self, *, today: date, councils: set[str]) -> Row:
        """Understand the cells, and say the first thing that is wrong."""
        channel = CHANNELS.get(self.channel.casefold())
        said = self.available.casefold()
        day = read_day(self.as_at) if self.as_at else None
        return Row(
            line=self.line,
            service=self.service,
            council=self.council,
            channel=str(channel.value) if channel else self.channel,
            available=True if said in YES else False if said in NO else None,
            as_at=day.isoformat() if day else self.as_at,
            fault=next(self.faults(channel, day, said, today=today, councils=councils), ""),
        )

    def faults(
        self, channel: Channel | None, day: date | None, said: str, *, today: date, councils: set[str]
    ) -> Iterator[str]:
        if not self.service:
            yield "Say which service"
        if len(self.service) > SERVICE_AT_MOST:
            yield f"Use {SERVICE_AT_MOST} characters or fewer for the service"
        if self.council not in councils:
            yield (
                f"“{self.council[:40]}” is no council of the partnership"
                if self.council
                else "Say which council"
            )
        if channel is None:
            yield "The channel must be Online, Telephone or In person"
        if said not in YES | NO | UNSAID:
            yield f"Write Yes or No, not “{self.available[:40]}”"
        if day is None:
            yield "Give the day of the information, such as 30 September 2026"
        elif day > today:
            yield f"{spell(day)} has not come yet"

    @staticmethod
    def with_fault(row: Row, fault: str) -> Row:
        return Row(**{**row.as_dict(), "fault": fault})


def facts_of(
    line: int,
    cells: Sequence[str],
    columns: Mapping[str, int],
    councils: Mapping[str, str],
    *,
    channel: str,
    as_at: date | None,
) -> Iterator[Said]:
    """The facts of one row of cells. An empty cell under a council's name says nothing; an empty row neither."""

    def cell(name: str, otherwise: str = "") -> str:
        place = columns.get(name)
        text = cells[place].strip() if place is not None and place < len(cells) else ""
        return text or otherwise

    service = cell("service")
    day = as_at.isoformat() if as_at else ""
    if not any(text.strip() for text in cells):
        return
    if "council" in columns:
        named = cell("council")
        council = councils.get(" ".join(named.casefold().split()), named)
        yield Said(line, service, council, cell("channel", channel), cell("available"), cell("as_at", day))
        return
    for name in columns:
        if name.startswith("=") and cell(name):
            yield Said(line, service, name[1:], cell("channel", channel), cell(name), cell("as_at", day))


def told(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows can be taken over, and how many have a fault."""
    rows = list(rows)
    wrong = sum(bool(row.fault) for row in rows)
    return {"right": len(rows) - wrong, "wrong": wrong}
