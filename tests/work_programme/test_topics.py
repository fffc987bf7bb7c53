"""Suggested topics: who reads which, how they are weighed, what becomes of them."""

from datetime import date, datetime
from typing import Any

import pytest

from core.enums import Openness
from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from meetings.enums import MeetingStatus
from notices.models import Notice
from task_groups.models import TaskGroup
from tests.cast import TODAY, Cast
from tests.stage_of_programme import said_in_a_meeting, topic
from tests.work_programme.conftest import as_user, text_of
from work_programme import operations, queries
from work_programme.enums import Criterion, Points, TopicStatus, WorkKind
from work_programme.models import TopicSuggestion, WorkItem

TOPICS = "/work-programme/topics/"


def seen_by(cast: Cast, user: Any) -> list[str]:
    return sorted(queries.topics_visible_to(user, on=TODAY).values_list("title", flat=True))


def test_a_councillor_suggests_and_is_named_by_role(cast: Cast, on_the_day: datetime) -> None:
    sent = {"title": "Opening hours", "words": "Nobody is there on Fridays.", "said_by": "The Queen"}
    assert as_user(cast.stranger).post(f"{TOPICS}suggest/", sent).status_code == 403
    page = as_user(cast.councillor).post(f"{TOPICS}suggest/", sent, follow=True).content.decode()
    assert "Not looked at yet." in page
    made = TopicSuggestion.objects.get()
    assert (made.said_by, made.council, made.status) == (
        "Councillor, South Holland", cast.south_holland, TopicStatus.RECEIVED,
    )  # fmt: skip
    assert seen_by(cast, cast.councillor) == seen_by(cast, cast.officer) == ["Opening hours"]
    assert seen_by(cast, cast.other_councillor) == seen_by(cast, cast.stranger) == []
    assert as_user(None).get(made.get_absolute_url()).status_code == 404
    assert "1 suggested topic" in text_of(as_user(cast.officer), "/work-programme/")
    assert "1 topic</a> waits to be weighed or decided." in text_of(as_user(cast.officer), "/to-do/")


def test_weighed_it_is_public_and_the_points_decide_nothing(cast: Cast, on_the_day: datetime) -> None:
    one = topic(cast, points=None)
    points = {f"points_{criterion}": "1" for criterion in Criterion}
    sent = {"title": "Telephones", "words": "Callers wait.", "weighed": "It can be changed.", "version": "1"}
    unsaid = as_user(cast.officer).post(f"{TOPICS}{one.pk}/weigh/", {**sent, "points_timing": "3"})
    assert "Answer: Can scrutiny change something?" in unsaid.content.decode()
    assert as_user(cast.officer).post(f"{TOPICS}{one.pk}/weigh/", {**sent, **points}).status_code == 302
    page = text_of(as_user(None), one.get_absolute_url())
    assert "Weighed with 5 of 15 points. Not decided yet." in page
    assert "It can be changed." in page
    again = {**sent, **points, "points_timing": "3", "version": "2"}
    assert as_user(cast.officer).post(f"{TOPICS}{one.pk}/weigh/", again).status_code == 302
    assert "Weighed with 7 of 15 points." in text_of(as_user(None), one.get_absolute_url())
    stale = as_user(cast.officer).post(f"{TOPICS}{one.pk}/weigh/", again)
    assert (stale.status_code, "It says now: Telephones" in stale.content.decode()) == (409, True)


def test_an_accepted_topic_goes_on_the_programme_with_its_reason(cast: Cast, on_the_day: datetime) -> None:
    one = topic(cast)
    sent = {
        "title": "Telephones", "kind": "evidence", "councils": [cast.boston.pk], "starts_on": "October 2026",
        "ends_on": "October 2026", "reason": "Many callers.", "version": "1",
    }  # fmt: skip
    unknown = as_user(cast.officer).post(f"{TOPICS}{one.pk}/accept/", {**sent, "reason": ""})
    assert "Say why. The reason is published" in unknown.content.decode()
    assert as_user(cast.officer).post(f"{TOPICS}{one.pk}/accept/", sent).status_code == 302
    item = WorkItem.objects.get()
    assert (item.topic, item.kind, item.starts_on) == (one, WorkKind.EVIDENCE, date(2026, 10, 1))
    page = text_of(as_user(None), one.get_absolute_url())
    assert "Accepted. It is on the programme as “Telephones”." in page
    assert "Many callers." in page
    assert "<strong>1 topic suggested:</strong> 1 accepted, 0 declined, 0 not decided yet." in text_of(
        as_user(None), TOPICS
    )
    assert as_user(cast.officer).get(f"{TOPICS}{one.pk}/decline/").status_code == 403


