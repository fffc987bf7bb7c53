"""What an officer makes of the things found in a paper: accepted into the record, changed, rejected, opened again."""

from datetime import date, datetime

import pytest

from core.models import Source
from core.refusals import Overtaken, Refused
from councils.models import Person
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Attendance, Meeting, Outcome
from meetings.operations import check_entries
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Action, ActionPart, Recommendation
from recommendations.operations import publish_meeting_record
from recommendations.operations import reading as operations
from recommendations.operations.reading_decisions import (
    accept,
    accept_all,
    reject,
    reopen,
)
from tests.cast import Cast
from tests.promises.contents import contents, differences
from tests.recommendations.papers import LAMPS, chosen, one, read_paper, taken


def test_an_accepted_decision_stands_in_the_log_with_the_paper_as_its_source(
    cast: Cast, now: datetime
) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    decision = taken(reading, ProposalKind.DECISION, cast, now)
    entry = Outcome.objects.get()
    assert (entry.kind, entry.decision, entry.number) == (OutcomeKind.DECISION, "resolved", "1")
    assert entry.text == "That the report on street lamps be noted."
    assert (entry.source, entry.source_place, entry.is_summary) == (Source.objects.get(), "line 15", False)
    assert entry.source is not None
    assert entry.source.title == reading.title == "South Holland District Council"
    assert (decision.status, decision.outcome, decision.decided_by) == (
        ProposalStatus.ACCEPTED,
        entry,
        cast.officer,
    )
    item = AgendaItem.objects.get()
    assert (item.title, item.number, item.is_open) == ("Street lamps", "1", True)
    assert one(reading, ProposalKind.ITEM).status == ProposalStatus.ACCEPTED


def test_what_an_exempt_paper_says_is_exempt_and_not_even_its_title_leaves_it(
    cast: Cast, now: datetime
) -> None:
    reading = chosen(read_paper(cast, now, openness="exempt", exempt_paragraph=3), cast, now)
    taken(reading, ProposalKind.DECISION, cast, now)
    entry = Outcome.objects.select_related("item").get()
    assert (entry.is_open, entry.exempt_paragraph, entry.item.is_open) == (False, 3, False)
    assert Source.objects.get().title == "Paper kept by the Scrutiny Officer"


def test_an_accepted_recommendation_takes_its_reference_and_asks_whom_the_paper_asks(
    cast: Cast, now: datetime
) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    taken(reading, ProposalKind.RECOMMENDATION, cast, now)
    made = Recommendation.objects.get()
    assert (made.reference, made.text, made.status) == ("PMP26-1", LAMPS, "draft")
    assert [answer.council for answer in made.responses.all()] == [cast.south_holland]


