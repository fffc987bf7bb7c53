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
    of_workspace(known)
    known.add("recommendations:review-scope", slug, "officer", {
        "version": stage.convening.version, "scope": "Does the strategy help residents?",
    })  # fmt: skip
    known.add("meetings:group-dates", slug, "officer", {
        "first_on": "1 September 2026", "number": "2", "weeks_apart": "3", "days": ["2026-09-01"],
        "starts_at": "6:30pm", "place": "Boston", "plan": "1",
    })  # fmt: skip


def of_workspace(known: Forms) -> None:
    """Agreeing the scope, asking witnesses, gathering and finding."""
    stage, slug, work = known.stage, known.stage.convening.slug, known.stage.workspace
    known.add("task_groups:propose", [], "officer", {
        "title": "Flood response", "why": "A motion of the panel.", "scope": "", "strategy": "",
        "councils": [one.pk for one in known.cast.councils],
    })  # fmt: skip
    known.add("task_groups:scope-answer", [slug, "boston"], "officer", {
        "version": work.answer.version, "verdict": "changed", "said_by": "Cabinet", "said_on": "2 April 2026",
        "words": "Ask about costs too.", "source_place": "Minutes, item 7",
    })  # fmt: skip
    known.add("task_groups:go-on", slug, "officer", {"reason": "The councils meet in May."})
    known.add("task_groups:cell", [slug, stage.line.pk, work.witness.pk], "officer", {
        "version": work.coverage.version, "state": "asked", "asked": "Who was reached?", "note": "Few were.",
        "still_open": "How many?",
    })  # fmt: skip
    known.add("task_groups:plan-questions", [slug, work.witness.pk], "officer", {"lines": []})
    about = {"title": "Costs", "origin": "The budget", "owner": "Head of Finance", "dated_on": "2 March 2026",
             "lines": [stage.line.pk], "witness": work.witness.pk}  # fmt: skip
    known.add("task_groups:add-evidence", slug, "officer", {
        **about, "url": "https://example.org/costs", "openness": "open",
    })  # fmt: skip
    evidence = [slug, work.evidence.pk]
    known.add("task_groups:edit-evidence", evidence, "officer", {"version": work.evidence.version, **about})
    known.add("task_groups:evidence-openness", evidence, "officer", {
        "version": work.evidence.version, "openness": "exempt", "exempt_paragraph": "3", "public_summary": "",
        "reason": "It names a price.",
    })  # fmt: skip
    withdrawn = {"version": 1, "reason": "It was out of date."}
    known.add("task_groups:withdraw-evidence", evidence, "officer", withdrawn)
    found = {"theme": "Costs", "text": "The courses cost more.", "evidence": [work.evidence.pk]}
    known.add("task_groups:add-finding", slug, "officer", found)
    finding = [slug, work.finding.pk]
    known.add("task_groups:edit-finding", finding, "officer", {"version": work.finding.version, **found})
    known.add("task_groups:withdraw-finding", finding, "officer", withdrawn)
    known.add("task_groups:move-finding", [slug, work.other_finding.pk, "up"], "officer", {})
