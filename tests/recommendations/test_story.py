"""One recommendation's page: where it stands, how a date was counted, its trail, its full story, its buttons."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from core import history
from core.enums import Openness, Precision
from core.models import Source
from councils.enums import BodyKind
from councils.models import Body, User
from meetings.enums import DecisionKind
from recommendations.enums import (
    ClosureKind,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
    Verdict,
    VersionStatus,
)
from recommendations.models import (
    Closure,
    DueDateChange,
    Recommendation,
    Response,
    ResponseDueDateChange,
    ResponseVersion,
    RouteStop,
)
from recommendations.queries.page import Page, page_of
from recommendations.queries.sentences import how_counted, told_of, what_is_next, where_it_stands
from recommendations.queries.stations import lines_of
from recommendations.queries.story import story_of
from tests import factories
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def page(recommendation: Recommendation, user: Any) -> Page:
    found = page_of(recommendation.reference, user=user, on=TODAY)
    assert found is not None
    return found


def answered(response: Response, verdict: str = Verdict.ACCEPTED, **fields: Any) -> ResponseVersion:
    """Give a response a published answer of 18 March 2026."""
    open_word = (
        ResponseStatus.UNANSWERED if verdict in {Verdict.NOTED, Verdict.DEFERRED} else ResponseStatus.ANSWERED
    )
    response.status, response.verdict = open_word, verdict
    response.answered_on = date(2026, 3, 18) if open_word == ResponseStatus.ANSWERED else None
    response.save()
    defaults: dict[str, Any] = {
        "number": response.versions.count() + 1,
        "status": VersionStatus.PUBLISHED,
        "verdict": verdict,
        "words": "It will do so.",
        "reasons": "Because.",
        "decided_by": "the Cabinet",
        "decided_on": date(2026, 3, 18),
        "written_at": AT,
        "published_at": AT,
    }
    return ResponseVersion.objects.create(response=response, **defaults | fields)


def words(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_first_sentence_counts_how_far_each_council_has_come(cast: Cast) -> None:
    one = factories.recommendation(cast)
    for council, status in [
        (cast.boston, PartStatus.IN_PROGRESS),
        (cast.east_lindsey, PartStatus.SIGNED_OFF),
        (cast.south_holland, PartStatus.READY),
    ]:
        answered(factories.response(one, council, cast))
        factories.part(
            one,
            council,
            cast,
            status=status,
            submitted_at=AT,
            decide_by=date(2026, 4, 24),
            title=f"In {council}",
        )
    found = page(one, cast.stranger)
    assert (where_it_stands(found), what_is_next(found)) == (
        "One council has finished, one is waiting for sign-off, one is still working.",
        "Next: South Holland signs off by 24 April 2026.",
    )


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("", "All three councils have still to answer."),
        (Verdict.NOTED, "All three councils noted or deferred it and have not answered."),
        (Verdict.REJECTED, "All three councils did not accept it."),
        (Verdict.IN_PLACE, "All three councils have it in place already."),
        (Verdict.ACCEPTED, "All three councils have accepted with no work on record."),
    ],
)
def test_councils_that_stand_alike_are_told_of_together(cast: Cast, verdict: str, sentence: str) -> None:
    one = factories.recommendation(cast)
    for council in cast.councils:
        response = factories.response(one, council, cast)
        if verdict:
            answered(response, verdict)
    assert where_it_stands(page(one, cast.stranger)) == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {},
            "Received by the Cabinet on 21 March 2026. Two months beginning with that day end on 20 May 2026.",
        ),
        (
            {"noticed_on": date(2026, 3, 25), "first_due_on": date(2026, 5, 24)},
            "Received by the Cabinet on 21 March 2026, and the notice on 25 March 2026. "
            "Two months beginning with the later day end on 24 May 2026.",
        ),
        (
            {"received_on": date(2025, 12, 31), "first_due_on": date(2026, 2, 28)},
            "Received by the Cabinet on 31 December 2025. "
            "Two months beginning with that day end on 28 February 2026.",
        ),
        (
            {"first_due_on": date(2026, 6, 30)},
            "Received by the Cabinet on 21 March 2026. Due on 30 June 2026.",
        ),
        ({"received_on": None}, ""),
    ],
)
def test_a_due_date_says_how_it_was_counted(cast: Cast, fields: dict[str, Any], sentence: str) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast, **fields)
    (lane,) = page(one, cast.stranger).lanes
    assert how_counted(lane) == sentence


def test_a_moved_date_keeps_the_first_one_with_the_reason(cast: Cast) -> None:
    one = factories.recommendation(cast)
    response = factories.response(one, cast.boston, cast, due_on=date(2026, 6, 10))
    ResponseDueDateChange.objects.create(
        response=response,
        old=date(2026, 5, 20),
        new=date(2026, 6, 10),
        reason="Cabinet date",
        by=cast.officer,
        at=AT,
    )
    (lane,) = page(one, cast.stranger).lanes
    assert "Due 10 June 2026, moved from 20 May 2026. Reason: Cabinet date" in list(told_of(lane, on=TODAY))


def test_noted_says_that_the_clock_keeps_running(cast: Cast) -> None:
    one = factories.recommendation(cast)
    answered(
        factories.response(one, cast.boston, cast, due_on=date(2026, 4, 10)),
        Verdict.NOTED,
        words="",
        reasons="",
    )
    (lane,) = page(one, cast.stranger).lanes
    assert list(told_of(lane, on=TODAY))[:3] == [
        "Noted on 18 March 2026, by the Cabinet.",
        "That is not an answer: the clock keeps running.",
        "Its answer was due by 10 April 2026.",
    ]


def stations(recommendation: Recommendation, user: User) -> list[list[tuple[str, str] | None]]:
    return [
        [(station.word, station.when) if station else None for station in line.stations]
        for line in lines_of(page(recommendation, user))
    ]


def test_the_trail_shows_each_councils_stations_and_gaps_as_gaps(cast: Cast) -> None:
    one = factories.recommendation(cast)
    answered(factories.response(one, cast.boston, cast))
    factories.part(one, cast.boston, cast, status=PartStatus.IN_PROGRESS)
    answered(factories.response(one, cast.east_lindsey, cast), Verdict.REJECTED)
    factories.response(one, cast.south_holland, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
    RouteStop.objects.create(
        recommendation=one, body=cast.panel, reached_on=date(2026, 3, 1), reached_precision=Precision.MONTH,
        decision=DecisionKind.NOTED,
    )  # fmt: skip
    assert stations(one, cast.stranger) == [
        [
            ("Not on record", ""),
            ("Accepted", "18 March 2026"),
            ("In progress", "Due 30 June 2026"),
            ("Not yet", ""),
        ],
        [("Not on record", ""), ("Not accepted", "18 March 2026"), None, None],
        [("Noted", "March 2026"), ("Not on record", ""), ("Not yet", ""), ("Not yet", "")],
    ]


def test_a_joint_panel_stands_on_every_councils_line(cast: Cast) -> None:
    one = factories.recommendation(cast)
    for council in cast.councils:
        factories.response(one, council, cast)
    joint = Body.objects.create(
        partnership=cast.partnership, name="Joint Panel", slug="joint", kind=BodyKind.JOINT_PANEL
    )
    RouteStop.objects.create(recommendation=one, body=joint, planned_on=date(2026, 5, 1))
    assert [line[0] for line in stations(one, cast.stranger)] == [("Planned", "1 May 2026")] * 3


def test_an_unsent_recommendation_waits_at_every_station(cast: Cast) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None, received_on=None)
    assert stations(one, cast.stranger) == [[("Not yet", "")] * 4]


def told(recommendation: Recommendation, user: User) -> list[tuple[str, str, str]]:
    """When, what and from which source: the story as the page tells it."""
    return [
        (entry.when_text, entry.title, entry.source_text) for entry in story_of(page(recommendation, user))
    ]


def test_the_story_is_told_newest_first_and_every_entry_names_its_source(cast: Cast) -> None:
    minutes = Source.objects.create(code="minutes", title="Cabinet minutes", kind="Minutes")
    one = factories.recommendation(cast, made_on=date(2026, 3, 1), made_precision=Precision.MONTH)
    response = factories.response(one, cast.boston, cast)
    answered(response, source=minutes, source_place="item 4")
    part = factories.part(one, cast.boston, cast, status=PartStatus.READY, submitted_at=AT)
    history.record(
        subject=part, trail=one, verb="submit", by=cast.responsible_boston, at=AT, role="Responsible Officer",
        public=True,
    )  # fmt: skip
    factories.response(one, cast.east_lindsey, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
    assert told(one, cast.stranger) == [
        ("2 April 2026", "Boston: work marked done", "Recorded here on 2 April 2026"),
        ("18 March 2026", "Boston: accepted", "Cabinet minutes, item 4"),
        ("March 2026\nday not on record", "Task group made the recommendation", "No source recorded"),
        ("Not on record", "East Lindsey: no answer on record", ""),
    ]


def test_an_earlier_answer_stays_in_the_story(cast: Cast) -> None:
    one = factories.recommendation(cast)
    response = factories.response(one, cast.boston, cast)
    answered(response, Verdict.NOTED, decided_on=date(2026, 3, 2))
    answered(response, Verdict.ACCEPTED)
    assert [title for _, title, _ in told(one, cast.stranger)] == [
        "Boston: accepted",
        "Boston: noted",
        "Task group made the recommendation",
    ]


def test_a_planned_stop_that_no_paper_tells_of_is_a_gap(cast: Cast) -> None:
    one = factories.recommendation(cast)
    RouteStop.objects.create(
        recommendation=one, body=cast.south_holland_cabinet, planned_on=date(2026, 3, 21)
    )
    (entry, _) = story_of(page(one, cast.stranger))
    assert (entry.title, entry.tone) == ("South Holland: Cabinet: no decision on record", "gap")


def test_a_stranger_gets_404_for_what_they_may_not_know_of(cast: Cast, client: Client) -> None:
    draft = factories.recommendation(cast, 1, status=RecommendationStatus.DRAFT)
    exempt = factories.recommendation(cast, 2, openness=Openness.EXEMPT)
    for one in (draft, exempt):
        factories.response(one, cast.boston, cast)
    paths = [
        f"/recommendations/{one.reference}{rest}" for one in (draft, exempt) for rest in ("/", "/boston/")
    ]
    missing = ["/recommendations/DS99-1/", "/recommendations/DS99-1/boston/"]
    assert {client.get(path).status_code for path in [*paths, *missing]} == {404}
    client.force_login(cast.officer)
    assert [client.get(path).status_code for path in paths] == [200] * 4


def test_a_council_that_was_not_asked_has_no_answer_page(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast)
    statuses = [
        client.get(f"{one.get_absolute_url()}{council.slug}/").status_code for council in cast.councils
    ]
    assert statuses == [200, 404, 404]


def test_a_withdrawn_recommendation_keeps_its_page_with_the_reason(cast: Cast, client: Client) -> None:
    one = factories.recommendation(
        cast, status=RecommendationStatus.WITHDRAWN, status_reason="Asked for twice"
    )
    assert "This recommendation was withdrawn. Reason: Asked for twice" in words(
        client, one.get_absolute_url()
    )


def test_a_closed_recommendation_says_how_and_where_it_ended(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast, status=RecommendationStatus.CLOSED)
    Closure.objects.create(
        recommendation=one, kind=ClosureKind.IMPLEMENTED, reason="All of it was done.",
        meeting=factories.meeting(cast), closed_on=date(2026, 4, 14),
    )  # fmt: skip
    assert where_it_stands(page(one, cast.stranger)) == "Closed on 14 April 2026: implemented."
    assert "Closed on 14 April 2026: implemented. All of it was done." in words(
        client, one.get_absolute_url()
    )


def test_who_may_read_an_exempt_recommendation_is_warned(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast, openness=Openness.EXEMPT, exempt_paragraph=3)
    client.force_login(cast.officer)
    assert "This recommendation is exempt. Do not share it." in words(client, one.get_absolute_url())


def test_a_draft_answer_is_on_its_own_portfolio_holders_page_alone(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast)
    response = factories.response(one, cast.boston, cast)
    ResponseVersion.objects.create(
        response=response, number=1, verdict=Verdict.ACCEPTED, words="zanzibar", written_at=AT
    )
    path, found = f"{one.get_absolute_url()}boston/", {}
    for name in ("stranger", "officer", "holder_east_lindsey", "holder_boston"):
        client.force_login(cast.everyone[name])
        found[name] = [words(client, at).count("zanzibar") for at in (path, one.get_absolute_url())]
    assert found == {
        "stranger": [0, 0],
        "officer": [0, 0],
        "holder_east_lindsey": [0, 0],
        "holder_boston": [1, 0],
    }


def buttons(client: Client, path: str) -> list[str]:
    html = client.get(path).content.decode()
    return re.findall(r'<a class="govuk-button[^"]*" href="([^"]+)"', html)


def test_each_role_finds_the_step_that_is_theirs(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast)
    factories.response(one, cast.boston, cast)
    answered(factories.response(one, cast.south_holland, cast))
    part = factories.part(one, cast.south_holland, cast, status=PartStatus.READY, submitted_at=AT)
    found = {}
    for name in (
        "stranger",
        "councillor",
        "responsible_south_holland",
        "holder_boston",
        "holder_south_holland",
    ):
        client.force_login(cast.everyone[name])
        found[name] = buttons(client, one.get_absolute_url())
    assert found == {
        "stranger": [],
        "councillor": [],
        "responsible_south_holland": [],
        "holder_boston": ["/recommendations/DS26-1/boston/respond/"],
        "holder_south_holland": [
            f"/actions/{part.pk}/sign-off/",
            "/recommendations/DS26-1/south-holland/respond/",
        ],
    }


def test_moved_work_shows_both_dates_in_the_table_of_actions(cast: Cast, client: Client) -> None:
    one = factories.recommendation(cast)
    answered(factories.response(one, cast.boston, cast))
    part = factories.part(one, cast.boston, cast, due_on=date(2026, 9, 30))
    DueDateChange.objects.create(
        part=part,
        old=date(2026, 6, 30),
        new=date(2026, 9, 30),
        reason="The trainer left",
        by=cast.officer,
        at=AT,
    )
    assert (
        "30 September 2026 Moved from 30 June 2026 to 30 September 2026. Reason: The trainer left"
        in words(client, one.get_absolute_url())
    )
