"""Stories of the officer's pages of an agenda: what they show, what they refuse, and what is given back."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import Openness
from meetings.enums import MeetingStatus
from meetings.models import AgendaItem, Meeting, StandingItem
from tests import factories
from tests.cast import Cast
from tests.meetings.test_pages import signed_in

NEXT = date(2026, 6, 9)


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.PLANNED, held_on=date(2026, 5, 12), slug="2026-05-12")


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(cast.officer)


def page_of(name: str, meeting: Meeting, item: AgendaItem | None = None) -> str:
    return reverse(f"meetings:{name}", args=[*meeting.path, *([item.pk] if item else [])])


def told(answer: Any) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_the_agenda_is_the_officers_alone(cast: Cast, meeting: Meeting) -> None:
    item = factories.item(meeting)
    pages = [page_of("agenda", meeting), page_of("edit-item", meeting, item), page_of("carry-over", meeting)]
    for name in ("councillor", "holder_south_holland", "administrator"):
        reader = signed_in(cast.everyone[name])
        assert [reader.get(page).status_code for page in pages] == [404, 404, 404]
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.AGENDA_PUBLISHED)
    assert [signed_in(cast.councillor).get(page).status_code for page in pages] == [403, 403, 403]
    assert [signed_in(cast.officer).get(page).status_code for page in pages] == [200, 200, 200]


def test_moving_says_where_the_item_is_and_leads_back_to_its_button(
    officer: Client, meeting: Meeting
) -> None:
    items = [factories.item(meeting) for _ in range(3)]
    moved = []
    for item, to in ((items[2], 2), (items[2], 1), (items[0], 3)):
        meeting.refresh_from_db()
        answer = officer.post(page_of("move-item", meeting, item), {"to": to, "version": meeting.version})
        moved.append((answer["Location"].partition("#")[2], told(answer)[-1]))
    assert moved == [
        (f"up-{items[2].pk}", "Moved. It is now 2 of 3."),
        (f"down-{items[2].pk}", "Moved. It is now 1 of 3."),
        (f"up-{items[0].pk}", "Moved. It is now 3 of 3."),
    ]


@pytest.mark.parametrize(
    "sent", [{}, {"to": "x", "version": "1"}, {"to": "1"}, {"to": "9" * 30, "version": "1"}]
)
def test_a_move_that_says_nothing_moves_nothing(
    officer: Client, meeting: Meeting, sent: dict[str, str]
) -> None:
    first, second = factories.item(meeting), factories.item(meeting)
    answer = officer.post(page_of("move-item", meeting, second), sent)
    assert told(answer) == ["Nothing was moved. Use the buttons beside the item."]
    assert list(meeting.items.order_by("position")) == [first, second]


def test_an_item_changed_meanwhile_is_shown_beside_what_was_typed(officer: Client, meeting: Meeting) -> None:
    item = factories.item(meeting, title="Bins")
    path = page_of("edit-item", meeting, item)
    typed = {"title": "Car parks", "openness": "open", "presenter": "Head of service", "version": "1"}
    AgendaItem.objects.filter(pk=item.pk).update(title="Waste", version=2)
    answer = officer.post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("What it says now" in page, "Waste" in page, 'value="Car parks"' in page) == (True, True, True)
    assert officer.post(path, {**typed, "version": "2"}).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.version) == ("Car parks", 3)


def test_without_a_word_on_openness_an_item_is_exempt(officer: Client, meeting: Meeting) -> None:
    officer.post(page_of("add-item", meeting), {"title": "A contract"})
    assert [one.openness for one in meeting.items.all()] == [Openness.EXEMPT]


def test_an_item_off_the_agenda_has_no_pages(officer: Client, cast: Cast, meeting: Meeting) -> None:
    item = factories.item(meeting, withdrawn_at=factories.MOMENT, withdrawn_reason="Not ready")
    for name in ("edit-item", "take-off"):
        assert officer.get(page_of(name, meeting, item)).status_code == 404
    other = factories.item(factories.meeting(cast))
    assert officer.get(page_of("edit-item", meeting, other)).status_code == 404


def test_an_item_goes_from_an_agenda_nobody_saw_without_a_reason(officer: Client, meeting: Meeting) -> None:
    item = factories.item(meeting)
    officer.post(page_of("take-off", meeting, item), {"version": "1"})
    assert not meeting.items.exists()


def test_an_item_off_a_public_agenda_is_listed_with_its_reason(
    officer: Client, client: Client, cast: Cast
) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(meeting, title="Quayside parking")
    path = page_of("take-off", meeting, item)
    assert officer.post(path, {"version": "1"}).context["form"].errors == {
        "reason": ["Say why. The reason is published"]
    }
    officer.post(path, {"version": "1", "reason": "The report is not ready."})
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Taken off 14 April 2026. Reason: The report is not ready." in page


def test_an_exempt_item_that_was_taken_off_tells_no_reason(
    officer: Client, client: Client, cast: Cast
) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(
        meeting, title="Zq firm", openness=Openness.EXEMPT, exempt_paragraph=3, public_title="A contract"
    )
    officer.post(page_of("take-off", meeting, item), {"version": "1", "reason": "The zq firm gave up."})
    page = client.get(meeting.get_absolute_url()).content.decode().lower()
    assert ("a contract" in page, "zq" in page) == (True, False)
    assert "zq firm gave up" in officer.get(meeting.get_absolute_url()).content.decode()


def test_what_is_off_is_carried_over_whole_in_one_step(officer: Client, cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.CANCELLED, status_reason="Snow")
    items = [factories.item(meeting) for _ in range(2)]
    path = page_of("carry-over", meeting)
    assert "No next meeting is planned" in officer.get(path).content.decode()
    following = factories.meeting(cast, slug="2026-06-09", held_on=NEXT)
    assert officer.get(path).context["form"]["items"].value() == [one.pk for one in items]
    answer = officer.post(path, {"items": [one.pk for one in items]})
    assert told(answer) == ["2 items are carried over to the meeting on 9 June 2026."]
    assert [one.carried_from for one in following.items.order_by("position")] == items
    assert "No item is left to carry over" in officer.get(path).content.decode()


def test_of_a_meeting_that_takes_place_nothing_is_ticked(
    officer: Client, cast: Cast, meeting: Meeting
) -> None:
    factories.item(meeting)
    factories.meeting(cast, slug="2026-06-09", held_on=NEXT)
    path = page_of("carry-over", meeting)
    assert officer.get(path).context["form"]["items"].value() == []
    assert officer.post(path, {}).context["form"].errors == {"items": ["Choose at least one item"]}


def test_missing_standing_items_are_offered_and_added(officer: Client, cast: Cast, meeting: Meeting) -> None:
    StandingItem.objects.create(body=cast.panel, position=1, title="Apologies")
    path = page_of("agenda", meeting)
    assert "Add the standing items" in officer.get(path).content.decode()
    answer = officer.post(page_of("add-standing", meeting))
    assert told(answer) == ["1 standing item was added."]
    assert "Add the standing items" not in officer.get(path).content.decode()


def test_the_officers_agenda_costs_the_same_whatever_its_length(
    officer: Client, cast: Cast, meeting: Meeting
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(page_of("agenda", meeting)).status_code == 200
        return len(captured)

    earlier = factories.meeting(cast)
    factories.item(meeting, follows_up=factories.item(earlier))
    few = [asked() for _ in range(2)][-1]
    for _ in range(8):
        item = factories.item(earlier)
        factories.item(meeting, follows_up=item, carried_from=item)
    assert asked() == few
