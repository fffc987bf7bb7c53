"""The forms around an answer, filled in: advice to the council, and the steps of chasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_chasing(known: Forms) -> None:
    stage = known.stage
    asked = [stage.recommendation.reference, "south-holland"]
    late = [stage.answers.late.recommendation.reference, "south-holland"]
    known.add("recommendations:suggest", asked, "officer", {
        "verdict": "in_part", "words": "The half that is paid for.",
    }, others=frozenset({"responsible_south_holland"}))  # fmt: skip
    known.add("recommendations:chase", late, "officer", {
        "kind": "second", "to": "The head of service", "words": "Please see to an answer.", "take": "1",
    })  # fmt: skip
    known.add("recommendations:chase", late, "officer", {
        "kind": "second", "reason": "We spoke on the telephone.", "skip": "1",
    }, variant="skip")  # fmt: skip
