"""The consistency check finds each fault that is planted, and nothing where the record adds up."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from core.enums import Openness
from councils.enums import Capacity
from councils.models import Appointment
from meetings.enums import MeetingStatus
from recommendations.enums import (
    ClosureKind,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
    SignOffDecision,
    Verdict,
    VersionStatus,
)
from recommendations.models import (
    ActionPart,
    Closure,
    Recommendation,
    ResponseVersion,
    RouteStop,
    SignOff,
)
from recommendations.queries.consistency import RULES, check_record
from task_groups.enums import ReportStatus
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import TODAY, Cast

SECRET = "the bidder offered forty pounds for each of the old lamps"


def answered(cast: Cast, one: Recommendation, **fields: Any) -> ResponseVersion:
    """Boston accepted on 1 April, as its list and its published answer say."""
    known: dict[str, Any] = {
        "status": ResponseStatus.ANSWERED, "verdict": Verdict.ACCEPTED, "answered_on": date(2026, 4, 1),
    }  # fmt: skip
    response = factories.response(one, cast.boston, cast, **known | fields)
    return ResponseVersion.objects.create(
        response=response, number=1, status=VersionStatus.PUBLISHED, verdict=Verdict.ACCEPTED,
        words="We will.", written_at=factories.MOMENT, published_at=factories.MOMENT,
    )  # fmt: skip


def signed(part: ActionPart, by: Any, at: datetime) -> SignOff:
    return SignOff.objects.create(
        part=part,
        round=part.round,
        decision=SignOffDecision.SIGNED_OFF,
        by=by,
        by_name=by.name,
        by_role="",
        at=at,
    )


@pytest.fixture
def one(cast: Cast, now: datetime) -> Recommendation:
    """A recommendation of a report with a route, accepted by Boston, whose part was signed off by its holder."""
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Lamps", slug="lamps")
    report = Report.objects.create(
        task_group=group, title="Lamps", slug="lamps", status=ReportStatus.PUBLISHED,
        dated_on=date(2026, 3, 1), dated_precision="day", summary="Lamps in the dark.",
    )  # fmt: skip
    RouteStop.objects.create(
        report=report, body=cast.boston_cabinet, reached_on=date(2026, 3, 21), reached_precision="day"
    )
    made = factories.recommendation(cast, report=report)
    version = answered(cast, made)
    part = factories.part(
        made, cast.boston, cast, status=PartStatus.SIGNED_OFF, round=1, submitted_at=now - timedelta(days=1),
        submitted_by=cast.responsible_boston,
    )  # fmt: skip
    part.action.promised_in = version
    part.action.save()
    signed(part, cast.holder_boston, now)
    return made


def found() -> dict[str, list[str]]:
    """What the check finds: by the name of the rule, the sentences."""
    return {one.rule.name: [fault.sentence for fault in one.faults] for one in check_record(on=TODAY).broken}


def test_a_record_that_adds_up_has_no_finding(cast: Cast, one: Recommendation) -> None:
    result = check_record(on=TODAY)
    assert found() == {}
    assert result.sentence == f"Everything adds up: none of the {len(RULES)} checks found anything."


def unpromised(cast: Cast, one: Recommendation, now: datetime) -> str:
    one.action_links.all().delete()
    return f"{one}, Boston: accepted, and no work is on record."


def unanswered(cast: Cast, one: Recommendation, now: datetime) -> str:
    factories.response(
        one,
        cast.south_holland,
        cast,
        status=ResponseStatus.UNANSWERED,
        verdict=Verdict.NOTED,
        due_on=date(2026, 4, 13),
    )
    return f"{one}, South Holland: no answer, due on 13 April 2026."


def no_published_answer(cast: Cast, one: Recommendation, now: datetime) -> str:
    one.responses.update(verdict=Verdict.REJECTED)
    return f"{one}, Boston: shown as answered, and no published answer says so."


def answered_before_asked(cast: Cast, one: Recommendation, now: datetime) -> str:
    one.responses.update(answered_on=date(2026, 3, 20))
    return f"{one}, Boston: received 21 March 2026, due 20 May 2026, answered 20 March 2026."


def nobody_does_it(cast: Cast, one: Recommendation, now: datetime) -> str:
    SignOff.objects.all().delete()
    ActionPart.objects.update(status=PartStatus.IN_PROGRESS, responsible=None, due_on=None)
    part = ActionPart.objects.get()
    return f"Action {part.action_id and part.pk}, Boston: promised without a responsible officer and a date."


def out_of_post(cast: Cast, one: Recommendation, now: datetime) -> str:
    Appointment.objects.filter(post=cast.portfolio_boston).update(ends_on=date(2026, 4, 13))
    part = ActionPart.objects.get()
    return f"Action {part.pk}, Boston: decided on 14 April 2026 by someone who did not hold the portfolio."


def own_work(cast: Cast, one: Recommendation, now: datetime) -> str:
    ActionPart.objects.update(submitted_by=cast.holder_boston)
    part = ActionPart.objects.get()
    return f"Action {part.pk}, Boston: decided on 14 April 2026 by who did or submitted the work."


def no_sign_off(cast: Cast, one: Recommendation, now: datetime) -> str:
    SignOff.objects.all().delete()
    part = ActionPart.objects.get()
    return f"Action {part.pk}, Boston: shown as signed off, and no sign-off stands."


def too_early(cast: Cast, one: Recommendation, now: datetime) -> str:
    ActionPart.objects.update(submitted_at=now + timedelta(hours=1))
    part = ActionPart.objects.get()
    return f"Action {part.pk}, Boston: decided on 14 April 2026 before it was submitted."


def no_route(cast: Cast, one: Recommendation, now: datetime) -> str:
    RouteStop.objects.all().delete()
    return "Report “Lamps”: published, and no body is on its route."


def drafts(cast: Cast, one: Recommendation, now: datetime) -> str:
    factories.recommendation(cast, 2, report=one.report, status=RecommendationStatus.DRAFT)
    return "Report “Lamps”: published, with recommendations that are drafts."


def reached_too_early(cast: Cast, one: Recommendation, now: datetime) -> str:
    RouteStop.objects.update(reached_on=date(2026, 2, 28))
    return "Lamps, Boston: Cabinet: reached on 28 February 2026, which does not fit."


def not_asked(cast: Cast, one: Recommendation, now: datetime) -> str:
    RouteStop.objects.create(
        report=one.report, body=cast.east_lindsey_executive, reached_on=TODAY, reached_precision="day"
    )
    factories.response(
        one, cast.east_lindsey, cast, status=ResponseStatus.NOT_SENT, due_on=None, received_on=None
    )
    return "Lamps, East Lindsey: Executive: received, and no answer was asked for."


def closed(cast: Cast, one: Recommendation, **fields: Any) -> Closure:
    Recommendation.objects.update(status=RecommendationStatus.CLOSED)
    held = factories.meeting(
        cast, slug="held", held_on=date(2026, 4, 7), status=fields.pop("meeting_status", MeetingStatus.HELD)
    )
    known: dict[str, Any] = {
        "kind": ClosureKind.NOT_FEASIBLE, "reason": "No lamps are left.", "closed_on": date(2026, 4, 7),
        "meeting": held, "by": cast.officer,
    }  # fmt: skip
    return Closure.objects.create(recommendation=one, **known | fields)


def no_meeting(cast: Cast, one: Recommendation, now: datetime) -> str:
    Recommendation.objects.update(status=RecommendationStatus.CLOSED)
    return f"{one}: closed, and no meeting that was held agreed it."


def put_off(cast: Cast, one: Recommendation, now: datetime) -> str:
    held = closed(cast, one).meeting
    held.status, held.status_reason = MeetingStatus.POSTPONED, "Snow."
    held.save()
    return f"{one}: closed, and no meeting that was held agreed it."


def unfinished(cast: Cast, one: Recommendation, now: datetime) -> str:
    closed(cast, one, kind=ClosureKind.IMPLEMENTED)
    factories.part(one, cast.south_holland, cast)
    return f"{one}: closed as implemented, with work unfinished."


def closed_too_early(cast: Cast, one: Recommendation, now: datetime) -> str:
    closed(cast, one, closed_on=date(2026, 4, 6))
    return f"{one}: closed on 6 April 2026, which does not fit."


def held_tomorrow(cast: Cast, one: Recommendation, now: datetime) -> str:
    factories.meeting(cast, held_on=date(2026, 4, 15), slug="2026-04-15", status=MeetingStatus.HELD)
    return "Performance Monitoring Panel, 15 April 2026: shown as held."


def two_holders(cast: Cast, one: Recommendation, now: datetime) -> str:
    Appointment.objects.filter(post=cast.portfolio_boston).update(ends_on=date(2026, 12, 31))
    person = cast.stranger.person
    assert person is not None
    Appointment.objects.create(
        person=person, post=cast.portfolio_boston, capacity=Capacity.HOLDER, starts_on=date(2026, 4, 1)
    )
    return "Portfolio Holder, Boston: two holders at once from 1 April 2026."


def cited(cast: Cast, one: Recommendation, now: datetime) -> str:
    item = factories.item(factories.meeting(cast), openness=Openness.EXEMPT, title="A contract for lamps")
    factories.outcome(item, text=f"We were told that {SECRET}.", openness=Openness.EXEMPT)
    ResponseVersion.objects.update(words=f"No: {SECRET.upper()}!")
    return f"Answer {one}, boston: repeats words of something exempt."


PLANTED: dict[str, list[Callable[[Cast, Recommendation, datetime], str]]] = {
    "accepted_without_action": [unpromised],
    "unanswered_past_due": [unanswered],
    "answered_without_an_answer": [no_published_answer],
    "answer_dates_out_of_order": [answered_before_asked],
    "promised_without_officer_or_date": [nobody_does_it],
    "signed_out_of_post": [out_of_post],
    "signed_own_work": [own_work],
    "finished_without_sign_off": [no_sign_off],
    "signed_before_submitted": [too_early],
    "report_without_route": [no_route],
    "report_with_drafts": [drafts],
    "route_out_of_order": [reached_too_early],
    "reached_and_not_asked": [not_asked],
    "closed_without_meeting": [no_meeting, put_off],
    "implemented_and_unfinished": [unfinished],
    "closure_out_of_order": [closed_too_early],
    "held_on_a_day_to_come": [held_tomorrow],
    "two_in_one_post": [two_holders],
    "exempt_text_cited": [cited],
}


def test_every_rule_has_a_fault_planted_for_it() -> None:
    assert sorted(PLANTED) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize(
    ("rule", "plant"),
    [pytest.param(rule, plant, id=plant.__name__) for rule, plants in PLANTED.items() for plant in plants],
)
def test_each_fault_that_is_planted_is_found_and_nothing_else(
    cast: Cast,
    one: Recommendation,
    now: datetime,
    rule: str,
    plant: Callable[[Cast, Recommendation, datetime], str],
) -> None:
    sentence = plant(cast, one, now)
    assert found() == {rule: [sentence]}


def test_words_that_anyone_may_read_of_an_exempt_thing_are_no_secret(cast: Cast, one: Recommendation) -> None:
    item = factories.item(factories.meeting(cast), openness=Openness.EXEMPT, title="A contract for lamps")
    factories.outcome(item, text=SECRET, public_summary=SECRET, openness=Openness.EXEMPT)
    ResponseVersion.objects.update(words=SECRET)
    assert found() == {}


def test_the_command_says_what_does_not_add_up_and_ends_badly(cast: Cast, one: Recommendation) -> None:
    out = StringIO()
    call_command("check_record", on=TODAY, stdout=out)
    assert out.getvalue() == f"Everything adds up: none of the {len(RULES)} checks found anything.\n"
    RouteStop.objects.all().delete()
    out = StringIO()
    with pytest.raises(CommandError, match="1 thing does not add up, found by 1 of the"):
        call_command("check_record", on=TODAY, stdout=out)
    line = "  Report “Lamps”: published, and no body is on its route. /reports/lamps/"
    assert out.getvalue() == f"Report without a route (1)\n{line}\n"


def test_machines_read_the_same(cast: Cast, one: Recommendation) -> None:
    RouteStop.objects.all().delete()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_record", on=TODAY, as_json=True, stdout=out)
    read = json.loads(out.getvalue())
    assert (read["on"], read["found"]) == ("2026-04-14", 1)
    assert {rule["rule"]: rule["found"] for rule in read["rules"] if rule["found"]} == {
        "report_without_route": 1
    }


def test_the_officer_reads_it_on_a_page_and_nobody_else_does(
    cast: Cast, one: Recommendation, client: Client
) -> None:
    RouteStop.objects.all().delete()
    client.force_login(cast.councillor)
    assert client.get("/record-check/").status_code == 403
    client.force_login(cast.officer)
    page = client.get("/record-check/").content.decode()
    assert "Report “Lamps”: published, and no body is on its route." in page
    assert page.count("none</div>") == len(RULES) - 1
