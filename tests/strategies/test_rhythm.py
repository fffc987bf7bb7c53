"""Changing when a strategy is reviewed: the future is planned again, what was held stays."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils.enums import QuietKind
from councils.models import QuietPeriod
from strategies import operations, queries
from strategies.cycle import Act
from strategies.enums import DayMove, Judgement, ReviewKind, ReviewStatus
from strategies.models import AssuranceFinding, Review, Strategy
from strategies.scheduling import open_due_reviews
from tests.cast import TODAY, Cast
from tests.strategies.props import digital_strategy, moment, project, roadmap
from tests.strategies.reading import words

NOW = moment(TODAY)
SETTINGS = (
    "starts_on", "ends_on", "anchor_on", "anchor_precision", "deep_every_years", "check_every_years", "due_month",
    "due_day", "day_move", "excused_by",
)  # fmt: skip


def run(day: date) -> None:
    open_due_reviews(today=day, now=moment(day))


def change(strategy: Strategy, cast: Cast, **fields: Any) -> Strategy:
    """Change the settings given, from the cast's today on, and leave the others."""
    said = {name: getattr(strategy, name) for name in SETTINGS}
    said |= {"counts_from": TODAY, "reason": "The councils agreed it.", "version": strategy.version}
    return operations.change_rhythm(strategy=strategy, **said | fields, by=cast.officer, at=NOW)


def on_record() -> list[tuple[str, str, str]]:
    rows = Review.objects.order_by("due_on")
    return [(row.kind, row.due_on.isoformat(), row.status) for row in rows]


def planned(strategy: Strategy) -> list[tuple[str, str]]:
    reviews = Review.objects.filter(strategy=strategy)
    lines = queries.review_lines(strategy, reviews, on=TODAY)
    return [(line.kind.value, line.due_on.isoformat()) for line in lines if line.pk is None]


LAPSED = [
    ("check", "2024-03-31", "open"),
    ("deep", "2025-03-31", "open"),
    ("check", "2026-03-31", "open"),
]


