"""What pages need to know of task groups and their reports."""

from task_groups.queries.before import previous_group
from task_groups.queries.convening import Convening, CouncilSeats, convening_of, names_to_offer, people_named
from task_groups.queries.groups import (
    GroupPage,
    group_page,
    groups_visible_to,
    reports_in_order,
    reports_visible_to,
    status_of,
    with_everything,
)

__all__ = [
    "Convening",
    "CouncilSeats",
    "GroupPage",
    "convening_of",
    "group_page",
    "groups_visible_to",
    "names_to_offer",
    "people_named",
    "previous_group",
    "reports_in_order",
    "reports_visible_to",
    "status_of",
    "with_everything",
]
