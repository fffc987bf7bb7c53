"""How a meeting is called, and in which order its papers stand."""

import re

from core.dates import spell
from core.enums import Precision
from meetings.models import Meeting


def short_day(meeting: Meeting) -> str:
    """The day as far as it is known, for titles: "14 April 2026", "March 2023", "2023", "date not on record"."""
    day = meeting.held_on
    if day is None or meeting.held_precision == Precision.UNKNOWN:
        return "date not on record"
    match meeting.held_precision:
        case Precision.MONTH:
            return f"{day:%B %Y}"
        case Precision.YEAR:
            return f"{day:%Y}"
        case Precision.BEFORE:
            return f"before {spell(day)}"
    return spell(day)


def title_of(meeting: Meeting) -> str:
    """Whose meeting, and when. It never holds a word of the agenda."""
    return f"{meeting.body or meeting.task_group}, {short_day(meeting)}"


def pack_order(label: str) -> tuple[tuple[int, int, str], ...]:
    """By what papers are sorted: those without a label first, then A to Z, AA after Z, and 10 after 9."""
    pieces = re.findall(r"\d+|[^\W\d_]+", label.casefold())
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, len(piece) if place else 0, piece)
        for place, piece in enumerate(pieces)
    )
