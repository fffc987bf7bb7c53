"""How well the reader reads: precision and recall over a folder of invented papers with what each of them says.

`python -m tests.meetings.minutes.scoring [folder]` prints the figures, and for the seen layouts every miss and invention.

Each paper is `name.txt` or `name.html`, beside it `name.json` in the shape of `read_minutes`. A text counts as found when it
is the expected one to 0.9 (`difflib`) after folding white space, case, quotation marks, bullets and end punctuation. Where
one sentence holds a question and its answer, or a promise, its parts may be cut differently: for these one text may hold
the other, if the shorter is at least half. Each expected thing is found once; a second copy is an invention.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SEEN, UNSEEN, LATER = FOLDER / "layouts", FOLDER / "unseen", FOLDER / "later"
ALIKE = 0.9
HALF = 0.5
FIELDS = (
    "body",
    "date",
    "titles",
    "decisions",
    "recommendations",
    "responses",
    "questions",
    "answers",
    "undertakings",
)
CUT_FREELY = frozenset({"questions", "answers", "undertakings"})
VERDICTS = {
    "partially accepted": "accepted in part",
    "partly accepted": "accepted in part",
    "rejected": "not accepted",
}

Thing = tuple[str, str | None]
"""A text, and what stands with it and is compared exactly: the number, or the verdict. None where nothing does."""


@dataclass
class Tally:
    """What was counted for one field: found and expected, invented, missed; and of the found ones, how many numbers fit."""

    right: int = 0
    invented: int = 0
    missed: int = 0
    numbers_right: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def numbers(self) -> float:
        return self.numbers_right / self.right if self.right else 1.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.invented += other.invented
        self.missed += other.missed
        self.numbers_right += other.numbers_right


@dataclass
class Score:
    """The tallies of one folder or one paper, with the misses and inventions in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    faults: list[str] = field(default_factory=list)

    @property
    def all(self) -> Tally:
        together = Tally()
        for tally in self.tallies.values():
            together.add(tally)
        return together


def papers(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html"})


def expected(paper: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(paper.with_suffix(".json").read_text(encoding="utf-8"))
    return said


def things(said: dict[str, Any], name: str) -> list[Thing]:
    """Everything of one field that a paper says, or that was read in it."""
    if name in {"body", "date"}:
        return [(said[name], None)] if said[name] else []
    items = said["items"]
    if name == "titles":
        return [(item["title"], None) for item in items if item["title"]]
    if name == "answers":
        asked = [question for item in items for question in item["questions"]]
        return [(answer["text"], None) for question in asked for answer in question["answers"]]
    if name == "responses":
        given = [response for item in items for response in item[name]]
        return [(response["text"], verdict_of(response)) for response in given]
    return [(thing["text"], thing.get("number")) for item in items for thing in item[name]]


def verdict_of(response: dict[str, Any]) -> str:
    verdict = response["verdict"].casefold().strip()
    return f"{response['number']}: {VERDICTS.get(verdict, verdict)}"


def folded(text: str) -> str:
    plain = text.translate(str.maketrans("‘’“”–—\xa0", "''\"\"-- ", "\xad")).casefold()
    plain = re.sub(r"(?<!\S)[•·▪](?!\S)|\"", " ", plain)
    return re.sub(r"[\s;:,.]*(?:\b(?:and|or)\s*)?$", "", " ".join(plain.split())).strip(" '-(")


def alike(one: str, other: str, *, cut_freely: bool) -> bool:
    first, second = folded(one), folded(other)
    shorter, longer = sorted((first, second), key=len)
    if cut_freely and shorter in longer and len(shorter) >= HALF * len(longer):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def same(name: str, one: str, other: str) -> bool:
    if name in {"body", "date"}:
        return folded(one) == folded(other)
    return alike(one, other, cut_freely=name in CUT_FREELY)


def compared(said: dict[str, Any], read: dict[str, Any], paper: str) -> Score:
    """Set what was read against what the paper says, field by field."""
    score = Score()
    for name in FIELDS:
        tally, waiting = score.tallies[name], things(said, name)
        for text, number in things(read, name):
            alikes = [thing for thing in waiting if same(name, thing[0], text)]
            match = next((thing for thing in alikes if thing[1] == number), alikes[0] if alikes else None)
            if match is None:
                tally.invented += 1
                score.faults.append(f"{paper}: {name} invented: {number or ''} {text}")
                continue
            waiting.remove(match)
            tally.right += 1
            tally.numbers_right += match[1] == number
            if match[1] != number:
                score.faults.append(f"{paper}: {name} numbered {number}, not {match[1]}: {text}")
        tally.missed += len(waiting)
        score.faults.extend(f"{paper}: {name} missed: {number or ''} {text}" for text, number in waiting)
    return score


def read_paper(paper: Path) -> dict[str, Any]:
    from meetings.minutes import as_json, read
    from meetings.minutes.files import extract

    return as_json(read(extract(paper.read_bytes(), paper.name).text), paper.name)


def scored(paper: Path) -> Score:
    return compared(expected(paper), read_paper(paper), paper.stem)


def score_of(folder: Path) -> Score:
    """Read every paper of a folder and count."""
    whole = Score()
    for paper in papers(folder):
        one = scored(paper)
        whole.faults.extend(one.faults)
        for name in FIELDS:
            whole.tallies[name].add(one.tallies[name])
    return whole


def table(score: Score) -> str:
    lines = [
        "| | Precision | Recall | Numbers | Expected | Invented | Missed |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, tally in [*score.tallies.items(), ("all", score.all)]:
        lines.append(
            f"| {name} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.numbers:.3f} | "
            f"{tally.right + tally.missed} | {tally.invented} | {tally.missed} |"
        )
    return "\n".join(lines)


def main(names: list[str]) -> None:
    for folder in [Path(name) for name in names] or [SEEN, UNSEEN, LATER]:
        if not folder.is_dir():
            continue
        score = score_of(folder)
        print(f"{folder.name}: {len(papers(folder))} papers\n\n{table(score)}\n")
        if folder == SEEN or names:
            print("\n".join(score.faults))
        print(dict(Counter(" ".join(fault.split(": ")[1].split()[:2]) for fault in score.faults)))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scrutiny_portal.settings")
    django.setup()
    main(sys.argv[1:])
