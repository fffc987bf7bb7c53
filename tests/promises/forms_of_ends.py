"""Every form of ends, questions about progress, and posts, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms

HOLDER = "holder_south_holland"
BOTH = frozenset({"responsible_south_holland", HOLDER})
MEMBERS = frozenset({"councillor", "other_councillor"})


def of_ends(known: Forms) -> None:
    stage, cast, here = known.stage, known.cast, known.stage.ends
    part, post = stage.parts["south-holland"], cast.portfolio_south_holland
    newest = post.appointments.exclude(capacity="deputy").get()
    known.add(
        "recommendations:withdraw", stage.recommendation.reference, "officer", {"reason": "Made twice."}
    )
    known.add("recommendations:reopen", here.closed.reference, "officer", {"reason": "A supplier came."})
    known.add("recommendations:judge", here.continuing.reference, "officer", {
        "judgement": "on_track", "reason": "All tests passed.", "meeting": stage.held.pk,
        "judged_on": "10 April 2026", "every_months": "6", "version": here.continuing.version,
    })  # fmt: skip
    known.add("recommendations:rate-impact", stage.recommendation.reference, "councillor", {
        "impact": "high", "words": "More people come.",
    }, others=MEMBERS)  # fmt: skip
    known.add(
        "recommendations:follow", stage.recommendation.reference, "councillor", {"wish": "follow"},
        others=frozenset(cast.everyone), keeps=True,
    )  # fmt: skip
    known.add("recommendations:ask-about", part.pk, "councillor", {
        "update": here.update.pk, "text": "Who came?",
    }, others=MEMBERS)  # fmt: skip
    known.add("recommendations:answer-about", [part.pk, here.question.pk], "responsible_south_holland", {
        "answer": "Nine came.",
    }, others=BOTH)  # fmt: skip
    known.add("recommendations:change-holder", post.pk, "officer", {
        "who": "somebody", "successor": here.member.pk, "first_day": "20 May 2026", "reason": "Elections",
        "source_place": "Minute 7", "version": newest.pk,
    }, others=frozenset({"administrator"}))  # fmt: skip
    known.add("recommendations:hand-over", cast.work_south_holland.pk, "officer", {
        "to": here.taking_over.pk, "reason": "Two services were joined.",
    })  # fmt: skip
    known.add("councils:deputy", [], HOLDER, {
        "post": post.pk, "person": here.member.pk, "starts_on": "1 May 2027", "ends_on": "14 May 2027",
    }, own=True)  # fmt: skip
    known.add("councils:end-deputy", here.deputy.pk, HOLDER, {"reason": "Back again."})
