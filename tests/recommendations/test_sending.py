"""Stories of reports on their way to the executives: when clocks start, whom it tells, and what is refused."""

from datetime import date, datetime

import pytest

from core import history
from core.refusals import Refused
from councils.models import Council
from notices.models import Notice
from recommendations import operations
from recommendations.enums import RecommendationStatus, ResponseStatus
from recommendations.models import Recommendation, Response, RouteStop
from recommendations.operations import Receipt
from task_groups.enums import ReportStatus
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    """A draft report with two draft recommendations to all three councils."""
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Task group", slug="task-group")
    return Report.objects.create(task_group=group, title="Findings", slug="findings")


@pytest.fixture
def recommendations(cast: Cast, report: Report, now: datetime) -> list[Recommendation]:
    return [
        operations.make_recommendation(
            title=title,
            text=f"That {title}",
            councils=cast.councils,
            made_by="Task group",
            openness="open",
            prefix="DS26",
            report=report,
            by=cast.officer,
            at=now,
        )
        for title in ("forms are tested", "training is run")
    ]


def receipt(
    council: Council, received_on: date = date(2026, 3, 21), noticed_on: date | None = None
) -> Receipt:
    return Receipt(council, received_on, noticed_on)


def test_a_recommendation_takes_the_next_reference_and_asks_nobody_yet(
    cast: Cast, recommendations: list[Recommendation]
) -> None:
    assert [one.reference for one in recommendations] == ["DS26-1", "DS26-2"]
    assert {one.status for one in recommendations} == {RecommendationStatus.DRAFT}
    assert list(recommendations[0].responses.values_list("council__slug", "status", "portfolio__title")) == [
        ("boston", "not_sent", "Portfolio Holder, Boston"),
        ("east-lindsey", "not_sent", "Portfolio Holder, East Lindsey"),
        ("south-holland", "not_sent", "Portfolio Holder, South Holland"),
    ]


def test_a_reference_is_never_given_twice(cast: Cast, now: datetime) -> None:
    def make() -> Recommendation:
        return operations.make_recommendation(
            title="A", text="A", councils=[cast.boston], made_by="B", prefix="WP", by=cast.officer, at=now
        )

    first = make()
    operations.withdraw(recommendation=first, reason="Twice", by=cast.officer, at=now)
    assert make().reference == "WP-2"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Say what is recommended"),
        ({"title": ""}, "Give it a short title"),
        ({"councils": []}, "Choose at least one council"),
        ({"prefix": "ds/23"}, "Begin the reference with letters and two figures of the year, such as DS23"),
    ],
)
def test_a_recommendation_without_what_it_needs_is_refused(
    cast: Cast, now: datetime, fields: dict[str, object], sentence: str
) -> None:
    whole: dict[str, object] = {"title": "A", "text": "A", "councils": [cast.boston], "prefix": "WP"}
    with pytest.raises(Refused) as refusal:
        operations.make_recommendation(made_by="B", by=cast.officer, at=now, **(whole | fields))  # type: ignore[arg-type]
    assert refusal.value.sentence == sentence
    assert not Recommendation.objects.exists()


def test_without_a_word_about_it_a_recommendation_is_exempt(cast: Cast, now: datetime) -> None:
    made = operations.make_recommendation(
        title="A", text="A", councils=[cast.boston], made_by="B", prefix="WP", by=cast.officer, at=now
    )
    assert (made.openness, made.status) == ("exempt", "made")
    assert not Recommendation.objects.public().exists()


