"""When ordinary local elections are held, and when their notice is given. Pure: years in, dates out."""

from datetime import date, timedelta

from core.working_days import last_day_of_notice

THURSDAY = 3
# Local Elections (Principal Areas) Rules 2006, Schedule 2: notice not later than the 25th day before the poll, without
# weekends and bank holidays. The 25th day before leaves 24 clear.
CLEAR_DAYS = 24


def ordinary_election_day(year: int) -> date:
    """The first Thursday in May (Representation of the People Act 1983, s.37): 4 May 2023, 6 May 2027."""
    first = date(year, 5, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7)


def next_election_day(today: date) -> date:
    """The first ordinary day of election on or after a day."""
    day = ordinary_election_day(today.year)
    return day if day >= today else ordinary_election_day(today.year + 1)


def notice_of_election(polling_day: date) -> date:
    """The last day on which notice of an election may be given: 27 March 2023 for 4 May 2023."""
    return last_day_of_notice(polling_day, days=CLEAR_DAYS)
