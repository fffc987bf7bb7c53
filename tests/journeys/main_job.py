"""The seven steps of the main job, one function each, as a person goes through them in a browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from core.dates import last_day_of_months_beginning_with
from tests.journeys.conftest import Seat

COUNCILS = ("Boston", "East Lindsey", "South Holland")
OFFICER = "Scrutiny Officer"


def spelt(day: date) -> str:
    """A day as people write it: 9 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


@dataclass
class Story:
    """Who takes part, with or without JavaScript, and what came of it so far."""

    seat: Seat
    script: bool
    panel: str
    subject: str
    today: date = field(default_factory=date.today)
    meeting: str = ""
    reference: str = ""
    actions: dict[str, str] = field(default_factory=dict)
    _seats: dict[str, Page] = field(default_factory=dict)

    def page(self, role: str = "") -> Page:
        """The browser of somebody who takes part; the public's own without a role."""
        if role not in self._seats:
            self._seats[role] = self.seat(role, script=self.script)
        return self._seats[role]

    @property
    def officer(self) -> Page:
        return self.page(OFFICER)

    @property
    def recommendation(self) -> str:
        return f"That the three councils test {self.subject} with residents before they go live."

    @property
    def promise(self) -> str:
        return f"Raise {self.subject} with the ICT Strategy Board."


def main_part(page: Page) -> Locator:
    return page.get_by_role("main")


def said(page: Page, sentence: str) -> None:
    """The portal tells the person what it has done."""
    expect(page.get_by_role("status").filter(has_text=sentence).first).to_be_visible()


# 1. The meeting and its live log


def plan_the_meeting(story: Story) -> None:
    page = story.officer
    page.goto("/meetings/")
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Body that meets").select_option(label=f"South Holland: {story.panel}")
    page.get_by_label("Day", exact=True).fill(spelt(story.today))
    page.get_by_label("Time").fill("6:30pm")
    page.get_by_label("Place").fill("Council Offices")
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(story.panel)
    story.meeting = page.url
    page.get_by_role("link", name="Edit the agenda").click()
    for title in ("Minutes of the last meeting", story.subject.capitalize()):
        page.get_by_role("link", name="Add an item").click()
        page.get_by_label("What it is about").fill(title)
        page.get_by_label("Open").check()
        page.get_by_role("button", name="Add to the agenda").click()
    page.get_by_role("button", name="Publish the agenda").click()
    said(page, "agenda")


def open_the_log(story: Story) -> None:
    page = story.officer
    page.get_by_role("link", name="Open the live log").click()
    page.get_by_role("button", name="Start meeting").click()
    said(page, "The meeting is in progress.")
    page.get_by_role("navigation", name="Agenda", exact=True).get_by_role(
        "link", name=story.subject.capitalize()
    ).click()
    expect(main_part(page)).to_contain_text("No entries yet")


def choose(story: Story, place: int, kind: str) -> None:
    """Choose what is logged: by Alt and a figure, or, without JavaScript, by the list and its button."""
    page = story.officer
    if story.script:
        page.keyboard.press(f"Alt+{place}")
    else:
        page.get_by_role("group", name="What is it?").get_by_label(kind).check()
        page.get_by_role("button", name="Show the fields for this kind").click()
    expect(page.get_by_role("radio", name=kind)).to_be_checked()


def add(story: Story, words: str) -> None:
    """Type the words where the cursor waits and add them; they show in the log."""
    page = story.officer
    box = page.locator("#capture textarea[name=text]")
    if story.script:
        expect(box).to_be_focused()
        page.keyboard.type(words)
        page.keyboard.press("Control+Enter")
    else:
        box.fill(words)
        page.get_by_role("button", name="Add to log", exact=True).click()
    expect(page.locator("section.log")).to_contain_text(words)
    expect(box).to_have_value("")


def type_what_is_said(story: Story) -> None:
    page = story.officer
    subject = story.subject
    choose(story, 1, "Question")
    add(story, f"Who tests {subject}?")
    choose(story, 2, "Answer")
    page.get_by_label("Who answered").fill("Head of ICT")
    page.locator("#capture textarea[name=text]").focus()
    add(story, "Officers test them now. Residents do not yet.")
    choose(story, 3, "Action")
    page.get_by_label("Owner").fill("Head of ICT")
    page.get_by_label("Due", exact=True).fill("next meeting")
    page.locator("#capture textarea[name=text]").focus()
    add(story, story.promise)
    choose(story, 3, "Action")
    page.locator("#capture").get_by_label("Request").check()
    page.get_by_label("Points, one on each line").fill("What it costs\nWho tests\nWhen each council starts")
    page.locator("#capture textarea[name=text]").focus()
    add(story, f"Bring a paper on {subject}.")
    choose(story, 4, "Decision")
    page.get_by_label("The word the body used").select_option(label="Agreed")
    page.locator("#capture textarea[name=text]").focus()
    add(story, f"That the report on {subject} be agreed.")
    choose(story, 5, "Recommendation")
    page.get_by_label("Plain title").fill(f"Test {subject} with residents")
    page.locator("#capture textarea[name=text]").focus()
    add(story, story.recommendation)
    log = page.locator("section.log")
    expect(log.get_by_text("What it costs")).to_be_visible()


