"""Every form of convening a task group, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_groups(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    slug = stage.convening.slug
    numbers = {"members": "3", "reserves": "1", "version": "1"}
    seats = {
        f"{name}_{one.pk}": numbers[name] for one in (cast.boston, cast.south_holland) for name in numbers
    }
    elsewhere = {f"{name}_{cast.east_lindsey.pk}": "0" for name in numbers}
    known.add("task_groups:seats", slug, "officer", {**seats, **elsewhere})
    someone = {"person": "J. Jolly", "is_new": "on"}
    known.add("task_groups:name-member", slug, "officer", {
        **someone, "council": cast.boston.pk, "role": "reserve", "starts_on": "1 April 2026",
    })  # fmt: skip
    known.add("task_groups:change-member", [slug, stage.seat.pk], "officer", {
        "version": stage.seat.version, "role": "reserve", "ends_on": "30 April 2026", "reason": "Moved away.",
    })  # fmt: skip
    known.add("task_groups:add-line", slug, "officer", {"text": "What does it cost?"})
    known.add("task_groups:edit-line", [slug, stage.line.pk], "officer", {
        "version": stage.line.version, "text": "Does it reach all residents?",
    })  # fmt: skip
    known.add("task_groups:name-witness", slug, "officer", {**someone, "role_title": "Head of ICT"})
    known.add("task_groups:move", [slug, "agree_scope"], "officer", {})
    known.add("recommendations:review-scope", slug, "officer", {
        "version": stage.convening.version, "scope": "Does the strategy help residents?",
    })  # fmt: skip
    known.add("meetings:group-dates", slug, "officer", {
        "first_on": "1 September 2026", "number": "2", "weeks_apart": "3", "days": ["2026-09-01"],
        "starts_at": "6:30pm", "place": "Boston", "plan": "1",
    })  # fmt: skip
