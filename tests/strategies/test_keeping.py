"""The officer keeps strategies: adding, wording, status, adoption."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from strategies import operations
from strategies.enums import AdoptionStatus, StrategyStatus
from strategies.models import Adoption, Strategy
from tests.cast import Cast
from tests.strategies.props import LOADED, digital_strategy
from tests.strategies.reading import words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def adopt(strategy: Strategy, cast: Cast, **fields: object) -> Adoption:
    values: dict[str, object] = {
        "council": cast.boston,
        "status": AdoptionStatus.ADOPTED,
        "decided_on": date(2026, 3, 3),
        "decided_precision": "day",
    }
    return operations.record_adoption(strategy=strategy, **values | fields, by=None, at=LOADED)  # type: ignore[arg-type]


def test_a_strategy_goes_from_draft_to_its_successor(officer: Client, cast: Cast) -> None:
    """Added as a draft, sent to scrutiny, adopted by one council, adopted as a whole, superseded."""
    officer.post(reverse("strategies:add"), {"title": "Customer Strategy", "ends_on": "31 December 2030"})
    strategy = Strategy.objects.get(slug="customer-strategy")
    public = Client()
    assert strategy.status == StrategyStatus.DRAFT
    assert public.get(strategy.get_absolute_url()).status_code == 404
    move = reverse("strategies:move", args=[strategy.slug])
    officer.post(move, {"move": "send_to_scrutiny", "moved_on": "1 March 2026"})
    assert public.get(strategy.get_absolute_url()).status_code == 200
    refused = officer.post(move, {"move": "adopt", "moved_on": "4 March 2026"})
    assert "No council is on record as having adopted it. Record that first." in words(refused)
    officer.post(reverse("strategies:adoption", args=[strategy.slug, "boston"]), {
        "version": 0, "status": "adopted", "decided_on": "3 March 2026", "decided_precision": "day",
    })  # fmt: skip
    officer.post(move, {"move": "adopt", "moved_on": "4 March 2026"})
    strategy.refresh_from_db()
    assert (strategy.status, strategy.anchor_on) == (StrategyStatus.ADOPTED, date(2026, 3, 3))
    other = digital_strategy(cast)
    officer.post(move, {"move": "supersede", "moved_on": "1 April 2026", "replaced_by": other.pk})
    assert "Superseded. Replaced by" in public.get(strategy.get_absolute_url()).content.decode()
    assert "It replaces Customer Strategy ." in words(public.get(other.get_absolute_url()))
    assert [(row.verb, row.old, row.new) for row in history.of(strategy)] == [
        ("add", "", "draft"),
        ("send_to_scrutiny", "draft", "under_scrutiny"),
        ("adopt", "under_scrutiny", "adopted"),
        ("supersede", "adopted", "superseded"),
    ]


def test_what_reviews_are_counted_from_already_stays(cast: Cast) -> None:
    strategy = digital_strategy(cast, status=StrategyStatus.UNDER_SCRUTINY)
    adopt(strategy, cast)
    operations.move_strategy(
        strategy=strategy, move="adopt", moved_on=date(2026, 4, 1), by=cast.officer, at=NOW
    )
    strategy.refresh_from_db()
    assert (strategy.anchor_on, strategy.anchor_precision) == (date(2023, 3, 1), "month")


@pytest.mark.parametrize(
    ("status", "move"),
    [
        (status, move)
        for status in StrategyStatus
        for move, first in (
            ("send_to_scrutiny", StrategyStatus.DRAFT),
            ("adopt", StrategyStatus.UNDER_SCRUTINY),
            ("supersede", StrategyStatus.ADOPTED),
        )
        if status != first
    ],
)
def test_no_step_is_skipped(cast: Cast, status: StrategyStatus, move: str) -> None:
    """Promise C6."""
    strategy = digital_strategy(cast, status=status)
    adopt(strategy, cast)
    other = digital_strategy(cast, slug="other")
    with pytest.raises(Refused, match=r"^Only "):
        operations.move_strategy(
            strategy=strategy,
            move=move,
            moved_on=date(2026, 4, 1),
            replaced_by=other,
            by=cast.officer,
            at=NOW,
        )
    assert Strategy.objects.get(pk=strategy.pk).status == status


def test_two_officers_at_once_supersede_it_once(cast: Cast) -> None:
    """Promise C1: the second reads who was faster."""
    strategy, other = digital_strategy(cast), digital_strategy(cast, slug="other")
    same = Strategy.objects.get(pk=strategy.pk)
    known = {"move": "supersede", "moved_on": date(2026, 4, 1), "replaced_by": other, "at": NOW}
    operations.move_strategy(strategy=strategy, by=cast.officer, **known)  # type: ignore[arg-type]
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this on 14 April 2026 at 10:02am"):
        operations.move_strategy(strategy=same, by=cast.second_officer, **known)  # type: ignore[arg-type]


def test_no_strategy_replaces_itself_by_way_of_others(cast: Cast) -> None:
    first, second = digital_strategy(cast), digital_strategy(cast, slug="second")
    Strategy.objects.filter(pk=second.pk).update(replaced_by=first)
    second.refresh_from_db()
    for other, sentence in (
        (None, "Choose the strategy that replaces it"),
        (first, "That one is replaced by this strategy"),
        (second, "That one is replaced by this strategy"),
        (digital_strategy(cast, slug="draft", status=StrategyStatus.DRAFT), "A draft replaces nothing yet"),
    ):
        with pytest.raises(Refused, match=sentence):
            operations.move_strategy(
                strategy=first, move="supersede", moved_on=date(2026, 4, 1), replaced_by=other, by=cast.officer, at=NOW
            )  # fmt: skip


def test_words_of_a_strategy_change_and_the_history_keeps_those_before(officer: Client, cast: Cast) -> None:
    strategy = digital_strategy(cast)
    typed = {"title": "Digital Strategy", "summary": "More.", "replaces_note": "", "reference_prefix": "DS23"}
    path = reverse("strategies:edit", args=[strategy.slug])
    officer.post(path, {**typed, "version": 1})
    strategy.refresh_from_db()
    assert (strategy.title, strategy.summary, strategy.version) == ("Digital Strategy", "More.", 2)
    last = history.latest(strategy)
    assert last is not None
    assert last.details == {"before": {"title": "Digital Strategy 2023 to 2029", "summary": ""}}
    late = officer.post(path, {**typed, "title": "Mine", "version": 1})
    assert late.status_code == 409
    assert "What it says now What it is called Digital Strategy" in words(late)
    assert 'value="Mine"' in late.content.decode()


def test_each_council_s_decision_is_filled_in_once_and_then_corrected_with_a_reason(
    officer: Client, cast: Cast
) -> None:
    strategy = digital_strategy(cast)
    adopt(strategy, cast, status=AdoptionStatus.NOT_RECORDED, decided_on=None, decided_precision="unknown")
    path = reverse("strategies:adoption", args=[strategy.slug, "boston"])
    said = {"version": 1, "status": "adopted", "decided_on": "1 March 2023", "decided_precision": "month"}
    assert "Why is what is on record corrected?" not in words(officer.get(path))
    officer.post(path, {**said, "decision": "RESOLVED to adopt."})
    page = words(Client().get(strategy.get_absolute_url()))
    assert "Boston Adopted March 2023, day not on record. RESOLVED to adopt." in page
    refused = officer.post(path, {**said, "version": 2, "status": "not_adopted"})
    assert "Say why what is on record is corrected. The reason is published" in words(refused)
    officer.post(path, {**said, "version": 2, "status": "not_adopted", "reason": "The minutes say so."})
    row = Adoption.objects.get(strategy=strategy)
    assert (row.status, row.version) == (AdoptionStatus.NOT_ADOPTED, 3)
    assert [(entry.verb, entry.old, entry.new, entry.reason) for entry in history.of(row)][1:] == [
        ("adopt", "not_recorded", "adopted", ""),
        ("correct_adoption", "adopted", "not_adopted", "The minutes say so."),
    ]


def test_an_adoption_needs_its_day_and_no_day_to_come(officer: Client, cast: Cast) -> None:
    path = reverse("strategies:adoption", args=[digital_strategy(cast).slug, "boston"])
    said = {"version": 0, "status": "adopted", "decided_precision": "day"}
    undated = officer.post(path, said)
    assert "Give the day of the decision, as exactly as it is known." in words(undated)
    to_come = officer.post(path, {**said, "decided_on": "15 April 2026"})
    assert "The day of the decision must not be in the future" in words(to_come)
    assert Adoption.objects.count() == 0


def test_a_decision_written_down_meanwhile_is_shown_beside_the_words_typed(
    officer: Client, cast: Cast
) -> None:
    """Promise C2."""
    strategy = digital_strategy(cast)
    adopt(strategy, cast)
    response = officer.post(
        reverse("strategies:adoption", args=[strategy.slug, "boston"]),
        {
            "version": 0,
            "status": "not_adopted",
            "decided_precision": "day",
            "reason": "No.",
            "decision": "Mine.",
        },
    )
    assert response.status_code == 409
    assert "What it says now What it decided Adopted When 3 March 2026" in words(response)
    assert "Mine." in words(response)


def test_a_council_outside_the_strategy_decides_nothing(officer: Client, cast: Cast) -> None:
    own = digital_strategy(cast, council=cast.boston)
    assert officer.get(reverse("strategies:adoption", args=[own.slug, "boston"])).status_code == 200
    assert officer.get(reverse("strategies:adoption", args=[own.slug, "south-holland"])).status_code == 404


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Add", "Say more exactly what the strategy is called"),
        ("???", "Say more exactly what the strategy is called"),
        ("Digital 2023 2029", "There is a strategy with this name already"),
    ],
)
def test_a_name_that_can_be_no_address_is_refused(
    officer: Client, cast: Cast, title: str, sentence: str
) -> None:
    digital_strategy(cast)
    assert sentence in words(officer.post(reverse("strategies:add"), {"title": title}))


def test_a_roadmap_is_added_over_its_own_period(officer: Client, cast: Cast) -> None:
    strategy = digital_strategy(cast)
    path = reverse("strategies:add-roadmap", args=[strategy.slug])
    typed = {"title": "Roadmap 2027", "starts_on": "1 January 2027", "ends_on": "31 December 2026"}
    assert "The period must not end before it begins." in words(officer.post(path, typed))
    officer.post(path, {**typed, "ends_on": "31 December 2028"})
    assert [roadmap.ends_on for roadmap in strategy.roadmaps.all()] == [date(2028, 12, 31)]
