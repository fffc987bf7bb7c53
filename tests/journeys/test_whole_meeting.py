"""An officer runs a whole meeting, from its agenda to its locked minutes, with the connection cut in the middle."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Faults, Seat
from tests.journeys.main_job import OFFICER, main_part, said, spelt

pytestmark = pytest.mark.journey

BODY = "South Holland: Performance Monitoring Panel"
KINDS = {"Question": 1, "Answer": 2, "Action": 3, "Decision": 4, "Recommendation": 5, "Note": 6}
SECRET = "The firm offers to answer calls for less than the reserve price."


@dataclass
class Meeting:
    """The officer's browser at the meeting, and where its page and its log stand."""

    page: Page
    day: date
    address: str = ""
    log: str = ""

    @property
    def box(self) -> Locator:
        return self.page.locator("#capture textarea[name=text]")

    def plan(self) -> None:
        self.page.goto("/meetings/new/")
        self.page.get_by_label("Body that meets").select_option(label=BODY)
        self.page.get_by_label("Day", exact=True).fill(spelt(self.day))
        self.page.get_by_label("Time").fill("6:30pm")
        self.page.get_by_role("button", name="Plan the meeting").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Performance Monitoring Panel")
        self.address = self.page.url

    def add_item(self, title: str) -> None:
        self.page.get_by_role("link", name="Add an item").click()
        self.page.get_by_label("What it is about").fill(title)
        self.page.get_by_label("Open to the public").check()
        self.page.get_by_role("button", name="Add to the agenda").click()

    def start(self) -> None:
        self.page.goto(self.address)
        self.page.get_by_role("link", name="Open the live log").click()
        self.page.get_by_role("button", name="Start meeting").click()
        said(self.page, "The meeting is in progress.")

    def say(self, kind: str, words: str, **fields: str) -> None:
        """Choose the kind by its key, fill in what is told of it, type the words, add by the keys."""
        page = self.page
        page.keyboard.press(f"Alt+{KINDS[kind]}")
        form = page.locator("#capture")
        for label, value in fields.items():
            field = form.get_by_label(label.replace("_", " "))
            if value == "on":
                field.check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        self.box.fill(words)
        page.keyboard.press("Control+Enter")
        expect(self.box).to_have_value("")

    def expect_log(self, *words: str) -> None:
        """The item's log says these words, in this order, each once."""
        texts = self.page.locator("section.log .en > div > p:first-child")
        expect(texts).to_have_text(list(words), timeout=25_000)

    def entry(self, words: str) -> Locator:
        """The entry that says it, without what stands beneath it."""
        text = self.page.get_by_text(words, exact=True)
        return self.page.locator("section.log .en > div").filter(has=text)

    def move(self, words: str, where: str) -> None:
        entry = self.entry(words)
        entry.get_by_text("Move", exact=False).first.click()
        entry.get_by_role("button", name=where).click()


def test_a_whole_meeting(seat: Seat, faults: Faults) -> None:
    today = timezone.localdate()
    meeting = Meeting(seat(OFFICER), today - timedelta(days=9))
    meeting.plan()
    make_the_agenda(meeting)
    meeting.start()
    note_who_is_there(meeting)
    log_what_is_said(meeting)
    lose_the_connection(meeting)
    put_it_right(meeting)
    change_it_in_two_windows(meeting, seat(OFFICER))
    assert faults(meeting.page) == []
    finish_and_publish(meeting)
    anyone_reads(seat(), meeting)
    agree_and_lock(meeting, today - timedelta(days=2))
    nobody_changes_it_any_more(meeting)
    anyone_reads(seat(), meeting)


def make_the_agenda(meeting: Meeting) -> None:
    page = meeting.page
    page.get_by_role("link", name="Edit the agenda").click()
    for title in ("Telephones", "Apologies", "Urgent items"):
        meeting.add_item(title)
    page.get_by_role("button", name="Move up item 2, Apologies").click()
    expect(page.locator(".order h3")).to_have_text(["Apologies", "Telephones", "Urgent items"])
    page.get_by_role("button", name="Publish the agenda").click()
    said(page, "agenda")
    expect(page.locator("ol, ul").filter(has_text="Telephones").first).to_be_visible()


def note_who_is_there(meeting: Meeting) -> None:
    page = meeting.page
    page.goto(meeting.address)
    page.get_by_role("link", name="Who was there").click()
    page.get_by_role("link", name="Add somebody").first.click()
    page.get_by_label("Role", exact=False).first.fill("Head of Customer Contact")
    page.get_by_label("In attendance", exact=False).check()
    page.locator("main form button[type=submit]").click()
    expect(main_part(page)).to_contain_text("Head of Customer Contact")


