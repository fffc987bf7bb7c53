"""Participants' feedback: aggregates only."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils.models import Person
from strategies import operations
from strategies.anonymity import telling
from strategies.enums import FeedbackKind, StrategyStatus
from strategies.models import ParticipantFeedback
from tests.cast import Cast
from tests.strategies.props import digital_strategy
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def feedback(cast: Cast, **fields: Any) -> ParticipantFeedback:
    values: dict[str, Any] = {
        "council": cast.boston,
        "kind": FeedbackKind.TRAINING,
        "subject": "Digital skills",
        "audience": "Residents over 65",
        "collected_on": date(2026, 3, 2),
        "respondents": 24,
        "themes": "Most want a second day.",
    }
    return operations.add_feedback(**values | fields, by=cast.officer, at=NOW)


def test_the_officer_adds_feedback_that_everyone_reads(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    strategy = digital_strategy(cast)
    client.post(reverse("strategies:add-feedback"), {
        "council": cast.boston.pk, "kind": "training", "subject": "Digital skills", "audience": "Residents over 65",
        "collected_on": "2 March 2026", "respondents": "24", "themes": "Most want a second day.",
        "strategy": strategy.pk,
    })  # fmt: skip
    told = "Digital skills Boston. Training, Residents over 65. 24 people answered. Most want a second day."
    public = Client()
    page = words(public.get(reverse("strategies:feedback")))
    assert told in page
    assert public.get(reverse("strategies:feedback")).content.decode().count("24 people</strong>") == 1
    assert f"What participants said All feedback {told}" in words(public.get(strategy.get_absolute_url()))


@pytest.mark.parametrize("respondents", [1, 4])
def test_of_few_participants_no_themes_are_kept_and_their_number_is_not_told(
    client: Client, cast: Cast, respondents: int
) -> None:
    with pytest.raises(Refused, match="Fewer than 5 people answered, so their themes are not kept"):
        feedback(cast, respondents=respondents)
    made = feedback(cast, respondents=respondents, themes="")
    feedback(cast, subject="Another", respondents=5)
    page = words(client.get(reverse("strategies:feedback")))
    assert "Fewer than 5 people answered." in page
    assert f"{respondents} people answered" not in page
    assert f"{respondents} person answered" not in page
    head = client.get(reverse("strategies:feedback")).content.decode()
    assert "<strong>5 people</strong> answered, asked 2 times" in head
    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipantFeedback.objects.filter(pk=made.pk).update(themes="Told all the same")


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("themes", "Ask jo@example.org about it.", "jo@example.org"),
        ("themes", "Call 01205 314200.", "01205 314200"),
        ("themes", "Mrs Smith wants more.", "Mrs Smith"),
        ("themes", "the one from PE21 8QR", "PE21 8QR"),
        ("audience", "friends of alex fenland", "alex fenland"),
        ("subject", "Lessons of Cllr Brown", "Cllr Brown"),
    ],
)
def test_words_that_tell_who_somebody_is_are_refused(cast: Cast, field: str, text: str, found: str) -> None:
    Person.objects.create(name="Alex Fenland")
    with pytest.raises(Refused, match=f"“{found}” could tell who somebody is") as refusal:
        feedback(cast, **{field: text})
    assert refusal.value.field == field
    assert ParticipantFeedback.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["Half came in 2026, 12 of them twice.", "Councillors and residents", "At 10am; £1,250", "Sirens"]
)
def test_words_about_groups_are_no_names(text: str) -> None:
    assert telling(text, ["Alex Fenland"]) == ""


def test_the_list_is_narrowed_by_council_kind_and_audience(client: Client, cast: Cast) -> None:
    feedback(cast)
    feedback(
        cast, council=cast.south_holland, kind=FeedbackKind.SERVICE, subject="Paying", audience="Tenants"
    )
    path = reverse("strategies:feedback")
    for asked, shown in (
        ({"council": "boston"}, ["Digital skills"]),
        ({"kind": "service"}, ["Paying"]),
        ({"audience": "tenant"}, ["Paying"]),
        ({"council": "boston", "kind": "service"}, []),
        ({"council": "nowhere", "kind": "x"}, ["Digital skills", "Paying"]),
    ):
        page = words(client.get(path, asked))
        assert [name for name in ("Digital skills", "Paying") if f"{name} " in page] == shown, asked


def test_withdrawn_feedback_says_why_and_counts_for_nothing(client: Client, cast: Cast) -> None:
    made = feedback(cast)
    client.force_login(cast.officer)
    path = reverse("strategies:withdraw-feedback", args=[made.pk])
    assert "Say why it is withdrawn." in words(client.post(path, {"reason": " "}))
    client.post(path, {"reason": "Counted twice."})
    page = words(Client().get(reverse("strategies:feedback")))
    assert "Withdrawn Boston, 2 March 2026. Withdrawn: Counted twice." in page
    assert "second day" not in page
    assert client.get(path).status_code == 404
    with pytest.raises(Overtaken):
        operations.withdraw_feedback(feedback=made, reason="Again", by=cast.officer, at=NOW)
    assert [(row.verb, row.public) for row in history.of(made)] == [
        ("add_feedback", True),
        ("withdraw_feedback", True),
    ]
    assert feedback(cast).pk != made.pk


def test_the_same_feedback_stands_once(cast: Cast) -> None:
    feedback(cast)
    with pytest.raises(Refused, match=r"This feedback is on record already\."):
        feedback(cast, audience="residents OVER 65")


def test_feedback_on_a_draft_is_the_officers_alone(client: Client, cast: Cast) -> None:
    made = feedback(cast, strategy=digital_strategy(cast, status=StrategyStatus.DRAFT))
    path = reverse("strategies:feedback")
    assert "No feedback is on record yet" in words(client.get(path))
    assert [row.public for row in history.of(made)] == [False]
    client.force_login(cast.officer)
    assert "Digital skills" in words(client.get(path))


def test_a_longer_list_costs_no_more_questions_and_has_pages(client: Client, cast: Cast) -> None:
    feedback(cast)
    path = reverse("strategies:feedback")
    before = queries_of(client, path)
    for number in range(25):
        feedback(cast, subject=f"Course {number}")
    assert queries_of(client, path) == before
    assert "Showing 1 to 25 of 26 times people were asked" in words(client.get(path))
