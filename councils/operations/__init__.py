"""Every write of who is who: councils and bodies, people and their posts, accounts."""

from councils.operations.accounts import add_account
from councils.operations.adding import added, role_of
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
    "end_appointment",
    "end_quiet_period",
    "role_of",
    "withdraw_quiet_period",
]
