"""Notice of a meeting: by when its agenda is to be published, and how many clear working days are left."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import london_date, spell
from core.enums import Precision
from core.working_days import NOTICE_DAYS, clear_working_days, last_day_of_notice
from councils.queries import closed_days
from meetings.enums import BEFORE, MeetingStatus
from meetings.models import Meeting

# Longer than five working days ever take, the Christmas days and a fortnight's closure among them.
LOOK_BACK = timedelta(days=60)
COUNTED = {0: "no clear working day", 1: "1 clear working day"}


@dataclass(frozen=True)
class Notice:
    """What the officer reads of a meeting's notice (rule 14; LGA 1972 ss.100A(6), 100B(3)). It warns and blocks nothing."""

    publish_by: date
    clear_days: int
    is_published: bool

    @property
    def is_short(self) -> bool:
        return self.clear_days < NOTICE_DAYS

    @property
    def sentence(self) -> str:
        """By when to publish; or, where it is late, how many days there are."""
        by = f"{self.publish_by:%A} {spell(self.publish_by)}"
        days = COUNTED.get(self.clear_days, f"{self.clear_days} clear working days")
        if self.is_published:
            return f"The agenda was published with {days} before the meeting. The last day for five was {by}."
        if self.is_short:
            return (
                f"Published today, the agenda gives {days} before the meeting, not five."
                f" The last day for five was {by}. You can still publish it."
            )
        return f"Publish the agenda by {by}: five clear working days before the meeting."


def notice_of(meeting: Meeting, *, on: date) -> Notice | None:
    """Count the notice of a meeting that has not begun: from the day its agenda was published, or as if published today.

    None where its day is not known, once it has begun, and where it is not on record when the agenda was published.
    """
    day = meeting.held_on
    if day is None or meeting.held_precision != Precision.DAY or meeting.status not in BEFORE:
        return None
    is_published = meeting.status != MeetingStatus.PLANNED
    if is_published and meeting.agenda_published_at is None:
        return None
    given_on = london_date(meeting.agenda_published_at) if meeting.agenda_published_at else on
    council = meeting.body.council if meeting.body else None
    closed = closed_days(council, first=min(day, given_on) - LOOK_BACK, last=day)
    return Notice(
        publish_by=last_day_of_notice(day, closed=closed),
        clear_days=clear_working_days(given_on, day, closed=closed),
        is_published=is_published,
    )
