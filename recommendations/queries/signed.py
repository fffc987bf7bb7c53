"""What a portfolio holder decided on, exactly as it stood then, whatever became of it since (rule 9)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core import history
from core.dates import spell
from core.statuses import Status
from recommendations import statuses
from recommendations.enums import UpdateKind
from recommendations.models import SignOff

HASH_SHOWN = 12


@dataclass(frozen=True)
class Shown:
    """One piece of evidence as it was: its name, what it shows, and the file's or the address's own mark."""

    title: str
    shows: str
    mark: str


@dataclass(frozen=True)
class Reported:
    """One report of progress as it was."""

    when: str
    text: str


@dataclass(frozen=True)
class Held:
    """One line of the promise, as the officer saw it."""

    text: str
    shown: Status
    note: str


@dataclass(frozen=True)
class Decided:
    """One decision, with what it rested on. What the reader may not see of it is left out, and said by `withheld`."""

    decision: SignOff
    promised: str
    due: str
    submitted: str
    withheld: bool
    lines: list[Held] = field(default_factory=list)
    evidence: list[Shown] = field(default_factory=list)
    reports: list[Reported] = field(default_factory=list)

    @property
    def stood(self) -> bool:
        """Whether anything was kept with the decision. Papers tell of older ones without it."""
        return bool(self.promised)


def decided(decision: SignOff, *, evidence: bool, difficulties: bool) -> Decided:
    """Read what was kept with a decision, for who may see the part. No query."""
    kept: dict[str, Any] = decision.statement
    due_on, first = _day(kept.get("due_on")), _day(kept.get("first_due_on"))
    moved = f", first promised for {first}" if first and first != due_on else ""
    return Decided(
        decision=decision,
        promised=kept.get("action", ""),
        due=f"{due_on}{moved}" if due_on else "",
        submitted=_moment(kept.get("submitted_at")),
        withheld=not evidence,
        lines=[
            Held(one["text"], statuses.LINE_VIEWS[one["view"]], one["note"])
            for one in kept.get("promise", ())
            if evidence
        ],
        evidence=[
            Shown(one["title"], one["shows"], _mark(one)) for one in kept.get("evidence", ()) if evidence
        ],
        reports=[
            Reported(_moment(one["at"]), one["text"])
            for one in kept.get("updates", ())
            if difficulties or one["kind"] != UpdateKind.DIFFICULTY
        ],
    )


def _mark(kept: dict[str, Any]) -> str:
    """The file by its name and the beginning of its SHA-256, which changes with any change of it; a link by its address."""
    if kept["url"]:
        return str(kept["url"])
    return f"{kept['name']}, SHA-256 {kept['sha256'][:HASH_SHOWN]}…" if kept["sha256"] else str(kept["name"])


def _day(kept: str | None) -> str:
    return spell(date.fromisoformat(kept)) if kept else ""


def _moment(kept: str | None) -> str:
    return history.london_moment(datetime.fromisoformat(kept)) if kept else ""
