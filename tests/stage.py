"""One thing of every kind, in the open, for tests that walk every address. Props, made directly."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from core.enums import Openness
from councils.models import Person, QuietPeriod
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Document, Meeting, Outcome, StandingItem
from recommendations.enums import EvidenceKind, PartStatus, ProposalKind, ReadingStatus, SignOffDecision
from recommendations.models import (
    ActionPart,
    Evidence,
    Proposal,
    Reading,
    Recommendation,
    Response,
    SignOff,
)
from strategies.enums import ReviewKind, StrategyStatus, TermStatus
from strategies.models import (
    Adoption,
    AnnualReview,
    GlossaryTerm,
    Kpi,
    ProjectDifficulty,
    ProjectMilestone,
    Review,
    RoadmapProject,
    Strategy,
)
from task_groups.enums import ReportStatus, TaskGroupStatus
from task_groups.models import LineOfEnquiry, Membership, Report, SeatsWanted, TaskGroup
from tests import factories
from tests.cast import Cast
from tests.factories import MOMENT
from tests.stage_of_answers import Answers, answers
from tests.stage_of_checks import checks
from tests.stage_of_cycle import recess
from tests.stage_of_ends import Ends, ends
from tests.stage_of_gaps import missing
from tests.stage_of_groups import Workspace, workspace
from tests.stage_of_programme import OnTheProgramme, programme
from tests.stage_of_projects import delivery
from tests.stage_of_registers import Registers, registers
from tests.stage_of_reports import Drafting, drafting
from tests.stage_of_strategies import Kept, keep
from tests.stage_of_work import OpenWork, open_work


@dataclass
class Stage:
    """The things that addresses name. `held` has a published record, `running` is being logged, `planned` and `put_off`
    are to come."""

    held: Meeting
    held_item: AgendaItem
    outcome: Outcome
    document: Document
    running: Meeting
    running_item: AgendaItem
    running_outcome: Outcome
    planned: Meeting
    put_off: Meeting
    standing: StandingItem
    strategy: Strategy
    kept: Kept
    review: Review
    concluded: Review
    to_judge: Review
    annual: AnnualReview
    writing: AnnualReview
    term: GlossaryTerm
    registers: Registers
    project: RoadmapProject
    milestone: ProjectMilestone
    difficulty: ProjectDifficulty
    kpi: Kpi
    task_group: TaskGroup
    deep_review: Review
    convening: TaskGroup
    seat: Membership
    line: LineOfEnquiry
    workspace: Workspace
    report: Report
    drafting: Drafting
    ends: Ends
    recommendation: Recommendation
    unsent: Recommendation
    responses: dict[str, Response]
    answers: Answers
    parts: dict[str, ActionPart]
    evidence: Evidence
    signed: ActionPart
    paper: Reading
    found: Proposal
    quiet: QuietPeriod
    gap: Adoption
    programme: OnTheProgramme
    open_work: OpenWork


def outcome(item: AgendaItem, cast: Cast, **fields: Any) -> Outcome:
    """An open question at the item, after the others."""
    defaults: dict[str, Any] = {
        "position": item.outcomes.count() + 1,
        "kind": OutcomeKind.QUESTION,
        "text": "How many residents finished the training?",
        "said_by": "Members",
        "openness": Openness.OPEN,
        "logged_by": cast.officer,
        "logged_at": MOMENT,
    }
    return Outcome.objects.create(item=item, **defaults | fields)


def document(meeting: Meeting, cast: Cast, **fields: Any) -> Document:
    """An open paper of the meeting."""
    made = Document(
        meeting=meeting, title="The report", file_name="report.pdf", content_type="application/pdf", size=9,
        sha256="0" * 64, openness=Openness.OPEN, added_by=cast.officer, added_at=MOMENT, **fields,
    )  # fmt: skip
    made.file.save("paper.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


def evidence(part: ActionPart, cast: Cast) -> Evidence:
    """A file that shows what was done."""
    made = Evidence(
        part=part, kind=EvidenceKind.FILE, title="Attendance", file_name="attendance.pdf", size=9,
        content_type="application/pdf", sha256="0" * 64, added_by=cast.responsible_south_holland, added_at=MOMENT,
    )  # fmt: skip
    made.file.save("evidence.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


PAPER_WORDS = "Street lamps\nRESOLVED that the report on street lamps be noted.\n"


def paper(meeting: Meeting, cast: Cast, **fields: Any) -> Reading:
    """A paper that was read, for this meeting, with nothing decided: an item, and a decision in it."""
    defaults: dict[str, Any] = {
        "title": "Minutes of March",
        "text": PAPER_WORDS,
        "sha256": "0" * 64,
        "openness": Openness.OPEN,
        "status": ReadingStatus.READ,
        "meeting": meeting,
        "body": meeting.body,
        "held_on": meeting.held_on,
        "added_by": cast.officer,
        "added_at": MOMENT,
        "read_at": MOMENT,
    }
    made = Reading.objects.create(**defaults | fields)
    head = Proposal.objects.create(
        reading=made, position=1, kind=ProposalKind.ITEM, fields={"title": "Street lamps", "number": "1"},
        start=0, end=len(PAPER_WORDS), place="line 1",
    )  # fmt: skip
    Proposal.objects.create(
        reading=made, position=2, parent=head, kind=ProposalKind.DECISION,
        fields={"text": "that the report on street lamps be noted.", "number": "", "word": "resolved"},
        start=22, end=len(PAPER_WORDS) - 1, place="line 2",
    )  # fmt: skip
    return made


def signed(recommendation: Recommendation, cast: Cast) -> ActionPart:
    """South Holland's part of another action, signed off."""
    part = factories.part(
        recommendation, cast.south_holland, cast, title="Share the course", status=PartStatus.SIGNED_OFF, round=1,
        submitted_at=MOMENT, submitted_by=cast.responsible_south_holland,
    )  # fmt: skip
    SignOff.objects.create(
        part=part, round=1, decision=SignOffDecision.SIGNED_OFF, by=cast.holder_south_holland,
        by_name=cast.holder_south_holland.name, by_role="Portfolio Holder, South Holland", at=MOMENT,
    )  # fmt: skip
    return part


