"""Every form of the registers and the glossary, filled in so that the scrutiny officer, who may send it, succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stage_of_registers import sheet

if TYPE_CHECKING:
    from tests.promises.forms import Forms

TABLE = "Service,Council,Channel,Available,As at\nMissed bin,Boston,Online,Yes,1 March 2026\n"


def of_registers(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    contract = {
        "purpose": "Finance", "supplier": "Wash Wires", "contract_ends_on": "31 March 2028", "notice_months": "3",
        "source_place": "Contract register",
    }  # fmt: skip
    known.add(
        "strategies:add-system", [], "officer", {**contract, "council": cast.boston.pk, "name": "Gamma"}
    )
    known.add("strategies:edit-system", stage.registers.system.pk, "officer", {
        **contract, "name": "Alpha two", "reason": "It was extended.", "version": "1",
    })  # fmt: skip
    known.add("strategies:record-transaction", [], "officer", {
        "service": "Council tax", "council": cast.boston.pk, "as_at": "1 March 2026", "online": "yes",
        "telephone": "no", "source_place": "The website",
    })  # fmt: skip
    known.add("strategies:hand-in-sheet", [], "officer", {
        "text": TABLE, "channel": "telephone", "as_at": "1 April 2026",
    })  # fmt: skip
    known.add("strategies:take-over-sheet", stage.registers.sheet.pk, "officer", {})
    known.add("strategies:set-sheet-aside", sheet(cast).pk, "officer", {})
    known.add("strategies:add-term", [], "officer", {
        "term": "Memorandum of Agreement", "abbreviation": "MoA", "explanation": "How costs are shared.",
        "maintained_by": "Scrutiny Officer", "publish": "1",
    })  # fmt: skip
    known.add("strategies:edit-term", stage.term.slug, "officer", {
        "term": "Channel shift", "abbreviation": "CS", "explanation": "From letters to forms.",
        "maintained_by": "Scrutiny Officer", "version": "1",
    })  # fmt: skip
