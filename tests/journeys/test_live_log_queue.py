"""What waits on a device to be sent: lost answers, a failing portal, items that are gone, other people, a full device."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.infrastructure.servers import Account
from tests.journeys.conftest import Seat, SignIn, fill_in_sign_in
from tests.journeys.pages import HOLDER, OFFICER
from tests.journeys.test_live_log import add, open_log, words

pytestmark = pytest.mark.journey

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def try_again(page: Page) -> None:
    """What the page does by itself every ten seconds."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def log(page: Page) -> list[str]:
    return page.locator("section.log .en > div > p:first-child").all_inner_texts()


def test_an_answer_that_is_lost_on_the_way_back_doubles_nothing(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=60)
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch(max_redirects=0)
            return route.abort()
        return route.continue_()

    page.route("**/log/*/", lose_the_first_answer)
    add(page, "Who answers?")
    expect(page.locator("[data-saved]")).to_contain_text("1 entry is kept on this device.")
    try_again(page)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    assert (len(lost), log(page)) == (1, ["Who answers?"])


def test_what_the_portal_fails_on_is_put_aside_with_its_words_and_holds_up_nothing(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=61)

    def fail_on_one(route: Route) -> None:
        if "fails" in (route.request.post_data or ""):
            return route.fulfill(status=500, body="")
        return route.continue_()

    page.route("**/log/*/", fail_on_one)
    add(page, "This one fails.")
    expect(page.locator("[data-saved]")).to_contain_text("The portal could not save this.")
    add(page, "This one does not.")
    for _ in range(2):
        try_again(page)
        expect(page.locator("[data-saved]")).not_to_contain_text("Saving")
    expect(page.locator("[data-refused]")).to_contain_text("This one fails.")
    expect(page.locator("[data-refused]")).to_contain_text("Item 1: The portal could not save this entry.")
    expect(page.locator("section.log .en")).to_have_count(1)
    page.unroute("**/log/*/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("section.log .en")).to_have_count(2)
    expect(page.get_by_role("heading", name="Not added to the log")).to_have_count(0)
    assert log(page) == ["This one does not.", "This one fails."]


def test_words_for_an_item_that_is_gone_are_logged_under_another(seat: Seat) -> None:
    page, other = seat(OFFICER), seat(OFFICER)
    open_log(page, in_days=62)
    meeting = page.url.partition("log/")[0]
    page.context.set_offline(True)
    add(page, "Who answers?")
    expect(page.locator("[data-saved]")).to_contain_text("1 entry is kept on this device.")
    take_off_the_only_item(other, meeting)
    page.context.set_offline(False)
    try_again(page)
    expect(page.locator("[data-refused]")).to_contain_text("Item 1: This item is no longer on the agenda.")
    page.goto(f"{meeting}log/")
    expect(page.get_by_role("heading", name="Complaints")).to_be_visible()
    page.get_by_role("button", name="Put it back in the form").click()
    assert words(page) == "Who answers?"
    page.keyboard.press("Control+Enter")
    expect(page.locator("section.log .en")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("Keyboard help")).to_be_visible()
    assert (words(page), log(page)) == ("", ["Who answers?"])


def take_off_the_only_item(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}agenda/")
    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("What it is about").fill("Complaints")
    page.get_by_label("Open to the public").check()
    page.get_by_role("button", name="Add to the agenda").click()
    page.goto(f"{meeting}agenda/")
    page.get_by_role("link", name="Take off item 1, Telephones").click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".order h3")).to_have_text(["Complaints"])