def leave_half_a_sentence(story: Story) -> None:
    """Half-typed words survive a reload, and are there on another device too."""
    page = story.officer
    half = "Somebody also said that the"
    choose(story, 6, "Note")
    box = page.locator("#capture textarea[name=text]")
    if story.script:
        with page.expect_response(lambda response: response.url.endswith("/draft/")):
            page.keyboard.type(half)
    else:
        box.fill(half)
        with page.expect_navigation():
            page.get_by_role("button", name="Keep as draft").click()
    page.reload()
    expect(page.locator("#capture textarea[name=text]")).to_have_value(half)
    elsewhere = story.seat(OFFICER, script=story.script)
    elsewhere.goto(page.url)
    expect(elsewhere.locator("#capture textarea[name=text]")).to_have_value(half)
    page.get_by_role("button", name="Clear it").click()
    expect(page.locator("#capture textarea[name=text]")).to_have_value("")


# 2. The tracker


def find_it_in_the_tracker(story: Story) -> None:
    """The recommendation is asked of every council at once, and the undertaking is an action at once."""
    page = story.officer
    page.goto("/recommendations/")
    form = page.get_by_role("form", name="Filter recommendations").first
    form.get_by_label("Words in the title").fill(story.subject)
    form.get_by_role("button", name="Show results").click()
    link = page.get_by_role("link", name=f"Test {story.subject} with residents")
    expect(link).to_be_visible()
    link.click()
    expect(main_part(page)).to_contain_text(story.recommendation)
    story.reference = page.url.rstrip("/").rsplit("/", 1)[-1]
    for council in COUNCILS:
        expect(main_part(page).get_by_role("link", name=council, exact=True).first).to_be_visible()
    page.goto("/actions/")
    expect(main_part(page)).to_contain_text(story.promise)
    expect(main_part(page)).to_contain_text(f"Bring a paper on {story.subject}.")
    stranger = story.page()
    answer = stranger.goto(f"/recommendations/{story.reference}/")
    assert answer is not None
    assert answer.status == 404, "a draft is nobody's business yet"


def publish_the_record(story: Story) -> None:
    page = story.officer
    page.goto(story.meeting)
    page.get_by_role("link", name="Open the live log").click()
    page.get_by_role("button", name="Finish meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the log right?")
    for box in page.get_by_role("checkbox", name="Checked").all():
        box.check()
    page.get_by_role("button", name="Save this page").click()
    said(page, "What you did is kept.")
    expect(main_part(page)).to_contain_text("6 of 6 entries checked.")
    page.get_by_role("button", name="see the public page").click()
    expect(main_part(page)).to_contain_text("This is what anyone will read.")
    page.get_by_role("button", name="Publish the record").click()
    said(page, "The record is published.")
    expect(page).to_have_url(story.meeting)


# 3. Three clocks


def received_on(story: Story) -> dict[str, date]:
    return {
        council: story.today - timedelta(days=days)
        for council, days in zip(COUNCILS, (0, 3, 40), strict=True)
    }


def send_it(story: Story) -> None:
    """Three executives received it on three days, so three clocks run."""
    page = story.officer
    page.goto(f"/recommendations/{story.reference}/")
    page.get_by_role("link", name="Send to the councils").click()
    for council, day in received_on(story).items():
        page.get_by_label(f"{council}: received by the").fill(spelt(day))
    page.get_by_role("button", name="Check the dates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these the right dates?")
    page.get_by_role("button", name="Start the clocks").click()
    said(page, "The clocks are running")


def read_how_it_was_counted(story: Story) -> None:
    page = story.page()
    for council, day in received_on(story).items():
        due = last_day_of_months_beginning_with(day, months=2)
        page.goto(f"/recommendations/{story.reference}/{council.lower().replace(' ', '-')}/")
        counted = main_part(page).locator("section", has_text="When the answer is due").locator("p").first
        expect(counted).to_contain_text(spelt(day))
        expect(counted).to_contain_text(spelt(due))
        expect(counted).to_contain_text("Two months beginning with that day")


# 4. Three answers


def holder(council: str) -> str:
    return f"Portfolio Holder, {council}"


def open_the_answer(story: Story, council: str) -> Page:
    """A portfolio holder comes from the list of what awaits them."""
    page = story.page(holder(council))
    page.goto("/awaiting-you/")
    page.get_by_role("link", name=f"Test {story.subject} with residents", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"What does {council} say?")
    return page


def promise_something(story: Story, page: Page, council: str) -> None:
    page.get_by_label(f"What will {council} do?").fill(f"We will test {story.subject} in {council}.")
    page.get_by_label("Who will do it").first.select_option(label=f"Responsible Officer ({council})")
    page.get_by_label("By when").first.fill(spelt(story.today + timedelta(days=60)))


