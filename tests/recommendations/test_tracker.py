"""The list: what each cell says, what is next, how it is narrowed, counted, sorted, exported, and what it never shows."""

import csv
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.enums import Openness
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus, Verdict
from recommendations.models import Recommendation, Topic
from recommendations.queries.tracker import cells_of, council_names, next_of, rows_of
from recommendations.queries.visibility import Reader
from tests import factories
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
LIST = "/recommendations/"
OFFICER = Reader(sees_all=True)
ANSWERED = {"status": ResponseStatus.ANSWERED, "verdict": Verdict.ACCEPTED, "due_on": date(2026, 3, 1)}


def cells(recommendation: Recommendation) -> list[tuple[str, str, str]]:
    """What the three councils' cells say: said, done, and the tone of the background."""
    found = Recommendation.objects.filter(pk=recommendation.pk)
    (row,) = rows_of(found, reader=OFFICER, on=TODAY)
    return [
        (cell.said.short, cell.done.word if cell.done else "", cell.tone)
        for cell in cells_of(row, council_names())
    ]


def upcoming(recommendation: Recommendation) -> tuple[str, str]:
    (row,) = rows_of(Recommendation.objects.filter(pk=recommendation.pk), reader=OFFICER, on=TODAY)
    found = next_of(row, council_names(), on=TODAY)
    return found.words, found.due.words if found.due else ""


def titles(client: Client, query: str = "") -> list[str]:
    """The titles in the table, in order."""
    page = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'class="quiet t" href="[^"]+">([^<]+)<', page)


def text(client: Client, path: str, **headers: str) -> str:
    """The words of a page, without markup."""
    page = client.get(path, headers=headers or None).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_cell_says_what_the_council_said_then_what_it_did(cast: Cast) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast, **ANSWERED)
    factories.part(one, cast.boston, cast, status=PartStatus.SIGNED_OFF)
    factories.part(one, cast.boston, cast, status=PartStatus.IN_PROGRESS, title="More")
    factories.response(one, cast.east_lindsey, cast)
    assert cells(one) == [("Accepted", "In progress", ""), ("To come", "", ""), ("Not asked", "", "")]


@pytest.mark.parametrize(
    ("response", "part", "cell"),
    [
        ({"due_on": date(2026, 4, 13)}, None, ("Overdue", "", "bad")),
        (
            ANSWERED,
            {"status": PartStatus.READY, "submitted_at": factories.MOMENT},
            ("Accepted", "Ready for sign-off", "ask"),
        ),
        (ANSWERED, {"due_on": date(2026, 4, 13)}, ("Accepted", "Not started, overdue", "bad")),
        (
            {"status": ResponseStatus.UNANSWERED, "verdict": Verdict.NOTED, "due_on": date(2026, 4, 13)},
            None,
            ("Noted", "No answer yet, overdue", "bad"),
        ),
        (
            ANSWERED,
            {"status": PartStatus.SIGNED_OFF, "due_on": date(2026, 1, 1)},
            ("Accepted", "Signed off", ""),
        ),
    ],
)
def test_only_what_is_overdue_or_ready_for_sign_off_has_a_background(
    cast: Cast, response: dict[str, Any], part: dict[str, Any] | None, cell: tuple[str, str, str]
) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast, **response)
    if part:
        factories.part(one, cast.boston, cast, **part)
    assert cells(one)[0] == cell


def test_what_is_next_is_the_earliest_date_that_somebody_must_keep(cast: Cast) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast)
    factories.response(one, cast.south_holland, cast, **ANSWERED)
    factories.part(
        one,
        cast.south_holland,
        cast,
        status=PartStatus.READY,
        submitted_at=factories.MOMENT,
        decide_by=date(2026, 4, 24),
        due_on=date(2026, 4, 1),
    )
    assert upcoming(one) == ("South Holland signs off", "24 April 2026")


@pytest.mark.parametrize(
    ("status", "response", "words"),
    [
        (RecommendationStatus.CLOSED, None, "Nothing. Closed"),
        (RecommendationStatus.WITHDRAWN, None, "Nothing. Withdrawn"),
        (RecommendationStatus.MADE, ResponseStatus.NOT_SENT, "Goes to the councils"),
        (RecommendationStatus.MADE, ResponseStatus.NOT_ON_RECORD, "Nothing is due"),
    ],
)
def test_without_a_date_it_says_why(cast: Cast, status: str, response: str | None, words: str) -> None:
    one = factories.recommendation(cast, status=status, status_reason="Asked for twice")
    if response:
        factories.response(one, cast.boston, cast, status=response, due_on=None)
    assert upcoming(one) == (words, "")


