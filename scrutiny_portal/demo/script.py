"""The days, the moments and the people of the demonstration: what every act of it needs."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from councils.models import Body, Council, Partnership, Person, Post, User

SATURDAY = 5
PASSWORD = "fenland scrutiny trial"  # noqa: S105 - printed at every start, for trying out only


@dataclass
class Script:
    """One performance. `day` and `moment` count from the day it is given, so that the demonstration is never stale."""

    today: date
    now: datetime | None = None
    partnership: Partnership | None = None
    councils: list[Council] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def day(self, days: int) -> date:
        """The day so many days from today, or the Friday before where it is a weekend."""
        found = self.today + timedelta(days=days)
        return found - timedelta(days=max(0, found.weekday() - SATURDAY + 1))

    def moment(self, days: int, *, hour: int = 10, minute: int = 0) -> datetime:
        """That day at a time of London, but never later than it is: what people do next comes after the play."""
        found = datetime.combine(self.day(days), time(hour, minute), tzinfo=timezone.get_default_timezone())
        return min(found, self.now) if self.now else found

    def by(self, user: str, days: int, **when: int) -> dict[str, Any]:
        """Who writes, and when: arguments of every operation."""
        return {"by": self.users[user], "at": self.moment(days, **when)}

    def officer(self, days: int, **when: int) -> dict[str, Any]:
        return self.by("scrutiny.officer", days, **when)
