"""Rare words in everything that is exempt, drafted or half typed, and who may read each (promise X1).

A word stands in one place only, so that a word found tells where it got out. `shells` makes what anyone may know of
(neutral titles); `plant` adds the rest, of which nobody else may notice anything at all.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse

from core import history
from core.enums import Openness
from councils.models import User
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Correction, Document, Meeting, Outcome, OutcomeDraft
from recommendations.enums import (
    ClosureKind,
    EvidenceKind,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
    SignOffDecision,
    UpdateKind,
    Verdict,
    VersionStatus,
)
from recommendations.models import (
    Action,
    ActionPart,
    Closure,
    DueDateChange,
    Evidence,
    ProgressUpdate,
    Recommendation,
    Response,
    ResponseVersion,
    RouteStop,
    SignOff,
    Topic,
    WordingCorrection,
)
from strategies.enums import StrategyStatus, TermStatus
from strategies.models import GlossaryTerm, ProjectDifficulty, Strategy
from task_groups.enums import ReportStatus
from task_groups.models import Report
from tests import factories
from tests.architecture.routes import roles
from tests.cast import Cast
from tests.factories import MOMENT
from tests.promises.planting_of_ends import plant_ends
from tests.promises.planting_of_groups import plant_groups
from tests.promises.planting_of_programme import plant_programme
from tests.promises.planting_of_readings import plant_readings
from tests.promises.planting_of_registers import plant_registers
from tests.promises.planting_of_strategies import plant_strategies
from tests.promises.planting_of_work import plant_open_work
from tests.stage import Stage, document

OFFICERS = frozenset({"officer", "second officer"})
OF_THE_BODY = OFFICERS | {"councillor"}
ASKED = OF_THE_BODY | {"holder"}
OF_A_REPORT = ("report-word", "report-pdf", "report-print", "edit-report", "publish-report", "draft", "route")
KEEPERS = frozenset({"administrator"})
WORKING = OFFICERS | {"holder", "responsible"}
MEMBERS = WORKING | {"councillor", "councillor elsewhere"}


def everyone(cast: Cast) -> dict[str, User | None]:
    """Every kind of reader, those who are entitled to something and those who are not."""
    return roles(cast) | {
        "responsible elsewhere": cast.responsible_east_lindsey,
        "second officer": cast.second_officer,
    }


@dataclass
class Planted:
    """Each rare word with the readers who may find it, and the address of every planted thing."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    seldom: set[str] = field(default_factory=set)
    paths: list[str] = field(default_factory=list)

    def word(self, place: str, readers: frozenset[str], *, seldom: bool = False) -> str:
        """A word that stands nowhere else; `place` says where. `seldom`: no page need show it to those who may see it."""
        rare = f"zq{place.replace(' ', '')}vx"
        assert rare not in self.readers, place
        self.readers[rare] = readers
        self.seldom |= {rare} if seldom else set()
        return rare

    def hidden_from(self, role: str) -> list[str]:
        return [word for word, readers in self.readers.items() if role not in readers]

    def shown_to(self, role: str) -> set[str]:
        return {word for word, readers in self.readers.items() if role in readers} - self.seldom


@dataclass
class Shells:
    """What anyone may know of exempt matter: that it was there, with a neutral title, and by which paragraph."""

    item: AgendaItem
    running_item: AgendaItem
    passage: Outcome
    papers: dict[str, Document]


def shells(stage: Stage, cast: Cast) -> Shells:
    Recommendation.objects.filter(pk=stage.unsent.pk).update(strategy=None)
    item = factories.item(
        stage.held,
        title="Not written yet",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_title="A contract",
        public_summary="The price of a contract.",
    )
    # Open items that name the exempt one: what they follow up, and what they were carried over from.
    factories.item(stage.running, title="What came of it", follows_up=item)
    factories.item(stage.running, title="What was left over", carried_from=item)
    return Shells(
        item,
        factories.item(
            stage.running, title="Not written yet", openness=Openness.EXEMPT, public_title="A person"
        ),
        factories.outcome(
            stage.held_item,
            text="Not written yet",
            openness=Openness.EXEMPT,
            exempt_paragraph=3,
            public_summary="What a bidder offered.",
        ),
        {
            name: exempt_paper(stage, cast, of)
            for name, of in (("item", item), ("open item", stage.held_item), ("meeting", None))
        },
    )


