"""What one press does to an entry, told through the log's pages as a browser without JavaScript sends it."""

import re
import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from core.enums import Openness
from meetings.enums import ItemProgress, MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from tests import factories
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.IN_PROGRESS)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting, title="Telephones")


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def address(item: AgendaItem) -> str:
    return reverse("recommendations:log-item", args=[*item.meeting.path, item.pk])


def add(client: Client, item: AgendaItem, kind: str, text: str, **fields: Any) -> Outcome:
    sent = {"kind": kind, "text": text, "openness": "open", "form_key": str(uuid.uuid4())} | fields
    assert client.post(address(item), sent).status_code == 302
    return Outcome.objects.latest("pk")


def press(client: Client, item: AgendaItem, words: str, *, near: str = "") -> Any:
    """Press the first button of the log that says these words, of the entry with the text where one is named."""
    page = client.get(address(item)).content.decode()
    page = page[page.index(near) :] if near else page
    button = next(found[0] for found in re.finditer(r"<button[^>]*>.*?</button>", page) if words in found[0])
    sent = {name: (re.search(rf' {name}="([^"]*)"', button) or [""])[1] for name in ("name", "value")}
    action = re.search(r' formaction="([^"]*)"', button)
    assert action is not None
    return client.post(action[1], {sent["name"]: sent["value"]})


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def texts(item: AgendaItem) -> list[str]:
    return list(
        Outcome.objects.standing().filter(item=item).order_by("position").values_list("text", flat=True)
    )


def test_up_and_down_change_places_and_lead_back_to_the_entry(officer: Client, item: AgendaItem) -> None:
    first, second = (add(officer, item, "question", text) for text in ("Who pays?", "When?"))
    response = press(officer, item, "Up", near="When?")
    assert (response["Location"], texts(item)) == (
        f"{address(item)}#entry-{second.pk}",
        ["When?", "Who pays?"],
    )
    press(officer, item, "Down", near="When?")
    assert texts(item) == ["Who pays?", "When?"]
    assert f'id="up-{first.pk}"' not in officer.get(address(item)).content.decode()


def test_a_place_that_somebody_else_changed_is_told(officer: Client, item: AgendaItem) -> None:
    add(officer, item, "question", "Who pays?")
    second = add(officer, item, "question", "When?")
    path = reverse("recommendations:log-shift", args=[*item.meeting.path, second.pk])
    response = officer.post(path, {"up": "1"})
    assert told(response) == [
        "Someone else changed the order meanwhile. Look at it again, then move the entry."
    ]
    assert texts(item) == ["Who pays?", "When?"]


def test_an_answer_that_stands_alone_goes_under_the_question_before_it(
    officer: Client, item: AgendaItem
) -> None:
    question = add(officer, item, "question", "Who pays?")
    reply = add(officer, item, "answer", "We do.", answers="")
    press(officer, item, "Put under question 1")
    reply.refresh_from_db()
    assert reply.answers == question
    path = reverse("recommendations:log-link", args=[*item.meeting.path, reply.pk])
    again = officer.post(path, {"version": str(reply.version)})
    assert told(again) == ["This entry is under a question already. Edit it to choose another."]


def test_an_entry_goes_to_another_item_and_the_officer_with_it(
    officer: Client, item: AgendaItem, meeting: Meeting
) -> None:
    other, entry = factories.item(meeting), add(officer, item, "question", "Who pays?")
    path = reverse("recommendations:log-move", args=[*meeting.path, entry.pk])
    response = officer.post(path, {"version": "1", "item": str(other.pk)})
    assert response["Location"] == f"{address(other)}#entry-{entry.pk}"
    assert (texts(item), texts(other)) == ([], ["Who pays?"])
    late = officer.post(path, {"version": "1", "item": str(item.pk)})
    assert told(late)[-1].startswith("Someone else changed entry 1")
    assert texts(other) == ["Who pays?"]


def test_an_entry_does_not_leave_its_meeting(officer: Client, item: AgendaItem, cast: Cast) -> None:
    foreign = factories.item(factories.meeting(cast, slug="another", status=MeetingStatus.IN_PROGRESS))
    entry = add(officer, item, "question", "Who pays?")
    path = reverse("recommendations:log-move", args=[*item.meeting.path, entry.pk])
    response = officer.post(path, {"version": "1", "item": str(foreign.pk)})
    assert told(response) == ["Choose another item of this meeting"]
    assert texts(item) == ["Who pays?"]


