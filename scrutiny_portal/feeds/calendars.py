"""Events as an iCalendar file (RFC 5545), with London's clock through summer and winter."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from core.papers import plain
from scrutiny_portal.feeds.events import Event

LONDON = ZoneInfo("Europe/London")
WHOSE = "partnership-scrutiny"
# Summer time begins and ends at 01:00 Greenwich Mean Time (Summer Time Order 2002, SI 2002/262).
CLOCK = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def calendar_of(events: Iterable[Event], *, title: str, site: str) -> bytes:
    """Write a calendar. `site` stands before addresses.

    The same events are the same file: each is stamped with its last public change, and its sequence counts them, so that a
    program that follows the calendar sees what moved. How long a meeting lasts is not on record, so no end is given.
    """
    made = Calendar()
    made.add("prodid", "-//Partnership Scrutiny//Calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", plain(title))
    made.add("x-wr-timezone", "Europe/London")
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add_component(Timezone.from_ical(CLOCK))
    for event in events:
        made.add_component(entry_of(event, site=site))
    return bytes(made.to_ical())


def entry_of(event: Event, *, site: str) -> Entry:
    made = Entry()
    made.add("uid", f"{event.uid}@{WHOSE}")
    made.add("dtstamp", event.changed_at.astimezone(UTC).replace(microsecond=0))
    made.add("last-modified", event.changed_at.astimezone(UTC).replace(microsecond=0))
    made.add("sequence", event.change.count)
    if event.starts_at:
        made.add("dtstart", datetime.combine(event.day, event.starts_at, tzinfo=LONDON))
    else:
        made.add("dtstart", event.day)
    made.add("summary", plain(event.title))
    if event.about:
        made.add("description", plain(f"{event.about}\n{site}{event.path}"))
    if event.place:
        made.add("location", plain(event.place))
    made.add("url", f"{site}{event.path}")
    made.add("status", "CANCELLED" if event.is_off else "CONFIRMED")
    made.add("transp", "OPAQUE" if event.starts_at and not event.is_off else "TRANSPARENT")
    return made
