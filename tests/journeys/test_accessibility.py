"""Every page in any role and state: axe finds nothing, wide or narrow, nothing scrolls sideways, all holds together.

Promises Y1, Y3, Y7 and Y10.
"""

import re
from collections import defaultdict
from html import unescape

import pytest
from playwright.sync_api import Page

from tests.architecture.routes import every_name
from tests.journeys.conftest import WIDTHS, Faults, Visitor
from tests.journeys.pages import (
    COUNCILLOR,
    ELSEWHERE,
    FORMS,
    HOLDER,
    NO_PAGES,
    OFFICER,
    PAGES,
    PUBLIC,
    READER,
    VISITS,
)
from tests.journeys.structure import faults_of_structure, says_what_is_wrong_and_leads_there

pytestmark = pytest.mark.journey

# Names that lead to one and the same page.
SAME = [
    {"recommendations:log", "recommendations:log-item"},
    {"recommendations:send", "recommendations:send-report"},
    {"recommendations:move-due", "recommendations:move-date"},
    {
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
    },  # "confirm that it is you" comes first
]

# States beside a page's usual one: who looks, and where. Braces name what stands on the stage.
STATES = {
    "no recommendation matches": (PUBLIC, "/recommendations/?q=zebra&council=boston"),
    "a filter that nobody knows": (PUBLIC, "/recommendations/?council=atlantis&topic=zebras"),
    "nothing found": (PUBLIC, "/search/?q=zebra"),
    "something found": (PUBLIC, "/search/?q=recommendation"),
    "no meeting matches": (PUBLIC, "/meetings/?council=boston&body=999999"),
    "one council chosen": (PUBLIC, "/?council=boston"),
    "all gaps": (OFFICER, "/gaps/?kind=answer"),
    "own actions": ("Responsible Officer, South Holland", "/actions/?owner=me"),
    "no page there": (PUBLIC, "/recommendations/XX99-9/"),
    "a page of somebody else": (ELSEWHERE, "{recommendations:respond}"),
    "a page for a role": (READER, "{recommendations:todo}"),
    "signed out": (PUBLIC, "{recommendations:todo}"),
    "the log's list of items": (OFFICER, "{recommendations:log}?items"),
    "an action to log": (OFFICER, "{recommendations:log-item}?kind=action"),
    "a decision to log": (OFFICER, "{recommendations:log-item}?kind=decision"),
    "a recommendation to log": (OFFICER, "{recommendations:log-item}?kind=recommendation"),
    "the public page before it is public": (OFFICER, "{recommendations:publish}../?as=public"),
    "long words": (PUBLIC, "{long recommendation}"),
    "long words of an answer": (PUBLIC, "{long recommendation}boston/"),
    "long words to answer": (HOLDER, "{long recommendation}south-holland/respond/"),
    "long words of an action": (PUBLIC, "{long action}"),
    "exempt, for the officer": (OFFICER, "{exempt recommendation}"),
    "exempt, for the public": (PUBLIC, "{exempt meeting}"),
    "exempt, for a member": (COUNCILLOR, "{exempt meeting}"),
    "withdrawn": (PUBLIC, "{withdrawn}"),
    "late": (ELSEWHERE, "{late}boston/respond/"),
}


def faults_of(page: Page, faults: Faults) -> list[str]:
    """What does not hold together, what axe finds, and where it scrolls sideways."""
    return [*faults_of_structure(page), *faults_at_both_widths(page, faults)]


def faults_at_both_widths(page: Page, faults: Faults) -> list[str]:
    """What axe finds on the wide and the narrow page, and at which width, down to 320, it scrolls sideways."""
    found: list[str] = []
    for width in WIDTHS:
        found += sideways(page, width) + faults(page)
    return found + sideways(page, 320)


def sideways(page: Page, width: int) -> list[str]:
    """Whether the page is wider than the window."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url} [{width}] is {wide} pixels wide"] if wide > width else []


def test_every_address_is_a_page_here_or_none() -> None:
    named = {name for name in every_name() if not name.startswith(("admin:", "?"))}
    assert sorted([*PAGES, *NO_PAGES]) == sorted(named)


def test_no_two_kinds_of_page_have_one_title(visitor: Visitor, stage: dict[str, str]) -> None:
    names = defaultdict(set)
    for name, roles in PAGES.items():
        html = visitor(roles[0]).request.get(stage[name]).text()
        (title,) = re.findall(r"<title>(.*?)</title>", html, re.DOTALL)
        page, _, site = unescape(title).strip().rpartition(" – ")
        assert site == "Partnership Scrutiny", name
        assert page, name
        names[page].add(name)
    assert {
        page: shared
        for page, shared in names.items()
        if len(shared) > 1 and not any(shared <= same for same in SAME)
    } == {}


@pytest.mark.parametrize(("name", "role"), VISITS)
def test_every_page(visitor: Visitor, stage: dict[str, str], faults: Faults, name: str, role: str) -> None:
    page = visitor(role)
    answer = page.goto(stage[name])
    assert answer is not None
    assert answer.status == 200
    assert faults_of(page, faults) == []


@pytest.mark.parametrize("state", STATES)
def test_every_state(visitor: Visitor, stage: dict[str, str], faults: Faults, state: str) -> None:
    role, address = STATES[state]
    page = visitor(role)
    page.goto(re.sub(r"\{(.+?)\}", lambda found: stage[found[1]], address))
    assert faults_of(page, faults) == []


@pytest.mark.parametrize("name", FORMS)
def test_every_refused_form(visitor: Visitor, stage: dict[str, str], faults: Faults, name: str) -> None:
    form = FORMS[name]
    page = visitor(form.role)
    page.goto(stage[name])
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    form.send_wrong(page)
    says_what_is_wrong_and_leads_there(page, name)
    assert faults_at_both_widths(page, faults) == []


def test_two_versions_to_choose_from(visitor: Visitor, stage: dict[str, str], faults: Faults) -> None:
    """Someone else changed the entry while it was being changed here."""
    page = visitor(OFFICER)
    elsewhere = page.context.new_page()
    for one in (page, elsewhere):
        one.goto(stage["recommendations:log-edit"])
    for one, words in ((elsewhere, "How many began it?"), (page, "How many finished it?")):
        one.locator("#id_text").fill(words)
        one.get_by_role("button", name="Save the change").click()
    assert "How many began it?" in page.get_by_role("main").inner_text()
    assert page.locator("#id_text").input_value() == "How many finished it?"
    assert faults_at_both_widths(page, faults) == []
