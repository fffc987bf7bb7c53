"""Exempt matter and drafts reach nobody else, anywhere: body, headers, counts, pages of errors (promises X1, X5, X6)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse

from core.papers import Paper, Paragraph, pdf_of, runs, word_of
from notices.models import Notice
from notices.scheduling import send_due
from recommendations.models import ActionPart, Recommendation
from recommendations.operations import (
    Commitment,
    Receipt,
    add_evidence_link,
    answer,
    assign,
    remind,
    report_progress,
    reverse_sign_off,
    send_back,
    send_recommendation,
    sign_off_with_more,
    submit,
)
from recommendations.reminders import write_reminders
from tests import factories
from tests.architecture.routes import address, arguments
from tests.cast import TODAY, Cast
from tests.promises.planting import Planted, Shells, everyone, plant, shells
from tests.promises.walking import (
    ACCOUNT,
    administration,
    body_of,
    lists,
    names,
    pages,
    read,
    searches,
    signed_in,
    text_of,
)
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
NONSENSE = "qxnothinghereqx"
OF_ACCOUNTS = [name for name in names() if name.startswith(ACCOUNT)]


@pytest.fixture
def neutral(stage: Stage, cast: Cast) -> Shells:
    return shells(stage, cast)


@pytest.fixture
def planted(stage: Stage, cast: Cast, neutral: Shells) -> Planted:
    return plant(stage, cast, neutral)


def guesses() -> Iterator[str]:
    """Addresses of things by the numbers that they may have."""
    for pk in range(1, 13):
        yield from (f"/actions/{pk}/", f"/meetings/documents/{pk}/", f"/meetings/outcomes/{pk}/")
        yield f"/actions/{pk}/evidence/{pk % 4}/"


ROLES = [
    "public", "reader", "councillor", "councillor elsewhere", "holder", "holder elsewhere", "responsible",
    "responsible elsewhere", "officer", "second officer", "administrator",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_rare_word_is_found_by_those_entitled_and_by_nobody_else(
    cast: Cast, stage: Stage, planted: Planted, role: str
) -> None:
    client = signed_in(everyone(cast)[role])
    paths = [*pages(stage, but=OF_ACCOUNTS), *planted.paths, "/recommendations/?topic=secret-topic"]
    paths += {"public": list(guesses()), "administrator": administration()}.get(role, [])
    said = dict(read(client, paths))
    leaks = {
        f"{word} at {path}"
        for path, text in said.items()
        for word in planted.hidden_from(role)
        if word in text
    }
    assert not leaks, "\n".join(sorted(leaks))
    everything = "\n".join(said.values())
    assert {word for word in planted.shown_to(role) if word not in everything} == set()


@pytest.mark.parametrize("role", ["public", "councillor elsewhere", "holder elsewhere"])
def test_what_is_hidden_changes_nothing_that_others_read(
    cast: Cast, stage: Stage, neutral: Shells, role: str
) -> None:
    """No list, count, total of pages, filter, order, CSV or gap in numbering gives it away: no letter differs."""
    client = signed_in(everyone(cast)[role])
    paths = pages(stage, but=OF_ACCOUNTS) + (lists() if role == "public" else [])
    before = {path: body_of(client.get(path)) for path in paths}
    plant(stage, cast, neutral)
    if (
        role == "councillor elsewhere"
    ):  # councillors question work, so they read its difficulties and evidence
        paths = [path for path in paths if not path.startswith("/actions/")]
    if role != "public":  # members and holders of every council read what is told of a project's difficulties
        paths = [path for path in paths if "/projects/telephones/" not in path]
    changed = [path for path in paths if body_of(client.get(path)) != before[path]]
    assert changed == []


@pytest.mark.parametrize("role", ["public", "holder elsewhere"])
def test_looking_for_a_rare_word_finds_what_looking_for_nonsense_finds(
    cast: Cast, planted: Planted, role: str
) -> None:
    client = signed_in(everyone(cast)[role])
    nothing = [body_of(client.get(path)) for path in searches(NONSENSE)]
    for word in planted.hidden_from(role)[:: 2 if role == "public" else 7]:
        found = [body_of(client.get(path)).replace(word, NONSENSE) for path in searches(word)]
        assert found == nothing, word


def test_looking_for_a_rare_word_finds_it_for_the_officer(cast: Cast, planted: Planted) -> None:
    client = signed_in(cast.officer)
    for word in ("zqexemptrecwordsvx", "zqdecisionvx", "zqunpublishedentryvx"):
        said = dict(read(client, searches(word)))
        assert all(text.count(word) > 1 for path, text in said.items() if path.startswith("/search/")), word


@pytest.mark.usefixtures("pango")
def test_the_walk_reads_what_is_inside_papers(cast: Cast, planted: Planted) -> None:
    """A word in a paper to take away would be found: in its text, and in what the file tells of itself."""
    leak = Paper("zqtitleofpapervx", blocks=(Paragraph(runs("zqwordofpapervx")),))
    for content, kind in ((word_of(leak), "application/x-word"), (pdf_of(leak), "application/pdf")):
        said = text_of(HttpResponse(content, content_type=kind))
        assert said.count("zqtitleofpapervx") > 1
        assert "zqwordofpapervx" in said
        assert b"zqwordofpapervx" not in content
    folded = b"SUMMARY:A meeting zqfol\r\n dedvx\r\n"
    assert "zqfoldedvx" in text_of(HttpResponse(folded, content_type="text/calendar; charset=utf-8"))


PAPERS = [
    f"recommendations:{kind}-{form}"
    for kind in ("minutes", "agenda", "actions", "tracker")
    for form in ("word", "pdf", "print")
]
FEEDS = ["calendar", "body-calendar", "decisions-feed", "recommendation-feed"]


@pytest.mark.usefixtures("pango")
def test_papers_and_feeds_are_the_public_version_whoever_takes_them(
    cast: Cast, stage: Stage, planted: Planted
) -> None:
    """Those entitled read exempt words on the page, and still take away a paper that may lie on any desk (X5)."""
    given = arguments(stage)
    paths = [address(name, given) for name in (*PAPERS, *FEEDS)]
    public = dict(read(signed_in(None), paths))
    for role in ("councillor", "officer"):
        client = signed_in(everyone(cast)[role])
        assert "zqheldtitlevx" in body_of(client.get(stage.held.get_absolute_url()))
        for path, text in read(client, paths):
            assert [word for word in planted.readers if word in text] == [], path
            assert text.partition("\n\n")[2] == public[path].partition("\n\n")[2], path
    assert "is withheld" in public[address("recommendations:minutes-pdf", given)]


def test_readers_see_a_neutral_title_and_the_paragraph(cast: Cast, stage: Stage, planted: Planted) -> None:
    for role in ("public", "councillor elsewhere", "holder"):
        page = body_of(signed_in(everyone(cast)[role]).get(stage.held.get_absolute_url()))
        for told in ("A contract", "The price of a contract.", "What a bidder offered.", "paragraph 3"):
            assert told in page, (role, told)


def test_letters_and_notices_hold_no_exempt_word(
    cast: Cast, stage: Stage, planted: Planted, now: datetime
) -> None:
    """Everything that is told of exempt matter is told by reference and neutral title (rule 15)."""
    exempt = Recommendation.objects.get(reference="DS26-71")
    part = ActionPart.objects.get(action__title="zqactionvx")
    begun = ActionPart.objects.get(action__title="zqsharedactionvx")
    holder: dict[str, Any] = {"by": cast.holder_south_holland, "at": now}
    worker: dict[str, Any] = {"by": cast.responsible_south_holland, "at": now}
    officer: dict[str, Any] = {"by": cast.officer, "at": now}
    factories.response(
        exempt, cast.boston, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
    )
    send_recommendation(recommendation=exempt, receipts=[Receipt(cast.boston, date(2026, 2, 1))], **officer)
    asked = exempt.responses.get(council=cast.boston)
    remind(response=asked, **officer)
    promised = Commitment("zqpromisevx", cast.work_boston, date(2026, 12, 1))
    answer(
        response=asked, verdict="accepted", words="zqyesvx", commitments=[promised], version=asked.version,
        by=cast.holder_boston, at=now,
    )  # fmt: skip
    send_back(part=part, round=2, words="zqmissingvx", **holder)
    report_progress(part=part, text="zqtroublevx", kind="difficulty", **worker)
    assign(
        part=begun, responsible=cast.work_south_holland, portfolio=cast.portfolio_south_holland, due_on=None,
        version=begun.version, **officer,
    )  # fmt: skip
    add_evidence_link(part=begun, title="zqlinkvx", url="https://example.org", **worker)
    submit(part=begun, **worker)
    sign_off_with_more(part=begun, round=1, words="zqmorevx", due_on=date(2026, 9, 1), **holder)
    reverse_sign_off(part=begun, reason="zqslipvx", **holder)
    write_reminders(today=TODAY, now=now)
    assert send_due(now=now).sent > 10
    told = [str(one.message()) for one in mail.outbox]
    told += ["\n".join((one.key, one.title, one.text, one.path)) for one in Notice.objects.all()]
    assert not [text for text in told if "zq" in text]
    assert any("DS26-71" in text for text in told)
