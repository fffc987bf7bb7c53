"""What every section of the record needs: the data files, the moment, the sources, and finding what is
there.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.models import Source
from councils.models import Body, Council, Person

DATA = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """Read one data file: "people" is data/people.toml."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Desk:
    """Where the record is loaded from: by the portal itself, at one moment."""

    at: datetime

    @property
    def loaded(self) -> dict[str, Any]:
        """Who writes, and when: arguments of every operation."""
        return {"by": None, "at": self.at}

    def place(self, row: dict[str, Any]) -> dict[str, Any]:
        """The source of a fact and the place in it. A row without a source rests on none (rule 28)."""
        code = row.get("source")
        return {
            "source": Source.objects.get(code=code) if code else None,
            "source_place": row.get("source_place", ""),
        }

    def fact(self, row: dict[str, Any]) -> dict[str, Any]:
        """The same for wording: it is ours, and marked as a summary."""
        return {**self.place(row), "is_summary": True}


def pick(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """Take the named values that a row has; the rest keeps the operation's defaults."""
    return {name: row[name] for name in names if name in row}


def council(slug: str | None) -> Council | None:
    return Council.objects.get(slug=slug) if slug else None


def the_council(slug: str) -> Council:
    return Council.objects.get(slug=slug)


def the_body(row: dict[str, Any]) -> Body:
    return Body.objects.get(council__slug=row["council"], slug=row["body"])


def the_person(name: str) -> Person:
    """A person of the record by name. Trial accounts carry role titles, so no two are confused."""
    return Person.objects.get(name=name, is_trial=False)