def test_the_last_press_is_undone_and_offered_again(officer: Client, item: AgendaItem) -> None:
    add(officer, item, "question", "Who pays?")
    assert "You added question 1." in officer.get(address(item)).content.decode()
    assert told(press(officer, item, "Undo")) == ["Undone. The history keeps what was there."]
    assert texts(item) == []
    assert "You withdrew “Who pays?”." in officer.get(address(item)).content.decode()
    press(officer, item, "Undo")
    assert texts(item) == ["Who pays?"]


def test_nobody_is_offered_to_undo_what_another_did(officer: Client, item: AgendaItem, cast: Cast) -> None:
    entry = add(officer, item, "question", "Who pays?")
    row = re.search(r'name="row" value="(\d+)"', officer.get(address(item)).content.decode())
    assert row is not None
    other = Client()
    other.force_login(cast.second_officer)
    assert ">Undo<" not in other.get(address(item)).content.decode()
    path = reverse("recommendations:log-undo", args=[*item.meeting.path, entry.pk])
    assert told(other.post(path, {"row": row[1]})) == ["This entry was changed since. Nothing was undone."]
    assert texts(item) == ["Who pays?"]


def test_an_item_is_done_and_the_next_one_comes(officer: Client, item: AgendaItem, meeting: Meeting) -> None:
    after = factories.item(meeting)
    assert press(officer, item, "Item done")["Location"] == address(after)
    item.refresh_from_db()
    assert item.progress == ItemProgress.DONE
    assert press(officer, item, "Come back to it")["Location"] == address(item)
    item.refresh_from_db()
    assert item.progress == ItemProgress.UNDER_WAY


@pytest.mark.parametrize("name", ["shift", "link", "move", "undo"])
def test_a_button_that_was_changed_on_the_way_does_nothing(
    officer: Client, item: AgendaItem, name: str
) -> None:
    entry = add(officer, item, "answer", "We do.", answers="")
    path = reverse(f"recommendations:log-{name}", args=[*item.meeting.path, entry.pk])
    for value in ("", "-1", "one", "9" * 16, "²"):
        sent = dict.fromkeys(("up", "version", "item", "row"), value)
        assert officer.post(path, sent).status_code == 400
    assert (officer.get(path).status_code, texts(item)) == (405, ["We do."])


@pytest.mark.parametrize("name", ["shift", "link", "move", "undo"])
def test_a_closed_log_leads_to_its_record(officer: Client, item: AgendaItem, name: str) -> None:
    entry = add(officer, item, "question", "Who pays?")
    Meeting.objects.update(status=MeetingStatus.DRAFT_MINUTES)
    path = reverse(f"recommendations:log-{name}", args=[*item.meeting.path, entry.pk])
    response = officer.post(path, {"up": "1", "version": "1", "item": "1", "row": "1"})
    assert response["Location"] == item.meeting.get_absolute_url()


def test_the_script_asks_for_what_is_new_and_is_told_when_nothing_is(
    officer: Client, item: AgendaItem
) -> None:
    add(officer, item, "question", "Who pays?")
    script = {"HX-Request": "true"}
    inside = officer.get(address(item), headers=script).content.decode()
    newest = re.search(r'data-newest="(\d+)"', inside)
    assert newest is not None
    assert officer.get(f"{address(item)}?since={newest[1]}", headers=script).status_code == 204
    factories.outcome(item, kind=OutcomeKind.COMMENT, openness=Openness.OPEN, position=9)
    add(officer, item, "question", "When?")
    news = officer.get(f"{address(item)}?since={newest[1]}", headers=script)
    assert (news.status_code, "When?" in news.content.decode()) == (200, True)


def test_what_was_typed_by_somebody_else_on_this_device_is_not_added(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    sent = {
        "kind": "question",
        "text": "Who pays?",
        "openness": "open",
        "typist": str(cast.second_officer.pk),
    }
    response = officer.post(address(item), sent)
    assert (response.status_code, response.json()) == (
        409,
        {"refused": "Somebody else typed this on this device. Sign in as that person to add it."},
    )
    assert texts(item) == []
