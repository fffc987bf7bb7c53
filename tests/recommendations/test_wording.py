"""Words explained where they first stand in published texts, and the check of those that nothing explains."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from core.enums import Openness
from meetings.enums import MeetingStatus
from recommendations.enums import ResponseStatus, Verdict, VersionStatus
from recommendations.models import ResponseVersion
from recommendations.queries.wording import unexplained_words
from strategies import operations
from tests import factories
from tests.cast import Cast
from tests.strategies.props import digital_strategy, project, roadmap
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)
CHECK = "/glossary/check/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


def explain(cast: Cast, term: str = "Goss", *, abbreviation: str = "") -> None:
    operations.add_term(
        term=term,
        slug=term.lower(),
        explanation=f"What {term} is.",
        publish=True,
        abbreviation=abbreviation,
        by=cast.officer,
        at=NOW,
    )


def found() -> dict[str, int]:
    return {one.word: one.number for one in unexplained_words(on=TODAY)}


def test_a_recommendation_explains_its_words_once(client: Client, cast: Cast) -> None:
    explain(cast)
    one = factories.recommendation(cast, text="That Goss is used.\n\nGoss <b>first</b>.")
    page = client.get(one.get_absolute_url()).content.decode()
    assert '<p>That <a class="term" href="#w-goss">Goss</a> is used.</p>' in page
    assert "<p>Goss &lt;b&gt;first&lt;/b&gt;.</p>" in page
    assert page.count('id="w-goss"') == 1
    assert "Words explained Goss What Goss is." in words(client.get(one.get_absolute_url()))


def test_a_councils_answer_explains_its_words(client: Client, cast: Cast) -> None:
    explain(cast)
    one = factories.recommendation(cast)
    answer = factories.response(
        one, cast.boston, cast, status=ResponseStatus.ANSWERED, verdict=Verdict.REJECTED, answered_on=TODAY
    )
    ResponseVersion.objects.create(
        response=answer, number=1, status=VersionStatus.PUBLISHED, verdict=Verdict.REJECTED, words="Goss will do.",
        reasons="Goss\ncosts", decided_on=TODAY, decided_by="Cabinet", written_at=NOW, published_at=NOW,
    )  # fmt: skip
    page = client.get(f"{one.get_absolute_url()}boston/").content.decode()
    assert page.count('href="#w-goss"') == 1
    assert "<dd>Goss<br>costs</dd>" in page


def test_a_published_record_explains_its_words(client: Client, cast: Cast) -> None:
    explain(cast)
    held = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    item = factories.item(held)
    factories.outcome(item, text="Is Goss safe?")
    factories.outcome(item, text="Is Goss dear?")
    page = client.get(held.get_absolute_url()).content.decode()
    assert page.count('href="#w-goss"') == 1
    assert page.count('id="w-goss"') == 1


def test_an_exempt_passage_puts_no_word_beside_the_text(client: Client, cast: Cast) -> None:
    explain(cast)
    held = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    factories.outcome(factories.item(held), text="Is Goss safe?", openness=Openness.EXEMPT)
    assert "w-goss" not in client.get(held.get_absolute_url()).content.decode()


def test_the_check_counts_texts_on_every_floor(cast: Cast) -> None:
    plan = roadmap(digital_strategy(cast, summary="By ICT and RAG."))
    project(plan, 1, summary="More ICT.")
    factories.recommendation(cast, text="That ICT is kept. The UPS (uninterruptible power supply) too.")
    held = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    factories.outcome(factories.item(held), text="What does RAG mean?")
    assert found() == {"ICT": 3, "RAG": 2}
    explain(cast, "Information technology", abbreviation="ICT")
    assert found() == {"RAG": 2}


def test_what_nobody_may_read_is_not_looked_at(cast: Cast) -> None:
    factories.recommendation(cast, text="About ABC.", openness=Openness.EXEMPT)
    factories.recommendation(cast, number=2, text="About DEF.", status="draft")
    held = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    factories.outcome(factories.item(held), text="About GHI.", openness=Openness.EXEMPT)
    factories.outcome(factories.item(held, openness=Openness.EXEMPT, title="About JKL"), text="About MNO.")
    running = factories.meeting(cast, slug="2026-04-15", status=MeetingStatus.IN_PROGRESS)
    factories.outcome(factories.item(running), text="About PQR.")
    digital_strategy(cast, summary="About STU.", status="draft")
    assert found() == {}


def test_a_draft_that_is_in_use_waits_for_its_explanation(client: Client, cast: Cast) -> None:
    operations.add_term(term="Channel shift", abbreviation="CS", by=cast.officer, at=NOW)
    one = factories.recommendation(cast, text="That channel shift is slower, and CS too.")
    client.force_login(cast.officer)
    page = words(client.get(CHECK))
    assert "1 word in published texts has no explanation." in page
    assert f"Channel shift Draft {one.reference} Explain it : Channel shift" in page


def test_the_check_leads_to_the_glossary(client: Client, cast: Cast) -> None:
    factories.recommendation(cast, text="About RAG.")
    client.force_login(cast.officer)
    assert "/glossary/add/?abbreviation=RAG" in client.get(CHECK).content.decode()
    assert 'value="RAG"' in client.get("/glossary/add/?abbreviation=RAG").content.decode()


def test_the_check_asks_no_more_for_more_texts(client: Client, cast: Cast) -> None:
    factories.recommendation(cast, text="About RAG.")
    client.force_login(cast.officer)
    few = queries_of(client, CHECK)
    for number in range(2, 40):
        factories.recommendation(cast, number=number, text="About RAG and ABC.")
    assert queries_of(client, CHECK) == few


def test_before_a_record_is_published_its_unexplained_words_are_named(client: Client, cast: Cast) -> None:
    held = factories.meeting(cast, status=MeetingStatus.HELD)
    item = factories.item(held)
    factories.outcome(item, text="What does RAG mean?")
    factories.outcome(item, text="About ABC.", openness=Openness.EXEMPT)
    client.force_login(cast.officer)
    page = words(client.get(f"{held.get_absolute_url()}check/"))
    assert "1 word has no explanation in the glossary: RAG. You can publish without." in page