def test_one_report_starts_three_clocks(
    cast: Cast, report: Report, recommendations: list[Recommendation], now: datetime
) -> None:
    operations.send_report(
        report=report,
        receipts=[
            receipt(cast.boston),
            receipt(cast.east_lindsey, date(2026, 3, 21), date(2026, 3, 31)),
            receipt(cast.south_holland, date(2026, 2, 28)),
        ],
        by=cast.officer,
        at=now,
    )
    due = dict(Response.objects.values_list("council__slug", "due_on").distinct())
    assert due == {
        "boston": date(2026, 5, 20),
        "east-lindsey": date(2026, 5, 30),
        "south-holland": date(2026, 4, 27),
    }
    assert set(Response.objects.values_list("status", flat=True)) == {ResponseStatus.AWAITED}
    assert Response.objects.filter(first_due_on=None).count() == 0
    report.refresh_from_db()
    assert report.status == ReportStatus.PUBLISHED
    assert set(Recommendation.objects.values_list("status", flat=True)) == {RecommendationStatus.MADE}
    assert set(Recommendation.objects.values_list("next_due_on", flat=True)) == {date(2026, 4, 27)}


def test_sending_is_a_stop_on_the_route_and_in_the_history(
    cast: Cast, report: Report, recommendations: list[Recommendation], now: datetime
) -> None:
    operations.send_report(report=report, receipts=[receipt(cast.boston)], by=cast.officer, at=now)
    stop = RouteStop.objects.get()
    assert (stop.report, stop.body, stop.reached_on, stop.reached_precision) == (
        report,
        cast.boston_cabinet,
        date(2026, 3, 21),
        "day",
    )
    row = history.of(recommendations[0].responses.get(council=cast.boston)).get()
    assert (row.verb, row.old, row.new, row.on, row.public) == (
        "send",
        "not_sent",
        "awaited",
        date(2026, 3, 21),
        True,
    )
    assert (row.trail, row.trail_id) == ("recommendations.recommendation", recommendations[0].pk)


def test_each_holder_gets_one_notice_for_the_whole_report(
    cast: Cast, report: Report, recommendations: list[Recommendation], now: datetime
) -> None:
    operations.send_report(
        report=report, receipts=[receipt(council) for council in cast.councils], by=cast.officer, at=now
    )
    assert [(notice.recipient, notice.title) for notice in Notice.objects.order_by("pk")] == [
        (cast.holder_boston, "Boston’s answer to DS26-1, DS26-2 is due by 20 May 2026"),
        (cast.holder_east_lindsey, "East Lindsey’s answer to DS26-1, DS26-2 is due by 20 May 2026"),
        (cast.holder_south_holland, "South Holland’s answer to DS26-1, DS26-2 is due by 20 May 2026"),
    ]


def test_the_notice_for_a_vacant_post_goes_to_the_scrutiny_officers(
    cast: Cast, report: Report, recommendations: list[Recommendation], now: datetime
) -> None:
    cast.portfolio_boston.appointments.update(ends_on=date(2026, 4, 13))
    operations.send_report(report=report, receipts=[receipt(cast.boston)], by=cast.officer, at=now)
    assert sorted((notice.recipient.name, notice.kind) for notice in Notice.objects.all()) == [
        ("Scrutiny Officer", "post_vacant"),
        ("Second Scrutiny Officer", "post_vacant"),
    ]


def test_a_report_is_sent_to_a_council_once(
    cast: Cast, report: Report, recommendations: list[Recommendation], now: datetime
) -> None:
    def send(*councils: Council) -> None:
        operations.send_report(
            report=report, receipts=[receipt(council) for council in councils], by=cast.officer, at=now
        )

    send(cast.boston)
    with pytest.raises(Refused) as refusal:
        send(cast.boston)
    assert refusal.value.sentence == "This was sent to Boston already: received 21 March 2026."
    send(cast.east_lindsey)
    assert Response.objects.filter(status=ResponseStatus.AWAITED).count() == 4


