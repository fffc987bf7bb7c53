"""The pages of a light-touch check, as the scrutiny officer fills it in and as anyone reads it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from recommendations.queries.strategy_work import StrategyWork, work_of
from strategies.enums import CheckQuestion
from strategies.models import AssuranceFinding, ProjectDifficulty, Review, ReviewAnswer, RoadmapProject
from strategies.scheduling import open_due_reviews
from tests import factories
from tests.cast import Cast
from tests.strategies.props import digital_strategy, moment, project, roadmap
from tests.strategies.reading import words

pytestmark = pytest.mark.usefixtures("on_the_day")
TODAY = date(2026, 4, 14)


@pytest.fixture
def check(cast: Cast) -> Review:
    """The check of 2026 of the Digital Strategy, which has two projects."""
    strategy = digital_strategy(cast)
    plan = roadmap(strategy)
    project(plan, 1)
    project(plan, 2)
    open_due_reviews(today=TODAY, now=moment(date(2026, 4, 1)))
    return Review.objects.get(due_on__year=2026)


def at(check: Review, name: str) -> str:
    return reverse(f"recommendations:{name}", args=[check.strategy.slug, check.pk])


def lines(check: Review) -> list[str]:
    return [
        f"p{one.pk}" for one in RoadmapProject.objects.filter(roadmap__strategy=check.strategy).order_by("pk")
    ]


def filled(check: Review, **changed: str) -> dict[str, str]:
    """The whole sheet, filled in: the first project on track, the second at risk, every question partly."""
    first, second = lines(check)
    data = {
        f"{first}-version": "1", f"{first}-judgement": "on_track", f"{first}-reason": "Half of it is live.",
        f"{second}-version": "1", f"{second}-judgement": "at_risk", f"{second}-reason": "The supplier left.",
    }  # fmt: skip
    for question in CheckQuestion:
        data |= {
            f"q-{question}-version": "0",
            f"q-{question}-answer": "partly",
            f"q-{question}-words": "As told.",
        }
    return data | changed


def errors(response: Any) -> list[tuple[str, str]]:
    form = response.context["form"]
    return [(name, str(text)) for name, found in form.errors.items() for text in found]


def test_the_officer_fills_in_the_sheet_concludes_the_check_and_everybody_reads_it(
    client: Client, cast: Cast, check: Review
) -> None:
    client.force_login(cast.officer)
    response = client.post(at(check, "fill-sheet"), filled(check, conclude="1"))
    assert response["Location"] == at(check, "conclude-check")
    page = client.get(at(check, "conclude-check"))
    drafted = page.context["form"].initial["conclusion"]
    assert drafted == (
        "The check looked at 2 projects: 1 on track and 1 at risk. Project 2 is judged at risk: The supplier left.\n\n"
        "Are the recommendations moving? Partly. As told. Are the projects on track? Partly. As told. "
        "Are the measures moving? Partly. As told. Does anything need a deep review sooner? Partly. As told."
    )
    response = client.post(
        at(check, "conclude-check"),
        {"judgement": "at_risk", "held_on": "14 April 2026", "conclusion": drafted},
    )
    assert response["Location"] == at(check, "sheet")
    read = words(Client().get(at(check, "sheet")))
    assert (
        "Project 1 Health Not on record Business case None on record Stage Not on record On track Half of it is live."
        in read
    )
    check.refresh_from_db()
    assert check.evidence_at_end["work"] == StrategyWork().figures


def test_an_open_sheet_is_the_officers_alone(client: Client, cast: Cast, check: Review) -> None:
    asked = {name: at(check, name) for name in ("sheet", "fill-sheet", "conclude-check")}
    assert {name: client.get(path).status_code for name, path in asked.items()} == {
        "sheet": 404, "fill-sheet": 302, "conclude-check": 302,
    }  # fmt: skip
    client.force_login(cast.councillor)
    assert {client.get(path).status_code for path in asked.values()} == {404}
    client.force_login(cast.officer)
    assert {client.get(path).status_code for path in asked.values()} == {200}


def test_what_is_missing_stands_beside_its_line_and_nothing_typed_is_lost(
    client: Client, cast: Cast, check: Review
) -> None:
    first, second = lines(check)
    client.force_login(cast.officer)
    response = client.post(
        at(check, "fill-sheet"), filled(check, **{f"{first}-reason": "", "q-sooner-words": " "})
    )
    assert errors(response) == [
        (f"{first}-reason", "Say why you judge Project 1 so"),
        ("q-sooner-words", "Say why you answer so"),
    ]
    form = response.context["form"]
    assert [form[f"{key}"].value() for key in (f"{first}-judgement", f"{second}-reason", "q-sooner-answer")] == [
        "on_track", "The supplier left.", "partly",
    ]  # fmt: skip
    assert ReviewAnswer.objects.count() == 0


def test_two_officers_at_once_choose_with_both_words_before_them(
    client: Client, cast: Cast, check: Review
) -> None:
    first, _ = lines(check)
    client.force_login(cast.second_officer)
    theirs = {f"{first}-version": "1", f"{first}-judgement": "off_track", f"{first}-reason": "Broken."}
    client.post(at(check, "fill-sheet"), theirs)
    client.force_login(cast.officer)
    response = client.post(at(check, "fill-sheet"), filled(check))
    assert response.status_code == 409
    rows = response.context["form"].line_rows
    assert [(row.theirs, row.version) for row in rows] == [("Off track. Broken.", 2), ("", 1)]
    assert ReviewAnswer.objects.count() == 0
    response = client.post(at(check, "fill-sheet"), filled(check, **{f"{first}-version": "2"}))
    assert response.status_code == 302
    assert AssuranceFinding.objects.get(review=check, project__slug="project-1").judgement == "on_track"


def test_an_unfinished_sheet_is_not_concluded(client: Client, cast: Cast, check: Review) -> None:
    client.force_login(cast.officer)
    page = client.get(at(check, "conclude-check"))
    assert (page.context["sheet"].left, page.context["sheet"].unanswered) == (2, 4)
    assert (
        "It cannot be concluded yet. 2 projects to judge. 4 questions to answer. Go on with the sheet"
        in words(page)
    )
    ends = {"judgement": "at_risk", "held_on": "14 April 2026", "conclusion": "It was looked at."}
    response = client.post(at(check, "conclude-check"), ends)
    assert errors(response) == [("__all__", "Judge every project first. 2 are left.")]
    assert response.context["form"]["conclusion"].value() == "It was looked at."


def test_a_concluded_check_is_filled_in_no_more(client: Client, cast: Cast, check: Review) -> None:
    Review.objects.filter(pk=check.pk).update(status="held_late", held_on=TODAY)
    client.force_login(cast.officer)
    for name in ("fill-sheet", "conclude-check"):
        assert client.post(at(check, name), filled(check))["Location"] == at(check, "sheet")
    assert ReviewAnswer.objects.count() == 0


def test_difficulties_are_not_published_with_the_sheet(client: Client, cast: Cast, check: Review) -> None:
    person = cast.responsible_boston.person
    assert person is not None
    one = RoadmapProject.objects.get(slug="project-1")
    ProjectDifficulty.objects.create(
        project=one, words="The supplier is bankrupt", by=person, told_at=moment(TODAY)
    )
    Review.objects.filter(pk=check.pk).update(status="held_late", held_on=TODAY)
    client.force_login(cast.officer)
    assert "The supplier is bankrupt" in words(client.get(at(check, "sheet")))
    client.force_login(cast.councillor)
    assert "bankrupt" not in client.get(at(check, "sheet")).content.decode()


def test_answers_and_work_outstanding_are_counted_as_anyone_may_read_them(cast: Cast, check: Review) -> None:
    one = factories.recommendation(cast, strategy=check.strategy)
    factories.response(one, cast.boston, cast, due_on=date(2026, 4, 1))
    factories.response(one, cast.east_lindsey, cast)
    factories.response(one, cast.south_holland, cast, status="not_on_record", due_on=None)
    factories.part(one, cast.boston, cast, due_on=date(2026, 4, 1))
    factories.part(one, cast.south_holland, cast, status="signed_off")
    hidden = factories.recommendation(cast, 2, strategy=check.strategy, openness="exempt")
    factories.response(hidden, cast.boston, cast)
    factories.part(hidden, cast.boston, cast)
    work = work_of(check.strategy, on=TODAY)
    assert work == StrategyWork(
        made=1, asked=3, outstanding=2, late=1, not_on_record=1, pieces=2, unfinished=1, late_pieces=1
    )
    assert work.sentence == (
        "1 recommendation: of 3 answers asked for 2 are outstanding, 1 of them late, 1 not on record. "
        "Of 2 pieces of work promised 1 is unfinished, 1 of them late."
    )


def test_the_paragraph_is_changed_by_one_at_a_time(client: Client, cast: Cast, check: Review) -> None:
    Review.objects.filter(pk=check.pk).update(
        status="held_late", held_on=TODAY, conclusion="As it was.", version=3
    )
    client.force_login(cast.officer)
    response = client.post(at(check, "paragraph"), {"conclusion": "As I see it.", "version": "2"})
    assert response.status_code == 409
    told = "Someone else changed it meanwhile. It now says: As it was. Yours stands below."
    assert told in words(response)
    response = client.post(at(check, "paragraph"), {"conclusion": "As I see it.", "version": "3"})
    assert response["Location"] == f"/strategies/digital-2023-2029/#review-{check.pk}"
    check.refresh_from_db()
    assert check.conclusion == "As I see it."
