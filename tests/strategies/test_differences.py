"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as some

from strategies.differences import Change, Line, Piece, differences, paragraphs_of

WORDS = some.lists(some.text("ab \n", max_size=12), max_size=8).map("\n".join)


def test_paragraphs_that_stayed_are_counted() -> None:
    assert differences("One.\n\nTwo.", "One.\nTwo.") == [Line(Change.SAME, unchanged=2)]


def test_a_changed_paragraph_shows_the_words_that_differ() -> None:
    assert differences("First.\nResidents first.", "First.\nResidents come first.") == [
        Line(Change.SAME, unchanged=1),
        Line(
            Change.CHANGED,
            (Piece("Residents "), Piece("first.")),
            (Piece("Residents "), Piece("come ", differs=True), Piece("first.")),
        ),
    ]


def test_what_is_new_and_what_was_taken_out() -> None:
    assert differences("", "New.") == [Line(Change.ADDED, after=(Piece("New.", differs=True),))]
    assert differences("Old.", "") == [Line(Change.REMOVED, before=(Piece("Old.", differs=True),))]


def test_a_very_long_paragraph_is_compared_as_a_whole() -> None:
    old, new = "a " * 500 + "x", "a " * 500 + "y"
    assert differences(old, new) == [
        Line(Change.CHANGED, (Piece(old, differs=True),), (Piece(new, differs=True),))
    ]


def told(lines: list[Line], side: str) -> str:
    return "\n".join(
        "".join(piece.text for piece in getattr(line, side)) for line in lines if getattr(line, side)
    )


@given(before=WORDS, after=WORDS)
def test_no_word_is_lost_on_either_side(before: str, after: str) -> None:
    lines = differences(before, after)
    kept = sum(line.unchanged for line in lines)
    old, new = told(lines, "before").splitlines(), told(lines, "after").splitlines()
    assert len(old) + kept == len(paragraphs_of(before))
    assert len(new) + kept == len(paragraphs_of(after))
    assert [text for text in old if text not in paragraphs_of(before)] == []
    assert [text for text in new if text not in paragraphs_of(after)] == []
