"""Reminders by the calendar: answers and work that are due soon or late, decisions that wait, posts that pass on.

A sweep over rows, safe at any time and any number of times. Each occasion has a key (kind, thing, person, date) that is told
once; a missed night is made up by the next run, once and not once for each night (promises R4 to R6).
"""

from recommendations.reminders.writing import Written, write_reminders

__all__ = ["Written", "write_reminders"]
