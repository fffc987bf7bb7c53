"""The consistency check: what on the record does not add up, rule by rule. It reads everything and changes nothing."""

from dataclasses import dataclass
from datetime import date

from recommendations.queries.consistency import answers, ends, words, work
from recommendations.queries.consistency.faults import Fault, Rule

__all__ = ["RULES", "Checked", "Fault", "Result", "Rule", "check_record"]

RULES: tuple[Rule, ...] = (*answers.RULES, *work.RULES, *ends.RULES, *words.RULES)
MOST = 25


@dataclass(frozen=True)
class Checked:
    """What one rule found. `more` counts what is not among `faults`."""

    rule: Rule
    faults: list[Fault]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.faults)


@dataclass(frozen=True)
class Result:
    """What the whole check found on a day."""

    on: date
    checked: list[Checked]

    @property
    def broken(self) -> list[Checked]:
        return [one for one in self.checked if one.total]

    @property
    def kept(self) -> list[Checked]:
        return [one for one in self.checked if not one.total]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.checked)

    @property
    def sentence(self) -> str:
        """The answer, in counts."""
        rules = f"{len(self.checked)} checks"
        if not self.total:
            return f"Everything adds up: none of the {rules} found anything."
        things = f"{self.total:,} {'thing does' if self.total == 1 else 'things do'} not add up"
        return f"{things}, found by {len(self.broken)} of the {rules}."


def check_record(*, on: date, most: int = MOST) -> Result:
    """Look at the whole record by every rule, exempt matter too: for the scrutiny officer and the command alone.

    A query for each rule, whatever there is. Sentences name things by reference, so they tell no exempt word.
    """
    checked = []
    for rule in RULES:
        found = rule.look(on, most)
        checked.append(Checked(rule, found.faults, found.total))
    return Result(on, checked)
