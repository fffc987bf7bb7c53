"""How well the reader reads: never worse than docs/minutes.md says, on papers it was made with and on others."""

import re
from pathlib import Path

import pytest

from tests.meetings.minutes.scoring import FIELDS, FOLDER, Tally, papers, score_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "minutes.md"
ROW = re.compile(r"\| (\w+) \| (\d\.\d{3}) \| (\d\.\d{3}) \| (\d\.\d{3}) \| (\d+) \|")

Figures = dict[str, tuple[float, float, float]]
"""For each kind of thing: precision, recall, and the share of right numbers or verdicts among those found."""


def stated() -> dict[str, Figures]:
    """The tables of the page, by the folder whose papers they are about."""
    tables: dict[str, Figures] = {}
    for part in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]:
        folder = re.match(r".*`(\w+)`", part)
        rows = {
            name: (float(one), float(two), float(three)) for name, one, two, three, _ in ROW.findall(part)
        }
        if folder and rows:
            tables[folder[1]] = rows
    return tables


def reached(tally: Tally) -> tuple[float, float, float]:
    return round(tally.precision, 3), round(tally.recall, 3), round(tally.numbers, 3)


def test_every_folder_of_papers_has_its_figures_for_every_kind_of_thing() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and any(path.glob("*.json"))}

    assert {name: sorted(rows) for name, rows in stated().items()} == dict.fromkeys(
        folders, sorted([*FIELDS, "all"])
    )


@pytest.mark.parametrize("folder", sorted(stated()))
def test_the_reader_reads_no_worse_than_the_page_says(folder: str) -> None:
    score = score_of(FOLDER / folder)

    tallies = {**score.tallies, "all": score.all}
    worse = {
        name: (figures, reached(tallies[name]))
        for name, figures in stated()[folder].items()
        if any(is_now < said for said, is_now in zip(figures, reached(tallies[name]), strict=True))
    }
    assert worse == {}


def test_each_paper_has_what_it_says_beside_it_and_each_folder_many() -> None:
    folders = {name: papers(FOLDER / name) for name in stated()}

    assert [
        paper for found in folders.values() for paper in found if not paper.with_suffix(".json").exists()
    ] == []
    assert sum(map(len, folders.values())) >= 30
