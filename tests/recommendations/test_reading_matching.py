"""Papers and the record that exists: the meeting they belong to, and what is there already."""

from datetime import date, datetime

import pytest

from core.models import HistoryEntry
from core.refusals import Refused
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import Meeting, Outcome
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Proposal, Recommendation
from recommendations.operations.reading_decisions import (
    match_recommendation,
)
from recommendations.operations.reading_meeting import choose_meeting
from tests import factories
from tests.cast import Cast
from tests.recommendations.papers import (
    LAMPS,
    PAPER,
    chosen,
    one,
    read_paper,
    taken,
)


@pytest.mark.parametrize(
    "words",
    [
        LAMPS,
        "that  Cabinet reviews the hours at which village lamps are lit each winter",
        "That Cabinet reviews the hours at which the village lamps are lit each winter.",
    ],
)
def test_a_recommendation_in_the_tracker_is_matched_and_not_made_again(
    cast: Cast, now: datetime, words: str
) -> None:
    known = factories.recommendation(cast, 2, text=words)
    found = one(read_paper(cast, now), ProposalKind.RECOMMENDATION)
    assert (found.status, found.recommendation) == (ProposalStatus.ON_RECORD, known)


def test_one_that_only_looks_alike_is_named_and_left_to_the_officer(cast: Cast, now: datetime) -> None:
    known = factories.recommendation(
        cast, 2, text="Village lamps: Cabinet to look again at hours lit in winter."
    )
    reading = chosen(read_paper(cast, now), cast, now)
    found = one(reading, ProposalKind.RECOMMENDATION)
    assert (found.status, found.recommendation) == (ProposalStatus.OPEN, known)
    done = match_recommendation(proposal=found, version=found.version, by=cast.officer, at=now)
    assert (done.status, done.recommendation, Recommendation.objects.count()) == (
        ProposalStatus.ON_RECORD,
        known,
        1,
    )


def test_one_that_came_into_the_tracker_meanwhile_is_not_made_again(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    known = factories.recommendation(cast, 2, text=LAMPS)
    found = taken(reading, ProposalKind.RECOMMENDATION, cast, now)
    assert (found.status, found.recommendation, Outcome.objects.count()) == (
        ProposalStatus.ON_RECORD,
        known,
        0,
    )


def test_what_the_meeting_holds_already_is_marked(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(
        cast, slug="2026-03-10", held_on=date(2026, 3, 10), status=MeetingStatus.DRAFT_MINUTES
    )
    item = factories.item(meeting, title="Street Lamps")
    entry = factories.outcome(
        item, kind=OutcomeKind.DECISION, decision="resolved", text="that the report on street lamps be noted"
    )
    reading = read_paper(cast, now)
    reading = choose_meeting(
        reading=reading, version=reading.version, meeting=meeting, by=cast.officer, at=now
    )
    marked = reading.proposals.filter(status=ProposalStatus.ON_RECORD).order_by("position")
    assert [(found.kind, found.item, found.outcome) for found in marked] == [
        ("item", item, None),
        ("decision", None, entry),
    ]
    with pytest.raises(Refused, match="The record of this meeting is published"):
        taken(reading, ProposalKind.DECISION, cast, now, 1)


def test_the_same_words_again_propose_nothing_new(cast: Cast, now: datetime) -> None:
    first = read_paper(cast, now)
    again = read_paper(cast, now, text=PAPER.replace("\n", "\r\n  "))
    assert (again.status, again.proposals.count()) == (ReadingStatus.DONE, 0)
    assert again.sha256 == first.sha256


def test_another_councils_paper_is_never_attached_in_silence(cast: Cast, now: datetime) -> None:
    reading = read_paper(cast, now)
    with pytest.raises(Refused, match="This paper names South Holland District Council"):
        choose_meeting(
            reading=reading, version=reading.version, body=cast.other_panel, held_on=date(2026, 3, 10), by=cast.officer,
            at=now,
        )  # fmt: skip
    assert Meeting.objects.count() == 0


def test_a_council_outside_the_partnership_needs_a_reason(cast: Cast, now: datetime) -> None:
    reading = read_paper(cast, now)
    body = one(reading, ProposalKind.BODY)
    Proposal.objects.filter(pk=body.pk).update(
        fields={"text": "Audit Committee", "council": "Wold Borough Council"}
    )
    to = {"reading": reading, "version": reading.version, "body": cast.panel, "held_on": date(2026, 3, 10)}
    with pytest.raises(
        Refused, match="names Wold Borough Council, which is not one of the partnership’s councils"
    ):
        choose_meeting(**to, by=cast.officer, at=now)  # type: ignore[arg-type]
    done = choose_meeting(**to, reason="A joint audit.", by=cast.officer, at=now)  # type: ignore[arg-type]
    assert done.meeting is not None
    row = HistoryEntry.objects.get(verb="choose_meeting")
    assert (row.reason, row.public) == ("A joint audit.", False)


def test_the_meeting_cannot_change_while_something_is_accepted_for_it(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    taken(reading, ProposalKind.DECISION, cast, now)
    reading.refresh_from_db()
    with pytest.raises(Refused, match="Take them back first"):
        choose_meeting(reading=reading, version=reading.version, by=cast.officer, at=now)


def test_a_second_record_of_a_day_is_made_only_when_the_officer_says_so(cast: Cast, now: datetime) -> None:
    factories.meeting(cast, slug="2026-03-10", held_on=date(2026, 3, 10), status=MeetingStatus.LOCKED)
    reading = read_paper(cast, now)
    with pytest.raises(Refused, match=r"is on record\. Choose it above"):
        chosen(reading, cast, now)
    done = choose_meeting(
        reading=reading, version=reading.version, body=cast.panel, held_on=date(2026, 3, 10), again=True,
        by=cast.officer, at=now,
    )  # fmt: skip
    assert done.meeting is not None
    assert (done.meeting.slug, done.meeting.status) == ("2026-03-10-2", MeetingStatus.PLANNED)
