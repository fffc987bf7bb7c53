"""Task groups at every stage, the first of them with a report, and the reviews that asked for them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core.enums import Openness
from recommendations.enums import RecommendationKind
from recommendations.models import Recommendation
from recommendations.operations import record_route_stop
from recommendations.operations.drafting import discard_draft, draft_recommendation
from recommendations.operations.publishing import publish_whole_report
from scrutiny_portal.demo.checks import days_ago, past_due_days
from scrutiny_portal.demo.script import Script
from strategies.models import Review
from strategies.operations import (
    record_review,
)
from task_groups.enums import CoverageState, MemberRole, ScopeVerdict
from task_groups.models import Finding, Report, TaskGroup, Witness
from task_groups.operations import (
    add_officer,
    add_report,
    ask,
    convene,
    edit_scope,
    gather,
    move_group,
    name_member,
    name_witness,
    record_coverage,
    record_scope_answer,
    want_seats,
    withdraw_finding,
    write_finding,
)

REPORTED = -640
LINES = (
    "Which residents cannot use the online forms, and why?",
    "What does each council spend on answering the same question twice?",
    "How do residents learn that a form exists?",
)
WITNESSES = ("Manager of the advice centre", "Chairman of the tenants’ forum", "Librarian")
FINDINGS = (
    ("Reaching the council", "One resident in five gives up on a form before its end."),
    ("Reaching the council", "The three councils ask for the same facts in three orders."),
    ("Help in person", "Where a library helps, four forms in five are finished."),
    ("Money", "Two contracts for the same software end within a month of each other."),
)
D, C = RecommendationKind.DELIVERABLE, RecommendationKind.CONTINUING
ASKED = (
    (
        "Ask residents for each fact once",
        "That the three councils ask a resident for each fact only once.",
        D,
    ),
    ("Help at every library desk", "That somebody at every library desk can help with forms.", D),
    ("Publish how long calls wait", "That each council publishes every month how long calls waited.", D),
    ("Plain words in every letter", "That every letter is written in plain words.", C),
    ("One number to call", "That residents of the three districts can call one number.", D),
    ("Replace the planning software together", "That the planning systems are replaced in one purchase.", D),
    ("Saturday help at libraries", "That library desks help on Saturdays.", D),
    ("A list of residents without internet", "That a list is kept of residents without internet.", D),
)
OLD = (
    "Show which halls are free",
    "Let clubs book by telephone",
    "One price list",
    "Sell two halls",
    "Light every car park",
)
SMALL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Benches along the river", "benches", ()),
    ("Winter bus passes", "winter-bus-passes", ("agree_scope",)),
    ("Fly-tipping on verges", "fly-tipping", ("agree_scope", "start_gathering")),
    ("Waiting times for adaptations", "adaptations", ("agree_scope", "start_gathering", "start_drafting")),
    (
        "Bookings of sports halls",
        "sports-halls",
        ("agree_scope", "start_gathering", "start_drafting", "report", "close"),
    ),
)


def play(script: Script) -> None:
    """Take six groups to six stages; the first deep review is carried out whole."""
    _main_group(script)
    for number, (title, slug, moves) in enumerate(SMALL):
        _small_group(script, title, slug, moves, number)


def _main_group(script: Script) -> None:
    """The deep review of two years ago: members from three councils, three witnesses, a report."""
    second = past_due_days(script)[1]
    review = Review.objects.get(strategy=script.things["digital"], due_on__year=second.year)
    group = TaskGroup.objects.get(review=review)
    begin = days_ago(script, second)
    edit_scope(
        group=group,
        version=group.version,
        scope="How residents reach their councils, and who is left behind.",
        **script.officer(begin + 1),
    )
    _seat_everybody(script, group, begin + 2)
    for text in LINES:
        ask(group=group, text=text, **script.officer(begin + 3))
    witnesses = [
        name_witness(group=group, new_name=role, role_title=role, **script.officer(begin + 4))
        for role in WITNESSES
    ]
    add_officer(
        group=group,
        person=script.people["scrutiny.officer"],
        role_title="Scrutiny Officer",
        **script.officer(begin + 4),
    )
    _agree(script, group, (ScopeVerdict.AGREED, ScopeVerdict.CHANGED, ScopeVerdict.AGREED), begin + 4)
    advance(script, group, ("agree_scope", "start_gathering"), begin + 5)
    _hear(script, group, witnesses, begin + 6)
    findings = [
        write_finding(group=group, theme=theme, text=text, **script.officer(begin + 6))
        for theme, text in FINDINGS
    ]
    twice = write_finding(
        group=group, theme="Money", text="Two contracts end in one month.", **script.officer(begin + 6)
    )
    withdraw_finding(
        finding=twice,
        version=twice.version,
        reason="It says the same as another.",
        **script.officer(begin + 7),
    )
    advance(script, group, ("start_drafting",), begin + 7)
    report = script.things["report"] = add_report(
        group=group,
        title="Nobody left behind: the first deep review",
        slug="nobody-left-behind",
        author="The task group",
        summary="Residents want one way in. The councils have three.",
        dated_on=script.day(begin + 8),
        dated_precision="day",
        **script.officer(begin + 8),
    )
    script.things["recommendations"] = [
        recommend(
            script,
            report,
            title,
            text,
            kind=kind,
            prefix=f"DC{second:%y}",
            days=begin + 8,
            findings=findings[number % 4 :][:1],
        )
        for number, (title, text, kind) in enumerate(ASKED, start=1)
    ]
    publish_whole_report(report=report, **script.officer(begin + 9))
    record_review(review=review, outcome="held", held_on=script.day(begin + 9), **script.officer(begin + 10))
    _route(script, report, begin + 12)
    script.things |= {"group": group, "reported": begin + 9}


def _route(script: Script, report: Report, days: int) -> None:
    record_route_stop(
        report=report,
        body=script.bodies["joint-scrutiny"],
        planned_on=script.day(days),
        reached_on=script.day(days),
        reached_precision="day",
        decision="agreed",
        **script.officer(days),
    )
    for number, council in enumerate(script.councils):
        record_route_stop(
            report=report,
            body=script.bodies[f"scrutiny_panel.{council.slug}"],
            planned_on=script.day(days + 5),
            **script.officer(days + number),
        )


def _seat_everybody(script: Script, group: TaskGroup, days: int) -> None:
    for number, council in enumerate(script.councils):
        role = MemberRole.CHAIRMAN if number == 0 else MemberRole.MEMBER
        name_member(
            group=group,
            council=council,
            person=script.people[f"chairman.{council.slug}"],
            role=role,
            **script.officer(days),
        )
        name_member(
            group=group,
            council=council,
            person=script.people[f"councillor.{council.slug}"],
            role=MemberRole.MEMBER,
            **script.officer(days),
        )
        name_member(
            group=group,
            council=council,
            new_name=f"Reserve for {council.short_name}, {group.pk}",
            role=MemberRole.RESERVE,
            **script.officer(days),
        )


def advance(script: Script, group: TaskGroup, moves: tuple[str, ...], days: int) -> None:
    for move in moves:
        move_group(group=group, move=move, **script.officer(days))
        group.refresh_from_db()


def _agree(script: Script, group: TaskGroup, verdicts: tuple[ScopeVerdict, ...], days: int) -> None:
    for council, verdict in zip(script.councils, verdicts, strict=False):
        group.refresh_from_db()
        record_scope_answer(
            group=group,
            council=council,
            verdict=verdict,
            said_by="Overview Panel",
            said_on=script.day(days),
            words="" if verdict == ScopeVerdict.AGREED else "Look at villages too.",
            **script.officer(days),
        )


def _hear(script: Script, group: TaskGroup, witnesses: list[Witness], days: int) -> None:
    """What was asked of whom, what stays open, and what witnesses left with the group."""
    lines = list(group.lines_of_enquiry.all())
    states = (CoverageState.ASKED, CoverageState.OPEN, CoverageState.DROPPED)
    for witness in witnesses:
        for line, state in zip(lines, states, strict=True):
            asked = state == CoverageState.ASKED
            record_coverage(
                line=line,
                witness=witness,
                state=state,
                asked=line.text if asked else "",
                note="About one in five." if asked else "",
                **script.officer(days),
            )
    kept: dict[str, dict[str, Any]] = {
        "Counts of the advice centre": {
            "url": "https://example.org/counts",
            "openness": Openness.OPEN,
            "lines": lines[:1],
        },
        "A tenant’s letter": {
            "openness": Openness.EXEMPT,
            "exempt_paragraph": 1,
            "public_summary": "A letter",
        },
        "Visits": {
            "upload": SimpleUploadedFile("visits.csv", b"Month,Visits\nMay,90\n", content_type="text/csv"),
            "openness": Openness.OPEN,
        },
    }
    for title, how in kept.items():
        gather(
            group=group,
            title=title,
            origin="Handed to the group",
            owner="Manager of the advice centre",
            witness=witnesses[0],
            dated_on=script.day(days),
            **how,
            **script.officer(days),
        )


def _small_group(script: Script, title: str, slug: str, moves: tuple[str, ...], number: int) -> None:
    """A group that no review asked for, taken as far as it has got."""
    assert script.partnership is not None  # noqa: S101 - the first act made it
    days = -300 + 50 * number if "close" not in moves else -1100
    group = convene(
        partnership=script.partnership,
        title=title,
        slug=slug,
        scope=f"{title}: what works, and for whom.",
        **script.officer(days),
    )
    for council in script.councils:
        want_seats(group=group, council=council, members=2, reserves=1, **script.officer(days))
    _seat_everybody(script, group, days + 1)
    ask(group=group, text=f"{title}: who is helped, and who is not?", **script.officer(days + 2))
    answers = (ScopeVerdict.AGREED,) * 3 if moves else (ScopeVerdict.AGREED, ScopeVerdict.REFUSED)
    _agree(script, group, answers, days + 4)
    advance(script, group, tuple(move for move in moves if move not in {"report", "close"}), days + 45)
    if "report" in moves:
        report = add_report(
            group=group,
            title=f"{title}: our report",
            slug=f"{slug}-report",
            author="The task group",
            summary="Halls are booked and stand empty.",
            dated_on=script.day(days + 40),
            dated_precision="day",
            **script.officer(days + 40),
        )
        script.things["old"] = [
            recommend(
                script, report, text, f"That the councils act: {text.lower()}.", prefix="SH", days=days + 48
            )
            for text in OLD
        ]
        publish_whole_report(report=report, **script.officer(days + 50))
        group.refresh_from_db()
        advance(script, group, ("close",), days + 60)
    if moves[-1:] == ("start_drafting",):
        report = add_report(
            group=group,
            title=f"{title}: our report",
            slug=f"{slug}-report",
            author="The task group",
            **script.officer(days + 50),
        )
        for text in ("Name one officer for each case", "Count the days from the first call"):
            made = recommend(
                script, report, text, f"That the councils {text.lower()}.", prefix="AD", days=days + 51
            )
        discard_draft(
            recommendation=made,
            version=made.version,
            reason="It says the same as the first.",
            **script.officer(days + 52),
        )


def recommend(
    script: Script,
    report: Report,
    title: str,
    text: str,
    *,
    prefix: str,
    days: int,
    kind: str = D,
    findings: list[Finding] | None = None,
) -> Recommendation:
    """Draft a recommendation of a report, asked of all three councils."""
    return draft_recommendation(
        report=report,
        title=title,
        text=text,
        short_title=title[:40],
        kind=kind,
        councils=script.councils,
        prefix=prefix,
        findings=findings or [],
        openness=Openness.OPEN,
        **script.officer(days),
    )
