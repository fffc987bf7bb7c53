"""Stories of officers who suggest what their council should answer, and of who reads it."""

from datetime import datetime

import pytest
from django.test import Client

from core.models import HistoryEntry
from core.refusals import Refused
from notices.models import Notice
from recommendations import operations
from recommendations.models import Response, ResponseSuggestion
from tests import factories
from tests.cast import Cast

SECRET = "Quietly accept half of it."


@pytest.fixture
def asked(cast: Cast) -> Response:
    return factories.response(factories.recommendation(cast), cast.south_holland, cast)


def suggest(asked: Response, cast: Cast, at: datetime, words: str = SECRET) -> ResponseSuggestion:
    return operations.suggest_answer(
        response=asked, verdict="in_part", words=words, by=cast.responsible_south_holland, at=at
    )


def test_every_version_stays_and_the_holder_is_told(cast: Cast, asked: Response, now: datetime) -> None:
    suggest(asked, cast, now)
    suggest(asked, cast, now, "On second thoughts, half of it.")
    assert list(asked.suggestions.values_list("number", "words", "by_role")) == [
        (1, SECRET, "Responsible Officer, South Holland"),
        (2, "On second thoughts, half of it.", "Responsible Officer, South Holland"),
    ]
    notices = Notice.objects.order_by("pk")
    assert [notice.recipient for notice in notices] == [cast.holder_south_holland] * 2
    assert SECRET not in notices[0].text
    assert [row.public for row in HistoryEntry.objects.filter(verb="suggest")] == [False, False]
    asked.refresh_from_db()
    assert (asked.status, asked.verdict, asked.version) == ("awaited", "", 1)


def test_only_the_council_s_holder_and_officers_read_it(
    cast: Cast, asked: Response, client: Client, on_the_day: datetime
) -> None:
    suggest(asked, cast, on_the_day)
    readers = set()
    for name, user in cast.everyone.items():
        client.force_login(user)
        pages = [
            asked.get_absolute_url(),
            asked.recommendation.get_absolute_url(),
            "/awaiting-you/",
            "/to-do/",
        ]
        if any(SECRET in client.get(path).content.decode() for path in pages):
            readers.add(name)
    assert readers == {"holder_south_holland", "responsible_south_holland", "officer", "second_officer"}
    client.logout()
    assert SECRET not in client.get(asked.get_absolute_url()).content.decode()


def test_the_holder_has_it_beside_the_form_and_before_it(
    cast: Cast, asked: Response, client: Client, on_the_day: datetime
) -> None:
    suggest(asked, cast, on_the_day)
    client.force_login(cast.holder_south_holland)
    (ask,) = client.get("/awaiting-you/").context["awaiting"].asks
    assert [(fact.label, fact.words, [shown.word for shown in fact.shown]) for fact in ask.facts] == [
        ("Officers suggest", SECRET, ["Accepted in part"])
    ]
    assert SECRET in client.get(f"{asked.get_absolute_url()}respond/").content.decode()


def test_who_may_suggest_and_until_when(
    cast: Cast, asked: Response, client: Client, on_the_day: datetime
) -> None:
    address = f"{asked.get_absolute_url()}suggest/"
    may = set()
    for name, user in cast.everyone.items():
        client.force_login(user)
        if client.get(address).status_code == 200:
            may.add(name)
    assert may == {"responsible_south_holland", "officer", "second_officer"}
    client.force_login(cast.responsible_south_holland)
    page = client.post(address, {"verdict": "", "words": ""})
    assert page.context["form"].errors == {
        "verdict": ["Choose what you suggest that South Holland says"],
        "words": ["Say why, and what the council would do"],
    }
    done = client.post(address, {"verdict": "accepted", "words": "All of it.", "form_key": ""})
    assert (done.status_code, done["Location"]) == (302, asked.get_absolute_url())
    operations.answer(
        response=asked, verdict="rejected", words="", reasons="Dear", version=1, by=cast.holder_south_holland,
        at=on_the_day,
    )  # fmt: skip
    assert client.get(address).status_code == 403
    with pytest.raises(Refused, match="nothing to suggest"):
        suggest(asked, cast, on_the_day)
