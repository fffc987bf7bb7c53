"""What is on record of each measure on a day: the evidence of a check beside that of the projects (rule 17)."""

from datetime import date
from decimal import Decimal
from typing import Any

from core.dates import spell
from strategies.models import Kpi, KpiReading, Strategy


def measures_evidence(strategy: Strategy, *, on: date) -> list[dict[str, Any]]:
    """Each measure of a strategy with its target, its newest reading on or before the day, and the one before."""
    measures = strategy.kpis.prefetch_related("readings").order_by("name")
    return [of_one(measure, on=on) for measure in measures]


def of_one(measure: Kpi, *, on: date) -> dict[str, Any]:
    """One measure as evidence. Stale: more months have passed since its reading than lie between readings."""
    readings = [one for one in measure.readings.all() if one.read_on <= on]
    newest = readings[-1] if readings else None
    before = readings[-2] if len(readings) > 1 else None
    months = (on.year - newest.read_on.year) * 12 + on.month - newest.read_on.month if newest else 0
    return {
        "name": measure.name,
        "target": amount(measure.target, measure.unit),
        "target_on": measure.target_on.isoformat() if measure.target_on else None,
        "now": reading_words(newest, measure.unit),
        "before": reading_words(before, measure.unit),
        "is_stale": months > measure.every_months,
    }


def reading_words(reading: KpiReading | None, unit: str) -> str:
    """ "64 %, read on 3 March 2026", or nothing where there is no reading."""
    return f"{amount(reading.value, unit)}, read on {spell(reading.read_on)}" if reading else ""


def amount(value: Decimal | None, unit: str) -> str:
    """A value without needless noughts, and its unit."""
    if value is None:
        return ""
    figure = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{figure} {unit}".strip()