def log_what_is_said(meeting: Meeting) -> None:
    """One entry of every kind, and one that is exempt."""
    page = meeting.page
    page.goto(meeting.address)
    page.get_by_role("link", name="Open the live log").click()
    page.get_by_role("navigation", name="Agenda", exact=True).get_by_role("link", name="Telephones").click()
    expect(page.get_by_role("heading", name="2. Telephones")).to_be_visible()
    expect(page.get_by_text("Keyboard help")).to_be_visible()
    meeting.log = page.url
    meeting.say("Question", "Who answers the telephone?", Who_asked="Members")
    meeting.expect_log("Who answers the telephone?")
    meeting.say("Answer", "Six people do.", Who_answered="Head of Customer Contact")
    meeting.say("Action", "Bring the figures.", Owner="Head of Customer Contact", Due="next meeting")
    meeting.say("Action", "Write a paper.", Request="on", Points="Calls in a day\nCalls that were lost")
    meeting.say("Decision", "That the report be noted.", The_word_the_body_used="Noted")
    meeting.say("Recommendation", "That every call is answered in a minute.", Plain_title="Answer calls")
    meeting.say("Note", "A member thanked the team.")
    meeting.say("Note", "Look at opening hours next year.", Topic="on")
    page.get_by_text("Exempt passage").first.click()
    page.get_by_label("This entry is exempt").check()
    page.get_by_label("Paragraph of Schedule 12A").select_option(value="3")
    page.get_by_label("What anyone may read instead").fill("An offer was talked over.")
    meeting.say("Note", SECRET)
    meeting.expect_log(*SAID_FIRST)
    expect(page.get_by_role("heading", name="Not added to the log")).to_have_count(0)
    expect(page.get_by_label("This entry is exempt")).not_to_be_checked()


SAID_FIRST = [
    "Who answers the telephone?",
    "Six people do.",
    "Bring the figures.",
    "Write a paper.",
    "That the report be noted.",
    "That every call is answered in a minute.",
    "A member thanked the team.",
    "Look at opening hours next year.",
    SECRET,
]
SAID_OFFLINE = [
    "How long do people wait?",
    "Four minutes, and at noon nine.",
    "Publish the waiting times.",
    "That the panel look again in a year.",
]


def lose_the_connection(meeting: Meeting) -> None:
    """Four entries and half a sentence are typed without a connection; the page is even left and opened again."""
    page = meeting.page
    page.context.set_offline(True)
    question, reply, promise, decision = SAID_OFFLINE
    meeting.say("Question", question)
    meeting.say("Answer", reply, Who_answered="Head of Customer Contact")
    expect(page.locator("[data-saved]")).to_have_text(
        "No connection. 2 entries are kept on this device. We try again every 10 seconds. Keep typing."
    )
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.goto(meeting.log)
    meeting.expect_log(*SAID_FIRST, *SAID_OFFLINE[:2])
    expect(meeting.entry(reply).locator("xpath=..")).to_have_class(re.compile("en--a"))
    page.context.set_offline(True)
    meeting.say("Action", promise)
    meeting.say("Decision", decision, The_word_the_body_used="Agreed")
    expect(page.locator("[data-saved]")).to_contain_text("2 entries are kept on this device.")
    page.keyboard.press("Alt+6")
    page.keyboard.type("Half a sentence")
    page.context.set_offline(False)
    meeting.expect_log(*SAID_FIRST, *SAID_OFFLINE)
    expect(meeting.box).to_have_value("Half a sentence")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    meeting.box.fill("")


def put_it_right(meeting: Meeting) -> None:
    """An entry too much is undone, one stands too late, one answer is put under its question, one word is wrong."""
    page = meeting.page
    *first, thanks, topic, secret = SAID_FIRST
    meeting.say("Note", "This was said in the corridor.")
    meeting.expect_log(*SAID_FIRST, *SAID_OFFLINE, "This was said in the corridor.")
    page.get_by_role("button", name="Undo").click()
    meeting.expect_log(*SAID_FIRST, *SAID_OFFLINE)
    meeting.move(topic, "Up")
    meeting.expect_log(*first, topic, thanks, secret, *SAID_OFFLINE)
    meeting.say(
        "Answer", "At night a firm does.", Who_answered="Members", Which_question="Nothing, it stands alone"
    )
    meeting.expect_log(*first, topic, thanks, secret, *SAID_OFFLINE, "At night a firm does.")
    entry = meeting.entry("At night a firm does.")
    entry.get_by_role("button", name="Put under question 2").click()
    question, reply, *rest = SAID_OFFLINE
    meeting.expect_log(*first, topic, thanks, secret, question, reply, "At night a firm does.", *rest)
    meeting.entry("Six people do.").get_by_role("link", name="Edit").click()
    page.get_by_label("What was answered").fill("Seven people do.")
    page.get_by_role("button", name="Save the change").click()
    meeting.expect_log(*FINAL_LOG)


