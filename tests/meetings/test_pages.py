"""Stories of the meetings list and of one meeting, before and after, as the public and officers read them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from core.enums import Openness
from core.models import Source
from councils.models import Body
from meetings import operations
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Document, Meeting, Outcome
from task_groups.models import Membership, TaskGroup
from tests import factories
from tests.cast import Cast

LIST = "/meetings/"


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(cast.officer)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def headings(client: Client, query: str = "") -> list[tuple[str, list[str]]]:
    groups = client.get(f"{LIST}{query}").context["groups"]
    return [(heading, [meeting.slug for meeting, _, _ in rows]) for heading, rows in groups]


def test_an_empty_list_says_so(client: Client, cast: Cast) -> None:
    page = client.get(LIST)
    assert page.context["groups"] == []
    assert "No meetings are on record yet" in page.content.decode()


def test_meetings_to_come_are_first_then_the_past_by_year(client: Client, cast: Cast) -> None:
    dated: list[tuple[str, date | None, dict[str, Any]]] = [
        ("a", date(2025, 3, 1), {}),
        ("b", date(2026, 6, 1), {}),
        ("c", date(2026, 5, 1), {}),
        ("d", date(2026, 2, 1), {"status": MeetingStatus.AGREED}),
        ("e", date(2025, 9, 1), {}),
        ("f", None, {"held_precision": "unknown"}),
        ("g", date(2026, 7, 1), {"status": MeetingStatus.PLANNED}),
        ("h", date(2026, 4, 14), {}),
    ]
    for slug, held_on, fields in dated:
        factories.meeting(cast, slug=slug, held_on=held_on, **fields)
    assert headings(client) == [
        ("To come", ["h", "c", "b"]),
        ("2026", ["d"]),
        ("2025", ["e", "a"]),
        ("Date not on record", ["f"]),
    ]
    assert headings(signed_in(cast.officer))[0] == ("To come", ["h", "c", "b", "g"])


def test_the_list_narrows_to_a_council_a_body_and_what_is_joint(client: Client, cast: Cast) -> None:
    factories.meeting(cast)
    factories.meeting(cast, body=cast.other_panel, slug="other")
    assert headings(client, "?council=east-lindsey") == [("To come", ["other"])]
    assert headings(client, f"?body={cast.panel.pk}") == [("To come", ["2026-04-14"])]
    assert headings(client, "?council=joint") == []
    page = client.get(f"{LIST}?council=atlantis&body=x")
    assert page.context["filters"].ignored == 2
    assert len(page.context["page_obj"]) == 2


def test_the_list_is_paged_and_counted(client: Client, cast: Cast) -> None:
    for number in range(30):
        factories.meeting(cast, slug=f"m{number}", held_on=date(2025, 1, 1 + number % 28))
    first, last = client.get(LIST).context["page_obj"], client.get(f"{LIST}?page=999").context["page_obj"]
    assert (len(first), len(last), first.paginator.count) == (25, 5, 30)


def test_a_planned_meeting_is_unknown_to_all_but_the_officer(cast: Cast, client: Client) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.PLANNED)
    readers = [client, *(signed_in(user) for name, user in cast.everyone.items() if "officer" not in name)]
    assert {reader.get(meeting.get_absolute_url()).status_code for reader in readers} == {404}
    assert signed_in(cast.second_officer).get(meeting.get_absolute_url()).status_code == 200


def test_before_the_meeting_the_page_shows_the_agenda(client: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast)
    factories.item(meeting, title="Apologies")
    factories.item(meeting, title="Budget")
    record = client.get(meeting.get_absolute_url()).context["record"]
    assert [(item.number, item.title) for item in record.items] == [("1", "Apologies"), ("2", "Budget")]
    assert not record.is_published


@pytest.mark.parametrize("status", [MeetingStatus.IN_PROGRESS, MeetingStatus.HELD])
def test_what_is_being_logged_is_absent_from_the_page(client: Client, cast: Cast, status: str) -> None:
    meeting = factories.meeting(cast, status=status)
    factories.outcome(factories.item(meeting), text="Zebrafish tally")
    for reader in (client, signed_in(cast.councillor), signed_in(cast.stranger)):
        page = reader.get(meeting.get_absolute_url())
        assert "Zebrafish" not in page.content.decode()
        assert page.context["record"].talks == []


def test_the_record_gives_decisions_actions_and_questions_with_answers(client: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    item = factories.item(meeting)
    question = factories.outcome(item, text="Who pays?")
    factories.outcome(item, kind=OutcomeKind.ANSWER, text="We do.", answers=question)
    factories.outcome(item, kind=OutcomeKind.UNDERTAKING, text="Raise it.", answers=question)
    factories.outcome(item, kind=OutcomeKind.DECISION, decision="noted", number="1", text="That it be noted.")
    factories.outcome(item, kind=OutcomeKind.RECOMMENDATION, text="That forms are tested.")
    factories.outcome(item, text="Withdrawn", withdrawn_at=factories.MOMENT)
    record = client.get(meeting.get_absolute_url()).context["record"]
    assert [(line.label, line.text) for line in record.decisions] == [("Noted 1", "That it be noted.")]
    assert [(line.label, line.text) for line in record.actions] == [("Action 1", "Raise it.")]
    assert [line.text for line in record.recommendations] == ["That forms are tested."]
    [talk] = record.talks
    assert [(line.text, [reply.text for reply in line.replies]) for line in talk.lines] == [
        ("Who pays?", ["We do.", "Raise it."])
    ]
    assert record.questions == 1


def test_corrections_stand_with_their_date_and_reason(client: Client, cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.AGREED)
    outcome = factories.outcome(factories.item(meeting))
    operations.correct_outcome(
        outcome=outcome, version=1, text="Who paid?", reason="Misheard.", corrected_on=date(2026, 4, 13),
        by=cast.officer, at=now,
    )  # fmt: skip
    page = client.get(meeting.get_absolute_url())
    [correction] = page.context["record"].corrections
    assert (correction.old_text, correction.new_text, correction.reason) == (
        "Who pays?",
        "Who paid?",
        "Misheard.",
    )
    words = " ".join(strip_tags(page.content.decode()).split())
    assert words.count("Corrected 13 April 2026") == 2
    assert words.count("Before: Who pays?Now: Who paid?Reason: Misheard.") == 1


def test_a_day_that_is_not_on_record_is_not_made_up(client: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast, slug="2023-03", held_on=date(2023, 3, 1), held_precision="month")
    page = client.get(meeting.get_absolute_url())
    assert page.context["title"] == "Performance Monitoring Panel, March 2023"
    assert page.context["spelt_day"] == "March 2023, day not on record"


# ---------------------------------------------------------------- exempt means exempt

PHRASES = ["Quillwort", "Quokka", "Quixotry", "Quahog", "Quoin", "Quern"]


@pytest.fixture
def planted(cast: Cast, tmp_path: Path, settings: Any) -> Meeting:
    """A published meeting with rare words in everything exempt: title, introduction, entry, passage, paper, file name."""
    settings.MEDIA_ROOT = tmp_path
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    secret = factories.item(
        meeting,
        title="Quillwort contract",
        introduction="Quokka report",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_title="A contract",
        public_summary="A contract with a supplier",
    )
    factories.outcome(secret, text="Quixotry agreed", kind=OutcomeKind.DECISION, decision="agreed")
    public = factories.item(meeting)
    factories.outcome(
        public,
        text="Quahog price",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_summary="A price was given",
    )
    paper(meeting, cast, item=secret, title="Quoin paper", openness=Openness.OPEN)
    paper(meeting, cast, item=public, title="Quern paper", openness=Openness.EXEMPT)
    return meeting


def paper(meeting: Meeting, cast: Cast, **fields: Any) -> Document:
    document = Document(
        meeting=meeting,
        file_name=f"{fields['title']}.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        added_by=cast.officer,
        added_at=factories.MOMENT,
        **fields,
    )
    document.file.save("paper.pdf", ContentFile(b"%PDF"))
    return document


OUTSIDERS = [
    None,
    "other_councillor",
    "holder_boston",
    "holder_south_holland",
    "responsible_south_holland",
    "administrator",
]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_exempt_words_reach_nobody_who_is_not_entitled(cast: Cast, planted: Meeting, who: str | None) -> None:
    reader = signed_in(cast.everyone[who]) if who else Client()
    item, entry = AgendaItem.objects.get(openness="exempt"), Outcome.objects.get(text="Quahog price")
    log = [
        reverse("recommendations:log", args=planted.path),
        reverse("recommendations:log-item", args=[*planted.path, item.pk]),
        reverse("recommendations:log-edit", args=[*planted.path, entry.pk]),
        reverse("recommendations:publish", args=planted.path),
        reverse("recommendations:outcome", args=[entry.pk]),
    ]
    papers = [reverse("meetings:document", args=[one.pk]) for one in Document.objects.all()]
    for path in [LIST, planted.get_absolute_url(), f"{planted.get_absolute_url()}?as=public", *log, *papers]:
        response = reader.get(path, follow=True)
        said = response.content.decode() + str(response.headers)
        assert [phrase for phrase in PHRASES if phrase.lower() in said.lower()] == []
    assert {reader.get(path).status_code for path in papers} == {404}


def test_the_public_reads_that_something_was_exempt_and_why(client: Client, planted: Meeting) -> None:
    record = client.get(planted.get_absolute_url()).context["record"]
    secret = record.items[0]
    assert (secret.title, secret.paragraph, secret.public_summary, secret.pk, secret.introduction, secret.documents) == (
        "A contract", 3, "A contract with a supplier", None, "", [],
    )  # fmt: skip
    assert record.decisions == []
    [talk] = record.talks
    [passage] = talk.lines
    assert (passage.text, passage.paragraph, passage.is_readable, passage.pk) == (
        "A price was given",
        3,
        False,
        None,
    )


@pytest.mark.parametrize("who", ["officer", "second_officer", "councillor"])
def test_the_entitled_read_all_of_it_and_no_cache_keeps_it(cast: Cast, planted: Meeting, who: str) -> None:
    reader = signed_in(cast.everyone[who])
    response = reader.get(planted.get_absolute_url())
    said = response.content.decode()
    assert [phrase for phrase in PHRASES if phrase not in said] == []
    assert "no-store" in response["Cache-Control"]
    for document in Document.objects.all():
        file = reader.get(reverse("meetings:document", args=[document.pk]))
        assert (file.status_code, file["Cache-Control"], file["X-Content-Type-Options"]) == (
            200,
            "no-store",
            "nosniff",
        )
        assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert file["Content-Disposition"].startswith("attachment")
        assert b"".join(file) == b"%PDF"


def test_a_seat_that_ended_yesterday_entitles_to_nothing(cast: Cast, planted: Meeting) -> None:
    cast.councillor.person.appointments.update(ends_on=date(2026, 4, 13))  # type: ignore[union-attr]
    said = signed_in(cast.councillor).get(planted.get_absolute_url()).content.decode()
    assert [phrase for phrase in PHRASES if phrase in said] == []


def test_an_open_paper_is_a_download_for_anyone(
    client: Client, cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    meeting = factories.meeting(cast)
    document = paper(meeting, cast, title='Re"port\r\nX', openness=Openness.OPEN)
    file = client.get(reverse("meetings:document", args=[document.pk]))
    assert (file.status_code, file["Content-Type"]) == (200, "application/octet-stream")
    assert "\n" not in file["Content-Disposition"]
    assert b"".join(file) == b"%PDF"
    Meeting.objects.update(status=MeetingStatus.PLANNED)
    assert client.get(reverse("meetings:document", args=[document.pk])).status_code == 404
    assert client.get(reverse("meetings:document", args=[999])).status_code == 404


def test_a_joint_body_and_a_task_group_have_addresses_and_readers_of_their_own(
    cast: Cast, client: Client
) -> None:
    joint = Body.objects.create(
        partnership=cast.partnership, name="Joint Committee", slug="joint-committee", kind="joint_panel"
    )
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Telephony", slug="telephony")
    assert cast.councillor.person is not None
    Membership.objects.create(task_group=group, person=cast.councillor.person, council=cast.south_holland)
    for meeting, path, entitled in [
        (factories.meeting(cast, body=joint), "/meetings/joint/joint-committee/2026-04-14/", ["officer"]),
        (
            factories.meeting(cast, body=None, task_group=group),
            "/meetings/task-groups/telephony/2026-04-14/",
            ["officer", "councillor"],
        ),
    ]:
        factories.item(meeting, title="Quillwort", openness=Openness.EXEMPT)
        assert meeting.get_absolute_url() == path
        assert client.get(path).status_code == 200
        readers = [
            name
            for name in ("officer", "councillor", "other_councillor", "administrator")
            if "Quillwort" in signed_in(cast.everyone[name]).get(path).content.decode()
        ]
        assert readers == entitled
    Membership.objects.update(ends_on=date(2026, 4, 13))
    assert "Quillwort" not in signed_in(cast.councillor).get(path).content.decode()


# ---------------------------------------------------------------- planning


def test_the_officer_plans_a_meeting_adds_items_and_publishes_the_agenda(
    officer: Client, cast: Cast, client: Client
) -> None:
    form = {"body": cast.panel.pk, "held_on": "12 May 2026", "starts_at": "6.30 pm", "form_key": "0" * 32}
    planned = officer.post(reverse("meetings:add"), form)
    meeting = Meeting.objects.get()
    assert planned["Location"] == meeting.get_absolute_url()
    assert (meeting.held_on, str(meeting.starts_at), meeting.slug) == (
        date(2026, 5, 12),
        "18:30:00",
        "2026-05-12",
    )
    add = reverse("meetings:add-item", args=meeting.path)
    officer.post(add, {"title": "Budget", "openness": "open"})
    officer.post(add, {"title": "Secret"})
    assert list(meeting.items.values_list("title", "openness")) == [("Budget", "open"), ("Secret", "exempt")]
    assert client.get(meeting.get_absolute_url()).status_code == 404
    officer.post(reverse("meetings:move", args=[*meeting.path, "publish-agenda"]))
    items = client.get(meeting.get_absolute_url()).context["record"].items
    assert [item.title for item in items] == ["Budget", "Exempt item"]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"held_on": "31 February 2026"}, {"held_on": ["Enter a date, such as 30 September 2026"]}),
        ({"starts_at": "half six"}, {"starts_at": ["Enter a time, such as 6:30pm"]}),
        ({"body": ""}, {"body": ["Choose whose meeting it is"]}),
        (
            {"held_on": "14 April 2026"},
            {"held_on": ["A meeting of this body on this day is planned already"]},
        ),
    ],
)
def test_a_plan_that_is_wrong_comes_back_as_typed(
    officer: Client, cast: Cast, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    factories.meeting(cast)
    sent = {"body": cast.panel.pk, "held_on": "12 May 2026", "place": "Spalding"} | fields
    form = officer.post(reverse("meetings:add"), sent).context["form"]
    assert form.errors == errors
    assert form["place"].value() == "Spalding"
    assert Meeting.objects.count() == 1


def test_an_exempt_item_says_which_paragraph(officer: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast)
    add = reverse("meetings:add-item", args=meeting.path)
    sent = {"title": "Secret", "openness": "exempt", "public_title": "A contract"}
    form = officer.post(add, sent).context["form"]
    assert form.errors == {"exempt_paragraph": ["Choose why it is exempt: a paragraph from 1 to 7"]}
    officer.post(add, sent | {"exempt_paragraph": "3"})
    item = meeting.items.get()
    assert (item.exempt_paragraph, item.public_title) == (3, "A contract")


def test_an_urgent_item_leads_back_to_the_log(officer: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.IN_PROGRESS)
    response = officer.post(
        f"{reverse('meetings:add-item', args=meeting.path)}?from=log", {"title": "Urgent", "openness": "open"}
    )
    item = meeting.items.get()
    assert response["Location"] == reverse("recommendations:log-item", args=[*meeting.path, item.pk])


def test_a_postponed_meeting_says_why(officer: Client, cast: Cast, client: Client) -> None:
    meeting = factories.meeting(cast)
    postpone = reverse("meetings:postpone", args=meeting.path)
    assert officer.post(postpone, {"reason": " "}).context["form"].errors == {
        "reason": ["Say why. The reason is published"]
    }
    officer.post(postpone, {"reason": "Snow."})
    assert "Reason: Snow." in client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "who", ["councillor", "holder_boston", "responsible_boston", "administrator", "stranger"]
)
def test_nobody_else_plans_or_changes_a_meeting(cast: Cast, who: str) -> None:
    meeting = factories.meeting(cast)
    reader = signed_in(cast.everyone[who])
    for path in [
        reverse("meetings:add"),
        reverse("meetings:add-item", args=meeting.path),
        reverse("meetings:cancel", args=meeting.path),
        reverse("meetings:postpone", args=meeting.path),
    ]:
        assert (reader.get(path).status_code, reader.post(path).status_code) == (403, 403)
    move = reverse("meetings:move", args=[*meeting.path, "publish-agenda"])
    assert (reader.post(move).status_code, reader.get(move).status_code) == (403, 405)
    Meeting.objects.update(status=MeetingStatus.PLANNED)
    assert reader.post(move).status_code == 404


@pytest.mark.parametrize("path", [LIST, "meeting"])
def test_a_page_asks_as_many_questions_of_the_database_with_1_and_30_rows(
    client: Client, cast: Cast, django_assert_max_num_queries: Any, path: str
) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES, held_on=date(2025, 1, 1))
    item = factories.item(meeting)
    factories.outcome(item, kind=OutcomeKind.REQUEST, points=["One"], councils=[cast.boston])
    address = meeting.get_absolute_url() if path == "meeting" else path
    client.get(address)  # the first request of all also fills the cache of what the frame shows
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for number in range(29):
        factories.outcome(item, kind=OutcomeKind.REQUEST, points=["One"], councils=[cast.boston])
        factories.meeting(cast, slug=f"m{number}", held_on=date(2025, 1, 1 + number % 28))
        factories.item(meeting)
    with django_assert_max_num_queries(20) as many:
        client.get(address)
    assert len(many) == len(few)


# ---------------------------------------------------------------- a meeting that is off


@pytest.mark.parametrize("status", [MeetingStatus.POSTPONED, MeetingStatus.CANCELLED])
def test_a_meeting_that_is_off_says_why_and_takes_nothing_more(
    client: Client, cast: Cast, status: MeetingStatus
) -> None:
    meeting = factories.meeting(cast, status=status, status_reason="Snow closed the roads.")
    public = " ".join(strip_tags(Client().get(meeting.get_absolute_url()).content.decode()).split())
    assert public.count(f"This meeting is {status.lower()}. Reason: Snow closed the roads.") == 1
    client.force_login(cast.officer)
    told = {}
    for name in ("recommendations:log", "recommendations:publish", "meetings:attendance"):
        page = client.get(reverse(name, args=meeting.path), follow=True)
        assert page.redirect_chain == [(meeting.get_absolute_url(), 302)]
        told[name] = [str(message) for message in page.context["messages"]]
    assert told == {
        "recommendations:log": ["This meeting is postponed or cancelled. Its log takes no entries."],
        "recommendations:publish": ["This meeting is postponed or cancelled. Its log takes no entries."],
        "meetings:attendance": ["This meeting is postponed or cancelled. Nobody was there."],
    }


def test_whether_minutes_that_were_loaded_were_agreed_is_not_guessed(client: Client, cast: Cast) -> None:
    paper = Source.objects.create(code="minutes", title="Minutes of the panel", kind="Minutes")
    loaded = factories.meeting(cast, slug="loaded", status=MeetingStatus.DRAFT_MINUTES, source=paper)
    logged = factories.meeting(cast, slug="logged", status=MeetingStatus.DRAFT_MINUTES)
    told = [client.get(one.get_absolute_url()).content.decode() for one in (loaded, logged)]
    assert [text.count("That a later meeting agreed them is not on record") for text in told] == [1, 0]
    assert [text.count("Draft, until a later meeting agrees them") for text in told] == [0, 1]
