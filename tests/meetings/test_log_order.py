"""Stories of the course of a log: entries moved up and down, linked, taken to another item, put back; items done with."""

from datetime import datetime
from typing import Any

import pytest

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings import operations, queries
from meetings.enums import DecisionKind, ItemProgress, MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from meetings.queries import log_of
from tests import factories
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.IN_PROGRESS)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting)


def log(item: AgendaItem, cast: Cast, now: datetime, text: str, **words: Any) -> Outcome:
    said = {"kind": OutcomeKind.QUESTION, "openness": Openness.OPEN} | words
    return operations.log_outcome(item=item, text=text, by=cast.officer, at=now, **said)


@pytest.fixture
def talk(cast: Cast, now: datetime, item: AgendaItem) -> dict[str, Outcome]:
    """Two questions with what came of them, then a note."""
    said: dict[str, Outcome] = {}
    said["who"] = log(item, cast, now, "Who pays?")
    said["we do"] = log(item, cast, now, "We do.", kind=OutcomeKind.ANSWER, answers=said["who"])
    said["when"] = log(item, cast, now, "When?")
    said["soon"] = log(item, cast, now, "Soon.", kind=OutcomeKind.ANSWER, answers=said["when"])
    said["in May"] = log(item, cast, now, "In May.", kind=OutcomeKind.ANSWER, answers=said["when"])
    said["thanks"] = log(item, cast, now, "Thanks.", kind=OutcomeKind.COMMENT)
    return said


def as_read(item: AgendaItem) -> list[tuple[str, list[str]]]:
    """The log as it is drawn: each thread with what came of it."""
    threads = log_of(item).threads
    return [(one.outcome.text, [reply.outcome.text for reply in one.replies]) for one in threads]


def shift(outcome: Outcome, cast: Cast, now: datetime, *, up: bool) -> Outcome:
    outcome.refresh_from_db()
    return operations.shift_outcome(
        outcome=outcome, position=outcome.position, up=up, by=cast.officer, at=now
    )