FINAL_LOG = [
    SAID_FIRST[0],
    "Seven people do.",
    *SAID_FIRST[2:6],
    SAID_FIRST[7],
    SAID_FIRST[6],
    SECRET,
    *SAID_OFFLINE[:2],
    "At night a firm does.",
    *SAID_OFFLINE[2:],
]


def change_it_in_two_windows(meeting: Meeting, other: Page) -> None:
    """Another window is faster. Both versions are shown, and the officer keeps the other's words."""
    mine = meeting.page
    other.goto(meeting.log)
    for page in (mine, other):
        page.get_by_role("link", name="Edit question 1").click()
    other.get_by_label("What was asked").fill("Who answers the telephone by day?")
    other.get_by_role("button", name="Save the change").click()
    expect(other.locator("section.log")).to_contain_text("Who answers the telephone by day?")
    mine.get_by_label("What was asked").fill("Who picks up?")
    mine.get_by_role("button", name="Save the change").click()
    expect(mine.locator(".record")).to_contain_text("Who answers the telephone by day?")
    expect(mine.get_by_label("What was asked")).to_have_value("Who picks up?")
    mine.get_by_role("link", name="Keep these words").click()
    meeting.expect_log("Who answers the telephone by day?", *FINAL_LOG[1:])


def finish_and_publish(meeting: Meeting) -> None:
    page = meeting.page
    page.get_by_role("button", name="Finish meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the log right?")
    expect(main_part(page)).to_contain_text("0 of 14 entries checked.")
    for box in page.locator("input[name=checked]").all():
        box.check()
    for action in ("action 2", "action 3"):
        page.locator(".proof", has_text=action).get_by_label("No owner yet").check()
    page.get_by_role("button", name="Save this page").click()
    expect(main_part(page)).to_contain_text("14 of 14 entries checked.")
    page.get_by_role("button", name="See the public page, then publish").click()
    expect(main_part(page)).not_to_contain_text(SECRET)
    page.get_by_role("button", name="Publish the record").click()
    said(page, "The record is published.")


def under(page: Page, heading: str) -> list[str]:
    """The words of the entries in one part of the record, in the order of the page."""
    part = main_part(page).locator("section", has=page.locator(f"h2#{heading}"))
    return [text.strip() for text in part.locator(".en > div > p:first-child").all_inner_texts()]


def anyone_reads(public: Page, meeting: Meeting) -> None:
    """The record holds what was typed, each once and in order, and of the exempt passage its summary alone."""
    public.goto(meeting.address)
    assert under(public, "decisions") == ["That the report be noted.", "That the panel look again in a year."]
    assert under(public, "recommendations") == ["That every call is answered in a minute."]
    assert under(public, "actions") == ["Bring the figures.", "Write a paper.", "Publish the waiting times."]
    assert under(public, "said") == [
        "Who answers the telephone by day?",
        "Seven people do.",
        "Look at opening hours next year.",
        "A member thanked the team.",
        "Part of this item is exempt, paragraph 3: An offer was talked over.",
        "How long do people wait?",
        "Four minutes, and at noon nine.",
        "At night a firm does.",
    ]
    main = main_part(public)
    expect(main.locator("section", has=public.locator("h2#actions")).locator("ol.ul li")).to_have_text(
        ["Calls in a day", "Calls that were lost"]
    )
    there = main.locator("section", has=public.locator("h2#there"))
    expect(there).to_contain_text("Head of Customer Contact")
    assert SECRET not in public.content()


def agree_and_lock(meeting: Meeting, day: date) -> None:
    page = meeting.page
    later = Meeting(page, day)
    later.plan()
    page.get_by_role("link", name="Edit the agenda").click()
    later.add_item("Minutes of the last meeting")
    later.start()
    page.goto(meeting.address)
    page.get_by_role("link", name="Agree the minutes").click()
    page.get_by_label("Which meeting agreed the minutes?").select_option(index=1)
    page.get_by_role("button", name="Record that they were agreed").click()
    said(page, "The minutes are agreed.")
    expect(main_part(page)).to_contain_text(spelt(day))
    page.get_by_role("button", name="Lock the minutes").click()
    expect(page.get_by_role("button", name="Lock the minutes")).to_have_count(0)
    expect(page.locator(".eyebrow").first).to_contain_text("locked", ignore_case=True)


def nobody_changes_it_any_more(meeting: Meeting) -> None:
    page = meeting.page
    page.goto(meeting.log)
    expect(page).to_have_url(meeting.address)
    said(page, "The record of this meeting is published. Its log takes no more entries.")
