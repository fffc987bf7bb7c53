"""What a person found in the five real papers. Of their words nothing stands here: each text is known by its digest.

Judged by reading them, before the reader read them. What is asked of members in conversation is no recommendation; a date of
another meeting is not the paper's own; a page that only says "the Committee" names no body.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tests.meetings.minutes.scoring import folded

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "seeds"

Known = tuple[str | None, str]
"""The number as printed, and the digest of the text."""


@dataclass(frozen=True)
class Judged:
    """What one paper holds, in its order. `questions`: how many were asked, at least and at most, where that is arguable."""

    body: str | None
    title: str | None
    decisions: tuple[Known, ...] = ()
    recommendations: tuple[Known, ...] = ()
    questions: tuple[int, int] = (0, 0)


def digest(text: str) -> str:
    """Name a text without saying it: white space, case, quotation marks and end punctuation do not count."""
    return hashlib.sha256(folded(text).encode()).hexdigest()[:16]


def known(seed: Path) -> str:
    return hashlib.sha256(seed.read_bytes()).hexdigest()[:16]


CYBER, GLOSSARY, SKILLS = "cddc1e235812fe80", "94acd4200f15256f", "52ccd2519f2d8e11"

SEEDS = {
    # A joint panel receives the report of a task group: its recommendations stand above what the panel agreed.
    "b7c500078c6e3fa7": Judged(
        body="4cb12d171a8489e7",
        title="b084463d54091680",
        decisions=(("1", "35f3ac0410584be0"), ("2", "3be89123ba091d35")),
        recommendations=(("1", "ef9e912f2ca3444f"), ("2", SKILLS), ("3", CYBER), ("4", GLOSSARY)),
        questions=(8, 11),
    ),
    # The report of the task group itself, with bulleted opinions and its numbered list at the end.
    "50dac5e0fed9c8b4": Judged(
        body="d4238fdc0e6f43de",
        title="00201a97198a1ab5",
        recommendations=(("1", "0efb18408518e13f"), ("2", SKILLS), ("3", CYBER), ("4", GLOSSARY)),
    ),
    # A committee elsewhere notes a report in one line at the end of much talk.
    "33fab5d6a329a2da": Judged(body=None, title="45d4d63ce85d5dee", decisions=((None, "adf5a7c53c5e1133"),)),
    # A panel agrees to one thing, after a request with sub-points and an earlier meeting's date.
    "a69462924dc6faf1": Judged(
        body="a85541d779a70d85",
        title="b155b6ec176cba8a",
        decisions=((None, "f104b0e071224e7e"),),
        questions=(5, 6),
    ),
    # A Cabinet decides under "That …:", the number of the second point lost. No title is printed.
    "d48365e0c1933dcb": Judged(
        body="a6e42a44e79e131a",
        title=None,
        decisions=(("1", "24cabf3b50177938"), (None, "1ea1737a50a9e7d3")),
        questions=(3, 5),
    ),
}