def test_a_question_moves_with_what_came_of_it(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    shift(talk["when"], cast, now, up=True)
    assert as_read(item) == [("When?", ["Soon.", "In May."]), ("Who pays?", ["We do."]), ("Thanks.", [])]
    shift(talk["who"], cast, now, up=False)
    assert as_read(item) == [("When?", ["Soon.", "In May."]), ("Thanks.", []), ("Who pays?", ["We do."])]
    told = history.of(talk["who"]).get(verb="shift")
    assert (told.actor_id, told.details) == (cast.officer.pk, {"from": 4, "to": 5})


def test_an_answer_moves_among_the_answers_to_its_question(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    shift(talk["in May"], cast, now, up=True)
    assert as_read(item)[1] == ("When?", ["In May.", "Soon."])
    with pytest.raises(Refused, match="This entry is the first already"):
        shift(talk["in May"], cast, now, up=True)
    with pytest.raises(Refused, match="This entry is the last already"):
        shift(talk["soon"], cast, now, up=False)


def test_an_order_that_somebody_else_changed_is_not_changed_unseen(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    seen = talk["when"].position
    shift(talk["when"], cast, now, up=True)
    with pytest.raises(Overtaken, match="Someone else changed the order meanwhile"):
        operations.shift_outcome(outcome=talk["when"], position=seen, up=True, by=cast.second_officer, at=now)
    assert [text for text, _ in as_read(item)] == ["When?", "Who pays?", "Thanks."]


def test_a_withdrawn_entry_is_no_neighbour(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    operations.withdraw_outcome(outcome=talk["when"], reason="Not asked.", by=cast.officer, at=now)
    assert as_read(item) == [
        ("Who pays?", ["We do."]), ("Soon.", []), ("In May.", []), ("Thanks.", []),
    ]  # fmt: skip
    shift(talk["soon"], cast, now, up=True)
    assert [text for text, _ in as_read(item)] == ["Soon.", "Who pays?", "In May.", "Thanks."]
    with pytest.raises(Refused, match="withdrawn"):
        shift(talk["when"], cast, now, up=True)


def test_an_answer_is_put_under_its_question_and_must_be_checked_again(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    alone = log(item, cast, now, "Perhaps.", kind=OutcomeKind.ANSWER)
    operations.check_outcome(outcome=alone, by=cast.officer, at=now)
    linked = operations.link_outcome(outcome=alone, version=1, answers=talk["who"], by=cast.officer, at=now)
    assert (linked.answers, linked.version, linked.checked_at) == (talk["who"], 2, None)
    assert as_read(item)[0] == ("Who pays?", ["We do.", "Perhaps."])
    with pytest.raises(Overtaken):
        operations.link_outcome(outcome=alone, version=1, answers=None, by=cast.officer, at=now)


def test_an_entry_never_comes_from_itself_nor_from_another_item(
    cast: Cast, now: datetime, meeting: Meeting, talk: dict[str, Outcome]
) -> None:
    elsewhere = log(factories.item(meeting), cast, now, "Elsewhere?")
    for source in (talk["we do"], talk["who"], elsewhere):
        with pytest.raises(Refused):
            operations.link_outcome(outcome=talk["who"], version=1, answers=source, by=cast.officer, at=now)
    talk["who"].refresh_from_db()
    assert (talk["who"].answers, talk["who"].version) == (None, 1)


def test_an_entry_goes_to_another_item_with_what_came_of_it(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    other = factories.item(meeting)
    log(other, cast, now, "First here?")
    moved = operations.move_outcome(outcome=talk["when"], version=1, item=other, by=cast.officer, at=now)
    assert [one.text for one in moved] == ["When?", "Soon.", "In May."]
    assert as_read(item) == [("Who pays?", ["We do."]), ("Thanks.", [])]
    assert as_read(other) == [("First here?", []), ("When?", ["Soon.", "In May."])]
    talk["when"].refresh_from_db()
    with pytest.raises(Overtaken):
        operations.move_outcome(outcome=talk["when"], version=1, item=item, by=cast.officer, at=now)


def test_what_goes_to_an_exempt_item_is_exempt_and_stays_so(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    secret = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    operations.move_outcome(outcome=talk["when"], version=1, item=secret, by=cast.officer, at=now)
    there = Outcome.objects.filter(item=secret).values_list("openness", "exempt_paragraph")
    assert set(there) == {(Openness.EXEMPT, 3)}
    talk["when"].refresh_from_db()
    operations.move_outcome(outcome=talk["when"], version=2, item=item, by=cast.officer, at=now)
    back = Outcome.objects.filter(item=item, version=3).values_list("openness", "exempt_paragraph")
    assert list(back) == [(Openness.EXEMPT, 3)] * 3


def test_a_decision_that_moves_takes_a_number_that_is_free(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    words: dict[str, Any] = {"kind": OutcomeKind.DECISION, "decision": DecisionKind.AGREED}
    other = factories.item(meeting)
    here, there = (
        log(item, cast, now, "That it be noted.", **words),
        log(other, cast, now, "So be it.", **words),
    )
    operations.move_outcome(outcome=here, version=1, item=other, by=cast.officer, at=now)
    here.refresh_from_db()
    assert (there.number, here.number) == ("1", "2")


def test_an_entry_stays_in_its_own_meeting(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    foreign = factories.item(factories.meeting(cast, slug="another", status=MeetingStatus.IN_PROGRESS))
    for target in (foreign, item):
        with pytest.raises(Refused, match="Choose another item of this meeting"):
            operations.move_outcome(outcome=talk["who"], version=1, item=target, by=cast.officer, at=now)


def test_a_withdrawn_entry_is_put_back_where_it_stood(
    cast: Cast, now: datetime, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    before = as_read(item)
    gone = operations.withdraw_outcome(outcome=talk["when"], reason="Not asked.", by=cast.officer, at=now)
    back = operations.restore_outcome(outcome=gone, version=gone.version, by=cast.officer, at=now)
    assert as_read(item) == before
    assert [row.verb for row in history.of(back)] == ["log", "withdraw", "restore"]
    with pytest.raises(Refused, match="This entry is in the log"):
        operations.restore_outcome(outcome=back, version=back.version, by=cast.officer, at=now)


def test_what_the_officer_says_of_an_item_counts_more_than_what_follows_from_the_log(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    second = factories.item(meeting)
    log(second, cast, now, "Said early.")
    progress = [line.progress for line in queries.agenda_of(meeting)]
    assert progress == [ItemProgress.DONE, ItemProgress.UNDER_WAY]
    operations.mark_item(item=item, done=False, by=cast.officer, at=now)
    operations.mark_item(item=second, done=True, by=cast.officer, at=now)
    operations.mark_item(item=second, done=True, by=cast.officer, at=now)
    progress = [line.progress for line in queries.agenda_of(meeting)]
    assert progress == [ItemProgress.UNDER_WAY, ItemProgress.DONE]
    assert [row.verb for row in history.of(second)] == ["done"]


def test_a_closed_log_keeps_its_order(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem, talk: dict[str, Outcome]
) -> None:
    other, before = factories.item(meeting), as_read(item)
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.DRAFT_MINUTES)
    who: dict[str, Any] = {"outcome": talk["when"], "by": cast.officer, "at": now}
    for attempt in (
        lambda: operations.shift_outcome(position=3, up=True, **who),
        lambda: operations.link_outcome(version=1, answers=talk["who"], **who),
        lambda: operations.move_outcome(version=1, item=other, **who),
        lambda: operations.mark_item(item=item, done=True, by=cast.officer, at=now),
    ):
        with pytest.raises(Refused, match="takes no more entries"):
            attempt()
    assert as_read(item) == before
