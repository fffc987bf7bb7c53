"""What to look at again in a draft: who, by when, how one will know, two asks, words that nothing explains."""

import pytest

from recommendations.advice import advice_on

GOOD = "That the Portfolio Holder tells the panel by 30 June 2027 how many of the 12 services can be used online."


def about(text: str, **known: object) -> list[str]:
    fields = {"councils": 3, **known}
    return [one.about for one in advice_on(text, **fields)]  # type: ignore[arg-type]


def test_nothing_is_said_of_a_draft_that_a_council_can_answer() -> None:
    assert advice_on(GOOD, councils=3) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("That residents and staff are asked.", ["addressee", "date", "measure"]),
        ("That the Head of ICT lists every system by March 2027.", ["measure"]),
        ("That the Cabinet reports to the panel each year.", []),
        ("That portfolio holders meet at least 4 times.", ["date"]),
        ("To publish the figures within six months.", ["addressee"]),
        ("That the Chief Executive trains at least 20 staff by May 2027 and publishes the results.", []),
        ("That the Chief Executive trains 20 staff by May 2027 and to publish the results.", ["two asks"]),
        ("The Cabinet should survey users yearly. The Executive must fund it.", ["two asks"]),
        ("The Cabinet should survey users yearly; it should fund that.", ["two asks"]),
        ("That the Board (a) surveys users yearly (b) funds that.", ["two asks"]),
        ("That the Executive reports back in 2027. Users were last asked in 2019.", []),
    ],
)
def test_what_a_council_would_ask_back(text: str, missing: list[str]) -> None:
    assert about(text) == missing


def test_whoever_it_is_addressed_to_need_not_stand_in_the_words() -> None:
    text = "That staff are trained by May 2027, at least 20 of them."
    assert about(text) == ["addressee"]
    assert about(text, addressed_to="The portfolio holders") == []


def test_words_that_nothing_explains_are_named_and_no_council_is_said() -> None:
    (councils, words) = advice_on(GOOD, councils=0, unexplained=["RPA", "MoA", "GOSS"])
    assert councils.sentence == "It is asked of no council."
    assert words.sentence == "Nothing explains “RPA”, “MoA” and “GOSS”. Explain it there or in the glossary."
