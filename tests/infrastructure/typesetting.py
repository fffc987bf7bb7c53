"""Pango, the library of the machine that sets the type of PDF files."""

import os

import pytest

from core.papers import has_pango


@pytest.fixture
def pango() -> None:
    """Ask for it where a test makes a PDF: without the library it is skipped, or fails where everything is required."""
    if not has_pango():
        sentence = "Pango was not found: install libpangoft2-1.0-0 and libharfbuzz-subset0."
        pytest.fail(sentence) if os.environ.get("REQUIRE_ALL") else pytest.skip(sentence)
