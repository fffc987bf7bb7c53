"""Promise C6: every move, sent directly, from every state and by every kind of person. Only the table's rows are done."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from core.models import HistoryEntry
from councils.enums import Capacity
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus, SignOffDecision
from recommendations.models import ActionPart, Closure, Response, SignOff
from tests import factories
from tests.cast import Cast, hold, person_with_account
from tests.recommendations.conftest import add_link

WORKERS, SIGNERS, OFFICERS = (
    ("responsible_south_holland",),
    ("holder_south_holland", "deputy"),
    ("officer", "second_officer"),
)
AT_WORK = (PartStatus.NO_OUTCOME, PartStatus.NOT_STARTED, PartStatus.IN_PROGRESS)
OPEN = (*AT_WORK, PartStatus.READY)
REASON = {"new": "30 September 2026", "reason": "Why", "version": "1"}
DECISION = {"round": "1", "confirmed": "on", "more": "More", "due_on": "30 September 2026", "missing": "More"}

# Each step of a piece of work: its address, what is sent, from which states, and by whom it is done.
PART_STEPS: dict[str, tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]]] = {
    "progress": ("update", {"kind": "progress", "text": "Done"}, OPEN, WORKERS),
    "difficulty": ("update", {"kind": "difficulty", "text": "Late"}, OPEN, WORKERS),
    "evidence": ("evidence", {"title": "List", "url": "https://example.org"}, AT_WORK, WORKERS),
    "submit": ("submit", {}, AT_WORK, WORKERS),
    "sign off": ("sign-off", {**DECISION, "decision": "signed_off"}, (PartStatus.READY,), SIGNERS),
    "and more": ("sign-off", {**DECISION, "decision": "signed_off_with_more"}, (PartStatus.READY,), SIGNERS),
    "send back": ("sign-off", {**DECISION, "decision": "sent_back"}, (PartStatus.READY,), SIGNERS),
    "reverse": ("reverse", {"reason": "Why"}, (PartStatus.SIGNED_OFF,), SIGNERS),
    "move date": ("move-date", REASON, OPEN, (*OFFICERS, *SIGNERS)),
    "assign": ("assign", {"version": "1"}, AT_WORK, (*OFFICERS, *SIGNERS)),
    "ask for a date": ("new-date", {"wanted": "1 August 2026", "reason": "Late"}, AT_WORK, WORKERS),
    "how often": (
        "how-often",
        {"weeks": "3", "reason": "Why", "version": "1"},
        AT_WORK,
        (*OFFICERS, *SIGNERS),
    ),
    "stop": ("stop", {"reason": "Why"}, AT_WORK, SIGNERS),
    "replace": ("replaced", {"reason": "Why"}, AT_WORK, OFFICERS),
}
# Who ended it takes it up again.
TAKEN_UP_BY = {PartStatus.STOPPED: SIGNERS, PartStatus.SUPERSEDED: OFFICERS}


@pytest.fixture
def people(cast: Cast) -> dict[str, Client]:
    """Everybody, signed in, with the deputy and the public."""
    deputy = person_with_account("Deputy", "deputy@example.org")
    hold(deputy, cast.portfolio_south_holland, capacity=Capacity.DEPUTY)
    people = {"public": Client()}
    for name, user in {**cast.everyone, "deputy": deputy}.items():
        people[name] = Client()
        people[name].force_login(user)
    return people


def tried(people: dict[str, Client], path: str, data: dict[str, str]) -> Iterator[str]:
    """Let everybody send it, undo what it did each time, and give the names of those for whom it did something."""
    for name, client in people.items():
        before = HistoryEntry.objects.count()
        with transaction.atomic():
            status = client.post(path, data).status_code
            assert status in {200, 302, 403, 404}
            if HistoryEntry.objects.count() > before:
                yield name
            transaction.set_rollback(True)


def part_in(status: str, cast: Cast) -> ActionPart:
    part = factories.part(
        factories.recommendation(cast),
        cast.south_holland,
        cast,
        status=status,
        status_reason="Why",
        round=1,
        submitted_by=cast.responsible_south_holland,
        submitted_at=factories.MOMENT,
    )
    add_link(part, cast)
    if status == PartStatus.SIGNED_OFF:
        holder = cast.holder_south_holland
        SignOff.objects.create(
            part=part, round=1, decision=SignOffDecision.SIGNED_OFF, by=holder, by_name=holder.name,
            by_role="Portfolio Holder", at=factories.MOMENT,
        )  # fmt: skip
    return part


@pytest.mark.parametrize("status", PartStatus.values)
def test_steps_of_a_piece_of_work(
    cast: Cast, people: dict[str, Client], on_the_day: datetime, status: str
) -> None:
    part = part_in(status, cast)
    other = factories.part(part.action.recommendations.get(), cast.south_holland, cast, title="Other work")
    typed = {
        "assign": {"responsible": str(cast.work_south_holland.pk)},
        "replace": {"replaced_by": str(other.action_id)},
    }
    again = set(tried(people, f"{part.get_absolute_url()}take-up/", {"reason": "Why"}))
    assert again == set(TAKEN_UP_BY.get(PartStatus(status), ()))
    done, expected = {}, {}
    for step, (address, data, states, whom) in PART_STEPS.items():
        more = typed.get(step, {})
        done[step] = set(tried(people, f"{part.get_absolute_url()}{address}/", {**data, **more}))
        expected[step] = set(whom) if status in states else set()
    assert done == expected


def response_steps(cast: Cast) -> dict[str, tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]]]:
    asked = (ResponseStatus.AWAITED, ResponseStatus.UNANSWERED, ResponseStatus.NOT_ON_RECORD)
    said: dict[str, Any] = {
        "version": "1", "decides": "delegated", "reasons_rejected": "No", "noted_words": "", "in_place": "It is",
        "in_place_since": "2024", "part_accepted": "Half", "reasons_in_part": "Dear", "expected_on": "1 June 2026",
        "commitment_1": "We will", "responsible_1": str(cast.work_south_holland.pk), "due_on_1": "1 June 2026",
    }  # fmt: skip
    steps: dict[str, tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]]] = {
        verdict: ("respond", {**said, "verdict": verdict}, (*asked, ResponseStatus.ANSWERED), SIGNERS)
        for verdict in ("accepted", "in_part", "in_place", "rejected")
    }
    steps |= {
        verdict: ("respond", {**said, "verdict": verdict}, asked, SIGNERS)
        for verdict in ("noted", "deferred", "principle")
    }
    running = (ResponseStatus.AWAITED, ResponseStatus.UNANSWERED)
    return {
        **steps,
        "draft": ("respond", {**said, "save_draft": "1"}, (*asked, ResponseStatus.ANSWERED), SIGNERS),
        "move date": ("move-date", REASON, running, OFFICERS),
        "remind": ("remind", {}, running, OFFICERS),
    }


@pytest.mark.parametrize("status", ResponseStatus.values)
def test_steps_of_an_answer(cast: Cast, people: dict[str, Client], on_the_day: datetime, status: str) -> None:
    verdict = {ResponseStatus.ANSWERED: "accepted", ResponseStatus.UNANSWERED: "noted"}.get(status, "")  # type: ignore[call-overload]
    response = factories.response(
        factories.recommendation(cast), cast.south_holland, cast, status=status, verdict=verdict
    )
    done, expected = {}, {}
    for step, (address, data, states, whom) in response_steps(cast).items():
        done[step] = set(tried(people, f"{response.get_absolute_url()}{address}/", data))
        expected[step] = set(whom) if status in states else set()
    assert done == expected


@pytest.mark.parametrize("status", RecommendationStatus.values)
def test_steps_of_a_recommendation(
    cast: Cast, people: dict[str, Client], on_the_day: datetime, status: str
) -> None:
    recommendation = factories.recommendation(cast, status=status, status_reason="Why")
    factories.response(
        recommendation, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None, received_on=None
    )
    factories.response(recommendation, cast.south_holland, cast)
    meeting = factories.meeting(cast)
    closing = {"kind": "superseded", "reason": "Why", "meeting": str(meeting.pk), "closed_on": "1 April 2026"}
    days = {f"received_{cast.boston.pk}": "1 April 2026", "send": "1"}
    answer = {"version": "1", "verdict": "rejected", "decides": "delegated", "reasons_rejected": "No"}
    made, draft = RecommendationStatus.MADE, RecommendationStatus.DRAFT
    page = recommendation.get_absolute_url()
    assert {
        "close": set(tried(people, f"{page}close/", closing)),
        "send": set(tried(people, f"{page}send/", days)),
        "answer": set(tried(people, f"{page}south-holland/respond/", answer)),
        "withdraw": set(tried(people, f"{page}withdraw/", {"reason": "Why"})),
    } == {
        "close": set(OFFICERS) if status == made else set(),
        "send": set(OFFICERS) if status in {made, draft} else set(),
        "answer": set(SIGNERS) if status == made else set(),
        "withdraw": set(OFFICERS) if status in {made, draft} else set(),
    }


@pytest.mark.parametrize("status", RecommendationStatus.values)
def test_steps_of_a_continuing_recommendation(
    cast: Cast, people: dict[str, Client], on_the_day: datetime, status: str
) -> None:
    """Only one that stands is judged, only a closed one is opened again, and only one whose end is known is closed."""
    recommendation = factories.recommendation(cast, status=status, status_reason="Why", kind="continuing")
    meeting = factories.meeting(cast, slug="2026-04-01", held_on=date(2026, 4, 1), status="held")
    if status == RecommendationStatus.CLOSED:
        Closure.objects.create(
            recommendation=recommendation, kind="superseded", reason="Why", meeting=meeting,
            closed_on=date(2026, 4, 1), by=cast.officer,
        )  # fmt: skip
    judgement = {
        "judgement": "on_track", "reason": "All passed", "meeting": str(meeting.pk), "judged_on": "1 April 2026",
        "every_months": "6", "version": str(recommendation.version),
    }  # fmt: skip
    page = recommendation.get_absolute_url()
    assert {
        "judge": set(tried(people, f"{page}judge/", judgement)),
        "reopen": set(tried(people, f"{page}reopen/", {"reason": "Why"})),
    } == {
        "judge": set(OFFICERS) if status == RecommendationStatus.MADE else set(),
        "reopen": set(OFFICERS) if status == RecommendationStatus.CLOSED else set(),
    }


def test_a_council_that_was_sent_it_is_not_sent_it_again(
    cast: Cast, people: dict[str, Client], on_the_day: datetime
) -> None:
    response: Response = factories.response(factories.recommendation(cast), cast.boston, cast)
    path = f"{response.recommendation.get_absolute_url()}send/"
    days = {f"received_{cast.boston.pk}": "1 April 2026", "send": "1"}
    assert set(tried(people, path, days)) == set()
    page = people["officer"].post(path, days).content.decode()
    assert "This was sent to Boston already: received 21 March 2026." in page
