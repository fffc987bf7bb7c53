"""Roadmap projects: business cases, milestones, difficulties, and what may be said of them (rules 20 and 21)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core import history
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, User
from notices.models import Notice
from strategies import operations
from strategies.enums import BusinessCase, Health, Stage
from strategies.models import BusinessCaseDecision, ProjectMilestone, RoadmapProject
from strategies.queries import open_difficulties
from tests.cast import TODAY, Cast, hold, person_with_account
from tests.strategies.props import digital_strategy, project, roadmap

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture
def telephony(cast: Cast) -> RoadmapProject:
    return project(roadmap(digital_strategy(cast)), 1, name="Telephony", slug="telephony")


def submitted(one: RoadmapProject, cast: Cast) -> RoadmapProject:
    return operations.move_case(project=one, move="submit", by=cast.officer, at=NOW)


def decide(one: RoadmapProject, cast: Cast, slug: str, decision: str = "approved", **more: Any) -> Any:
    """The holder of a council's portfolio decides for it."""
    values: dict[str, Any] = {
        "council": getattr(cast, slug),
        "by": getattr(cast, f"holder_{slug}"),
        "decision": decision,
        "at": NOW,
    }
    return operations.decide_case(project=one, **values | more)


def told(**filters: Any) -> set[str]:
    """The names of those who were told of something."""
    return set(Notice.objects.filter(**filters).values_list("recipient__name", flat=True))


def at(one: RoadmapProject, council: Any, stage: Stage) -> Any:
    return operations.record_stage(project=one, council=council, stage=stage, as_of=TODAY, by=None, at=NOW)


def test_a_business_case_is_prepared_submitted_and_approved_by_every_council(
    cast: Cast, telephony: RoadmapProject
) -> None:
    operations.move_case(project=telephony, move="prepare", note="In June", by=cast.officer, at=NOW)
    submitted(telephony, cast)
    assert told(kind="sign_off_waiting") == {
        "Portfolio Holder, Boston",
        "Portfolio Holder, East Lindsey",
        "Portfolio Holder, South Holland",
    }
    for slug in ("boston", "east_lindsey"):
        decide(telephony, cast, slug)
        assert RoadmapProject.objects.get().business_case == BusinessCase.SUBMITTED
    decide(telephony, cast, "south_holland")
    assert RoadmapProject.objects.get().business_case == BusinessCase.APPROVED
    assert [row.verb for row in history.of(telephony)] == ["add", "prepare", "submit", "approve"]
    assert told(kind="signed_off") == {"Scrutiny Officer", "Second Scrutiny Officer"}


def test_who_decided_stays_as_they_were(cast: Cast, telephony: RoadmapProject) -> None:
    submitted(telephony, cast)
    row = decide(telephony, cast, "boston", words="Go on.")
    assert (row.by_name, row.by_role, row.decided_on, row.words) == (
        "Portfolio Holder, Boston",
        "Portfolio Holder, Boston",
        TODAY,
        "Go on.",
    )


def test_sent_back_it_is_in_preparation_and_only_the_others_decide_again(
    cast: Cast, telephony: RoadmapProject
) -> None:
    submitted(telephony, cast)
    decide(telephony, cast, "boston")
    with pytest.raises(Refused, match="Say what is missing"):
        decide(telephony, cast, "east_lindsey", "sent_back", words=" ")
    decide(telephony, cast, "east_lindsey", "sent_back", words="What does it cost?")
    telephony.refresh_from_db()
    assert telephony.business_case == BusinessCase.IN_PREPARATION
    assert history.of(telephony).latest("number").reason == "What does it cost?"
    with pytest.raises(Refused, match="not waiting for a decision"):
        decide(telephony, cast, "south_holland")
    Notice.objects.all().delete()
    submitted(telephony, cast)
    assert told(kind="sign_off_waiting") == {
        "Portfolio Holder, East Lindsey",
        "Portfolio Holder, South Holland",
    }
    with pytest.raises(Overtaken, match="Portfolio Holder, Boston approved it on 14 April 2026"):
        decide(telephony, cast, "boston")
    decide(telephony, cast, "east_lindsey")
    decide(telephony, cast, "south_holland")
    telephony.refresh_from_db()
    assert telephony.business_case == BusinessCase.APPROVED