def record(story: Story, page: Page) -> None:
    page.get_by_label("delegated").check()
    page.get_by_role("button", name="Check my answer").click()
    page.get_by_role("button", name="Record my decision").click()
    said(page, "Your decision is recorded.")


def answer_for_each_council(story: Story) -> None:
    page = open_the_answer(story, "Boston")
    page.get_by_label("Accept", exact=True).check()
    promise_something(story, page, "Boston")
    record(story, page)

    page = open_the_answer(story, "East Lindsey")
    page.get_by_label("Accept in part").check()
    page.get_by_label("Which part do you accept?").fill("Tests with residents of two towns.")
    page.get_by_label("Why not the rest?").fill("The other towns have no hall in which to test.")
    promise_something(story, page, "East Lindsey")
    record(story, page)

    page = open_the_answer(story, "South Holland")
    page.get_by_label("Note it").check()
    record(story, page)
    said(page, "It does not answer, so the two months keep running.")
    expect(main_part(page)).to_contain_text("No answer has been given yet.")


def nobody_answers_for_another(story: Story) -> None:
    page = story.page(holder("Boston"))
    answer = page.goto(f"/recommendations/{story.reference}/south-holland/respond/")
    assert answer is not None
    assert answer.status == 403
    expect(main_part(page)).to_contain_text("This page is for South Holland’s Portfolio Holder.")


# 5. Work and sign-off


def responsible(council: str) -> str:
    return f"Responsible Officer, {council}"


def do_the_work(story: Story, council: str) -> None:
    """The responsible officer reports progress, adds a file and a link, and submits."""
    page = story.page(responsible(council))
    page.goto("/actions/?owner=me")
    page.get_by_role("link", name=f"We will test {story.subject} in {council}.").first.click()
    story.actions[council] = page.url
    page.get_by_role("link", name="Report progress").click()
    page.get_by_label("Progress", exact=True).check()
    page.get_by_label("What has happened?").fill("Twelve residents tested the first form.")
    page.get_by_role("button", name="Add to the record").click()
    said(page, "Your report is on the record.")
    submit(page, "Notes of the test", upload=True)


def submit(page: Page, name: str, *, upload: bool) -> None:
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_label("Name of the evidence").fill(name)
    if upload:
        page.get_by_label("File", exact=True).set_input_files(
            {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"resident,minutes\n1,4\n2,6\n"}
        )
    else:
        page.get_by_label("Or the address of a page").fill("https://www.example.gov.uk/tests")
    page.get_by_role("button", name="Add the evidence").click()
    said(page, "The evidence is added.")
    page.get_by_role("button", name="Submit for sign-off").click()
    said(page, "Submitted.")


def decide(story: Story, council: str, decision: str, then: Callable[[Page], None]) -> None:
    page = story.page(holder(council))
    page.goto("/awaiting-you/")
    page.get_by_role("link", name=f"We will test {story.subject} in {council}.", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this action done?")
    page.get_by_label(decision, exact=True).check()
    then(page)
    page.get_by_label("I have looked at the evidence").check()
    page.get_by_role("button", name="Record my decision").click()
    said(page, "Your decision is recorded.")


def send_back_then_sign_off(story: Story, council: str) -> None:
    reason = "The notes do not say which forms were tested."
    decide(story, council, "Send it back", lambda page: page.get_by_label("What is missing?").fill(reason))
    page = story.page(responsible(council))
    page.goto(story.actions[council])
    expect(main_part(page)).to_contain_text(reason)
    submit(page, "List of the forms", upload=False)
    decide(story, council, "Sign it off", lambda page: None)
    page.goto(story.actions[council])
    expect(main_part(page)).to_contain_text("Signed off")


# 7. What anyone reads


def read_it_all(story: Story) -> None:
    """Anyone reads the overview, the list with its filters, the trail, the strategy and the meeting."""
    page = story.page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Are the councils doing what scrutiny asked?")
    cell = page.locator(f"a[href$='/recommendations/{story.reference}/boston/']").first
    expect(cell).to_contain_text("Accepted")
    for said_by, seen in (("accepted", True), ("rejected", False)):
        page.goto(f"/recommendations/?q={story.subject.replace(' ', '+')}&council=boston&said={said_by}")
        found = page.get_by_role("link", name=f"Test {story.subject} with residents")
        expect(found).to_have_count(int(seen))
    page.goto(f"/recommendations/{story.reference}/")
    story_told = main_part(page).locator("section", has_text="The full story")
    for sentence in (
        "Boston: signed off",
        "Boston: sent back",
        "East Lindsey: accepted in part",
        "South Holland: noted",
    ):
        expect(story_told).to_contain_text(sentence)
    page.goto("/strategies/digital-2023-2029/")
    expect(page.locator("#main svg").first).to_be_visible()
    page.goto(story.meeting)
    for sentence in (f"Who tests {story.subject}?", story.promise, story.recommendation, "Head of ICT"):
        expect(main_part(page)).to_contain_text(sentence)
