"""The forms of quiet periods and of when a strategy is reviewed, filled in so that the officer succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_cycle(known: Forms) -> None:
    strategy, quiet = known.stage.strategy, known.stage.quiet
    settings = {
        "starts_on": "1 January 2023", "ends_on": "31 December 2029", "anchor_on": "1 March 2023",
        "anchor_precision": "month", "deep_every_years": "2", "check_every_years": "1", "due_day": "30",
        "due_month": "4", "day_move": "later", "counts_from": "1 April 2026", "reason": "Agreed by all.",
        "version": strategy.version,
    }  # fmt: skip
    known.add("strategies:rhythm", strategy.slug, "officer", settings)
    known.add("councils:add-quiet-period", [], "officer", {
        "kind": "pre_election", "election_on": "6 May 2027", "council": known.cast.south_holland.pk,
        "starts_on": "31 March 2027", "ends_on": "6 May 2027", "reason": "Local elections",
        "source_place": "The notice",
    })  # fmt: skip
    said = {"reason": "The calendar says so.", "version": quiet.version}
    known.add("councils:quiet-period", quiet.pk, "officer", {
        **said, "change": "end", "ends_on": "20 August 2026",
    })  # fmt: skip
    known.add(
        "councils:quiet-period", quiet.pk, "officer", {**said, "change": "withdraw"}, variant="withdraw"
    )
