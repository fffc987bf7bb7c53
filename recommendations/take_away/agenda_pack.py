"""The agenda pack with its standing items filled: what the last meeting's actions and the councils' answers have come to."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from core.papers import Paper
from meetings.models import Meeting
from meetings.queries import record_of
from meetings.take_away import agenda_paper
from recommendations.queries.standing import fill_standing


def agenda_pack(meeting: Meeting, *, on: date, site: str) -> Paper:
    """The agenda as anyone may read it on the day, whoever takes it. `site` stands before addresses."""
    reader = AnonymousUser()
    record = record_of(meeting, reader, on=on, as_public=True)
    return agenda_paper(meeting, fill_standing(record, meeting, reader, on=on), site=site)
