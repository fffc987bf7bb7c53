"""Who may do what, as a table: every kind of person against every question, for South Holland's own things."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from councils.enums import Capacity
from councils.models import Appointment
from meetings.enums import MeetingStatus
from recommendations import permissions
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, DateRequest, Response
from tests import factories
from tests.cast import TODAY, Cast, hold, person_with_account

OFFICERS = {"officer", "second_officer"}
SIGNERS = {"holder_south_holland", "deputy"}
WORKERS = {"responsible_south_holland"}
COUNCILLORS = {"councillor", "other_councillor"}
NOBODY: set[str] = set()


@pytest.fixture
def people(cast: Cast) -> dict[str, Any]:
    """The cast, with a deputy, someone whose post ended yesterday, someone who begins tomorrow, and someone shut out."""
    posts = cast.portfolio_south_holland, cast.work_south_holland
    deputy = person_with_account("Deputy", "deputy@example.org")
    hold(deputy, posts[0], capacity=Capacity.DEPUTY)
    former, coming, disabled = (
        person_with_account(name, f"{name}@example.org") for name in ("former", "coming", "disabled")
    )
    for post in posts:
        hold(former, post, capacity=Capacity.DEPUTY)
        hold(coming, post, since=date(2026, 4, 15), capacity=Capacity.DEPUTY)
        hold(disabled, post, capacity=Capacity.DEPUTY)
    Appointment.objects.filter(person=former.person).update(ends_on=date(2026, 4, 13))
    disabled.is_active = False
    disabled.save()
    more = {"deputy": deputy, "former": former, "coming": coming, "disabled": disabled}
    return {**cast.everyone, **more, "public": AnonymousUser()}


def allowed(people: dict[str, Any], question: Callable[..., bool], thing: Any) -> set[str]:
    return {name for name, user in people.items() if question(user, thing, on=TODAY)}


@pytest.mark.parametrize("status", ResponseStatus.values)
def test_only_the_council_that_was_asked_answers(cast: Cast, people: dict[str, Any], status: str) -> None:
    verdict = {"answered": "accepted", "unanswered": "noted"}.get(status, "")
    response = factories.response(
        factories.recommendation(cast), cast.south_holland, cast, status=status, verdict=verdict
    )
    expected = NOBODY if status == ResponseStatus.NOT_SENT else SIGNERS
    assert allowed(people, permissions.can_respond, response) == expected
    assert allowed(people, permissions.can_move_date, response) == OFFICERS


@pytest.mark.parametrize("status", [s for s in RecommendationStatus.values if s != RecommendationStatus.MADE])
def test_nobody_answers_what_does_not_stand(cast: Cast, people: dict[str, Any], status: str) -> None:
    recommendation = factories.recommendation(cast, status=status, status_reason="Why")
    response = factories.response(recommendation, cast.south_holland, cast)
    assert allowed(people, permissions.can_respond, response) == NOBODY


@pytest.mark.parametrize("status", PartStatus.values)
def test_who_may_do_what_to_a_piece_of_work(cast: Cast, people: dict[str, Any], status: str) -> None:
    part = factories.part(
        factories.recommendation(cast),
        cast.south_holland,
        cast,
        status=status,
        status_reason="Why",
        submitted_by=cast.responsible_south_holland,
        submitted_at=factories.MOMENT,
    )
    finished = status in {PartStatus.SIGNED_OFF, PartStatus.SUPERSEDED, PartStatus.STOPPED}
    table: dict[Callable[..., bool], set[str]] = {
        permissions.can_report: NOBODY if finished else WORKERS,
        permissions.can_sign_off: SIGNERS,
        permissions.can_reverse: SIGNERS if status == PartStatus.SIGNED_OFF else NOBODY,
        permissions.can_assign: NOBODY if finished else OFFICERS | SIGNERS,
        permissions.can_move_date: OFFICERS | SIGNERS,
        permissions.can_see_evidence: OFFICERS | SIGNERS | WORKERS | COUNCILLORS,
        permissions.can_see_difficulties: OFFICERS | SIGNERS | WORKERS | COUNCILLORS,
    }
    assert {question.__name__: allowed(people, question, part) for question in table} == {
        question.__name__: expected for question, expected in table.items()
    }


@pytest.mark.parametrize("own", ["submitted it", "holds the post that did it"])
def test_nobody_signs_off_their_own_work(cast: Cast, people: dict[str, Any], own: str) -> None:
    part = factories.part(None, cast.south_holland, cast, status=PartStatus.IN_PROGRESS)
    if own == "submitted it":
        ActionPart.objects.update(submitted_by=people["deputy"], submitted_at=factories.MOMENT)
        part.refresh_from_db()
    else:
        hold(people["deputy"], cast.work_south_holland, capacity=Capacity.DEPUTY)
    assert allowed(people, permissions.can_sign_off, part) == {"holder_south_holland"}


def test_work_that_nobody_was_given_is_nobodys_to_report_or_sign(cast: Cast, people: dict[str, Any]) -> None:
    part = factories.part(None, cast.south_holland, cast, responsible=None, portfolio=None)
    assert allowed(people, permissions.can_report, part) == NOBODY
    assert allowed(people, permissions.can_sign_off, part) == NOBODY
    assert allowed(people, permissions.can_assign, part) == OFFICERS


@pytest.mark.parametrize("status", MeetingStatus.values)
def test_the_officer_logs_until_the_record_is_published(
    cast: Cast, people: dict[str, Any], status: str
) -> None:
    meeting = factories.meeting(cast, status=status, status_reason="Why")
    open_log = status in {"planned", "agenda_published", "in_progress", "held"}
    assert allowed(people, permissions.can_log, meeting) == (OFFICERS if open_log else NOBODY)


def test_the_officer_sends_and_closes(cast: Cast, people: dict[str, Any]) -> None:
    recommendation = factories.recommendation(cast)
    assert allowed(people, permissions.can_send, recommendation) == OFFICERS
    assert allowed(people, permissions.can_close, recommendation) == OFFICERS
    assert {name for name, user in people.items() if permissions.can_make(user, on=TODAY)} == OFFICERS


def test_a_post_ends_with_the_day(cast: Cast) -> None:
    response: Response = factories.response(factories.recommendation(cast), cast.boston, cast)
    cast.portfolio_boston.appointments.update(ends_on=TODAY)
    holder = cast.holder_boston
    assert permissions.can_respond(holder, response, on=TODAY)
    assert not permissions.can_respond(holder, response, on=date(2026, 4, 15))


@pytest.mark.parametrize(
    ("fields", "of", "expected"),
    [
        ({"status": "answered", "verdict": "accepted"}, {}, SIGNERS | OFFICERS),
        ({"status": "answered", "verdict": "in_place"}, {}, SIGNERS | OFFICERS),
        ({"status": "answered", "verdict": "rejected"}, {}, NOBODY),
        ({"status": "unanswered", "verdict": "noted"}, {}, NOBODY),
        (
            {"status": "answered", "verdict": "accepted"},
            {"status": RecommendationStatus.WITHDRAWN, "status_reason": "Made twice."},
            NOBODY,
        ),
    ],
)
def test_more_work_is_promised_only_where_a_council_accepted(
    cast: Cast, people: dict[str, Any], fields: dict[str, str], of: dict[str, Any], expected: set[str]
) -> None:
    response = factories.response(factories.recommendation(cast, **of), cast.south_holland, cast, **fields)
    assert allowed(people, permissions.can_add_action, response) == expected


def test_a_new_date_is_decided_by_whoever_may_move_it_but_never_by_who_asked(
    cast: Cast, people: dict[str, Any]
) -> None:
    part = factories.part(None, cast.south_holland, cast)
    request = DateRequest(part=part, by=cast.officer)
    everybody = SIGNERS | OFFICERS
    assert allowed(people, permissions.can_decide_new_date, request) == everybody - {"officer"}


@pytest.mark.parametrize("status", PartStatus.values)
def test_work_ends_by_its_holder_and_is_replaced_by_the_officer(
    cast: Cast, people: dict[str, Any], status: str
) -> None:
    part = ActionPart(portfolio=cast.portfolio_south_holland, status=status)
    is_open = status in {"no_outcome", "not_started", "in_progress"}
    assert allowed(people, permissions.can_stop, part) == (SIGNERS if is_open else NOBODY)
    assert allowed(people, permissions.can_supersede, part) == (OFFICERS if is_open else NOBODY)
    again = {"stopped": SIGNERS, "superseded": OFFICERS}.get(status, NOBODY)
    assert allowed(people, permissions.can_take_up_again, part) == again
