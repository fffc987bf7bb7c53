"""The browser of the journeys: the machine's own Chromium, pointed at the live portal."""

import os
import shutil
from typing import Any

import pytest

from tests.infrastructure.servers import Portal

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Find Chromium: the one named by CHROMIUM, else the first that the machine has."""
    return os.environ.get("CHROMIUM") or next(
        (found for name in NAMES if (found := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium()
    if executable is None:
        sentence = "Chromium was not found: install it, or name it with CHROMIUM=."
        pytest.fail(sentence) if os.environ.get("REQUIRE_ALL") else pytest.skip(sentence)
    # Chromium's own sandbox needs rights that a container and root do not give.
    return {**browser_type_launch_args, "executable_path": executable, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_portal: Portal) -> dict[str, Any]:
    """Every page opens relative to the live portal, on a desktop screen, as a reader in England."""
    return {
        **browser_context_args,
        "base_url": live_portal.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
    }
