"""What every journey does: sit down as somebody, look at a page the way axe does."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.infrastructure.servers import Account, Portal
from tests.journeys.pages import READER

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK_FOR = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
WIDTHS = (1280, 390)
SignIn = Callable[[Page, str], Page]
Seat = Callable[..., Page]
Visitor = Callable[[str], Page]
Faults = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def base_url(live_portal: Portal) -> str:
    """Addresses are those of the live portal. (The browser plugin's own fixture is one that pytest 9 warns of.)"""
    return live_portal.url


@pytest.fixture(scope="session")
def accounts(live_portal: Portal) -> dict[str, Account]:
    """The trial accounts by role title, and a reader who has none of the roles (see backstage.py)."""
    trial = live_portal.accounts
    like = next(iter(trial.values()))
    return {**trial, READER: Account(role=READER, email="reader@trial.example", password=like.password)}


@pytest.fixture(scope="session")
def stage(live_portal: Portal) -> dict[str, str]:
    """Where one thing of every kind stands in the live portal: addresses by name (see backstage.py)."""
    call = "from tests.journeys import backstage; backstage.tell()"
    told: dict[str, str] = json.loads(live_portal.manage("shell", "-v", "0", "-c", call).splitlines()[-1])
    return told


@pytest.fixture(scope="session")
def sign_in(accounts: dict[str, Account]) -> SignIn:
    """Sign in on the portal's own page, as a person does."""

    def signed_in(page: Page, role: str) -> Page:
        account = accounts[role]
        page.goto("/accounts/login/")
        fill_in_sign_in(page, account)
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    return signed_in


def fill_in_sign_in(page: Page, account: Account) -> None:
    page.get_by_label("Email", exact=True).fill(account.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture(scope="session")
def sessions(browser: Browser, browser_context_args: dict[str, Any], sign_in: SignIn) -> Callable[[str], Any]:
    """What a browser holds after a role has signed in. Each role signs in once in the whole run."""
    held: dict[str, Any] = {}

    def of(role: str) -> Any:
        if role not in held:
            context = browser.new_context(**browser_context_args)
            sign_in(context.new_page(), role)
            held[role] = context.storage_state()
            context.close()
        return held[role]

    return of


@pytest.fixture
def seat(
    browser: Browser, browser_context_args: dict[str, Any], sessions: Callable[[str], Any]
) -> Iterator[Seat]:
    """A page in a browser of its own, signed in as a role or, without one, as the public.

    `script=False` turns JavaScript off; `width` is the window's.
    """
    taken: list[BrowserContext] = []

    def sit(role: str = "", *, script: bool = True, width: int = 1280, **options: Any) -> Page:
        state = {"storage_state": sessions(role)} if role else {}
        screen = {"java_script_enabled": script, "viewport": {"width": width, "height": 900}}
        context = browser.new_context(**browser_context_args | state | screen | options)
        context.set_default_timeout(15_000)
        taken.append(context)
        return context.new_page()

    yield sit
    for context in taken:
        context.close()


@pytest.fixture(scope="module")
def visitor(
    browser: Browser,
    browser_context_args: dict[str, Any],
    stage: dict[str, str],
    sessions: Callable[[str], Any],
) -> Iterator[Visitor]:
    """One page for each role, the same for all tests of a module that only look around."""
    pages: dict[str, Page] = {}

    def of(role: str) -> Page:
        if role not in pages:
            state = {"storage_state": sessions(role)} if role else {}
            pages[role] = browser.new_context(**browser_context_args | state).new_page()
        return pages[role]

    yield of
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Run axe-core on the page as it stands and give what it finds, one line each."""

    def found(page: Page) -> list[str]:
        violations: list[dict[str, Any]] = Axe().run(page, options=LOOK_FOR).response["violations"]
        return [
            f"{page.url} [{page.viewport_size['width'] if page.viewport_size else '?'}] {v['id']}: {v['help']}"
            f" at {', '.join(str(node['target']) for node in v['nodes'][:3])}"
            for v in violations
        ]

    return found


@pytest.fixture
def page_without_script(seat: Seat) -> Page:
    """The public's page in a browser whose JavaScript is turned off."""
    return seat(script=False)