@pytest.mark.parametrize(
    "who", ["officer", "holder_east_lindsey", "responsible_boston", "councillor", "administrator"]
)
def test_nobody_decides_for_another_council(cast: Cast, telephony: RoadmapProject, who: str) -> None:
    submitted(telephony, cast)
    with pytest.raises(Refused, match="Only the portfolio holder of this council"):
        decide(telephony, cast, "boston", by=cast.everyone[who])
    assert BusinessCaseDecision.objects.count() == 0


def test_nobody_decides_on_a_project_that_they_lead(cast: Cast, telephony: RoadmapProject) -> None:
    RoadmapProject.objects.update(lead=cast.work_boston)
    Appointment.objects.filter(post=cast.work_boston).update(ends_on=date(2026, 3, 1))
    hold(cast.holder_boston, cast.work_boston)
    submitted(telephony, cast)
    telephony.refresh_from_db()
    with pytest.raises(Refused, match="never of a project of their own"):
        decide(telephony, cast, "boston")


def test_a_deputy_decides_for_the_portfolio_holder(cast: Cast, telephony: RoadmapProject) -> None:
    deputy = person_with_account("A deputy", "deputy@example.org")
    hold(deputy, cast.portfolio_boston, capacity=Capacity.DEPUTY)
    submitted(telephony, cast)
    row = decide(telephony, cast, "boston", by=deputy)
    assert row.by_role == "Deputy, for the Portfolio Holder, Boston"


def test_a_council_decides_once(cast: Cast, telephony: RoadmapProject) -> None:
    """Two in the same post at once: the second reads who did it."""
    submitted(telephony, cast)
    decide(telephony, cast, "boston")
    with pytest.raises(Overtaken, match=r"approved it on 14 April 2026\. Nothing changed"):
        decide(telephony, cast, "boston", "sent_back", words="No.")
    assert BusinessCaseDecision.objects.get().decision == "approved"


def test_a_vacant_portfolio_is_told_to_the_scrutiny_officers(cast: Cast, telephony: RoadmapProject) -> None:
    Appointment.objects.filter(post=cast.portfolio_boston).update(ends_on=date(2026, 3, 1))
    submitted(telephony, cast)
    vacant = Notice.objects.filter(kind="post_vacant")
    assert told(kind="post_vacant") == {"Scrutiny Officer", "Second Scrutiny Officer"}
    assert vacant[0].text == "Nobody can decide on the business case at Boston."


def test_a_project_passes_its_business_case_only_where_it_is_approved(
    cast: Cast, telephony: RoadmapProject
) -> None:
    """Pages 5.9: no project goes beyond it without a portfolio holder's decision."""
    at(telephony, cast.boston, Stage.BUSINESS_CASE)
    for stage in (Stage.APPROVED, Stage.DELIVERY, Stage.LIVE):
        with pytest.raises(Refused, match="portfolio holder of East Lindsey has not approved"):
            at(telephony, cast.east_lindsey, stage)
    submitted(telephony, cast)
    decide(telephony, cast, "east_lindsey")
    at(telephony, cast.east_lindsey, Stage.DELIVERY)
    with pytest.raises(Refused, match="portfolio holder of South Holland has not approved"):
        at(telephony, cast.south_holland, Stage.DELIVERY)
    at(telephony, cast.south_holland, Stage.STOPPED)


def test_a_case_that_a_paper_tells_was_approved_is_enough(cast: Cast) -> None:
    one = project(roadmap(digital_strategy(cast)), 1, business_case=BusinessCase.APPROVED)
    assert at(one, cast.boston, Stage.LIVE).stage == Stage.LIVE


