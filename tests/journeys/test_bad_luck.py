"""Clicked twice, sent again after Back, signed out while typing, decided by somebody else: nothing doubled, nothing lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.infrastructure.servers import Account
from tests.journeys.conftest import Seat, SignIn, fill_in_sign_in
from tests.journeys.pages import ELSEWHERE, HOLDER, OFFICER, RESPONSIBLE

pytestmark = pytest.mark.journey

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
Fill = Callable[[Page, str], None]


def item(page: Page, words: str) -> None:
    page.get_by_label("What it is about").fill(words)
    page.get_by_label("Open", exact=False).first.check()


def recommendation(page: Page, words: str) -> None:
    page.get_by_label("What is recommended?").fill(words)
    page.get_by_label("Short title in plain words").fill(words)
    page.get_by_label("Boston").check()
    page.get_by_label("Can be completed").check()
    page.get_by_label("Who made it?").fill("Task group")
    page.get_by_label("Reference begins with").fill("BL26")
    page.get_by_label("Open to the public").check()


def progress(page: Page, words: str) -> None:
    page.get_by_label("Progress", exact=True).check()
    page.get_by_label("What has happened?").fill(words)


def link(page: Page, words: str) -> None:
    page.get_by_label("Name of the evidence").fill(words)
    page.get_by_label("Or the address of a page").fill("https://www.example.gov.uk/minutes")


def question(page: Page, words: str) -> None:
    page.locator("#capture textarea[name=text]").fill(words)


# Who makes what: the form's address on the stage, how it is filled, its button, and the page that lists what was made.
MADE: dict[str, tuple[str, str, Fill, str, str]] = {
    "agenda item": (OFFICER, "{meetings:add-item}", item, "Add to the agenda", "{recommendations:log}?items"),
    "recommendation": (
        OFFICER, "{recommendations:add}", recommendation, "Add the recommendation", "/recommendations/?q=BL26",
    ),
    "progress": (RESPONSIBLE, "{long action}update/", progress, "Add to the record", "{long action}"),
    "evidence": (RESPONSIBLE, "{long action}evidence/", link, "Add the evidence", "{long action}"),
    "entry of the log": (OFFICER, "{recommendations:log-item}", question, "Add to log", "{recommendations:log-item}"),
}  # fmt: skip


def placed(address: str, stage: dict[str, str]) -> str:
    return re.sub(r"\{(.+?)\}", lambda found: stage[found[1]], address)


def times(page: Page, words: str) -> int:
    """How often the main part of the page says it, as a heading, link or paragraph of its own."""
    return page.get_by_role("main").get_by_text(words, exact=True).count()


@SCRIPTS
@pytest.mark.parametrize("thing", MADE)
def test_a_double_click_makes_one(seat: Seat, stage: dict[str, str], thing: str, script: bool) -> None:
    role, form, fill, button, listed = MADE[thing]
    words = f"Clicked twice {'with' if script else 'without'} a script"
    page = seat(role, script=script)
    page.goto(placed(form, stage))
    fill(page, words)
    page.get_by_role("button", name=button, exact=True).locator("visible=true").dblclick()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    page.wait_for_load_state()
    page.goto(placed(listed, stage))
    expect(page.get_by_role("main").get_by_text(words, exact=False).first).to_be_visible()
    # An entry that was still on the device when the page was left is sent from the next one.
    expect(listed_with(page, thing, words)).to_have_count(1, timeout=30_000)
    page.reload()
    expect(listed_with(page, thing, words)).to_have_count(1)


@SCRIPTS
@pytest.mark.parametrize("thing", ["agenda item", "recommendation", "progress"])
def test_back_and_send_again_makes_one(seat: Seat, stage: dict[str, str], thing: str, script: bool) -> None:
    role, form, fill, button, listed = MADE[thing]
    words = f"Sent again {'with' if script else 'without'} a script"
    page = seat(role, script=script)
    page.goto(placed(form, stage))
    fill(page, words)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: not url.endswith(placed(form, stage)))
    page.go_back()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("It was not saved twice.")
    page.goto(placed(listed, stage))
    expect(listed_with(page, thing, words)).to_have_count(1)
    page.reload()
    expect(listed_with(page, thing, words)).to_have_count(1)


def listed_with(page: Page, thing: str, words: str) -> Locator:
    """The things of these words that the page lists. An entry of the log may still be on its way from the device."""
    inside = {
        "agenda item": ".row__t",
        "recommendation": "th[scope=row] .t",
        "progress": ".moj-timeline__description",
        "evidence": "th[scope=row]",
        "entry of the log": "section.log .en",
    }[thing]
    return page.locator(inside).filter(has_text=words)


TYPED = "Zwölf residents – and “three” officers – tested the form.\n" * 60


@SCRIPTS
def test_what_was_typed_survives_the_end_of_the_session(
    seat: Seat, stage: dict[str, str], accounts: dict[str, Account], sign_in: SignIn, script: bool
) -> None:
    page = sign_in(seat(script=script), RESPONSIBLE)
    page.goto(placed("{long action}update/", stage))
    progress(page, TYPED)
    page.get_by_label("When do you now expect").fill("31 February 2027")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_role("status").first).to_contain_text("What you typed is kept")
    nobody_else_reads_it(seat, page.url)
    fill_in_sign_in(page, accounts[RESPONSIBLE])
    expect(page.get_by_role("heading", level=1)).to_have_text("What has happened?")
    assert page.get_by_label("What has happened?").input_value() == TYPED
    expect(page.get_by_label("Progress", exact=True)).to_be_checked()
    expect(page.get_by_label("When do you now expect")).to_have_value("31 February 2027")


def nobody_else_reads_it(seat: Seat, sign_in_page: str) -> None:
    """The way back to the kept words leads somebody else to none of them."""
    way_back = re.search(r"kept%3D([\w-]+)", sign_in_page)
    assert way_back
    other = seat(HOLDER)
    other.goto(f"/actions/1/update/?kept={way_back[1]}")
    expect(other.locator("body")).not_to_contain_text("Zwölf residents")


def test_the_second_to_decide_reads_who_was_first_and_when(seat: Seat, stage: dict[str, str]) -> None:
    """Two windows on one submission: one decision counts, the other is told and keeps what was typed."""
    first, second = seat(HOLDER), seat(HOLDER)
    for page in (first, second):
        page.goto(stage["action, bad luck"] + "sign-off/")
    first.get_by_label("Sign it off", exact=True).check()
    second.get_by_label("Send it back").check()
    second.get_by_label("What is missing?").fill("The minutes.")
    for page in (first, second):
        page.get_by_label("I have looked at the evidence").check()
        page.get_by_role("button", name="Record my decision").click()
    expect(first.get_by_role("status").first).to_contain_text("Your decision is recorded.")
    told = second.get_by_role("main")
    expect(told).to_contain_text(re.compile(r"Portfolio Holder signed this off on .+ at \d+:\d\d[ap]m"))
    expect(told).to_contain_text("Nothing changed.")
    expect(second.get_by_label("What is missing?")).to_have_value("The minutes.")


@SCRIPTS
def test_the_second_to_answer_sees_the_first_answer_beside_the_own(
    seat: Seat, stage: dict[str, str], script: bool
) -> None:
    """A council answers in two windows. The second answer waits for a look at the first, and its words stay."""
    title = "two at once" if script else "bad luck"
    first, second = seat(HOLDER, script=script), seat(HOLDER, script=script)
    for page in (first, second):
        page.goto(stage[f"answer, {title}"] + "respond/")
        page.get_by_label("Note it").check()
        page.get_by_label("delegated").check()
    first.locator("[id='id_noted_words']").fill("Noted in the first window.")
    second.locator("[id='id_noted_words']").fill("Noted in the second window.")
    for page in (first, second):
        page.get_by_role("button", name="Check my answer").click()
        page.get_by_role("button", name="Record my decision").click()
    expect(first.get_by_role("status").first).to_contain_text("Your decision is recorded.")
    expect(second.get_by_role("main")).to_contain_text("What changed while you were typing")
    expect(second.get_by_role("main")).to_contain_text("Noted in the first window.")
    expect(second.locator("[id='id_noted_words']")).to_have_value("Noted in the second window.")


@SCRIPTS
def test_two_officers_who_add_at_once_lose_nothing(seat: Seat, stage: dict[str, str], script: bool) -> None:
    windows = [seat(OFFICER, script=script) for _ in range(2)]
    for number, page in enumerate(windows, start=1):
        page.goto(stage["recommendations:log-item"])
        question(page, f"Window {number} of two, {'with' if script else 'without'} a script?")
    for page in windows:
        page.get_by_role("button", name="Add to log", exact=True).locator("visible=true").click(
            no_wait_after=True
        )
    for number, page in enumerate(windows, start=1):
        expect(page.locator("section.log")).to_contain_text(f"Window {number} of two")
        expect(page.locator("#capture textarea[name=text]")).to_have_value("")
    windows[0].goto(stage["recommendations:log-item"])
    for number in (1, 2):
        words = f"Window {number} of two, {'with' if script else 'without'} a script?"
        expect(windows[0].locator("section.log .en").filter(has_text=words)).to_have_count(1)


def test_a_holder_of_another_council_decides_nothing(seat: Seat, stage: dict[str, str]) -> None:
    page = seat(ELSEWHERE)
    for address in (stage["action, two at once"] + "sign-off/", stage["answer, two at once"] + "respond/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("This page is for South Holland’s Portfolio Holder.")
