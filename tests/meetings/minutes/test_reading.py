"""What holds of the reader whatever a paper is like: only the paper's own words, with their places, and always an answer."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes import Found, as_json, read
from meetings.minutes.files import extract
from meetings.minutes.found import Span
from tests.meetings.minutes.scoring import SEEN, papers

TEXTS = {paper.stem: extract(paper.read_bytes(), paper.name).text for paper in papers(SEEN)}
LINES = sorted({line for text in TEXTS.values() for line in text.splitlines()})
MARKS = "*_\u00ad\u200b•·▪"


def said(found: tuple[Found, ...]) -> Iterator[tuple[str, Span]]:
    """Every text that was found, with its place."""
    for part in found:
        for named in (part.body, part.council):
            if named:
                yield named.text, named.span
        for item in part.items:
            yield from ((row.text, row.span) for row in item.decisions)
            yield from ((row.text, row.span) for row in item.recommendations)
            yield from ((row.text, row.span) for row in item.responses)
            yield from ((row.text, row.span) for row in item.undertakings)
            for question in item.questions:
                yield question.text, question.span
                yield from ((answer.text, answer.span) for answer in question.answers)


def words(text: str) -> str:
    """The letters and numbers of a text alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_place_lies_in_the_paper_and_the_words_found_begin_and_end_there(name: str) -> None:
    text = TEXTS[name]

    astray = []
    for found, span in said(read(text)):
        source, kept = words(text[span.start : span.end]), words(found)
        if (
            not (0 <= span.start <= span.end <= len(text))
            or kept[:12] not in source
            or kept[-12:] not in source
        ):
            astray.append((found, text[span.start : span.end]))
    assert astray == []


def test_the_same_paper_reads_the_same_twice() -> None:
    for text in TEXTS.values():
        assert read(text) == read(text)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "Minutes", "RESOLVED", "AGREED:", "1)", "That Cabinet:", "“", "\ufeff"]
)
def test_a_paper_with_next_to_nothing_in_it_says_nothing(text: str) -> None:
    found = as_json(read(text), "a.txt")

    assert (found["date"], [item["decisions"] + item["recommendations"] for item in found["items"]]) in (
        (None, []),
        (None, [[]]),
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), max_size=60), st.sampled_from(["\n", "\n\n", " ", "\t", "\r\n", "\f"])
)
def test_lines_in_any_order_are_read_without_a_fault_and_every_place_lies_in_them(
    lines: list[str], between: str
) -> None:
    text = between.join(lines)

    places = [span for _, span in said(read(text))]

    assert [span for span in places if not 0 <= span.start <= span.end <= len(text)] == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2**32))
def test_a_paper_that_was_cut_and_damaged_is_read_without_a_fault(name: str, seed: int) -> None:
    text, chance = TEXTS[name], random.Random(seed)
    start = chance.randrange(len(text))
    kept = "".join(letter for letter in text[start:] if chance.random() > 0.03)

    assert isinstance(as_json(read(kept), Path(name).name)["items"], list)


@pytest.mark.parametrize(
    "piece",
    [
        "That ",
        "The ",
        "Head of ",
        "PANEL COMMITTEE ",
        "(i) that x; ",
        "1. ",
        "(",
        "|",
        "1\n",
        "RESOLVED ",
        "would ",
        "a, ",
        "\t",
    ],
)
def test_one_thing_said_over_and_over_does_not_keep_the_reader_for_ever(piece: str) -> None:
    assert len(read(piece * 3000)) >= 1
