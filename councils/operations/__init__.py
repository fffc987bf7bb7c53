"""Every write of who is who: councils and bodies, people and their posts, accounts."""

from councils.operations.accounts import add_account
from councils.operations.adding import added, role_of
from councils.operations.deputies import end_deputy, name_deputy
from councils.operations.holders import change_holder
from councils.operations.people import add_person, appoint, end_appointment
from councils.operations.quiet import add_quiet_period, end_quiet_period, withdraw_quiet_period
from councils.operations.structure import (
    add_body,
    add_council,
    add_organisation,
    add_partnership,
    add_post,
)

__all__ = [
    "add_account",
    "add_body",
    "add_council",
    "add_organisation",
    "add_partnership",
    "add_person",
    "add_post",
    "add_quiet_period",
    "added",
    "appoint",
    "change_holder",
    "end_appointment",
    "end_deputy",
    "end_quiet_period",
    "name_deputy",
    "role_of",
    "withdraw_quiet_period",
]
