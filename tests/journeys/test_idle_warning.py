"""Before a session ends the person is told, three minutes ahead, and one key extends it (promises S9 and Y8)."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Faults, Seat
from tests.journeys.pages import RESPONSIBLE

pytestmark = pytest.mark.journey
# The page counts from its own opening, by 29 minutes: a request may be noted a minute late.
BEFORE_WARNING = "25:30"


@pytest.fixture
def left_alone(seat: Seat) -> Page:
    """A page of somebody signed in, whose clock the story moves."""
    page = seat(RESPONSIBLE)
    page.clock.install()
    page.goto("/search/")
    page.locator("#again").fill("Half a question")
    return page


def warning(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="You will be signed out soon")


def test_the_warning_comes_in_time_and_one_key_extends(left_alone: Page, faults: Faults) -> None:
    page = left_alone
    page.clock.fast_forward(BEFORE_WARNING)
    expect(warning(page)).to_have_count(0)
    page.clock.fast_forward("01:00")
    expect(warning(page)).to_contain_text("You will be signed out in less than 3 minutes.")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert faults(page) == []
    page.clock.fast_forward("01:05")
    expect(warning(page).get_by_role("status")).to_have_text("Less than 2 minutes left")
    with page.expect_response("**/signed-in/stay/") as extended:
        page.keyboard.press("Enter")
    assert extended.value.status == 200
    expect(warning(page)).to_have_count(0)
    page.clock.fast_forward(BEFORE_WARNING)
    expect(warning(page)).to_have_count(0)
    page.clock.fast_forward("01:00")
    expect(warning(page)).to_be_visible()
    with page.expect_response("**/signed-in/stay/"):
        page.keyboard.press("Escape")
    expect(warning(page)).to_have_count(0)
    expect(page.locator("#again")).to_have_value("Half a question")


def test_a_session_that_is_over_says_so_and_keeps_what_was_typed(left_alone: Page) -> None:
    page = left_alone
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward("26:30")
    page.keyboard.press("Space")
    over = page.get_by_role("alertdialog", name="You were signed out")
    expect(over).to_contain_text("What you typed is still on this page")
    page.keyboard.press("Enter")
    expect(over).to_have_count(0)
    expect(page.locator("#again")).to_have_value("Half a question")


def test_another_tab_counts_as_activity(left_alone: Page) -> None:
    page = left_alone
    page.clock.fast_forward("20:00")
    page.evaluate(
        "() => localStorage.setItem(`portal:${document.body.dataset.user}:seen`, String(Date.now()))"
    )
    page.clock.fast_forward("20:00")
    expect(warning(page)).to_have_count(0)
    page.clock.fast_forward("07:00")
    expect(warning(page)).to_be_visible()


def test_without_a_script_a_sentence_tells(seat: Seat) -> None:
    page = seat(RESPONSIBLE, script=False)
    page.goto("/search/")
    expect(page.get_by_role("contentinfo")).to_contain_text("You are signed out after 30 minutes")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