def test_an_accepted_topic_becomes_a_task_group(cast: Cast, on_the_day: datetime) -> None:
    one = topic(cast)
    sent = {"title": "Telephones", "councils": [cast.boston.pk], "reason": "Many callers.", "version": "1"}
    assert as_user(cast.officer).post(f"{TOPICS}{one.pk}/propose/", sent).status_code == 302
    group = TaskGroup.objects.get()
    one.refresh_from_db()
    assert (one.task_group, one.status) == (group, TopicStatus.ACCEPTED)
    assert [seats.council for seats in group.seats_wanted.all()] == [cast.boston]
    assert "A task group was proposed: “Telephones”." in text_of(as_user(None), one.get_absolute_url())


def test_a_declined_topic_says_why_and_is_decided_once(cast: Cast, now: datetime) -> None:
    one, also = topic(cast), TopicSuggestion.objects.get()
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    with pytest.raises(Refused, match="Say why"):
        operations.decline_topic(topic=one, version=1, reason=" ", **known)
    operations.decline_topic(topic=one, version=1, reason="It was looked at in March.", **known)
    before = HistoryEntry.objects.count()
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this on 14 April 2026"):
        operations.decline_topic(topic=also, version=1, reason="Twice.", **known)
    with pytest.raises(Refused):
        operations.decline_topic(topic=topic(cast, points=None), version=1, reason="Not weighed.", **known)
    assert HistoryEntry.objects.count() == before


def test_whoever_suggested_a_topic_is_told_once_what_was_decided(cast: Cast, now: datetime) -> None:
    known: dict[str, Any] = {"version": 1, "by": cast.officer, "at": now}
    one = topic(cast)
    operations.decline_topic(topic=one, reason="It was looked at in March.", **known)
    operations.accept_as_group(
        topic=topic(cast), title="Telephones", councils=[cast.boston], reason="Many callers.", **known
    )
    operations.decline_topic(topic=topic(cast, suggested_by=cast.officer), reason="No.", **known)
    operations.decline_topic(topic=topic(cast, suggested_by=None), reason="No.", **known)
    told = Notice.objects.filter(kind="topic_decided").order_by("pk")
    assert [(notice.recipient, notice.title) for notice in told] == [
        (cast.councillor, "Declined: Waiting on the telephone"),
        (cast.councillor, "Accepted: Waiting on the telephone"),
    ]
    assert (told[0].path, "March" in told[0].text) == (one.get_absolute_url(), False)


def test_a_suggestion_of_a_meeting_is_taken_up_once(cast: Cast, on_the_day: datetime) -> None:
    said = said_in_a_meeting(cast)
    assert "Look at opening hours." in text_of(as_user(cast.officer), TOPICS)
    assert "Look at opening hours." not in text_of(as_user(None), TOPICS)
    address, sent = f"{TOPICS}from/{said.pk}/", {"title": "Opening hours", "words": "They were asked for."}
    assert as_user(cast.officer).post(address, sent).status_code == 302
    made = TopicSuggestion.objects.get()
    assert (made.outcome, made.said_by, made.council) == (said, "Members", cast.east_lindsey)
    assert as_user(cast.officer).get(address).status_code == 404


def test_what_not_everybody_may_read_goes_on_no_public_list(cast: Cast, now: datetime) -> None:
    said = said_in_a_meeting(cast, openness=Openness.EXEMPT)
    assert list(queries.suggestions_in_meetings(cast.officer, on=TODAY)) == []
    known: dict[str, Any] = {
        "partnership": cast.partnership,
        "title": "T",
        "words": "W",
        "by": cast.officer,
        "at": now,
    }
    with pytest.raises(Refused, match="Only what everybody may read"):
        operations.take_up_topic(outcome=said, **known)
    said.openness = Openness.OPEN
    said.item.meeting.status = MeetingStatus.HELD
    with pytest.raises(Refused, match="Only what everybody may read"):
        operations.take_up_topic(outcome=said, **known)


def test_made_exempt_later_it_leaves_the_list_with_its_entry(cast: Cast, now: datetime) -> None:
    said = said_in_a_meeting(cast)
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    words: dict[str, Any] = {"title": "Opening hours", "words": "They were asked for."}
    one = operations.take_up_topic(partnership=cast.partnership, outcome=said, **words, **known)
    points = dict.fromkeys(Criterion, Points.MUCH)
    operations.weigh_topic(topic=one, version=1, points=points, weighed="Yes.", **words, **known)
    assert seen_by(cast, cast.stranger) == ["Opening hours"]
    said.openness = Openness.EXEMPT
    said.save()
    assert seen_by(cast, cast.stranger) == []
    assert seen_by(cast, cast.officer) == seen_by(cast, cast.other_councillor) == ["Opening hours"]
    assert not HistoryEntry.objects.filter(subject="work_programme.topicsuggestion", public=True).exists()
