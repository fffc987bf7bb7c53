"""Versions of a strategy and their documents."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.refusals import Overtaken, Refused
from strategies import operations
from strategies.enums import StrategyStatus
from strategies.models import Strategy, StrategyDocument, StrategyVersion
from tests.cast import Cast
from tests.strategies.props import digital_strategy
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OTHER = PDF.replace(b"<<>>", b"<</A 1>>", 1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    return digital_strategy(cast)


def version(strategy: Strategy, label: str, **fields: Any) -> StrategyVersion:
    return operations.add_version(strategy=strategy, label=label, **fields, by=None, at=NOW)


def document(of: StrategyVersion, cast: Cast, content: bytes = PDF, **fields: Any) -> StrategyDocument:
    values: dict[str, Any] = {"title": "The strategy", "openness": "open"}
    return operations.add_document(
        of_version=of, upload=SimpleUploadedFile("strategy.pdf", content), **values | fields, by=cast.officer, at=NOW
    )  # fmt: skip


def test_the_officer_adds_a_version_and_its_document(client: Client, cast: Cast, strategy: Strategy) -> None:
    client.force_login(cast.officer)
    response = client.post(reverse("strategies:add-version", args=[strategy.slug]), {
        "label": "As adopted", "dated_on": "1 March 2023", "dated_precision": "month", "changes": "Phones are named.",
    })  # fmt: skip
    made = StrategyVersion.objects.get()
    assert response["Location"] == made.get_absolute_url()
    client.post(reverse("strategies:add-document", args=[strategy.slug, 1]), {
        "title": "", "openness": "open", "upload": SimpleUploadedFile("annex.pdf", PDF),
    })  # fmt: skip
    page = words(Client().get(strategy.get_absolute_url()))
    assert "As adopted Phones are named. annex (PDF) March 2023, day not on record" in page
    given = Client().get(StrategyDocument.objects.get().get_absolute_url())
    assert b"".join(given.streaming_content) == PDF  # type: ignore[attr-defined]
    assert given["Content-Disposition"] == 'attachment; filename="annex.pdf"'
    assert (given["X-Content-Type-Options"], given["Cache-Control"]) == ("nosniff", "public, max-age=60")


def test_versions_are_compared_word_by_word(client: Client, strategy: Strategy) -> None:
    version(strategy, "Draft", text="Same.\nResidents first.\nGone.")
    version(strategy, "Second", changes="Made clearer.")
    newest = version(strategy, "Third", changes="Shorter.", text="Same.\nResidents come first.")
    beside = words(client.get(newest.get_absolute_url()))
    assert "Compared with “Second”. What changed Shorter. Third" in beside
    assert "The words of both versions are not on record" in beside
    page = client.get(f"{newest.get_absolute_url()}?since=1")
    assert "Made clearer. Second Shorter. Third Word by word Change Draft Third" in words(page)
    assert (
        "The same 1 paragraph Changed Residents first. Residents come first. Taken out Gone. Not there"
        in words(page)
    )
    assert "Residents <ins>come </ins>first." in page.content.decode()
    assert "<del>Gone.</del>" in page.content.decode()


@pytest.mark.parametrize("since", ["9", "0", "x", "²", "99999999999"])
def test_an_unknown_version_to_compare_with_is_the_one_before(
    client: Client, strategy: Strategy, since: str
) -> None:
    version(strategy, "Draft")
    newest = version(strategy, "Second")
    page = client.get(newest.get_absolute_url(), {"since": since})
    assert "Compared with “Draft”." in page.content.decode()


def test_documents_tell_how_they_stand_to_the_version_before(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    first, second = version(strategy, "Draft"), version(strategy, "Second")
    document(first, cast)
    document(first, cast, title="Annex")
    document(first, cast, title="Glossary")
    document(second, cast)
    document(second, cast, OTHER, title="Annex")
    document(second, cast, title="Budget")
    page = words(client.get(second.get_absolute_url()))
    assert "Annex (PDF) Another file than before." in page
    assert "Budget (PDF) New in this version." in page
    assert "The strategy (PDF) The same file as before." in page
    assert "No longer there Glossary (PDF)" in page


def test_an_exempt_document_shows_its_reason_and_nothing_else(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    """Promises X1, X4 to X6."""
    of = version(strategy, "Draft")
    secret = document(
        of, cast, title="Price of Acme", openness="exempt", exempt_paragraph=3, public_summary="A contract."
    )
    paths = [strategy.get_absolute_url(), of.get_absolute_url()]
    for path in paths:
        page = client.get(path).content.decode()
        assert "A contract." in page
        assert "paragraph 3" in page
        assert "Acme" not in page
        assert secret.get_absolute_url() not in page
    for who in (None, cast.councillor, cast.holder_boston, cast.administrator):
        if who:
            client.force_login(who)
        assert client.get(secret.get_absolute_url()).status_code == 404
    client.force_login(cast.officer)
    given = client.get(secret.get_absolute_url())
    assert (given.status_code, given["Cache-Control"]) == (200, "no-store")
    assert given.getvalue() == PDF
    assert "Price of Acme" in client.get(paths[1]).content.decode()


def test_made_exempt_later_it_is_gone_at_once(client: Client, cast: Cast, strategy: Strategy) -> None:
    """Promise X2; and opened again it needs a reason."""
    made = document(version(strategy, "Draft"), cast)
    assert client.get(made.get_absolute_url()).getvalue() == PDF
    client.force_login(cast.officer)
    path = reverse("strategies:document-openness", args=[strategy.slug, made.pk])
    client.post(path, {"version": 1, "openness": "exempt", "exempt_paragraph": "3"})
    assert Client().get(made.get_absolute_url()).status_code == 404
    refused = client.post(path, {"version": 2, "openness": "open"})
    assert "Say why it is opened to the public" in words(refused)
    client.post(path, {"version": 2, "openness": "open", "reason": "The contract is signed."})
    assert Client().get(made.get_absolute_url()).getvalue() == PDF
    made.refresh_from_db()
    assert (made.openness, made.exempt_paragraph, made.version) == ("open", None, 3)


def test_a_withdrawn_document_says_so_and_cannot_be_opened(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    made = document(version(strategy, "Draft"), cast)
    with pytest.raises(Refused, match="Say why the document is withdrawn"):
        operations.withdraw_document(document=made, version=1, reason=" ", by=cast.officer, at=NOW)
    operations.withdraw_document(document=made, version=1, reason="The wrong file.", by=cast.officer, at=NOW)
    page = words(client.get(made.of_version.get_absolute_url()))
    assert "The strategy Withdrawn Withdrawn on 14 April 2026. The wrong file." in page
    assert client.get(made.get_absolute_url()).status_code == 404
    assert Path(made.file.path).exists()
    with pytest.raises(Overtaken):
        operations.withdraw_document(document=made, version=1, reason="Again", by=cast.officer, at=NOW)
    assert document(made.of_version, cast).pk != made.pk


def test_a_title_stands_once_in_a_version(cast: Cast, strategy: Strategy) -> None:
    of = version(strategy, "Draft")
    document(of, cast)
    kept = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    with pytest.raises(Refused, match="This version has a document with that title already"):
        document(of, cast, title="the STRATEGY")
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == kept


def test_what_is_no_document_is_refused(client: Client, cast: Cast, strategy: Strategy) -> None:
    """Promise U1."""
    version(strategy, "Draft")
    client.force_login(cast.officer)
    page = client.post(reverse("strategies:add-document", args=[strategy.slug, 1]), {
        "title": "Kept words", "openness": "open", "upload": SimpleUploadedFile("a.pdf", b"<html>"),
    })  # fmt: skip
    assert "Choose the file again" in words(page)
    assert "Kept words" in page.content.decode()
    assert StrategyDocument.objects.count() == 0


def test_documents_of_a_draft_are_not_there(client: Client, cast: Cast) -> None:
    of = version(digital_strategy(cast, status=StrategyStatus.DRAFT), "Draft")
    made = document(of, cast)
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get(of.get_absolute_url()).status_code == 404
    client.force_login(cast.officer)
    given = client.get(made.get_absolute_url())
    assert (given.status_code, given["Cache-Control"]) == (200, "no-store")
    assert given.getvalue() == PDF


def test_more_versions_and_documents_cost_no_more_questions(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    of = version(strategy, "Draft")
    document(of, cast)
    paths = [strategy.get_absolute_url(), of.get_absolute_url()]
    before = [queries_of(client, path) for path in paths]
    for number in range(5):
        document(version(strategy, f"Version {number}"), cast)
        document(of, cast, title=f"Annex {number}")
    assert [queries_of(client, path) for path in paths] == before
