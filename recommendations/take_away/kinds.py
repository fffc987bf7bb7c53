"""The papers that a meeting has to take away: how each is built, and from when on who may take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser

from core.papers import Paper
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries import shows_agenda
from meetings.take_away import minutes_paper
from recommendations.take_away.action_sheet import action_sheet
from recommendations.take_away.agenda_pack import agenda_pack
from recommendations.take_away.tracker_report import tracker_paper

LOGGED: Final = {MeetingStatus.IN_PROGRESS, MeetingStatus.HELD}


@dataclass(frozen=True)
class Kind:
    """One kind of paper. `build` takes the meeting, the day and what stands before addresses."""

    name: str
    words: str
    build: Callable[[Meeting, date, str], Paper]
    is_public: Callable[[Meeting, date], bool]
    has_draft: Callable[[Meeting], bool]

    def may_be_taken(self, meeting: Meeting, *, is_officer: bool, on: date) -> bool:
        """Whether anyone may take it, or else the scrutiny officer as a draft."""
        return self.is_public(meeting, on) or (is_officer and self.has_draft(meeting))


@dataclass(frozen=True)
class Offer:
    """A paper that this reader may take, with the names of its three addresses."""

    words: str
    is_draft: bool
    word_name: str
    pdf_name: str
    print_name: str


def has_record(meeting: Meeting, on: date) -> bool:
    return meeting.status in RECORD_PUBLISHED


def is_logged(meeting: Meeting) -> bool:
    return meeting.status in LOGGED


def has_agenda(meeting: Meeting, on: date) -> bool:
    return shows_agenda(AnonymousUser(), meeting, on=on)


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind(
            "agenda",
            "agenda",
            lambda of, on, site: agenda_pack(of, on=on, site=site),
            has_agenda,
            lambda _: True,
        ),
        Kind("minutes", "minutes", lambda of, on, site: minutes_paper(of, on=on), has_record, is_logged),
        Kind(
            "actions",
            "action sheet",
            lambda of, on, site: action_sheet(of, on=on, site=site),
            has_record,
            is_logged,
        ),
        Kind(
            "tracker",
            "tracker report",
            lambda of, on, site: tracker_paper(of, on=on, site=site),
            has_agenda,
            lambda _: True,
        ),
    )
}


def offers(meeting: Meeting, *, is_officer: bool, on: date) -> list[Offer]:
    """What this reader may take away of a meeting, in the order in which the papers come about."""
    return [
        Offer(
            words=kind.words,
            is_draft=not kind.is_public(meeting, on),
            word_name=f"recommendations:{kind.name}-word",
            pdf_name=f"recommendations:{kind.name}-pdf",
            print_name=f"recommendations:{kind.name}-print",
        )
        for kind in KINDS.values()
        if kind.may_be_taken(meeting, is_officer=is_officer, on=on)
    ]
