"""Seals of the history: their signature, their words, and what they show of a chain that was tampered with.

A chain alone does not show that its end was cut off or that all of it was made anew: whoever has the database can do both
and leave no gap. A seal does: it is signed with a key outside the database, and its words are kept by others.
docs/history.md tells the method to those who check it without the portal.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from core import history
from core.dates import spell
from core.models import HistoryEntry, HistoryHead, HistorySeal

NO_HASH = "-"
FAULTS_SHOWN = 20
LONGEST_WITHOUT = timedelta(days=2)
AT_ONCE = 500
WORDS = re.compile(
    r"Seal (\d{1,9}) of (\d{4}-\d{2}-\d{2}): (\d{1,18}) entries\s+Last entry:\s+([0-9a-f]{64}|-)"
    r"\s+Signature:\s+([0-9a-f]{64})"
)


class Sealed(Protocol):
    """What a seal says, in the database or in a letter."""

    @property
    def place(self) -> int: ...

    @property
    def on(self) -> date: ...

    @property
    def number(self) -> int: ...

    @property
    def hash(self) -> str: ...

    @property
    def signature(self) -> str: ...


@dataclass(frozen=True)
class Held:
    """A seal as somebody outside holds it."""

    place: int
    on: date
    number: int
    hash: str
    signature: str


@dataclass(frozen=True)
class Fault:
    """Something that does not fit: the first entry it concerns, and a sentence about it."""

    number: int
    sentence: str


def signature_of(seal: Sealed, *, key: str) -> str:
    """Sign what a seal says: HMAC-SHA256, in hexadecimal, of "place day number hash" with the key, both as UTF-8."""
    text = f"{seal.place} {seal.on.isoformat()} {seal.number} {seal.hash or NO_HASH}"
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def words_of(seal: Sealed) -> str:
    """Write a seal as letters and the public page have it: three short lines, which no mail program breaks."""
    return (
        f"Seal {seal.place} of {seal.on.isoformat()}: {seal.number} entries\n"
        f"Last entry: {seal.hash or NO_HASH}\n"
        f"Signature: {seal.signature}\n"
    )


def read_words(text: str) -> list[Held]:
    """Find the seals in saved letters or in the public list; marks of quoting before a line do no harm."""
    plain = re.sub(r"(?m)^[> \t]+", "", text.replace("\r\n", "\n"))
    found = {}
    for place, on, number, last, signature in WORDS.findall(plain):
        held = Held(
            int(place), date.fromisoformat(on), int(number), "" if last == NO_HASH else last, signature
        )
        found[held.place, held.signature] = held
    return sorted(found.values(), key=lambda held: held.place)


def faults(*, keys: Sequence[str], held: Iterable[Held] = (), today: date | None = None) -> list[Fault]:
    """Check the chain, its head, the seals kept here and those that others hold. Empty when everything fits.

    `keys` are the key of the seals and those used before it. With `today`, a newest seal that is older than two days is a
    fault too: the clock stands still, or seals were taken away. The first fault names the first bad entry.
    """
    kept = list(HistorySeal.objects.order_by("place"))
    last = HistoryEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    broken = list(_of_the_chain(last))
    whole = broken[0].number if broken else None
    found = [
        *broken,
        *_of_places(kept),
        *_of_signatures(kept, keys),
        *_of_contents(kept, last, whole_before=whole),
        *_of_contents(list(held), last, whole_before=whole, outside=True),
        *_of_letters(kept, held),
        *(_of_silence(kept, today) if today else ()),
    ]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.number)


def _of_the_chain(last: int) -> Iterator[Fault]:
    for number in islice(history.broken_entries(), FAULTS_SHOWN):
        if number > last:
            yield Fault(number, f"The history ends at entry {last}, but its head names another end.")
        else:
            yield Fault(
                number, f"Entry {number} does not fit: it was changed, or something before it is gone or new."
            )
    if last and not HistoryHead.objects.filter(pk=1).exists():
        yield Fault(last + 1, "The head of the history is gone.")


def _of_places(kept: Sequence[HistorySeal]) -> Iterator[Fault]:
    before = 0
    for seal in kept:
        if seal.place != before + 1:
            yield Fault(seal.number, f"A seal is missing between seal {before} and seal {seal.place}.")
        before = seal.place


def _of_signatures(kept: Sequence[HistorySeal], keys: Sequence[str]) -> Iterator[Fault]:
    for seal in kept:
        if not any(hmac.compare_digest(signature_of(seal, key=key), seal.signature) for key in keys):
            yield Fault(
                seal.number, f"Seal {seal.place} of {spell(seal.on)} was not signed with the portal's key."
            )


def _of_contents(
    seals: Sequence[Sealed], last: int, *, whole_before: int | None, outside: bool = False
) -> Iterator[Fault]:
    """The first seal that the history no longer answers to. Later ones cannot, and say nothing new.

    Where the chain itself is broken (at `whole_before`), it names the place better than a seal of what comes after can.
    """
    hashes = _hashes_at([seal.number for seal in seals])
    good = 0
    whose = "that was sent out" if outside else "kept here"
    for seal in seals:
        if whole_before is not None and seal.number >= whole_before:
            return
        name = f"seal {seal.place} of {spell(seal.on)}, {whose},"
        if seal.number > last:
            yield Fault(last + 1, f"The history ends at entry {last}, but {name} has {seal.number} entries.")
            return
        if seal.number not in hashes:
            yield Fault(seal.number, f"Entry {seal.number} is gone, which {name} vouches for.")
            return
        if hashes[seal.number] != seal.hash:
            yield Fault(
                good + 1,
                f"Entries {good + 1} to {seal.number} are not those that {name} vouches for: "
                "something in them was changed and the chain made anew.",
            )
            return
        good = seal.number


def _hashes_at(numbers: Sequence[int]) -> dict[int, str]:
    found = {0: ""}
    for start in range(0, len(numbers), AT_ONCE):
        rows = HistoryEntry.objects.filter(number__in=numbers[start : start + AT_ONCE])
        found.update(rows.values_list("number", "hash"))
    return found


def _of_letters(kept: Sequence[HistorySeal], held: Iterable[Held]) -> Iterator[Fault]:
    here = {(seal.place, seal.signature) for seal in kept}
    for one in held:
        if (one.place, one.signature) not in here:
            yield Fault(
                one.number, f"Seal {one.place} of {spell(one.on)} was sent out, but is not kept here."
            )


def _of_silence(kept: Sequence[HistorySeal], today: date) -> Iterator[Fault]:
    if kept and today - kept[-1].on > LONGEST_WITHOUT:
        yield Fault(
            kept[-1].number + 1,
            f"The newest seal is of {spell(kept[-1].on)}: the clock stands still, or seals were taken away.",
        )
