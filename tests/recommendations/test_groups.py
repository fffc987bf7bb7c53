"""A task group's page: what was asked for last time and where it stands, and what the checks since left open."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from core.enums import ExemptParagraph, Openness
from recommendations.enums import RecommendationStatus, ResponseStatus, Verdict
from recommendations.models import Recommendation
from recommendations.queries.groups import asked_for_by, scope_to_begin_with, standing_of_all, standing_words
from recommendations.queries.todo import to_do
from recommendations.queries.tracker import council_names
from strategies.enums import CheckAnswer, CheckQuestion, Judgement, ReviewStatus
from strategies.models import AssuranceFinding, Review, ReviewAnswer, Roadmap, RoadmapProject, Strategy
from strategies.queries import interim_checks
from task_groups import operations
from task_groups.enums import MemberRole
from task_groups.models import TaskGroup
from tests import factories
from tests.cast import TODAY, Cast
from tests.strategies.props import digital_strategy
from tests.strategies.reading import queries_of, words
from tests.task_groups.props import BY_THE_PORTAL, LOADED, group_of_2023, person, report_of

pytestmark = pytest.mark.usefixtures("on_the_day")
ANYONE = AnonymousUser()


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    return digital_strategy(cast)


@pytest.fixture
def before(strategy: Strategy, cast: Cast) -> TaskGroup:
    """The group of 2023, which asked all councils for one thing and Boston alone for another."""
    group = group_of_2023(cast, strategy)
    report = report_of(group)
    first = factories.recommendation(cast, report=report, strategy=strategy, title="Train people")
    for council, verdict in zip(cast.councils, [Verdict.ACCEPTED, Verdict.NOTED, ""], strict=True):
        status = {
            Verdict.ACCEPTED: ResponseStatus.ANSWERED,
            Verdict.NOTED: ResponseStatus.UNANSWERED,
        }.get(verdict, ResponseStatus.AWAITED)  # type: ignore[call-overload]
        factories.response(first, council, cast, verdict=verdict, status=status)
    second = factories.recommendation(cast, 2, report=report, strategy=strategy, title="Write a glossary")
    factories.response(second, cast.boston, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
    return group


def review_of(strategy: Strategy, kind: str, due_on: date, **fields: Any) -> Review:
    values: dict[str, Any] = {"why": "It is due.", "opened_at": LOADED}
    return Review.objects.create(strategy=strategy, kind=kind, due_on=due_on, **values | fields)


@pytest.fixture
def group(strategy: Strategy, before: TaskGroup, cast: Cast) -> TaskGroup:
    """The group to convene for the deep review of 2025."""
    review = review_of(strategy, "deep", date(2025, 3, 31))
    return operations.convene(
        partnership=cast.partnership, title="New group", slug="new", review=review, scope="Does it work?",
        **BY_THE_PORTAL,
    )  # fmt: skip


def held_check(strategy: Strategy, judgements: list[tuple[str, str]], **fields: Any) -> Review:
    """The check of 2024, held, with one line for each judgement and its reason."""
    values: dict[str, Any] = {
        "status": ReviewStatus.HELD, "held_on": date(2024, 3, 20), "judgement": Judgement.AT_RISK,
        "conclusion": "A paragraph.",
    }  # fmt: skip
    check = review_of(strategy, "check", date(2024, 3, 31), **values | fields)
    roadmap = Roadmap.objects.filter(strategy=strategy).first() or Roadmap.objects.create(
        strategy=strategy, title="Roadmap"
    )
    for number, (judgement, reason) in enumerate(judgements):
        project = RoadmapProject.objects.create(
            roadmap=roadmap, name=f"Project {number}", slug=f"project-{number}", position=number
        )
        AssuranceFinding.objects.create(
            review=check, project=project, judgement=judgement, reason=reason, evidence={}
        )
    return check


JUDGED = [("on_track", "Done."), ("off_track", "No money."), ("not_enough_evidence", "Nobody said.")]


def test_each_recommendation_says_where_it_stands(before: TaskGroup) -> None:
    (rows,) = asked_for_by(before, user=ANYONE, on=TODAY)
    assert [standing_words(row, council_names()) for row in rows] == [
        "Boston: Accepted. East Lindsey: Noted. South Holland: Awaiting response.",
        "Boston: No response on record.",
    ]
    assert standing_of_all(rows) == (
        "2 recommendations, 4 answers asked for: accepted (1), noted (1), awaiting response (1), "
        "no response on record (1)."
    )


def test_what_stands_the_same_everywhere_is_said_once(before: TaskGroup, cast: Cast) -> None:
    Recommendation.objects.filter(reference="DS26-2").update(status=RecommendationStatus.WITHDRAWN,
                                                             status_reason="Wrong")  # fmt: skip
    first = Recommendation.objects.get(reference="DS26-1")
    first.responses.update(status=ResponseStatus.NOT_ON_RECORD, verdict="", due_on=None)
    (rows,) = asked_for_by(before, user=ANYONE, on=TODAY)
    assert [standing_words(row, council_names()) for row in rows] == [
        "All 3 councils: No response on record.",
        "Withdrawn.",
    ]
    first.responses.all().delete()
    rows = asked_for_by(before, user=ANYONE, on=TODAY)[0][:1]
    assert standing_words(rows[0], council_names()) == "No council has been asked."
    assert standing_of_all(rows) == "1 recommendation. No council has been asked yet."
    assert standing_of_all([]) == ""


def test_the_page_of_a_deep_review_shows_last_times_recommendations(
    client: Client, group: TaskGroup, before: TaskGroup
) -> None:
    page = words(client.get(group.get_absolute_url()))
    assert (
        "What was asked for last time, and where each stands today 2 recommendations, 4 answers asked for: accepted (1), "
        "noted (1), awaiting response (1), no response on record (1). Asked for by the Joint task group ."
        in page
    )
    assert "DS26-1 Train people Accepted Noted Awaiting response" in page
    assert "DS26-2 Write a glossary No response on record Not asked Not asked" in page
    assert "The review was due by 31 March 2025 and is 1 year overdue." in page
    own = words(client.get(before.get_absolute_url()))
    assert "What was asked for last time" not in own
    assert (
        "What the group asked for Recommendation Boston East Lindsey South Holland What is next DS26-1" in own
    )


def test_exempt_recommendations_reach_only_those_entitled(
    client: Client, group: TaskGroup, cast: Cast
) -> None:
    """Promise X1: neither the page, nor the counts, nor the scope that is offered to be published."""
    Recommendation.objects.filter(reference="DS26-1").update(
        openness=Openness.EXEMPT, exempt_paragraph=ExemptParagraph.values[2], title="Zanzibar"
    )
    page = words(client.get(group.get_absolute_url()))
    assert "Zanzibar" not in page
    assert "1 recommendation, 1 answer asked for: no response on record (1)." in page
    client.force_login(cast.officer)
    assert "Zanzibar" in words(client.get(group.get_absolute_url()))
    assert "Zanzibar" not in words(client.get(reverse("recommendations:review-scope", args=["new"])))


def test_a_held_check_tells_what_it_left_open(client: Client, group: TaskGroup, strategy: Strategy) -> None:
    check = held_check(strategy, JUDGED)
    for question, answer in [
        (CheckQuestion.RECOMMENDATIONS, CheckAnswer.PARTLY),
        (CheckQuestion.PROJECTS, CheckAnswer.YES),
        (CheckQuestion.SOONER, CheckAnswer.YES),
    ]:
        ReviewAnswer.objects.create(review=check, question=question, answer=answer, words="As said.")
    page = words(client.get(group.get_absolute_url()))
    assert "2024 light-touch check Held At risk" in page
    assert (
        "Project 1 Off track. No money. Project 2 Not enough evidence. Nobody said. "
        "Are the recommendations moving? Partly. As said. "
        "Does anything need a deep review sooner? Yes. As said." in page
    )
    assert "Project 0" not in page


def test_a_check_that_is_not_held_tells_nothing(
    client: Client, group: TaskGroup, strategy: Strategy, cast: Cast
) -> None:
    """The sheet is the officer's until the check is concluded; that it lapsed is for all to see."""
    held_check(strategy, JUDGED, status=ReviewStatus.OPEN, held_on=None, judgement="", conclusion="")
    client.force_login(cast.officer)
    page = words(client.get(group.get_absolute_url()))
    assert "2024 light-touch check Lapsed 2 years overdue. It says nothing, since it was not held." in page
    assert "No money." not in page


