"""Stories of following a recommendation: by letter with an account, by a feed without one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser
import pytest
import time_machine
from django.test import Client

from core.enums import Openness
from core.history import record
from core.models import HistoryEntry
from notices.models import Notice
from notices.queries import not_delivered
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import ActionPart, ActionRecommendation, Following, Recommendation
from recommendations.reminders import write_reminders
from recommendations.reminders.following import about_followed
from recommendations.reminders.writing import told
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
FOLLOW, STOP = {"wish": "follow"}, {"wish": "stop"}


@pytest.fixture
def one(part: ActionPart) -> Recommendation:
    return part.action.recommendations.get()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def submit_and_sign(part: ActionPart, cast: Cast, at: datetime) -> None:
    operations.report_progress(part=part, text="All is done.", by=cast.responsible_south_holland, at=at)
    operations.add_evidence_link(
        part=part,
        title="Outline",
        url="https://www.example.gov.uk/",
        by=cast.responsible_south_holland,
        at=at,
    )
    operations.submit(part=part, by=cast.responsible_south_holland, at=at)
    part.refresh_from_db()
    operations.sign_off(part=part, round=part.round, by=cast.holder_south_holland, at=at)


def letters(user: Any, *, day: date) -> list[tuple[str, str]]:
    write_reminders(today=day, now=datetime(day.year, day.month, day.day, 6, tzinfo=UTC))
    found = Notice.objects.filter(recipient=user, kind="followed_changed").order_by("pk")
    return [(notice.title, notice.text) for notice in found]


def test_a_councillor_follows_and_reads_one_letter_the_morning_after(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    client = signed_in(cast.councillor)
    assert (
        client.post(f"{one.get_absolute_url()}follow/", FOLLOW).headers["Location"] == one.get_absolute_url()
    )
    submit_and_sign(part, cast, now)
    assert letters(cast.councillor, day=now.date()) == []
    tomorrow = now.date() + timedelta(days=1)
    letter = [
        (
            "DS26-1 changed: South Holland: signed off and 3 more",
            "DS26-1: Recommendation 1.\n"
            "14 April 2026: South Holland: signed off\n"
            "14 April 2026: South Holland: work marked done\n"
            "14 April 2026: South Holland: progress reported\n"
            "14 April 2026: South Holland: work began\n"
            "On its page you can stop.",
        )
    ]
    assert letters(cast.councillor, day=tomorrow) == letter
    assert letters(cast.councillor, day=tomorrow + timedelta(days=30)) == letter


def test_what_was_before_and_what_one_does_oneself_is_not_told(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    operations.report_progress(part=part, text="Begun.", by=cast.responsible_south_holland, at=now)
    operations.follow(recommendation=one, by=cast.councillor)
    operations.follow(recommendation=one, by=cast.officer)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    assert [title for title, _ in letters(cast.councillor, day=tomorrow)] == ["DS26-1 changed: Withdrawn"]
    assert letters(cast.officer, day=tomorrow) == []


def test_a_dry_run_tells_nobody_and_forgets_nothing(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    operations.follow(recommendation=one, by=cast.councillor)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    assert write_reminders(today=tomorrow, now=now, dry_run=True).told == 1
    assert Notice.objects.count() == 0
    assert len(letters(cast.councillor, day=tomorrow)) == 1


def test_two_who_follow_are_each_told_what_is_new_to_them(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    operations.follow(recommendation=one, by=cast.councillor)
    operations.report_progress(part=part, text="Begun.", by=cast.responsible_south_holland, at=now)
    operations.follow(recommendation=one, by=cast.other_councillor)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    assert [
        [title for title, _ in letters(user, day=tomorrow)]
        for user in (cast.councillor, cast.other_councillor)
    ] == [["DS26-1 changed: Withdrawn and 2 more"], ["DS26-1 changed: Withdrawn"]]


def test_who_stops_or_leaves_is_told_no_more(cast: Cast, one: Recommendation, now: datetime) -> None:
    client = signed_in(cast.councillor)
    path = f"{one.get_absolute_url()}follow/"
    for wish in (FOLLOW, FOLLOW, STOP, STOP):
        assert client.post(path, wish).status_code == 302
    operations.follow(recommendation=one, by=cast.other_councillor)
    cast.other_councillor.is_active = False
    cast.other_councillor.save()
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    assert letters(cast.councillor, day=tomorrow) + letters(cast.other_councillor, day=tomorrow) == []
    assert [following.user for following in Following.objects.all()] == [cast.other_councillor]


def test_a_second_click_follows_once_and_a_wish_of_another_kind_does_nothing(
    cast: Cast, one: Recommendation
) -> None:
    client, path = signed_in(cast.councillor), f"{one.get_absolute_url()}follow/"
    client.post(path, FOLLOW)
    client.post(path, FOLLOW)
    assert client.post(path, {"wish": "everything"}).status_code == 200
    assert client.post(path).status_code == 200
    assert Following.objects.get().user == cast.councillor


def test_a_letter_and_the_feed_stop_when_it_becomes_exempt(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    operations.follow(recommendation=one, by=cast.councillor)
    submit_and_sign(part, cast, now)
    feed = f"{one.get_absolute_url()}changes.atom"
    assert Client().get(feed).status_code == 200
    Recommendation.objects.filter(pk=one.pk).update(openness=Openness.EXEMPT, exempt_paragraph=3)
    assert letters(cast.councillor, day=now.date() + timedelta(days=1)) == []
    for user in (None, cast.councillor, cast.officer):
        assert (signed_in(user) if user else Client()).get(feed).status_code == 404
    assert signed_in(cast.officer).get(f"{one.get_absolute_url()}follow/").status_code == 404
    assert "You follow nothing yet." in page(signed_in(cast.councillor), "/following/")


def test_of_hidden_work_no_letter_and_no_feed_tells(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    operations.follow(recommendation=one, by=cast.councillor)
    submit_and_sign(part, cast, now)
    part.action.openness, part.action.exempt_paragraph = Openness.EXEMPT, 3
    part.action.save()
    assert letters(cast.councillor, day=now.date() + timedelta(days=1)) == []
    assert feedparser.parse(Client().get(f"{one.get_absolute_url()}changes.atom").content).entries == []
    assert "Changed" not in page(signed_in(cast.councillor), "/following/")


def test_what_one_follows_has_a_page_that_tells_where_each_stands(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    client = signed_in(cast.councillor)
    assert "You follow nothing yet." in page(client, "/following/")
    assert ">Tell me when this changes</a>" in page(client, one.get_absolute_url())
    operations.follow(recommendation=one, by=cast.councillor)
    operations.report_progress(part=part, text="Begun.", by=cast.responsible_south_holland, at=now)
    shown = page(client, "/following/")
    assert [
        words in shown for words in ("You follow 1 recommendation.", "In progress", "Changed 14 April 2026.")
    ] == [True] * 3
    assert ">You follow this</a>" in page(client, one.get_absolute_url())
    assert "You follow nothing yet." in page(signed_in(cast.other_councillor), "/following/")
    assert Client().get("/following/").headers["Location"] == "/accounts/login/?next=/following/"


def test_without_an_account_there_is_a_feed_and_the_way_to_sign_in(one: Recommendation) -> None:
    path = f"{one.get_absolute_url()}follow/"
    shown = page(Client(), path)
    here = (f"next={path}", f"{one.get_absolute_url()}changes.atom", "Follow by e-mail</button>")
    assert [words in shown for words in here] == [True, True, False]
    assert Client().post(path, FOLLOW).headers["Location"] == f"/accounts/login/?next={path}"
    assert Following.objects.count() == 0


def test_the_feed_tells_each_change_under_a_name_that_stays(
    cast: Cast, part: ActionPart, one: Recommendation, now: datetime
) -> None:
    submit_and_sign(part, cast, now)
    feed = f"{one.get_absolute_url()}changes.atom"
    read = feedparser.parse(Client().get(feed).content)
    assert read.bozo is False
    assert read.feed.title == "DS26-1: Recommendation 1"
    numbers = HistoryEntry.objects.filter(subject="recommendations.actionpart", public=True).order_by(
        "-number"
    )
    assert [(entry.title, entry.id) for entry in read.entries] == [
        (f"DS26-1 changed: South Holland: {words}", f"tag:localhost,2026:history/{number}")
        for words, number in zip(
            ("signed off", "work marked done", "progress reported", "work began"),
            numbers.values_list("number", flat=True),
            strict=True,
        )
    ]
    first = Client().get(feed)
    assert Client().get(feed, headers={"if-none-match": first["ETag"]}).status_code == 304
    with time_machine.travel(now + timedelta(days=1), tick=False):
        operations.withdraw(recommendation=one, reason="Made <b>twice</b>.", by=cast.officer, at=now)
        newest = feedparser.parse(Client().get(feed).content).entries[0]
    assert newest.title == "DS26-1 changed: Withdrawn"
    assert "Made &lt;b&gt;twice&lt;/b&gt;." in newest.summary


def test_several_that_changed_are_one_letter(cast: Cast, now: datetime) -> None:
    for number in (1, 2):
        one = factories.recommendation(cast, number)
        operations.follow(recommendation=one, by=cast.councillor)
        operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    assert letters(cast.councillor, day=now.date() + timedelta(days=1)) == [
        (
            "2 recommendations you follow changed: DS26-1, DS26-2",
            "DS26-1: Recommendation 1.\n14 April 2026: Withdrawn\n\n"
            "DS26-2: Recommendation 2.\n14 April 2026: Withdrawn\n\n"
            "On the page of each you can stop.",
        )
    ]
    assert Notice.objects.get(kind="followed_changed").path == "/following/"


def test_what_comes_late_waits_for_the_next_morning(cast: Cast, one: Recommendation, now: datetime) -> None:
    """A row is numbered when it is committed, with the moment at which it was asked for."""
    operations.follow(recommendation=one, by=cast.councillor)
    midnight = datetime(2026, 4, 14, 23, tzinfo=UTC)  # in London
    seconds = timedelta(seconds=1)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=midnight - 2 * seconds)
    assert len(letters(cast.councillor, day=date(2026, 4, 15))) == 1
    part = factories.part(one, cast.south_holland, cast)
    for at in (midnight + seconds, midnight - seconds):
        operations.report_progress(part=part, text="Begun.", by=cast.responsible_south_holland, at=at)
    assert len(letters(cast.councillor, day=date(2026, 4, 15))) == 1
    assert [title for title, _ in letters(cast.councillor, day=date(2026, 4, 16))] == [
        "DS26-1 changed: Withdrawn",
        "DS26-1 changed: South Holland: progress reported and 2 more",
    ]


def test_one_that_cannot_be_read_stops_no_other_letter(
    cast: Cast, one: Recommendation, now: datetime
) -> None:
    other = factories.recommendation(cast, 2)
    for followed in (one, other):
        operations.follow(recommendation=followed, by=cast.councillor)
    record(subject=one, verb="judge", new="no such judgement", public=True, by=cast.officer, at=now)
    operations.withdraw(recommendation=other, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    written = write_reminders(today=tomorrow, now=now)
    assert [key for key, _ in written.failed] == [f"followed_changed:unreadable:{one.pk}"]
    assert [title for title, _ in letters(cast.councillor, day=tomorrow)] == ["DS26-2 changed: Withdrawn"]


def test_work_that_serves_a_second_one_is_told_to_its_followers_too(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    second = factories.recommendation(cast, 2)
    operations.follow(recommendation=second, by=cast.councillor)
    ActionRecommendation.objects.create(action=part.action, recommendation=second)
    operations.report_progress(part=part, text="Begun.", by=cast.responsible_south_holland, at=now)
    titles = [title for title, _ in letters(cast.councillor, day=now.date() + timedelta(days=1))]
    assert titles == ["DS26-2 changed: South Holland: progress reported and 1 more"]


def test_the_route_of_its_report_is_told(cast: Cast, now: datetime) -> None:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Task group", slug="task-group")
    report = Report.objects.create(
        task_group=group, title="Findings", slug="findings", status="published", dated_on=date(2026, 3, 1)
    )
    one = factories.recommendation(cast, report=report)
    operations.follow(recommendation=one, by=cast.councillor)
    operations.record_route_stop(
        report=report, body=cast.boston_cabinet, reached_on=now.date(), by=cast.officer, at=now
    )
    titles = [title for title, _ in letters(cast.councillor, day=now.date() + timedelta(days=1))]
    assert titles == ["DS26-1 changed: Boston: Cabinet received it"]
    operations.record_route_stop(
        report=report, body=cast.south_holland_cabinet, planned_on=date(2026, 6, 1), by=cast.officer, at=now
    )
    newest = feedparser.parse(Client().get(f"{one.get_absolute_url()}changes.atom").content).entries[0]
    assert newest.title == "DS26-1 changed: South Holland: Cabinet: planned"


def test_who_was_told_or_stopped_meanwhile_is_not_told(
    cast: Cast, one: Recommendation, now: datetime
) -> None:
    """Two runs that read the same, one after the other."""
    operations.follow(recommendation=one, by=cast.councillor)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    tomorrow = now.date() + timedelta(days=1)
    first, second = (list(about_followed(today=tomorrow + timedelta(days=days))) for days in (0, 1))
    assert [told(occasion, occasion.write(), now=now) for occasion in (*first, *second)] == [True, False]
    assert Notice.objects.filter(kind="followed_changed").count() == 1


def test_a_letter_that_did_not_arrive_is_nobodys_errand(
    cast: Cast, one: Recommendation, now: datetime
) -> None:
    operations.follow(recommendation=one, by=cast.councillor)
    operations.withdraw(recommendation=one, reason="Made twice.", by=cast.officer, at=now)
    write_reminders(today=now.date() + timedelta(days=1), now=now)
    Notice.objects.update(status="failed")
    assert list(not_delivered()) == []


def test_an_answer_and_its_paper_are_told_in_few_words(cast: Cast, now: datetime) -> None:
    one = factories.recommendation(cast)
    response = factories.response(one, cast.south_holland, cast, due_on=date(2026, 6, 14))
    operations.follow(recommendation=one, by=cast.councillor)
    operations.answer(
        response=response, verdict="rejected", words="", reasons="It costs too much.", version=response.version,
        by=cast.holder_south_holland, at=now,
    )  # fmt: skip
    tomorrow = now.date() + timedelta(days=1)
    assert [title for title, _ in letters(cast.councillor, day=tomorrow)] == [
        "DS26-1 changed: South Holland: not accepted"
    ]


def test_work_that_is_ready_is_what_the_page_says_is_next(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    assert submitted.status == PartStatus.READY
    one = submitted.action.recommendations.get()
    operations.follow(recommendation=one, by=cast.councillor)
    shown = page(signed_in(cast.councillor), "/following/")
    assert f"Next, {one.reference}: South Holland signs off, 24 April 2026." in shown
