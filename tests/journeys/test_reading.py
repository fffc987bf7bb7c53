"""An officer hands in minutes that exist, and makes record of what is found in them, with and without JavaScript."""

from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.conftest import Faults, Seat
from tests.journeys.main_job import OFFICER, main_part, said

pytestmark = pytest.mark.journey

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINES = """South Holland District Council
Minutes of a meeting of the Performance Monitoring Panel held on {day}
Present: Councillor A. Miller (Chairman) and Councillor B. Fielding
Apologies: Councillor C. Shepherd
1. {heading} in winter
A member asked how many {subject} were closed in the winter.
The lighting manager replied that forty were opened again by May.
The lighting manager undertook to send members a map of the {subject}.
RESOLVED
1. That the report on {subject} be noted.
2. That a further report on {subject} be received in the autumn.
RECOMMENDED to Cabinet
That Cabinet publishes each month how many {subject} are closed and for how long they stay closed.
"""


def minutes(subject: str, day: str) -> list[str]:
    return LINES.format(subject=subject, heading=subject.capitalize(), day=day).splitlines()


def word_file(lines: list[str]) -> FilePayload:
    document, content = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(content)
    return {"name": "minutes.docx", "mimeType": WORD, "buffer": content.getvalue()}


def hand_in(page: Page) -> None:
    """Press the button and wait, as a person does, until the paper is read."""
    page.get_by_label("Yes, it is open to the public").check()
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#progress")).to_be_visible(timeout=90_000)


def row(page: Page, words: str) -> Locator:
    """What was found with these words, and the buttons beside it."""
    return page.locator(".found").filter(has=page.locator("p").filter(has_text=words).first).first


def confirm_meeting(page: Page) -> None:
    """The paper names body and day; the officer says that they are right."""
    page.get_by_role("link", name="Confirm the meeting").click()
    expect(page.get_by_label("A new meeting")).to_be_checked()
    page.get_by_role("button", name="Confirm the meeting").click()
    said(page, "The meeting is confirmed.")


def publish(page: Page) -> None:
    page.get_by_role("button", name="I have looked through everything").click()
    said(page, "The paper is looked through.")


def test_minutes_in_word_become_record(seat: Seat, faults: Faults) -> None:
    page, lines = seat(OFFICER), minutes("footpaths", "3 February 2026")
    page.goto("/to-do/")
    page.get_by_role("link", name="Read minutes that exist").click()
    page.get_by_role("link", name="Hand in a paper").first.click()
    page.get_by_label("Or choose a file").set_input_files([word_file(lines)])
    hand_in(page)
    assert faults(page) == []
    paper = page.url
    expect(main_part(page).get_by_role("button", name="Accept")).to_have_count(0)
    confirm_meeting(page)

    row(page, "That the report on footpaths be noted").get_by_role("button", name="Accept").click()
    said(page, "Accepted.")
    row(page, "in the autumn").get_by_role("button", name="Reject").click()
    said(page, "Rejected.")
    row(page, "send members a map").get_by_role("link", name="Change").click()
    page.get_by_label("Words").fill("Send members a map of the footpaths by June.")
    page.get_by_role("button", name="Accept with these words").click()
    said(page, "Accepted with your words.")

    page.goto("/meetings/")
    page.get_by_role("link", name="Read minutes that exist").click()
    page.locator(f"a[href='{paper.removeprefix(page.url.split('/meetings')[0])}']").click()
    expect(
        row(page, "That the report on footpaths be noted").get_by_text("Accepted", exact=True)
    ).to_be_visible()
    expect(row(page, "in the autumn").get_by_text("Rejected", exact=True)).to_be_visible()
    page.get_by_role("link", name="Recommendations", exact=False).last.click()
    row(page, "how many footpaths are closed").get_by_role("button", name="Accept").click()
    said(page, "Accepted.")
    reference = row(page, "how many footpaths are closed").locator("a", has_text="26-").inner_text()
    page.get_by_role("link", name="Everything").click()
    page.get_by_role("button", name="on this page").click()
    expect(page.locator("#progress")).to_contain_text("Everything is decided.")
    assert faults(page) == []
    publish(page)
    page.goto(f"/recommendations/{reference.split(':')[0].strip()}/")
    expect(main_part(page)).to_contain_text("how many footpaths are closed")

    page.goto("/meetings/read/new/")
    page.get_by_label("Paste the text").fill("\n\n".join(lines))
    hand_in(page)
    expect(main_part(page)).to_contain_text("This paper was read before")
    expect(page.locator(".found")).to_have_count(0)


def test_pasted_minutes_become_record_without_a_script(seat: Seat) -> None:
    page = seat(OFFICER, script=False)
    page.goto("/meetings/read/new/")
    page.get_by_label("Paste the text").fill("\n\n".join(minutes("bridleways", "4 February 2026")))
    hand_in(page)
    confirm_meeting(page)
    row(page, "in the autumn").get_by_role("button", name="Reject").click()
    expect(row(page, "in the autumn").get_by_text("Rejected", exact=True)).to_be_visible()
    row(page, "That the report on bridleways be noted").get_by_role("link", name="Change").click()
    page.get_by_label("Words").fill("That the bridleways report be noted.")
    page.get_by_role("button", name="Accept with these words").click()
    expect(
        row(page, "That the bridleways report be noted").get_by_text("Accepted with other words")
    ).to_be_visible()
    page.get_by_role("button", name="on this page").click()
    expect(page.locator("#progress")).to_contain_text("Everything is decided.")
    publish(page)
