"""What follows on the answers: chasing, new dates, questions from councillors, judgements, views, and old papers read."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core.enums import Openness
from meetings.models import AgendaItem, Outcome
from meetings.operations import add_paper, save_draft
from recommendations.cycle import DAYS_AFTER
from recommendations.enums import Impact, LineView, ProposalStatus, Verdict
from recommendations.models import Proposal, Recommendation, Response
from recommendations.operations.chasing import skip_step, take_step
from recommendations.operations.corrections import correct_entry
from recommendations.operations.dates import ask_new_date, grant_new_date, refuse_new_date
from recommendations.operations.ending_work import stop, supersede
from recommendations.operations.following import follow
from recommendations.operations.judging import judge, rate_impact
from recommendations.operations.promise_checks import PromiseLine, check_promise
from recommendations.operations.questions import answer_question, ask_about_update
from recommendations.operations.reading import hand_in, set_aside
from recommendations.operations.reading_decisions import accept, reject
from recommendations.operations.reading_meeting import choose_meeting
from recommendations.operations.suggestions import suggest_answer
from recommendations.operations.topics import add_topic
from recommendations.scheduling import read_waiting
from scrutiny_portal.demo.deeds import part_of
from scrutiny_portal.demo.script import Script
from strategies.enums import Judgement

PAPER = """Overview Panel
Minutes of the meeting held on 14 May 2019

Present: Councillor Panel Chairman (Chairman)

1. Mobile library
The panel asked how often the mobile library stops at Low Street.
The Librarian answered that it stops every second Tuesday.
AGREED:
(1) That the report be noted.
(2) That the Executive be recommended to keep the stop at Low Street.
"""
PAGE_WITHOUT_WORDS = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Root 1 0 R/Size 4>>\n"
    b"startxref\n170\n%%EOF\n"
)


def play(script: Script) -> None:
    """Chase, ask, judge, correct, and read papers that are older than the portal."""
    _chase(script)
    _advise(script)
    _dates(script)
    _ends(script)
    _questions(script)
    _judgements(script)
    _papers(script)
    _readings(script)


def _chase(script: Script) -> None:
    """Elvermere's answer is late by more than a year: two steps sent, one left out, the rest sent."""
    late = Response.objects.get(recommendation=script.things["recommendations"][5], council__slug="elvermere")
    assert late.due_on is not None  # noqa: S101 - it was sent, and so its clock runs
    for number, (kind, days) in enumerate(DAYS_AFTER.items()):
        at = (late.due_on - script.today).days + days + 8 * number + 3
        if number == 1:
            skip_step(
                response=late, kind=kind, reason="The holder rang to say when it comes.", **script.officer(at)
            )
        else:
            take_step(
                response=late,
                kind=kind,
                to="Portfolio Holder for Digital and Customers",
                words="Scrutiny asks again for Elvermere’s answer.",
                **script.officer(at),
            )


def _advise(script: Script) -> None:
    late = Response.objects.get(recommendation=script.things["recommendations"][5], council__slug="elvermere")
    for verdict, days in ((Verdict.NOTED, -60), (Verdict.ACCEPTED, -12)):
        suggest_answer(
            response=late,
            verdict=verdict,
            words="The purchase can be joined until spring.",
            **script.by("officer.elvermere", days),
        )


def _dates(script: Script) -> None:
    """Three requests for a new date: granted, refused, and overtaken by the work itself; one waits."""
    part = part_of(script, 5, "elvermere")
    first = ask_new_date(
        part=part,
        wanted=script.day(120),
        reason="The number is not free yet.",
        **script.by("officer.elvermere", -100),
    )
    grant_new_date(request=first, **script.by("portfolio.elvermere", -98))
    part.refresh_from_db()
    second = ask_new_date(
        part=part,
        wanted=script.day(300),
        reason="The supplier is slow.",
        **script.by("officer.elvermere", -50),
    )
    refuse_new_date(request=second, words="Spring is late enough.", **script.by("portfolio.elvermere", -48))
    other = part_of(script, 4, "elvermere")
    ask_new_date(
        part=other,
        wanted=script.day(45),
        reason="One department is still to come.",
        **script.by("officer.elvermere", -8),
    )
    ended = part_of(script, 6, "brackwater")
    ask_new_date(
        part=ended,
        wanted=script.day(200),
        reason="The market is tested first.",
        **script.by("officer.threefold", -70),
    )


def _ends(script: Script) -> None:
    """One council stops its work, another's is replaced by the work of a shared purchase."""
    stopped, replaced = part_of(script, 6, "brackwater"), part_of(script, 6, "cressholm")
    stop(
        part=stopped,
        reason="Brackwater renews its contract for a year.",
        **script.by("portfolio.brackwater", -40),
    )
    shared = part_of(script, 2, "brackwater").action
    supersede(
        part=replaced,
        replaced_by=shared,
        reason="The library project buys the software.",
        **script.officer(-35),
    )
    undone = part_of(script, 3, "cressholm")
    shown = tuple(undone.evidence.values_list("pk", flat=True))
    lines = [
        PromiseLine(text="Somebody is trained at every desk", view=LineView.MET, evidence=shown),
        PromiseLine(
            text="In villages too", view=LineView.PARTLY, note="Two villages of five.", evidence=shown[:1]
        ),
        PromiseLine(text="Until eight in the evening", view=LineView.NONE),
    ]
    check_promise(part=undone, lines=lines, version=undone.version, **script.officer(-4))


