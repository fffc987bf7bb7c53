"""Props of the stories about strategies: the Digital Strategy with its rhythm and its roadmap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from strategies import operations
from strategies.enums import BusinessCase, StrategyStatus
from strategies.models import Roadmap, RoadmapProject, Strategy
from tests.cast import Cast

LOADED = datetime(2023, 4, 3, 9, 0, tzinfo=UTC)


def moment(day: date) -> datetime:
    """Ten in the morning, UTC, of a day."""
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def digital_strategy(cast: Cast, **fields: Any) -> Strategy:
    """Adopted in March 2023, ending in 2029: deep every second year, checks between, due by 31 March."""
    values: dict[str, Any] = {
        "title": "Digital Strategy 2023 to 2029",
        "slug": "digital-2023-2029",
        "status": StrategyStatus.ADOPTED,
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2029, 12, 31),
        "partnership": cast.partnership,
        "reference_prefix": "DS23",
        "anchor_on": date(2023, 3, 1),
        "anchor_precision": "month",
        "deep_every_years": 2,
        "check_every_years": 1,
        "due_month": 3,
        "due_day": 31,
    }
    return operations.add_strategy(**values | fields, by=None, at=LOADED)


def roadmap(strategy: Strategy, **fields: Any) -> Roadmap:
    values: dict[str, Any] = {
        "title": "ICT Roadmap 2023 to 2026",
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return operations.add_roadmap(strategy=strategy, **values | fields, by=None, at=LOADED)


def project(of: Roadmap, number: int = 1, **fields: Any) -> RoadmapProject:
    values: dict[str, Any] = {
        "name": f"Project {number}",
        "slug": f"project-{number}",
        "summary": f"What project {number} does",
        "position": number,
        "business_case": BusinessCase.NONE,
    }
    return operations.add_project(roadmap=of, **values | fields, by=None, at=LOADED)


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)
