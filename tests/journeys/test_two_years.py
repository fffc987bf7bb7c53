"""An invented partnership goes through one whole deep review, from the night that opens it to the night of the next one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from core import history
from councils.operations import add_account, add_person
from notices.models import Notice
from notices.tasks import send_notices_task
from recommendations.tasks import write_reminders_task
from scrutiny_portal.demo import places
from scrutiny_portal.demo.script import PASSWORD, Script
from strategies.enums import AdoptionStatus, StrategyStatus
from strategies.operations import add_strategy, move_strategy, record_adoption
from strategies.tasks import open_due_reviews_task
from task_groups.tasks import prepare_deep_reviews_task
from tests.journeys.conftest import Faults
from tests.journeys.main_job import main_part, said, spelt

pytestmark = pytest.mark.journey

BEGINNING = date(2027, 1, 11)
ADOPTED = date(2025, 3, 3)
CLOCK = (open_due_reviews_task, prepare_deep_reviews_task, write_reminders_task, send_notices_task)
COUNCILS = ("Brackwater", "Cressholm", "Elvermere")
FULL_NAMES = ("Brackwater Borough Council", "Cressholm District Council", "Elvermere District Council")
GROUP = "/reviews/digital-deep-review-2027/"
REPORT = "/reports/nobody-left-behind/"
ONE, OTHER = "/recommendations/DC27-1/", "/recommendations/DC27-2/"
TITLE = "Ask residents for each fact once"
WORDS = (
    "That by 31 March 2028 the portfolio holders see to it that a resident is asked for each fact only once."
)
LINES = (
    "Which residents cannot use the online forms, and why?",
    "What does it cost to answer the same question twice?",
)
FINDINGS = (
    ("Reaching the council", "One resident in five gives up on a form before its end."),
    ("Money", "A call costs four times what a form costs."),
)
Fields = dict[str, str | bool]
# The one whose browser runs scripts. The others do without.
SCRIPTED = "scrutiny.officer"


@dataclass
class Stage:
    """The partnership, the day it is there, and the browsers of those who take part."""

    script: Script
    url: str
    browser: Browser
    faults: Faults
    clock: Any = None
    pages: dict[str, Page] = field(default_factory=dict)

    def goes_on_to(self, day: date, *, hour: int = 9) -> None:
        """It is another day: everybody signs in again, and the portal's clock has struck in the night, twice."""
        self.leave()
        moment = datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
        self.clock = time_machine.travel(moment, tick=True)
        self.clock.start()
        for strike in CLOCK * 2:
            strike()

    def leave(self) -> None:
        for page in self.pages.values():
            page.context.close()
        self.pages.clear()
        if self.clock is not None:
            self.clock.stop()
            self.clock = None

    def page(self, who: str = "") -> Page:
        """The browser of one person, signed in; the public's own without a name."""
        if who not in self.pages:
            context = self.browser.new_context(
                base_url=self.url,
                locale="en-GB",
                timezone_id="Europe/London",
                viewport={"width": 1280, "height": 900},
                java_script_enabled=who == SCRIPTED,
            )
            context.set_default_timeout(15_000)
            context.clock.set_system_time(timezone.now())
            if who:
                client = Client()
                client.force_login(self.script.users[who])
                held = client.cookies[settings.SESSION_COOKIE_NAME]
                context.add_cookies([{"name": held.key, "value": held.value, "url": self.url}])
            self.pages[who] = context.new_page()
        return self.pages[who]

    @property
    def officer(self) -> Page:
        return self.page(SCRIPTED)

    @property
    def today(self) -> str:
        return spelt(timezone.localdate())

    def fills_in(self, at: str, link: str, fields: Fields, button: str, *, who: str = SCRIPTED) -> Page:
        """Somebody opens a page, follows a link on it, finds the form without faults, fills it in and sends it."""
        page = self.page(who)
        page.goto(at)
        follow(page, link)
        if who == SCRIPTED:
            assert self.faults(page) == []
        fill_in(page, fields)
        press(page, button)
        return page


