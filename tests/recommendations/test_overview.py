"""The overview: the sentence that answers, the squares, the latest decisions, one council at a time."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.enums import Openness
from recommendations.enums import PartStatus, ResponseStatus, Verdict, VersionStatus
from recommendations.models import Recommendation, Response, ResponseVersion
from recommendations.queries import overview as queries
from recommendations.queries.overview import MOST_COLUMNS, Position, answer_line, squares_of
from recommendations.queries.tracker import council_names
from tests import factories
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
ANSWERED = {"status": ResponseStatus.ANSWERED, "due_on": date(2026, 3, 1)}


def sentence(position: Position) -> str:
    return "".join(words for words, _ in answer_line(position))


def words(client: Client, path: str = "/") -> str:
    page = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def squares(client: Client, path: str = "/") -> list[str]:
    """The words in the squares, line by line."""
    page = client.get(path).content.decode()
    found = re.findall(
        r'<b class="only-m">[^<]*</b><span>([^<]+)</span>|<td role="cell" class="na"><span>([^<]+)<', page
    )
    return [one or other for one, other in found]


def answer(response: Response, **fields: Any) -> ResponseVersion:
    defaults: dict[str, Any] = {
        "number": 1,
        "status": VersionStatus.PUBLISHED,
        "verdict": response.verdict,
        "words": "It will do so.",
        "reasons": "Because.",
        "written_at": factories.MOMENT,
        "published_at": factories.MOMENT,
        "decided_on": date(2026, 3, 18),
    }
    return ResponseVersion.objects.create(response=response, **defaults | fields)


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (Position(), "No council has been asked for an answer yet."),
        (
            Position(asked=22, accepting=16, to_come=3, late=1),
            "16 of the 22 answers asked for accept what scrutiny said, in full or in part. "
            "3 are still to come and 1 of them is late.",
        ),
        (
            Position(asked=1, to_come=1),
            "None of the 1 answer asked for accept what scrutiny said, in full or in part. 1 is still to come.",
        ),
        (
            Position(asked=12, not_on_record=12),
            "None of the 12 answers asked for accept what scrutiny said, in full or in part. "
            "None is still to come. 12 are not on record.",
        ),
    ],
)
def test_the_answer_is_computed_from_counts(position: Position, said: str) -> None:
    assert sentence(position) == said


def test_the_answer_tells_how_much_of_the_promised_work_is_finished() -> None:
    position = Position(asked=2, accepting=2)
    position.work.update({PartStatus.SIGNED_OFF: 5, PartStatus.IN_PROGRESS: 12})
    assert sentence(position).endswith(" 5 of the 17 pieces of work promised are finished.")


@pytest.mark.parametrize(
    ("pieces", "drawn"),
    [(17, (17, 1)), (120, (120, 1)), (121, (25, 5)), (1_000, (100, 10)), (35_000, (70, 500))],
)
def test_one_square_stands_for_as_many_pieces_as_leaves_few_squares(
    pieces: int, drawn: tuple[int, int]
) -> None:
    position = Position()
    position.work[PartStatus.IN_PROGRESS] = pieces
    rows, each = squares_of(position)
    assert (sum(row.squares for row in rows), each) == drawn


def shown(cast: Cast) -> None:
    """Two recommendations: Boston accepted and declined, East Lindsey is late, South Holland was asked once."""
    one, two = factories.recommendation(cast, 1), factories.recommendation(cast, 2)
    accepted = factories.response(one, cast.boston, cast, **ANSWERED, verdict=Verdict.ACCEPTED)
    declined = factories.response(two, cast.boston, cast, **ANSWERED, verdict=Verdict.REJECTED)
    factories.response(one, cast.east_lindsey, cast, due_on=TODAY - timedelta(days=1))
    factories.response(two, cast.east_lindsey, cast)
    factories.response(two, cast.south_holland, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
    factories.part(one, cast.boston, cast, status=PartStatus.SIGNED_OFF)
    answer(accepted)
    answer(declined, decided_on=date(2026, 3, 20))


def test_each_council_has_a_line_of_squares_in_the_order_of_the_councils(cast: Cast, client: Client) -> None:
    shown(cast)
    assert squares(client) == [
        "Accepted", "Not accepted", "Overdue", "To come", "Not asked", "Not on record",
    ]  # fmt: skip
    assert "Boston 1 accepted, 1 not accepted" in words(client)
    assert (
        "1 of the 5 answers asked for accepts what scrutiny said, in full or in part. "
        "2 are still to come and 1 of them is late . 1 is not on record. "
        "1 of the 1 piece of work promised is finished."
    ) in words(client)


def test_one_council_can_be_chosen(cast: Cast, client: Client) -> None:
    shown(cast)
    assert squares(client, "/?council=south-holland") == ["Not asked", "Not on record"]
    assert len(squares(client, "/?council=nowhere")) == 6


def test_a_councillor_finds_their_own_council_chosen_and_can_choose_all(cast: Cast, client: Client) -> None:
    shown(cast)
    client.force_login(cast.councillor)
    assert (len(squares(client)), len(squares(client, "/?council=all"))) == (2, 6)


def test_a_councillor_reads_when_their_panel_meets_next(cast: Cast, client: Client) -> None:
    factories.meeting(cast, slug="2026-04-24", held_on=date(2026, 4, 24))
    client.force_login(cast.councillor)
    assert "Your panel next meets on 24 April 2026: Performance Monitoring Panel." in words(client)


def test_the_newest_recommendations_are_shown_grouped_by_what_made_them(cast: Cast) -> None:
    for number in range(1, MOST_COLUMNS + 3):
        factories.recommendation(cast, number, made_on=date(2026, 1, 1) + timedelta(days=number))
    undated = factories.recommendation(cast, 99, made_on=None, made_by="Panel")
    groups = queries.newest_groups(user=cast.stranger, on=TODAY)
    assert [(g.label, len(g.columns)) for g in groups] == [("Task group, 2026", MOST_COLUMNS)]
    assert undated.reference not in {row.reference for group in groups for row in group.columns}
    Recommendation.objects.exclude(made_on=None).filter(made_on__gt=date(2026, 1, 4)).delete()
    groups = queries.newest_groups(user=cast.stranger, on=TODAY)
    assert [(g.label, len(g.columns)) for g in groups] == [("Panel", 1), ("Task group, 2026", 3)]


def test_the_latest_decisions_come_first_with_the_reason_for_a_no(cast: Cast) -> None:
    shown(cast)
    found = queries.latest_decisions(user=cast.stranger, on=TODAY)
    assert [(one.title, one.text, one.when) for one in found] == [
        ("Boston did not accept DS26-2", "Reason given: Because.", "20 March 2026"),
        ("Boston accepted DS26-1", "It will do so.", "18 March 2026"),
    ]


def test_drafts_and_exempt_answers_are_no_news(cast: Cast) -> None:
    exempt = factories.recommendation(cast, 1, openness=Openness.EXEMPT)
    answer(factories.response(exempt, cast.boston, cast, **ANSWERED, verdict=Verdict.ACCEPTED))
    drafted = factories.response(
        factories.recommendation(cast, 2), cast.boston, cast, verdict=Verdict.ACCEPTED
    )
    answer(drafted, status=VersionStatus.DRAFT)
    readers = [cast.stranger, cast.holder_east_lindsey, cast.holder_boston]
    assert [len(queries.latest_decisions(user=user, on=TODAY)) for user in readers] == [0, 0, 1]


def test_exempt_matter_is_not_counted_for_those_who_may_not_know_of_it(cast: Cast) -> None:
    exempt = factories.recommendation(cast, openness=Openness.EXEMPT)
    factories.response(exempt, cast.boston, cast)
    factories.part(exempt, cast.boston, cast, openness=Openness.EXEMPT)
    councils = council_names()
    counted = {
        name: (position.asked, position.pieces)
        for name, user in [
            ("stranger", cast.stranger),
            ("holder", cast.holder_boston),
            ("officer", cast.officer),
        ]
        for position in [queries.position_of(councils, user=user, on=TODAY)]
    }
    assert counted == {"stranger": (0, 0), "holder": (1, 1), "officer": (1, 1)}


def test_a_record_without_recommendations_says_so(cast: Cast, client: Client) -> None:
    assert words(client).count("No recommendations are published yet.") == 2


def test_the_overview_asks_the_same_number_of_questions_of_1_and_of_30(cast: Cast, client: Client) -> None:
    client.force_login(cast.councillor)
    numbers = []
    for wanted in (MOST_COLUMNS, 30):
        for number in range(Recommendation.objects.count() + 1, wanted + 1):
            one = factories.recommendation(cast, number)
            answer(factories.response(one, cast.boston, cast, **ANSWERED, verdict=Verdict.ACCEPTED))
            factories.part(one, cast.boston, cast)
        client.get("/")
        with CaptureQueriesContext(connection) as sent:
            client.get("/")
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 30
