"""Every form of writing a report and planning its route, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_reports(known: Forms) -> None:
    stage, cast, here = known.stage, known.cast, known.stage.drafting
    about = {
        "title": "Shorter forms",
        "author": "The group",
        "summary": "Forms are long.",
        "dated_on": "1 May 2026",
    }
    known.add("recommendations:begin-report", stage.convening.slug, "officer", about)
    known.add(
        "recommendations:edit-report", here.report.slug, "officer", {**about, "version": here.report.version}
    )
    known.add("recommendations:publish-report", here.report.slug, "officer", {"version": here.report.version})
    words = {
        "text": "That forms are one page long.", "title": "One page", "findings": [here.finding.pk],
        "addressed_to": "The portfolio holders", "councils": [cast.boston.pk], "kind": "deliverable",
    }  # fmt: skip
    known.add("recommendations:draft", here.report.slug, "officer", {
        **words, "prefix": "AB26", "openness": "open",
    })  # fmt: skip
    known.add("recommendations:draft", here.report.slug, "officer", {
        **words, "prefix": "AB26", "openness": "exempt", "exempt_paragraph": "3", "public_title": "A contract",
    }, variant="exempt")  # fmt: skip
    known.add("recommendations:edit-draft", here.recommendation.reference, "officer", {
        **words, "openness": "open", "version": here.recommendation.version,
    })  # fmt: skip
    known.add("recommendations:discard-draft", here.recommendation.reference, "officer", {
        "reason": "It says the same twice.", "version": here.recommendation.version,
    })  # fmt: skip
    cabinet = cast.boston_cabinet.pk
    known.add("recommendations:route", stage.report.slug, "officer", {
        f"goes_{cabinet}": "on", f"planned_{cabinet}": "5 May 2026",
    })  # fmt: skip
    stop = [stage.report.slug, here.stop.pk]
    known.add("recommendations:route-stop", stop, "officer", {
        "planned_on": "1 April 2026", "reached_on": "7 April 2026", "meeting": "", "decision": "noted",
        "note": "With thanks.", "taken_off_reason": "", "version": here.stop.version,
    })  # fmt: skip
    known.add("recommendations:route-stop", stop, "officer", {
        "planned_on": "1 April 2026", "taken_off_reason": "The panel does not meet.", "version": here.stop.version,
    }, variant="taken off")  # fmt: skip
