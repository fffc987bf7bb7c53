"""Stories of planning, the agenda and the log, told through the operations."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings import operations
from meetings.enums import DecisionKind, MeetingStatus, OutcomeKind, Presence
from meetings.models import AgendaItem, Meeting, Outcome, OutcomeDraft
from tests import factories
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting)


def log(item: AgendaItem, cast: Cast, now: datetime, **words: Any) -> Outcome:
    said = {"kind": OutcomeKind.QUESTION, "text": "Who pays?", "openness": Openness.OPEN} | words
    return operations.log_outcome(item=item, by=cast.officer, at=now, **said)


def test_a_planned_meeting_is_on_record_with_its_history(cast: Cast, now: datetime) -> None:
    meeting = operations.plan_meeting(
        body=cast.panel, slug="2026-05-12", held_on=date(2026, 5, 12), by=cast.officer, at=now
    )
    assert meeting.get_absolute_url() == "/meetings/south-holland/performance-monitoring-panel/2026-05-12/"
    entry = history.of(meeting).get()
    assert (entry.verb, entry.new, entry.on, entry.public) == ("plan", "planned", date(2026, 5, 12), False)


def test_a_body_meets_once_at_an_address(cast: Cast, now: datetime, meeting: Meeting) -> None:
    with pytest.raises(Refused) as refusal:
        operations.plan_meeting(
            body=cast.panel, slug=meeting.slug, held_on=meeting.held_on, by=cast.officer, at=now
        )
    assert refusal.value.sentence == "A meeting of this body on this day is planned already"
    assert Meeting.objects.count() == 1


def test_a_meeting_is_of_a_body_or_of_a_task_group(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        operations.plan_meeting(slug="2026-05-12", held_on=date(2026, 5, 12), by=cast.officer, at=now)
    assert refusal.value.field == "body"


def test_a_day_that_is_not_known_is_said_not_to_be(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        operations.plan_meeting(body=cast.panel, slug="spring", held_on=None, by=cast.officer, at=now)
    assert refusal.value.field == "held_on"
    unknown = operations.plan_meeting(
        body=cast.panel, slug="spring", held_on=None, held_precision="unknown", by=cast.officer, at=now
    )
    assert unknown.held_on is None


def test_items_take_the_next_place_and_number(cast: Cast, now: datetime, meeting: Meeting) -> None:
    made = [
        operations.add_item(meeting=meeting, title=title, openness=Openness.OPEN, by=cast.officer, at=now)
        for title in ("Apologies", "Minutes")
    ]
    assert [(one.position, one.number) for one in made] == [(1, "1"), (2, "2")]


def test_an_item_says_whether_it_is_open(cast: Cast, now: datetime, meeting: Meeting) -> None:
    with pytest.raises(Refused) as refusal:
        operations.add_item(meeting=meeting, title="Apologies", openness="", by=cast.officer, at=now)
    assert refusal.value.field == "openness"
    assert not meeting.items.exists()


def test_no_item_is_added_to_a_published_record(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    with pytest.raises(Refused):
        operations.add_item(meeting=meeting, title="Late", openness=Openness.OPEN, by=cast.officer, at=now)


def test_attendance_names_a_person_or_a_role(cast: Cast, now: datetime, meeting: Meeting) -> None:
    there = operations.add_attendance(
        meeting=meeting, presence=Presence.IN_ATTENDANCE, label="Head of ICT", by=cast.officer, at=now
    )
    assert str(there) == "Head of ICT"
    with pytest.raises(Refused):
        operations.add_attendance(
            meeting=meeting, presence=Presence.PRESENT, label=" ", by=cast.officer, at=now
        )


def test_entries_stand_in_the_order_they_were_said_with_who_typed_them(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    question = log(item, cast, now, said_by="Members")
    answer = log(item, cast, now, kind=OutcomeKind.ANSWER, text="We do.", answers=question)
    assert [(one.position, one.logged_by, one.answers) for one in item.outcomes.all()] == [
        (1, cast.officer, None),
        (2, cast.officer, question),
    ]
    entry = history.of(answer).get()
    assert (entry.verb, entry.new, entry.trail_id, entry.public) == ("log", "answer", item.meeting_id, False)


def test_decisions_are_numbered_and_a_number_is_not_given_twice(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    agreed: dict[str, Any] = {
        "kind": OutcomeKind.DECISION,
        "decision": DecisionKind.AGREED,
        "text": "That it be so.",
    }
    first = log(item, cast, now, **agreed)
    second = log(item, cast, now, **agreed)
    operations.withdraw_outcome(outcome=second, reason="Said twice.", by=cast.officer, at=now)
    third = log(item, cast, now, **agreed)
    named = log(item, cast, now, **agreed, number="7a")
    assert [one.number for one in (first, second, third, named)] == ["1", "2", "3", "7a"]


def test_a_request_keeps_its_points_in_order(cast: Cast, now: datetime, item: AgendaItem) -> None:
    points = ["Costs", "", "  Dates ", "Risks"]
    request = log(item, cast, now, kind=OutcomeKind.REQUEST, text="Bring a paper.", points=points)
    assert [point.text for point in request.points.all()] == ["Costs", "Dates", "Risks"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"text": " "}, "Say what was asked"),
        ({"text": "x" * 20_001}, "Use 20,000 characters or fewer. You have typed 20,001"),
        ({"openness": "public"}, "Say whether this is open to the public or exempt"),
        ({"exempt_paragraph": 3}, "What is open to the public has no exempt paragraph"),
        ({"openness": Openness.EXEMPT, "exempt_paragraph": 8}, "Choose a paragraph from 1 to 7"),
        ({"kind": "gossip"}, "Choose what kind of entry it is"),
        ({"kind": OutcomeKind.DECISION}, "Choose the word the body used"),
        ({"kind": OutcomeKind.DECISION, "decision": "liked"}, "Choose the word the body used"),
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence_and_nothing_is_written(
    cast: Cast, now: datetime, item: AgendaItem, words: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        log(item, cast, now, **words)
    assert refusal.value.sentence == sentence
    assert not Outcome.objects.exists()


def test_an_answer_comes_from_an_entry_of_its_own_item(cast: Cast, now: datetime, item: AgendaItem) -> None:
    elsewhere = log(factories.item(item.meeting), cast, now)
    with pytest.raises(Refused):
        log(item, cast, now, kind=OutcomeKind.ANSWER, answers=elsewhere)


def test_an_entry_of_an_exempt_item_is_exempt_whatever_is_said_of_it(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    secret = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    entry = log(secret, cast, now, openness=Openness.OPEN)
    assert (entry.openness, entry.exempt_paragraph) == (Openness.EXEMPT, 3)


@pytest.mark.parametrize(
    "status", [MeetingStatus.DRAFT_MINUTES, MeetingStatus.LOCKED, MeetingStatus.CANCELLED]
)
def test_a_closed_log_takes_no_entry_no_change_and_no_withdrawal(
    cast: Cast, now: datetime, item: AgendaItem, status: str
) -> None:
    entry = log(item, cast, now)
    Meeting.objects.filter(pk=item.meeting_id).update(status=status, status_reason="Snow.")
    words: dict[str, Any] = {"text": "Other words", "openness": Openness.OPEN}
    attempts: list[Callable[[], object]] = [
        lambda: log(item, cast, now),
        lambda: operations.edit_outcome(outcome=entry, version=1, by=cast.officer, at=now, **words),
        lambda: operations.withdraw_outcome(outcome=entry, reason="Wrong", by=cast.officer, at=now),
        lambda: operations.check_outcome(outcome=entry, by=cast.officer, at=now),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    entry.refresh_from_db()
    assert (entry.text, entry.version, entry.withdrawn_at, entry.checked_at) == ("Who pays?", 1, None, None)


def test_an_edit_keeps_the_words_before_in_the_history(cast: Cast, now: datetime, item: AgendaItem) -> None:
    entry = log(item, cast, now)
    operations.check_outcome(outcome=entry, by=cast.officer, at=now)
    edited = operations.edit_outcome(
        outcome=entry, version=1, text="Who pays for it?", openness=Openness.OPEN, by=cast.officer, at=now
    )
    assert (edited.text, edited.version, edited.checked_at) == ("Who pays for it?", 2, None)
    assert history.of(entry).get(verb="edit").details["text"] == "Who pays?"


def test_the_second_of_two_edits_is_told_and_overwrites_nothing(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = log(item, cast, now)
    words: dict[str, Any] = {"openness": Openness.OPEN, "at": now, "version": 1}
    operations.edit_outcome(outcome=entry, text="First words", by=cast.officer, **words)
    with pytest.raises(Overtaken) as refusal:
        operations.edit_outcome(outcome=entry, text="Second words", by=cast.second_officer, **words)
    assert refusal.value.sentence == (
        "Someone else changed entry 1 while you were typing. Nothing is lost. Choose which words to keep."
    )
    entry.refresh_from_db()
    assert entry.text == "First words"


def test_a_withdrawn_entry_keeps_its_words_and_says_why(cast: Cast, now: datetime, item: AgendaItem) -> None:
    entry = log(item, cast, now)
    with pytest.raises(Refused):
        operations.withdraw_outcome(outcome=entry, reason=" ", by=cast.officer, at=now)
    operations.withdraw_outcome(outcome=entry, reason="Nobody asked that.", by=cast.officer, at=now)
    entry.refresh_from_db()
    assert (entry.text, entry.withdrawn_at) == ("Who pays?", now)
    assert history.of(entry).get(verb="withdraw").reason == "Nobody asked that."
    assert not Outcome.objects.standing().exists()
    with pytest.raises(Refused):
        operations.withdraw_outcome(outcome=entry, reason="Again.", by=cast.officer, at=now)


def test_an_entry_changed_since_it_was_read_is_not_checked(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = log(item, cast, now)
    operations.edit_outcome(
        outcome=entry, version=1, text="Other", openness=Openness.OPEN, by=cast.second_officer, at=now
    )
    with pytest.raises(Overtaken):
        operations.check_entries(meeting=item.meeting, versions={entry.pk: 1}, by=cast.officer, at=now)
    entry.refresh_from_db()
    assert entry.checked_at is None
    operations.check_entries(meeting=item.meeting, versions={entry.pk: 2}, by=cast.officer, at=now)
    entry.refresh_from_db()
    assert entry.checked_at == now


def test_an_entry_of_another_meeting_is_not_checked_here(cast: Cast, now: datetime, item: AgendaItem) -> None:
    other = factories.meeting(cast, slug="2026-04-15")
    entry = log(item, cast, now)
    with pytest.raises(Refused):
        operations.check_entries(meeting=other, versions={entry.pk: 1}, by=cast.officer, at=now)


def test_a_record_with_unchecked_entries_is_not_published(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    first, second = log(item, cast, now), log(item, cast, now)
    meeting = Meeting.objects.get(pk=item.meeting_id)
    operations.start(meeting=meeting, by=cast.officer, at=now)
    operations.finish(meeting=meeting, by=cast.officer, at=now)
    operations.check_outcome(outcome=first, by=cast.officer, at=now)
    with pytest.raises(Refused) as refusal:
        operations.publish_record(meeting=meeting, by=cast.officer, at=now)
    assert refusal.value.sentence == "1 entry is not checked yet. Check it, then publish."
    operations.withdraw_outcome(outcome=second, reason="Said twice.", by=cast.officer, at=now)
    operations.publish_record(meeting=meeting, by=cast.officer, at=now)
    assert (meeting.status, meeting.record_published_at) == (MeetingStatus.DRAFT_MINUTES, now)


def test_published_words_are_corrected_beside_the_old_ones(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = log(item, cast, now)
    correct: dict[str, Any] = {
        "outcome": entry, "version": 1, "text": "Who paid?", "reason": "Misheard.",
        "corrected_on": date(2026, 4, 14), "by": cast.officer, "at": now,
    }  # fmt: skip
    with pytest.raises(Refused):
        operations.correct_outcome(**correct)
    Meeting.objects.filter(pk=item.meeting_id).update(status=MeetingStatus.AGREED)
    correction = operations.correct_outcome(**correct)
    entry.refresh_from_db()
    assert (entry.text, correction.old_text, correction.new_text) == ("Who paid?", "Who pays?", "Who paid?")
    row = history.of(entry).get(verb="correct")
    assert (row.public, row.reason) == (True, "Misheard.")
    with pytest.raises(Overtaken):
        operations.correct_outcome(**correct)


def test_a_draft_belongs_to_one_officer_at_one_item(cast: Cast, now: datetime, item: AgendaItem) -> None:
    for user, text in [(cast.officer, "Wh"), (cast.second_officer, "How"), (cast.officer, "Who")]:
        operations.save_draft(item=item, user=user, fields={"text": text}, at=now)
    kept = {draft.user.name: draft.fields["text"] for draft in OutcomeDraft.objects.select_related("user")}
    assert kept == {"Scrutiny Officer": "Who", "Second Scrutiny Officer": "How"}
    operations.clear_draft(item=item, user=cast.officer)
    assert [draft.user for draft in OutcomeDraft.objects.all()] == [cast.second_officer]


def test_a_draft_has_an_end(cast: Cast, now: datetime, item: AgendaItem) -> None:
    operations.save_draft(item=item, user=cast.officer, fields={"text": "x" * 100_000}, at=now)
    with pytest.raises(Refused):
        operations.save_draft(
            item=item, user=cast.officer, fields={"text": "x" * 200_000}, at=now + timedelta(minutes=1)
        )
    assert OutcomeDraft.objects.get().saved_at == now
