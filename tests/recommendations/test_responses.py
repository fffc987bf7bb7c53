"""Stories of answers: what each verdict demands, who may give it, and what stays on the record."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core import history
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus, ResponseStatus, Verdict, VersionStatus
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.operations import Commitment
from tests import factories
from tests.cast import Cast

WORDS = "We will test every form with residents."


@pytest.fixture
def asked(cast: Cast) -> Response:
    return factories.response(factories.recommendation(cast), cast.south_holland, cast)


def promise(cast: Cast, due_on: date = date(2026, 12, 31)) -> Commitment:
    return Commitment("Test every form", cast.work_south_holland, due_on)


def test_accepting_makes_an_action_for_the_responsible_officer(
    cast: Cast, asked: Response, now: datetime
) -> None:
    operations.answer(
        response=asked,
        verdict=Verdict.ACCEPTED,
        words=WORDS,
        commitments=[promise(cast)],
        version=1,
        by=cast.holder_south_holland,
        at=now,
    )
    asked.refresh_from_db()
    part = ActionPart.objects.get()
    assert (asked.status, asked.verdict, asked.answered_on) == ("answered", "accepted", date(2026, 4, 14))
    assert (part.action.title, part.council, part.portfolio) == (
        "Test every form",
        cast.south_holland,
        cast.portfolio_south_holland,
    )
    assert (part.status, part.responsible, part.due_on, part.first_due_on) == (
        PartStatus.NOT_STARTED,
        cast.work_south_holland,
        date(2026, 12, 31),
        date(2026, 12, 31),
    )
    assert [notice.recipient for notice in Notice.objects.all()] == [cast.responsible_south_holland]
    asked.recommendation.refresh_from_db()
    assert asked.recommendation.next_due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("verdict", "fields", "sentence", "field"),
    [
        ("", {}, "Choose what South Holland says", "verdict"),
        ("maybe", {}, "Choose what South Holland says", "verdict"),
        ("accepted", {}, "Say what South Holland will do, or choose “Note it”", "commitment_1"),
        (
            "in_part",
            {"reasons": "Too dear"},
            "Say which part you accept, and why not the rest",
            "part_accepted",
        ),
        ("in_part", {"part_accepted": "One"}, "Say which part you accept, and why not the rest", "reasons"),
        ("rejected", {"reasons": "  "}, "Say why South Holland will not do it", "reasons"),
        ("in_place", {"words": "", "in_place_since": "2024"}, "Say what South Holland has in place", "words"),
        ("in_place", {}, "Say since when it is in place, such as March 2024", "in_place_since"),
        ("deferred", {}, "Enter the date by which an answer is expected", "expected_on"),
        (
            "deferred",
            {"expected_on": date(2026, 4, 14)},
            "The date of the answer must be after today",
            "expected_on",
        ),
        (
            "noted",
            {"decided_on": date(2026, 4, 15)},
            "The day of the decision must be today or earlier",
            "decided_on",
        ),
    ],
)
def test_a_verdict_without_what_it_demands_is_refused(
    cast: Cast,
    asked: Response,
    now: datetime,
    verdict: str,
    fields: dict[str, Any],
    sentence: str,
    field: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        operations.answer(
            response=asked, verdict=verdict, version=1, by=cast.holder_south_holland, at=now,
            **{"words": WORDS, **fields},
        )  # fmt: skip
    assert (refusal.value.sentence, refusal.value.field) == (sentence, field)
    asked.refresh_from_db()
    assert (asked.status, asked.versions.count()) == (ResponseStatus.AWAITED, 0)


def test_a_commitment_is_due_after_today(cast: Cast, asked: Response, now: datetime) -> None:
    with pytest.raises(Refused, match="By when must be after today"):
        operations.answer(
            response=asked,
            verdict="accepted",
            words=WORDS,
            commitments=[promise(cast, date(2026, 4, 14))],
            version=1,
            by=cast.holder_south_holland,
            at=now,
        )
    assert ActionPart.objects.count() == 0


@pytest.mark.parametrize(
    ("verdict", "fields"), [("noted", {}), ("deferred", {"expected_on": date(2026, 5, 1)})]
)
def test_noted_and_deferred_leave_the_clock_running(
    cast: Cast, asked: Response, now: datetime, verdict: str, fields: dict[str, Any]
) -> None:
    operations.answer(
        response=asked, verdict=verdict, words="", version=1, by=cast.holder_south_holland, at=now, **fields
    )
    asked.refresh_from_db()
    assert (asked.status, asked.due_on, asked.answered_on) == ("unanswered", date(2026, 5, 20), None)
    assert list(Response.objects.overdue_on(date(2026, 5, 21))) == [asked]


def test_a_later_answer_is_a_new_version_and_the_earlier_one_stays(
    cast: Cast, asked: Response, now: datetime
) -> None:
    for version, verdict in [(1, "noted"), (2, "rejected")]:
        operations.answer(
            response=asked,
            verdict=verdict,
            words=verdict,
            reasons="No money",
            version=version,
            by=cast.holder_south_holland,
            at=now,
        )
    assert list(asked.versions.values_list("number", "verdict", "status")) == [
        (1, "noted", "published"),
        (2, "rejected", "published"),
    ]
    with pytest.raises(Refused, match="This council has answered"):
        operations.answer(
            response=asked, verdict="noted", words="", version=3, by=cast.holder_south_holland, at=now
        )


def test_a_stale_answer_is_refused_and_says_who_was_faster(
    cast: Cast, asked: Response, now: datetime
) -> None:
    stale = Response.objects.get(pk=asked.pk)
    operations.answer(
        response=asked, verdict="noted", words="", version=1, by=cast.holder_south_holland, at=now
    )
    with pytest.raises(Overtaken) as refusal:
        operations.answer(
            response=stale, verdict="noted", words="", version=1, by=cast.holder_south_holland, at=now
        )
    assert refusal.value.sentence == (
        "Portfolio Holder, South Holland changed this on 14 April 2026 at 10:02am. "
        "Nothing of yours was saved. Look again and decide."
    )
    assert asked.versions.count() == 1


def test_a_draft_becomes_the_answer_and_is_not_told_before(
    cast: Cast, asked: Response, now: datetime
) -> None:
    operations.save_answer_draft(
        response=asked,
        version=1,
        by=cast.holder_south_holland,
        at=now,
        verdict="rejected",
        words="Not now",
        draft_commitments=[{"title": "Half a thought", "responsible": None, "due_on": ""}],
    )
    asked.refresh_from_db()
    assert (asked.status, asked.verdict, asked.version) == ("awaited", "", 2)
    operations.answer(
        response=asked,
        verdict="rejected",
        words="Not now",
        reasons="No money",
        version=2,
        by=cast.holder_south_holland,
        at=now,
    )
    version = asked.versions.get()
    assert (version.number, version.status, version.draft_commitments) == (1, VersionStatus.PUBLISHED, [])
    assert [(row.verb, row.public) for row in history.of(asked)] == [("save_draft", False), ("answer", True)]


def test_a_council_that_was_not_asked_cannot_answer(cast: Cast, now: datetime) -> None:
    response = factories.response(
        factories.recommendation(cast), cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None
    )
    with pytest.raises(Refused, match="has not been asked yet"):
        operations.answer(
            response=response, verdict="noted", words="", version=1, by=cast.holder_boston, at=now
        )


def test_a_moved_date_keeps_the_first_one_and_the_reason(cast: Cast, asked: Response, now: datetime) -> None:
    operations.move_response_due_date(
        response=asked, new=date(2026, 6, 30), reason="Cabinet date", by=cast.officer, at=now
    )
    asked.refresh_from_db()
    change = asked.due_date_changes.get()
    assert (asked.due_on, asked.first_due_on) == (date(2026, 6, 30), date(2026, 5, 20))
    assert (change.old, change.new, change.reason) == (date(2026, 5, 20), date(2026, 6, 30), "Cabinet date")


@pytest.mark.parametrize(
    ("new", "reason", "sentence"),
    [
        (date(2026, 6, 30), " ", "Say why the date moves. The reason is published"),
        (date(2026, 5, 20), "Because", "That is the date it has already"),
    ],
)
def test_a_date_does_not_move_without_a_reason_or_to_itself(
    cast: Cast, asked: Response, now: datetime, new: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        operations.move_response_due_date(response=asked, new=new, reason=reason, by=cast.officer, at=now)
    assert refusal.value.sentence == sentence


def test_no_response_on_record_is_a_status_of_its_own(cast: Cast, now: datetime) -> None:
    response = factories.response(
        factories.recommendation(cast), cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None
    )
    operations.note_gap(response=response, by=cast.officer, at=now)
    assert response.status == ResponseStatus.NOT_ON_RECORD
    assert not Response.objects.overdue_on(date(2030, 1, 1)).exists()


def test_the_work_of_a_vacant_post_is_told_to_the_scrutiny_officers(
    cast: Cast, asked: Response, now: datetime
) -> None:
    cast.work_south_holland.appointments.update(ends_on=(now - timedelta(days=1)).date())
    operations.answer(
        response=asked,
        verdict="accepted",
        words=WORDS,
        commitments=[promise(cast)],
        version=1,
        by=cast.holder_south_holland,
        at=now,
    )
    assert {notice.recipient for notice in Notice.objects.all()} == {cast.officer, cast.second_officer}
    assert {notice.kind for notice in Notice.objects.all()} == {"post_vacant"}


def test_what_was_closed_while_somebody_typed_is_no_longer_answered(
    cast: Cast, asked: Response, now: datetime
) -> None:
    operations.withdraw(
        recommendation=Recommendation.objects.get(pk=asked.recommendation_id),
        reason="Twice",
        by=cast.officer,
        at=now,
    )
    with pytest.raises(Refused, match="It can no longer be answered"):
        operations.answer(
            response=asked, verdict="noted", words="", version=1, by=cast.holder_south_holland, at=now
        )
