"""Measures as pages show them: the latest reading, whether it is too old, and a line of all of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from core.dates import spell
from strategies.models import Kpi, KpiReading, Strategy
from strategies.trend import Trend, trend

KPIS_SHOWN = 6


@dataclass(frozen=True)
class KpiLine:
    """One measure with its latest reading and a small line of all of them."""

    kpi: Kpi
    latest: Decimal | None
    read_on: date | None
    points: str
    last_point: tuple[float, float] | None
    target_y: float | None
    is_stale: bool

    @property
    def target(self) -> str:
        """What is aimed at, with its unit; nothing where that is not on record."""
        return in_words(self.kpi.target, self.kpi.unit) if self.kpi.target is not None else ""

    @property
    def value(self) -> str:
        """The latest reading; a per cent sign stays with its number."""
        if self.latest is None:
            return ""
        return in_words(self.latest, "%" if self.kpi.unit == "%" else "")


def kpi_lines(strategy: Strategy, *, on: date) -> list[KpiLine]:
    """The strategy's measures, at most six, each with its readings up to the day. Two queries."""
    measures = strategy.kpis.select_related("owner").prefetch_related("readings")[:KPIS_SHOWN]
    return [kpi_line(kpi, on=on) for kpi in measures]


def kpi_line(kpi: Kpi, *, on: date) -> KpiLine:
    """One measure as the strategy's page shows it."""
    readings = [reading for reading in kpi.readings.all() if reading.read_on <= on]
    values = [float(reading.value) for reading in readings]
    top = max([*values, float(kpi.target or 0)], default=0.0) or 1.0
    step = 142.0 / max(len(values) - 1, 1)
    points = [(round(4 + number * step, 1), height(value, top)) for number, value in enumerate(values)]
    latest = readings[-1] if readings else None
    return KpiLine(
        kpi=kpi,
        latest=latest.value if latest else None,
        read_on=latest.read_on if latest else None,
        points=" ".join(f"{x},{y}" for x, y in points),
        last_point=points[-1] if points else None,
        target_y=height(float(kpi.target), top) if kpi.target is not None else None,
        is_stale=is_stale(kpi, latest, on=on),
    )


def is_stale(kpi: Kpi, latest: KpiReading | None, *, on: date) -> bool:
    """A reading is stale once more time has passed than should lie between readings."""
    return latest is not None and latest.read_on + relativedelta(months=kpi.every_months) < on


def height(value: float, top: float) -> float:
    """A value as a height in the small drawing of 38 units, the highest near its top."""
    return round(34 - 29 * max(value, 0.0) / top, 1)


def plain(value: Decimal) -> str:
    """A number as people write it: thousands apart, no noughts at the end."""
    whole, _, rest = f"{value:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def in_words(value: Decimal, unit: str) -> str:
    """A number with its unit: "412 people", "94%"."""
    return f"{plain(value)}{unit}" if unit == "%" else f"{plain(value)} {unit}".strip()


@dataclass(frozen=True)
class KpiPage:
    """One measure on one day: every reading, newest first, and what they say together."""

    kpi: Kpi
    on: date
    readings: list[KpiReading]

    @property
    def latest(self) -> KpiReading | None:
        return self.readings[0] if self.readings else None

    @property
    def is_stale(self) -> bool:
        return is_stale(self.kpi, self.latest, on=self.on)

    @property
    def target(self) -> str:
        if self.kpi.target is None:
            return ""
        by = f" by {spell(self.kpi.target_on)}" if self.kpi.target_on else ""
        return f"{in_words(self.kpi.target, self.kpi.unit)}{by}"

    @property
    def answer_strong(self) -> str:
        """The latest reading, in figures and a date, never a verdict."""
        if self.latest is None:
            return "No reading is on record."
        return f"{in_words(self.latest.value, self.kpi.unit)} on {spell(self.latest.read_on)}."

    @property
    def answer_rest(self) -> str:
        sentences = [f"The target is {self.target}." if self.target else "Its target is not on record."]
        if self.latest and self.is_stale:
            sentences.append(f"Not updated since {spell(self.latest.read_on)}.")
        return " ".join(sentences)

    @property
    def next_due_on(self) -> date | None:
        """When the next reading should be there."""
        if self.latest is None:
            return None
        return self.latest.read_on + relativedelta(months=self.kpi.every_months)

    @property
    def rows(self) -> list[tuple[KpiReading, str, str]]:
        """Each reading with its value in words, and how it differs from the one before."""
        told = []
        for number, reading in enumerate(self.readings):
            before = self.readings[number + 1] if number + 1 < len(self.readings) else None
            told.append((reading, in_words(reading.value, self.kpi.unit), difference(reading, before)))
        return told

    @property
    def drawing(self) -> Trend | None:
        kpi, latest = self.kpi, self.latest
        if latest is None:
            return None
        until = max(filter(None, (self.on, kpi.target_on)))
        return trend(
            [(row.read_on, float(row.value), plain(row.value)) for row in reversed(self.readings)],
            target=float(kpi.target) if kpi.target is not None else None,
            target_words=f"Target {plain(kpi.target)}" if kpi.target is not None else "",
            until=until,
            first_words=spell(self.readings[-1].read_on),
            last_words=spell(until),
        )


def difference(reading: KpiReading, before: KpiReading | None) -> str:
    """How a reading differs from the one before, in words."""
    if before is None:
        return "First reading"
    change = reading.value - before.value
    if not change:
        return "As before"
    return f"{plain(abs(change))} {'more' if change > 0 else 'less'}"


def kpi_page(kpi: Kpi, *, on: date) -> KpiPage:
    """Read everything that one measure's page shows: its readings up to the day. One query."""
    rows = kpi.readings.filter(read_on__lte=on).select_related("source").order_by("-read_on")
    return KpiPage(kpi=kpi, on=on, readings=list(rows))
