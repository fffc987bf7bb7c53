"""The work that was promised: done, signed, sent back, stopped, late; how recommendations ended, and what they changed."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.enums import ClosureKind, UpdateKind
from recommendations.models import ActionPart, Recommendation
from recommendations.operations import (
    add_evidence_file,
    add_evidence_link,
    assign,
    change_due_date,
    close,
    report_progress,
    reverse_sign_off,
    send_back,
    sign_off,
    sign_off_with_more,
    submit,
)
from recommendations.operations.actions import note_work_gap
from scrutiny_portal.demo.answers import holder_of
from scrutiny_portal.demo.script import Script


def play(script: Script) -> None:
    """Report, submit and decide council by council, then close what has ended."""
    _first(script)
    _second(script)
    _others(script)
    _log_work(script)
    _endings(script)


def part_of(script: Script, number: int, council: str) -> ActionPart:
    """A council's work under one of the report's recommendations."""
    recommendation = script.things["recommendations"][number - 1]
    found: ActionPart = ActionPart.objects.filter(
        action__recommendations=recommendation, council__slug=council
    ).earliest("pk")
    return found


def _report(script: Script, part: ActionPart, days: int, text: str, **more: Any) -> None:
    report_progress(part=part, text=text, **more, **script.by(_doer(part), days))
    part.refresh_from_db()


def _doer(part: ActionPart) -> str:
    if part.responsible and part.responsible.council is None:
        return "officer.threefold"
    assert part.council is not None  # noqa: S101 - only councils' parts are worked on here
    return f"officer.{part.council.slug}"


def _submit(script: Script, part: ActionPart, days: int) -> None:
    """Show a file and a page, and say that it is done."""
    by = script.by(_doer(part), days)
    table = SimpleUploadedFile(
        "visits.csv", b"Month,Visits\nJanuary,112\nFebruary,131\n", content_type="text/csv"
    )
    add_evidence_file(part=part, title="Visits", shows="How many came each month", upload=table, **by)
    add_evidence_link(
        part=part,
        title="The page for residents",
        shows="What residents read",
        url="https://example.org/help",
        **by,
    )
    part.refresh_from_db()
    submit(part=part, **by)
    part.refresh_from_db()


def _sign(script: Script, part: ActionPart, days: int) -> None:
    assert part.council is not None  # noqa: S101 - only councils' parts are signed
    sign_off(part=part, round=part.round, **script.by(holder_of(part.council.slug, days), days))
    part.refresh_from_db()


def _first(script: Script) -> None:
    """Three councils, three ways to the same end: one asks for more, one signs, one sends back and signs later."""
    one = part_of(script, 1, "brackwater")
    _report(script, one, -600, "The first form asks once.")
    _submit(script, one, -440)
    sign_off_with_more(
        part=one,
        round=one.round,
        words="Do the same for licences.",
        due_on=script.day(40),
        **script.by("deputy.brackwater", -430),
    )
    two = part_of(script, 1, "cressholm")
    _submit(script, two, -450)
    _sign(script, two, -445)
    three = part_of(script, 1, "elvermere")
    _submit(script, three, -430)
    send_back(
        part=three,
        round=three.round,
        words="Show a month after the change.",
        **script.by("former.elvermere", -425),
    )
    three.refresh_from_db()
    _report(script, three, -300, "A whole month is counted now.")
    _submit(script, three, -190)
    _sign(script, three, -180)


def _second(script: Script) -> None:
    """Waiting for a signature, in difficulty with a moved date, and not begun though late."""
    waiting = part_of(script, 2, "brackwater")
    _report(script, waiting, -60, "Every desk has somebody trained.")
    _submit(script, waiting, -5)
    hard = part_of(script, 2, "cressholm")
    _report(script, hard, -330, "Half the desks are staffed.")
    change_due_date(
        part=hard,
        new=script.day(80),
        reason="A library is closed for repairs.",
        version=hard.version,
        **script.officer(-310),
    )
    hard.refresh_from_db()
    _report(script, hard, -25, "Two of four trained people have left.", kind=UpdateKind.DIFFICULTY)


def _others(script: Script) -> None:
    undone = part_of(script, 3, "cressholm")
    _submit(script, undone, -95)
    _sign(script, undone, -92)
    reverse_sign_off(
        part=undone,
        reason="The page showed another council’s figures.",
        **script.by("portfolio.cressholm", -60),
    )
    _report(script, part_of(script, 4, "brackwater"), -400, "Two hundred letters are rewritten.")
    for council in ("brackwater", "cressholm", "elvermere"):
        part = part_of(script, 7, council)
        _submit(script, part, -395)
        _sign(script, part, -390)


def _log_work(script: Script) -> None:
    """Promises made in meetings: one whose end no paper tells, one given to an officer."""
    parts = ActionPart.objects.filter(
        action__outcome__item__meeting=script.things["meetings"]["locked"]
    ).order_by("pk")
    note_work_gap(part=parts[0], **script.officer(-800))
    given = ActionPart.objects.filter(
        action__outcome__item__meeting=script.things["meetings"]["draft"], council=script.councils[0]
    ).order_by("pk")[0]
    assign(
        part=given,
        responsible=script.posts["second.brackwater"],
        portfolio=script.posts["holder.brackwater"],
        due_on=None,
        version=given.version,
        **script.officer(-100),
    )


def _endings(script: Script) -> None:
    """The old report's recommendations ended in every way there is; one of the new ones is implemented."""
    locked = script.things["meetings"]["locked"]
    reasons = {
        ClosureKind.IMPLEMENTED: "The halls show it on their doors and on their page.",
        ClosureKind.NOT_FEASIBLE: "The telephone system cannot take bookings.",
        ClosureKind.SUPERSEDED: "The new charges policy covers it.",
        ClosureKind.REJECTED: "No council accepted it.",
        ClosureKind.NOT_ACHIEVED: "Nine car parks of forty have lights.",
    }
    for recommendation, (kind, reason) in zip(script.things["old"], reasons.items(), strict=True):
        recommendation.refresh_from_db()
        close(
            recommendation=recommendation,
            kind=kind,
            reason=reason,
            meeting=locked,
            closed_on=locked.held_on,
            **script.officer(-890),
        )
    done: Recommendation = script.things["recommendations"][6]
    done.refresh_from_db()
    agreed = script.things["meetings"]["draft"]
    close(
        recommendation=done,
        kind=ClosureKind.IMPLEMENTED,
        reason="Three councils signed it off.",
        meeting=agreed,
        closed_on=agreed.held_on,
        **script.officer(-118),
    )