def exempt_paper(stage: Stage, cast: Cast, item: AgendaItem | None) -> Document:
    """A paper of which anyone may know that there is one, where its item is open."""
    paper = document(stage.held, cast, item=item)
    paper.openness = Openness.EXEMPT
    paper.save()
    return paper


def plant(stage: Stage, cast: Cast, neutral: Shells) -> Planted:
    """Put a rare word into everything that not everyone may read."""
    planted = Planted()
    plant_items(planted, stage, cast, neutral)
    plant_papers(planted, stage, cast, neutral)
    recommendation = plant_recommendations(planted, stage, cast, neutral)
    plant_answers(planted, cast, recommendation)
    plant_work(planted, stage, cast, recommendation)
    plant_drafts(planted, stage, cast, neutral)
    plant_readings(planted, stage, cast, OFFICERS)
    plant_registers(planted, cast, OFFICERS)
    plant_programme(planted, neutral.item, cast, OFFICERS)
    plant_difficulties(planted, stage, cast)
    plant_strategies(planted, stage, cast)
    plant_groups(planted, stage, cast)
    assert len(planted.readers) > 60
    return planted


def plant_items(planted: Planted, stage: Stage, cast: Cast, neutral: Shells) -> None:
    """Titles, introductions, entries, passages, sub-points, corrections."""
    for name, item in (("held", neutral.item), ("running", neutral.running_item)):
        AgendaItem.objects.filter(pk=item.pk).update(
            title=planted.word(f"{name} title", OF_THE_BODY),
            introduction=planted.word(f"{name} introduction", OF_THE_BODY),
            presenter=planted.word(f"{name} presenter", OF_THE_BODY),
        )
        item.refresh_from_db()
    Outcome.objects.filter(pk=neutral.passage.pk).update(
        text=planted.word("passage", OF_THE_BODY), said_by=planted.word("passage speaker", OF_THE_BODY)
    )
    decided = factories.outcome(
        neutral.item,
        kind=OutcomeKind.DECISION,
        decision="agreed",
        text=planted.word("decision", OF_THE_BODY),
        vote=planted.word("vote", OF_THE_BODY),
        openness=Openness.EXEMPT,
    )
    # Marked open by mistake: its item is exempt, so it is exempt as well.
    factories.outcome(
        neutral.item,
        text=planted.word("open entry of exempt item", OF_THE_BODY),
        points=[planted.word("point", OF_THE_BODY)],
    )
    Correction.objects.create(
        meeting=stage.held,
        outcome=decided,
        old_text=planted.word("old words", OF_THE_BODY),
        new_text=decided.text,
        reason=planted.word("why corrected", OF_THE_BODY),
        corrected_on=date(2026, 3, 20),
        by=cast.officer,
    )
    history.record(
        subject=decided,
        trail=stage.held,
        verb="edit",
        by=cast.officer,
        at=MOMENT,
        reason=planted.word("history reason", OFFICERS),
        details={"text": planted.word("history details", OFFICERS)},
    )
    planted.paths += [reverse("recommendations:outcome", args=[decided.pk])]


def plant_papers(planted: Planted, stage: Stage, cast: Cast, neutral: Shells) -> None:
    """Names and titles of exempt papers: of an exempt item, of an open item, of the meeting."""
    for name, paper in neutral.papers.items():
        paper.label = planted.word(f"{name} label", OF_THE_BODY)
        paper.title = planted.word(f"{name} paper", OF_THE_BODY)
        paper.file_name = f"{planted.word(f'{name} file', OF_THE_BODY)}.pdf"
        paper.size = 12_345_678
        content = planted.word(f"{name} content", OF_THE_BODY).encode()
        paper.file.save("paper.pdf", ContentFile(content), save=True)
        planted.paths.append(reverse("meetings:document", args=[paper.pk]))


