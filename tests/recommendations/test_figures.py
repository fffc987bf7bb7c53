"""Annual figures: counted from what anyone may read, the same for every reader, and always live."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from core import history
from core.enums import Openness
from recommendations.enums import ClosureKind, PartStatus, RecommendationStatus, ResponseStatus, Verdict
from recommendations.models import Closure, ImpactRating, Recommendation
from recommendations.queries.figures import Figures, answer_events, chosen_set, counted_on, lines_of
from recommendations.queries.tracker import council_names
from tests import factories
from tests.cast import TODAY, Cast
from tests.factories import MOMENT

pytestmark = pytest.mark.usefixtures("on_the_day")


def two_years(cast: Cast) -> None:
    """One of 2025, answered by all three and implemented; two of 2026, one of them awaited, one not sent; one undated."""
    old = factories.recommendation(cast, 1, made_on=date(2025, 3, 1), status=RecommendationStatus.CLOSED)
    answered: dict[str, Any] = {"status": ResponseStatus.ANSWERED}
    factories.response(old, cast.boston, cast, verdict=Verdict.ACCEPTED, **answered)
    factories.response(old, cast.east_lindsey, cast, verdict=Verdict.REJECTED, **answered)
    factories.response(old, cast.south_holland, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
    factories.part(old, cast.boston, cast, status=PartStatus.SIGNED_OFF)
    factories.part(old, cast.boston, cast)
    held = factories.meeting(cast, status="held")
    Closure.objects.create(
        recommendation=old, kind=ClosureKind.IMPLEMENTED, reason="Done.", meeting=held, closed_on=TODAY
    )
    for user, impact in ((cast.councillor, "high"), (cast.other_councillor, "none")):
        assert user.person is not None
        ImpactRating.objects.create(recommendation=old, person=user.person, impact=impact, rated_on=TODAY)
    factories.response(factories.recommendation(cast, 2), cast.boston, cast)
    waiting = factories.recommendation(cast, 3)
    factories.response(waiting, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None)
    factories.recommendation(cast, 4, made_on=None)


def hidden(cast: Cast) -> Recommendation:
    """An exempt one with an answer and work, a draft, and work that is exempt."""
    secret = factories.recommendation(cast, 70, openness=Openness.EXEMPT)
    factories.response(secret, cast.boston, cast, status=ResponseStatus.ANSWERED, verdict=Verdict.ACCEPTED)
    factories.part(secret, cast.boston, cast)
    factories.recommendation(cast, 71, status=RecommendationStatus.DRAFT)
    factories.part(
        Recommendation.objects.get(reference="DS26-2"), cast.boston, cast, openness=Openness.EXEMPT
    )
    return secret


def test_each_year_tells_what_became_of_what_was_made_in_it(cast: Cast) -> None:
    two_years(cast)
    hidden(cast)
    counted = counted_on(TODAY)
    assert lines_of(counted, None) == [
        Figures(2026, made=2, asked=1, unanswered=1),
        Figures(
            2025, made=1, asked=3, accepted=1, rejected=1, not_on_record=1, promised=2, signed=1, implemented=1,
            rated=2, difference=1,
        ),
        Figures(None, made=1),
    ]  # fmt: skip
    boston = council_names()[0]
    assert lines_of(counted, boston)[1] == Figures(
        2025, made=1, asked=1, accepted=1, promised=2, signed=1, implemented=1, rated=2, difference=1
    )


def test_the_page_and_its_file_say_the_same_to_everyone(cast: Cast, client: Client) -> None:
    two_years(cast)
    before = client.get("/figures/").content
    said = client.get("/figures.csv").getvalue()
    hidden(cast)
    assert client.get("/figures/").content == before
    client.force_login(cast.officer)
    assert client.get("/figures.csv").getvalue() == said
    assert client.get("/figures/").context["sentence"] == (
        "4 recommendations were made. 1 of the 4 answers asked for accepts. 1 is not on record."
        " 1 of 2 pieces of work promised is signed off."
    )
    rows = list(csv.reader(StringIO(said.decode("utf-8-sig"))))
    assert rows[2] == [
        "2025", "All councils", "1", "3", "1", "1", "0", "1", "2", "1", "1", "0", "2", "1",
    ]  # fmt: skip
    assert [row[:2] for row in rows[4:6]] == [["2026", cast.boston.name], ["2025", cast.boston.name]]


def test_how_answers_stood_is_read_from_the_history_of_what_anyone_may_read(
    cast: Cast, client: Client
) -> None:
    two_years(cast)
    secret = hidden(cast)
    mine = Recommendation.objects.get(reference="DS26-2").responses.get()
    for one, new, on in (
        (mine, "awaited", date(2026, 2, 1)),
        (mine, "unanswered", None),
        (secret.responses.get(), "answered", None),
    ):
        history.record(subject=one, verb="move", new=new, by=cast.officer, at=MOMENT, on=on)
    events = answer_events(chosen_set(), None)
    assert sorted((one.on, one.thing, one.state) for one in events) == [
        (date(2026, 2, 1), mine.pk, "awaited"),
        (date(2026, 4, 1), mine.pk, "unanswered"),
    ]
    assert answer_events(chosen_set(), cast.east_lindsey.pk) == []
    page = client.get("/figures/?council=boston&report=nothing")
    drawn = page.context["over_time"][0]
    assert [(column.label, counts) for column, counts in drawn.rows] == [
        ("Feb 2026", [0, 1]), ("Mar 2026", [0, 1]), ("Apr 2026", [1, 0]),
    ]  # fmt: skip
    assert page.context["unknown"] == ["report=nothing"]


def test_nothing_on_record_is_said(cast: Cast, client: Client) -> None:
    page = client.get("/figures/").content.decode()
    assert page.count("No recommendations are published yet.") == 1
    assert page.count("Nothing is on record to draw.") == 2
