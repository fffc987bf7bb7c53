"""The forms of the work programme and of suggested topics, filled in so that whoever may send them succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stage_of_programme import topic, work
from work_programme.enums import Criterion

if TYPE_CHECKING:
    from tests.promises.forms import Forms

MONTHS = {"starts_on": "October 2026", "ends_on": "November 2026"}


def of_programme(known: Forms) -> None:
    cast, item = known.cast, known.stage.programme.item
    what = {
        "title": "Business cases", "kind": "pre_decision", "councils": [cast.boston.pk, cast.south_holland.pk],
        "owner": cast.panel.pk,
    }  # fmt: skip
    note = {"note": "Before they are decided."}
    known.add("work_programme:add", [], "officer", {**what, **MONTHS, **note})
    known.add("work_programme:edit", item.pk, "officer", {**what, **note, "version": item.version})
    known.add("work_programme:end", item.pk, "officer", {"end": "withdraw", "reason": "No longer needed."})
    known.add(
        "work_programme:end", work(cast).pk, "officer", {"end": "finish", "reason": ""}, variant="finish"
    )
    moved = {**MONTHS, "reason": "September is full."}
    known.add("work_programme:move", f"work-{item.pk}", "officer", {**moved, "version": item.version})
    strategy = known.stage.strategy
    known.add("work_programme:move", f"review-{strategy.slug}-2028", "officer", {
        "starts_on": "December 2027", "ends_on": "February 2028", "reason": "Before the elections.", "version": "0",
    }, variant="review")  # fmt: skip
    of_topics(known)


def of_topics(known: Forms) -> None:
    cast, weighed = known.cast, known.stage.programme.topic
    said = {"title": "Opening hours", "words": "Nobody is there on Fridays."}
    whose = {"said_by": "A resident of Boston", "council": cast.boston.pk}
    councillors = frozenset({"councillor", "other_councillor"})
    known.add("work_programme:suggest", [], "officer", {**said, **whose}, others=councillors)
    known.add("work_programme:take-up", known.stage.programme.said.pk, "officer", said)
    points = {f"points_{criterion}": "2" for criterion in Criterion}
    new = topic(cast, points=None)
    known.add("work_programme:weigh", new.pk, "officer", {
        **said, **points, "weighed": "It can be changed.", "version": new.version,
    })  # fmt: skip
    decided = {"reason": "It matters.", "version": weighed.version}
    councils = {"councils": [cast.boston.pk]}
    work_of = {"title": "Telephones", "kind": "evidence", "owner": cast.panel.pk, **councils, **MONTHS}
    known.add("work_programme:accept", weighed.pk, "officer", {**work_of, **decided})
    known.add("work_programme:propose", weighed.pk, "officer", {"title": "Telephones", **councils, **decided})
    known.add("work_programme:decline", weighed.pk, "officer", decided)
