"""The public list of overdue answers: what is due, what is expected, and what has been done about it."""

from datetime import date, datetime

import pytest
from django.test import Client

from core.enums import Openness
from recommendations import operations
from recommendations.enums import EscalationKind
from recommendations.models import Response
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
ADDRESS = "/recommendations/overdue/"


def overdue(cast: Cast, number: int, council: str, due_on: date, **fields: object) -> Response:
    return factories.response(
        factories.recommendation(cast, number), getattr(cast, council), cast, due_on=due_on, first_due_on=due_on,
        **fields,
    )  # fmt: skip


def test_the_longest_overdue_comes_first_with_all_that_is_known(
    cast: Cast, client: Client, now: datetime
) -> None:
    one = overdue(cast, 1, "south_holland", date(2026, 4, 13))
    other = overdue(cast, 2, "boston", date(2026, 3, 2), expected_on=date(2026, 4, 1))
    overdue(cast, 3, "boston", date(2026, 4, 14))
    operations.answer(
        response=other, verdict="noted", words="We are thinking.", version=1, by=cast.holder_boston, at=now
    )
    Response.objects.filter(pk=other.pk).update(expected_on=date(2026, 4, 1))
    operations.take_step(
        response=other,
        kind=EscalationKind.REMINDER,
        to="The holder",
        words="Secret words",
        by=cast.officer,
        at=now,
    )
    page = client.get(ADDRESS)
    assert (page.context["strong"], page.context["rest"]) == (
        "2 answers are overdue", "Boston 1, South Holland 1. The oldest was due on 2 March 2026.",
    )  # fmt: skip
    lines = page.context["lines"]
    assert [
        (line.response, line.said.word, line.words, line.late, line.expected_on, line.expected_passed)
        for line in lines
    ] == [
        (other, "Noted", "We are thinking.", "43 days late", date(2026, 4, 1), True),
        (one, "Response overdue", "", "1 day late", None, False),
    ]
    assert [step.get_kind_display() for step in lines[0].steps] == ["Reminder"]
    assert "Secret words" not in page.content.decode()


def test_a_published_non_response_is_read_by_everyone(cast: Cast, client: Client, now: datetime) -> None:
    late = overdue(cast, 1, "boston", date(2025, 12, 1))
    for kind in list(EscalationKind)[:4]:
        late.escalation_steps.create(
            kind=kind, status="skipped", reason="Done by hand", due_on=date(2025, 12, 1), proposed_on=date(2026, 1, 1),
            taken_on=date(2026, 3, 1), by=cast.officer, at=now,
        )  # fmt: skip
    operations.take_step(
        response=late, kind=EscalationKind.NON_RESPONSE, to="Everyone", words="Boston has not answered.",
        by=cast.officer, at=now,
    )  # fmt: skip
    assert "“Boston has not answered.”" in client.get(ADDRESS).content.decode()
    assert "Boston has not answered." in client.get(late.get_absolute_url()).content.decode()


def test_an_exempt_one_is_not_even_counted(cast: Cast, client: Client) -> None:
    hidden = overdue(cast, 1, "south_holland", date(2026, 3, 2))
    hidden.recommendation.openness = Openness.EXEMPT
    hidden.recommendation.exempt_paragraph = "3"
    hidden.recommendation.save()
    assert client.get(ADDRESS).context["strong"] == "No answer is overdue"
    client.force_login(cast.holder_south_holland)
    assert [line.response for line in client.get(ADDRESS).context["lines"]] == [hidden]
    client.force_login(cast.holder_boston)
    assert client.get(ADDRESS).context["lines"] == []


def test_one_council_alone_and_a_filter_nobody_knows(cast: Cast, client: Client) -> None:
    overdue(cast, 1, "south_holland", date(2026, 4, 1))
    boston = overdue(cast, 2, "boston", date(2026, 4, 2))
    page = client.get(f"{ADDRESS}?council=boston")
    assert [line.response for line in page.context["lines"]] == [boston]
    assert "We ignored one filter" in client.get(f"{ADDRESS}?council=atlantis").content.decode()
