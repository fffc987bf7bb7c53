"""What pages need to know of task groups and their reports."""

from task_groups.queries.before import previous_group
from task_groups.queries.convening import Convening, CouncilSeats, convening_of, names_to_offer, people_named
from task_groups.queries.coverage import Cell, Grid, grid_of
from task_groups.queries.evidence import (
    evidence_lines,
    evidence_visible_to,
    name_evidence,
)
from task_groups.queries.groups import (
    GroupPage,
    at_work_words,
    group_page,
    groups_in_order,
    groups_visible_to,
    reports_in_order,
    reports_visible_to,
    status_of,
    with_everything,
)
from task_groups.queries.life import Life, Work, life_of
from task_groups.queries.scope import CouncilWord, ScopeWords, names_of_bodies, scope_words, went_on_without
from task_groups.queries.story import story_of

__all__ = [
    "Cell",
    "Convening",
    "CouncilSeats",
    "CouncilWord",
    "Grid",
    "GroupPage",
    "Life",
    "ScopeWords",
    "Work",
    "at_work_words",
    "convening_of",
    "evidence_lines",
    "evidence_visible_to",
    "grid_of",
    "group_page",
    "groups_in_order",
    "groups_visible_to",
    "life_of",
    "name_evidence",
    "names_of_bodies",
    "names_to_offer",
    "people_named",
    "previous_group",
    "reports_in_order",
    "reports_visible_to",
    "scope_words",
    "status_of",
    "story_of",
    "went_on_without",
    "with_everything",
]
