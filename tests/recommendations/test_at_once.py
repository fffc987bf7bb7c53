"""Stories of two people at once, on real threads and connections: exactly one of each pair is done (C1, C3)."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import User
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import (
    ActionPart,
    DateRequest,
    Evidence,
    ProgressUpdate,
    Recommendation,
    Response,
    SignOff,
)
from tests import factories
from tests.cast import Cast, assemble, hold, person_with_account
from tests.recommendations.conftest import add_link, waiting

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = 200
SENT_AT_ONCE = 5
Act = Callable[[int], object]


@pytest.fixture
def stage() -> Cast:
    return assemble()


@pytest.fixture
def deputy(stage: Cast) -> User:
    deputy = person_with_account("Deputy", "deputy@example.org")
    hold(deputy, stage.portfolio_south_holland, capacity=Capacity.DEPUTY)
    return deputy


@contextmanager
def own_connection() -> Iterator[None]:
    """A thread has a connection of its own and closes it."""
    try:
        yield
    finally:
        connection.close()


def both(acts: tuple[Act, Act], numbers: list[int]) -> list[tuple[object, object]]:
    """Let two threads do their act on each number at the same moment, and give what came of each: a result or a refusal."""
    barrier = Barrier(2, timeout=60)

    def one_side(act: Act) -> list[object]:
        came: list[object] = []
        with own_connection():
            for number in numbers:
                barrier.wait()
                try:
                    came.append(act(number))
                except Refused as refusal:
                    came.append(refusal)
        return came

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(one_side, acts)
    return list(zip(first, second, strict=True))


def refusals(pair: tuple[object, object]) -> list[Refused]:
    return [one for one in pair if isinstance(one, Refused)]


def test_of_two_who_sign_off_at_once_one_does_and_the_other_reads_who(
    stage: Cast, deputy: User, now: datetime
) -> None:
    parts = [waiting(stage, number).pk for number in range(1, PAIRS + 1)]

    def sign(by: User) -> Act:
        return lambda pk: operations.sign_off(part=ActionPart.objects.get(pk=pk), round=1, by=by, at=now)

    def send_back(by: User) -> Act:
        return lambda pk: operations.send_back(
            part=ActionPart.objects.get(pk=pk), round=1, words="More", by=by, at=now
        )

    half = PAIRS // 2
    pairs = both((sign(stage.holder_south_holland), sign(deputy)), parts[:half])
    pairs += both((sign(stage.holder_south_holland), send_back(deputy)), parts[half:])
    assert [len(refusals(pair)) for pair in pairs] == [1] * PAIRS
    assert SignOff.objects.count() == PAIRS
    assert HistoryEntry.objects.filter(verb__in=["sign_off", "send_back"]).count() == PAIRS
    sentences = {refusals(pair)[0].sentence for pair in pairs}
    assert sentences <= {
        f"The {role} {did} on 14 April 2026 at 10:02am. Nothing of yours was saved."
        for role in ("Portfolio Holder, South Holland", "Deputy, for the Portfolio Holder, South Holland")
        for did in ("signed this off", "sent this back")
    }


def test_of_two_who_answer_at_once_one_does(stage: Cast, deputy: User, now: datetime) -> None:
    responses = [
        factories.response(factories.recommendation(stage, number), stage.south_holland, stage).pk
        for number in range(1, PAIRS + 1)
    ]

    def say(verdict: str, by: User) -> Act:
        return lambda pk: operations.answer(
            response=Response.objects.select_related("recommendation", "council").get(pk=pk),
            verdict=verdict,
            words="",
            reasons="Because",
            version=1,
            by=by,
            at=now,
        )

    pairs = both((say("rejected", stage.holder_south_holland), say("noted", deputy)), responses)
    assert [len(refusals(pair)) for pair in pairs] == [1] * PAIRS
    assert {type(refusals(pair)[0]) for pair in pairs} == {Overtaken}
    assert set(Response.objects.values_list("version", flat=True)) == {2}
    assert HistoryEntry.objects.filter(verb__in=["answer", "leave_open"]).count() == PAIRS


def test_of_two_who_move_a_date_at_once_one_does(stage: Cast, now: datetime) -> None:
    parts = [factories.part(None, stage.boston, stage).pk for _ in range(PAIRS)]

    def move(day: date, by: User) -> Act:
        return lambda pk: operations.change_due_date(
            part=ActionPart.objects.get(pk=pk), new=day, reason="Why", version=1, by=by, at=now
        )

    pairs = both(
        (move(date(2026, 9, 1), stage.officer), move(date(2026, 10, 1), stage.second_officer)), parts
    )
    assert [len(refusals(pair)) for pair in pairs] == [1] * PAIRS
    assert [part.due_date_changes.count() for part in ActionPart.objects.all()] == [1] * PAIRS


def test_of_a_promise_to_close_and_more_work_at_once_nothing_is_left_undone(
    stage: Cast, now: datetime
) -> None:
    """Whichever comes first: nothing is implemented while work is open, and nothing is added to what is closed."""
    held = factories.meeting(stage)
    asked = []
    for number in range(1, PAIRS + 1):
        response = factories.response(factories.recommendation(stage, number), stage.south_holland, stage)
        Response.objects.filter(pk=response.pk).update(
            status="answered", verdict="accepted", answered_on=date(2026, 4, 1)
        )
        asked.append(response.pk)

    def close(pk: int) -> object:
        recommendation = Recommendation.objects.get(responses=pk)
        return operations.close(
            recommendation=recommendation, kind="implemented", reason="Done", meeting=held,
            closed_on=date(2026, 4, 14), by=stage.officer, at=now,
        )  # fmt: skip

    def add(pk: int) -> object:
        response = Response.objects.select_related("recommendation", "council", "portfolio").get(pk=pk)
        return operations.add_action(
            response=response, title="More", responsible=stage.work_south_holland, due_on=date(2026, 9, 1),
            reason="Agreed", by=stage.officer, at=now,
        )  # fmt: skip

    pairs = both((close, add), asked)
    assert [len(refusals(pair)) for pair in pairs] == [1] * PAIRS


def test_a_new_date_asked_for_while_the_work_is_submitted_does_not_wait_for_ever(
    stage: Cast, now: datetime
) -> None:
    """Work of a meeting, which serves no recommendation: the part alone keeps the two apart."""
    parts = []
    for _ in range(PAIRS):
        part = factories.part(None, stage.south_holland, stage, status=PartStatus.IN_PROGRESS)
        add_link(part, stage)
        parts.append(part.pk)

    def ask(pk: int) -> object:
        return operations.ask_new_date(
            part=ActionPart.objects.get(pk=pk), wanted=date(2026, 9, 30), reason="Late",
            by=stage.responsible_south_holland, at=now,
        )  # fmt: skip

    def submit(pk: int) -> object:
        return operations.submit(
            part=ActionPart.objects.get(pk=pk), by=stage.responsible_south_holland, at=now
        )

    both((ask, submit), parts)
    assert set(ActionPart.objects.values_list("status", flat=True)) == {PartStatus.READY}
    assert not DateRequest.objects.filter(decision="").exists()


def test_a_sign_off_and_new_evidence_at_once_never_sign_what_nobody_saw(stage: Cast, now: datetime) -> None:
    """Evidence may come first, before submission, or be refused; what was signed never lacks a piece of its round."""
    parts = [waiting(stage, number).pk for number in range(1, PAIRS + 1)]

    def sign(pk: int) -> object:
        return operations.sign_off(
            part=ActionPart.objects.get(pk=pk), round=1, by=stage.holder_south_holland, at=now
        )

    def add(pk: int) -> object:
        return operations.add_evidence_link(
            part=ActionPart.objects.get(pk=pk),
            title="Late",
            url="https://example.org",
            by=stage.responsible_south_holland,
            at=now,
        )

    pairs = both((sign, add), parts)
    assert [isinstance(second, Refused) for _, second in pairs] == [True] * PAIRS
    assert not Evidence.objects.filter(title="Late").exists()


def test_a_sign_off_and_a_withdrawal_at_once_both_happen_in_one_order(stage: Cast, now: datetime) -> None:
    parts = [waiting(stage, number).pk for number in range(1, PAIRS + 1)]

    def sign(pk: int) -> object:
        return operations.sign_off(
            part=ActionPart.objects.get(pk=pk), round=1, by=stage.holder_south_holland, at=now
        )

    def withdraw(pk: int) -> object:
        recommendation = Recommendation.objects.get(actions__parts=pk)
        return operations.withdraw(recommendation=recommendation, reason="Why", by=stage.officer, at=now)

    pairs = both((sign, withdraw), parts)
    assert [refusals(pair) for pair in pairs] == [[]] * PAIRS
    assert set(Recommendation.objects.values_list("status", "next_due_on")) == {("withdrawn", None)}


@pytest.mark.parametrize(
    ("name", "kept"),
    [("update", ProgressUpdate), ("evidence", Evidence), ("add", Recommendation), ("respond", ActionPart)],
)
def test_a_form_sent_five_times_at_once_and_again_after_back_is_stored_once(
    stage: Cast, name: str, kept: Any
) -> None:
    user, path, fields = forms(stage)[name]
    before = kept.objects.count()
    data = {**fields, "form_key": str(uuid.uuid4())}
    barrier = Barrier(SENT_AT_ONCE, timeout=60)

    def send(_: int) -> tuple[int, str]:
        with own_connection():
            client = Client()
            client.force_login(user)
            barrier.wait()
            return sent(client, path, data)

    with ThreadPoolExecutor(SENT_AT_ONCE) as pool:
        came = list(pool.map(send, range(SENT_AT_ONCE)))
    after_back = Client()
    after_back.force_login(user)
    came.append(sent(after_back, path, data))
    came.append(
        sent(after_back, path, {**data, "form_key": str(uuid.uuid4())})
    )  # as browsers ask for the page anew
    assert {status for status, _ in came} == {302}
    assert len({address for _, address in came}) == 1
    assert kept.objects.count() == before + 1


def sent(client: Client, path: str, data: dict[str, Any]) -> tuple[int, str]:
    files = {"upload": SimpleUploadedFile("list.csv", b"a,b\n1,2\n")} if "upload" in data else {}
    response = client.post(path, {**data, **files})
    return response.status_code, response.headers.get("Location", "")


def forms(stage: Cast) -> dict[str, tuple[User, str, dict[str, Any]]]:
    """Each form that creates something: who sends it, where, and what is typed."""
    recommendation = factories.recommendation(stage)
    response = factories.response(recommendation, stage.south_holland, stage)
    part = factories.part(recommendation, stage.south_holland, stage, status=PartStatus.IN_PROGRESS)
    worker = stage.responsible_south_holland
    return {
        "update": (
            worker,
            reverse("recommendations:update", args=[part.pk]),
            {"kind": "progress", "text": "Half done"},
        ),
        "evidence": (
            worker,
            reverse("recommendations:evidence", args=[part.pk]),
            {"title": "List", "shows": "", "upload": True},
        ),
        "add": (
            stage.officer,
            reverse("recommendations:add"),
            {
                "text": "That A", "title": "A", "councils": [stage.boston.pk], "kind": "deliverable", "made_by": "B",
                "prefix": "WP", "openness": "open",
            },
        ),
        "respond": (
            stage.holder_south_holland,
            f"{response.get_absolute_url()}respond/",
            {
                "version": 1, "verdict": "accepted", "commitment_1": "We will", "decides": "delegated",
                "responsible_1": stage.work_south_holland.pk, "due_on_1": "31 December 2199",
            },
        ),
    }  # fmt: skip