def follow(page: Page, words: str) -> None:
    name = re.compile(words)
    main = main_part(page)
    main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()


def press(page: Page, name: str) -> None:
    main_part(page).get_by_role("button", name=name, exact=True).click()


def fill_in(page: Page, fields: Fields) -> None:
    for label, value in fields.items():
        box = main_part(page).get_by_label(label, exact=True).first
        if value is True:
            box.check()
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=str(value))
        else:
            box.fill(str(value))


@pytest.fixture
def stage(
    live_server: Any, browser: Browser, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """An invented partnership with a strategy that its three councils have adopted, before the story begins."""
    # The browser's driver runs a loop in this thread; the story reads the record between its scenes.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    script = Script(BEGINNING)
    places.set_up(script)
    add_successor(script)
    adopt_a_strategy(script)
    there = Stage(script, live_server.url, browser, faults)
    yield there
    there.leave()


def add_successor(script: Script) -> None:
    """A member of Elvermere's Cabinet who holds no portfolio yet."""
    nobody: dict[str, Any] = {"by": None, "at": script.moment(-5)}
    person = add_person(name="Portfolio Holder, Elvermere", is_trial=True, **nobody)
    script.users["portfolio.elvermere"] = add_account(
        email="portfolio.elvermere@trial.example",
        name=person.name,
        password=PASSWORD,
        person=person,
        is_trial=True,
        **nobody,
    )


def adopt_a_strategy(script: Script) -> None:
    """Adopted on 3 March 2025: a light-touch check is due by 2 March 2026, a deep review a year later."""
    adopted = (ADOPTED - BEGINNING).days
    strategy = add_strategy(
        title="Digital and Customer Strategy",
        slug="digital",
        status=StrategyStatus.DRAFT,
        starts_on=ADOPTED,
        ends_on=date(2031, 12, 31),
        partnership=script.partnership,
        reference_prefix="DC",
        deep_every_years=2,
        check_every_years=1,
        due_month=3,
        due_day=2,
        summary="How residents reach their councils.",
        **script.officer(adopted - 10),
    )
    by = script.officer(adopted - 7)
    move_strategy(strategy=strategy, move="send_to_scrutiny", moved_on=script.day(adopted - 7), **by)
    for council in script.councils:
        record_adoption(
            strategy=strategy,
            council=council,
            status=AdoptionStatus.ADOPTED,
            decided_on=ADOPTED,
            decided_precision="day",
            decision="The strategy is adopted.",
            **script.officer(adopted),
        )
    strategy.refresh_from_db()
    move_strategy(strategy=strategy, move="adopt", moved_on=ADOPTED, **script.officer(adopted))


def test_two_years(stage: Stage) -> None:
    stage.goes_on_to(date(2027, 3, 2))
    convene(stage)
    stage.goes_on_to(date(2027, 3, 16))
    agree_the_scope(stage)
    stage.goes_on_to(date(2027, 4, 2), hour=10)
    hear(stage)
    stage.goes_on_to(date(2027, 5, 12))
    report(stage)
    send(stage)
    stage.goes_on_to(date(2027, 6, 1))
    answer_in_three_ways(stage)
    stage.goes_on_to(date(2027, 7, 13))
    chase(stage)
    stage.goes_on_to(date(2027, 9, 20))
    work_and_ask_for_time(stage)
    announce_the_reshuffle(stage)
    stage.goes_on_to(date(2027, 10, 4))
    the_successor_answers(stage)
    stage.goes_on_to(date(2027, 11, 15))
    one_signs_and_one_sends_back(stage)
    stage.goes_on_to(date(2028, 1, 20))
    all_have_signed(stage)
    stage.goes_on_to(date(2028, 2, 9), hour=18)
    a_meeting_closes_it(stage)
    stage.goes_on_to(date(2028, 9, 4))
    members_say_whether_it_mattered(stage)
    stage.goes_on_to(date(2029, 3, 2))
    the_next_review_begins_with_it(stage)
    anyone_reads_the_story(stage)
    assert list(history.broken_entries()) == []


def convene(stage: Stage) -> None:
    """The clock has opened the review and proposed its group; the officer names who takes part, and what is looked at."""
    page = stage.fills_in(
        "/to-do/",
        "about the 2026 light-touch check",
        {"It was held": True, "On which day was it held?": "26 February 2027"},
        "Record what became of it",
    )
    said(page, "Recorded: the 2026 light-touch check.")
    page.goto("/to-do/")
    follow(page, "Name the members")
    expect(page).to_have_url(re.compile(GROUP))
    chairman: Fields = {"Name": "Panel Chairman, Brackwater", "Chairman": True}
    stage.fills_in(GROUP, "for Brackwater", chairman | {"From which day?": stage.today}, "Name the member")
    for council in COUNCILS:
        names = (f"Panel Chairman, {council}", f"Panel Member, {council}")
        for name in names if council != "Brackwater" else names[1:]:
            member: Fields = {"Name": name, "Member": True, "From which day?": stage.today}
            stage.fills_in(GROUP, f"for {council}", member, "Name the member")
        reserve: Fields = {
            "Name": f"Reserve for {council}",
            "This name is new to the record": True,
            "Reserve": True,
        }
        stage.fills_in(GROUP, f"for {council}", reserve, "Name the member")
    expect(page.locator(".answer")).to_have_text(
        "6 of 6 members and 3 of 3 reserves are named. The review is to be held by 2 March 2027."
    )
    scope: Fields = {"What does the group look at?": "How residents reach their councils."}
    stage.fills_in(GROUP, "Change the scope", scope, "Save the scope")
    for line in LINES:
        stage.fills_in(
            GROUP,
            "Add a line of enquiry",
            {"What does the group want to know?": line},
            "Add the line of enquiry",
        )
    witness: Fields = {
        "Name": "Manager of the advice centre",
        "This name is new to the record": True,
        "What they do": "Runs the advice centre",
    }
    stage.fills_in(GROUP, "Name a witness", witness, "Name the witness")


def agree_the_scope(stage: Stage) -> None:
    """Each council says its own word to it; until the last has, the step is not offered."""
    page = stage.officer
    words = ("Agreed", "Agreed with changes", "Agreed")
    for council, word in zip(COUNCILS, words, strict=True):
        page.goto(GROUP)
        expect(page.get_by_role("button", name="Record that the scope is agreed")).to_have_count(0)
        answer: Fields = {word: True, "Who said it there?": "Overview Panel", "On which day?": stage.today}
        if word == "Agreed with changes":
            answer["In which words?"] = "Look at villages too."
        stage.fills_in(GROUP, f"what {council} says", answer, "Record what the council says")
    press(page, "Record that the scope is agreed")
    press(page, "Begin to gather evidence")
    page.goto(GROUP)
    follow(page, "Find days for its meetings")
    fill_in(page, {"How many meetings": "1"})
    press(page, "Look for other days")
    fill_in(page, {"Friday 2 April 2027": True, "Time": "10am", "Place": "Town Hall"})
    press(page, "Plan these meetings")
    page.goto(f"{GROUP}coverage/")
    follow(page, "Questions to Manager of the advice centre")
    fill_in(page, dict.fromkeys(LINES, True))
    press(page, "Save the questions")
    expect(page.locator(".answer")).to_have_text("0 of 2 questions asked, 2 lines are still open.")


def hear(stage: Stage) -> None:
    """The witness is heard, leaves one paper that is open and one that is not, and the group writes what it found."""
    grid = f"{GROUP}coverage/"
    first: Fields = {"Asked": True, "What was asked?": "Who gives up?", "What was said?": "One in five."}
    second: Fields = {
        "Asked": True,
        "What was asked?": "What does a call cost?",
        "What is still open?": "A visit.",
    }
    for line, asked in zip(LINES, (first, second), strict=True):
        page = stage.fills_in(
            grid,
            f"what was asked of Manager of the advice centre: {line[:20]}",
            asked,
            "Save the question",
        )
    expect(page.locator(".answer")).to_have_text("2 of 2 questions asked, 1 line is still open.")
    counts: Fields = {
        "Name of the evidence": "Counts of the advice centre",
        "Where is it from?": "Handed to the group",
        "Or the address of a page": "https://example.org/counts",
        "Which witness gave it?": "Manager of the advice centre, Runs the advice centre",
        "Open to the public": True,
    }
    letter: Fields = {
        "Name of the evidence": "A complaint about the Smiths",
        "Where is it from?": "A tenant",
        "Or the address of a page": "https://example.org/letter",
        "Exempt": True,
        "Why it is exempt (Schedule 12A)": "1. Information about an individual",
        "What anyone may read instead": "A letter",
    }
    for evidence in (counts, letter):
        stage.fills_in(GROUP, "Add evidence", evidence, "Add the evidence")
    public = stage.page()
    public.goto(GROUP)
    expect(public.locator("#evidence")).to_contain_text("Counts of the advice centre")
    expect(public.locator("#evidence")).to_contain_text("A letter (Schedule 12A, paragraph 1)")
    assert "Smiths" not in public.content()
    for theme, text in FINDINGS:
        finding: Fields = {"Under which theme?": theme, "What did the group find?": text}
        page = stage.fills_in(GROUP, "Add a finding", finding, "Add the finding")
    assert "gives up on a form" in page.content()
    public.goto(GROUP)
    assert "gives up on a form" not in public.content()
    press(page, "Begin to draft the report")


def report(stage: Stage) -> None:
    """Two recommendations are drafted from what was found; the first is put better before it is published."""
    begun: Fields = {
        "What is the report called?": "Nobody left behind",
        "Whose report is it?": "The task group",
        "Why they looked at this": "Residents want one way in.",
        "Date of the report": stage.today,
    }
    stage.fills_in(GROUP, "Begin the report", begun, "Begin the report")
    of_all: Fields = dict.fromkeys((*FULL_NAMES, "Open to the public"), True)
    page = stage.fills_in(
        REPORT,
        "from: One resident in five",
        {"What is recommended?": "Make forms shorter and train staff.", "Short title in plain words": TITLE}
        | {"Can be completed": True}
        | of_all,
        "Look the words over",
    )
    expect(main_part(page)).to_contain_text("It seems to ask for two things.")
    fill_in(
        page,
        {
            "What is recommended?": WORDS,
            "Who is to do it?": "The portfolio holders of the three councils",
        },
    )
    press(page, "Look the words over")
    expect(main_part(page)).not_to_contain_text("It seems to ask for two things.")
    press(page, "Save the draft")
    second: Fields = {"What is recommended?": "That every letter is written in plain words."}
    second |= {"Short title in plain words": "Plain words in every letter", "Continuing": True}
    stage.fills_in(REPORT, "from: A call costs", second | of_all, "Save the draft")
    assert stage.page().request.get(REPORT).status == 404
    page = stage.fills_in(REPORT, "Look it over and publish it", {}, "Publish the report")
    expect(page.locator(".answer")).to_have_text(
        "6 councillors from 3 councils heard 1 witness. They examined the Digital and Customer Strategy."
        " They made 2 recommendations. Today 2 are without an answer on record."
    )
    became: Fields = {"It was held": True, "On which day was it held?": stage.today}
    stage.fills_in("/to-do/", "about the 2027 deep review", became, "Record what became of it")


def send(stage: Stage) -> None:
    """The route is planned, and three clocks of two months start on the day the executives received the report."""
    page = stage.fills_in(
        REPORT,
        "Plan the route",
        {"Planned day, Joint Scrutiny Panel": "26 May 2027"},
        "Add to the route",
    )
    received: Fields = {
        f"{council}: received by the {executive} on": stage.today
        for council, executive in zip(COUNCILS, ("Cabinet", "Executive", "Cabinet"), strict=True)
    }
    stage.fills_in(REPORT, "Send to the executives", received, "Check the dates")
    expect(main_part(page).locator("dd, li, p").filter(has_text="last day 11 July 2027")).to_have_count(3)
    press(page, "Start the clocks")
    expect(page.locator(".answer")).to_have_text(
        "Nobody left behind was sent to every council that is asked."
    )


def says(stage: Stage, who: str, title: str, said_: Fields) -> Page:
    """A portfolio holder answers from Awaiting you, looks the answer over, and records it."""
    page = stage.fills_in(
        "/awaiting-you/",
        f"Respond.*{title}",
        said_ | {"Me, under delegated powers": True},
        "Check my answer",
        who=who,
    )
    press(page, "Record my decision")
    return page


def promise(council: str, words: str, due: str) -> Fields:
    return {
        f"What will {council} do?": words,
        "Who will do it": f"Head of Customer Services ({council})",
        "By when": due,
    }


def answer_in_three_ways(stage: Stage) -> None:
    ours = promise("Brackwater", "We will ask once on every form.", "31 March 2028")
    says(stage, "portfolio.brackwater", TITLE, {"Accept": True, **ours})
    part: Fields = {
        "Accept in part": True,
        "Which part do you accept?": "The forms of the two towns.",
        "Why not the rest?": "Villages have no desk of ours.",
    }
    towns = promise("Cressholm", "We will ask once in the towns.", "30 November 2027")
    says(stage, "portfolio.cressholm", TITLE, part | towns)
    noted: Fields = {"Note it": True, "Why?": "The Cabinet noted it."}
    page = says(stage, "former.elvermere", TITLE, noted)
    said(page, "It does not answer, so the two months keep running.")
    done: Fields = {
        "Already in place": True,
        "What is in place?": "Every letter is checked.",
        "Since when?": "April 2026",
    }
    for who in ("portfolio.brackwater", "portfolio.cressholm", "former.elvermere"):
        says(stage, who, "Plain words", done)
    public = stage.page()
    public.goto(ONE)
    expect(public.locator(".answer")).to_have_text(
        "Two councils are still working, one noted or deferred it and has not answered."
        " Next: Elvermere still has to answer by 11 July 2027."
    )


def chase(stage: Stage) -> None:
    """Elvermere's two months are over. Anyone can see it, and the officer sends the reminder that is proposed."""
    public = stage.page()
    public.goto("/recommendations/overdue/")
    expect(public.locator(".answer")).to_have_text(
        "1 answer is overdue: Elvermere 1. The oldest was due on 11 July 2027."
    )
    page = stage.fills_in("/to-do/", "to Elvermere about DC27-1", {}, "Send the reminder")
    said(page, "Reminder: sent to whoever holds Elvermere’s portfolio.")


def action_of(stage: Stage, council: str) -> tuple[Page, str]:
    """The responsible officer's own work at a council, opened from My actions."""
    page = stage.page(f"officer.{council}")
    page.goto("/actions/?owner=me")
    follow(page, "We will ask once")
    return page, page.url


def work_and_ask_for_time(stage: Stage) -> None:
    """Brackwater reports progress; Cressholm asks for a later date, with its reason, and is granted it by name."""
    page, _ = action_of(stage, "brackwater")
    follow(page, "Report progress")
    fill_in(page, {"Progress": True, "What has happened?": "The first form asks once."})
    press(page, "Add to the record")
    said(page, "Your report is on the record.")
    page, address = action_of(stage, "cressholm")
    follow(page, "Ask for a new date")
    fill_in(
        page,
        {
            "Which date could be kept?": "31 January 2028",
            "Why can the date not be kept?": "The supplier is late.",
        },
    )
    press(page, "Ask for this date")
    stage.fills_in(
        "/awaiting-you/",
        "Grant or refuse it",
        {"Grant 31 January 2028": True},
        "Record my decision",
        who="portfolio.cressholm",
    )
    page.goto(address)
    expect(page.locator(".answer")).to_have_text("Not started. Due by 31 January 2028.")


def announce_the_reshuffle(stage: Stage) -> None:
    """Two weeks ahead: until the day, the one who leaves still decides."""
    page = stage.officer
    page.goto("/posts/")
    portfolio = page.locator("tr", has_text="Portfolio Holder for Digital and Customers")
    theirs = portfolio.filter(has_text="Elvermere")
    theirs.get_by_role("link", name="Change the holder").click()
    fill_in(
        page,
        {
            "Somebody on the list of people": True,
            "Name": "Portfolio Holder, Elvermere",
            "From which day?": "4 October 2027",
            "Why?": "The Leader chose a new Cabinet.",
        },
    )
    press(page, "Record the change")
    for who, waiting in (("former.elvermere", 200), ("portfolio.elvermere", 403)):
        answer = stage.page(who).goto("/awaiting-you/")
        assert answer is not None
        assert answer.status == waiting


def the_successor_answers(stage: Stage) -> None:
    """On the day the open answer is the successor's, both are told once, and the one who left can decide nothing."""
    told = Notice.objects.filter(kind="post_passed_on").order_by("pk")
    assert list(told.values_list("recipient__name", flat=True)) == [
        "Former Portfolio Holder, Elvermere",
        "Portfolio Holder, Elvermere",
    ]
    left = stage.page("former.elvermere")
    answer = left.goto(f"{ONE}elvermere/respond/")
    assert answer is not None
    assert answer.status == 403
    ours = promise("Elvermere", "We will ask once from the spring.", "31 March 2028")
    says(stage, "portfolio.elvermere", TITLE, {"Accept": True, **ours})
    public = stage.page()
    public.goto("/recommendations/overdue/")
    expect(public.locator(".answer")).to_have_text("No answer is overdue.")


def submit(stage: Stage, council: str, evidence: str) -> None:
    page, address = action_of(stage, council)
    follow(page, "Add evidence")
    fill_in(page, {"Name of the evidence": evidence, "Or the address of a page": "https://example.org/forms"})
    press(page, "Add the evidence")
    page.goto(address)
    press(page, "Submit for sign-off")
    expect(page.locator(".answer")).to_contain_text("Ready for sign-off.")


def decide(stage: Stage, council: str, decision: Fields) -> None:
    full = next(name for name in FULL_NAMES if name.startswith(council))
    looked = f"I have looked at the evidence, and I decide for {full}"
    page = stage.fills_in(
        "/awaiting-you/",
        "Look at the evidence",
        decision | {looked: True},
        "Record my decision",
        who=f"portfolio.{council.lower()}",
    )
    said(page, "Your decision is recorded. Everyone can read it now.")


def one_signs_and_one_sends_back(stage: Stage) -> None:
    submit(stage, "brackwater", "The forms as they are now")
    decide(stage, "Brackwater", {"Sign it off": True})
    submit(stage, "cressholm", "Forms of the towns")
    decide(stage, "Cressholm", {"Send it back": True, "What is missing?": "Show a month after the change."})


def all_have_signed(stage: Stage) -> None:
    submit(stage, "cressholm", "Counts of January")
    decide(stage, "Cressholm", {"Sign it off": True})
    submit(stage, "elvermere", "The forms of the spring")
    decide(stage, "Elvermere", {"Sign it off": True})
    public = stage.page()
    public.goto(ONE)
    expect(public.locator(".answer")).to_have_text("All three councils have finished. Nothing is due.")


def a_meeting_closes_it(stage: Stage) -> None:
    """The joint panel meets, agrees, and its record is published; then the recommendation is closed by it."""
    page = stage.officer
    page.goto("/meetings/new/")
    fill_in(
        page,
        {"Body that meets": "Joint: Joint Scrutiny Panel", "Day": stage.today, "Time": "6:30pm"},
    )
    press(page, "Plan the meeting")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Joint Scrutiny Panel")
    meeting = page.url
    follow(page, "Edit the agenda")
    follow(page, "Add an item")
    fill_in(page, {"What it is about": "Recommendations", "Open to the public": True})
    press(page, "Add to the agenda")
    press(page, "Publish the agenda")
    page.goto(meeting)
    follow(page, "Open the live log")
    press(page, "Start meeting")
    log_the_decision(page)
    press(page, "Finish meeting")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the log right?")
    page.locator("input[name=checked]").check()
    press(page, "Save this page")
    press(page, "See the public page, then publish")
    press(page, "Publish the record")
    closed: Fields = {
        "Implemented": True,
        "Why?": "Three councils have signed their part off.",
        "Which meeting agreed it?": "Joint Scrutiny Panel, 9 February 2028",
        "Day it was closed": stage.today,
    }
    stage.fills_in(ONE, "Record that it was closed", closed, "Close the recommendation")
    said(page, "DC27-1 is closed.")


def log_the_decision(page: Page) -> None:
    agenda = page.get_by_role("navigation", name="Agenda", exact=True)
    agenda.get_by_role("link", name="Recommendations").click()
    expect(page.get_by_text("Keyboard help")).to_be_visible()
    form, words = page.locator("#capture"), "That DC27-1 be closed as implemented."
    form.get_by_role("radio", name="Decision").check()
    form.get_by_label("The word the body used").select_option(label="Agreed")
    form.locator("textarea[name=text]").fill(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator("section.log")).to_contain_text(words)
    expect(form.locator("textarea[name=text]")).to_have_value("")
    page.reload()


def members_say_whether_it_mattered(stage: Stage) -> None:
    """Apart from whether it was done: one member saw a difference, another cannot tell yet."""
    views = (
        ("councillor.elvermere", "Made a clear difference", "My residents fill in one form."),
        ("councillor.cressholm", "Cannot tell yet", "The villages wait."),
    )
    for who, view, words in views:
        stage.fills_in(
            ONE,
            "Say whether it mattered",
            {view: True, "What did you see?": words},
            "Record my view",
            who=who,
        )


def the_next_review_begins_with_it(stage: Stage) -> None:
    """The clock has opened the next deep review. Its group begins with what this one asked for, and where it stands."""
    page = stage.officer
    page.goto("/to-do/")
    follow(page, "Name the members: Task group for the 2029 deep review")
    before = page.locator("#before")
    expect(before.locator("p").first).to_contain_text(
        "2 recommendations, 6 answers asked for: already in place (3), accepted (2), accepted in part (1)."
    )
    expect(before.locator("tbody tr").first).to_contain_text("Nothing. Closed")


STORY = [
    "A member judged whether it mattered: cannot tell yet",
    "A member judged whether it mattered: made a clear difference",
    "Closed: implemented",
    "Elvermere: signed off",
    "Elvermere: work marked done",
    "Cressholm: signed off",
    "Cressholm: work marked done",
    "Cressholm: sent back",
    "Cressholm: work marked done",
    "Brackwater: signed off",
    "Brackwater: work marked done",
    "Elvermere: work promised",
    "Elvermere: accepted",
    "Cressholm: due date of the work moved",
    "Brackwater: progress reported",
    "Brackwater: work began",
    "Elvermere: reminded that its answer is overdue",
    "Elvermere: noted",
    "Cressholm: work promised",
    "Cressholm: accepted in part",
    "Brackwater: work promised",
    "Brackwater: accepted",
    "Joint Scrutiny Panel: no decision on record",
    "Elvermere: asked for an answer",
    "Cressholm: asked for an answer",
    "Brackwater: asked for an answer",
    "Brackwater: Cabinet received it",
    "Cressholm: Executive received it",
    "Elvermere: Cabinet received it",
    "Task group for the 2027 deep review: Digital and Customer Strategy made the recommendation",
    "Brackwater: Overview Panel: no decision on record",
    "Cressholm: Overview Panel: no decision on record",
    "Elvermere: Overview Panel: no decision on record",
]


def anyone_reads_the_story(stage: Stage) -> None:
    """Two years in the order in which they happened, nothing missing and nothing twice."""
    public = stage.page()
    public.goto(ONE)
    expect(public.locator(".answer")).to_have_text("Closed on 9 February 2028: implemented.")
    expect(public.locator("#impact")).to_contain_text(
        "Of 2 members, 1 says it made a clear difference and 1 cannot tell yet."
    )
    assert public.locator(".moj-timeline__title").all_inner_texts() == STORY
    expect(main_part(public)).to_contain_text(WORDS)
    assert stage.faults(stage.officer) == []
