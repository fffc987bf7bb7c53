"""A long record in pages: the lists of the record cut where a page is full, in the order in which they are read."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from meetings.queries.record import Line, Record, Talk

ON_A_PAGE = 100
SECTIONS = ("decisions", "recommendations", "actions")


@dataclass(frozen=True)
class RecordPage:
    """One page of a record. `record` holds only what stands on this page; `whole` everything."""

    whole: Record
    record: Record
    number: int
    pages: int

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.pages

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def weight(line: Line) -> int:
    return 1 + len(line.replies)


def page_of(record: Record, *, number: str | None = None, entry: str | None = None) -> RecordPage:
    """The page with this number, or the one on which an entry stands. What is no number is page 1; too high is the last.

    A talk is never cut between a question and its answers, so that a page may be a little longer than the rest.
    """
    places = list(_places(record))
    total = sum(weight(line) for _, _, line in places)
    pages = max(1, ceil(total / ON_A_PAGE))
    numbered = list(_numbered(places, pages))
    wanted = int(number) if number and number.isdecimal() and len(number) < 7 else 1
    if entry and entry.isdecimal():
        pk = int(entry)
        first = (n for n, _, _, line in numbered if line.pk == pk or pk in {one.pk for one in line.replies})
        wanted = next(first, wanted)
    wanted = min(max(1, wanted), pages)
    if pages == 1:
        return RecordPage(record, record, 1, 1)
    lists: dict[str, Any] = {name: [] for name in SECTIONS}
    talks: dict[int, list[Line]] = {}
    for on_page, section, talk, line in numbered:
        if on_page == wanted and section == "talks":
            talks.setdefault(talk, []).append(line)
        elif on_page == wanted:
            lists[section].append(line)
    shown = [Talk(record.talks[talk].item, lines) for talk, lines in talks.items()]
    return RecordPage(record, replace(record, talks=shown, **lists), wanted, pages)


def _places(record: Record) -> list[tuple[str, int, Line]]:
    """Every line in the order of reading, with its section and, for what was said, its talk."""
    first = [(name, 0, line) for name in SECTIONS for line in getattr(record, name)]
    return first + [("talks", place, line) for place, talk in enumerate(record.talks) for line in talk.lines]


def _numbered(places: list[tuple[str, int, Line]], pages: int) -> list[tuple[int, str, int, Line]]:
    """Each line with its page."""
    numbered, so_far = [], 0
    for section, talk, line in places:
        numbered.append((min(pages, so_far // ON_A_PAGE + 1), section, talk, line))
        so_far += weight(line)
    return numbered