def test_only_the_checks_since_the_last_deep_review_count(strategy: Strategy) -> None:
    last, check = (
        review_of(strategy, "deep", date(2025, 3, 31)),
        review_of(strategy, "check", date(2026, 3, 31)),
    )
    review_of(strategy, "check", date(2024, 3, 31))
    later = review_of(strategy, "deep", date(2027, 3, 31))
    review_of(strategy, "check", date(2028, 3, 31))
    assert [one.line.pk for one in interim_checks(later, on=TODAY)] == [check.pk]
    assert [one.line.due_on.year for one in interim_checks(last, on=TODAY)] == [2024]


def test_the_scope_begins_with_all_that(
    client: Client, group: TaskGroup, strategy: Strategy, cast: Cast
) -> None:
    held_check(strategy, JUDGED)
    client.force_login(cast.officer)
    path = reverse("recommendations:review-scope", args=["new"])
    begin = (
        "Does it work?\n\n"
        "What the last group asked for, and where each stands on 14 April 2026:\n"
        "- DS26-1, Train people. Boston: Accepted. East Lindsey: Noted. South Holland: Awaiting response.\n"
        "- DS26-2, Write a glossary. Boston: No response on record.\n\n"
        "What the checks since left open:\n"
        "- Project 1: off track. No money.\n"
        "- Project 2: not enough evidence. Nobody said."
    )
    page = client.get(path)
    assert page.context["form"]["scope"].value() == begin
    assert client.post(path, {"scope": begin, "version": "1"}).status_code == 302
    group.refresh_from_db()
    assert (group.scope, group.version) == (begin, 2)
    assert client.get(path).context["form"]["scope"].value() == begin
    late = client.post(path, {"scope": "Mine", "version": "1"})
    assert (late.status_code, late.context["form"]["scope"].value()) == (409, "Mine")
    assert "It reads now: Does it work?" in words(late)


