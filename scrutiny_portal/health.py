"""Whether the clock work runs: what the health page and the officer's banner tell (promise R11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notices.queries import last_sweeps, oldest_unsent_since

# Each sweep runs at least every half hour; silence is noticed within a quarter of an hour after a missed one.
EXPECTED_EVERY = timedelta(minutes=45)
LONGEST_UNSENT = timedelta(minutes=15)
SWEEPS = (
    "open_due_reviews",
    "prepare_deep_reviews",
    "write_reminders",
    "tell_of_windows",
    "read_waiting",
    "send_notices",
    "seal_history",
)


@dataclass(frozen=True)
class Health:
    """When each sweep last ran, and since when the oldest due notice waits. None means never, or nothing waits."""

    sweeps: dict[str, datetime | None]
    oldest_unsent: datetime | None
    at: datetime

    @property
    def silent(self) -> list[str]:
        """Sweeps that ran before and have stopped. One that never ran is starting, not silent."""
        return [
            name for name, ran in self.sweeps.items() if ran is not None and self.at - ran > EXPECTED_EVERY
        ]

    @property
    def ok(self) -> bool:
        waiting = self.oldest_unsent is not None and self.at - self.oldest_unsent > LONGEST_UNSENT
        return not self.silent and not waiting

    def as_dict(self) -> dict[str, object]:
        return {
            "sweeps": {name: ran.isoformat() if ran else None for name, ran in self.sweeps.items()},
            "silent": self.silent,
            "oldest_unsent": self.oldest_unsent.isoformat() if self.oldest_unsent else None,
        }


def health(*, at: datetime) -> Health:
    """Read when each sweep last ran. Two queries."""
    ran = last_sweeps()
    return Health({name: ran.get(name) for name in SWEEPS}, oldest_unsent_since(at=at), at)
