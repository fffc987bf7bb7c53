"""With keys alone: all is reached in the order it is read, one sees where one is, and the work gets done (promise Y2)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Seat, Visitor
from tests.journeys.pages import HOLDER, OFFICER, PUBLIC, RESPONSIBLE

pytestmark = pytest.mark.journey

WALKED = [
    ("overview", PUBLIC),
    ("recommendations:list", PUBLIC),
    ("recommendations:detail", PUBLIC),
    ("strategies:detail", PUBLIC),
    ("recommendations:meeting", PUBLIC),
    ("strategies:glossary", PUBLIC),
    ("kit", PUBLIC),
    ("account_login", PUBLIC),
    ("recommendations:todo", OFFICER),
    ("recommendations:log-item", OFFICER),
    ("recommendations:publish", OFFICER),
    ("recommendations:add", OFFICER),
    ("recommendations:awaiting-you", HOLDER),
    ("recommendations:respond", HOLDER),
    ("recommendations:sign-off", HOLDER),
    ("recommendations:evidence", RESPONSIBLE),
]
# What Tab must reach, one after the other: of radios of one name the chosen or first, nothing folded away.
STOPS = """() => {
  const found = [];
  const groups = new Set();
  const wanted = "a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex='0']";
  for (const element of document.querySelectorAll(wanted)) {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.type === "radio") {
      const name = element.form?.id + element.name;
      const chosen = document.querySelector(`input[name="${element.name}"]:checked`);
      if (chosen ? chosen !== element : groups.has(name)) continue;
      groups.add(name);
    }
    found.push(element);
  }
  window.stops = found;
  return found.length;
}"""
# Where the focus is, and what shows it: any of these must change when the element takes the focus.
HERE = """() => {
  const element = document.activeElement;
  const label = element.labels?.[0];
  const shows = (one) => {
    const parts = [getComputedStyle(one), getComputedStyle(one, "::before"), getComputedStyle(one, "::after")];
    return parts.map((s) => [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor]);
  };
  const near = [element, element.parentElement, label, label?.querySelector("span"), element.nextElementSibling];
  const look = () => JSON.stringify(near.filter(Boolean).map(shows));
  const focused = look();
  const place = window.stops.indexOf(element);
  const box = element.getBoundingClientRect();
  element.blur();
  const blurred = look();
  element.focus({preventScroll: true});
  const what = element.outerHTML.slice(0, 120);
  return {place, what, shows: focused !== blurred, top: box.top, bottom: box.bottom, id: element.id};
}"""


def tab(page: Page) -> dict[str, Any]:
    page.keyboard.press("Tab")
    here: dict[str, Any] = page.evaluate(HERE)
    return here


@pytest.mark.parametrize(("name", "role"), WALKED)
def test_tab_reaches_everything_in_order(seat: Seat, stage: dict[str, str], name: str, role: str) -> None:
    page = seat(role)
    page.clock.install()
    page.goto(stage[name], wait_until="networkidle")
    # What comes by itself (the other officer's entries) must not come between two steps of the walk.
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    page.evaluate("document.activeElement.blur()")
    count = page.evaluate(STOPS)
    assert count > 5
    for place in range(count):
        here = tab(page)
        assert here["place"] == place, f"stop {place} is {here['what']}"
        assert here["shows"], f"nothing shows the focus on {here['what']}"
        assert here["bottom"] > 0, f"out of sight: {here['what']}"
        assert here["top"] < 900, f"out of sight: {here['what']}"


@pytest.mark.parametrize("name", ["overview", "recommendations:list", "account_login"])
def test_the_first_stop_leads_past_the_menu(visitor: Visitor, stage: dict[str, str], name: str) -> None:
    page = visitor(PUBLIC)
    page.goto(stage[name])
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def type_into(page: Page, label: str, words: str) -> None:
    """Tab on until the field of that label has the focus, and type."""
    reach(page, label)
    page.keyboard.type(words)


def reach(page: Page, name: str) -> None:
    """Tab on until the control of that name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(name):
            return
    pytest.fail(f"Tab does not reach “{name}”")


NAME = """() => {
  const element = document.activeElement;
  return (element.labels?.[0] ?? element).textContent.trim();
}"""


def choose(page: Page, group: str, down: int) -> None:
    """Tab to a group of radios and go down in it; Space chooses the first."""
    reach(page, group)
    page.keyboard.press("Space")
    for _ in range(down):
        page.keyboard.press("ArrowDown")


def test_a_meeting_is_logged_with_keys_alone(seat: Seat, stage: dict[str, str]) -> None:
    page = seat(OFFICER)
    page.goto(stage["recommendations:log-item"])
    reach(page, "Question")
    page.keyboard.press("ArrowRight")
    type_into(page, "What was answered", "Six in ten finished it.")
    type_into(page, "Who answered", "Head of ICT")
    page.keyboard.press("Control+Enter")
    expect(page.locator("section.log")).to_contain_text("Six in ten finished it.")
    page.keyboard.press("Alt+4")
    page.keyboard.type("That the report be noted.")
    type_into(page, "The word the body used", "Noted")
    page.keyboard.press("Control+Enter")
    expect(page.locator("section.log")).to_contain_text("That the report be noted.")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_url("**/log/entries/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("decision")


def test_a_council_answers_with_keys_alone(seat: Seat, stage: dict[str, str]) -> None:
    page = seat(HOLDER)
    page.goto(stage["answer, keys"] + "respond/")
    choose(page, "Accept", 5)
    type_into(page, "Why not?", "It is done by the county.")
    choose(page, "The Cabinet decided", 1)
    reach(page, "Record my decision")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Your decision is recorded.")
    expect(page.get_by_role("main")).to_contain_text("Not accepted")


def test_work_is_signed_off_with_keys_alone(seat: Seat, stage: dict[str, str]) -> None:
    page = seat(HOLDER)
    page.goto(stage["action, keys"] + "sign-off/")
    choose(page, "Sign it off", 2)
    type_into(page, "What is missing?", "The number of people who came.")
    reach(page, "I have looked at the evidence")
    page.keyboard.press("Space")
    reach(page, "Record my decision")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Your decision is recorded.")