@pytest.mark.parametrize(
    ("received", "noticed", "sentence"),
    [
        (date(2026, 4, 15), None, "The day Boston received it must be today or earlier"),
        (date(2026, 4, 1), date(2026, 4, 15), "The day of Boston’s notice must be today or earlier"),
    ],
)
def test_a_day_to_come_is_refused(
    cast: Cast,
    report: Report,
    recommendations: list[Recommendation],
    now: datetime,
    received: date,
    noticed: date | None,
    sentence: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        operations.send_report(
            report=report, receipts=[receipt(cast.boston, received, noticed)], by=cast.officer, at=now
        )
    assert refusal.value.sentence == sentence
    assert not Response.objects.exclude(status=ResponseStatus.NOT_SENT).exists()


def test_a_report_is_not_sent_to_a_council_that_is_not_asked(
    cast: Cast, report: Report, now: datetime
) -> None:
    operations.make_recommendation(
        title="A",
        text="A",
        councils=[cast.boston],
        made_by="B",
        prefix="WP",
        report=report,
        by=cast.officer,
        at=now,
    )
    with pytest.raises(Refused) as refusal:
        operations.send_report(report=report, receipts=[receipt(cast.east_lindsey)], by=cast.officer, at=now)
    assert refusal.value.sentence == "Nothing here is asked of East Lindsey."
    report.refresh_from_db()
    assert report.status == ReportStatus.DRAFT


def test_a_recommendation_without_a_report_is_sent_alone(cast: Cast, now: datetime) -> None:
    recommendation = factories.recommendation(cast)
    factories.response(recommendation, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None)
    sent = operations.send_recommendation(
        recommendation=recommendation, receipts=[receipt(cast.boston)], by=cast.officer, at=now
    )
    assert [(one.council, one.due_on) for one in sent] == [(cast.boston, date(2026, 5, 20))]
    assert RouteStop.objects.get().recommendation == recommendation


def test_an_exempt_recommendation_is_sent_without_an_exempt_word(cast: Cast, now: datetime) -> None:
    secret = factories.recommendation(
        cast, title="Buy the harbour", text="That the harbour is bought", openness="exempt"
    )
    factories.response(secret, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None)
    operations.send_recommendation(
        recommendation=secret, receipts=[receipt(cast.boston)], by=cast.officer, at=now
    )
    notice = Notice.objects.get()
    assert "harbour" not in f"{notice.title} {notice.text}"
    assert "DS26-1: an exempt matter" in notice.text
    assert not history.story_of(secret).filter(public=True).exists()


def test_a_draft_that_is_withdrawn_was_never_public(cast: Cast, now: datetime) -> None:
    draft = factories.recommendation(cast, 1, status=RecommendationStatus.DRAFT)
    made = factories.recommendation(cast, 2)
    for one in (draft, made):
        operations.withdraw(recommendation=one, reason="Made twice", by=cast.officer, at=now)
    assert (draft.status, made.status) == (RecommendationStatus.DISCARDED, RecommendationStatus.WITHDRAWN)
    assert list(Recommendation.objects.public()) == [made]
    with pytest.raises(Refused, match="can be withdrawn"):
        operations.withdraw(recommendation=made, reason="Again", by=cast.officer, at=now)


def test_a_reminder_goes_once_a_day(cast: Cast, now: datetime) -> None:
    response = factories.response(factories.recommendation(cast), cast.boston, cast)
    assert operations.remind(response=response, by=cast.officer, at=now) == 1
    with pytest.raises(Refused, match="was reminded today already"):
        operations.remind(response=response, by=cast.officer, at=now)
    assert Notice.objects.get().recipient == cast.holder_boston


def test_what_was_closed_since_the_page_was_read_is_not_sent(cast: Cast, now: datetime) -> None:
    stale = factories.recommendation(cast)
    waiting = factories.response(
        stale, cast.boston, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
    )
    Recommendation.objects.filter(pk=stale.pk).update(status=RecommendationStatus.CLOSED)
    with pytest.raises(Refused, match="Only a recommendation that is open can be sent"):
        operations.send_recommendation(
            recommendation=stale, receipts=[receipt(cast.boston)], by=cast.officer, at=now
        )
    waiting.refresh_from_db()
    assert waiting.status == ResponseStatus.NOT_SENT
