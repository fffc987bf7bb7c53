"""Who: the partnership, its councils and bodies, people, the posts they hold, and their accounts."""

from councils.models.changes import HolderChange
from councils.models.people import Appointment, Person, Post, User, UserManager
from councils.models.quiet import QuietPeriod
from councils.models.span import Span
from councils.models.structure import Body, ClosureDay, Council, Organisation, Partnership

__all__ = [
    "Appointment",
    "Body",
    "ClosureDay",
    "Council",
    "HolderChange",
    "Organisation",
    "Partnership",
    "Person",
    "Post",
    "QuietPeriod",
    "Span",
    "User",
    "UserManager",
]
