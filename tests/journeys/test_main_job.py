"""The main job, from a meeting to the next review, as a new user does it (issue: the main job, in the browser)."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.infrastructure.servers import Portal
from tests.journeys import main_job as step
from tests.journeys.conftest import Seat

pytestmark = pytest.mark.journey
STRATEGY = "/strategies/digital-2023-2029/"


@pytest.mark.parametrize(
    ("script", "panel", "subject"),
    [
        (True, "Performance Monitoring Panel", "online forms"),
        (False, "Joint Policy Development and Performance Monitoring Panel", "paper letters"),
    ],
    ids=["with JavaScript", "without JavaScript"],
)
def test_from_what_was_said_to_what_was_done(seat: Seat, script: bool, panel: str, subject: str) -> None:
    story = step.Story(seat=seat, script=script, panel=panel, subject=subject)
    step.plan_the_meeting(story)
    step.open_the_log(story)
    step.type_what_is_said(story)
    step.leave_half_a_sentence(story)
    step.find_it_in_the_tracker(story)
    step.publish_the_record(story)
    step.send_it(story)
    step.read_how_it_was_counted(story)
    step.answer_for_each_council(story)
    step.nobody_answers_for_another(story)
    step.do_the_work(story, "Boston")
    step.send_back_then_sign_off(story, "Boston")
    step.read_it_all(story)


def test_what_became_of_the_reviews(seat: Seat, live_portal: Portal) -> None:
    """Three reviews lapsed; the officer records one as excused and one as held late. What falls due next is foretold."""
    public = seat()
    public.goto(STRATEGY)
    for due, why in [(2024, "First year after adoption"), (2025, "Second year"), (2026, "Third year")]:
        expect(line_of(public, due)).to_contain_text(f"Lapsed. Was due by 31 March {due}")
        expect(line_of(public, due)).to_contain_text(why)

    officer = seat(step.OFFICER)
    open_review(officer, 2024)
    officer.get_by_label("It was excused by a decision").check()
    officer.get_by_label("Which body decided that?").select_option(index=1)
    officer.get_by_label("Why?").fill("The councils were still joining their teams.")
    officer.get_by_role("button", name="Record what became of it").click()
    step.said(officer, "Recorded: the 2024 light-touch check.")

    plain = seat(step.OFFICER, script=False)
    open_review(plain, 2025)
    plain.get_by_label("It was held").check()
    plain.get_by_label("On which day was it held?").fill("20 May 2025")
    plain.get_by_role("button", name="Record what became of it").click()
    step.said(plain, "Recorded: the 2025 deep review.")

    public.reload()
    expect(line_of(public, 2024)).to_contain_text("Excused. Due by 31 March 2024")
    expect(line_of(public, 2024)).to_contain_text("The councils were still joining their teams.")
    expect(line_of(public, 2025)).to_contain_text(
        "Held late, 20 May 2025. Due by 31 March 2025, 1 month late"
    )

    foretold = live_portal.manage("open_due_reviews", "--on", "2029-04-01", "--dry-run")
    for review in ("2027 deep review", "2028 light-touch check", "2029 deep review"):
        assert f"Would open: {review} of Partnership Digital Strategy" in foretold
    public.reload()
    expect(line_of(public, 2027)).to_contain_text("by 31 March 2027")


def line_of(page: Page, year: int) -> Locator:
    """The line of the review that was due in that year, in the list under the drawing."""
    return page.locator("ol.vlist > li").filter(has_text=re.compile(rf"^\s*{year} "))


def open_review(page: Page, year: int) -> None:
    page.goto(STRATEGY)
    line_of(page, year).get_by_role("link", name="Record what became of it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"What became of the {year}")
