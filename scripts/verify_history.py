#!/usr/bin/env python3
"""Check an export of the portal's history without the portal. Needs nothing but Python 3.8 or newer.

    python3 verify_history.py history.jsonl [--seals letter.txt ...] [--key-file key.txt]

Ends with 0 when everything fits, with 1 when something does not, with 2 when a file cannot be read. The method is told in
docs/history.md; this program follows that page and shares no code with the portal.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    Fault = tuple[int, str]

SEAL = re.compile(
    r"Seal (\d{1,9}) of (\d{4}-\d{2}-\d{2}): (\d{1,18}) entries\s+Last entry:\s+([0-9a-f]{64}|-)"
    r"\s+Signature:\s+([0-9a-f]{64})"
)
FAULTS_SHOWN = 20


def hash_of(entry: dict[str, Any]) -> str:
    """The hash that an entry should have: SHA-256 over canonical JSON of all but its own hash."""
    values = {name: value for name, value in entry.items() if name != "hash"}
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a line. One that says the same key twice would show a reader what is not hashed."""
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("A key stands twice.")
    return values


def check_chain(lines: Iterable[str]) -> tuple[list[Fault], dict[int, str], int]:
    """Walk the entries. Gives the faults, the hash at each number, and the last number."""
    faults: list[Fault] = []
    hashes, number, previous, head = {0: ""}, 0, "", None
    for place, line in enumerate(lines, start=1):
        if head is not None:
            faults.append((number + 1, f"Something stands behind the head, in line {place}."))
            break
        try:
            entry = json.loads(line, object_pairs_hook=said_once)
            if "head" in entry:
                head = {name: entry["head"][name] for name in ("number", "hash")}
                continue
            here = entry["number"]
            fits = (
                here == number + 1 and entry["previous_hash"] == previous and hash_of(entry) == entry["hash"]
            )
            number, previous = here, entry["hash"]
        except (ValueError, KeyError, TypeError):
            faults.append((number + 1, f"Line {place} is no entry of a history."))
            continue
        if not fits:
            faults.append((number, "It was changed, or something before it is gone or new."))
        hashes[number] = previous
    if head is None:
        faults.append((number + 1, "The file has no head: its end is missing."))
    elif (head.get("number"), head.get("hash")) != (number, previous):
        faults.append((number + 1, "The history does not end where its head says."))
    return faults, hashes, number


def check_seals(
    text: str,
    hashes: dict[int, str],
    last: int,
    key: bytes | None,
    broken_at: int | None = None,
) -> tuple[list[Fault], int]:
    """Hold the entries against the seals of letters or of the public list. Gives the faults, and how many seals there were.

    Where the chain itself is broken, it names the place better than a seal of what comes after can.
    """
    plain = re.sub(r"(?m)^[> \t]+", "", text.replace("\r\n", "\n"))
    seals = sorted({(int(p), on, int(n), h, s) for p, on, n, h, s in SEAL.findall(plain)})
    faults: list[Fault] = []
    good = 0
    for place, on, number, last_hash, signature in seals:
        name = f"seal {place} of {on}"
        if key is not None:
            said = f"{place} {on} {number} {last_hash}".encode()
            if not hmac.compare_digest(hmac.new(key, said, hashlib.sha256).hexdigest(), signature):
                faults.append((number, f"{name.capitalize()} was not signed with this key."))
        if broken_at is not None and number >= broken_at:
            continue
        if number > last:
            faults.append((last + 1, f"The history ends at entry {last}, but {name} has {number}."))
            break
        if number not in hashes:
            faults.append((number, f"Entry {number} is gone, which {name} vouches for."))
            break
        if hashes[number] != ("" if last_hash == "-" else last_hash):
            faults.append(
                (good + 1, f"Entries {good + 1} to {number} are not those that {name} vouches for.")
            )
            break
        good = number
    return faults, len(seals)


def main(arguments: list[str] | None = None) -> int:
    """Check the files named and print what was found."""
    parser = argparse.ArgumentParser(description="Check an export of the portal's history.")
    parser.add_argument("history", type=Path, help="the export")
    parser.add_argument(
        "--seals", type=Path, action="append", default=[], help="a saved letter or list of seals"
    )
    parser.add_argument(
        "--key-file", type=Path, help="a file with the key of the seals, if you were given it"
    )
    given = parser.parse_args(arguments)
    try:
        text = "\n".join(one.read_text(encoding="utf-8", errors="replace") for one in given.seals)
        key = given.key_file.read_bytes().strip() if given.key_file else None
        with given.history.open(encoding="utf-8", newline="\n") as file:
            faults, hashes, last = check_chain(file)
    except (OSError, UnicodeDecodeError) as error:
        return told(2, f"Cannot be read: {error}")
    of_seals, count = check_seals(text, hashes, last, key, faults[0][0] if faults else None)
    if given.seals and not count:
        return told(2, "No seal was found in what was given.")
    faults = sorted(faults + of_seals)
    for number, sentence in faults[:FAULTS_SHOWN]:
        told(1, f"Entry {number}: {sentence}")
    if faults:
        return told(1, f"The history does not fit from entry {faults[0][0]}.")
    return told(0, f"Everything fits: {last} entries, {count} seals.")


def told(result: int, sentence: str) -> int:
    """Print a sentence and give the result."""
    sys.stdout.write(f"{sentence}\n")
    return result


if __name__ == "__main__":
    sys.exit(main())
