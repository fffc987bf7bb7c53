"""Fixtures of the test run itself; the cast of the stories stands in tests/conftest.py."""

from pathlib import Path

import pytest
from hypothesis import settings

# Files that take longest, so that no process is left with one of them when the others have nothing more to do.
LONGEST = (
    "journeys/test_accessibility.py",
    "operations/test_bad_days.py",
    "operations/test_lesser_role.py",
    "operations/test_make_run.py",
    "journeys/test_two_years.py",
    "promises/test_pages_do_not_grow.py",
    "architecture/test_routes.py",
    "promises/",
)
TESTS = Path(__file__).parent / "tests"

# A slow machine is no failure: speed is measured by `make bench`.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

pytest_plugins = [
    "tests.infrastructure.databases",
    "tests.infrastructure.servers",
    "tests.infrastructure.browser",
    "tests.infrastructure.typesetting",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first; the rest in its order."""
    items.sort(key=lambda item: place_of(item.path))


def place_of(path: Path) -> int:
    name = path.relative_to(TESTS).as_posix() if path.is_relative_to(TESTS) else ""
    return next((place for place, start in enumerate(LONGEST) if name.startswith(start)), len(LONGEST))
