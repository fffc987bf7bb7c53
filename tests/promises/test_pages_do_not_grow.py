"""Every page asks the database as often with 30 of everything as with one, and at most 30 times (promise L4)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import caching, history
from councils.models import Person
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import Attendance, Correction
from notices.enums import NoticeKind, NoticeStatus
from notices.models import Notice
from recommendations.enums import ResponseStatus, SignOffDecision, Verdict, VersionStatus
from recommendations.models import (
    DateRequest,
    DueDateChange,
    Following,
    ProgressUpdate,
    ResponseDueDateChange,
    ResponseVersion,
    RouteStop,
    SignOff,
    Topic,
)
from scrutiny_portal.context_processors import NAMES, read_names
from strategies.enums import ReviewKind, StrategyStatus, TermStatus
from strategies.enums import Stage as ProjectAt
from strategies.models import (
    GlossaryTerm,
    ProjectStage,
    Review,
    Roadmap,
    RoadmapProject,
    Strategy,
    StrategyVersion,
)
from task_groups.enums import ReportStatus
from task_groups.models import Finding, LineOfEnquiry, Membership, Report, TaskGroup, Witness
from tests import factories
from tests import stage as props
from tests import stage_of_strategies as kept
from tests.cast import Cast
from tests.factories import MOMENT
from tests.promises.forms import Forms, forms
from tests.promises.walking import ACCOUNT, names, pages, signed_in
from tests.stage import Stage
from tests.stage_of_ends import more_of_ends
from tests.stage_of_programme import more_of_programme
from tests.stage_of_registers import more_of_registers

pytestmark = pytest.mark.usefixtures("on_the_day")
MOST = 30
ROLES = ["public", "councillor", "holder_south_holland", "responsible_south_holland", "officer"]
OWN = [name for name in names() if name.startswith(ACCOUNT)]


def grow(stage: Stage, cast: Cast, numbers: range) -> None:
    """Add one of everything that a list holds, for each number."""
    for number in numbers:
        more_recommendations(stage, cast, number)
        more_work(stage, cast, number)
        more_meetings(stage, cast, number)
        more_to_read(stage, cast, number)
        more_papers(stage, cast, number)
        more_kept(stage, cast, number)
        more_of_registers(cast, number)
        more_of_programme(cast, number)
        more_of_ends(stage.ends, cast, number)


def more_kept(stage: Stage, cast: Cast, number: int) -> None:
    """Versions with documents, money and feedback of one strategy, and what it replaces."""
    newest = StrategyVersion.objects.create(
        strategy=stage.strategy, number=10 + number, label=f"Version {number}", changes="More."
    )
    for version in (newest, stage.kept.newer):
        kept.document(version, cast, title=f"Annex {number}")
    kept.money(stage.strategy, cast, purpose=f"Purpose {number}")
    kept.feedback(stage.strategy, cast, subject=f"Course {number}")
    Strategy.objects.create(
        title=f"Old {number}",
        slug=f"old-{number}",
        status=StrategyStatus.SUPERSEDED,
        replaced_by=stage.strategy,
    )
    history.record(
        subject=stage.kept.money, verb="award", new="awarded", public=True, by=cast.officer, at=MOMENT
    )


def more_papers(stage: Stage, cast: Cast, number: int) -> None:
    """Papers handed in, and things found in one of them."""
    props.paper(stage.running, cast, title=f"Minutes {number}", part_of=stage.paper)
    stage.paper.proposals.create(
        position=100 + number, parent=stage.found.parent, kind="recommendation", start=0, end=5,
        fields={"text": f"That lamp {number} is lit.", "number": "", "to": ""},
        recommendation=stage.recommendation, decided_by=cast.officer, decided_at=MOMENT,
    )  # fmt: skip


def more_recommendations(stage: Stage, cast: Cast, number: int) -> None:
    known: dict[str, Any] = {"by": cast.officer, "at": MOMENT}
    one = factories.recommendation(cast, 100 + number, report=stage.report, strategy=stage.strategy)
    for role in ROLES[1:]:
        Following.objects.create(recommendation=one, user=getattr(cast, role))
    one.topics.add(Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}"))
    for council in cast.councils:
        answered = factories.response(
            one,
            council,
            cast,
            status=ResponseStatus.ANSWERED,
            verdict=Verdict.ACCEPTED,
            due_on=date(2026, 4, 1),
        )
        answer(answered, cast, 1)
        waiting = factories.recommendation(cast, 200 + 10 * number + council.position)
        factories.response(waiting, council, cast, due_on=date(2026, 4, 1) + timedelta(days=number))
        factories.part(one, council, cast, due_on=date(2026, 4, 10))
    asked = stage.responses["south-holland"]
    answer(asked, cast, 10 + number)
    ResponseDueDateChange.objects.create(
        response=asked, old=date(2026, 5, 20), new=date(2026, 5, 21), reason="Later", **known
    )
    ended = factories.recommendation(cast, 600 + number, status="closed", item=stage.held_item)
    ended.closures.create(kind="rejected", reason="No", meeting=stage.held, closed_on=date(2026, 3, 10))
    history.record(subject=asked, trail=stage.recommendation, verb="send", public=True, **known)
    body = type(cast.panel).objects.create(
        council=cast.boston, name=f"Body {number}", slug=f"body-{number}", kind="committee"
    )
    RouteStop.objects.create(report=stage.report, body=body, reached_on=date(2026, 3, 1), meeting=stage.held)


def answer(response: Any, cast: Cast, number: int) -> None:
    ResponseVersion.objects.create(
        response=response, number=number, status=VersionStatus.PUBLISHED, verdict=Verdict.ACCEPTED, words="Yes.",
        written_by=cast.holder_south_holland, written_at=MOMENT, published_at=MOMENT, decided_on=date(2026, 4, 2),
    )  # fmt: skip


def more_work(stage: Stage, cast: Cast, number: int) -> None:
    """Waiting and finished parts, and reports, evidence, decisions and moved dates of one."""
    ready = {"status": "ready", "round": 1, "submitted_at": MOMENT, "decide_by": date(2026, 4, 20)}
    part = factories.part(stage.recommendation, cast.south_holland, cast, **ready)
    props.evidence(part, cast)
    silent = factories.part(
        stage.open_work.accepted, cast.south_holland, cast, status="in_progress",
        last_update_at=MOMENT - timedelta(days=200),
    )  # fmt: skip
    asker = cast.responsible_south_holland
    DateRequest.objects.create(
        part=silent, old=silent.due_on, wanted=date(2026, 9, 30), reason="Later", by=asker, by_name=asker.name,
        by_role="Officer", at=MOMENT,
    )  # fmt: skip
    props.evidence(stage.open_work.open, cast)
    factories.part(None, cast.south_holland, cast, responsible=None, due_on=None, first_due_on=None)
    of = stage.parts["south-holland"]
    props.evidence(of, cast)
    worker, holder = cast.responsible_south_holland, cast.holder_south_holland
    update = ProgressUpdate.objects.create(part=of, text="More.", by=worker, by_name=worker.name, at=MOMENT)
    history.record(
        subject=of, trail=stage.recommendation, verb="report_progress", public=True, by=worker, at=MOMENT,
        details={"update": update.pk},
    )  # fmt: skip
    DueDateChange.objects.create(
        part=of, old=None, new=date(2026, 7, 1), reason="Later", by=worker, at=MOMENT
    )
    SignOff.objects.create(
        part=of, round=100 + number, decision=SignOffDecision.SENT_BACK, words="More", by=holder,
        by_name=holder.name, by_role="Portfolio Holder", at=MOMENT,
    )  # fmt: skip


def more_meetings(stage: Stage, cast: Cast, number: int) -> None:
    to_come = date(2026, 4, 20) + timedelta(days=number)
    factories.meeting(cast, slug=f"to-come-{number}", held_on=to_come)
    factories.meeting(cast, slug=f"held-{number}", held_on=date(2026, 1, 1), status=MeetingStatus.HELD)
    for meeting in (stage.held, stage.running):
        item = factories.item(meeting)
        props.document(meeting, cast, item=item, label=f"Appendix {number}")
        for kind in (OutcomeKind.QUESTION, OutcomeKind.ANSWER, OutcomeKind.DECISION, OutcomeKind.UNDERTAKING):
            decision = "noted" if kind == OutcomeKind.DECISION else ""
            made = factories.outcome(
                stage.held_item if meeting == stage.held else stage.running_item, kind=kind, decision=decision,
                points=["One"], councils=cast.councils, logged_by=cast.officer,
            )  # fmt: skip
        person = Person.objects.create(name=f"Person {number} {meeting.slug}")
        Attendance.objects.create(
            meeting=meeting, person=person, presence="present", on_behalf_of=cast.boston
        )
    Correction.objects.create(
        meeting=stage.held, outcome=made if made.item.meeting_id == stage.held.pk else None, old_text="Old",
        new_text="New", reason="A slip", corrected_on=date(2026, 4, 1), by=cast.officer,
    )  # fmt: skip


def more_to_read(stage: Stage, cast: Cast, number: int) -> None:
    """Strategies, projects, reviews, words, reports, who took part, notices that did not arrive."""
    strategy = Strategy.objects.create(
        partnership=cast.partnership, title=f"Strategy {number}", slug=f"strategy-{number}",
        status=StrategyStatus.ADOPTED, starts_on=date(2023, 1, 1), ends_on=date(2029, 1, 1),
    )  # fmt: skip
    roadmap, _ = Roadmap.objects.get_or_create(strategy=stage.strategy, title="Roadmap")
    project = RoadmapProject.objects.create(roadmap=roadmap, name=f"Project {number}", slug=f"p-{number}")
    for council in cast.councils:
        ProjectStage.objects.create(
            project=project, council=council, stage=ProjectAt.LIVE, as_of=date(2026, 1, 1)
        )
    Review.objects.create(
        strategy=strategy, kind=ReviewKind.CHECK, due_on=date(2026, 3, 1), why="It is due.", opened_at=MOMENT
    )
    GlossaryTerm.objects.create(
        term=f"Word {number}", slug=f"word-{number}", explanation="Means.", status=TermStatus.PUBLISHED
    )
    group = TaskGroup.objects.create(
        partnership=cast.partnership, title=f"Group {number}", slug=f"group-{number}"
    )
    Report.objects.create(
        task_group=group, title=f"Report {number}", slug=f"report-{number}", status=ReportStatus.PUBLISHED,
        dated_on=date(2026, 1, 1),
    )  # fmt: skip
    member = Person.objects.create(name=f"Member {number}")
    Membership.objects.create(task_group=stage.task_group, person=member, council=cast.boston)
    Witness.objects.create(task_group=stage.task_group, person=member, role_title="Head of ICT")
    Finding.objects.create(
        task_group=stage.task_group, theme=f"Theme {number}", position=number, text="Found."
    )
    LineOfEnquiry.objects.create(task_group=stage.task_group, position=number, text="Is it?")
    Notice.objects.create(
        key=f"lost-{number}", kind=NoticeKind.RESPONSE_DUE, recipient=cast.holder_boston, title="Lost", text="Lost",
        path="/", due_at=MOMENT, written_at=MOMENT, status=NoticeStatus.FAILED,
    )  # fmt: skip


def asked(stage: Stage, filled: Forms) -> Iterator[str]:
    yield from pages(stage, but=OWN)
    yield from {one.path for one in filled}
    yield from (
        "/search/?q=that",
        "/recommendations/?due=late&said=awaited",
        "/recommendations/?q=thing&page=2",
    )
    yield from ("/actions/?due=late", "/meetings/?council=south-holland", "/gaps/?kind=answer")


def counted(client: Client, paths: list[str]) -> dict[str, int]:
    """How often each page that this reader may open asks the database, once the names of the frame are kept.

    They are kept for longer here than on pages: a walk may take more than a minute.
    """
    caching.write(NAMES, read_names(), seconds=3600)
    found = {}
    for path in paths:
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            text = response.getvalue()
        if response.status_code == 200 and text:
            found[path] = len(queries)
    return found


def test_no_page_asks_more_often_when_there_is_more(cast: Cast, stage: Stage) -> None:
    filled = forms(stage, cast)
    readers = {role: signed_in(getattr(cast, role, None)) for role in ROLES}
    paths = sorted(set(asked(stage, filled)))
    counts: dict[int, dict[str, dict[str, int]]] = {}
    for before, number in ((0, 1), (1, 30)):
        grow(stage, cast, range(before, number))
        for client in readers.values():
            client.get("/")
        counts[number] = {role: counted(client, paths) for role, client in readers.items()}
    grown = [
        f"{role} {path}: {one} with 1 of each, {many} with 30"
        for role in ROLES
        for path, one in counts[1][role].items()
        if (many := counts[30][role][path]) > one
    ]
    assert not grown, "\n".join(grown)
    dear = [f"{role} {path}: {n}" for role in ROLES for path, n in counts[30][role].items() if n > MOST]
    assert not dear, "\n".join(dear)
    assert sum(map(len, counts[30].values())) > 100
