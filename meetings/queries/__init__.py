"""What pages read of meetings. Everything goes through the functions that say who may see it."""

from meetings.queries.listing import Filters, group_by_year, meetings_in_order, read_filters
from meetings.queries.log import (
    AgendaLine,
    Counts,
    Entry,
    Log,
    agenda_of,
    counts_of,
    draft_of,
    item_of,
    log_of,
    speakers_of,
    thread,
)
from meetings.queries.naming import short_day, title_of
from meetings.queries.record import Line, Record, record_of
from meetings.queries.searching import outcomes_matching
from meetings.queries.visibility import (
    ItemView,
    documents_visible_to,
    find_meeting,
    items_visible_to,
    may_read_exempt,
    meetings_visible_to,
    outcomes_visible_to,
    path_of,
)

__all__ = [
    "AgendaLine",
    "Counts",
    "Entry",
    "Filters",
    "ItemView",
    "Line",
    "Log",
    "Record",
    "agenda_of",
    "counts_of",
    "documents_visible_to",
    "draft_of",
    "find_meeting",
    "group_by_year",
    "item_of",
    "items_visible_to",
    "log_of",
    "may_read_exempt",
    "meetings_in_order",
    "meetings_visible_to",
    "outcomes_matching",
    "outcomes_visible_to",
    "path_of",
    "read_filters",
    "record_of",
    "short_day",
    "speakers_of",
    "thread",
    "title_of",
]