def plant_recommendations(
    planted: Planted, stage: Stage, cast: Cast, neutral: Shells
) -> dict[str, Recommendation]:
    """An exempt one, one whose item alone is exempt, and one that ended. South Holland alone is asked."""
    topic = Topic.objects.create(name=planted.word("topic", ASKED | KEEPERS), slug="secret-topic")
    made: dict[str, Recommendation] = {}
    for number, name in enumerate(("exempt", "of exempt item", "closed"), start=71):
        made[name] = factories.recommendation(
            cast,
            number,
            title=planted.word(f"{name} rec", ASKED),
            short_title=planted.word(f"{name} short", ASKED, seldom=True),
            text=planted.word(f"{name} rec words", ASKED),
            addressed_to=planted.word(f"{name} addressee", ASKED),
            made_by=planted.word(f"{name} maker", ASKED),
            item=neutral.item,
            report=stage.report,
            openness=Openness.OPEN if name == "of exempt item" else Openness.EXEMPT,
            public_title="A contract",
            strategy=stage.strategy,
            made_on=date(2026, 4, 10) if name == "exempt" else date(2026, 2, 1),
            next_due_on=date(2026, 4, 20),
        )
        made[name].topics.add(topic)
        planted.paths.append(made[name].get_absolute_url())
    closed = made["closed"]
    Recommendation.objects.filter(pk=closed.pk).update(status=RecommendationStatus.CLOSED)
    closed.refresh_from_db()
    Closure.objects.create(
        recommendation=closed,
        kind=ClosureKind.REJECTED,
        reason=planted.word("closure", ASKED),
        meeting=stage.held,
        closed_on=date(2026, 4, 1),
    )
    WordingCorrection.objects.create(
        recommendation=closed,
        old_text=planted.word("frozen words", ASKED),
        new_text="Words",
        reason=planted.word("why reworded", ASKED),
        corrected_on=date(2026, 4, 1),
        by=cast.officer,
    )
    RouteStop.objects.create(
        recommendation=made["exempt"],
        body=cast.south_holland_cabinet,
        reached_on=date(2026, 3, 21),
        note=planted.word("route", ASKED),
    )
    return made


def plant_answers(planted: Planted, cast: Cast, made: dict[str, Recommendation]) -> None:
    """South Holland's published answer, its draft of a new one, and a draft answer to an open recommendation."""
    for name, one in made.items():
        response = factories.response(one, cast.south_holland, cast)
        planted.paths += [response.get_absolute_url()]
        if name != "exempt":
            continue
        Response.objects.filter(pk=response.pk).update(
            status=ResponseStatus.ANSWERED, verdict=Verdict.REJECTED, answered_on=date(2026, 4, 12)
        )
        version(
            response,
            1,
            cast,
            status=VersionStatus.PUBLISHED,
            published_at=MOMENT,
            decided_on=date(2026, 4, 12),
            words=planted.word("answer", ASKED),
            reasons=planted.word("reasons", ASKED),
            decided_by=planted.word("decider", ASKED),
        )
        version(
            response, 2, cast, words=planted.word("exempt draft answer", frozenset({"holder"})), reasons=""
        )
        response.refresh_from_db()


def version(response: Response, number: int, cast: Cast, **fields: Any) -> ResponseVersion:
    defaults = {"verdict": Verdict.REJECTED, "written_by": cast.holder_south_holland, "written_at": MOMENT}
    return ResponseVersion.objects.create(response=response, number=number, **defaults | fields)