def test_the_list_is_sorted_by_what_is_next_and_what_has_no_date_comes_last(
    cast: Cast, client: Client
) -> None:
    for number, due in [(1, None), (2, date(2026, 6, 1)), (3, date(2026, 5, 1))]:
        factories.recommendation(cast, number, next_due_on=due)
    assert titles(client) == ["Recommendation 3", "Recommendation 2", "Recommendation 1"]
    assert titles(client, "?sort=-title") == ["Recommendation 3", "Recommendation 2", "Recommendation 1"]
    assert titles(client, "?sort=title") == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]
    sorted_by = re.findall(r'aria-sort="(\w+)"', client.get(f"{LIST}?sort=-title").content.decode())
    assert sorted_by == ["descending"]


def three(cast: Cast) -> None:
    """1: Boston accepted, at work. 2: Boston rejected, East Lindsey late. 3: South Holland asked, due soon."""
    one, two, three = (factories.recommendation(cast, number) for number in (1, 2, 3))
    factories.response(one, cast.boston, cast, **ANSWERED)
    factories.part(one, cast.boston, cast, status=PartStatus.IN_PROGRESS)
    factories.response(two, cast.boston, cast, **ANSWERED | {"verdict": Verdict.REJECTED})
    factories.response(two, cast.east_lindsey, cast, due_on=TODAY - timedelta(days=25))
    factories.response(three, cast.south_holland, cast, due_on=TODAY + timedelta(days=10))
    one.topics.add(Topic.objects.create(name="Cyber security", slug="cyber-security"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?council=boston", {"1", "2"}),
        ("?council=boston&council=south-holland", {"1", "2", "3"}),
        ("?said=rejected", {"2"}),
        ("?said=rejected&said=accepted", {"1", "2"}),
        ("?council=east-lindsey&said=rejected", set()),
        ("?said=awaited", {"2", "3"}),
        ("?done=in_progress", {"1"}),
        ("?due=late", {"2"}),
        ("?due=soon", {"3"}),
        ("?due=late&council=boston", set()),
        ("?topic=cyber-security", {"1"}),
        ("?q=thing+3", {"3"}),
        ("?q=DS26-3", {"3"}),
        ("?q=%25%25%25", set()),
    ],
)
def test_filters_widen_inside_a_group_and_narrow_between_groups(
    cast: Cast, client: Client, query: str, found: set[str]
) -> None:
    three(cast)
    assert {title[-1] for title in titles(client, query)} == found


def test_each_choice_says_how_many_of_the_view_answer_to_it(cast: Cast, client: Client) -> None:
    three(cast)
    page = client.get(f"{LIST}?council=boston").content.decode()
    form = page[
        page.index('class="filter only-d"') : page.index("</form>", page.index('class="filter only-d"'))
    ]
    counted = re.findall(r'name="(\w+)" value="([\w-]+)".*?<span class="n">(\d+)<', form)
    assert {(name, value): int(count) for name, value, count in counted} == {
        ("due", "late"): 0,
        ("due", "soon"): 0,
        ("due", "early"): 0,
        ("due", "silent"): 0,
        ("council", "boston"): 2,
        ("council", "east-lindsey"): 1,
        ("council", "south-holland"): 0,
        ("said", "accepted"): 1,
        ("said", "rejected"): 1,
        ("said", "awaited"): 1,
        ("done", "in_progress"): 1,
        ("topic", "cyber-security"): 1,
    }


def test_the_answer_counts_what_is_overdue_and_what_is_due_soon(cast: Cast, client: Client) -> None:
    three(cast)
    assert "3 recommendations to 3 councils. 1 is overdue and 1 has something due by 14 May." in text(
        client, LIST
    )


def test_what_is_not_recognised_is_ignored_and_named(cast: Cast, client: Client) -> None:
    three(cast)
    page = text(client, f"{LIST}?said=maybe&council=boston")
    assert "We ignored one filter we did not recognise: said=maybe." in page
    assert len(titles(client, "?said=maybe&council=boston")) == 2


def test_a_choice_can_be_taken_away_again(cast: Cast, client: Client) -> None:
    three(cast)
    page = client.get(f"{LIST}?council=boston&said=accepted").content.decode()
    chips = re.findall(r'class="chip" href="([^"]+)".*?</span>([^<]+)</a>', page)
    assert chips == [("?said=accepted", "Boston"), ("?council=boston", "Accepted")]


