"""What the log makes, told through its operations; and two officers at once, who lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core import history
from core.enums import Openness
from core.models import HistoryEntry
from core.refusals import Refused
from councils.models import Council
from meetings import operations as meeting_operations
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.enums import PartStatus, RecommendationStatus
from recommendations.models import Action, ActionPart, Recommendation
from recommendations.operations.log import (
    add_to_log,
    log_promise,
    log_recommendation,
    prefix_for,
    publish_meeting_record,
)
from recommendations.operations.log_changes import edit_entry, withdraw_entry
from strategies.models import Strategy
from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.HELD)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting)


def recommend(item: AgendaItem, cast: Cast, now: datetime, **words: Any) -> Recommendation:
    said = {"text": "That forms are tested.", "openness": Openness.OPEN, "councils": cast.councils} | words
    return log_recommendation(item=item, by=cast.officer, at=now, **said)


def promise(item: AgendaItem, cast: Cast, now: datetime, **words: Any) -> Action:
    said = {"kind": OutcomeKind.UNDERTAKING, "text": "Raise it.", "openness": Openness.OPEN} | words
    return log_promise(item=item, by=cast.officer, at=now, **said)


def check_all(meeting: Meeting, cast: Cast, now: datetime) -> None:
    versions = dict(Outcome.objects.standing().filter(item__meeting=meeting).values_list("pk", "version"))
    meeting_operations.check_entries(meeting=meeting, versions=versions, by=cast.officer, at=now)


def test_a_logged_recommendation_takes_the_reference_of_strategy_and_year(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    item.strategy = Strategy(reference_prefix="DS23")
    assert prefix_for(item) == "DS26"
    item.strategy = None
    assert prefix_for(item) == "PMP26"
    item.meeting.held_on = None
    assert prefix_for(item) == "PMP"


def test_a_logged_recommendation_asks_nobody_yet(cast: Cast, now: datetime, item: AgendaItem) -> None:
    made = recommend(item, cast, now)
    assert (made.reference, made.status, made.made_by, made.made_on) == (
        "PMP26-1",
        RecommendationStatus.DRAFT,
        "Performance Monitoring Panel",
        date(2026, 4, 14),
    )
    assert {response.status for response in made.responses.all()} == {"not_sent"}
    assert not history.of(made).filter(public=True).exists()


def test_a_long_recommendation_gets_its_first_words_for_a_title(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    made = recommend(item, cast, now, text="word " * 100)
    assert made.title.endswith(" word…")
    assert len(made.title) <= 121


def test_without_a_council_neither_entry_nor_recommendation_is_made(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    with pytest.raises(Refused) as refusal:
        recommend(item, cast, now, councils=[])
    assert refusal.value.field == "councils"
    assert (Outcome.objects.count(), Recommendation.objects.count()) == (0, 0)


def test_what_an_exempt_item_makes_is_exempt(cast: Cast, now: datetime, meeting: Meeting) -> None:
    secret = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    made, action = recommend(secret, cast, now), promise(secret, cast, now)
    assert (made.openness, made.exempt_paragraph) == (Openness.EXEMPT, 3)
    assert (action.openness, action.exempt_paragraph) == (Openness.EXEMPT, 3)


def test_an_undertaking_without_a_council_has_one_part_of_nobodys(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    part = promise(item, cast, now, owner="Head of ICT", due_words="next meeting").parts.get()
    assert (part.council, part.portfolio, part.owner_words, part.due_words, part.status) == (
        None,
        None,
        "Head of ICT",
        "next meeting",
        PartStatus.NOT_STARTED,
    )


def test_a_question_promises_nothing(cast: Cast, now: datetime, item: AgendaItem) -> None:
    with pytest.raises(Refused):
        promise(item, cast, now, kind=OutcomeKind.QUESTION)
    assert not Outcome.objects.exists()


def test_an_edited_undertaking_changes_its_action_and_its_parts(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    action = promise(item, cast, now, councils=[cast.boston, cast.east_lindsey])
    assert action.outcome is not None
    edit_entry(
        outcome=action.outcome, version=1, text="Raise it soon.", openness=Openness.OPEN, owner="Head of ICT",
        due_on=date(2026, 6, 1), councils=[cast.boston, cast.south_holland], by=cast.officer, at=now,
    )  # fmt: skip
    action.refresh_from_db()
    assert action.title == "Raise it soon."
    assert {part.council: (part.status, part.owner_words, part.due_on) for part in action.parts.all()} == {
        cast.boston: ("not_started", "Head of ICT", date(2026, 6, 1)),
        cast.east_lindsey: ("stopped", "", None),
        cast.south_holland: ("not_started", "Head of ICT", date(2026, 6, 1)),
    }


def test_an_entry_whose_work_was_submitted_is_not_withdrawn(
    cast: Cast, now: datetime, item: AgendaItem
) -> None:
    action = promise(item, cast, now, councils=[cast.boston])
    ActionPart.objects.update(status=PartStatus.READY, submitted_at=now)
    assert action.outcome is not None
    with pytest.raises(Refused):
        withdraw_entry(outcome=action.outcome, reason="Misheard.", by=cast.officer, at=now)
    action.outcome.refresh_from_db()
    assert action.outcome.withdrawn_at is None


def test_publishing_the_record_publishes_what_it_made_but_for_the_exempt(
    cast: Cast, now: datetime, meeting: Meeting, item: AgendaItem
) -> None:
    made, action = recommend(item, cast, now), promise(item, cast, now)
    secret = recommend(factories.item(meeting, openness=Openness.EXEMPT), cast, now)
    withdrawn = recommend(item, cast, now)
    assert withdrawn.outcome is not None
    withdraw_entry(outcome=withdrawn.outcome, reason="Misheard.", by=cast.officer, at=now)
    with pytest.raises(Refused):
        publish_meeting_record(meeting=meeting, by=cast.officer, at=now)
    assert Recommendation.objects.filter(status=RecommendationStatus.MADE).count() == 0
    check_all(meeting, cast, now)
    publish_meeting_record(meeting=meeting, without_owners=True, by=cast.officer, at=now)
    statuses = {one.pk: one.status for one in Recommendation.objects.all()}
    assert statuses == {made.pk: "made", secret.pk: "made", withdrawn.pk: "discarded"}
    assert history.of(made).get(verb="publish").public is True
    assert history.of(secret).get(verb="publish").public is False
    assert history.of(action.parts.get()).get(verb="publish").public is True
    assert set(Recommendation.objects.public()) == {made}


def test_if_one_write_fails_nothing_is_written(cast: Cast, now: datetime, item: AgendaItem) -> None:
    meeting_operations.save_draft(item=item, user=cast.officer, fields={"text": "That"}, at=now)
    nowhere = Council(name="A council that was never saved")
    with pytest.raises(ValueError, match=r"never saved|needs to have a value"):
        add_to_log(
            item=item,
            kind=OutcomeKind.UNDERTAKING,
            text="Raise it.",
            openness=Openness.OPEN,
            councils=[nowhere],
            by=cast.officer,
            at=now,
        )
    assert (Outcome.objects.count(), Action.objects.count(), item.drafts.count()) == (0, 0, 1)
    assert not HistoryEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_lose_nothing() -> None:
    cast = assemble()
    item = factories.item(factories.meeting(cast, status=MeetingStatus.IN_PROGRESS))
    at, together = factories.MOMENT, Barrier(2)

    def type_ten(user: Any) -> None:
        together.wait()
        try:
            for number in range(10):
                kind = OutcomeKind.RECOMMENDATION if number % 5 == 0 else OutcomeKind.QUESTION
                add_to_log(
                    item=item, kind=kind, text=f"{user.name} {number}", openness=Openness.OPEN,
                    councils=[cast.boston], by=user, at=at,
                )  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as officers:
        for done in [officers.submit(type_ten, user) for user in (cast.officer, cast.second_officer)]:
            done.result()
    entries = Outcome.objects.order_by("position")
    assert [entry.position for entry in entries] == list(range(1, 21))
    for user in (cast.officer, cast.second_officer):
        own = [entry.text for entry in entries if entry.logged_by_id == user.pk]
        assert own == [f"{user.name} {number}" for number in range(10)]
    assert sorted(Recommendation.objects.values_list("reference", flat=True)) == [
        f"PMP26-{number}" for number in range(1, 5)
    ]
    assert list(history.broken_entries()) == []