def test_an_accepted_promise_is_an_action_at_once(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    taken(reading, ProposalKind.UNDERTAKING, cast, now)
    taken(reading, ProposalKind.REQUEST, cast, now)
    assert [action.title for action in Action.objects.order_by("pk")] == [
        "Send members a map of the repaired lamps by 30 June 2026.", "A paper on street lamps",
    ]  # fmt: skip
    assert [part.owner_words for part in ActionPart.objects.order_by("pk")] == ["The lighting manager", ""]
    assert [part.due_on for part in ActionPart.objects.order_by("pk")] == [date(2026, 6, 30), None]
    points = Outcome.objects.get(kind=OutcomeKind.REQUEST).points.all()
    assert [point.text for point in points] == ["costs", "energy use"]


def test_an_answer_waits_for_its_question_and_is_linked_to_it(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    with pytest.raises(Refused, match="Accept or reject its question first"):
        taken(reading, ProposalKind.ANSWER, cast, now)
    asked = taken(reading, ProposalKind.QUESTION, cast, now)
    answered = taken(reading, ProposalKind.ANSWER, cast, now)
    assert answered.outcome is not None
    assert answered.outcome.answers == asked.outcome
    assert answered.outcome.said_by == "The lighting manager"


def test_a_response_is_evidence_and_answers_for_no_council(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    taken(reading, ProposalKind.RESPONSE, cast, now)
    entry = Outcome.objects.get()
    assert (entry.kind, entry.text) == (
        OutcomeKind.COMMENT,
        "Recommendation 2: Accepted in part. From April.",
    )


def test_who_was_there_is_the_person_on_record_or_the_name_as_given(cast: Cast, now: datetime) -> None:
    miller = Person.objects.create(name="A. Miller", style="Councillor")
    reading = chosen(read_paper(cast, now), cast, now)
    taken(reading, ProposalKind.ATTENDANCE, cast, now, 0)
    taken(reading, ProposalKind.ATTENDANCE, cast, now, 1)
    there = Attendance.objects.order_by("pk")
    assert [(row.person, row.label, row.presence) for row in there] == [
        (miller, "", "present"), (None, "Councillor C. Shepherd", "apologies"),
    ]  # fmt: skip


def test_words_that_the_officer_changed_are_ours(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    found = one(reading, ProposalKind.DECISION)
    changed = {"text": "That the lamp report be noted.", "word": "noted", "number": "1"}
    done = accept(proposal=found, version=1, changed=changed, by=cast.officer, at=now)
    assert (done.status, done.changed) == (
        ProposalStatus.EDITED, {"text": "That the lamp report be noted.", "word": "noted"},
    )  # fmt: skip
    assert done.outcome is not None
    assert (done.outcome.text, done.outcome.decision, done.outcome.is_summary) == (
        changed["text"],
        "noted",
        True,
    )
    assert done.fields["text"] == "That the report on street lamps be noted."


def test_nothing_is_accepted_before_the_meeting_is_chosen(cast: Cast, now: datetime) -> None:
    reading = read_paper(cast, now)
    with pytest.raises(Refused, match="Choose the meeting"):
        taken(reading, ProposalKind.DECISION, cast, now)


def test_all_of_an_item_is_accepted_together_or_not_at_all(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    head = one(reading, ProposalKind.ITEM)
    below = [head, *reading.proposals.filter(parent=head), one(reading, ProposalKind.ANSWER)]
    versions = {found.pk: found.version for found in below}
    before = contents()
    with pytest.raises(Overtaken):
        accept_all(reading=reading, versions={**versions, below[-1].pk: 9}, by=cast.officer, at=now)
    assert differences(before, contents()) == {}
    accept_all(reading=reading, versions=versions, by=cast.officer, at=now)
    assert Outcome.objects.count() == 7
    assert AgendaItem.objects.count() == 1


def test_the_second_officer_reads_what_the_first_decided(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    found = one(reading, ProposalKind.DECISION)
    reject(proposal=found, version=1, by=cast.second_officer, at=now)
    with pytest.raises(Overtaken, match="Second Scrutiny Officer changed this on 14 April 2026"):
        accept(proposal=found, version=1, by=cast.officer, at=now)
    assert Outcome.objects.count() == 0


def test_undo_takes_what_was_made_back(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    made = taken(reading, ProposalKind.RECOMMENDATION, cast, now)
    again = reopen(proposal=made, version=made.version, by=cast.officer, at=now)
    assert (again.status, again.outcome, again.recommendation) == (ProposalStatus.OPEN, None, None)
    assert Outcome.objects.standing().count() == 0
    assert Recommendation.objects.get().status == "discarded"
    later = accept(proposal=again, version=again.version, by=cast.officer, at=now)
    assert later.recommendation is not None
    assert later.recommendation.reference == "PMP26-2"


def test_a_rejected_thing_can_be_opened_again(cast: Cast, now: datetime) -> None:
    reading = read_paper(cast, now)
    gone = reject(proposal=one(reading, ProposalKind.DECISION), version=1, by=cast.officer, at=now)
    back = reopen(proposal=gone, version=2, by=cast.officer, at=now)
    assert (back.status, back.decided_by) == (ProposalStatus.OPEN, None)


def test_looked_through_its_record_is_checked_and_published_like_any_other(cast: Cast, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    found = reading.proposals.exclude(kind__in=["body", "date"])
    with pytest.raises(Refused, match="12 things are still to decide"):
        operations.finish_reading(reading=reading, by=cast.officer, at=now)
    accept_all(reading=reading, versions=dict(found.values_list("pk", "version")), by=cast.officer, at=now)
    operations.finish_reading(reading=reading, by=cast.officer, at=now)
    meeting = Meeting.objects.get()
    assert (reading.status, meeting.status) == (ReadingStatus.DONE, MeetingStatus.HELD)
    entries = Outcome.objects.filter(item__meeting=meeting)
    check_entries(
        meeting=meeting, versions=dict(entries.values_list("pk", "version")), by=cast.officer, at=now
    )
    publish_meeting_record(meeting=meeting, without_owners=True, by=cast.officer, at=now)
    assert Recommendation.objects.get().status == "made"
