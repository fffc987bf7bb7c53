"""The drawing of a trail: how far a line is solid, where lines meet, and what has no place."""

from recommendations.trail import Line, Station, draw, furthest

HEADINGS = ("Task group", "Panel", "Answer", "Action", "Sign-off", "Next review")
MADE = Station("signed", "ok", "Made", "March 2023", reached=True)
REVIEW = Station("todo", "mute", "Deep review", "By March 2027")
YES = Station("accepted", "ok", "Accepted", "10 July 2024", reached=True)
NOT_YET = Station("todo", "mute", "Not yet")
GAP = Station("norec", "mute", "Not on record")


def drawn(*lines: Line, end: Station | None = REVIEW) -> list[tuple[str, bool]]:
    """The strokes of a drawing: their paths, and whether they are solid."""
    drawing = draw(lines, headings=HEADINGS, start=MADE, end=end)
    return [(stroke.path, stroke.solid) for stroke in drawing.strokes]


def test_a_line_is_solid_up_to_the_furthest_station_reached() -> None:
    strokes = drawn(Line("Boston", (GAP, YES, NOT_YET, NOT_YET)))
    assert strokes == [
        ("M492 84H900", False),
        ("M900 84H936", False),
        ("M936 84H1026", False),
        ("M1026 84H1096", False),
        ("M14 84H60", True),
        ("M58 84H150H492", True),
    ]


def test_with_no_station_reached_it_is_dotted_from_the_fork() -> None:
    strokes = drawn(Line("Boston", (NOT_YET, NOT_YET, NOT_YET, NOT_YET)))
    assert [path for path, solid in strokes if solid] == ["M14 84H60"]


def test_three_lines_fork_from_the_middle_and_meet_there_again() -> None:
    line = Line("Council", (GAP, YES, None, None))
    drawing = draw([line, line, line], headings=HEADINGS, start=MADE, end=REVIEW)
    assert (drawing.start.place, drawing.end.place if drawing.end else "", drawing.height) == (
        "16 176",
        "1096 176",
        "318",
    )
    assert [stroke.path for stroke in drawing.strokes if stroke.path.startswith("M58")] == [
        "M58 176C106 176 102 84 150 84H492",
        "M58 176H150H492",
        "M58 176C106 176 102 268 150 268H492",
    ]


def test_a_council_that_declined_has_no_station_for_work() -> None:
    drawing = draw([Line("Boston", (GAP, YES, None, None))], headings=HEADINGS, start=MADE, end=REVIEW)
    assert [(stop.station.word, stop.place) for stop in drawing.stops] == [
        ("Not on record", "296 84"),
        ("Accepted", "492 84"),
    ]


def test_without_a_review_to_come_the_lines_do_not_meet() -> None:
    strokes = drawn(Line("Boston", (GAP, YES, YES, YES)), end=None)
    assert strokes == [("M14 84H60", True), ("M58 84H150H900", True)]


def test_nothing_reached_is_nowhere() -> None:
    assert (furthest([GAP, None, None, NOT_YET]), furthest([GAP, YES, None, YES])) == (None, 900)


def test_every_tone_of_a_station_has_a_colour() -> None:
    colours = {
        Station("todo", tone, "").colour for tone in ("ok", "part", "go", "warn", "bad", "ask", "mute", "no")
    }
    assert len(colours) == 8
