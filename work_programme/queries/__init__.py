"""What pages need to know of the work programme."""

from work_programme.queries.lines import Line, line_of_item, lines_on
from work_programme.queries.log import LogEntry, log_entries, named_entries, story_of_work
from work_programme.queries.programme import Programme, Wanted, programme_page, read_wanted
from work_programme.queries.topics import (
    TopicPage,
    TopicRow,
    suggestions_in_meetings,
    tally_of,
    topic_page,
    topic_rows,
    topics_in_order,
    topics_visible_to,
    waiting_topics,
)
from work_programme.queries.work import limits_on, work_items

__all__ = [
    "Line",
    "LogEntry",
    "Programme",
    "TopicPage",
    "TopicRow",
    "Wanted",
    "limits_on",
    "line_of_item",
    "lines_on",
    "log_entries",
    "named_entries",
    "programme_page",
    "read_wanted",
    "story_of_work",
    "suggestions_in_meetings",
    "tally_of",
    "topic_page",
    "topic_rows",
    "topics_in_order",
    "topics_visible_to",
    "waiting_topics",
    "work_items",
]
