"""An officer builds an agenda, publishes it late, puts the meeting off and carries its items over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from core.working_days import last_day_of_notice
from tests.journeys.conftest import Faults, Seat
from tests.journeys.pages import OFFICER

pytestmark = pytest.mark.journey

PANEL = "South Holland: Performance Monitoring Panel"
BOARD = "Joint: ICT Strategy Board"
CABINET = "Boston: Cabinet"


def spelt(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def plan(page: Page, day: date, body: str = PANEL) -> str:
    """Plan a meeting, and give its address."""
    page.goto("/meetings/new/")
    page.get_by_label("Body that meets").select_option(label=body)
    page.get_by_label("Day", exact=True).fill(spelt(day))
    page.get_by_role("button", name="Plan the meeting").click()
    page.wait_for_url(f"**/{day.isoformat()}/")
    return page.url


def add_item(page: Page, title: str) -> None:
    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("What it is about").fill(title)
    page.get_by_label("Presenter").fill("Head of ICT")
    page.get_by_label("Open to the public").check()
    page.get_by_role("button", name="Add to the agenda").click()


def items(page: Page) -> Locator:
    return page.locator(".order h3")


def build(page: Page, day: date, *titles: str, body: str = PANEL) -> str:
    """Plan a meeting and give it items, behind those that its body always has; the page is its agenda."""
    meeting = plan(page, day, body)
    page.get_by_role("link", name="Edit the agenda").click()
    for title in titles:
        add_item(page, title)
    expect(items(page).last).to_have_text(titles[-1])
    return meeting


def test_items_are_moved_by_drag_by_keys_and_by_buttons(seat: Seat, faults: Faults) -> None:
    page = seat(OFFICER)
    build(page, timezone.localdate() + timedelta(days=300), "Bins", "Parking", "Telephones")
    rows = page.locator(".order > li")
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 60, "y": 4})
    expect(items(page)).to_have_text(["Telephones", "Bins", "Parking"])
    page.get_by_role("button", name="Move down item 1, Telephones").focus()
    page.keyboard.press("Enter")
    expect(items(page)).to_have_text(["Bins", "Telephones", "Parking"])
    expect(page.get_by_role("button", name="Move down item 2, Telephones")).to_be_focused()
    page.keyboard.press("Enter")
    expect(items(page)).to_have_text(["Bins", "Parking", "Telephones"])
    expect(page.get_by_role("button", name="Move up item 3, Telephones")).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("Moved. It is now 3 of 3.")
    assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_without_a_script_the_same_buttons_move_items(seat: Seat, width: int) -> None:
    page = seat(OFFICER, script=False, width=width)
    build(page, timezone.localdate() + timedelta(days=310 + width // 100), "Bins", "Parking")
    page.get_by_role("button", name="Move up item 2, Parking").click()
    expect(items(page)).to_have_text(["Parking", "Bins"])


def test_standing_items_stand_on_the_agenda_and_fill_themselves(seat: Seat, faults: Faults) -> None:
    page = seat(OFFICER)
    page.goto("/meetings/")
    page.get_by_role("link", name="Standing items").click()
    page.get_by_role("link", name="Cabinet").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Standing items of Cabinet")
    for title, kind in (
        ("Apologies", "Nothing: it is an ordinary item"),
        ("Answers from the councils", "Recommendations: responses received"),
    ):
        page.get_by_label("What it is about").fill(title)
        page.get_by_label(kind).check()
        page.get_by_role("button", name="Add to every agenda").click()
    page.get_by_role("button", name="Move up Answers from the councils").click()
    expect(items(page)).to_have_text(["Answers from the councils", "Apologies"])
    assert faults(page) == []
    meeting = plan(page, timezone.localdate() + timedelta(days=90), CABINET)
    expect(page.locator("#item-1")).to_contain_text("received since March 2023")
    page.get_by_role("button", name="Publish the agenda").click()
    public = seat()
    public.goto(meeting)
    expect(public.locator("#item-1")).to_contain_text("received since March 2023")


def test_a_late_agenda_is_warned_of_and_published_put_off_and_carried_over(
    seat: Seat, faults: Faults
) -> None:
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (3, 80))
    page = seat(OFFICER)
    following = plan(page, later, BOARD)
    meeting = build(page, soon, "Bins", "Parking", body=BOARD)
    by = last_day_of_notice(soon)
    expect(page.get_by_role("main")).to_contain_text(f"The last day for five was {by:%A} {spelt(by)}.")
    page.get_by_role("button", name="Publish the agenda").click()
    expect(page.get_by_role("status").first).to_contain_text("The agenda is published.")
    expect(page.get_by_role("main")).to_contain_text(f"The last day for five was {by:%A} {spelt(by)}.")
    public = seat()
    public.goto(meeting)
    expect(public.get_by_role("heading", name="Parking")).to_be_visible()
    expect(public.get_by_role("main")).not_to_contain_text("last day for five")

    page.get_by_role("link", name="Postpone").click()
    page.get_by_role("button", name="Postpone the meeting").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why. The reason is published")
    page.get_by_label("Reason").fill("Snow on every road.")
    page.get_by_role("button", name="Postpone the meeting").click()
    public.goto(meeting)
    expect(public.locator(".ps-head")).to_contain_text(
        "This meeting is postponed. Reason: Snow on every road."
    )

    page.get_by_role("link", name="Carry all items over").click()
    assert faults(page) == []
    page.get_by_role("button", name=f"Carry over to the meeting on {spelt(later)}").click()
    expect(page.get_by_role("status").first).to_contain_text("2 items are carried over")
    page.goto(following)
    expect(page.get_by_text(f"Carried over from {spelt(soon)}, item 2")).to_be_visible()

    page.goto(meeting)
    page.get_by_role("link", name="Plan it again").click()
    page.get_by_label("Day", exact=True).fill(spelt(later + timedelta(days=7)))
    page.get_by_role("button", name="Plan the meeting again").click()
    public.goto(meeting)
    expect(public.locator(".ps-head")).to_contain_text(f"Postponed from {spelt(soon)}.")
    expect(public.locator(".ps-head")).to_contain_text("Reason: Snow on every road.")


def test_a_series_leaves_out_bank_holidays(seat: Seat, faults: Faults) -> None:
    page = seat(OFFICER)
    page.goto("/meetings/")
    page.get_by_role("link", name="Plan several meetings").click()
    page.get_by_label("Body that meets").select_option(label=PANEL)
    page.get_by_label("First day").fill("27 March 2028")
    page.get_by_label("Every so many weeks").check()
    page.get_by_label("Or how many meetings").fill("4")
    page.get_by_role("button", name="Show the days").click()
    days = page.get_by_role("checkbox")
    expect(days).to_have_count(4)
    assert [days.nth(place).is_checked() for place in range(4)] == [True, True, True, False]
    expect(page.get_by_text("Left out: Easter Monday")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Plan these meetings").click()
    expect(page.get_by_role("status").first).to_contain_text("3 meetings are planned.")
