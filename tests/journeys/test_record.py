"""A published record is corrected in a browser: the old words, the new ones, the day and the reason stand for anyone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from core.dates import spell
from tests.journeys.conftest import Seat
from tests.journeys.main_job import main_part
from tests.journeys.pages import COUNCILLOR, OFFICER

pytestmark = pytest.mark.journey


def corrections(page: Page) -> Locator:
    return main_part(page).locator("section", has=page.locator("h2#corrections")).get_by_role("listitem")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_record_is_corrected_for_all_to_see(seat: Seat, stage: dict[str, str], script: bool) -> None:
    officer, public = seat(OFFICER, script=script), seat(script=script)
    record, today = stage["recommendations:meeting"], spell(timezone.localdate())
    which = "first" if script else "second"
    wanted, late = f"Who pays for the {which} year?", f"One came late for the {which} item."
    public.goto(record)
    before = corrections(public).count()

    officer.goto(record)
    officer.get_by_role("link", name="Correct question 1, item 1").click()
    old = officer.locator("blockquote").inner_text().strip()
    officer.get_by_label("Corrected words").fill(wanted)
    officer.get_by_role("button", name="Publish the correction").click()
    expect(officer.get_by_role("alert")).to_contain_text("Say why it is corrected. The reason is published")
    expect(officer.get_by_label("Corrected words")).to_have_value(wanted)
    officer.get_by_label("Why it is corrected").fill("The end was left out.")
    officer.get_by_role("button", name="Publish the correction").click()
    entry = officer.locator(".en:target")
    expect(entry).to_contain_text(wanted)
    entry.get_by_role("link", name=f"Corrected {today}").click()
    expect(corrections(officer)).to_have_count(before + 1)

    officer.get_by_role("link", name="Correct the record").click()
    officer.get_by_label("What the record says").fill("Six members were there.")
    officer.get_by_label("What it should say").fill("Seven members were there.")
    officer.get_by_label("Why it is corrected").fill(late)
    officer.get_by_role("button", name="Publish the correction").click()
    expect(corrections(officer)).to_have_count(before + 2)

    public.goto(record)
    expect(corrections(public)).to_have_count(before + 2)
    told = [" ".join(one.split()) for one in corrections(public).all_text_contents()[-2:]]
    for line, words in zip(
        told,
        (
            (old, wanted, "The end was left out."),
            ("Six members were there.", "Seven members were there.", late),
        ),
        strict=True,
    ):
        assert line.endswith(f"Before: {words[0]}Now: {words[1]}Reason: {words[2]}")
        assert line.startswith(f"Corrected {today}")
    expect(public.get_by_role("link", name="Correct question")).to_have_count(0)
    councillor = seat(COUNCILLOR, script=script)
    refused = councillor.goto(stage["recommendations:correct-entry"])
    assert refused is not None
    assert refused.status == 403
    expect(main_part(councillor)).to_contain_text(
        "Only the Scrutiny Officer corrects a record, once it is published."
    )
