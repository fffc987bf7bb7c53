"""One call of every operation that writes, ready to be made on the stage."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from core.operations import add_source
from councils import operations as of_councils
from councils.enums import BodyKind, Capacity, OrganisationKind, PostKind
from councils.models import Post
from meetings import operations as of_meetings
from meetings.enums import MeetingStatus
from meetings.models import Outcome
from recommendations import operations as of_recommendations
from recommendations.enums import PartStatus
from recommendations.operations import Commitment, Receipt
from recommendations.operations.actions import note_work_gap
from recommendations.operations.log_changes import edit_entry, withdraw_entry
from recommendations.operations.topics import add_topic
from strategies import operations as of_strategies
from strategies.enums import (
    AdoptionStatus,
    Health,
    MoneySource,
    MoneyState,
    StrategyStatus,
)
from strategies.enums import (
    Stage as ProjectAt,
)
from strategies.models import Roadmap, RoadmapProject
from task_groups import operations as of_groups
from task_groups.enums import ReportStatus
from task_groups.models import Report
from tests import factories
from tests.cast import Cast, hold
from tests.promises.calls_of_agendas import agendas, papers
from tests.promises.calls_of_answers import answers_around
from tests.promises.calls_of_checks import checks
from tests.promises.calls_of_cycle import cycle
from tests.promises.calls_of_ends import ends
from tests.promises.calls_of_gaps import gaps
from tests.promises.calls_of_groups import groups
from tests.promises.calls_of_programme import programme
from tests.promises.calls_of_projects import projects
from tests.promises.calls_of_readings import readings
from tests.promises.calls_of_records import records
from tests.promises.calls_of_registers import registers
from tests.promises.calls_of_reports import reports
from tests.promises.calls_of_strategies import keeping
from tests.promises.calls_of_work import work_on_its_way
from tests.promises.forms import PDF, Forms
from tests.promises.log_moves import log_moves
from tests.stage import Stage

APPS = (
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
)
Call = Callable[[], object]
Calls = dict[str, Call]


def every_operation() -> Iterator[str]:
    """The atomic functions of every app's `operations`, exported or not, and all of notices, which run inside others'."""
    for app in APPS:
        package = importlib.import_module(f"{app}.operations")
        parts = [package]
        if hasattr(package, "__path__"):
            parts += [
                importlib.import_module(f"{package.__name__}.{found.name}")
                for found in pkgutil.iter_modules(package.__path__)
            ]
        for part in parts:
            for name, thing in vars(part).items():
                own = inspect.isfunction(thing) and thing.__module__ == part.__name__
                if own and (hasattr(thing, "__wrapped__") or app == "notices") and not name.startswith("_"):
                    yield f"{app}.{name}"


def calls(stage: Stage, cast: Cast, filled: Forms, now: datetime) -> Calls:
    """A call of each operation by the name that `every_operation` gives it. Each may be made once, in any order."""
    return {
        **core_and_councils(cast, now),
        **strategies(stage, cast, now),
        **task_groups(stage, cast, now),
        **meetings(stage, cast, filled, now),
        **agendas(stage, cast, now),
        **papers(stage, cast, now),
        **the_record(stage, cast, now),
        **log_moves(stage, cast, now),
        **readings(stage, cast, now),
        **keeping(stage, cast, now),
        **records(stage, cast, now),
        **registers(stage, cast, now),
        **programme(stage, cast, now),
        **projects(stage, cast, now),
        **answers_around(stage, cast, now),
        **checks(stage, cast, now),
        **cycle(stage, cast, now),
        **gaps(stage, cast, now),
        **groups(stage, cast, now),
        **ends(stage, cast, now),
        **reports(stage, cast, now),
        **recommendations(stage, cast, filled, now),
        **work(stage, cast, filled, now),
        **work_on_its_way(stage, cast, now),
    }


def afresh(call: Call) -> Call:
    """The call with everything it names read again: what was undone in the database is undone in memory too."""
    for cell in call.__closure__ or ():
        held = cell.cell_contents
        inner = vars(held).values() if is_dataclass(held) else [held]
        for thing in inner:
            for one in thing.values() if isinstance(thing, dict) else [thing]:
                if isinstance(one, Model):
                    one.refresh_from_db()
    return call


def core_and_councils(cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.administrator, "at": now}
    boston, person = cast.boston, cast.stranger.person
    assert person is not None
    vacant = Post.objects.create(kind=PostKind.OFFICER, title="A vacant post", council=boston)
    ending = hold(cast.stranger, vacant)
    free = Post.objects.create(kind=PostKind.OFFICER, title="A free post", council=boston)
    op = of_councils
    return {
        "core.add_source": lambda: add_source(code="s9", title="Minutes", kind="Minutes", **known),
        "councils.add_account": lambda: op.add_account(email="new@example.org", name="New", **known),
        "councils.add_person": lambda: op.add_person(name="A new person", **known),
        "councils.appoint": lambda: op.appoint(
            person=person, post=free, capacity=Capacity.HOLDER, starts_on=date(2026, 4, 1), **known
        ),
        "councils.end_appointment": lambda: op.end_appointment(
            appointment=ending, ends_on=date(2026, 4, 13), reason="Moved on", **known
        ),
        "councils.add_partnership": lambda: op.add_partnership(
            name="Another", short_name="A", slug="another", **known
        ),
        "councils.add_council": lambda: op.add_council(
            partnership=cast.partnership,
            code="NEW",
            slug="new",
            name="New",
            short_name="New",
            executive_name="Cabinet",
            **known,
        ),
        "councils.add_organisation": lambda: op.add_organisation(
            name="A firm", slug="a-firm", kind=OrganisationKind.CONSULTANT, **known
        ),
        "councils.add_body": lambda: op.add_body(
            name="A board", slug="a-board", kind=BodyKind.BOARD, council=boston, **known
        ),
        "councils.add_post": lambda: op.add_post(
            kind=PostKind.OFFICER, title="A post", council=boston, **known
        ),
    }


def strategies(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    strategy, day = stage.strategy, date(2026, 4, 1)
    roadmap = Roadmap.objects.create(strategy=strategy, title="Roadmap")
    project = RoadmapProject.objects.create(roadmap=roadmap, name="Telephony", slug="telephony")
    judged = RoadmapProject.objects.create(roadmap=roadmap, name="Goss", slug="goss", position=2)
    funding = of_strategies.add_funding(
        strategy=strategy, purpose="Review", amount=Decimal(46000), money_source=MoneySource.RESERVES,
        state=MoneyState.SPENT, **known,
    )  # fmt: skip
    kpi = of_strategies.add_kpi(strategy=strategy, name="Forms used", **known)
    op = of_strategies
    person = cast.officer.person
    assert person is not None

    return {
        "strategies.add_term": lambda: op.add_term(
            term="Cloud", slug="cloud", explanation="Rented.", **known
        ),
        "strategies.add_funding": lambda: op.add_funding(
            strategy=strategy,
            purpose="Grant",
            amount=Decimal(175000),
            money_source=MoneySource.GRANT,
            state=MoneyState.RECEIVED,
            **known,
        ),
        "strategies.add_share": lambda: op.add_share(
            funding=funding, council=cast.boston, percent=Decimal(23), **known
        ),
        "strategies.add_kpi": lambda: op.add_kpi(strategy=strategy, name="Calls", **known),
        "strategies.read_kpi": lambda: op.read_kpi(kpi=kpi, value=Decimal(5), read_on=day, **known),
        "strategies.add_project": lambda: op.add_project(
            roadmap=roadmap, name="Licences", slug="licences", **known
        ),
        "strategies.record_stage": lambda: op.record_stage(
            project=project, council=cast.boston, stage=ProjectAt.BUSINESS_CASE, as_of=day, **known
        ),
        "strategies.report_health": lambda: op.report_health(
            project=judged, health=Health.AT_RISK, words="Late.", as_of=day, person=person, **known
        ),
        "strategies.record_review": lambda: op.record_review(
            review=stage.review, outcome="held", held_on=date(2026, 3, 30), **known
        ),
        "strategies.add_strategy": lambda: op.add_strategy(
            title="New",
            slug="new",
            status=StrategyStatus.DRAFT,
            starts_on=day,
            ends_on=date(2030, 1, 1),
            **known,
        ),
        "strategies.record_adoption": lambda: op.record_adoption(
            strategy=strategy, council=cast.boston, status=AdoptionStatus.ADOPTED, decided_on=day, **known
        ),
        "strategies.rest_cadence_on": lambda: op.rest_cadence_on(
            strategy=strategy, text="Every two years", **known
        ),
        "strategies.add_roadmap": lambda: op.add_roadmap(
            strategy=strategy, title="New roadmap", starts_on=day, ends_on=date(2027, 1, 1), **known
        ),
    }


def task_groups(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    group, person = stage.task_group, cast.councillor.person
    assert person is not None
    draft = Report.objects.create(
        task_group=group, title="Draft", slug="draft", status=ReportStatus.DRAFT, dated_on=date(2026, 4, 1)
    )
    op = of_groups
    return {
        "task_groups.add_line": lambda: op.add_line(group=group, position=1, text="Is it on time?", **known),
        "task_groups.add_witness": lambda: op.add_witness(
            group=group, person=person, role_title="Head of ICT", **known
        ),
        "task_groups.add_finding": lambda: op.add_finding(
            group=group, theme="Users", position=1, text="They wait.", **known
        ),
        "task_groups.convene": lambda: op.convene(
            partnership=cast.partnership, title="New group", slug="new-group", **known
        ),
        "task_groups.want_seats": lambda: op.want_seats(
            group=group, council=cast.boston, members=2, reserves=1, **known
        ),
        "task_groups.add_member": lambda: op.add_member(
            group=group, person=person, council=cast.boston, **known
        ),
        "task_groups.add_officer": lambda: op.add_officer(
            group=group, person=person, role_title="Scrutiny Officer", **known
        ),
        "task_groups.move_group": lambda: op.move_group(group=group, move="close", **known),
        "task_groups.add_report": lambda: op.add_report(group=group, title="New", slug="new", **known),
        "task_groups.publish_report": lambda: op.publish_report(report=draft, **known),
    }


def meetings(stage: Stage, cast: Cast, filled: Forms, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    running, coming, planned = stage.running, filled.coming, filled.planned
    put_off = factories.meeting(
        cast, slug="off", status=MeetingStatus.POSTPONED, status_reason="Snow", held_on=date(2026, 5, 1)
    )
    agreed = factories.meeting(cast, slug="agreed", status=MeetingStatus.AGREED)
    held = factories.meeting(cast, slug="held", status=MeetingStatus.HELD, held_on=date(2026, 4, 2))
    op = of_meetings
    return {
        "meetings.add_item": lambda: op.add_item(meeting=running, title="New", openness="open", **known),
        "meetings.add_attendance": lambda: op.add_attendance(
            meeting=running, presence="present", person=cast.councillor.person, **known
        ),
        "meetings.plan_meeting": lambda: op.plan_meeting(
            body=cast.panel, slug="new", held_on=date(2026, 9, 9), **known
        ),
        "meetings.publish_agenda": lambda: op.publish_agenda(meeting=planned, **known),
        "meetings.start": lambda: op.start(meeting=coming, **known),
        "meetings.pause": lambda: op.pause(meeting=running, **known),
        "meetings.finish": lambda: op.finish(meeting=running, **known),
        "meetings.publish_record": lambda: op.publish_record(meeting=held, **known),
        "meetings.agree": lambda: op.agree(meeting=stage.held, at_meeting=held, **known),
        "meetings.lock": lambda: op.lock(meeting=agreed, **known),
        "meetings.postpone": lambda: op.postpone(meeting=coming, reason="Snow", **known),
        "meetings.cancel": lambda: op.cancel(meeting=coming, reason="No business", **known),
        "meetings.plan_again": lambda: op.plan_again(
            meeting=put_off, held_on=date(2026, 6, 1), starts_at=None, place="Spalding", **known
        ),
    }


def the_record(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    words: dict[str, Any] = {"text": "Who pays?", "openness": "open"}
    entry, item = stage.running_outcome, stage.running_item
    op = of_meetings
    return {
        "meetings.log_outcome": lambda: op.log_outcome(item=item, kind="question", **words, **known),
        "meetings.edit_outcome": lambda: op.edit_outcome(outcome=entry, version=1, **words, **known),
        "meetings.withdraw_outcome": lambda: op.withdraw_outcome(outcome=entry, reason="Twice", **known),
        "meetings.check_outcome": lambda: op.check_outcome(outcome=entry, **known),
        "meetings.check_entries": lambda: op.check_entries(
            meeting=stage.running, versions={entry.pk: 1}, **known
        ),
        "meetings.correct_outcome": lambda: op.correct_outcome(
            outcome=stage.outcome,
            version=1,
            text="Corrected",
            reason="A slip",
            corrected_on=date(2026, 4, 1),
            **known,
        ),
    }


def recommendations(stage: Stage, cast: Cast, filled: Forms, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    asked, alone = stage.responses["south-holland"], filled.alone
    unsent = alone.responses.get()
    receipts = [Receipt(cast.south_holland, date(2026, 4, 1))]
    draft = factories.recommendation(cast, number=63, status="draft")
    held = factories.meeting(cast, slug="to-publish", status=MeetingStatus.HELD, held_on=date(2026, 4, 3))
    op = of_recommendations
    words: dict[str, Any] = {"text": "Say who pays.", "openness": "open", "councils": [cast.boston]}

    def answer() -> object:
        return op.answer(
            response=asked, verdict="accepted", words="Yes.", version=1,
            commitments=[Commitment("We will.", cast.work_south_holland, date(2026, 12, 1))],
            by=cast.holder_south_holland, at=now,
        )  # fmt: skip

    return {
        "recommendations.make_recommendation": lambda: op.make_recommendation(
            title="New", made_by="Panel", prefix="AB26", **words, **known
        ),
        "recommendations.publish": lambda: op.publish(draft, **known),
        "recommendations.withdraw": lambda: op.withdraw(alone, reason="A mistake", **known),
        "recommendations.add_topic": lambda: add_topic(name="Training", slug="training", **known),
        "recommendations.send_report": lambda: op.send_report(
            report=stage.report, receipts=receipts, **known
        ),
        "recommendations.send_recommendation": lambda: op.send_recommendation(
            recommendation=alone, receipts=receipts, **known
        ),
        "recommendations.record_route_stop": lambda: op.record_route_stop(
            recommendation=alone, body=cast.panel, reached_on=date(2026, 4, 1), **known
        ),
        "recommendations.note_gap": lambda: op.note_gap(response=unsent, **known),
        "recommendations.save_answer_draft": lambda: op.save_answer_draft(
            response=asked, version=1, words="Perhaps", by=cast.holder_south_holland, at=now
        ),
        "recommendations.answer": answer,
        "recommendations.move_response_due_date": lambda: op.move_response_due_date(
            response=asked, new=date(2026, 6, 30), reason="Later", **known
        ),
        "recommendations.remind": lambda: op.remind(response=asked, **known),
        "recommendations.close": lambda: op.close(
            recommendation=alone,
            kind="rejected",
            reason="No",
            meeting=stage.held,
            closed_on=date(2026, 4, 1),
            **known,
        ),
        "recommendations.add_to_log": lambda: op.add_to_log(
            item=stage.running_item, kind="recommendation", **words, **known
        ),
        "recommendations.log_recommendation": lambda: op.log_recommendation(
            item=stage.running_item, **words, **known
        ),
        "recommendations.log_promise": lambda: op.log_promise(
            item=stage.running_item, kind="undertaking", **words, **known
        ),
        "recommendations.publish_meeting_record": lambda: op.publish_meeting_record(meeting=held, **known),
        **changes_of_the_log(stage, cast, now),
    }


def changes_of_the_log(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    made = of_recommendations.log_promise(
        item=stage.running_item,
        kind="request",
        text="A paper.",
        openness="open",
        councils=[cast.boston],
        **known,
    )
    entry = Outcome.objects.get(action=made)
    return {
        "recommendations.edit_entry": lambda: edit_entry(
            outcome=entry, version=1, text="A clear paper.", openness="open", councils=cast.councils, **known
        ),
        "recommendations.withdraw_entry": lambda: withdraw_entry(outcome=entry, reason="Twice", **known),
    }


def work(stage: Stage, cast: Cast, filled: Forms, now: datetime) -> Calls:
    part, ready, signed = filled.work, stage.parts["south-holland"], stage.signed
    does: dict[str, Any] = {"by": cast.responsible_south_holland, "at": now}
    signs: dict[str, Any] = {"by": cast.holder_south_holland, "at": now}
    officer: dict[str, Any] = {"by": cast.officer, "at": now}
    begun = factories.part(None, cast.south_holland, cast, status=PartStatus.NOT_STARTED)
    op = of_recommendations
    return {
        "recommendations.report_progress": lambda: op.report_progress(
            part=part, text="Ill.", kind="difficulty", **does
        ),
        "recommendations.note_work_gap": lambda: note_work_gap(part=begun, **officer),
        "recommendations.add_evidence_file": lambda: op.add_evidence_file(
            part=part, title="List", upload=SimpleUploadedFile("list.pdf", PDF), **does
        ),
        "recommendations.add_evidence_link": lambda: op.add_evidence_link(
            part=part, title="List", url="https://example.org/", **does
        ),
        "recommendations.submit": lambda: op.submit(part=part, **does),
        "recommendations.change_due_date": lambda: op.change_due_date(
            part=part, new=date(2026, 8, 1), reason="Ill", version=1, **officer
        ),
        "recommendations.assign": lambda: op.assign(
            part=part,
            responsible=cast.work_south_holland,
            portfolio=cast.portfolio_south_holland,
            due_on=None,
            version=1,
            **officer,
        ),
        "recommendations.sign_off": lambda: op.sign_off(part=ready, round=1, **signs),
        "recommendations.sign_off_with_more": lambda: op.sign_off_with_more(
            part=ready, round=1, words="Ask them.", due_on=date(2026, 8, 1), **signs
        ),
        "recommendations.send_back": lambda: op.send_back(part=ready, round=1, words="The list.", **signs),
        "recommendations.reverse_sign_off": lambda: op.reverse_sign_off(
            part=signed, reason="By mistake", **signs
        ),
    }