def test_nothing_known_leaves_the_scope_alone() -> None:
    assert scope_to_begin_with(" Does it work? ", [], [], [], on=TODAY) == "Does it work?"


def test_once_it_is_agreed_the_scope_changes_with_a_reason(
    client: Client, group: TaskGroup, cast: Cast
) -> None:
    operations.move_group(group=group, move="agree_scope", reason="In May.", **BY_THE_PORTAL)
    client.force_login(cast.officer)
    path = reverse("recommendations:review-scope", args=["new"])
    sent = {"scope": "Does it work for residents?", "version": "2"}
    assert "The scope is agreed. Say why it changes. The reason is published" in words(
        client.post(path, sent)
    )
    assert client.post(path, {**sent, "reason": "Residents asked."}).status_code == 302


@pytest.mark.parametrize("who", ["public", "officer"])
def test_the_page_asks_the_same_number_of_questions_with_1_and_30_rows(
    client: Client, group: TaskGroup, strategy: Strategy, cast: Cast, who: str
) -> None:
    """Promise L4."""
    if who == "officer":
        client.force_login(cast.officer)
    check = held_check(strategy, JUDGED[:1])
    ReviewAnswer.objects.create(
        review=check, question=CheckQuestion.SOONER, answer=CheckAnswer.NO, words="As said."
    )
    report = Recommendation.objects.get(reference="DS26-1").report
    held = {"status": "draft_minutes", "body": None, "task_group": group}
    factories.meeting(cast, slug="first", **held)
    few = queries_of(client, group.get_absolute_url())
    roadmap = Roadmap.objects.get(strategy=strategy, title="Roadmap")
    for number in range(10, 40):
        one = factories.recommendation(cast, number, report=report)
        factories.response(one, cast.boston, cast)
        factories.part(one, cast.boston, cast)
        factories.meeting(cast, slug=f"m-{number}", **held)
        project = RoadmapProject.objects.create(
            roadmap=roadmap, name=f"P {number}", slug=f"p-{number}", position=number
        )
        AssuranceFinding.objects.create(
            review=check, project=project, judgement="at_risk", reason="Late.", evidence={}
        )
    assert queries_of(client, group.get_absolute_url()) == few
    assert few <= 30


def test_the_officers_list_says_which_groups_want_members(group: TaskGroup, cast: Cast) -> None:
    def rows() -> list[tuple[str, str]]:
        found = (task for part in to_do(on=TODAY).groups for task in part.tasks)
        return [(task.why, task.url) for task in found if task.title == "Name the members: New group"]

    assert rows() == []
    operations.want_seats(group=group, council=cast.boston, members=2, **BY_THE_PORTAL)
    operations.want_seats(group=group, council=cast.east_lindsey, members=1, **BY_THE_PORTAL)
    assert rows() == [("0 of 3 members are named.", "/reviews/new/")]
    for name, role in [("A", "member"), ("B", "member"), ("C", "reserve")]:
        operations.add_member(
            group=group, person=person(name), council=cast.boston, role=MemberRole(role), **BY_THE_PORTAL
        )
    assert rows() == [("2 of 3 members are named.", "/reviews/new/")]
    operations.add_member(group=group, person=person("D"), council=cast.east_lindsey, **BY_THE_PORTAL)
    assert rows() == []


def test_a_deep_review_leads_to_its_group_and_without_one_to_the_strategy(
    client: Client, group: TaskGroup, strategy: Strategy
) -> None:
    assert group.review is not None
    without = review_of(strategy, "deep", date(2027, 3, 31))
    draft = Strategy.objects.create(title="Draft", slug="draft", partnership=group.partnership)
    hidden = review_of(draft, "deep", date(2027, 3, 31))
    answers = [
        client.get(reverse("task_groups:of-review", args=[one.pk])) for one in (group.review, without, hidden)
    ]
    assert [one.get("Location") for one in answers] == [
        "/reviews/new/",
        f"{strategy.get_absolute_url()}#review-{without.pk}",
        None,
    ]
    assert answers[2].status_code == 404
