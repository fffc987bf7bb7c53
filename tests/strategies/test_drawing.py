"""The cadence drawing."""

from datetime import date

import pytest

from strategies.drawing import WIDTH, Drawing, Mark, Period, Scale, draw, gaps_after

WHOLE = Period("Strategy", date(2023, 1, 1), date(2029, 12, 31))
PLAN = Period("Roadmap", date(2023, 1, 1), date(2026, 12, 31))


def drawn(*, marks: list[Mark] | None = None, plans: list[Period] | None = None, today: date) -> Drawing:
    return draw(
        whole=WHOLE,
        plans=[PLAN] if plans is None else plans,
        marks=marks or [],
        today=today,
        today_words="Today",
        begun=(date(2023, 3, 1), "March 2023"),
    )


def test_days_stand_in_proportion_on_whole_years() -> None:
    scale = Scale(2023, 2026)
    assert scale.x(date(2023, 1, 1)) == 0
    assert scale.x(date(2025, 1, 1)) == round(731 / 1461 * WIDTH, 1)
    assert scale.x(date(2026, 12, 31)) == round(1460 / 1461 * WIDTH, 1)
    assert scale.x(date(1999, 1, 1)) == 0
    assert scale.x(date(2040, 1, 1)) == WIDTH


def test_where_no_plan_is_agreed_a_gap_is_drawn() -> None:
    picture = drawn(today=date(2026, 4, 14))
    assert [(bar.title, bar.kind, bar.y) for bar in picture.bars] == [
        ("Strategy", "whole", 50),
        ("Roadmap", "plan", 83),
        ("Nothing agreed after December 2026", "gap", 83),
    ]
    whole, plan, gap = picture.bars
    assert whole.x == plan.x == picture.start
    assert plan.x + plan.width < gap.x < WIDTH


def test_no_gap_where_plans_reach_the_end_or_none_was_ever_made() -> None:
    assert list(gaps_after([Period("Next", date(2027, 1, 1), date(2029, 12, 31)), PLAN], WHOLE)) == []
    assert list(gaps_after([], WHOLE)) == []


def test_plans_that_overlap_stand_one_under_the_other() -> None:
    other = Period("Other", date(2025, 1, 1), date(2029, 12, 31))
    picture = drawn(plans=[PLAN, other], today=date(2026, 4, 14))
    assert [(bar.title, bar.y) for bar in picture.bars] == [("Strategy", 50), ("Roadmap", 83), ("Other", 116)]
    after = Period("After", date(2027, 1, 1), date(2029, 12, 31))
    assert [bar.y for bar in drawn(plans=[PLAN, after], today=date(2026, 4, 14)).bars] == [50, 83, 83]


@pytest.mark.parametrize(("today", "shown"), [(date(2026, 4, 14), True), (date(2031, 1, 1), False)])
def test_today_is_drawn_within_the_period_only(today: date, *, shown: bool) -> None:
    assert (drawn(today=today).today is not None) is shown


def test_a_late_review_has_a_bar_from_its_due_date_to_the_day_it_was_held() -> None:
    mark = Mark(
        on=date(2025, 3, 31),
        name="Deep review",
        word="Held late",
        date_words="8 January 2026",
        tone="part",
        is_deep=True,
        is_filled=True,
        until=date(2026, 1, 8),
        late_words="9 months late",
    )
    shape = drawn(marks=[mark], today=date(2026, 4, 14)).shapes[0]
    scale = Scale(2023, 2029)
    assert (shape.late_from, shape.late_to) == (scale.x(mark.on), scale.x(date(2026, 1, 8)))
    assert (shape.ink, shape.sign) == ("#55610a", "tick")
    assert shape.lines == ("Deep review", "Held late", "8 January 2026")


def test_words_near_the_edge_move_inside() -> None:
    mark = Mark(date(2029, 12, 31), "Deep review", "Planned", "by 31 December 2029", "mute", True, False)
    shape = drawn(marks=[mark], today=date(2026, 4, 14)).shapes[0]
    assert shape.x + shape.shift == WIDTH - 62