def test_an_annual_rhythm_plans_the_future_and_leaves_what_lapsed(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(TODAY)
    change(strategy, cast, deep_every_years=None, check_every_years=1, due_month=9, due_day=30)
    assert on_record() == LAPSED
    assert planned(strategy) == [("check", "2027-09-30"), ("check", "2028-09-30"), ("check", "2029-09-30")]


def test_a_change_hides_no_lapse_that_nobody_had_looked_for(cast: Cast) -> None:
    """The scheduler was off for years; the change itself opens what was due."""
    strategy = digital_strategy(cast)
    change(strategy, cast, deep_every_years=3, check_every_years=None)
    assert on_record() == LAPSED
    assert planned(strategy) == [("deep", "2029-03-31")]


def test_a_new_rhythm_asks_for_nothing_in_the_past(cast: Cast) -> None:
    strategy = digital_strategy(cast, deep_every_years=3, check_every_years=None)
    run(TODAY)
    assert on_record() == [("deep", "2026-03-31", "open")]
    change(strategy, cast, deep_every_years=None, check_every_years=1)
    run(TODAY)
    assert on_record() == [("deep", "2026-03-31", "open")]
    assert planned(strategy) == [("check", "2027-03-31"), ("check", "2028-03-31"), ("check", "2029-03-31")]


def test_a_year_whose_new_day_has_passed_keeps_its_old_one(cast: Cast) -> None:
    """Moving the day from September to March in April must not lose this year's review."""
    strategy = digital_strategy(cast, due_month=9, due_day=30)
    change(strategy, cast, due_month=3, due_day=31)
    assert on_record() == [
        ("check", "2024-09-30", "open"),
        ("deep", "2025-09-30", "open"),
        ("check", "2026-09-30", "open"),
    ]
    assert planned(strategy) == [("deep", "2027-03-31"), ("check", "2028-03-31"), ("deep", "2029-03-31")]


def test_a_corrected_adoption_gives_open_reviews_their_right_day(cast: Cast) -> None:
    """What was held and what was begun stay; an untouched one is re-dated, with its history."""
    strategy = digital_strategy(cast, due_month=None, due_day=None, anchor_on=date(2023, 3, 1))
    project(roadmap(strategy))
    run(TODAY)
    first, second, third = Review.objects.order_by("due_on")
    operations.record_review(review=first, outcome="held", held_on=date(2024, 2, 20), by=cast.officer, at=NOW)
    strategy.refresh_from_db()
    change(strategy, cast, anchor_on=date(2023, 3, 21), counts_from=date(2023, 3, 1))
    assert on_record() == [
        ("check", "2024-03-01", "held"),
        ("deep", "2025-03-21", "open"),
        ("check", "2026-03-21", "open"),
    ]
    entry = history.latest(second)
    assert entry is not None
    assert (entry.verb, entry.old, entry.new) == ("redate", "2025-03-01", "2025-03-21")
    third.refresh_from_db()
    assert third.why == ("Third year after adoption in March 2023. Due by the anniversary, 21 March.")


def test_a_review_with_a_judged_line_is_not_redated(cast: Cast) -> None:
    strategy = digital_strategy(cast, due_month=None, due_day=None)
    project(roadmap(strategy))
    run(date(2024, 4, 1))
    AssuranceFinding.objects.update(judgement=Judgement.ON_TRACK, reason="All is well.")
    change(strategy, cast, anchor_on=date(2023, 3, 21), counts_from=date(2023, 3, 1))
    assert on_record()[0] == ("check", "2024-03-01", "open")


def test_an_earlier_adoption_that_was_written_down_wrongly_shows_what_lapsed(cast: Cast) -> None:
    strategy = digital_strategy(cast, anchor_on=date(2025, 3, 1))
    run(TODAY)
    assert on_record() == [("check", "2026-03-31", "open")]
    change(strategy, cast, anchor_on=date(2023, 3, 1), counts_from=date(2023, 3, 1))
    assert on_record() == LAPSED


def test_no_review_is_planned_after_a_shorter_period(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(TODAY)
    change(strategy, cast, ends_on=date(2027, 3, 30))
    assert planned(strategy) == []
    run(date(2035, 1, 1))
    assert on_record() == LAPSED


def test_a_first_rhythm_counts_from_adoption(cast: Cast) -> None:
    strategy = digital_strategy(cast, anchor_on=None)
    change(strategy, cast, anchor_on=date(2023, 3, 1), counts_from=date(2023, 3, 1))
    assert (strategy.rhythm_from, on_record()) == (None, LAPSED)


def test_the_preview_says_what_the_change_then_does(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(date(2025, 6, 1))
    fields: dict[str, Any] = {name: getattr(strategy, name) for name in SETTINGS}
    fields |= {"check_every_years": None, "due_month": 6, "due_day": 30}
    told = queries.outlook(strategy, counts_from=TODAY, today=TODAY, **fields)
    assert [(one.year, one.act) for one in told] == [
        (2024, Act.STAYS),
        (2025, Act.STAYS),
        (2026, Act.OPENED),
        (2027, Act.MOVED),
        (2028, Act.GONE),
        (2029, Act.MOVED),
    ]
    change(strategy, cast, **fields)
    after = [(one.after.kind.value, one.after.due_on.isoformat()) for one in told if one.after]
    assert [(kind, day) for kind, day, _ in on_record()] + planned(strategy) == after


def test_the_change_is_in_the_history_with_its_reason(cast: Cast) -> None:
    strategy = change(digital_strategy(cast), cast, due_month=None, due_day=None)
    entry = history.of(strategy).get(verb="change_rhythm")
    assert (entry.reason, entry.actor_name, entry.public, entry.on) == (
        "The councils agreed it.", "Scrutiny Officer", True, TODAY,
    )  # fmt: skip
    assert (entry.details["before"]["due_month"], entry.details["after"]["due_month"]) == ("3", "")
    assert list(history.broken_entries()) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"due_day": None}, "due_day"),
        ({"due_month": None}, "due_month"),
        ({"ends_on": date(2022, 1, 1)}, "ends_on"),
        ({"starts_on": None, "ends_on": date(2023, 2, 1)}, "ends_on"),
        ({"counts_from": date(2026, 4, 15)}, "counts_from"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        change(digital_strategy(cast), cast, **fields)
    assert refused.value.field == field
    assert Review.objects.count() == 0


def test_the_slower_of_two_officers_is_told(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    change(strategy, cast, due_day=30)
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this"):
        change(strategy, cast, due_day=29, version=1)


def test_reviews_keep_clear_of_elections_on_record(cast: Cast) -> None:
    QuietPeriod.objects.create(
        kind=QuietKind.PRE_ELECTION, council=cast.boston, starts_on=date(2027, 3, 29), ends_on=date(2027, 5, 6),
        election_on=date(2027, 5, 6), reason="District council elections",
    )  # fmt: skip
    strategy = change(digital_strategy(cast), cast, day_move=DayMove.EARLIER)
    assert planned(strategy)[0] == ("deep", "2027-03-25")
    run(date(2027, 3, 25))
    assert Review.objects.latest("due_on").why == (
        "Fourth year after adoption in March 2023. Due by 31 March. Moved from Wednesday 31 March 2027 to "
        "Thursday 25 March 2027, out of the pre-election period for the elections on 6 May 2027."
    )


def sent(strategy: Strategy, **fields: Any) -> dict[str, Any]:
    return {
        "starts_on": "1 January 2023", "ends_on": "31 December 2029", "anchor_on": "1 March 2023",
        "anchor_precision": "month", "deep_every_years": "2", "check_every_years": "1", "due_day": "31",
        "due_month": "3", "day_move": "later", "excused_by": "", "counts_from": "14 April 2026",
        "reason": "So that no review is due on a Sunday.", "version": strategy.version,
    } | fields  # fmt: skip


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def page_of(strategy: Strategy) -> str:
    return reverse("strategies:rhythm", args=[strategy.slug])


@time_machine.travel(NOW, tick=False)
def test_the_dates_are_shown_before_anything_changes(cast: Cast, officer: Client) -> None:
    strategy = digital_strategy(cast)
    run(TODAY)
    page = officer.post(page_of(strategy), sent(strategy, look="1", reason=""))
    assert page.status_code == 200
    told = words(page).split("What happens ", 1)[1].split(" First day of its period", 1)[0]
    assert told == (
        "2024 Light-touch check, 31 March 2024 Light-touch check, 31 March 2024 "
        "First year after adoption in March 2023. Due by 31 March. Stays as it is "
        "2025 Deep review, 31 March 2025 Deep review, 31 March 2025 "
        "Second year after adoption in March 2023. Due by 31 March. Stays as it is "
        "2026 Light-touch check, 31 March 2026 Light-touch check, 31 March 2026 "
        "Third year after adoption in March 2023. Due by 31 March. Stays as it is "
        "2027 Deep review, 31 March 2027 Deep review, 31 March 2027 "
        "Fourth year after adoption in March 2023. Due by 31 March. Same day "
        "2028 Light-touch check, 31 March 2028 Light-touch check, 31 March 2028 "
        "Fifth year after adoption in March 2023. Due by 31 March. Same day "
        "2029 Deep review, 31 March 2029 Deep review, 3 April 2029 "
        "Sixth year after adoption in March 2023. Due by 31 March. "
        "Moved from Saturday 31 March 2029 to Tuesday 3 April 2029. Moves"
    )
    strategy.refresh_from_db()
    assert (strategy.version, strategy.day_move) == (1, "keep")


@time_machine.travel(NOW, tick=False)
def test_the_officer_changes_the_rhythm(cast: Cast, officer: Client) -> None:
    strategy = digital_strategy(cast)
    page = officer.post(page_of(strategy), sent(strategy))
    assert (page.status_code, page["Location"]) == (302, strategy.get_absolute_url())
    strategy.refresh_from_db()
    assert (strategy.day_move, strategy.rhythm_from, strategy.version) == ("later", TODAY, 2)
    assert Review.objects.filter(status=ReviewStatus.OPEN, kind=ReviewKind.CHECK).count() == 2


@time_machine.travel(NOW, tick=False)
def test_without_a_reason_nothing_changes_and_everything_typed_stays(cast: Cast, officer: Client) -> None:
    strategy = digital_strategy(cast)
    page = officer.post(page_of(strategy), sent(strategy, reason="", deep_every_years="4"))
    assert page.context["form"].errors == {"reason": ["Say why it changes. The reason is published"]}
    assert page.context["form"]["deep_every_years"].value() == "4"
    strategy.refresh_from_db()
    assert strategy.version == 1


@time_machine.travel(NOW, tick=False)
def test_an_overtaken_form_comes_back_with_what_is_there_now(cast: Cast, officer: Client) -> None:
    strategy = digital_strategy(cast)
    change(strategy, cast, anchor_on=date(2023, 4, 1))
    page = officer.post(page_of(strategy), sent(strategy, version="1"))
    assert page.status_code == 409
    assert page.context["form"]["version"].value() == "2"
    assert officer.post(page_of(strategy), sent(strategy, version="2")).status_code == 302


@time_machine.travel(NOW, tick=False)
def test_only_the_scrutiny_officer_changes_it(cast: Cast, client: Client) -> None:
    strategy = digital_strategy(cast)
    client.force_login(cast.councillor)
    assert client.get(page_of(strategy)).status_code == 403
    client.logout()
    assert client.get(page_of(strategy)).status_code == 302
