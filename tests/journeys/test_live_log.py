"""The live log when the connection goes, when a session ends and when two officers type at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Faults, Seat

pytestmark = pytest.mark.journey

OFFICER = "Scrutiny Officer"


def open_log(page: Page, *, in_days: int) -> None:
    """Plan a meeting with one item and open its log."""
    day = timezone.localdate() + timedelta(days=in_days)
    page.goto("/meetings/new/")
    page.get_by_label("Body that meets").select_option(label="South Holland: Performance Monitoring Panel")
    page.get_by_label("Day", exact=True).fill(f"{day.day} {day:%B} {day.year}")
    page.get_by_role("button", name="Plan the meeting").click()
    meeting = page.url
    page.get_by_role("link", name="Edit the agenda").click()
    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("What it is about").fill("Telephones")
    page.get_by_label("Open to the public").check()
    page.get_by_role("button", name="Add to the agenda").click()
    page.goto(meeting)
    page.get_by_role("link", name="Open the live log").click()
    expect(page.get_by_role("heading", name="1. Telephones")).to_be_visible()
    expect(page.get_by_text("Keyboard help")).to_be_visible()  # the script is there


def words(page: Page) -> str:
    return page.locator("#capture textarea[name=text]").input_value()


def add(page: Page, text: str) -> None:
    page.locator("#capture textarea[name=text]").fill(text)
    page.keyboard.press("Control+Enter")


def test_a_lost_connection_loses_no_word(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=40)
    add(page, "Who answers the telephone?")
    expect(page.locator(".entries")).to_contain_text("Who answers the telephone?")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.context.set_offline(True)
    add(page, "How many calls are there?")
    add(page, "How long do people wait?")
    sentence = "No connection. 2 entries are kept on this device. We try again every 10 seconds. Keep typing."
    expect(page.locator("[data-saved]")).to_have_text(sentence)
    expect(page.locator("#status")).to_contain_text("kept on this device")
    page.keyboard.type("And at night")
    page.context.set_offline(False)
    expect(page.locator(".en--q")).to_have_count(3, timeout=20_000)
    assert words(page) == "And at night"
    page.reload()
    assert words(page) == "And at night"
    expect(page.locator(".en--q")).to_have_count(3)


def test_an_ended_session_keeps_what_is_added_and_sends_it_after_sign_in(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=41)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    add(page, "Who answers the telephone?")
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.reload()
    expect(page.locator(".entries")).to_contain_text("Who answers the telephone?")


def test_the_keys_choose_edit_and_can_be_turned_off(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=42)
    page.keyboard.press("Alt+4")
    expect(page.get_by_label("Exact words of the decision")).to_be_focused()
    expect(page.get_by_label("The word the body used")).to_be_visible()
    expect(page.get_by_label("Due", exact=True)).to_be_hidden()
    page.get_by_text("Keyboard help").click()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Alt+1")
    expect(page.get_by_label("Exact words of the decision")).to_be_visible()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Alt+1")
    add(page, "Who answers?")
    expect(page.locator(".en--q")).to_have_count(1)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("heading", name="Change question 1")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_same_entry_changed_twice_shows_both_versions(seat: Seat, script: bool, faults: Faults) -> None:
    first, second = seat(OFFICER), seat(OFFICER, script=script)
    open_log(first, in_days=43 if script else 44)
    add(first, "Who answers?")
    expect(first.locator(".en--q")).to_have_count(1)
    second.goto(first.url)
    for page in (first, second):
        page.get_by_role("link", name="Edit question 1").click()
    first.get_by_label("What was asked").fill("Who answers at night?")
    first.get_by_role("button", name="Save the change").click()
    second.get_by_label("What was asked").fill("Who answers by day?")
    second.get_by_role("button", name="Save the change").click()
    expect(second.get_by_text("Someone else changed entry 1 while you were typing.")).to_be_visible()
    expect(second.locator(".record")).to_contain_text("Who answers at night?")
    expect(second.get_by_label("What was asked")).to_have_value("Who answers by day?")
    if script:
        assert faults(second) == []
    second.get_by_role("button", name="Keep my words").click()
    expect(second.locator(".entries")).to_contain_text("Who answers by day?")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_error_in_the_log_stands_under_its_field_with_the_focus(
    seat: Seat, width: int, faults: Faults
) -> None:
    page = seat(OFFICER, width=width)
    open_log(page, in_days=45 + width)
    page.keyboard.press("Alt+3")
    page.keyboard.type("Raise it")
    page.get_by_label("Due", exact=True).fill("31 February 2026")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Due", exact=True)).to_be_focused()
    assert page.title().startswith("Error: ")
    assert words(page) == "Raise it"
    assert faults(page) == []
