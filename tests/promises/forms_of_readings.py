"""Every form of a paper that is read in, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from tests.stage import paper

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_readings(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    one, found = stage.paper, stage.found
    version = {"version": found.version}
    known.add("recommendations:hand-in", [], "officer", {
        "text": "Minutes\nRESOLVED that the report be noted.", "title": "Minutes of May", "openness": "open",
    })  # fmt: skip
    known.add("recommendations:hand-in", [], "officer", {
        "text": "Minutes of the private part", "openness": "exempt", "exempt_paragraph": "3",
    }, variant="exempt")  # fmt: skip
    known.add("recommendations:reading-meeting", one.pk, "officer", {
        "version": one.version, "which": "new", "body": cast.panel.pk, "held_on": "12 March 2026",
    })  # fmt: skip
    known.add("recommendations:found", [one.pk, found.pk], "officer", {
        **version, "text": "That the lamps be noted.", "word": "noted", "number": "2",
    })  # fmt: skip
    for name in ("accept", "reject"):
        known.add("recommendations:found-decide", [one.pk, found.pk, name], "officer", version, variant=name)
    looks_alike = one.proposals.create(
        position=3, parent=found.parent, kind=ProposalKind.RECOMMENDATION, start=0, end=1,
        fields={"text": "That lamps are lit.", "number": "", "to": ""}, recommendation=stage.recommendation,
    )  # fmt: skip
    known.add(
        "recommendations:found-decide", [one.pk, looks_alike.pk, "match"], "officer", version, variant="match"
    )
    rejected = one.proposals.create(
        position=4, kind=ProposalKind.ITEM, start=0, end=1, fields={"title": "Bins", "number": ""},
        status=ProposalStatus.REJECTED, decided_by=cast.officer,
    )  # fmt: skip
    known.add(
        "recommendations:found-decide", [one.pk, rejected.pk, "reopen"], "officer", version, variant="reopen"
    )
    known.add("recommendations:reading-accept", one.pk, "officer", {"chosen": f"{found.pk}:{found.version}"})
    known.add("recommendations:reading-move", [one.pk, "set-aside"], "officer", {}, variant="set aside")
    aside = paper(stage.running, cast, status=ReadingStatus.SET_ASIDE)
    known.add("recommendations:reading-move", [aside.pk, "again"], "officer", {}, variant="again")
    decided: Any = paper(stage.held, cast)
    decided.proposals.update(status=ProposalStatus.REJECTED)
    known.add("recommendations:reading-move", [decided.pk, "finish"], "officer", {}, variant="finish")
