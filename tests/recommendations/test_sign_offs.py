"""Stories of sign-off: who decides, what is kept, what is sent back, and how a mistake is undone."""

from datetime import date, datetime

import pytest

from core import history
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus, SignOffDecision
from recommendations.models import ActionPart, SignOff
from tests import factories
from tests.cast import Cast, hold, person_with_account
from tests.recommendations.conftest import add_link

NOT_YOURS = "Only the portfolio holder of this council, or their deputy, can decide this"


def test_what_was_signed_is_kept_as_it_stood(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    submitted.refresh_from_db()
    signed = SignOff.objects.get()
    assert (submitted.status, signed.decision, signed.round) == ("signed_off", "signed_off", 1)
    assert (signed.by_name, signed.by_role, signed.as_deputy) == (
        "Portfolio Holder, South Holland",
        "Portfolio Holder, South Holland",
        False,
    )
    assert signed.statement == {
        "action": "Run the training",
        "council": "South Holland District Council",
        "due_on": "2026-06-30",
        "first_due_on": "2026-06-30",
        "submitted_at": "2026-04-10T09:00:00+00:00",
        "evidence": [
            {
                "title": "Course outline",
                "shows": "",
                "url": "https://www.example.gov.uk/outline",
                "name": "",
                "sha256": "",
            }
        ],
        "promise": [],
        "updates": [],
    }


def test_the_officer_and_scrutiny_are_told_straight_away(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    assert {(notice.recipient, notice.title) for notice in Notice.objects.all()} == {
        (cast.responsible_south_holland, "Signed off: Run the training"),
        (cast.officer, "Signed off: Run the training"),
        (cast.second_officer, "Signed off: Run the training"),
    }


def test_one_more_thing_becomes_a_new_action_of_the_same_people(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    operations.sign_off_with_more(
        part=submitted,
        round=1,
        words="Decide whether it goes on",
        due_on=date(2026, 9, 30),
        by=cast.holder_south_holland,
        at=now,
    )
    more = ActionPart.objects.exclude(pk=submitted.pk).get()
    assert (more.action.title, more.action.follows, more.council, more.status) == (
        "Decide whether it goes on",
        submitted.action,
        cast.south_holland,
        PartStatus.NOT_STARTED,
    )
    assert (more.responsible, more.portfolio, more.due_on) == (
        cast.work_south_holland,
        cast.portfolio_south_holland,
        date(2026, 9, 30),
    )
    assert list(more.action.recommendations.all()) == list(submitted.action.recommendations.all())


@pytest.mark.parametrize(
    ("words", "due_on", "sentence"),
    [
        (" ", date(2026, 9, 30), "Say what else you want"),
        ("More", date(2026, 4, 14), "By when must be after today"),
    ],
)
def test_one_more_thing_needs_words_and_a_date_to_come(
    cast: Cast, submitted: ActionPart, now: datetime, words: str, due_on: date, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        operations.sign_off_with_more(
            part=submitted, round=1, words=words, due_on=due_on, by=cast.holder_south_holland, at=now
        )
    assert (SignOff.objects.count(), ActionPart.objects.count()) == (0, 1)


def test_work_sent_back_is_in_progress_again_and_can_be_submitted_again(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    operations.send_back(
        part=submitted, round=1, words="No list of sessions", by=cast.holder_south_holland, at=now
    )
    submitted.refresh_from_db()
    assert submitted.status == PartStatus.IN_PROGRESS
    assert [(row.verb, row.reason, row.public) for row in history.of(submitted)] == [
        ("send_back", "No list of sessions", True)
    ]
    operations.submit(part=submitted, by=cast.responsible_south_holland, at=now)
    operations.sign_off(part=submitted, round=2, by=cast.holder_south_holland, at=now)
    assert list(SignOff.objects.order_by("pk").values_list("round", "decision")) == [
        (1, SignOffDecision.SENT_BACK),
        (2, SignOffDecision.SIGNED_OFF),
    ]


def test_sending_back_needs_words(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    with pytest.raises(Refused, match="Say what is missing"):
        operations.send_back(part=submitted, round=1, words="", by=cast.holder_south_holland, at=now)


def test_without_evidence_it_can_only_be_sent_back(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    submitted.evidence.all().delete()
    with pytest.raises(Refused, match="There is no evidence yet"):
        operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    operations.send_back(part=submitted, round=1, words="Evidence", by=cast.holder_south_holland, at=now)
    assert submitted.status == PartStatus.IN_PROGRESS


@pytest.mark.parametrize(
    "name",
    ["holder_boston", "responsible_south_holland", "officer", "councillor", "administrator", "stranger"],
)
def test_nobody_else_signs(cast: Cast, submitted: ActionPart, now: datetime, name: str) -> None:
    with pytest.raises(Refused, match=NOT_YOURS):
        operations.sign_off(part=submitted, round=1, by=cast.everyone[name], at=now)
    assert not SignOff.objects.exists()


def test_nobody_signs_their_own_work(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    hold(cast.responsible_south_holland, cast.portfolio_south_holland, capacity=Capacity.DEPUTY)
    with pytest.raises(Refused, match=NOT_YOURS):
        operations.sign_off(part=submitted, round=1, by=cast.responsible_south_holland, at=now)


def test_nobody_signs_whose_post_ended_yesterday(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    cast.portfolio_south_holland.appointments.update(ends_on=date(2026, 4, 13))
    with pytest.raises(Refused, match=NOT_YOURS):
        operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    cast.portfolio_south_holland.appointments.update(ends_on=date(2026, 4, 14))
    del cast.holder_south_holland.__dict__["_capacities"]
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    assert submitted.status == PartStatus.SIGNED_OFF


def test_a_deputy_signs_for_the_portfolio_holder_and_the_record_says_so(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    deputy = person_with_account("The Deputy", "deputy@example.org")
    hold(deputy, cast.portfolio_south_holland, capacity=Capacity.DEPUTY)
    operations.sign_off(part=submitted, round=1, by=deputy, at=now)
    signed = SignOff.objects.get()
    assert (signed.by_role, signed.as_deputy) == ("Deputy, for the Portfolio Holder, South Holland", True)


def test_who_comes_second_reads_who_decided_and_when(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    stale = ActionPart.objects.get(pk=submitted.pk)
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    for part in (stale, submitted):
        with pytest.raises(Overtaken) as refusal:
            operations.send_back(part=part, round=1, words="More", by=cast.holder_south_holland, at=now)
        assert refusal.value.sentence == (
            "The Portfolio Holder, South Holland signed this off on 14 April 2026 at 10:02am. "
            "Nothing of yours was saved."
        )
    assert SignOff.objects.count() == 1


def test_an_earlier_submission_is_not_decided_in_place_of_a_later_one(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    operations.send_back(part=submitted, round=1, words="More", by=cast.holder_south_holland, at=now)
    operations.submit(part=submitted, by=cast.responsible_south_holland, at=now)
    with pytest.raises(Overtaken, match="sent this back"):
        operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    assert submitted.status == PartStatus.READY


def test_a_sign_off_is_undone_by_a_recorded_reversal(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    signed = operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    operations.reverse_sign_off(part=submitted, reason="Wrong list", by=cast.holder_south_holland, at=now)
    reversal = SignOff.objects.exclude(pk=signed.pk).get()
    assert (submitted.status, reversal.decision, reversal.reverses, reversal.words) == (
        PartStatus.IN_PROGRESS,
        SignOffDecision.REVERSED,
        signed,
        "Wrong list",
    )
    operations.submit(part=submitted, by=cast.responsible_south_holland, at=now)
    operations.sign_off(part=submitted, round=2, by=cast.holder_south_holland, at=now)
    assert submitted.status == PartStatus.SIGNED_OFF


def test_a_reversal_of_an_earlier_sign_off_does_not_undo_a_later_one(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    stale = ActionPart.objects.get(pk=submitted.pk)
    operations.reverse_sign_off(part=submitted, reason="Wrong list", by=cast.holder_south_holland, at=now)
    operations.submit(part=submitted, by=cast.responsible_south_holland, at=now)
    operations.sign_off(part=submitted, round=2, by=cast.holder_south_holland, at=now)
    with pytest.raises(Overtaken):
        operations.reverse_sign_off(part=stale, reason="Wrong list", by=cast.holder_south_holland, at=now)
    submitted.refresh_from_db()
    assert (submitted.status, SignOff.objects.filter(decision="reversed").count()) == ("signed_off", 1)


def test_what_is_signed_holds_the_date_that_stood_then(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    """The date moved after the page was read: the statement has the newer one, and the versions go on counting."""
    stale = ActionPart.objects.get(pk=submitted.pk)
    moved = date(2026, 9, 30)
    operations.change_due_date(
        part=submitted, new=moved, reason="Agreed.", version=submitted.version, by=cast.officer, at=now
    )
    after_the_move = submitted.version
    signed = operations.sign_off(part=stale, round=1, by=cast.holder_south_holland, at=now)
    assert signed.statement["due_on"] == "2026-09-30"
    assert stale.version == after_the_move + 1 == ActionPart.objects.get(pk=stale.pk).version


def test_a_reversal_needs_a_reason_and_a_sign_off(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    with pytest.raises(Refused, match="Only a sign-off can be reversed"):
        operations.reverse_sign_off(part=submitted, reason="Why", by=cast.holder_south_holland, at=now)
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    with pytest.raises(Refused, match="Say why the sign-off is reversed"):
        operations.reverse_sign_off(part=submitted, reason=" ", by=cast.holder_south_holland, at=now)


def test_a_recommendation_is_implemented_only_when_every_council_signed(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    recommendation = submitted.action.recommendations.get()
    boston = factories.part(recommendation, cast.boston, cast)
    meeting = factories.meeting(cast)
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)

    def close(kind: str = "implemented") -> None:
        operations.close(
            recommendation=recommendation,
            kind=kind,
            reason="Both did it",
            meeting=meeting,
            closed_on=date(2026, 4, 14),
            by=cast.officer,
            at=now,
        )

    with pytest.raises(Refused) as refusal:
        close()
    assert refusal.value.sentence == "Boston has not signed off its part yet, so it is not implemented."
    ActionPart.objects.filter(pk=boston.pk).update(
        status=PartStatus.READY, round=1, submitted_by=cast.responsible_boston, submitted_at=now
    )
    boston.refresh_from_db()
    add_link(boston, cast)
    operations.sign_off(part=boston, round=1, by=cast.holder_boston, at=now)
    close()
    assert (recommendation.status, recommendation.closures.get().kind) == ("closed", "implemented")
    with pytest.raises(Refused, match="Only a recommendation that was made and is open can be closed"):
        close("superseded")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Say why it is closed. The reason is published"),
        ({"kind": "gone"}, "Choose how it ended"),
        ({"closed_on": date(2026, 4, 15)}, "The day it was closed must be today or earlier"),
    ],
)
def test_closing_without_what_it_needs_is_refused(
    cast: Cast, now: datetime, fields: dict[str, object], sentence: str
) -> None:
    recommendation = factories.recommendation(cast)
    whole: dict[str, object] = {"kind": "superseded", "reason": "Replaced", "closed_on": date(2026, 4, 14)}
    with pytest.raises(Refused) as refusal:
        operations.close(
            recommendation=recommendation,
            meeting=factories.meeting(cast),
            by=cast.officer,
            at=now,
            **(whole | fields),  # type: ignore[arg-type]
        )
    assert refusal.value.sentence == sentence
    assert recommendation.status == "made"
