"""Whatever is done to the history with the database in hand is found, and the first bad entry named (promises A3 and A6)."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from core import history, history_file, sealing
from core.models import HistoryEntry, HistorySeal
from core.operations import seal_history
from scripts import verify_history
from tests.cast import Cast
from tests.core.tampering import (
    SHOWN_BY_SEALS,
    SHOWN_BY_THE_CHAIN,
    cut_the_tail,
    cut_the_tail_and_its_seals,
    delete,
    edit,
    rebuild,
    swap,
    undone,
    without_triggers,
)

KEY = "a key that is not in the database"
PLACES = 100
ENTRIES, EVERY = 40, 8
FIRST = date(2026, 4, 1)


def fill(cast: Cast, now: datetime) -> str:
    """Forty entries, sealed after every eighth. Gives the letters."""
    with transaction.atomic():
        for number in range(1, ENTRIES + 1):
            history.record(
                subject=cast.boston, verb=f"step {number}", by=cast.officer, at=now + timedelta(minutes=number),
                reason="Weil es so ist, „wörtlich“", details={"number": number, "share": 0.5}, on=FIRST,
            )  # fmt: skip
            if number % EVERY == 0:
                seal_history(key=KEY, on=FIRST + timedelta(days=number // EVERY), at=now)
    return "\n".join(sealing.words_of(seal) for seal in HistorySeal.objects.all())


def first_bad(act: Callable[[int], None], number: int) -> int:
    """The entry that must be named first: of a whole chain, the first that its seal no longer vouches for."""
    if act is rebuild:
        return (number - 1) // EVERY * EVERY + 1
    if act is delete:
        return number if number % EVERY == 0 else number + 1
    if act is swap:
        return min(number, number % ENTRIES + 1)
    return number


def faults_in_file(lines: list[str], letters: str) -> list[int]:
    """What the program without the portal finds in an export."""
    found, hashes, last = verify_history.check_chain(lines)
    broken_at = found[0][0] if found else None
    of_seals, _ = verify_history.check_seals(letters, hashes, last, KEY.encode(), broken_at)
    return sorted(number for number, _ in found + of_seals)


def test_tampering_at_a_hundred_places_is_found_a_hundred_times(cast: Cast, now: datetime) -> None:
    letters = fill(cast, now)
    assert sealing.faults(keys=[KEY], held=sealing.read_words(letters)) == []
    assert faults_in_file(list(history_file.lines()), letters) == []
    chance = random.Random(20260414)
    acts = [*SHOWN_BY_THE_CHAIN, *SHOWN_BY_SEALS]
    missed = []
    for turn in range(PLACES):
        act, number = acts[turn % len(acts)], chance.randint(1, ENTRIES)
        with undone(), without_triggers():
            act(number)
            inside = sealing.faults(keys=[KEY])
            outside = faults_in_file(list(history_file.lines()), letters)
        expected = first_bad(act, number)
        if not inside or not outside or inside[0].number != expected or outside[0] != expected:
            missed.append((act.__name__, number, expected, [f.number for f in inside][:3], outside[:3]))
    assert missed == []


def test_a_whole_chain_that_was_cut_or_made_anew_is_found_by_its_seals_alone(
    cast: Cast, now: datetime
) -> None:
    fill(cast, now)
    for act in SHOWN_BY_SEALS:
        with undone(), without_triggers():
            act(21)
            assert list(history.broken_entries()) == []
            assert [fault.number for fault in sealing.faults(keys=[KEY])] == [
                21 if act is cut_the_tail else 17
            ]


def test_where_the_seals_were_taken_away_too_the_letters_tell(cast: Cast, now: datetime) -> None:
    letters = fill(cast, now)
    with without_triggers():
        cut_the_tail_and_its_seals(21)
    assert sealing.faults(keys=[KEY]) == []
    held = sealing.read_words(letters.replace("\n", "\r\n> "))
    assert len(held) == ENTRIES // EVERY
    found = sealing.faults(keys=[KEY], held=held)
    assert (found[0].number, found[0].sentence) == (
        21,
        "The history ends at entry 20, but seal 3 of 4 April 2026, that was sent out, has 24 entries.",
    )
    assert sorted(fault.number for fault in found) == [21, 24, 32, 40]


def test_a_clock_that_stands_still_is_told(cast: Cast, now: datetime) -> None:
    fill(cast, now)
    assert sealing.faults(keys=[KEY], today=date(2026, 4, 8)) == []
    assert [fault.sentence for fault in sealing.faults(keys=[KEY], today=date(2026, 4, 9))] == [
        "The newest seal is of 6 April 2026: the clock stands still, or seals were taken away."
    ]


def test_a_seal_made_with_another_key_or_taken_out_shows(cast: Cast, now: datetime) -> None:
    fill(cast, now)
    assert len(sealing.faults(keys=["another key"])) == ENTRIES // EVERY
    assert sealing.faults(keys=["another key", KEY]) == []
    with without_triggers():
        HistorySeal.objects.filter(place=2).delete()
    assert [fault.sentence for fault in sealing.faults(keys=[KEY])] == [
        "A seal is missing between seal 1 and seal 3."
    ]


def test_a_day_has_one_seal_and_nobody_can_change_it(cast: Cast, now: datetime) -> None:
    assert seal_history(key=KEY, on=FIRST, at=now) is not None
    assert seal_history(key=KEY, on=FIRST, at=now) is None
    assert seal_history(key=KEY, on=FIRST - timedelta(days=1), at=now) is None
    for change in (HistorySeal.objects.all().delete, lambda: HistorySeal.objects.update(number=7)):
        with pytest.raises(DatabaseError, match="history is append-only"), transaction.atomic():
            change()
    assert HistorySeal.objects.get().number == HistoryEntry.objects.count() == 0


def test_the_command_says_what_fits_and_what_does_not(cast: Cast, now: datetime, tmp_path: Path) -> None:
    with transaction.atomic():
        history.record(subject=cast.boston, verb="step", by=cast.officer, at=now)
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert out.getvalue() == "Everything fits: 1 entries, 0 seals, 0 held elsewhere.\n"
    letter = tmp_path / "letter.txt"
    letter.write_text("no seal")
    with letter.open() as file, pytest.raises(CommandError, match="No seal was found"):
        call_command("verify_history", seals=[file], stdout=out)
    with without_triggers():
        edit(1)
    out = StringIO()
    with pytest.raises(CommandError, match=r"does not fit from entry 1\."):
        call_command("verify_history", as_json=True, stdout=out)
    assert json.loads(out.getvalue())["faults"][0]["entry"] == 1


def test_the_program_checks_an_export_where_no_portal_is(cast: Cast, now: datetime, tmp_path: Path) -> None:
    letters = fill(cast, now)
    export, letter, key = tmp_path / "history.jsonl", tmp_path / "letter.txt", tmp_path / "key.txt"
    call_command("export_history", export)
    letter.write_text(letters)
    key.write_text(f"{KEY}\n")

    def run(*more: object) -> tuple[int, str]:
        program = Path(verify_history.__file__)
        asked = [sys.executable, "-I", "-S", program, export, *more]
        done = subprocess.run([str(one) for one in asked], capture_output=True, text=True, cwd=tmp_path)
        return done.returncode, done.stdout.splitlines()[-1]

    assert run() == (0, "Everything fits: 40 entries, 0 seals.")
    assert run("--seals", letter, "--key-file", key) == (0, "Everything fits: 40 entries, 5 seals.")
    export.write_text(export.read_text().replace("„wörtlich“", "sinngemäß", 1))
    assert run("--seals", letter) == (1, "The history does not fit from entry 1.")
    export.write_text("".join(list(history_file.lines())[:-1]))
    assert run() == (1, "The history does not fit from entry 41.")
    assert run("--seals", key)[0] == 2
    export.unlink()
    assert run()[0] == 2
