"""Every write of the work programme."""

from work_programme.operations.deciding import accept_as_group, accept_as_work, decline_topic
from work_programme.operations.moving import move_work, plan_group, plan_review, refuse_months
from work_programme.operations.topics import suggest_topic, take_up_topic, weigh_topic
from work_programme.operations.work import add_work, edit_work, end_work

__all__ = [
    "accept_as_group",
    "accept_as_work",
    "add_work",
    "decline_topic",
    "edit_work",
    "end_work",
    "move_work",
    "plan_group",
    "plan_review",
    "refuse_months",
    "suggest_topic",
    "take_up_topic",
    "weigh_topic",
]
