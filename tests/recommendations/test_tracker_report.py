"""The tracker report for a meeting: exceptions first, then what changed since the body last met, then the rest."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client

from core import history
from core.enums import Openness
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from recommendations.enums import PartStatus, ResponseStatus, SignOffDecision, Verdict
from recommendations.models import ActionPart, PeriodicJudgement, Recommendation, SignOff
from recommendations.queries.tracker_report import TrackerReport, tracker_report
from tests import factories
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """South Holland's panel meets today, and last met on 10 March."""
    factories.meeting(cast, slug="2026-03-10", held_on=date(2026, 3, 10), status=MeetingStatus.DRAFT_MINUTES)
    return factories.meeting(cast)


def late_work(cast: Cast) -> ActionPart:
    one = factories.recommendation(cast, 1)
    factories.response(
        one, cast.south_holland, cast, status=ResponseStatus.ANSWERED, verdict=Verdict.ACCEPTED
    )
    return factories.part(
        one, cast.south_holland, cast, title="Run the course", due_on=date(2026, 4, 12),
        first_due_on=date(2026, 2, 1), status=PartStatus.IN_PROGRESS,
    )  # fmt: skip


def sent_back_work(cast: Cast) -> ActionPart:
    one = factories.recommendation(cast, 2)
    part = factories.part(
        one, cast.south_holland, cast, title="Buy the lamps", status=PartStatus.IN_PROGRESS, round=1
    )
    SignOff.objects.create(
        part=part, round=1, decision=SignOffDecision.SENT_BACK, words="No receipt.", by=cast.holder_south_holland,
        by_name="Holder", by_role="Portfolio Holder", at=factories.MOMENT,
    )  # fmt: skip
    return part


def noted(cast: Cast) -> None:
    factories.response(
        factories.recommendation(cast, 3), cast.south_holland, cast, status=ResponseStatus.UNANSWERED,
        verdict=Verdict.NOTED,
    )  # fmt: skip


def off_track(cast: Cast) -> None:
    one = factories.recommendation(cast, 4, kind="continuing")
    factories.response(
        one, cast.south_holland, cast, status=ResponseStatus.ANSWERED, verdict=Verdict.ACCEPTED
    )
    for judgement, day in (("on_track", 1), ("off_track", 2)):
        PeriodicJudgement.objects.create(
            recommendation=one, judgement=judgement, reason="Two attacks.", judged_on=date(2026, 4, day)
        )


def quiet(cast: Cast) -> None:
    factories.response(factories.recommendation(cast, 5), cast.south_holland, cast)


def unknown(cast: Cast) -> None:
    factories.response(
        factories.recommendation(cast, 8),
        cast.south_holland,
        cast,
        status=ResponseStatus.NOT_ON_RECORD,
        due_on=None,
    )


def elsewhere(cast: Cast) -> None:
    """Boston is late, and so is somebody with an exempt one: neither is this panel's to see."""
    factories.response(factories.recommendation(cast, 6), cast.boston, cast, due_on=date(2026, 4, 1))
    secret = factories.recommendation(cast, 7, openness=Openness.EXEMPT)
    factories.response(secret, cast.south_holland, cast, due_on=date(2026, 4, 1))


def kinds(report: TrackerReport) -> dict[str, list[tuple[str, str]]]:
    return {kind.heading: [(item.reference, item.note) for item in kind.items] for kind in report.kinds}


def test_exceptions_come_first_and_the_rest_last(cast: Cast, meeting: Meeting) -> None:
    for put in (late_work, sent_back_work, noted, off_track, quiet, unknown, elsewhere):
        put(cast)
    report = tracker_report(meeting, on=TODAY)
    assert kinds(report) == {
        "Overdue": [("DS26-1", "Due 12 April 2026, 2 days late. First promised for 1 February 2026.")],
        "Off track": [("DS26-4", "Judged on 2 April 2026. Two attacks.")],
        "Sent back": [("DS26-2", "Sent back on 1 April 2026. Reason: No receipt.")],
        "Unanswered": [("DS26-3", "Noted does not answer. Due 20 May 2026.")],
        "Not on record": [("DS26-8", "No paper that we hold says what it answered.")],
    }
    assert report.sentence == (
        "6 open recommendations. 5 things need attention: 1 overdue, 1 off track, 1 sent back, 1 unanswered, "
        "1 not on record."
    )
    assert [(line.reference, line.councils) for line in report.rest] == [
        ("DS26-5", ["South Holland: Awaiting response"])
    ]


def test_a_body_of_no_council_reads_of_every_council(cast: Cast, meeting: Meeting) -> None:
    elsewhere(cast)
    quiet(cast)
    meeting.body = cast.panel
    cast.panel.council = None
    cast.panel.save()
    report = tracker_report(meeting, on=TODAY)
    assert kinds(report)["Unanswered"] == [("DS26-6", "Due 1 April 2026.")]
    assert report.total == 2


def test_what_changed_since_the_body_last_met_is_read_from_the_history(cast: Cast, meeting: Meeting) -> None:
    part = late_work(cast)
    one = Recommendation.objects.get()
    asked = one.responses.get()
    secret = factories.part(one, cast.south_holland, cast, openness=Openness.EXEMPT)
    told: list[tuple[Any, str, int, bool]] = [
        (one, "publish", 9, True), (asked, "answer", 10, True), (part, "start", 11, True), (part, "submit", 12, False),
        (secret, "start", 12, True),
    ]  # fmt: skip
    for subject, verb, day, public in told:
        history.record(
            subject=subject, trail=one, verb=verb, by=cast.officer, public=public,
            at=datetime(2026, 3, day, 12, tzinfo=UTC),
        )  # fmt: skip
    report = tracker_report(meeting, on=TODAY)
    assert report.before == "10 March 2026"
    assert [(change.when, change.reference, change.words) for change in report.changes] == [
        ("11 March 2026", "DS26-1", "South Holland: work began"),
        ("10 March 2026", "DS26-1", "South Holland: answered"),
    ]


def test_a_body_that_never_met_compares_nothing(cast: Cast) -> None:
    report = tracker_report(factories.meeting(cast), on=TODAY)
    assert (report.before, report.changes, report.sentence) == (
        "", [], "No open recommendation concerns this body.",
    )  # fmt: skip


def test_anyone_reads_it_from_the_agenda_on_and_takes_the_same_away(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    late_work(cast)
    address = f"{meeting.get_absolute_url()}tracker/"
    page = client.get(address)
    assert page.status_code == 200
    assert "Run the course" in page.content.decode()
    paper = docx.Document(BytesIO(client.get(f"{meeting.get_absolute_url()}tracker.docx").getvalue()))
    cells = [cell.text for cell in paper.tables[0].rows[1].cells]
    assert cells == [
        "DS26-1", "Run the course", "South Holland", "In progress, overdue",
        "Due 12 April 2026, 2 days late. First promised for 1 February 2026.",
    ]  # fmt: skip
    assert f'href="{address}"' in client.get(meeting.get_absolute_url()).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.PLANNED)
    assert client.get(address).status_code == 404
    client.force_login(cast.officer)
    assert client.get(address).status_code == 200


def test_read_after_the_meeting_it_says_that_it_tells_of_today(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    past = factories.meeting(cast, slug="2026-03-24", held_on=date(2026, 3, 24), status=MeetingStatus.HELD)
    words = (
        "This meeting was on 24 March 2026. What stands here is the position today, later changes included."
    )
    assert tracker_report(past, on=TODAY).later == words
    assert tracker_report(meeting, on=TODAY).later == ""
    assert words in client.get(f"{past.get_absolute_url()}tracker/").content.decode()