def test_a_moved_milestone_keeps_its_first_day_and_each_reason(cast: Cast, telephony: RoadmapProject) -> None:
    one = operations.add_milestone(
        project=telephony, what="Boston goes live", due_on=date(2026, 6, 1), by=cast.officer, at=NOW
    )
    change(one, cast, due_on=date(2026, 7, 1), reason="The supplier is late.")
    change(one, cast, due_on=date(2026, 9, 1), reason="The supplier withdrew.")
    one.refresh_from_db()
    assert (one.first_due_on, one.due_on, one.version) == (date(2026, 6, 1), date(2026, 9, 1), 3)
    moves = history.of(one).filter(verb="move_milestone")
    assert [(row.details["old"], row.details["new"], row.reason) for row in moves] == [
        ("2026-06-01", "2026-07-01", "The supplier is late."),
        ("2026-07-01", "2026-09-01", "The supplier withdrew."),
    ]
    change(one, cast, change="done", done_on=date(2026, 4, 10))
    with pytest.raises(Refused, match="reached already"):
        change(one, cast, due_on=date(2026, 12, 1), reason="Again.")


def change(one: ProjectMilestone, cast: Cast, change: str = "moved", **more: Any) -> ProjectMilestone:
    values: dict[str, Any] = {"version": one.version, "by": cast.officer, "at": NOW}
    return operations.change_milestone(milestone=one, change=change, **values | more)


@pytest.mark.parametrize(
    ("data", "field", "says"),
    [
        ({"due_on": None, "reason": "Late."}, "due_on", "Enter the new day, such as 30 September 2026"),
        ({"due_on": date(2026, 6, 1), "reason": "Late."}, "due_on", "It is due on that day already"),
        (
            {"due_on": date(2026, 7, 1), "reason": " "},
            "reason",
            "Say why the date moves. The reason is published",
        ),
        (
            {"change": "done", "done_on": None},
            "done_on",
            "Enter the day it was reached, such as 30 September 2026",
        ),
        (
            {"change": "done", "done_on": date(2026, 4, 15)},
            "done_on",
            "The day it was reached must not be in the future",
        ),
        ({"change": "lost"}, "change", "Choose what became of the milestone"),
    ],
)
def test_a_milestone_is_not_changed_by_half(
    cast: Cast, telephony: RoadmapProject, data: dict[str, Any], field: str, says: str
) -> None:
    one = operations.add_milestone(
        project=telephony, what="Live", due_on=date(2026, 6, 1), by=cast.officer, at=NOW
    )
    with pytest.raises(Refused) as refusal:
        change(one, cast, **data)
    assert (refusal.value.field, refusal.value.sentence) == (field, says)
    assert ProjectMilestone.objects.get().version == 1


def test_two_who_change_a_milestone_at_once(cast: Cast, telephony: RoadmapProject) -> None:
    one = operations.add_milestone(
        project=telephony, what="Live", due_on=date(2026, 6, 1), by=cast.officer, at=NOW
    )
    change(one, cast, due_on=date(2026, 7, 1), reason="Late.")
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this on 14 April 2026 at 10:02am"):
        change(one, cast, due_on=date(2026, 8, 1), reason="Later.", version=1)
    assert ProjectMilestone.objects.get().due_on == date(2026, 7, 1)


def test_a_difficulty_reaches_holders_scrutiny_and_officers_at_once(
    cast: Cast, telephony: RoadmapProject
) -> None:
    """Rules 11 and 21: its words stay in the portal, and nobody else is told."""
    one = operations.tell_difficulty(
        project=telephony,
        words="The supplier withdrew.",
        person=cast.responsible_boston.person,
        by=cast.responsible_boston,
        at=NOW,
    )
    assert told(kind="difficulty") == {
        "Portfolio Holder, Boston",
        "Portfolio Holder, East Lindsey",
        "Portfolio Holder, South Holland",
        "Councillor",
        "Other Councillor",
        "Scrutiny Officer",
        "Second Scrutiny Officer",
    }
    notice = Notice.objects.filter(kind="difficulty")[0]
    assert notice.title == "A difficulty: Telephony"
    assert notice.due_at == NOW
    assert notice.path == "/strategies/digital-2023-2029/projects/telephony/#difficulties"
    assert "withdrew" not in notice.text
    row = history.latest(one)
    assert row is not None
    assert (row.verb, row.public, row.details) == ("report_difficulty", False, {"project": "Telephony"})


