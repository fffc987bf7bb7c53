"""Strategies in every status, the roadmap and what is delivered of it, money, measures, words and registers."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from core.enums import Openness
from scrutiny_portal.demo.script import Script
from strategies.enums import (
    AdoptionStatus,
    BusinessCase,
    CaseDecision,
    Health,
    Stage,
    StrategyStatus,
)
from strategies.models import RoadmapProject, Strategy
from strategies.operations import (
    add_document,
    add_milestone,
    add_project,
    add_roadmap,
    add_strategy,
    add_version,
    change_milestone,
    decide_case,
    move_case,
    move_strategy,
    record_adoption,
    record_stage,
    report_health,
    rest_cadence_on,
    settle_difficulty,
    tell_difficulty,
)

ADOPTED = -1510
LAST_DUE = -45
PROJECTS = (
    ("One telephone system", "telephones", BusinessCase.NONE, Health.ON_TRACK),
    ("Forms that fill themselves", "forms", BusinessCase.IN_PREPARATION, Health.AT_RISK),
    ("Shared planning software", "planning", BusinessCase.SUBMITTED, Health.OFF_TRACK),
    ("Help at the library desk", "library-help", BusinessCase.APPROVED, Health.ON_TRACK),
)


def yearly_due(script: Script) -> tuple[int, int]:
    """Month and day on which reviews are due: some weeks ago, so that the newest one has just lapsed."""
    last = script.day(LAST_DUE)
    return last.month, min(last.day, 28)


def play(script: Script) -> None:
    """Write four strategies down, and deliver part of one."""
    digital = _digital(script)
    _others(script, digital)
    _projects(script, digital)


def anchor(script: Script) -> date:
    month, day = yearly_due(script)
    return date(script.day(LAST_DUE).year - 4, month, day) - timedelta(days=10)


def _digital(script: Script) -> Strategy:
    month, day = yearly_due(script)
    strategy = add_strategy(
        title="Digital and Customer Strategy",
        slug="digital-and-customer",
        status=StrategyStatus.DRAFT,
        starts_on=anchor(script),
        ends_on=date(script.today.year + 3, 12, 31),
        partnership=script.partnership,
        reference_prefix="DC",
        deep_every_years=2,
        check_every_years=1,
        due_month=month,
        due_day=day,
        summary="How residents of the three districts reach their councils, and how the councils work behind it.",
        **script.officer(ADOPTED),
    )
    move_strategy(
        strategy=strategy,
        move="send_to_scrutiny",
        moved_on=script.day(ADOPTED + 5),
        **script.officer(ADOPTED + 5),
    )
    statuses = (AdoptionStatus.ADOPTED, AdoptionStatus.ADOPTED, AdoptionStatus.ADOPTED)
    for council, status in zip(script.councils, statuses, strict=True):
        record_adoption(
            strategy=strategy,
            council=council,
            status=status,
            decided_on=anchor(script),
            decision="The strategy is adopted.",
            **script.officer(ADOPTED + 60),
        )
    move_strategy(
        strategy=strategy, move="adopt", moved_on=script.day(ADOPTED + 60), **script.officer(ADOPTED + 60)
    )
    rest_cadence_on(
        strategy=strategy,
        text="Look in depth every second year, and lightly in the year between.",
        word="agreed",
        body=script.bodies["joint-scrutiny"],
        decided_on=anchor(script),
        **script.officer(ADOPTED + 61),
    )
    for label, changes, days in (
        ("1.0", "", ADOPTED + 1),
        ("1.1", "A chapter on help in person was added.", -300),
    ):
        version = add_version(
            strategy=strategy,
            label=label,
            dated_on=script.day(days),
            dated_precision="day",
            changes=changes,
            text="Every resident can choose how to reach the council.\nNobody is left without help.",
            **script.officer(days),
        )
    for title, openness, paragraph in (
        ("The strategy", Openness.OPEN, None),
        ("What it costs", Openness.EXEMPT, 3),
    ):
        table = SimpleUploadedFile(f"{title}.csv", b"Chapter,Pages\nOne,4\n", content_type="text/csv")
        add_document(
            of_version=version,
            upload=table,
            title=title,
            openness=openness,
            exempt_paragraph=paragraph,
            **script.officer(-299),
        )
    script.things["digital"] = strategy
    return strategy


def _others(script: Script, digital: Strategy) -> None:
    """One that was superseded, one under scrutiny, a draft, and one whose checks are every year."""
    month, day = yearly_due(script)
    old = add_strategy(
        title="Customer Access Plan",
        slug="customer-access",
        status=StrategyStatus.ADOPTED,
        starts_on=script.day(-3000),
        ends_on=script.day(ADOPTED),
        partnership=script.partnership,
        **script.officer(ADOPTED),
    )
    for council, status in zip(
        script.councils,
        (AdoptionStatus.ADOPTED, AdoptionStatus.NOT_ADOPTED, AdoptionStatus.NOT_RECORDED),
        strict=True,
    ):
        known = status != AdoptionStatus.NOT_RECORDED
        record_adoption(
            strategy=old,
            council=council,
            status=status,
            decided_on=script.day(-3000) if known else None,
            decided_precision="day" if known else "unknown",
            **script.officer(ADOPTED),
        )
    move_strategy(
        strategy=old,
        move="supersede",
        moved_on=script.day(ADOPTED + 60),
        replaced_by=digital,
        **script.officer(ADOPTED + 60),
    )
    add_strategy(
        title="Climate and Buildings Plan",
        slug="climate-and-buildings",
        status=StrategyStatus.DRAFT,
        starts_on=None,
        ends_on=None,
        partnership=script.partnership,
        **script.officer(-60),
    )
    scrutinised = add_strategy(
        title="Housing Support Strategy",
        slug="housing-support",
        status=StrategyStatus.DRAFT,
        reference_prefix="HS",
        starts_on=script.day(100),
        ends_on=None,
        partnership=script.partnership,
        **script.officer(-120),
    )
    move_strategy(
        strategy=scrutinised, move="send_to_scrutiny", moved_on=script.day(-100), **script.officer(-100)
    )
    script.things["housing"] = scrutinised
    plain = add_strategy(
        title="Plain Words Promise",
        slug="plain-words",
        status=StrategyStatus.ADOPTED,
        reference_prefix="PW",
        starts_on=anchor(script),
        ends_on=date(script.today.year + 2, 12, 31),
        partnership=script.partnership,
        anchor_on=anchor(script) + timedelta(days=365),
        check_every_years=1,
        due_month=month,
        due_day=day,
        **script.officer(-1050),
    )
    for council in script.councils:
        record_adoption(
            strategy=plain,
            council=council,
            status=AdoptionStatus.ADOPTED,
            decided_on=anchor(script) + timedelta(days=365),
            **script.officer(-1050),
        )
    script.things["plain"] = plain


def _projects(script: Script, strategy: Strategy) -> None:
    roadmap = add_roadmap(
        strategy=strategy,
        title="Digital Roadmap",
        starts_on=anchor(script),
        ends_on=script.day(200),
        **script.officer(-1200),
    )
    projects = [
        add_project(
            roadmap=roadmap,
            name=name,
            slug=slug,
            position=position,
            summary=f"{name}, the same in all three districts.",
            lead=script.posts["threefold"],
            next_step="Report to the Digital Board",
            next_step_on=script.day(30),
            **script.officer(-1000),
        )
        for position, (name, slug, _, _) in enumerate(PROJECTS, start=1)
    ]
    script.things["projects"] = projects
    for project, (_, _, case, health) in zip(projects, PROJECTS, strict=True):
        _bring_case_to(script, project, case)
        for days, said in ((-400, Health.ON_TRACK), (-35, health)):
            report_health(
                project=project,
                health=said,
                words="As reported to the Digital Board.",
                as_of=script.day(days),
                person=script.people["officer.threefold"],
                **script.by("officer.threefold", days),
            )
    _stages(script, projects)
    _milestones(script, projects[3])
    for project, settled in ((projects[2], False), (projects[1], True)):
        told = tell_difficulty(
            project=project,
            words="The supplier cannot say when its interface will be ready.",
            person=script.people["officer.threefold"],
            **script.by("officer.threefold", -30),
        )
        if settled:
            settle_difficulty(
                difficulty=told,
                words="The supplier has named a day.",
                settled_on=script.day(-12),
                **script.officer(-12),
            )


def _bring_case_to(script: Script, project: RoadmapProject, case: BusinessCase) -> None:
    """Take a business case as far as it is to get. The first submission of the approved one was sent back."""
    if case == BusinessCase.NONE:
        return
    move_case(project=project, move="prepare", **script.officer(-900))
    if case == BusinessCase.IN_PREPARATION:
        return
    move_case(project=project, move="submit", note="Saves two contracts.", **script.officer(-500))
    if case == BusinessCase.SUBMITTED:
        return
    decide_case(
        project=project,
        council=script.councils[0],
        decision=CaseDecision.SENT_BACK,
        words="Say what the running costs are.",
        **script.by("portfolio.brackwater", -490),
    )
    move_case(project=project, move="submit", note="With the running costs.", **script.officer(-470))
    for council, who in zip(
        script.councils, ("portfolio.brackwater", "portfolio.cressholm", "former.elvermere"), strict=True
    ):
        decide_case(project=project, council=council, decision=CaseDecision.APPROVED, **script.by(who, -460))


def _stages(script: Script, projects: list[RoadmapProject]) -> None:
    table = (
        (projects[0], (Stage.NOT_RECORDED, Stage.NOT_STARTED, Stage.STOPPED)),
        (projects[2], (Stage.BUSINESS_CASE, Stage.BUSINESS_CASE, Stage.NOT_STARTED)),
        (projects[3], (Stage.LIVE, Stage.DELIVERY, Stage.APPROVED)),
    )
    for project, stages in table:
        for council, stage in zip(script.councils, stages, strict=True):
            record_stage(
                project=project,
                council=council,
                stage=stage,
                as_of=script.day(-100),
                note="As reported to the Digital Board.",
                **script.officer(-100),
            )


def _milestones(script: Script, project: RoadmapProject) -> None:
    for what, due, change in (
        ("First library open", -200, "done"),
        ("All libraries open", 60, "moved"),
        ("Volunteers trained", -20, ""),
    ):
        made = add_milestone(project=project, what=what, due_on=script.day(due), **script.officer(-420))
        if change == "done":
            change_milestone(
                milestone=made, change="done", done_on=script.day(-190), version=1, **script.officer(-189)
            )
        if change == "moved":
            change_milestone(
                milestone=made,
                change="moved",
                due_on=script.day(90),
                reason="Two libraries are being rebuilt.",
                version=1,
                **script.officer(-50),
            )
