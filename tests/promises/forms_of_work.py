"""Every form of work on its way, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import factories

if TYPE_CHECKING:
    from tests.promises.forms import Forms

HOLDER = "holder_south_holland"
DOER = "responsible_south_holland"
OFFICERS = frozenset({"officer", "second_officer"})


def of_work_on_its_way(known: Forms) -> None:
    cast, here = known.cast, known.stage.open_work
    joining = here.accepted.responses.get(council=cast.east_lindsey)
    due = {"due_on": "1 September 2026"}
    further = factories.recommendation(cast, number=76)
    alone = factories.recommendation(cast, number=77)
    own = factories.response(alone, cast.south_holland, cast, status="answered", verdict="accepted")
    known.add("recommendations:add-action", alone.reference, HOLDER, {
        "response": own.pk, "title": "Lend routers",
        "responsible": cast.work_south_holland.pk, "reason": "Agreed since.", **due,
    }, others=OFFICERS)  # fmt: skip
    known.add("recommendations:ask-new-date", here.other.pk, DOER, {
        "wanted": "1 August 2026", "reason": "Late delivery.",
    })  # fmt: skip
    deciding = {"asked": here.asked.pk}
    for variant, typed in (
        ("grant", {"decision": "granted", "granted_words": "Once."}),
        ("refuse", {"decision": "refused", "refused_words": "Members wait for it."}),
    ):
        known.add(
            "recommendations:decide-new-date", here.open.pk, HOLDER, {**deciding, **typed}, variant=variant,
            others=OFFICERS,
        )  # fmt: skip
    version = {"version": here.open.version}
    known.add("recommendations:report-weeks", here.open.pk, "officer", {
        "weeks": "4", "reason": "Close to its date.", **version,
    }, others=frozenset({HOLDER}))  # fmt: skip
    known.add("recommendations:stop-work", here.open.pk, HOLDER, {"reason": "No money."})
    known.add("recommendations:supersede-work", here.open.pk, "officer", {
        "replaced_by": here.other.action_id, "reason": "Better.",
    })  # fmt: skip
    known.add("recommendations:take-up-work", here.stopped.pk, HOLDER, {"reason": "Money came."})
    known.add("recommendations:promise-lines", here.open.pk, DOER, {
        "text_1": "Open in the evening", "view_1": "met", "evidence_1": [here.evidence.pk], "note_1": "Two days",
        "text_2": "", "note_2": "", **version,
    }, others=OFFICERS)  # fmt: skip
    known.add("recommendations:join-action", here.open.pk, "holder_east_lindsey", {
        "response": joining.pk, "responsible": cast.work_east_lindsey.pk, "reason": "Shared.", **due,
    }, others=OFFICERS)  # fmt: skip
    known.add("recommendations:take-back-date", here.open.pk, DOER, {})
    known.add("recommendations:unlink-action", here.open.pk, "officer", {
        "recommendation": here.served_too.pk, "reason": "It was another course.",
    })  # fmt: skip
    known.add("recommendations:link-action", here.open.pk, "officer", {
        "recommendation": further.reference, "reason": "The same hours.",
    })  # fmt: skip
