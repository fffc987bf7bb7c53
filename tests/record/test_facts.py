"""The record the portal starts with: the facts of the papers, each with its source."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from pytest_django import DjangoDbBlocker

from councils.models import Appointment, Council, Organisation
from meetings.models import Meeting, Outcome
from recommendations.enums import ResponseStatus
from recommendations.models import Action, ActionPart, Recommendation, Response, ResponseVersion, RouteStop
from scrutiny_portal.record.loading import load
from strategies.models import Adoption, Funding, RoadmapProject, Strategy
from task_groups.models import Finding, Report, TaskGroup

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the record once for all stories of this file; none of them changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(_loaded: None, db: None) -> None:
    """The record, loaded."""


def test_the_three_councils_in_their_order(record: None) -> None:
    rows = Council.objects.values_list("code", "executive_name", "gss_code", "moa_share")
    assert list(rows) == [
        ("BBC", "Cabinet", "E07000136", Decimal("23.00")),
        ("ELDC", "Executive", "E07000137", None),
        ("SHDC", "Cabinet", "E07000140", None),
    ]


def test_nobody_of_the_papers_is_in_post_today(record: None) -> None:
    """No paper says when a post began, so that none of the people it names may act."""
    assert Appointment.objects.count() == 9
    assert Appointment.objects.in_force_on(date(2023, 3, 21)).count() == 0


def test_the_task_group_as_its_report_tells(record: None) -> None:
    group = TaskGroup.objects.get()
    members = group.memberships.values_list("council__code", "person__name", "role")
    assert list(members) == [
        ("BBC", "J. Welbourn", "member"),
        ("BBC", "T. Ashton", "member"),
        ("ELDC", "R. Avison", "member"),
        ("ELDC", "R. Jackson", "member"),
        ("SHDC", "Paul Redgate", "chairman"),
        ("SHDC", "A. Beal", "member"),
        ("SHDC", "H. Bingham", "member"),
    ]
    assert (group.times_met, group.officers.count(), group.lines_of_enquiry.count()) == (2, 3, 3)
    themes = group.findings.values("theme").annotate(number=Count("pk")).order_by("theme_position")
    assert [(row["theme"], row["number"]) for row in themes] == [
        ("System", 4), ("Users", 11), ("Oversight", 2), ("Governance", 3),
    ]  # fmt: skip


def test_the_report_counts_seven_witnesses_and_names_six(record: None) -> None:
    report = Report.objects.get()
    assert (report.status, report.witnesses_stated, report.task_group.witnesses.count()) == (
        "published",
        7,
        6,
    )


def test_four_recommendations_without_a_substantive_answer(record: None) -> None:
    rows = Recommendation.objects.values_list("reference", "kind", "status", "number_in_source", "is_summary")
    assert list(rows) == [
        ("DS23-1", "deliverable", "made", "1", True),
        ("DS23-2", "deliverable", "made", "2", True),
        ("DS23-3", "continuing", "made", "3", True),
        ("DS23-4", "deliverable", "made", "4", True),
    ]
    assert Response.objects.count() == 12
    assert set(Response.objects.values_list("status", "verdict")) == {(ResponseStatus.NOT_ON_RECORD, "")}
    assert ResponseVersion.objects.count() == 0
    assert Recommendation.objects.public().count() == 4


def test_the_route_of_the_report(record: None) -> None:
    rows = RouteStop.objects.values_list("body__council__code", "body__slug", "reached_precision", "decision")
    assert list(rows) == [
        ("SHDC", "joint-panel", "before", "noted"),
        ("BBC", "cabinet", "month", "noted"),
        ("ELDC", "executive", "unknown", ""),
        ("SHDC", "cabinet", "unknown", ""),
    ]
    assert RouteStop.objects.get(body__council__code="SHDC", body__slug="cabinet").planned_on == date(
        2023, 3, 21
    )


@pytest.mark.parametrize(
    ("slug", "status", "kinds"),
    [
        (
            "before-21-march-2023",
            "draft_minutes",
            {"question": 11, "answer": 12, "comment": 3, "undertaking": 4, "decision": 2},
        ),
        ("march-2023", "draft_minutes", {"question": 4, "answer": 5, "comment": 1, "undertaking": 1, "decision": 2}),
        ("after-18-march-2021", "draft_minutes", {"question": 5, "answer": 7, "comment": 7, "request": 1, "decision": 1}),
        ("2023-03-21", "planned", {}),
    ],
)  # fmt: skip
def test_what_was_said_at_each_meeting(record: None, slug: str, status: str, kinds: dict[str, int]) -> None:
    meeting = Meeting.objects.get(slug=slug)
    said = Outcome.objects.filter(item__meeting=meeting).values_list("kind", flat=True)
    assert (meeting.status, Counter(said)) == (status, Counter(kinds))


def test_every_answer_comes_from_what_was_asked(record: None) -> None:
    assert Outcome.objects.filter(kind="answer", answers__isnull=True).count() == 0
    unanswered = Outcome.objects.filter(kind="question").annotate(times=Count("replies")).filter(times=0)
    assert unanswered.count() == 0


def test_the_words_of_each_decision(record: None) -> None:
    rows = Outcome.objects.filter(kind="decision").order_by("item__meeting__slug", "position")
    assert [(row.item.meeting.slug, row.number, row.decision) for row in rows] == [
        ("after-18-march-2021", "1", "noted"),
        ("before-21-march-2023", "1", "noted"),
        ("before-21-march-2023", "2", "agreed"),
        ("march-2023", "1", "approved"),
        ("march-2023", "2", "noted"),
    ]


def test_undertakings_and_the_request_are_actions(record: None) -> None:
    assert Action.objects.count() == 6
    request = ActionPart.objects.get(council__code="SHDC")
    assert request.action.outcome is not None
    assert request.action.outcome.points.count() == 6
    assert ActionPart.objects.filter(council__isnull=True).count() == 5


def test_adoptions_of_the_digital_strategy(record: None) -> None:
    rows = Adoption.objects.filter(strategy__slug="digital-2023-2029").values_list(
        "council__code", "status", "decided_precision"
    )
    assert list(rows) == [
        ("BBC", "adopted", "month"),
        ("ELDC", "not_recorded", "unknown"),
        ("SHDC", "not_recorded", "unknown"),
    ]
    assert RoadmapProject.objects.count() == 8


def test_the_other_councils_strategy_stays_outside(record: None) -> None:
    outside = Strategy.objects.get(partnership__isnull=True)
    assert (outside.council, outside.reviews.count(), outside.adoptions.count()) == (None, 0, 0)
    assert Organisation.objects.filter(kind="council").count() == 2


def test_money(record: None) -> None:
    rows = Funding.objects.values_list("amount", "money_source", "state", "is_split", "shares__amount")
    assert list(rows) == [
        (Decimal("175000.00"), "grant", "received", False, None),
        (Decimal("46000.00"), "reserves", "spent", True, Decimal("10580.00")),
    ]


def sourced() -> list[type[Any]]:
    return [Outcome, Recommendation, Action, Finding, Funding, Meeting, Report, RouteStop, Appointment]


@pytest.mark.parametrize("model", sourced(), ids=lambda model: str(model.__name__))
def test_every_fact_names_its_source(record: None, model: type[Any]) -> None:
    without = model.objects.filter(source__isnull=True)
    gaps = without.filter(body__council__code="ELDC") if model is RouteStop else without
    assert list(without) == (list(gaps) if model is RouteStop else [])
    assert model.objects.exists()
