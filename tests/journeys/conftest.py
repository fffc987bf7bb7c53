"""What every journey does: sign in as somebody, look at a page the way axe does."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.infrastructure.servers import Account, Portal

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390)
SignIn = Callable[[Page, str], Page]
Faults = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def accounts(live_portal: Portal) -> dict[str, Account]:
    """The trial accounts by role title."""
    return live_portal.accounts


@pytest.fixture
def sign_in(accounts: dict[str, Account]) -> SignIn:
    """Sign in on the portal's own page, as a person does."""

    def signed_in(page: Page, role: str) -> Page:
        account = accounts[role]
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(account.email)
        page.get_by_label("Password", exact=True).fill(account.password)
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    return signed_in


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Run axe-core on the page as it stands and give what it finds, one line each."""

    def found(page: Page) -> list[str]:
        violations: list[dict[str, Any]] = (
            Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        )
        return [
            f"{page.url} [{page.viewport_size['width'] if page.viewport_size else '?'}] {v['id']}: {v['help']}"
            f" at {', '.join(str(node['target']) for node in v['nodes'][:3])}"
            for v in violations
        ]

    return found


@pytest.fixture
def page_without_script(browser: Browser, browser_context_args: dict[str, Any]) -> Any:
    """A page in a browser whose JavaScript is turned off."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()