def plant_work(planted: Planted, stage: Stage, cast: Cast, made: dict[str, Recommendation]) -> None:
    """Exempt work with all that was reported on it, and what is told of open work to those who question it."""
    part = factories.part(
        made["exempt"],
        cast.south_holland,
        cast,
        title=planted.word("action", WORKING),
        openness=Openness.EXEMPT,
        status=PartStatus.READY,
        round=2,
        submitted_at=MOMENT,
        submitted_by=cast.responsible_south_holland,
        decide_by=date(2026, 4, 20),
        due_on=date(2026, 4, 1),
        owner_words="",
    )
    plant_on_part(planted, part, cast, name="", readers=WORKING)
    DueDateChange.objects.create(
        part=part, old=date(2026, 6, 30), new=date(2026, 4, 1), by=cast.officer, at=MOMENT,
        reason=planted.word("why moved", OFFICERS | {"holder"}),
    )  # fmt: skip
    SignOff.objects.create(
        part=part, round=1, decision=SignOffDecision.SENT_BACK, words=planted.word("sent back", WORKING),
        by=cast.holder_south_holland, by_name=cast.holder_south_holland.name, by_role="Holder", at=MOMENT,
    )  # fmt: skip
    serving_both = factories.part(
        made["exempt"], cast.south_holland, cast, title=planted.word("shared action", WORKING | OF_THE_BODY)
    )
    serving_both.action.recommendations.add(stage.recommendation)
    undertaken = factories.outcome(
        made["exempt"].item or stage.held_item,
        kind=OutcomeKind.UNDERTAKING,
        text=planted.word("undertaking", OF_THE_BODY),
        owner=planted.word("owner", OF_THE_BODY),
        due_words=planted.word("due words", OF_THE_BODY),
    )
    promised = Action.objects.create(
        title=planted.word("promised action", WORKING), outcome=undertaken, openness=Openness.OPEN, created_at=MOMENT
    )  # fmt: skip
    follow_up = ActionPart.objects.create(
        action=promised,
        council=cast.south_holland,
        responsible=cast.work_south_holland,
        portfolio=cast.portfolio_south_holland,
    )
    # Open work: its difficulty and its evidence are for those who work on it and for councillors.
    plant_on_part(planted, stage.parts["south-holland"], cast, name="open ", readers=MEMBERS)
    plant_open_work(planted, stage, cast, made["exempt"], working=WORKING, members=MEMBERS)
    plant_ends(planted, stage, cast, made, part, asked=ASKED, working=WORKING, members=MEMBERS)
    planted.paths += [reverse("recommendations:outcome", args=[undertaken.pk])]
    planted.paths += [one.get_absolute_url() for one in (part, serving_both, follow_up)] + of_part(part)


def of_part(part: ActionPart) -> list[str]:
    names = ("update", "evidence", "submit", "sign-off", "reverse", "assign", "move-date")
    files = [
        reverse("recommendations:evidence-file", args=[part.pk, one.pk])
        for one in part.evidence.filter(kind=EvidenceKind.FILE)
    ]
    return [reverse(f"recommendations:{name}", args=[part.pk]) for name in names] + files


def plant_on_part(
    planted: Planted, part: ActionPart, cast: Cast, *, name: str, readers: frozenset[str]
) -> None:
    """Reports and evidence. Progress of open work is public, so no rare word stands there."""
    known: dict[str, Any] = {"by": cast.responsible_south_holland, "at": MOMENT}
    for kind in UpdateKind if not name else [UpdateKind.DIFFICULTY]:
        update = ProgressUpdate.objects.create(
            part=part, kind=kind, text=planted.word(f"{name}{kind}", readers), by_name="Officer", **known
        )
        history.record(
            subject=part,
            trail=part.action.recommendations.order_by("pk").first() or part,
            verb=f"report_{kind}",
            details={"update": update.pk},
            public=kind == UpdateKind.PROGRESS,
            **known,
        )
    evidence = Evidence(
        part=part,
        kind=EvidenceKind.FILE,
        title=planted.word(f"{name}evidence", readers),
        shows=planted.word(f"{name}shows", readers),
        file_name=f"{planted.word(f'{name}evidence file', readers)}.pdf",
        content_type="application/pdf",
        size=9,
        sha256="2" * 64,
        added_by=cast.responsible_south_holland,
        added_at=MOMENT,
    )
    content = planted.word(f"{name}evidence content", readers).encode()
    evidence.file.save("evidence.pdf", ContentFile(content), save=True)
    planted.paths.append(reverse("recommendations:evidence-file", args=[part.pk, evidence.pk]))


