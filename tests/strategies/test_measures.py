"""Measures: readings with their day and source, a target, and a mark where nobody has read for too long."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from strategies import operations
from strategies.models import Kpi, KpiReading
from strategies.queries import kpi_page
from tests.cast import Cast
from tests.strategies.props import LOADED, digital_strategy
from tests.strategies.reading import words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture
def trained(cast: Cast) -> Kpi:
    return operations.add_kpi(
        strategy=digital_strategy(cast),
        name="Residents trained",
        unit="people",
        target=Decimal(600),
        target_on=date(2027, 3, 31),
        owner=cast.work_south_holland,
        by=None,
        at=LOADED,
    )


def read(kpi: Kpi, value: str, day: date, **more: Any) -> KpiReading:
    return operations.read_kpi(kpi=kpi, value=Decimal(value), read_on=day, by=None, at=NOW, **more)


def path(kpi: Kpi, name: str = "kpi") -> str:
    return reverse(f"strategies:{name}", args=[kpi.strategy.slug, kpi.pk])


def edited(kpi: Kpi, cast: Cast, **more: Any) -> Kpi:
    values: dict[str, Any] = {
        "unit": kpi.unit,
        "target": Decimal(700),
        "target_on": kpi.target_on,
        "every_months": 3,
        "owner": kpi.owner,
        "reason": "More is wanted.",
        "version": 1,
        "by": cast.officer,
        "at": NOW,
    }
    return operations.edit_kpi(kpi=kpi, **values | more)


def test_a_new_target_keeps_the_old_one_and_says_why(cast: Cast, trained: Kpi) -> None:
    assert edited(trained, cast).target == 700
    row = history.latest(trained)
    assert row is not None
    assert (row.reason, row.public, row.details) == (
        "More is wanted.",
        True,
        {"measure": "Residents trained", "target": ["600", "700"]},
    )
    with pytest.raises(Overtaken):
        edited(trained, cast, target=Decimal(800))
    with pytest.raises(Refused, match="Say why it changes"):
        edited(trained, cast, reason=" ", version=2)
    with pytest.raises(Refused, match="Nothing is changed yet"):
        edited(trained, cast, version=2)
    assert Kpi.objects.get().target == 700


def test_nobody_reads_tomorrow(cast: Cast, trained: Kpi) -> None:
    with pytest.raises(Refused, match="must not be in the future"):
        operations.read_kpi(kpi=trained, value=Decimal(1), read_on=date(2026, 4, 15), by=cast.officer, at=NOW)


@pytest.mark.parametrize(
    ("read_on", "on", "is_stale"),
    [
        (date(2026, 1, 14), date(2026, 4, 14), False),
        (date(2026, 1, 13), date(2026, 4, 14), True),
        (date(2025, 11, 30), date(2026, 2, 28), False),
        (date(2025, 11, 30), date(2026, 3, 1), True),
    ],
)
def test_a_reading_is_stale_once_its_months_have_passed(
    trained: Kpi, read_on: date, on: date, is_stale: bool
) -> None:
    read(trained, "1", read_on)
    assert kpi_page(trained, on=on).is_stale == is_stale


@time_machine.travel(NOW, tick=False)
def test_the_page_tells_the_drawings_facts_as_a_table(client: Client, trained: Kpi) -> None:
    read(trained, "120", date(2025, 6, 1), source_place="The trainers’ list")
    read(trained, "1412.5", date(2025, 12, 1))
    read(trained, "999", date(2027, 1, 1))
    response = client.get(path(trained))
    page = words(response)
    assert (
        "Day Value Against the one before Where it is from "
        "1 December 2025 1,412.5 people 1,292.5 more Not on record "
        "1 June 2025 120 people First reading The trainers’ list" in page
    )
    assert "Next reading Not updated since 1 December 2025" in page
    assert "999" not in page
    text = response.content.decode()
    assert (
        "<strong>1,412.5 people on 1 December 2025.</strong> The target is 600 people by 31 March 2027."
        in text
    )
    assert ">Target 600</text>" in text
    assert "Add a reading" not in page


@time_machine.travel(NOW, tick=False)
def test_a_measure_without_readings_or_target_says_so(client: Client, cast: Cast) -> None:
    kpi = operations.add_kpi(strategy=digital_strategy(cast), name="Calls", by=None, at=LOADED)
    response = client.get(path(kpi))
    assert "No reading is on record.</strong> Its target is not on record." in response.content.decode()
    assert "Readings No reading on record" in words(response)
    assert "Read by Not on record" in words(response)


@time_machine.travel(NOW, tick=False)
def test_whoever_owns_it_adds_a_reading(client: Client, cast: Cast, trained: Kpi) -> None:
    client.force_login(cast.responsible_south_holland)
    assert "Add a reading" in words(client.get(path(trained)))
    data = {"value": "1,412", "read_on": "1 April 2026", "source_place": "The trainers’ list"}
    response = client.post(path(trained, "read-kpi"), data)
    assert response["Location"] == path(trained)
    reading = KpiReading.objects.get()
    assert (reading.value, reading.read_on, reading.source_place) == (
        Decimal(1412),
        date(2026, 4, 1),
        "The trainers’ list",
    )
    again = client.post(path(trained, "read-kpi"), data | {"value": "5"})
    assert "The reading of that day is on record already." in again.content.decode()


@pytest.mark.parametrize("who", ["responsible_boston", "holder_south_holland", "councillor", "administrator"])
def test_nobody_else_adds_a_reading(client: Client, cast: Cast, trained: Kpi, who: str) -> None:
    client.force_login(cast.everyone[who])
    assert [client.get(path(trained, name)).status_code for name in ("read-kpi", "edit-kpi")] == [403, 403]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("many", "Enter a number, such as 412 or 94.5"),
        ("", "Enter a number, such as 412 or 94.5"),
        ("1.234", "Enter a number with at most two digits after the point"),
        ("NaN", "Enter a number, such as 412 or 94.5"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_what_is_no_number_is_asked_for_again(
    client: Client, cast: Cast, trained: Kpi, typed: str, says: str
) -> None:
    client.force_login(cast.officer)
    data = {"value": typed, "read_on": "1 April 2026", "source_place": "The list"}
    page = client.post(path(trained, "read-kpi"), data).content.decode()
    assert says in page
    assert 'value="The list"' in page
    assert KpiReading.objects.count() == 0


@time_machine.travel(NOW, tick=False)
def test_the_officer_adds_a_measure_and_changes_it(client: Client, cast: Cast) -> None:
    strategy = digital_strategy(cast)
    client.force_login(cast.officer)
    add = reverse("strategies:add-kpi", args=[strategy.slug])
    client.post(add, {"name": "Forms used", "unit": "%", "target": "95%", "every_months": "6"})
    kpi = Kpi.objects.get()
    assert (kpi.target, kpi.unit, kpi.every_months) == (Decimal(95), "%", 6)
    changes = {"unit": "%", "target": "97", "every_months": "6", "reason": "More is wanted.", "version": "1"}
    assert client.post(path(kpi, "edit-kpi"), changes).status_code == 302
    late = client.post(path(kpi, "edit-kpi"), changes | {"target": "99"})
    assert late.status_code == 409
    assert "What it says now Target: 97 %" in words(late)
    assert 'value="99"' in late.content.decode()


def test_a_draft_strategys_measure_is_not_there(client: Client, cast: Cast) -> None:
    kpi = operations.add_kpi(
        strategy=digital_strategy(cast, status="draft"), name="Calls", by=None, at=LOADED
    )
    assert client.get(path(kpi)).status_code == 404
    client.force_login(cast.holder_boston)
    assert client.get(path(kpi)).status_code == 404
    client.force_login(cast.officer)
    assert client.get(path(kpi)).status_code == 200