def test_a_view_without_a_match_says_what_was_chosen(cast: Cast, client: Client) -> None:
    three(cast)
    page = text(client, f"{LIST}?council=boston&said=accepted&topic=cyber-security&done=signed_off")
    assert "No recommendations match. You chose Boston, Accepted, Signed off and Cyber security." in page


def test_a_record_without_recommendations_says_so(cast: Cast, client: Client) -> None:
    assert text(client, LIST).count("No recommendations are published yet.") == 2


def test_only_the_scrutiny_officer_finds_drafts_and_they_are_marked(cast: Cast, client: Client) -> None:
    factories.recommendation(cast, status=RecommendationStatus.DRAFT, title="A draft")
    assert titles(client) == []
    client.force_login(cast.officer)
    assert titles(client) == ["A draft"]
    assert "DS26-1, Task group, 2026 Draft" in text(client, LIST)


def test_exempt_words_are_in_no_row_count_search_or_export(cast: Cast, client: Client) -> None:
    exempt = factories.recommendation(
        cast, openness=Openness.EXEMPT, title="zanzibar", text="zanzibar", made_by="zanzibar"
    )
    factories.response(exempt, cast.boston, cast, due_on=TODAY - timedelta(days=1))
    exempt.topics.add(Topic.objects.create(name="zanzibar", slug="zanzibar"))
    seen = [
        client.get(path).content.decode() for path in (LIST, f"{LIST}?q=nothing", f"{LIST}?due=late", "/")
    ]
    exported = b"".join(client.get("/recommendations.csv")).decode()
    assert [page.count("zanzibar") for page in [*seen, exported]] == [0, 0, 0, 0, 0]
    assert client.get(f"{LIST}?q=zanzibar").content.count(b"No recommendations match") == 1


def test_changing_a_filter_reloads_the_table_alone(cast: Cast, client: Client) -> None:
    three(cast)
    answer = client.get(f"{LIST}?council=boston", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (page.startswith('<div id="results"'), "<form" in page, answer["Vary"]) == (
        True,
        False,
        "HX-Request, Cookie",
    )


def test_pages_hold_25_and_tell_how_many_there_are(cast: Cast, client: Client) -> None:
    for number in range(1, 28):
        factories.recommendation(cast, number, next_due_on=TODAY + timedelta(days=number))
    assert "Showing 26 to 27 of 27 recommendations" in text(client, f"{LIST}?page=2")
    assert titles(client, "?page=2") == ["Recommendation 26", "Recommendation 27"]
    assert titles(client, "?page=nonsense")[0] == "Recommendation 1"


def lines(client: Client, query: str = "") -> list[list[str]]:
    exported = b"".join(client.get(f"/recommendations.csv{query}")).decode()
    return list(csv.reader(exported.removeprefix("\ufeff").splitlines()))


def test_the_download_has_one_line_for_each_recommendation_and_council(cast: Cast, client: Client) -> None:
    three(cast)
    found = lines(client)
    assert [(line[0], line[5], line[6], line[9]) for line in found[1:]] == [
        ("DS26-1", "Boston Borough Council", "Accepted", "In progress"),
        ("DS26-2", "Boston Borough Council", "Not accepted", ""),
        ("DS26-2", "East Lindsey District Council", "Response overdue", ""),
        ("DS26-3", "South Holland District Council", "Awaiting response", ""),
    ]
    assert [line[0] for line in lines(client, "?council=south-holland")[1:]] == ["DS26-3"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_runs_what_the_download_holds(cast: Cast, client: Client, first: str) -> None:
    one = factories.recommendation(cast, title=f"{first}SUM(A1)", text="Do it")
    factories.response(one, cast.boston, cast)
    exported = b"".join(client.get("/recommendations.csv")).decode()
    assert f"'{first}SUM(A1)" in exported


def test_the_list_asks_the_same_number_of_questions_of_1_and_of_30_rows(cast: Cast, client: Client) -> None:
    client.force_login(cast.councillor)
    numbers = []
    for wanted in (1, 30):
        for number in range(Recommendation.objects.count() + 1, wanted + 1):
            one = factories.recommendation(cast, number)
            factories.response(one, cast.boston, cast, **ANSWERED)
            factories.part(one, cast.boston, cast)
        client.get(LIST)
        with CaptureQueriesContext(connection) as sent:
            client.get(LIST)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 30