def test_what_waits_stays_with_its_author_on_a_shared_device(
    seat: Seat, sign_in: SignIn, accounts: dict[str, Account]
) -> None:
    page = sign_in(seat(), OFFICER)
    open_log(page, in_days=63)
    item = page.url
    page.route(
        "**/log/*/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    add(page, "Who answers?")
    expect(page.locator("[data-saved]")).to_contain_text("1 entry is kept on this device.")
    leave = page.locator(".ps-who").get_by_role("button", name="Sign out")
    leave.click()
    expect(page.locator("[data-saved]")).to_contain_text("1 entry is not in the log yet.")
    leave.click()
    expect(page.get_by_role("link", name="Councillor and officer sign in").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Who answers?")
    sign_in(page, HOLDER)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("still on this device")
    page.locator(".ps-who").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    fill_in_sign_in(page, accounts[OFFICER])
    note = page.get_by_role("region", name="Not in the log yet")
    expect(note).to_contain_text("1 entry of the live log is still on this device.")
    page.unroute_all()
    note.get_by_role("link", name="Open the log to send it").click()
    expect(page.locator("section.log .en")).to_have_count(1)
    page.goto(item)
    assert log(page) == ["Who answers?"]


def test_two_windows_send_what_waits_in_turn_and_once(seat: Seat) -> None:
    page = seat(OFFICER)
    open_log(page, in_days=64)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("Keyboard help")).to_be_visible()
    page.context.set_offline(True)
    for number, window in enumerate((page, other, page, other), start=1):
        add(window, f"Question {number}?")
        expect(window.locator("[data-saved]")).to_contain_text("kept on this device.")
    page.context.set_offline(False)
    for window in (other, page):
        try_again(window)
        expect(window.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    assert log(page) == [f"Question {number}?" for number in range(1, 5)]


def test_a_full_device_keeps_words_as_long_as_the_page_is_open_and_says_so(seat: Seat) -> None:
    page = seat(OFFICER)
    page.add_init_script(FULL)
    open_log(page, in_days=65)
    page.context.set_offline(True)
    add(page, "Who answers?")
    expect(page.locator("[data-saved]")).to_have_text(
        "No connection. 1 entry is kept on this page only. Leave it open. We try again every 10 seconds. Keep typing."
    )
    page.context.set_offline(False)
    try_again(page)
    expect(page.locator("section.log .en")).to_have_count(1)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def test_somebody_else_who_signed_in_here_sends_nothing_of_the_first(
    seat: Seat, sign_in: SignIn, accounts: dict[str, Account]
) -> None:
    page = sign_in(seat(), OFFICER)
    open_log(page, in_days=66)
    other = page.context.new_page()
    other.goto("/")
    other.locator(".ps-who").get_by_role("button", name="Sign out").click()
    sign_in(other, HOLDER)
    add(page, "Who answers?")
    expect(page.locator("[data-saved]")).to_contain_text(
        "You are not signed in as the officer who typed this."
    )
    expect(page.locator("[data-saved]")).to_contain_text("1 entry is kept on this device.")
    other.locator(".ps-who").get_by_role("button", name="Sign out").click()
    sign_in(other, OFFICER)
    try_again(page)
    expect(page.locator("section.log .en")).to_have_count(1)
    assert log(page) == ["Who answers?"]


def test_a_change_that_could_not_be_saved_comes_back_beside_what_is_in_the_log_by_then(seat: Seat) -> None:
    page, other = seat(OFFICER), seat(OFFICER)
    open_log(page, in_days=67)
    add(page, "Who answers?")
    expect(page.locator("section.log .en")).to_have_count(1)
    other.goto(page.url)
    for window in (page, other):
        window.get_by_role("link", name="Edit question 1").click()
    page.context.set_offline(True)
    page.get_by_label("What was asked").fill("Who answers at night?")
    page.get_by_role("button", name="Save the change").click()
    sentence = "No connection. Your words are kept on this device. Save the change when it is back."
    expect(page.locator("[data-kept-note]")).to_have_text(sentence)
    other.get_by_label("What was asked").fill("Who answers by day?")
    other.get_by_role("button", name="Save the change").click()
    expect(other.locator("section.log")).to_contain_text("Who answers by day?")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("What was asked")).to_have_value("Who answers at night?")
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".record")).to_contain_text("Who answers by day?")
    page.get_by_role("button", name="Keep my words").click()
    expect(page.locator("section.log")).to_contain_text("Who answers at night?")
    page.get_by_role("link", name="Edit question 1").click()
    expect(page.get_by_label("What was asked")).to_have_value("Who answers at night?")
    expect(page.locator("[data-kept-note]")).to_be_hidden()
