"""What an annual review says, as plain data: shown on pages and papers, and kept when it is concluded."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from core.statuses import Status
from strategies.queries import counted

Kept = dict[str, Any]


@dataclass(frozen=True)
class AtCouncil:
    """What one council said to a recommendation, and how far its work has got."""

    council: str
    said: str
    done: str = ""

    @property
    def words(self) -> str:
        return f"{self.said}. {self.done}" if self.done else self.said


@dataclass(frozen=True)
class Became:
    """One recommendation and what became of it. `end` says how it was closed, or nothing."""

    pk: int
    reference: str
    title: str
    made: str
    councils: list[AtCouncil]
    end: str = ""
    next: str = ""
    is_earlier: bool = False

    @classmethod
    def kept(cls, values: Kept) -> "Became":
        return cls(**{**values, "councils": [AtCouncil(**one) for one in values["councils"]]})


@dataclass(frozen=True)
class Told:
    """One review of a strategy as the annual review tells of it. `paragraph` is empty where none was written."""

    name: str
    status: Status
    when: str
    pk: int | None = None
    is_check: bool = True
    is_held: bool = False
    is_lapsed: bool = False
    is_earlier: bool = False
    judgement: Status | None = None
    paragraph: str = ""
    note: str = ""
    tally: str = ""

    @classmethod
    def kept(cls, values: Kept) -> "Told":
        judged = values["judgement"]
        return cls(
            **{
                **values,
                "status": Status(**values["status"]),
                "judgement": Status(**judged) if judged else None,
            }
        )


@dataclass(frozen=True)
class OfStrategy:
    """One strategy in the annual review. `gap` says in a sentence that nothing of the year is on record, and why."""

    title: str
    slug: str
    reviews: list[Told]
    gap: str = ""

    @classmethod
    def kept(cls, values: Kept) -> "OfStrategy":
        return cls(
            values["title"], values["slug"], [Told.kept(one) for one in values["reviews"]], values["gap"]
        )


@dataclass(frozen=True)
class Annual:
    """What the annual review of a year says."""

    year: int
    as_at: date
    answers: str
    became: list[Became] = field(default_factory=list)
    strategies: list[OfStrategy] = field(default_factory=list)

    @property
    def last_year(self) -> list[Became]:
        return [one for one in self.became if not one.is_earlier]

    @property
    def earlier(self) -> list[Became]:
        return [one for one in self.became if one.is_earlier]

    @property
    def unchecked(self) -> list[OfStrategy]:
        """Strategies of which no review of the year was held."""
        return [one for one in self.strategies if one.gap]

    @property
    def answer_strong(self) -> str:
        """How many strategies were looked at, in counts."""
        if not self.strategies:
            return f"No strategy of the partnership ran in {self.year}."
        done, total = len(self.strategies) - len(self.unchecked), len(self.strategies)
        if not done:
            return f"No review of {self.year} is on record."
        if done == total:
            return f"{'The strategy' if total == 1 else 'Every strategy'} was looked at for {self.year}."
        of_all = counted(total, "strategy", "strategies")
        return f"{done} of {of_all} {'was' if done == 1 else 'were'} looked at for {self.year}."

    @property
    def as_kept(self) -> Kept:
        """Everything it says, to be kept when it is concluded."""
        return {**asdict(self), "as_at": self.as_at.isoformat()}

    @classmethod
    def kept(cls, values: Kept) -> "Annual":
        return cls(
            year=values["year"],
            as_at=date.fromisoformat(values["as_at"]),
            answers=values["answers"],
            became=[Became.kept(one) for one in values["became"]],
            strategies=[OfStrategy.kept(one) for one in values["strategies"]],
        )
