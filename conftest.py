"""Fixtures of the test run itself; the cast of the stories stands in tests/conftest.py."""

pytest_plugins = [
    "tests.infrastructure.databases",
    "tests.infrastructure.servers",
    "tests.infrastructure.browser",
]