def plant_drafts(planted: Planted, stage: Stage, cast: Cast, neutral: Shells) -> None:
    """What is not published yet: entries of a running log, half-typed words, drafts, a meeting being planned."""
    factories.outcome(stage.running_item, text=planted.word("unpublished entry", OFFICERS))
    factories.outcome(stage.held_item, text=planted.word("withdrawn entry", frozenset()), withdrawn_at=MOMENT)
    OutcomeDraft.objects.create(
        item=stage.running_item,
        user=cast.officer,
        saved_at=MOMENT,
        fields={"kind": "question", "text": planted.word("half typed", frozenset({"officer"}))},
    )
    version(
        stage.responses["south-holland"],
        1,
        cast,
        words=planted.word("draft answer", frozenset({"holder"})),
        verdict=Verdict.NOTED,
        draft_commitments=[
            {
                "title": planted.word("draft promise", frozenset({"holder"})),
                "responsible": None,
                "due_on": None,
            }
        ],
    )
    draft = factories.recommendation(
        cast,
        81,
        status=RecommendationStatus.DRAFT,
        title=planted.word("draft rec", OFFICERS),
        text=planted.word("draft rec words", OFFICERS),
        strategy=stage.strategy,
        item=stage.running_item,
        made_on=date(2026, 4, 14),
    )
    response = factories.response(
        draft, cast.boston, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
    )
    report = Report.objects.create(
        task_group=stage.task_group,
        title=planted.word("draft report", OFFICERS),
        slug="a-draft-report",
        status=ReportStatus.DRAFT,
        summary=planted.word("draft summary", OFFICERS),
    )
    RouteStop.objects.create(report=report, body=cast.panel, note=planted.word("route of a draft", OFFICERS))
    in_it = factories.recommendation(
        cast,
        82,
        status=RecommendationStatus.DRAFT,
        title=planted.word("draft in report", OFFICERS),
        text=planted.word("draft in report words", OFFICERS),
        report=report,
    )
    strategy = Strategy.objects.create(
        partnership=cast.partnership,
        title=planted.word("draft strategy", OFFICERS),
        slug="a-draft-strategy",
        status=StrategyStatus.DRAFT,
    )
    AgendaItem.objects.filter(pk=stage.held_item.pk).update(report=report, strategy=strategy)
    Recommendation.objects.filter(pk=stage.unsent.pk).update(strategy=strategy)
    Strategy.objects.filter(pk=stage.strategy.pk).update(replaced_by=strategy)
    term = GlossaryTerm.objects.create(
        term=planted.word("draft term", OFFICERS | KEEPERS), slug="a-draft-term", explanation="", status=TermStatus.DRAFT
    )  # fmt: skip
    planned = factories.meeting(
        cast,
        slug="2026-05-26",
        held_on=date(2026, 5, 26),
        status=MeetingStatus.PLANNED,
        place=planted.word("planned place", OFFICERS),
    )
    planned_item = factories.item(planned, title=planted.word("planned item", OFFICERS))
    paper = planned_paper(planted, planned, planned_item, cast)
    planted.paths += [
        draft.get_absolute_url(),
        response.get_absolute_url(),
        report.get_absolute_url(),
        reverse("recommendations:send-report", args=[report.slug]),
        *(reverse(f"recommendations:{name}", args=[report.slug]) for name in OF_A_REPORT),
        *(reverse(f"recommendations:{name}-draft", args=[in_it.reference]) for name in ("edit", "discard")),
        strategy.get_absolute_url(),
        term.get_absolute_url(),
        planned.get_absolute_url(),
        reverse("recommendations:log", args=planned.path),
        reverse("recommendations:publish", args=planned.path),
        reverse("recommendations:log-item", args=[*planned.path, planned_item.pk]),
        reverse("recommendations:log-item", args=[*stage.running.path, neutral.running_item.pk]),
        reverse("meetings:document", args=[paper.pk]),
        stage.running.get_absolute_url(),
    ]


def plant_difficulties(planted: Planted, stage: Stage, cast: Cast) -> None:
    """What is told of a project's difficulties, and what came of one: for those who work on it and for councillors."""
    person = cast.responsible_south_holland.person
    known: dict[str, Any] = {"project": stage.project, "by": person, "told_at": MOMENT}
    readers = MEMBERS | {"holder elsewhere", "responsible elsewhere"}
    ProjectDifficulty.objects.create(words=planted.word("difficulty of project", readers), **known)
    ProjectDifficulty.objects.create(
        words=planted.word("settled difficulty", readers), settled_on=date(2026, 4, 10),
        settled_words=planted.word("what came of it", readers), **known,
    )  # fmt: skip


def planned_paper(planted: Planted, planned: Meeting, item: AgendaItem, cast: Cast) -> Document:
    """An open paper of a meeting whose agenda is not published."""
    paper = Document(
        meeting=planned,
        item=item,
        title=planted.word("planned paper", OFFICERS),
        file_name="paper.pdf",
        content_type="application/pdf",
        size=9,
        sha256="3" * 64,
        openness=Openness.OPEN,
        added_by=cast.officer,
        added_at=MOMENT,
    )
    paper.file.save("p.pdf", ContentFile(planted.word("planned content", OFFICERS).encode()), save=True)
    return paper