def test_a_difficulty_of_a_draft_strategy_reaches_the_scrutiny_officers_alone(cast: Cast) -> None:
    one = project(roadmap(digital_strategy(cast, status="draft")), 1)
    operations.tell_difficulty(
        project=one, words="It is late.", person=cast.officer.person, by=cast.officer, at=NOW
    )
    assert told() == {"Scrutiny Officer", "Second Scrutiny Officer"}


def test_a_difficulty_says_where_no_holder_is_in_post(cast: Cast, telephony: RoadmapProject) -> None:
    Appointment.objects.filter(post=cast.portfolio_east_lindsey).update(ends_on=date(2026, 3, 1))
    difficulty(telephony, cast.officer)
    assert Notice.objects.filter(recipient=cast.officer).get().text == (
        "A difficulty of the project is reported. Read it in the portal. "
        "No portfolio holder is in post at East Lindsey."
    )


def difficulty(one: RoadmapProject, by: User) -> Any:
    return operations.tell_difficulty(project=one, words="It is late.", person=by.person, by=by, at=NOW)


def test_a_difficulty_is_open_until_somebody_says_what_came_of_it(
    cast: Cast, telephony: RoadmapProject
) -> None:
    one = difficulty(telephony, cast.officer)
    assert open_difficulties([telephony], on=TODAY) == {telephony.pk: [one]}
    settle: dict[str, Any] = {"difficulty": one, "by": cast.officer, "at": NOW}
    with pytest.raises(Refused, match="must not be before it was told, 14 April 2026"):
        operations.settle_difficulty(words="Done.", settled_on=date(2026, 4, 13), **settle)
    with pytest.raises(Refused, match="must not be in the future"):
        operations.settle_difficulty(words="Done.", settled_on=date(2026, 4, 15), **settle)
    with pytest.raises(Refused, match="Say what came of it"):
        operations.settle_difficulty(words=" ", settled_on=TODAY, **settle)
    operations.settle_difficulty(words="A new supplier.", settled_on=TODAY, **settle)
    assert open_difficulties([telephony], on=TODAY) == {}
    with pytest.raises(Overtaken, match="on record already"):
        operations.settle_difficulty(words="Another.", settled_on=TODAY, **settle)
    one.refresh_from_db()
    assert one.settled_words == "A new supplier."


def test_a_change_of_a_project_keeps_what_it_was(cast: Cast, telephony: RoadmapProject) -> None:
    values: dict[str, Any] = {
        "project": telephony,
        "name": "Telephones",
        "summary": telephony.summary,
        "lead": cast.work_boston,
        "next_step": "Choose",
        "next_step_on": date(2026, 9, 1),
        "funding": [],
        "by": cast.officer,
        "at": NOW,
    }
    operations.edit_project(version=1, **values)
    row = history.latest(telephony)
    assert row is not None
    assert row.details == {
        "project": "Telephony",
        "name": ["Telephony", "Telephones"],
        "lead": ["", "Responsible Officer, Boston"],
        "next_step": ["", "Choose"],
        "next_step_on": ["", "2026-09-01"],
    }
    with pytest.raises(Overtaken):
        operations.edit_project(version=1, **values)
    other = project(telephony.roadmap, 2)
    with pytest.raises(Refused, match="a project of this name already"):
        operations.edit_project(version=1, **values | {"project": other, "name": "TELEPHONES"})


def test_nothing_is_said_today_of_tomorrow(cast: Cast, telephony: RoadmapProject) -> None:
    tomorrow: dict[str, Any] = {"as_of": date(2026, 4, 15), "by": cast.officer, "at": NOW}
    with pytest.raises(Refused, match="must not be in the future"):
        operations.record_stage(project=telephony, council=cast.boston, stage=Stage.NOT_STARTED, **tomorrow)
    with pytest.raises(Refused, match="must not be in the future"):
        operations.report_health(
            project=telephony, health=Health.ON_TRACK, words="Well.", person=cast.officer.person, **tomorrow
        )
