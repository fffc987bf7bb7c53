"""Reading minutes that exist: pure functions from a text to what it says, with the place of every word.

`read` gives what a text says; `as_json` the same in the shape that `manage.py read_minutes --json` prints.
"""

from meetings.minutes.found import Found
from meetings.minutes.read import read
from meetings.minutes.shape import as_json

__all__ = ["Found", "as_json", "read"]
