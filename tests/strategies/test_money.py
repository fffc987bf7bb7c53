"""Money: how far it has got, and how the councils share it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.refusals import Overtaken, Refused
from strategies import operations
from strategies.enums import MoneySource, MoneyState
from strategies.lifecycle import MONEY_MOVES
from strategies.models import Funding, FundingShare
from tests.cast import Cast
from tests.strategies.props import LOADED, digital_strategy
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bid(cast: Cast) -> Funding:
    return amount(cast, "Digital skills")


def amount(cast: Cast, purpose: str, pounds: str = "46000", **fields: Any) -> Funding:
    values: dict[str, Any] = {"money_source": MoneySource.GRANT, "state": MoneyState.BID}
    strategy = fields.pop("strategy", None) or digital_strategy(cast)
    return operations.add_funding(
        strategy=strategy, purpose=purpose, amount=Decimal(pounds), **values | fields, by=None, at=LOADED
    )


def shares_of(funding: Funding) -> list[tuple[str, str, str]]:
    found = FundingShare.objects.filter(funding=funding).order_by("council__position")
    return [(one.council.short_name, str(one.percent), str(one.amount)) for one in found]


def split(funding: Funding, cast: Cast, *percents: str, **fields: Any) -> Funding:
    shares = list(zip(cast.councils, map(Decimal, percents), strict=True))
    values: dict[str, Any] = {"version": funding.version, "by": cast.officer, "at": NOW}
    return operations.split_funding(funding=funding, percents=shares, **values | fields)


def test_a_bid_is_awarded_received_and_spent(client: Client, cast: Cast, bid: Funding) -> None:
    client.force_login(cast.officer)
    path = reverse("strategies:move-money", args=[bid.strategy.slug, bid.pk])
    for version, (move, day) in enumerate(
        [("award", "1 March 2026"), ("receive", "2 March 2026"), ("spend", "3 March 2026")], start=1
    ):
        sent = client.post(path, {"version": version, "move": move, "moved_on": day, "amount": "46000"})
        assert sent["Location"] == bid.get_absolute_url()
    page = words(Client().get(bid.get_absolute_url()))
    assert "£46,000 from grant. Spent, 3 March 2026." in page
    assert (
        "What happened to it Spent Recorded by Scrutiny Officer, 14 April 2026 at 10:02am 3 March 2026 "
        "Received Recorded by Scrutiny Officer, 14 April 2026 at 10:02am 2 March 2026 "
        "Awarded Recorded by Scrutiny Officer, 14 April 2026 at 10:02am 1 March 2026 "
        "Put on record: bid made Recorded by The portal, 3 April 2023 at 10:00am Day not on record" in page
    )
    assert "Nothing more can happen to it." in words(client.get(path))


@pytest.mark.parametrize("state", MoneyState)
@pytest.mark.parametrize("move", list(MONEY_MOVES))
def test_money_moves_by_the_table_alone(cast: Cast, state: MoneyState, move: str) -> None:
    """Promise C6."""
    funding = amount(cast, "Digital skills", state=state)
    known: dict[str, Any] = {"version": 1, "move": move, "moved_on": TODAY, "by": cast.officer, "at": NOW}
    if state in MONEY_MOVES[move].sources:
        moved = operations.move_money(funding=funding, **known)
        assert moved.state == MONEY_MOVES[move].target
    else:
        with pytest.raises(Refused, match=r"^Only "):
            operations.move_money(funding=funding, **known)
        assert Funding.objects.get(pk=funding.pk).state == state


def test_awarded_less_than_was_asked_the_shares_are_worked_out_anew(cast: Cast, bid: Funding) -> None:
    whole = split(bid, cast, "23", "38.5", "38.5")
    known: dict[str, Any] = {"version": 2, "move": "award", "moved_on": TODAY, "by": cast.officer, "at": NOW}
    with pytest.raises(Refused, match="Say why the amount is another one"):
        operations.move_money(funding=whole, amount=Decimal("100.01"), **known)
    operations.move_money(funding=whole, amount=Decimal("100.01"), reason="The fund is small.", **known)
    assert shares_of(bid) == [
        ("Boston", "23.00", "23.00"),
        ("East Lindsey", "38.50", "38.51"),
        ("South Holland", "38.50", "38.50"),
    ]


def test_a_share_on_record_alone_follows_the_amount_too(cast: Cast, bid: Funding) -> None:
    operations.add_share(funding=bid, council=cast.boston, percent=Decimal(23), by=None, at=NOW)
    operations.move_money(
        funding=bid, version=1, move="award", moved_on=TODAY, amount=Decimal(1000), reason="Less.", by=cast.officer,
        at=NOW,
    )  # fmt: skip
    assert shares_of(bid) == [("Boston", "23.00", "230.00")]


def test_shares_one_by_one_end_on_the_penny_too(cast: Cast) -> None:
    funding = amount(cast, "A penny too many", "0.10")
    for council, percent in zip(cast.councils, ("33.33", "33.33", "33.34"), strict=True):
        operations.add_share(funding=funding, council=council, percent=Decimal(percent), by=None, at=NOW)
    assert [share for _, _, share in shares_of(funding)] == ["0.03", "0.03", "0.04"]
    other = amount(cast, "A penny", "0.01", strategy=funding.strategy)
    for council, percent in zip(cast.councils, ("50", "50", "0"), strict=True):
        operations.add_share(funding=other, council=council, percent=Decimal(percent), by=None, at=NOW)
    assert sum(Decimal(share) for _, _, share in shares_of(other)) == Decimal("0.01")


def test_the_officer_splits_it_beginning_with_the_memorandum(
    client: Client, cast: Cast, bid: Funding
) -> None:
    cast.boston.moa_share = Decimal(23)
    cast.boston.save()
    client.force_login(cast.officer)
    path = reverse("strategies:split-money", args=[bid.strategy.slug, bid.pk])
    assert 'name="percent_boston" value="23"' in client.get(path).content.decode()
    typed = {
        "version": 1,
        "percent_boston": "23",
        "percent_east-lindsey": "38.5",
        "percent_south-holland": "38",
    }
    refused = client.post(path, typed)
    assert "The shares make 99.5 per cent together. They must make 100" in words(refused)
    assert 'value="38.5"' in refused.content.decode()
    client.post(path, {**typed, "percent_south-holland": "38.5"})
    page = words(Client().get(bid.get_absolute_url()))
    assert "Boston 23% £10,580" in page
    assert "All councils 100% £46,000 Worked out The shares add up to the whole, to the penny." in page
    assert "Shared: Boston 23%, East Lindsey 38.5%, South Holland 38.5%" in page


def test_a_share_on_record_changes_only_with_a_reason(cast: Cast, bid: Funding) -> None:
    split(bid, cast, "23", "38.5", "38.5")
    bid.refresh_from_db()
    with pytest.raises(Refused, match="Say why the share of Boston and East Lindsey changes"):
        split(bid, cast, "24", "37.5", "38.5")
    split(bid, cast, "24", "37.5", "38.5", reason="A new Memorandum.")
    assert [percent for _, percent, _ in shares_of(bid)] == ["24.00", "37.50", "38.50"]


def test_what_can_be_no_split_is_refused(cast: Cast, bid: Funding) -> None:
    known: dict[str, Any] = {"funding": bid, "version": 1, "by": cast.officer, "at": NOW}
    half = Decimal(50)
    for percents, sentence in (
        ([(cast.boston, half), (cast.boston, half)], "Give each council's share once"),
        ([(cast.boston, Decimal(110)), (cast.east_lindsey, Decimal(-10))], "No share is below nothing"),
        ([], "The shares make 0 per cent together"),
    ):
        with pytest.raises(Refused, match=sentence):
            operations.split_funding(percents=percents, **known)
    assert FundingShare.objects.count() == 0


def test_the_second_of_two_officers_is_told(client: Client, cast: Cast, bid: Funding) -> None:
    """Promise C2."""
    split(bid, cast, "23", "38.5", "38.5")
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this"):
        split(bid, cast, "30", "35", "35", version=1, reason="Mine")
    client.force_login(cast.officer)
    late = client.post(reverse("strategies:split-money", args=[bid.strategy.slug, bid.pk]), {
        "version": 1, "percent_boston": "30", "percent_east-lindsey": "35", "percent_south-holland": "35",
        "reason": "Mine",
    })  # fmt: skip
    assert late.status_code == 409
    assert "What it says now Boston 23%, £10,580.00" in words(late)
    assert 'value="30"' in late.content.decode()


def test_shares_not_on_record_are_said_to_be_missing(client: Client, cast: Cast) -> None:
    funding = amount(cast, "A review", is_split=True)
    page = words(client.get(funding.get_absolute_url()))
    assert "The shares are not on record It is split by the Memorandum of Agreement." in page
    operations.add_share(funding=funding, council=cast.boston, percent=Decimal(23), by=None, at=LOADED)
    page = words(client.get(funding.get_absolute_url()))
    assert "Together 23% £10,580 Worked out" in page
    assert "The shares of the other councils, £35,420 together, are not on record." in page


def test_the_officer_adds_money_by_form(client: Client, cast: Cast) -> None:
    strategy = digital_strategy(cast)
    client.force_login(cast.officer)
    path = reverse("strategies:add-money", args=[strategy.slug])
    typed = {"purpose": "Phones", "amount": "0", "money_source": "budget", "state": "awarded"}
    assert "Give an amount above nothing." in words(client.post(path, typed))
    wrong = client.post(path, {**typed, "amount": "1.005"})
    assert "Enter an amount in pounds, such as 46000 or 46000.50" in words(wrong)
    client.post(path, {**typed, "amount": "46000.50"})
    assert "Phones £46,000.50 Budget, awarded Not split" in words(client.get(strategy.get_absolute_url()))
    assert (
        client.get(reverse("strategies:money", args=["other", Funding.objects.get().pk])).status_code == 404
    )


def test_a_longer_story_costs_no_more_questions(client: Client, cast: Cast, bid: Funding) -> None:
    before = queries_of(client, bid.get_absolute_url())
    for boston in ("20", "21", "22"):
        bid.refresh_from_db()
        split(bid, cast, boston, str(60 - int(boston)), "40", reason="Again.")
    assert queries_of(client, bid.get_absolute_url()) == before