def to_convene(strategy: Strategy, cast: Cast) -> tuple[Review, TaskGroup]:
    """A deep review that is due, with its group: seats of two councils, one of them taken, and one question."""
    review = Review.objects.create(
        strategy=strategy, kind=ReviewKind.DEEP, due_on=date(2027, 3, 31), why="Fourth year after adoption.",
        opened_at=MOMENT,
    )  # fmt: skip
    group = TaskGroup.objects.create(
        partnership=cast.partnership, strategy=strategy, review=review, title="Task group of 2027",
        slug="deep-review-2027", scope="Is the strategy making progress?",
    )  # fmt: skip
    for council in (cast.boston, cast.south_holland):
        SeatsWanted.objects.create(task_group=group, council=council)
    someone = Person.objects.create(name="I. Ingham", style="Councillor")
    Membership.objects.create(task_group=group, person=someone, council=cast.boston)
    LineOfEnquiry.objects.create(task_group=group, position=1, text="Does it reach residents?")
    return review, group


def set_stage(cast: Cast) -> Stage:
    """Put one thing of every kind on stage."""
    held = factories.meeting(
        cast, slug="2026-03-10", held_on=date(2026, 3, 10), status=MeetingStatus.DRAFT_MINUTES
    )
    running = factories.meeting(cast, status=MeetingStatus.IN_PROGRESS, started_at=MOMENT)
    held_item, running_item = factories.item(held), factories.item(running)
    planned = factories.meeting(
        cast, slug="2026-05-19", held_on=date(2026, 5, 19), status=MeetingStatus.PLANNED
    )
    put_off = factories.meeting(
        cast,
        slug="2026-05-05",
        held_on=date(2026, 5, 5),
        status=MeetingStatus.POSTPONED,
        status_reason="Snow.",
    )
    strategy = Strategy.objects.create(
        partnership=cast.partnership, title="Digital Strategy", slug="digital", status=StrategyStatus.ADOPTED,
        starts_on=date(2023, 1, 1), ends_on=date(2029, 12, 31), anchor_on=date(2023, 3, 1), deep_every_years=2,
        check_every_years=1, due_month=3, due_day=31,
    )  # fmt: skip
    review = Review.objects.create(
        strategy=strategy,
        kind=ReviewKind.CHECK,
        due_on=date(2026, 3, 31),
        why="Third year after adoption.",
        opened_at=MOMENT,
    )
    group = TaskGroup.objects.create(
        partnership=cast.partnership,
        strategy=strategy,
        title="Task group",
        slug="task-group",
        status=TaskGroupStatus.REPORTED,
    )
    deep_review, convening = to_convene(strategy, cast)
    report = Report.objects.create(
        task_group=group, title="Report of the task group", slug="the-report", status=ReportStatus.PUBLISHED,
        dated_on=date(2026, 3, 1),
    )  # fmt: skip
    recommendation = factories.recommendation(cast, report=report, strategy=strategy)
    unsent = factories.recommendation(cast, number=2, report=report, strategy=strategy)
    for council in cast.councils:
        factories.response(
            unsent, council, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
        )
    responses = {c.slug: factories.response(recommendation, c, cast) for c in cast.councils}
    ready = {"status": PartStatus.READY, "round": 1, "submitted_at": MOMENT}
    parts = {
        c.slug: factories.part(
            recommendation,
            c,
            cast,
            title=f"Run the training in {c.short_name}",
            submitted_by=responsible(cast, c.slug),
            **ready,
        )
        for c in cast.councils
    }
    kept = paper(running, cast)
    delivered = delivery(cast)
    return Stage(
        paper=kept,
        found=kept.proposals.get(kind=ProposalKind.DECISION),
        quiet=recess(cast),
        gap=missing(strategy, cast),
        programme=programme(cast),
        open_work=open_work(cast),
        held=held,
        held_item=held_item,
        outcome=outcome(held_item, cast),
        document=document(held, cast),
        running=running,
        running_item=running_item,
        running_outcome=outcome(running_item, cast),
        planned=planned,
        put_off=put_off,
        standing=StandingItem.objects.create(body=cast.panel, position=1, title="Minutes", kind="minutes"),
        strategy=strategy,
        kept=keep(strategy, cast),
        registers=registers(cast),
        review=review,
        term=GlossaryTerm.objects.create(
            term="Channel shift",
            slug="channel-shift",
            explanation="Moving people from letters to online forms.",
            status=TermStatus.PUBLISHED,
        ),
        task_group=group,
        deep_review=deep_review,
        convening=convening,
        seat=convening.memberships.get(),
        line=convening.lines_of_enquiry.get(),
        workspace=workspace(convening, cast),
        report=report,
        drafting=drafting(report, cast),
        ends=ends(held, parts["south-holland"], cast),
        recommendation=recommendation,
        unsent=unsent,
        responses=responses,
        answers=answers(cast),
        parts=parts,
        evidence=evidence(parts["south-holland"], cast),
        signed=signed(recommendation, cast),
        **delivered,
        **checks(delivered["project"], cast),
    )


def responsible(cast: Cast, slug: str) -> Any:
    """The responsible officer of one of the three councils."""
    return getattr(cast, f"responsible_{slug.replace('-', '_')}")