def _questions(script: Script) -> None:
    """A councillor asks about a report and is answered; another question waits."""
    update = part_of(script, 2, "brackwater").updates.earliest("pk")
    asked = ask_about_update(
        update=update, text="Does that include Saturdays?", **script.by("councillor.brackwater", -50)
    )
    answer_question(question=asked, answer="It does from next month.", **script.by("officer.brackwater", -45))
    ask_about_update(
        update=update, text="How many of them are volunteers?", **script.by("chairman.brackwater", -3)
    )


def _judgements(script: Script) -> None:
    """The continuing recommendation, judged four times; what members say of the one that was implemented."""
    plain: Recommendation = script.things["recommendations"][3]
    judged = (Judgement.NOT_ENOUGH_EVIDENCE, Judgement.OFF_TRACK, Judgement.AT_RISK, Judgement.ON_TRACK)
    for judgement, days in zip(judged, (-480, -380, -260, -118), strict=True):
        plain.refresh_from_db()
        judge(
            recommendation=plain,
            judgement=judgement,
            reason="The panel read twenty letters.",
            judged_on=script.day(days),
            every_months=6,
            version=plain.version,
            **script.officer(days),
        )
    views = zip(
        Impact,
        ("councillor.brackwater", "councillor.cressholm", "councillor.elvermere", "chairman.brackwater"),
        strict=True,
    )
    for impact, who in views:
        rate_impact(
            recommendation=script.things["recommendations"][6],
            impact=impact,
            words="As seen in my ward.",
            **script.by(who, -80),
        )
    follow(recommendation=plain, by=script.users["councillor.brackwater"])
    for name in ("Libraries", "Forms", "Telephones"):
        topic = add_topic(name=name, slug=name.lower(), **script.officer(-600))
        plain.topics.add(topic)
    logged = Outcome.objects.get(
        recommendation__openness=Openness.OPEN, item__meeting=script.things["meetings"]["agreed"]
    )
    correct_entry(
        outcome=logged,
        version=logged.version,
        text="That the van stop in every village of more than fifty homes.",
        reason="The minutes had the wrong figure.",
        corrected_on=script.day(-400),
        **script.officer(-400),
    )


def _papers(script: Script) -> None:
    """An open and an exempt paper, and words half typed in the meeting of today."""
    meeting, running = script.things["meetings"]["held"], script.things["meetings"]["running"]
    for title, openness, paragraph in (
        ("Use of the van", Openness.OPEN, None),
        ("The firm’s offer", Openness.EXEMPT, 3),
    ):
        table = SimpleUploadedFile(f"{title}.csv", b"Month,Visits\nMay,90\n", content_type="text/csv")
        add_paper(
            meeting=meeting,
            upload=table,
            title=title,
            openness=openness,
            exempt_paragraph=paragraph,
            **script.officer(-14),
        )
    item = AgendaItem.objects.filter(meeting=running).earliest("pk")
    save_draft(
        item=item,
        user=script.users["scrutiny.officer"],
        fields={"kind": "comment", "text": "Somebody also said"},
        at=script.moment(0, hour=9, minute=25),
    )


def _readings(script: Script) -> None:
    """Papers from before the portal: looked through in part, unreadable, set aside, and one of a meeting of long ago."""
    handed: dict[str, Any] = {"openness": Openness.OPEN}
    first = hand_in(title="Minutes of May 2019", text=PAPER, **handed, **script.officer(-30))
    hand_in(title="The same minutes again", text=PAPER, **handed, **script.officer(-29))
    left = hand_in(
        title="Notes of nobody",
        text=PAPER.replace("Low Street", "High Street"),
        **handed,
        **script.officer(-30),
    )
    empty = SimpleUploadedFile("scan.pdf", PAGE_WITHOUT_WORDS, content_type="application/pdf")
    hand_in(title="A page without words", upload=empty, **handed, **script.officer(-30))
    read_waiting(now=script.moment(-29, hour=11))
    left.refresh_from_db()
    set_aside(reading=left, **script.officer(-29, hour=12))
    first.refresh_from_db()
    choose_meeting(
        reading=first,
        version=first.version,
        body=script.bodies["scrutiny_panel.cressholm"],
        held_on=script.day(-2700),
        reason="The paper names no council.",
        **script.officer(-28),
    )
    found = list(Proposal.objects.filter(reading=first, status=ProposalStatus.OPEN).order_by("pk"))
    for proposal in found[:3]:
        accept(proposal=proposal, version=proposal.version, **script.officer(-28))
    for proposal in found[-1:]:
        reject(proposal=proposal, version=proposal.version, **script.officer(-28))
