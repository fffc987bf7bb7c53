"""The officer keeps the glossary."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from core import history
from core.refusals import Refused
from strategies import operations
from strategies.models import GlossaryTerm
from tests.cast import Cast
from tests.strategies.reading import words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def add(cast: Cast, term: str = "Memorandum of Agreement", **fields: Any) -> GlossaryTerm:
    return operations.add_term(term=term, **fields, by=cast.officer, at=NOW)


def test_the_officer_adds_and_publishes_a_word(officer: Client, cast: Cast) -> None:
    sent = {
        "term": "Memorandum of Agreement",
        "abbreviation": "MoA",
        "explanation": "What was agreed.",
        "publish": "1",
    }
    response = officer.post("/glossary/add/", sent)
    assert response["Location"] == "/glossary/memorandum-of-agreement/"
    officer.logout()
    assert "Memorandum of Agreement (MoA) What was agreed." in words(officer.get("/glossary/"))


def test_a_word_without_an_explanation_waits_as_a_draft(officer: Client, cast: Cast) -> None:
    refused = officer.post("/glossary/add/", {"term": "Telephony", "publish": "1"})
    assert "Explain the word before it is published." in words(refused)
    officer.post("/glossary/add/", {"term": "Telephony", "publish": ""})
    assert GlossaryTerm.objects.get().status == "draft"
    officer.logout()
    assert officer.get("/glossary/telephony/").status_code == 404


def test_a_draft_is_explained_and_published_later(officer: Client, cast: Cast) -> None:
    word = add(cast)
    sent = {
        "term": "Memorandum of Agreement",
        "explanation": "What was agreed.",
        "publish": "1",
        "version": "1",
    }
    assert officer.post(f"/glossary/{word.slug}/edit/", sent)["Location"] == word.get_absolute_url()
    word.refresh_from_db()
    assert (word.status, word.version, word.explanation) == ("published", 2, "What was agreed.")
    assert [(row.verb, row.old, row.new) for row in history.of(word)] == [
        ("add", "", "draft"),
        ("edit", "", ""),
        ("publish", "draft", "published"),
    ]


def test_a_published_word_keeps_an_explanation_and_says_what_it_said_before(
    officer: Client, cast: Cast
) -> None:
    word = add(cast, explanation="What was agreed.", publish=True)
    sent = {"term": word.term, "explanation": "", "version": "1"}
    assert "Explain the word before it is published." in words(
        officer.post(f"/glossary/{word.slug}/edit/", sent)
    )
    officer.post(f"/glossary/{word.slug}/edit/", sent | {"explanation": "How costs are shared."})
    last = history.latest(word)
    assert last is not None
    assert last.details == {
        "changes": {"explanation": {"from": "What was agreed.", "to": "How costs are shared."}}
    }
    assert last.public


def test_two_officers_overwrite_nothing_unseen(officer: Client, cast: Cast) -> None:
    word = add(cast)
    operations.edit_term(
        word=word, version=1, term=word.term, explanation="Theirs.", by=cast.second_officer, at=NOW
    )
    response = officer.post(
        f"/glossary/{word.slug}/edit/", {"term": word.term, "explanation": "Mine.", "version": "1"}
    )
    assert response.status_code == 409
    page = words(response)
    assert ("Second Scrutiny Officer changed this" in page, "Theirs." in page, "Mine." in page) == (
        True,
        True,
        True,
    )


def test_one_abbreviation_stands_for_one_word(cast: Cast) -> None:
    add(cast, abbreviation="MoA")
    with pytest.raises(Refused, match="“moa” stands for “Memorandum of Agreement” already"):
        add(cast, "Museum of Art", abbreviation="moa")
    with pytest.raises(Refused, match="is in the glossary already"):
        add(cast, "MEMORANDUM of Agreement")


def test_no_word_takes_the_address_of_a_page(cast: Cast) -> None:
    assert [add(cast, term).slug for term in ("Add", "Check", "Add!", "?")] == [
        "add-2",
        "check-2",
        "add-3",
        "word",
    ]


def test_keeping_the_glossary_is_the_officers(client: Client, cast: Cast) -> None:
    word = add(cast, explanation="What was agreed.", publish=True)
    client.force_login(cast.councillor)
    assert "Change it" not in words(client.get(word.get_absolute_url()))
    for path in ("/glossary/add/", f"/glossary/{word.slug}/edit/"):
        assert client.post(path, {"term": "X"}).status_code == 403
