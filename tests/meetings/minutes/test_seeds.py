"""The five real papers: every decision and recommendation in them is found, and nothing is invented."""

from pathlib import Path
from typing import Any

import pytest

from tests.meetings.minutes.scoring import read_paper
from tests.meetings.minutes.seeds import FOLDER, SEEDS, Judged, Known, digest, known

PAPERS = [pytest.param(seed, id=seed.stem) for seed in sorted(FOLDER.glob("*.txt")) if known(seed) in SEEDS]


def named(text: str | None) -> str | None:
    return None if text is None else digest(text)


def all_of(said: dict[str, Any], kind: str) -> tuple[Known, ...]:
    return tuple((row["number"], digest(row["text"])) for item in said["items"] for row in item[kind])


@pytest.mark.parametrize("seed", PAPERS)
def test_a_real_paper_reads_as_a_person_read_it(seed: Path) -> None:
    judged = SEEDS[known(seed)]

    said = read_paper(seed)

    titles = [digest(item["title"]) for item in said["items"] if item["title"]]
    assert (
        Judged(
            body=named(said["body"]),
            title=titles[0] if titles else None,
            decisions=all_of(said, "decisions"),
            recommendations=all_of(said, "recommendations"),
            questions=judged.questions,
        )
        == judged
    )


@pytest.mark.parametrize("seed", PAPERS)
def test_no_real_paper_says_its_own_day_and_none_holds_responses(seed: Path) -> None:
    said = read_paper(seed)

    assert (said["date"], [item["responses"] for item in said["items"] if item["responses"]]) == (None, [])


@pytest.mark.parametrize("seed", PAPERS)
def test_questions_are_those_that_were_asked(seed: Path) -> None:
    fewest, most = SEEDS[known(seed)].questions

    asked = [question["text"] for item in read_paper(seed)["items"] for question in item["questions"]]

    assert len(asked) in range(fewest, most + 1)
