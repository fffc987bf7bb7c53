"""Papers of a meeting to take away. Always the public version, whoever asks: exempt matter is in none of them (rule 15)."""

from meetings.take_away.agenda import agenda_paper
from meetings.take_away.heads import dated_at, fact_rows, issuer_of, mark_of, name_of_file
from meetings.take_away.minutes import minutes_paper
from meetings.take_away.words import excluded, withheld

__all__ = [
    "agenda_paper",
    "dated_at",
    "excluded",
    "fact_rows",
    "issuer_of",
    "mark_of",
    "minutes_paper",
    "name_of_file",
    "withheld",
]
