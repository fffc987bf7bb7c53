"""When contracts of several councils could be replaced together (rule 22). Pure: dates in, dates out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Contract:
    """A council's contract for a system. `notice_months` is None where no paper says how long the notice is."""

    system: int
    name: str
    purpose: str
    council: str
    position: int
    ends_on: date
    notice_months: int | None = None

    @property
    def notice_on(self) -> date:
        """The last day to give notice: so many months before the end, or the end itself where that is not on record."""
        return self.ends_on - relativedelta(months=self.notice_months or 0)


@dataclass(frozen=True)
class Window:
    """Contracts for one purpose, of two councils or more, that end close enough to be replaced together.

    `opens_on` is when preparing it should begin, `decide_by` the first of the days on which notice must be given.
    """

    purpose: str
    contracts: tuple[Contract, ...]
    opens_on: date
    decide_by: date

    @property
    def first_end(self) -> date:
        return self.contracts[0].ends_on

    @property
    def last_end(self) -> date:
        return self.contracts[-1].ends_on

    @property
    def councils(self) -> list[str]:
        """The councils in the order of every page."""
        places = {contract.council: contract.position for contract in self.contracts}
        return sorted(places, key=lambda name: places[name])

    @property
    def key(self) -> str:
        """Names the occasion: which contracts, and from which day. Another end or notice makes it another one."""
        systems = "-".join(str(number) for number in sorted(contract.system for contract in self.contracts))
        return f"{self.opens_on.isoformat()}:{sha256(systems.encode()).hexdigest()[:16]}"

    def is_open_on(self, day: date) -> bool:
        """Whether there is still time to prepare and to give notice."""
        return self.opens_on <= day <= self.decide_by

    def is_late_on(self, day: date) -> bool:
        """Whether a notice day has passed, so that a contract may have been renewed meanwhile."""
        return self.decide_by < day


def windows(
    contracts: Iterable[Contract], *, on: date, within_months: int, prepare_months: int
) -> list[Window]:
    """Give the windows in which contracts could be replaced together, the first to decide on first.

    Source: rule 22. Contracts belong together that serve the same purpose at two councils or more and of which the last
    ends no more than `within_months` months after the first. A contract that has ended before `on` opens none. Of
    windows in which the same contracts stand, the widest is given. Each opens `prepare_months` months before the
    first of its notice days.
    """
    running = [contract for contract in contracts if contract.purpose.strip() and contract.ends_on >= on]
    running.sort(key=lambda one: (purpose_key(one.purpose), one.ends_on, one.position, one.system))
    found = [
        window_of(together, prepare_months)
        for _, same in groupby(running, key=lambda one: purpose_key(one.purpose))
        for together in close_together(list(same), within_months)
    ]
    return sorted(found, key=lambda window: (window.decide_by, purpose_key(window.purpose)))


def purpose_key(purpose: str) -> str:
    """By what two purposes are the same, however they were typed."""
    return " ".join(purpose.casefold().split())


def close_together(contracts: list[Contract], within_months: int) -> Iterator[list[Contract]]:
    """Walk contracts in the order of their ends and give each widest set of several councils that lies close enough."""
    reached = 0
    for first, contract in enumerate(contracts):
        limit = contract.ends_on + relativedelta(months=within_months)
        together = [one for one in contracts[first:] if one.ends_on <= limit]
        if first + len(together) > reached and len({one.council for one in together}) > 1:
            yield together
        reached = max(reached, first + len(together))


def window_of(together: list[Contract], prepare_months: int) -> Window:
    decide_by = min(contract.notice_on for contract in together)
    return Window(
        purpose=together[0].purpose,
        contracts=tuple(together),
        opens_on=decide_by - relativedelta(months=prepare_months),
        decide_by=decide_by,
    )
