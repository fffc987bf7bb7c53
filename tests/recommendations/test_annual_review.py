"""The annual Partnership Scrutiny Review: last year's recommendations first, then every strategy's check (rule 19)."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from core.refusals import Overtaken, Refused
from meetings.models import Meeting
from recommendations.models import Closure, Recommendation
from recommendations.operations.annual import conclude_annual_review
from recommendations.queries.annual import annual_of, annual_today
from recommendations.queries.annual_words import Annual
from strategies import operations as op
from strategies.enums import StrategyStatus
from strategies.models import AnnualReview, Review, Strategy
from strategies.scheduling import open_due_reviews
from tests import factories
from tests.cast import Cast
from tests.strategies.props import digital_strategy, moment

pytestmark = pytest.mark.usefixtures("on_the_day")
TODAY = date(2026, 4, 14)
NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture
def annual(cast: Cast) -> AnnualReview:
    return op.begin_annual_review(partnership=cast.partnership, year=2026, by=cast.officer, at=NOW)


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """The Digital Strategy, of which nothing is on record since 2024."""
    made = digital_strategy(cast)
    open_due_reviews(today=TODAY, now=moment(TODAY))
    return made


def made(cast: Cast, number: int, on: date | None, **fields: Any) -> Recommendation:
    return factories.recommendation(cast, number, made_on=on, **fields)


def close(one: Recommendation, cast: Cast, on: date) -> None:
    meeting: Meeting = factories.meeting(cast, slug=on.isoformat(), held_on=on)
    Closure.objects.create(
        recommendation=one, kind="implemented", reason="All three did it.", meeting=meeting, closed_on=on
    )
    Recommendation.objects.filter(pk=one.pk).update(status="closed")


def conclude(annual: AnnualReview, cast: Cast, **fields: Any) -> AnnualReview:
    known: dict[str, Any] = {"concluded_on": TODAY, "version": annual.version, "by": cast.officer, "at": NOW}
    return conclude_annual_review(annual_review=annual, **known | fields)


def test_it_begins_with_what_became_of_last_years_recommendations(cast: Cast, annual: AnnualReview) -> None:
    last_year = made(cast, 1, date(2025, 5, 1))
    factories.response(last_year, cast.boston, cast, status="answered", verdict="accepted")
    factories.response(last_year, cast.south_holland, cast)
    open_still = made(cast, 2, date(2023, 3, 1))
    factories.response(open_still, cast.boston, cast, status="not_on_record", due_on=None)
    close(made(cast, 3, date(2023, 3, 1)), cast, date(2025, 6, 1))
    close(made(cast, 4, date(2022, 3, 1)), cast, date(2024, 12, 31))
    made(cast, 5, date(2026, 1, 1))
    made(cast, 6, date(2025, 7, 1), openness="exempt")
    found = annual_today(annual, on=TODAY)
    assert found.answers == ("1 recommendation was made in 2025. 1 of 2 answers accepts, 1 is still to come.")
    assert [
        (one.reference, [council.words for council in one.councils], one.end) for one in found.last_year
    ] == [("DS26-1", ["Accepted", "Awaiting response"], "")]
    assert [(one.reference, one.end) for one in found.earlier] == [
        ("DS26-2", ""), ("DS26-3", "Implemented. All three did it."),
    ]  # fmt: skip


def test_a_strategy_without_a_check_is_named_as_such(
    cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    digital_strategy(cast, slug="draft", title="Draft", status=StrategyStatus.DRAFT)
    digital_strategy(cast, slug="over", title="Over", ends_on=date(2025, 12, 31), deep_every_years=None)
    digital_strategy(
        cast, slug="plain", title="Plain", deep_every_years=None, check_every_years=None, anchor_on=None
    )
    found = annual_today(annual, on=TODAY)
    assert [(one.title, one.gap) for one in found.strategies] == [
        ("Digital Strategy 2023 to 2029", "The review that was due in 2026 has nothing on record."),
        ("Plain", "No review rhythm is on record for this strategy."),
    ]
    assert [(told.name, told.is_lapsed) for told in found.strategies[0].reviews] == [
        ("2024 light-touch check", True), ("2025 deep review", True), ("2026 light-touch check", True),
    ]  # fmt: skip
    assert found.answer_strong == "No review of 2026 is on record."


def test_every_strategys_check_of_the_year_is_told_with_its_paragraph(
    cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    Review.objects.filter(due_on__year=2026).update(
        status="held_late",
        held_on=TODAY,
        judgement="at_risk",
        conclusion="Half of it is done.",
        annual_review=annual,
    )
    found = annual_today(annual, on=TODAY)
    (told,) = found.strategies
    check = told.reviews[-1]
    assert (told.gap, check.judgement and check.judgement.word, check.paragraph) == (
        "", "At risk", "Half of it is done.",
    )  # fmt: skip
    assert found.answer_strong == "The strategy was looked at for 2026."


def test_a_check_held_late_is_told_in_the_year_that_took_it(
    cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    """That of 2024 in the annual review of 2026, where that of 2024 was concluded already."""
    AnnualReview.objects.create(
        partnership=cast.partnership, year=2024, concluded_on=date(2024, 12, 1), record={"year": 2024}
    )
    late = Review.objects.get(due_on__year=2024)
    op.record_review(review=late, outcome="held", held_on=TODAY, by=cast.officer, at=NOW)
    told = annual_today(annual, on=TODAY).strategies[0].reviews[0]
    assert (told.name, told.is_held, told.is_earlier) == ("2024 light-touch check", True, True)


def test_once_concluded_it_says_what_it_said_that_day(
    cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    one = made(cast, 1, date(2025, 5, 1))
    before = annual_today(annual, on=TODAY)
    concluded = conclude(annual, cast)
    factories.response(one, cast.boston, cast, status="answered", verdict="accepted")
    Review.objects.filter(due_on__year=2026).update(status="held_late", held_on=date(2026, 5, 1))
    assert annual_of(AnnualReview.objects.get(), on=date(2026, 5, 2)) == before
    assert Annual.kept(concluded.record) == before


def test_what_becomes_exempt_later_leaves_a_concluded_one_too(cast: Cast, annual: AnnualReview) -> None:
    """Promise X2, and counts tell nothing of it either."""
    made(cast, 1, date(2025, 5, 1), title="The price of a depot")
    made(cast, 2, date(2025, 5, 1))
    conclude(annual, cast)
    Recommendation.objects.filter(reference="DS26-1").update(openness="exempt")
    found = annual_of(AnnualReview.objects.get(), on=TODAY)
    assert ([one.reference for one in found.became], found.answers) == (["DS26-2"], "")


def test_it_is_not_concluded_while_a_check_has_no_paragraph(
    cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    Review.objects.filter(due_on__year=2026).update(status="held_late", held_on=TODAY)
    with pytest.raises(
        Refused, match="Write the paragraph of the 2026 light-touch check of the Digital Strategy"
    ):
        conclude(annual, cast)
    Review.objects.filter(due_on__year=2026).update(conclusion="Half of it is done.")
    with pytest.raises(Refused, match="must not be in the future"):
        conclude(annual, cast, concluded_on=date(2026, 4, 15))
    with pytest.raises(Refused, match="must not be before 2026"):
        conclude(annual, cast, concluded_on=date(2025, 12, 31))
    conclude(annual, cast)
    with pytest.raises(Refused, match="What it says stays"):
        conclude(AnnualReview.objects.get(), cast)
    with pytest.raises(Refused, match="What it says stays"):
        op.write_introduction(
            annual_review=AnnualReview.objects.get(), introduction="Late", version=2, by=cast.officer, at=NOW
        )


def test_two_who_write_the_introduction_at_once(cast: Cast, annual: AnnualReview) -> None:
    known: dict[str, Any] = {"version": 1, "at": NOW}
    mine, theirs = AnnualReview.objects.get(), AnnualReview.objects.get()
    op.write_introduction(annual_review=theirs, introduction="Theirs", by=cast.second_officer, **known)
    with pytest.raises(Overtaken, match="Second Scrutiny Officer changed this"):
        op.write_introduction(annual_review=mine, introduction="Mine", by=cast.officer, **known)
    with pytest.raises(Overtaken):
        conclude(mine, cast)


def test_it_is_begun_once_and_not_for_a_year_to_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/annual-reviews/begin/", {"year": "2027"})
    assert response.context["form"].errors == {"year": ["Enter a year from 2000 to 2026"]}
    for _ in range(2):
        assert client.post("/annual-reviews/begin/", {"year": "2025"})["Location"] == "/annual-reviews/2025/"
    assert AnnualReview.objects.count() == 1


def test_a_draft_is_the_officers_alone_in_every_form(
    client: Client, cast: Cast, annual: AnnualReview
) -> None:
    paths = [
        f"/annual-reviews/2026/{end}" for end in ("", "annual-review.docx", "annual-review.pdf", "print/")
    ]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert list(client.get("/annual-reviews/").context["page_obj"]) == []
    client.force_login(cast.officer)
    assert client.get(paths[0]).status_code == 200
    conclude(annual, cast)
    assert Client().get(paths[0]).status_code == 200
    assert list(Client().get("/annual-reviews/").context["page_obj"]) == [annual]


@pytest.mark.usefixtures("pango")
def test_page_word_and_pdf_say_the_same(
    client: Client, cast: Cast, annual: AnnualReview, strategy: Strategy
) -> None:
    made(cast, 1, date(2025, 5, 1), title="Train residents")
    op.write_introduction(
        annual_review=annual, introduction="A year of training.", version=1, by=cast.officer, at=NOW
    )
    conclude(annual, cast)
    told = [
        "A year of training.", "1 recommendation was made in 2025. No council has been asked yet.", "Train residents",
        "The review that was due in 2026 has nothing on record.", "2026 light-touch check",
    ]  # fmt: skip
    page = client.get("/annual-reviews/2026/").content.decode()
    printed = client.get("/annual-reviews/2026/print/").content.decode()
    word = client.get("/annual-reviews/2026/annual-review.docx")
    pdf = client.get("/annual-reviews/2026/annual-review.pdf")
    assert (
        word["Content-Disposition"] == 'attachment; filename="2026 Partnership Annual Scrutiny Review.docx"'
    )
    texts = [page, printed, text_of_word(word), text_of_pdf(pdf)]
    assert [[one for one in told if one not in text] for text in texts] == [[], [], [], []]


def text_of_word(response: Any) -> str:
    document = docx.Document(BytesIO(response.getvalue()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of_pdf(response: Any) -> str:
    pages = PdfReader(BytesIO(response.getvalue())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_long_list_of_recommendations_is_paged(client: Client, cast: Cast, annual: AnnualReview) -> None:
    for number in range(1, 31):
        made(cast, number, date(2025, 5, 1))
    conclude(annual, cast)
    assert client.get("/annual-reviews/2026/").content.count(b'class="stack"') == 1
    first, second = (client.get(f"/annual-reviews/2026/?page={number}") for number in (1, 2))
    assert [len(page.context["last_year"]) for page in (first, second)] == [25, 5]
