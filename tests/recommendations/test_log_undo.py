"""Stories of undoing the last press, and of moving an entry with what came of it in the tracker."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings import operations as meeting_operations
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.enums import PartStatus, RecommendationStatus
from recommendations.models import Action, ActionPart, Recommendation
from recommendations.operations.log import add_to_log
from recommendations.operations.log_changes import edit_entry, withdraw_entry
from recommendations.operations.log_undo import move_entry, undo_entry
from tests import factories
from tests.cast import Cast

CHANGED_SINCE = r"This entry was changed since\. Nothing was undone\."


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.IN_PROGRESS)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting)


def add(item: AgendaItem, cast: Cast, now: datetime, kind: str, text: str, **words: Any) -> Outcome:
    said = {"openness": Openness.OPEN} | words
    return add_to_log(item=item, kind=kind, text=text, by=cast.officer, at=now, **said)


def newest(outcome: Outcome) -> int:
    row = history.latest(outcome)
    assert row is not None
    return row.number


def undo(outcome: Outcome, cast: Cast, now: datetime) -> Outcome:
    return undo_entry(outcome=outcome, row=newest(outcome), by=cast.officer, at=now + timedelta(minutes=1))


def test_an_added_entry_is_undone_and_done_again(cast: Cast, now: datetime, item: AgendaItem) -> None:
    entry = add(item, cast, now, OutcomeKind.QUESTION, "Who pays?")
    undo(entry, cast, now)
    assert not Outcome.objects.standing().exists()
    undo(entry, cast, now)
    assert Outcome.objects.standing().get().text == "Who pays?"
    assert [row.verb for row in history.of(entry)] == ["log", "withdraw", "restore"]


def test_undoing_a_recommendation_takes_it_out_of_the_tracker_and_doing_it_again_brings_it_back(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = add(item, cast, now, OutcomeKind.RECOMMENDATION, "That forms are tested.", councils=cast.councils)
    made = Recommendation.objects.get()
    reference = made.reference
    undo(entry, cast, now)
    made.refresh_from_db()
    assert made.status == RecommendationStatus.DISCARDED
    undo(entry, cast, now)
    made.refresh_from_db()
    assert (made.status, made.reference, made.status_reason) == (RecommendationStatus.DRAFT, reference, "")


def test_undoing_an_undertaking_stops_its_work_and_doing_it_again_takes_it_up(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = add(
        item, cast, now, OutcomeKind.UNDERTAKING, "Raise it.", councils=[cast.boston, cast.east_lindsey]
    )
    undo(entry, cast, now)
    assert set(ActionPart.objects.values_list("status", flat=True)) == {PartStatus.STOPPED}
    undo(entry, cast, now)
    parts = ActionPart.objects.values_list("status", "status_reason")
    assert list(parts) == [(PartStatus.NOT_STARTED, "")] * 2


def test_a_change_is_undone_in_every_word(cast: Cast, now: datetime, item: AgendaItem) -> None:
    question = add(item, cast, now, OutcomeKind.QUESTION, "Who pays?")
    first: dict[str, Any] = {
        "text": "Bring a paper.",
        "owner": "Head of ICT",
        "due_on": date(2026, 6, 30),
        "points": ["Cost", "Dates"],
        "councils": [cast.boston],
        "answers": question,
    }
    entry = add(item, cast, now, OutcomeKind.REQUEST, **first)
    edit_entry(
        outcome=entry, version=1, text="Something else.", openness=Openness.EXEMPT, exempt_paragraph=3,
        owner="Nobody", due_words="soon", points=["Other"], councils=cast.councils, by=cast.officer, at=now,
    )  # fmt: skip
    undo(entry, cast, now)
    entry.refresh_from_db()
    said = {name: getattr(entry, name) for name in ("text", "owner", "due_on", "answers")}
    said["points"] = [point.text for point in entry.points.all()]
    said["councils"] = list(entry.councils.all())
    assert said == first
    assert (entry.openness, entry.exempt_paragraph, entry.due_words) == (Openness.OPEN, None, "")
    action = Action.objects.get()
    assert (action.title, action.openness) == ("Bring a paper.", Openness.OPEN)
    at_work = action.parts.exclude(status=PartStatus.STOPPED).values_list("council__slug", "owner_words")
    assert list(at_work) == [("boston", "Head of ICT")]


def test_a_changed_recommendation_gets_its_words_and_title_back(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = add(
        item, cast, now, OutcomeKind.RECOMMENDATION, "That forms are tested.", title="Test forms", councils=cast.councils
    )  # fmt: skip
    edit_entry(
        outcome=entry, version=1, text="That nothing is tested.", openness=Openness.OPEN, title="Test nothing",
        councils=[cast.boston], by=cast.officer, at=now,
    )  # fmt: skip
    undo(entry, cast, now)
    made = Recommendation.objects.get()
    assert (made.text, made.title) == ("That forms are tested.", "Test forms")
    assert made.responses.count() == len(cast.councils)


def test_nobody_undoes_what_somebody_else_did_or_changed_since(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = add(item, cast, now, OutcomeKind.QUESTION, "Who pays?")
    row = newest(entry)
    with pytest.raises(Overtaken, match=CHANGED_SINCE):
        undo_entry(outcome=entry, row=row, by=cast.second_officer, at=now)
    edit_entry(
        outcome=entry,
        version=1,
        text="Who pays for it?",
        openness=Openness.OPEN,
        by=cast.second_officer,
        at=now,
    )
    with pytest.raises(Overtaken, match=CHANGED_SINCE):
        undo_entry(outcome=entry, row=row, by=cast.officer, at=now)
    entry.refresh_from_db()
    assert (entry.text, entry.withdrawn_at) == ("Who pays for it?", None)


def test_nothing_is_undone_once_the_record_is_published(cast: Cast, now: datetime, item: AgendaItem) -> None:
    entry = add(item, cast, now, OutcomeKind.QUESTION, "Who pays?")
    Meeting.objects.update(status=MeetingStatus.DRAFT_MINUTES)
    with pytest.raises(Refused, match="takes no more entries"):
        undo(entry, cast, now)
    assert Outcome.objects.standing().count() == 1


def test_a_withdrawal_with_its_reason_is_undone_by_who_withdrew(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    entry = add(item, cast, now, OutcomeKind.UNDERTAKING, "Raise it.", councils=[cast.boston])
    withdraw_entry(outcome=entry, reason="It was said elsewhere.", by=cast.officer, at=now)
    undo(entry, cast, now)
    assert Outcome.objects.standing().get() == entry
    assert ActionPart.objects.get().status == PartStatus.NOT_STARTED


def test_a_recommendation_moves_with_its_entry_and_keeps_its_reference(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    secret = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    entry = add(item, cast, now, OutcomeKind.RECOMMENDATION, "That forms are tested.", councils=cast.councils)
    before = Recommendation.objects.get()
    move_entry(outcome=entry, version=1, item=secret, by=cast.officer, at=now)
    made = Recommendation.objects.get()
    assert (made.reference, made.item, made.openness, made.exempt_paragraph) == (
        before.reference, secret, Openness.EXEMPT, 3,
    )  # fmt: skip
    assert history.of(made).get(verb="move").details == {"item_before": item.pk}


def test_an_action_moves_with_the_question_it_came_of_and_is_exempt_there(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    secret = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=1)
    question = add(item, cast, now, OutcomeKind.QUESTION, "Who raises it?")
    add(item, cast, now, OutcomeKind.UNDERTAKING, "Raise it.", answers=question, councils=[cast.boston])
    move_entry(outcome=question, version=1, item=secret, by=cast.officer, at=now)
    action = Action.objects.get()
    assert (action.openness, action.exempt_paragraph) == (Openness.EXEMPT, 1)
    assert action.outcome is not None
    assert action.outcome.item == secret


def test_after_a_move_the_add_before_it_is_not_undone(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    entry = add(item, cast, now, OutcomeKind.QUESTION, "Who pays?")
    meeting_operations.move_outcome(
        outcome=entry, version=1, item=factories.item(meeting), by=cast.officer, at=now
    )
    with pytest.raises(Overtaken, match=CHANGED_SINCE):
        undo(entry, cast, now)
