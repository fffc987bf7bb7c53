"""One call of every operation on a paper that is read in, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.minutes.found import Found
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.operations import reading as op
from recommendations.operations import reading_decisions as decisions
from recommendations.operations.reading_meeting import choose_meeting
from recommendations.operations.reading_work import claim_reading, give_up, keep_found
from tests.cast import Cast
from tests.recommendations.papers import found_in_paper
from tests.stage import Stage, paper

Calls = dict[str, Callable[[], object]]


def readings(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    one, found = stage.paper, stage.found
    aside = paper(stage.running, cast, status=ReadingStatus.SET_ASIDE)
    decided, unread = paper(stage.running, cast), paper(stage.running, cast, status=ReadingStatus.WAITING)
    decided.proposals.update(status=ProposalStatus.REJECTED)
    began: dict[str, Any] = {"status": ReadingStatus.BEING_READ, "claimed_at": now, "read_at": None}
    being_read, stuck = (paper(stage.running, cast, **began) for _ in range(2))
    being_read.proposals.all().delete()
    looks_alike = one.proposals.create(
        position=33, parent=found.parent, kind=ProposalKind.RECOMMENDATION, start=0, end=1,
        fields={"text": "That lamps are lit.", "number": "", "to": ""}, recommendation=stage.recommendation,
    )  # fmt: skip
    rejected = one.proposals.create(
        position=34, kind=ProposalKind.ITEM, start=0, end=1, fields={"title": "Bins", "number": ""},
        status=ProposalStatus.REJECTED, decided_by=cast.officer,
    )  # fmt: skip
    read: tuple[Found, ...] = (found_in_paper(), found_in_paper())
    return {
        "recommendations.hand_in": lambda: op.hand_in(
            upload=SimpleUploadedFile("minutes.txt", b"Minutes of March"), openness="open", **known
        ),
        "recommendations.set_aside": lambda: op.set_aside(reading=one, **known),
        "recommendations.take_up_again": lambda: op.take_up_again(reading=aside, **known),
        "recommendations.finish_reading": lambda: op.finish_reading(reading=decided, **known),
        "recommendations.choose_meeting": lambda: choose_meeting(
            reading=one, version=1, body=cast.panel, held_on=date(2026, 3, 12), **known
        ),
        "recommendations.accept": lambda: decisions.accept(proposal=found, version=1, **known),
        "recommendations.accept_all": lambda: decisions.accept_all(
            reading=one, versions={found.pk: 1}, **known
        ),
        "recommendations.reject": lambda: decisions.reject(proposal=found, version=1, **known),
        "recommendations.match_recommendation": lambda: decisions.match_recommendation(
            proposal=looks_alike, version=1, **known
        ),
        "recommendations.reopen": lambda: decisions.reopen(proposal=rejected, version=1, **known),
        "recommendations.claim_reading": lambda: claim_reading(reading=unread, at=now),
        "recommendations.keep_found": lambda: keep_found(
            reading=being_read, text="Other words", found=read, place=lambda _: "line 1", pages=0, at=now
        ),
        "recommendations.give_up": lambda: give_up(reading=stuck, sentence="It is locked.", at=now),
    }
