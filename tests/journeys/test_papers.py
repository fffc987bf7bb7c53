"""Papers are added, replaced, kept from the public and cited; questions are looked up, with a script and without."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfWriter

from tests.journeys.conftest import Faults, Seat
from tests.journeys.pages import COUNCILLOR, OFFICER
from tests.journeys.test_agenda import build

pytestmark = pytest.mark.journey

# The trial's councillor sits on it.
JOINT_PANEL = "South Holland: Joint Policy Development and Performance Monitoring Panel"
ASKED = "How many callers of the quayside helpline gave up?"


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def pdf(name: str, pages: int) -> FilePayload:
    writer, content = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    writer.write(content)
    return {"name": name, "mimeType": "application/pdf", "buffer": content.getvalue()}


def add_paper(page: Page, label: str, title: str, file: FilePayload, *, exempt: bool = False) -> None:
    page.get_by_label("File").set_input_files([file])
    item = page.get_by_label("Belongs to").locator("option", has_text="Telephones").get_attribute("value")
    page.get_by_label("Belongs to").select_option(item)
    page.get_by_label("Label", exact=True).fill(label)
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Exempt" if exempt else "Open to the public", exact=True).check()
    if exempt:
        page.get_by_label("Why it is exempt (Schedule 12A)").select_option("3")
        page.get_by_label("What anyone may read instead").fill("What a bidder offers")
    page.get_by_role("button", name="Add the paper").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_pack_is_put_together_and_read(seat: Seat, faults: Faults, *, script: bool) -> None:
    page = seat(OFFICER, script=script, width=1280 if script else 390)
    meeting = build(page, day(340 if script else 341), "Telephones", body=JOINT_PANEL)
    page.get_by_role("link", name="Papers").click()
    add_paper(
        page, "Appendix A", "Costs", {"name": "costs.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
    )
    expect(page.get_by_role("alert")).to_contain_text("web page code")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Costs")
    add_paper(page, "Appendix A", "Costs", pdf("costs.pdf", 2))
    add_paper(page, "Appendix B", "The bidders' prices", pdf("bids.pdf", 1), exempt=True)
    page.get_by_role("link", name="New version of Appendix A").click()
    page.get_by_label("File").set_input_files([pdf("costs-again.pdf", 3)])
    page.get_by_role("button", name="Add the new version").click()
    expect(page.get_by_role("main")).to_contain_text("PDF, 3 pages")
    expect(page.get_by_text("1 earlier version")).to_be_visible()
    if script:
        assert faults(page) == []
    page.goto(meeting)
    page.get_by_role("button", name="Publish the agenda").click()

    public = seat(script=script, width=390)
    public.goto(meeting)
    expect(public.get_by_role("main")).not_to_contain_text("bidders' prices")
    expect(public.get_by_role("main")).to_contain_text("What a bidder offers. Not open to the public")
    with public.expect_download() as started:
        public.get_by_role("link", name="Appendix A: Costs (PDF, 3 pages").click()
    assert started.value.suggested_filename == "costs-again.pdf"
    entitled = seat(COUNCILLOR, script=script)
    entitled.goto(meeting)
    paper = entitled.get_by_role("link", name="Appendix B: The bidders' prices")
    address = paper.get_attribute("href") or ""
    assert public.request.get(address).status == 404


def log_question(page: Page, meeting: str, *, cites: str = "") -> None:
    page.goto(meeting)
    page.get_by_role("link", name="Open the live log").click()
    page.locator("#capture textarea[name=text]").fill(ASKED)
    if cites:
        page.get_by_text("Cite a paper").click()
        page.get_by_label("Paper", exact=True).select_option(label=cites)
        page.get_by_label("Page or paragraph").fill("page 2")
    page.get_by_role("button", name="Add to log").last.click()
    expect(page.locator(".entries")).to_contain_text(ASKED)


def test_what_was_asked_before_is_said_while_typing_and_without_script(seat: Seat, faults: Faults) -> None:
    page = seat(OFFICER)
    first = build(page, day(350), "Telephones")
    page.get_by_role("link", name="Papers").click()
    add_paper(page, "Appendix C", "Calls", pdf("calls.pdf", 2))
    log_question(page, first, cites="Item 1, Appendix C: Calls")
    expect(page.locator(".entries")).to_contain_text("Appendix C, page 2")

    second = build(page, day(351), "Helplines")
    page.goto(second)
    page.get_by_role("link", name="Open the live log").click()
    page.locator("#capture textarea[name=text]").fill("Do callers of the quayside helpline still give up?")
    suggestion = page.locator("[data-asked-before] a")
    expect(suggestion).to_have_count(1)
    expect(suggestion).to_contain_text(ASKED)
    expect(page.locator("#status")).to_contain_text("1 question like this was asked before")
    assert faults(page) == []

    plain = seat(OFFICER, script=False, width=390)
    third = build(plain, day(352), "Lines")
    log_question(plain, third)
    expect(plain.locator("[data-asked-before]")).to_contain_text("Like the last question:")
    expect(plain.locator("[data-asked-before] a").first).to_contain_text(ASKED)


def test_the_register_is_searched_by_anyone(seat: Seat, faults: Faults) -> None:
    public = seat(script=False, width=390)
    public.goto("/meetings/")
    public.get_by_role("link", name="Questions and answers").click()
    expect(public.get_by_role("heading", level=1)).to_have_text("Questions and answers")
    public.get_by_label("Words").fill("quayside")
    public.get_by_role("button", name="Show questions").click()
    expect(public.get_by_text("No questions match")).to_be_visible()
    officer = seat(OFFICER)
    officer.goto("/meetings/questions/?q=business")
    expect(officer.locator(".en--q").first).to_be_visible()
    assert faults(officer) == []
