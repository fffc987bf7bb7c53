"""The form that says who was asked for a missing fact, filled in so that the scrutiny officer succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_gaps(known: Forms) -> None:
    known.add("recommendations:gap", ["adoption", known.stage.gap.pk], "officer", {
        "asked": "Democratic Services", "asked_on": "1 April 2026", "words": "They look.", "state": "open",
        "version": "0",
    })  # fmt: skip
