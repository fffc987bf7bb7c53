"""Fixtures of the test run itself; the cast of the stories stands in tests/conftest.py."""

from hypothesis import settings

# A slow machine is no failure: speed is measured by `make bench`.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

pytest_plugins = [
    "tests.infrastructure.databases",
    "tests.infrastructure.servers",
    "tests.infrastructure.browser",
    "tests.infrastructure.typesetting",
]
