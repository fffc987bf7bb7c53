"""Pages of strategies, their reviews and the glossary."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import HistoryEntry
from councils.models import User
from strategies import operations
from strategies.enums import (
    AdoptionStatus,
    BusinessCase,
    CheckQuestion,
    Health,
    Judgement,
    MoneySource,
    MoneyState,
    ReviewStatus,
    Stage,
    StrategyStatus,
)
from strategies.models import Review, Strategy
from strategies.scheduling import open_due_reviews
from tests.cast import Cast
from tests.strategies.props import LOADED, digital_strategy, project, roadmap
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """The Digital Strategy with a roadmap, a project and its three lapsed reviews."""
    made = digital_strategy(cast)
    project(roadmap(made), 1, name="Telephony")
    open_due_reviews(today=TODAY, now=NOW)
    return made


def record_path(review: Review) -> str:
    return reverse("strategies:record-review", args=[review.strategy.slug, review.pk])


def the_review(year: int) -> Review:
    return Review.objects.select_related("strategy").get(due_on__year=year)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_lapsed_reviews_stand_in_the_answer_and_in_the_list_with_their_reasons(
    client: Client, strategy: Strategy
) -> None:
    page = words(client.get(strategy.get_absolute_url()))
    assert (
        "3 reviews that were due have nothing on record: the 2024 light-touch check, the 2025 deep review and the "
        "2026 light-touch check. The roadmap ends in December 2026 with nothing agreed to follow it. The health of "
        "its 1 project is not on record." in page
    )
    assert (
        "2024 light-touch check First year after adoption in March 2023. Due by 31 March. "
        "Lapsed. Was due by 31 March 2024, 2 years overdue "
        "2025 deep review Second year after adoption in March 2023. Due by 31 March. "
        "Lapsed. Was due by 31 March 2025, 1 year overdue The task group of the 2025 deep review "
        "2026 light-touch check Third year after adoption in March 2023. Due by 31 March. "
        "Lapsed. Was due by 31 March 2026, 14 days overdue "
        "2027 deep review Fourth year after adoption in March 2023. Due by 31 March. Planned, by 31 March 2027"
        in page
    )
    assert page.count("Planned, by") == 3


def test_the_drawing_is_hidden_from_assistive_technology(client: Client, strategy: Strategy) -> None:
    page = client.get(strategy.get_absolute_url()).content.decode()
    drawings = re.findall(r"<figure.*?</figure>", page, flags=re.DOTALL)
    assert len(drawings) == 1
    assert 'aria-hidden="true"' in drawings[0]
    assert re.findall(r">(\w[^<]*)</text>", drawings[0]) == [
        "2023", "2024", "2025", "2026", "2027", "2028", "2029",
        "Digital Strategy 2023 to 2029", "ICT Roadmap 2023 to 2026", "Nothing agreed after December 2026",
        "Light-touch check", "Lapsed", "due 31 March 2024",
        "Deep review", "Lapsed", "due 31 March 2025",
        "Light-touch check", "Lapsed", "due 31 March 2026",
        "Deep review", "Planned", "by 31 March 2027",
        "Light-touch check", "Planned", "by 31 March 2028",
        "Deep review", "Planned", "by 31 March 2029",
        "Adopted", "March 2023", "Today, 14 April 2026",
    ]  # fmt: skip


def test_a_review_that_nobody_opened_yet_shows_as_lapsed_all_the_same(client: Client, cast: Cast) -> None:
    """Promise R4: the page goes by the rhythm, not by the sweep."""
    strategy = digital_strategy(cast)
    assert "Lapsed. Was due by 31 March 2024" in words(client.get(strategy.get_absolute_url()))


def test_what_the_record_does_not_say_is_not_on_record(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    operations.record_adoption(
        strategy=strategy,
        council=cast.boston,
        status=AdoptionStatus.ADOPTED,
        decided_on=date(2023, 3, 1),
        decided_precision="month",
        decision="Cabinet approved it.",
        by=None,
        at=LOADED,
    )
    page = words(client.get(strategy.get_absolute_url()))
    assert (
        "Boston Adopted March 2023, day not on record. Cabinet approved it. "
        "East Lindsey Not on record No paper that we have says what East Lindsey decided. "
        "South Holland Not on record" in page
    )
    not_on_record = " ".join(["Not on record"] * 6)
    assert f"Telephony What project 1 does {not_on_record}" in page
    assert "No measures are on record" in page


def test_projects_stand_worst_first_with_each_councils_stage(client: Client, cast: Cast) -> None:
    plan = roadmap(digital_strategy(cast))
    person = cast.responsible_boston.person
    assert person is not None
    for number, health in enumerate([Health.ON_TRACK, Health.OFF_TRACK, Health.AT_RISK], start=1):
        operations.report_health(
            project=project(plan, number),
            health=health,
            words="So it is.",
            as_of=date(2026, 3, number),
            person=person,
            by=None,
            at=NOW,
        )
    last = project(
        plan,
        4,
        business_case=BusinessCase.APPROVED,
        next_step="Pilot ends",
        next_step_on=date(2025, 12, 1),
    )
    operations.record_stage(
        project=last, council=cast.south_holland, stage=Stage.DELIVERY, as_of=TODAY, by=None, at=NOW
    )
    page = words(client.get(plan.strategy.get_absolute_url()))
    assert [int(number) for number in re.findall(r"Project (\d) What", page)] == [2, 3, 1, 4]
    assert "1 of 4 projects is on track." in page
    assert "Off track 2 March 2026" in page
    assert "Not on record Delivery Not on record Not on record Delivery Pilot ends, 1 December 2025" in page


def test_money_is_told_with_its_shares(client: Client, cast: Cast, strategy: Strategy) -> None:
    funding = operations.add_funding(
        strategy=strategy,
        purpose="Consultant’s review",
        amount=Decimal(46000),
        money_source=MoneySource.RESERVES,
        state=MoneyState.SPENT,
        is_split=True,
        by=None,
        at=LOADED,
    )
    operations.add_share(funding=funding, council=cast.boston, percent=Decimal(23), by=None, at=LOADED)
    page = words(client.get(strategy.get_absolute_url()))
    assert "Consultant’s review £46,000 Reserves, spent Boston: 23%, £10,580" in page


def test_words_are_explained_where_they_first_stand(client: Client, cast: Cast) -> None:
    plan = roadmap(digital_strategy(cast))
    project(plan, 1, name="Goss for all", summary="Goss is the web platform")
    operations.add_term(term="Goss", slug="goss", explanation="A platform.", publish=True, by=None, at=LOADED)
    operations.add_term(term="Unused", slug="unused", explanation="No.", publish=True, by=None, at=LOADED)
    page = client.get(plan.strategy.get_absolute_url()).content.decode()
    assert page.count('<a class="term" href="#w-goss">') == 1
    assert page.count('id="w-goss"') == 1
    assert 'id="w-unused"' not in page


def test_what_was_typed_as_markup_stays_text(client: Client, cast: Cast) -> None:
    """Promise S11."""
    attack = "<script>alert(1)</script>"
    plan = roadmap(digital_strategy(cast, title=attack, summary=attack, replaces_note=attack))
    project(plan, 1, name=attack, summary=attack, next_step=attack, business_case_note=attack)
    page = client.get(plan.strategy.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 6


@pytest.mark.parametrize(
    "who", ["councillor", "holder_boston", "responsible_boston", "administrator", "stranger"]
)
def test_only_the_scrutiny_officer_records_a_review(
    client: Client, cast: Cast, strategy: Strategy, who: str
) -> None:
    """403: they may see the review, not conclude it."""
    signed_in(client, cast.everyone[who])
    path = record_path(the_review(2025))
    assert client.get(path).status_code == 403
    assert client.post(path, {"outcome": "held", "held_on": "1 March 2026"}).status_code == 403
    assert "Record what became of it" not in words(client.get(strategy.get_absolute_url()))
    assert the_review(2025).status == ReviewStatus.OPEN


def test_the_public_is_led_to_sign_in(client: Client, strategy: Strategy) -> None:
    response = client.get(record_path(the_review(2025)))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_the_officer_records_that_a_review_was_held_late(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    signed_in(client, cast.officer)
    page = words(client.get(strategy.get_absolute_url()))
    assert page.count("Record what became of it") == 3
    path = record_path(the_review(2025))
    assert "What became of the 2025 deep review?" in words(client.get(path))
    response = client.post(path, {"outcome": "held", "held_on": "8 January 2026"})
    assert response.status_code == 302
    assert response["Location"] == f"{strategy.get_absolute_url()}#review-{the_review(2025).pk}"
    page = words(client.get(strategy.get_absolute_url()))
    assert "Recorded: the 2025 deep review." in page
    assert "Held late, 8 January 2026. Due by 31 March 2025, 9 months late" in page
    assert "2 reviews that were due have nothing on record" in page
    drawing = client.get(strategy.get_absolute_url()).content.decode()
    assert ">9 months late</text>" in drawing


def test_the_officer_records_an_excuse_with_the_body_that_decided(
    client: Client, cast: Cast, strategy: Strategy
) -> None:
    signed_in(client, cast.officer)
    data = {"outcome": "excused", "decided_by": cast.panel.pk, "reason": "Elections took the time."}
    client.post(record_path(the_review(2024)), data)
    page = words(client.get(strategy.get_absolute_url()))
    assert (
        "Elections took the time. Decided by South Holland’s Performance Monitoring Panel. "
        "Excused. Due by 31 March 2024" in page
    )


def test_the_officer_records_a_merger(client: Client, cast: Cast, strategy: Strategy) -> None:
    signed_in(client, cast.officer)
    data = {
        "outcome": "merged",
        "decided_by": cast.boston_cabinet.pk,
        "reason": "One look is enough.",
        "merged_into": the_review(2025).pk,
    }
    client.post(record_path(the_review(2026)), data)
    page = words(client.get(strategy.get_absolute_url()))
    assert "Merged into the 2025 deep review. Due by 31 March 2026" in page


def test_a_concluded_check_shows_what_it_judged(client: Client, cast: Cast, strategy: Strategy) -> None:
    review = the_review(2026)
    operations.judge_line(
        finding=review.findings.get(),
        judgement=Judgement.AT_RISK,
        reason="Late",
        version=1,
        by=cast.officer,
        at=NOW,
    )
    answers = [operations.Answered(question, "partly", "As told", 0) for question in CheckQuestion]
    operations.fill_sheet(review=review, lines=[], answers=answers, by=cast.officer, at=NOW)
    operations.conclude_check(
        review=review,
        judgement=Judgement.AT_RISK,
        conclusion="Telephony is late.",
        held_on=TODAY,
        by=cast.officer,
        at=NOW,
    )
    page = words(client.get(strategy.get_absolute_url()))
    assert (
        "Judged as a whole: at risk. Telephony is late. Held late, 14 April 2026. Due by 31 March 2026, 14 days late"
        in page
    )


@pytest.mark.parametrize(
    ("read_on", "shown"),
    [(date(2026, 1, 14), "on 14 January 2026"), (date(2025, 12, 31), "Not updated since 31 December 2025")],
)
def test_a_measure_tells_its_latest_reading_and_when_it_is_stale(
    client: Client, cast: Cast, read_on: date, shown: str
) -> None:
    kpi = operations.add_kpi(
        strategy=digital_strategy(cast),
        name="Trained",
        unit="people",
        target=Decimal(600),
        every_months=3,
        by=None,
        at=LOADED,
    )
    for value, day in [
        (Decimal(100), date(2025, 6, 1)),
        (Decimal(412), read_on),
        (Decimal(999), date(2027, 1, 1)),
    ]:
        operations.read_kpi(kpi=kpi, value=value, read_on=day, by=None, at=NOW)
    page = client.get(kpi.strategy.get_absolute_url())
    assert f"Trained Target 600 people 412 {shown}" in words(page)
    assert '<polyline points="4.0,29.2 146.0,14.1"' in page.content.decode()


def test_long_lists_have_pages(client: Client, cast: Cast) -> None:
    for number in range(51):
        digital_strategy(cast, slug=f"s{number}", title=f"Strategy {number}")
        operations.add_term(
            term=f"Term {number}", slug=f"t{number}", explanation="It is.", publish=True, by=None, at=NOW
        )
    counts = {
        (name, page): len(
            client.get(reverse(f"strategies:{name}"), {"page": page}).context["page_obj"].object_list
        )
        for name in ("list", "glossary")
        for page in (1, 2, 3)
    }
    assert counts == {
        ("list", 1): 25, ("list", 2): 25, ("list", 3): 1,
        ("glossary", 1): 50, ("glossary", 2): 1, ("glossary", 3): 1,
    }  # fmt: skip


MISTAKES: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"outcome": "Choose what became of the review"}),
    ({"outcome": "forgotten"}, {"outcome": "Choose what became of the review"}),
    ({"outcome": "held"}, {"held_on": "Enter the day it was held, such as 30 September 2026"}),
    (
        {"outcome": "held", "held_on": "30 February 2026"},
        {"held_on": "Enter a date, such as 30 September 2026"},
    ),
    (
        {"outcome": "held", "held_on": "15 April 2026"},
        {"held_on": "The day it was held must not be in the future"},
    ),
    (
        {"outcome": "excused"},
        {"decided_by": "Choose the body that decided this", "reason": "Say why. The reason is published"},
    ),
    (
        {"outcome": "excused", "decided_by": "999999", "reason": "Because"},
        {"decided_by": "Choose the body that decided this"},
    ),
    (
        {"outcome": "merged", "merged_into": "999999", "reason": "Because", "decided_by": ""},
        {
            "merged_into": "Choose another review of the same strategy",
            "decided_by": "Choose the body that decided this",
        },
    ),
    (
        {"outcome": "held", "held_on": "1 March 2026", "reason": "x" * 100_000},
        {"reason": "Use 2000 characters or fewer. You have typed 100000"},
    ),
]


@pytest.mark.parametrize(("data", "errors"), MISTAKES, ids=[str(number) for number in range(len(MISTAKES))])
@pytest.mark.usefixtures("strategy")
def test_a_mistake_is_told_beside_its_field_and_everything_typed_stays(
    client: Client, cast: Cast, data: dict[str, Any], errors: dict[str, str]
) -> None:
    """Promises C5 and Y7."""
    signed_in(client, cast.officer)
    history = HistoryEntry.objects.count()
    response = client.post(record_path(the_review(2026)), data)
    form = response.context["form"]
    assert {name: list(told) for name, told in form.errors.items()} == {
        name: [told] for name, told in errors.items()
    }
    page = response.content.decode()
    assert "<title>Error: Record the 2026 light-touch check – Partnership Scrutiny</title>" in page
    for name in errors:
        assert re.search(rf'<a href="#(id_{name}(?:_0)?)">', page)
    if typed := data.get("reason"):
        assert typed in page
    assert the_review(2026).status == ReviewStatus.OPEN
    assert HistoryEntry.objects.count() == history


@pytest.mark.usefixtures("strategy")
def test_what_cannot_be_seen_is_taken_out_of_a_reason(client: Client, cast: Cast) -> None:
    signed_in(client, cast.officer)
    data = {"outcome": "excused", "decided_by": cast.panel.pk, "reason": "Elec\x00tions\u202e first"}
    response = client.post(record_path(the_review(2024)), data)
    assert response.status_code == 302
    assert the_review(2024).reason == "Elections first"


@pytest.mark.usefixtures("strategy")
def test_sent_twice_it_is_recorded_once_and_the_second_is_told(client: Client, cast: Cast) -> None:
    signed_in(client, cast.officer)
    path = record_path(the_review(2025))
    client.post(path, {"outcome": "held", "held_on": "8 January 2026"})
    again = client.post(path, {"outcome": "held", "held_on": "9 January 2026"})
    assert "This review is already concluded. Nothing changed." in words(again)
    assert 'value="9 January 2026"' in again.content.decode()
    assert the_review(2025).held_on == date(2026, 1, 8)
    assert "This review is already concluded. What is on record stays." in words(client.get(path))


@pytest.mark.usefixtures("strategy")
def test_a_review_is_found_under_its_own_strategy_only(client: Client, cast: Cast) -> None:
    other = digital_strategy(cast, slug="other", title="Other")
    signed_in(client, cast.officer)
    assert (
        client.get(reverse("strategies:record-review", args=[other.slug, the_review(2025).pk])).status_code
        == 404
    )


def test_a_draft_strategy_is_the_officers_alone(client: Client, cast: Cast) -> None:
    """404 for everyone else: they may not know of it."""
    draft = digital_strategy(cast, status=StrategyStatus.DRAFT, title="Secret plan")
    review = Review.objects.create(
        strategy=draft, kind="deep", due_on=date(2025, 3, 31), why="Because", opened_at=NOW
    )
    for path in (draft.get_absolute_url(), record_path(review)):
        for who in ("councillor", "holder_boston", "administrator", "stranger"):
            assert signed_in(Client(), cast.everyone[who]).get(path).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Secret plan" not in words(client.get(reverse("strategies:list")))
    signed_in(client, cast.officer)
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert "Secret plan Draft" in words(client.get(reverse("strategies:list")))


def test_a_draft_term_is_the_officers_alone(client: Client, cast: Cast) -> None:
    draft = operations.add_term(term="Zebra", slug="zebra", by=None, at=LOADED)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Zebra" not in client.get(reverse("strategies:glossary")).content.decode()
    signed_in(client, cast.officer)
    assert "This word has no explanation yet." in words(client.get(draft.get_absolute_url()))
    assert "Zebra Waiting for an explanation" in words(client.get(reverse("strategies:glossary")))


def test_the_glossary_is_in_order_and_by_letter(client: Client, cast: Cast) -> None:
    for term in ("roadmap", "Goss", "365 suite", "RAG"):
        operations.add_term(
            term=term, slug=term.split()[0].lower(), explanation="It is.", publish=True, by=None, at=LOADED
        )
    path = reverse("strategies:glossary")

    def shown(query: str) -> list[str]:
        return [term.term for term in client.get(f"{path}{query}").context["page_obj"]]

    assert shown("") == ["365 suite", "Goss", "RAG", "roadmap"]
    assert shown("?letter=r") == ["RAG", "roadmap"]
    assert shown("?letter=%23") == ["365 suite"]
    assert shown("?letter=Q&page=nine") == ["365 suite", "Goss", "RAG", "roadmap"]


def test_a_term_says_where_it_is_used(client: Client, cast: Cast) -> None:
    plan = roadmap(digital_strategy(cast))
    project(plan, 1, name="Goss for all")
    project(
        roadmap(digital_strategy(cast, slug="draft", status=StrategyStatus.DRAFT)), 1, name="Goss in secret"
    )
    term = operations.add_term(
        term="Goss", slug="goss", explanation="A platform.", publish=True, by=None, at=LOADED
    )
    page = client.get(term.get_absolute_url())
    assert "Where it is used Goss for all Look for “Goss”" in words(page)
    assert f'href="{plan.strategy.get_absolute_url()}#project-project-1"' in page.content.decode()


@pytest.mark.parametrize("name", ["list", "glossary"])
def test_empty_pages_say_so(client: Client, db: None, name: str) -> None:
    page = words(client.get(reverse(f"strategies:{name}")))
    assert ("No strategies are on record yet" in page) or ("No words are explained yet" in page)


def test_the_list_says_what_lapsed_and_what_is_next(client: Client, cast: Cast, strategy: Strategy) -> None:
    digital_strategy(
        cast, slug="new", title="New one", anchor_on=date(2025, 6, 1), starts_on=date(2025, 1, 1)
    )
    digital_strategy(cast, slug="theirs", title="Of another council", partnership=None)
    page = words(client.get(reverse("strategies:list")))
    assert "3 reviews that were due have nothing on record, the first since 31 March 2024." in page
    assert "1 review that was due has nothing on record, the first since 31 March 2026." in page
    assert "Of another council Another council, kept for reference. Adopted. No review is planned." in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("name", ["list", "detail", "glossary", "term"])
def test_reading_pages_take_no_other_method(client: Client, cast: Cast, name: str, method: str) -> None:
    """405, to somebody who is signed in: no page asks for a password first."""
    signed_in(client, cast.officer)
    path = reverse(f"strategies:{name}", args=["any"] if name in {"detail", "term"} else [])
    assert getattr(client, method)(path).status_code == 405


def many(cast: Cast, count: int) -> Strategy:
    """A strategy with so many projects, terms, reviews and measures, and as many other strategies."""
    strategy = Strategy.objects.filter(slug="digital-2023-2029").first() or digital_strategy(cast)
    plan = strategy.roadmaps.first() or roadmap(strategy)
    for number in range(plan.projects.count(), count):
        one = project(plan, number, business_case=BusinessCase.APPROVED)
        for council in cast.councils:
            operations.record_stage(
                project=one, council=council, stage=Stage.LIVE, as_of=TODAY, by=None, at=NOW
            )
        operations.add_term(
            term=f"Project {number}", slug=f"t{number}", explanation="It is.", publish=True, by=None, at=NOW
        )
        funding = operations.add_funding(
            strategy=strategy,
            purpose=f"Money {number}",
            amount=Decimal(10),
            money_source=MoneySource.GRANT,
            state=MoneyState.BID,
            by=None,
            at=NOW,
        )
        operations.add_share(funding=funding, council=cast.boston, percent=Decimal(1), by=None, at=NOW)
        kpi = operations.add_kpi(strategy=strategy, name=f"Measure {number}", by=None, at=NOW)
        operations.read_kpi(kpi=kpi, value=Decimal(number), read_on=TODAY, by=None, at=NOW)
        operations.rest_cadence_on(strategy=strategy, text="So.", body=cast.panel, by=None, at=NOW)
        digital_strategy(cast, slug=f"other-{number}", title=f"Other {number}")
    open_due_reviews(today=TODAY, now=NOW)
    return strategy


@pytest.mark.parametrize("who", ["public", "officer"])
def test_pages_ask_the_same_number_of_questions_with_1_and_30_rows(
    client: Client, cast: Cast, who: str
) -> None:
    """Promise L4."""
    if who == "officer":
        signed_in(client, cast.officer)
    strategy = many(cast, 1)
    paths = [
        reverse("strategies:list"),
        strategy.get_absolute_url(),
        reverse("strategies:glossary"),
        reverse("strategies:term", args=["t0"]),
    ]
    if who == "officer":
        paths.append(record_path(Review.objects.filter(strategy=strategy).earliest("due_on")))
    few = [queries_of(client, path) for path in paths]
    many(cast, 30)
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 30
