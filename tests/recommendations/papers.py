"""An invented paper for stories of reading, and what a reader finds in it. No word of it is anybody's minutes."""

from datetime import date, datetime
from typing import Any

from meetings.minutes.files import Extracted, place_of
from meetings.minutes.found import (
    Answer,
    Dated,
    Decision,
    Found,
    Item,
    Named,
    Present,
    Question,
    Recommendation,
    Request,
    Response,
    Span,
    Undertaking,
)
from recommendations.models import Proposal, Reading
from recommendations.operations import reading as operations
from recommendations.operations.reading_decisions import accept
from recommendations.operations.reading_meeting import choose_meeting
from recommendations.operations.reading_work import claim_reading, keep_found
from tests.cast import Cast

PAPER = """South Holland District Council
Performance Monitoring Panel
Minutes of the meeting held on 10 March 2026

Present: Councillor A. Miller (Chairman) and Councillor B. Fielding
Apologies: Councillor C. Shepherd

1. Street lamps
A member asked how many street lamps were dark in the winter. The lighting manager answered that forty were repaired by May.
The lighting manager undertook to send members a map of the repaired lamps by 30 June 2026.
Members requested a paper that covers:
(a) costs
(b) energy use
RESOLVED
1. That the report on street lamps be noted.
RECOMMENDED to Cabinet
2. That Cabinet reviews the hours at which village lamps are lit each winter.
Response to recommendation 2: accepted in part, from April.

2. Litter bins
AGREED that the bins in the market place be emptied twice a day.
"""
LAMPS = "That Cabinet reviews the hours at which village lamps are lit each winter."


def at(words: str, text: str = PAPER) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found_in_paper() -> Found:
    """Everything that the paper says, each with its place."""
    asked = "A member asked how many street lamps were dark in the winter."
    answered = "The lighting manager answered that forty were repaired by May."
    promised = "The lighting manager undertook to send members a map of the repaired lamps by 30 June 2026."
    decided, bins = (
        "That the report on street lamps be noted.",
        "that the bins in the market place be emptied twice a day.",
    )
    lamps = Item(
        title="Street lamps",
        number="1",
        span=at("1. Street lamps"),
        questions=(
            Question(
                "How many street lamps were dark in the winter?",
                "A member",
                (Answer("The lighting manager", "Forty were repaired by May.", at(answered)),),
                at(asked),
            ),
        ),
        undertakings=(
            Undertaking(
                "The lighting manager",
                "Send members a map of the repaired lamps by 30 June 2026.",
                at(promised),
            ),
        ),
        requests=(
            Request(
                "Members", "A paper on street lamps", ("costs", "energy use"), at("Members requested a paper")
            ),
        ),
        decisions=(Decision("1", decided, "resolved", at(decided)),),
        recommendations=(Recommendation("2", LAMPS, "Cabinet", at(LAMPS)),),
        responses=(Response("2", "accepted in part", "From April.", at("accepted in part, from April.")),),
    )
    litter = Item(
        title="Litter bins",
        number="2",
        span=at("2. Litter bins"),
        decisions=(Decision(None, bins, "agreed", at(bins)),),
    )
    return Found(
        body=Named("Performance Monitoring Panel", at("Performance Monitoring Panel")),
        council=Named("South Holland District Council", at("South Holland District Council")),
        day=Dated(date(2026, 3, 10), at("10 March 2026")),
        attendance=(
            Present("Councillor A. Miller", "present", at("Councillor A. Miller")),
            Present("Councillor C. Shepherd", "apologies", at("Councillor C. Shepherd")),
        ),
        items=(lamps, litter),
    )


def handed_in(
    cast: Cast, now: datetime, *, text: str = PAPER, openness: str = "open", **more: Any
) -> Reading:
    """The paper, pasted by the officer, waiting."""
    return operations.hand_in(text=text, openness=openness, by=cast.officer, at=now, **more)


def read_as(reading: Reading, now: datetime, *found: Found) -> Reading:
    """The paper as a worker read it."""
    assert claim_reading(reading=reading, at=now)
    extracted = Extracted(text=reading.text, pages=())
    return keep_found(
        reading=reading,
        text=reading.text,
        found=found or (found_in_paper(),),
        place=lambda offset: place_of(extracted, offset),
        pages=0,
        at=now,
    )


def read_paper(cast: Cast, now: datetime, **more: Any) -> Reading:
    """The paper, handed in and read."""
    return read_as(handed_in(cast, now, **more), now)


def one(reading: Reading, kind: str, number: int = 0) -> Proposal:
    return list(reading.proposals.filter(kind=kind).order_by("position"))[number]


def chosen(reading: Reading, cast: Cast, now: datetime) -> Reading:
    """The paper with a new meeting of the panel on 10 March."""
    return choose_meeting(
        reading=reading,
        version=reading.version,
        body=cast.panel,
        held_on=date(2026, 3, 10),
        by=cast.officer,
        at=now,
    )


def taken(reading: Reading, kind: str, cast: Cast, now: datetime, number: int = 0) -> Proposal:
    found = one(reading, kind, number)
    return accept(proposal=found, version=found.version, by=cast.officer, at=now)
