"""A double click, and a form opened before a reshuffle: each ends in one decision, or none, and a clear sentence."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.infrastructure.servers import Portal
from tests.journeys.conftest import Seat
from tests.journeys.pages import ELSEWHERE, HOLDER

pytestmark = pytest.mark.journey

SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
MADE = """
import json
from types import SimpleNamespace
from councils.models import Council, Post, User
from recommendations.enums import PartStatus
from tests import factories
from tests.stage import evidence
council = Council.objects.get(slug="{council}")
name = council.slug.replace("-", "_")
def held_by(who):
    return Post.objects.get(council=council, appointments__person__user__email=f"{{who}}.{council}@trial.example")
cast = SimpleNamespace(**{{
    f"portfolio_{{name}}": held_by("portfolio"),
    f"work_{{name}}": held_by("officer"),
    "responsible_south_holland": User.objects.get(email="officer.{council}@trial.example"),
}})
one = factories.recommendation(cast, number={number}, title="Decided once")
ready = dict(status=PartStatus.READY, round=1, submitted_at=factories.MOMENT)
part = factories.part(one, council, cast, title="Decided once: the work {number}", **ready)
evidence(part, cast)
print(json.dumps([part.get_absolute_url(), part.pk]))
"""
RESHUFFLE = """
from datetime import timedelta
from django.utils import timezone
from councils.models import Appointment
theirs = Appointment.objects.filter(person__user__email="portfolio.boston@trial.example", post__kind="portfolio")
print(theirs.filter({now}).update({then}))
"""


def work_to_decide(portal: Portal, *, council: str, number: int) -> tuple[str, int]:
    """A piece of work of the council that waits for its holder, and nobody else's story."""
    told = portal.manage("shell", "-v", "0", "-c", MADE.format(council=council, number=number))
    address, pk = json.loads(told.splitlines()[-1])
    return str(address), int(pk)


def decisions_on(portal: Portal, pk: int) -> str:
    """What the record holds: the decisions, and the rows of the history about them."""
    ask = (
        "from recommendations.models import SignOff; from core.models import HistoryEntry;"
        f"print(SignOff.objects.filter(part={pk}).count(), HistoryEntry.objects.filter("
        f"subject='recommendations.actionpart', subject_id={pk}, verb='sign_off').count())"
    )
    return portal.manage("shell", "-v", "0", "-c", ask).splitlines()[-1]


def fill_in(page: Page, address: str) -> None:
    page.goto(f"{address}sign-off/")
    page.get_by_label("Sign it off", exact=True).check()
    page.get_by_label("I have looked at the evidence").check()


@SCRIPTS
def test_a_double_click_signs_once(seat: Seat, live_portal: Portal, script: bool) -> None:
    address, pk = work_to_decide(live_portal, council="south-holland", number=881 if script else 882)
    page = seat(HOLDER, script=script)
    fill_in(page, address)
    page.get_by_role("button", name="Record my decision").dblclick()
    page.wait_for_load_state()
    sentence = re.compile(r"Your decision is recorded|signed this off on .+ at \d+:\d\d[ap]m")
    expect(page.locator("body")).to_contain_text(sentence)
    assert decisions_on(live_portal, pk) == "1 1"
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Signed off")


def test_a_decision_on_a_form_opened_before_a_reshuffle_is_not_recorded(
    seat: Seat, live_portal: Portal
) -> None:
    """The holder's post ended while the form stood open: the person reads whose decision it is, and nothing is signed."""
    address, pk = work_to_decide(live_portal, council="boston", number=883)
    page = seat(ELSEWHERE)
    fill_in(page, address)
    today = "ends_on=timezone.localdate() - timedelta(days=1)"
    ended = live_portal.manage("shell", "-v", "0", "-c", RESHUFFLE.format(now="ends_on=None", then=today))
    assert ended.splitlines()[-1] == "1"
    try:
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            page.get_by_role("button", name="Record my decision").click()
        assert answered.value.status == 403
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("Nothing of yours was saved.")
        assert decisions_on(live_portal, pk) == "0 0"
    finally:
        live_portal.manage("shell", "-v", "0", "-c", RESHUFFLE.format(now=today, then="ends_on=None"))
