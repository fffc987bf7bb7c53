"""Only the moves of the table succeed, from every state by every operation (promise C6)."""

from datetime import date, datetime
from typing import Any

import pytest

from core import history
from core.refusals import Overtaken, Refused
from meetings import operations
from meetings.enums import MeetingStatus
from meetings.lifecycle import MEETING_MOVES
from meetings.models import Meeting
from tests import factories
from tests.cast import Cast

MOVES: dict[str, dict[str, Any]] = {
    "publish_agenda": {},
    "start": {},
    "pause": {},
    "finish": {},
    "publish_record": {},
    "agree": {},
    "lock": {},
    "postpone": {"reason": "The chairman is ill."},
    "cancel": {"reason": "No business."},
    "plan_again": {"held_on": date(2026, 5, 12), "starts_at": None, "place": "Spalding"},
}


def in_status(cast: Cast, status: str) -> Meeting:
    return factories.meeting(cast, status=status, status_reason="Snow.")


def later_meeting(cast: Cast) -> Meeting:
    """The panel's next meeting, under way."""
    return factories.meeting(
        cast, slug="2026-05-12", held_on=date(2026, 5, 12), status=MeetingStatus.IN_PROGRESS
    )


def test_every_move_of_the_table_has_its_operation() -> None:
    assert set(MOVES) == set(MEETING_MOVES)


@pytest.mark.parametrize("status", MeetingStatus.values)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_succeeds_from_its_states_and_is_refused_from_all_others(
    cast: Cast, now: datetime, name: str, status: str
) -> None:
    meeting = in_status(cast, status)
    move = MEETING_MOVES[name]

    def attempt() -> None:
        later = {"at_meeting": later_meeting(cast)} if name == "agree" else {}
        getattr(operations, name)(meeting=meeting, by=cast.officer, at=now, **MOVES[name], **later)

    if status in move.sources:
        attempt()
        meeting.refresh_from_db()
        assert (meeting.status, meeting.version) == (move.target, 2)
        entry = history.of(meeting).get()
        assert (entry.verb, entry.old, entry.new) == (name, status, move.target)
    else:
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.sentence == move.refusal
        meeting.refresh_from_db()
        assert (meeting.status, meeting.version) == (status, 1)
        assert not history.of(meeting).exists()


def test_the_second_of_two_officers_reads_who_was_faster(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast)
    same_meeting = Meeting.objects.get(pk=meeting.pk)
    operations.start(meeting=meeting, by=cast.officer, at=now)
    with pytest.raises(Overtaken) as refusal:
        operations.cancel(meeting=same_meeting, reason="No business.", by=cast.second_officer, at=now)
    assert refusal.value.sentence == (
        "Scrutiny Officer changed this on 14 April 2026 at 10:02am. "
        "Nothing of yours was saved. Look again and decide."
    )


def test_starting_again_after_a_pause_keeps_the_first_moment(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast)
    operations.start(meeting=meeting, by=cast.officer, at=now)
    operations.pause(meeting=meeting, by=cast.officer, at=now)
    operations.start(meeting=meeting, by=cast.officer, at=now.replace(hour=11))
    assert meeting.started_at == now


@pytest.mark.parametrize("name", ["postpone", "cancel"])
def test_a_meeting_is_not_called_off_without_a_reason(cast: Cast, now: datetime, name: str) -> None:
    meeting = factories.meeting(cast)
    with pytest.raises(Refused) as refusal:
        getattr(operations, name)(meeting=meeting, reason="  ", by=cast.officer, at=now)
    assert (refusal.value.sentence, refusal.value.field) == ("Say why. The reason is published", "reason")
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.AGENDA_PUBLISHED


def test_a_meeting_does_not_agree_its_own_minutes(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    with pytest.raises(Refused):
        operations.agree(meeting=meeting, at_meeting=meeting, by=cast.officer, at=now)
