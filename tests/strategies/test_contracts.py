"""When contracts of several councils could be replaced together (rule 22)."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as some

from strategies.contracts import Contract, Window, windows

TODAY = date(2026, 4, 14)
COUNCILS = ["Boston", "East Lindsey", "South Holland"]


def contract(
    number: int, council: str, ends_on: date, notice: int | None = 6, purpose: str = "Telephony"
) -> Contract:
    return Contract(number, f"System {number}", purpose, council, COUNCILS.index(council), ends_on, notice)


def found(*contracts: Contract, on: date = TODAY, within: int = 12, prepare: int = 6) -> list[Window]:
    return windows(contracts, on=on, within_months=within, prepare_months=prepare)


def numbers(window: Window) -> list[int]:
    return [one.system for one in window.contracts]


def test_ends_a_year_apart_are_close_enough_and_a_day_more_is_not() -> None:
    first = contract(1, "Boston", date(2028, 3, 31))
    assert [numbers(w) for w in found(first, contract(2, "East Lindsey", date(2029, 3, 31)))] == [[1, 2]]
    assert found(first, contract(2, "East Lindsey", date(2029, 4, 1))) == []


def test_the_first_notice_day_decides_and_the_window_opens_six_months_before_it() -> None:
    [window] = found(
        contract(1, "Boston", date(2028, 3, 31), notice=3),
        contract(2, "South Holland", date(2028, 9, 30), notice=12),
    )
    assert (window.first_end, window.last_end) == (date(2028, 3, 31), date(2028, 9, 30))
    assert (window.decide_by, window.opens_on) == (date(2027, 9, 30), date(2027, 3, 30))
    assert [window.is_open_on(day) for day in (date(2027, 3, 29), date(2027, 3, 30), date(2027, 9, 30))] == [
        False,
        True,
        True,
    ]
    assert not window.is_open_on(date(2027, 10, 1))
    assert window.is_late_on(date(2027, 10, 1))


def test_without_a_notice_period_the_end_itself_is_the_last_day() -> None:
    [window] = found(
        contract(1, "Boston", date(2028, 2, 29), notice=None),
        contract(2, "East Lindsey", date(2028, 6, 30), notice=0),
    )
    assert window.decide_by == date(2028, 2, 29)


def test_notice_counted_from_the_end_of_a_long_month_falls_on_the_last_of_a_short_one() -> None:
    assert contract(1, "Boston", date(2028, 8, 31), notice=6).notice_on == date(2028, 2, 29)
    assert contract(1, "Boston", date(2027, 8, 31), notice=6).notice_on == date(2027, 2, 28)


def test_one_council_alone_replaces_nothing_together() -> None:
    assert found(contract(1, "Boston", date(2028, 3, 31)), contract(2, "Boston", date(2028, 4, 30))) == []


def test_another_purpose_is_another_matter_but_letters_and_spaces_are_not() -> None:
    first = contract(1, "Boston", date(2028, 3, 31), purpose="Telephony")
    second = contract(2, "East Lindsey", date(2028, 3, 31), purpose="  telephony ")
    other = contract(3, "South Holland", date(2028, 3, 31), purpose="Finance")
    unsaid = contract(4, "South Holland", date(2028, 3, 31), purpose="")
    assert [numbers(window) for window in found(first, second, other, unsaid)] == [[1, 2]]


def test_a_contract_that_has_ended_opens_no_window() -> None:
    first = contract(1, "Boston", TODAY)
    second = contract(2, "East Lindsey", TODAY + timedelta(days=30))
    assert [numbers(window) for window in found(first, second)] == [[1, 2]]
    assert found(first, second, on=TODAY + timedelta(days=1)) == []


def test_of_windows_inside_one_another_the_widest_is_given() -> None:
    chain = [
        contract(1, "Boston", date(2028, 1, 31)),
        contract(2, "East Lindsey", date(2028, 10, 31)),
        contract(3, "South Holland", date(2029, 7, 31)),
    ]
    assert [numbers(window) for window in found(*chain)] == [[1, 2], [2, 3]]
    assert [numbers(window) for window in found(*chain, within=24)] == [[1, 2, 3]]


def test_the_key_of_a_window_changes_with_its_contracts_and_their_days() -> None:
    first, second = contract(1, "Boston", date(2028, 3, 31)), contract(2, "East Lindsey", date(2028, 9, 30))
    [window] = found(first, second)
    [again] = found(second, first)
    [extended] = found(contract(1, "Boston", date(2028, 4, 30)), second)
    [with_a_third] = found(first, second, contract(3, "South Holland", date(2028, 9, 30)))
    assert again.key == window.key
    assert len({window.key, extended.key, with_a_third.key}) == 3


CONTRACTS = some.lists(
    some.tuples(
        some.sampled_from(COUNCILS),
        some.dates(date(2026, 1, 1), date(2032, 12, 31)),
        some.none() | some.integers(0, 24),
        some.sampled_from(["Telephony", "Finance"]),
    ),
    max_size=9,
)


@given(CONTRACTS, some.integers(0, 36))
def test_every_pair_close_enough_stands_in_a_window_and_no_other_does(
    rows: list[tuple[str, date, int | None, str]], within: int
) -> None:
    contracts = [
        contract(number, council, ends, notice, purpose)
        for number, (council, ends, notice, purpose) in enumerate(rows)
    ]
    given_windows = found(*contracts, within=within)
    together = [set(numbers(window)) for window in given_windows]
    for one in contracts:
        for other in contracts:
            first, last = sorted([one.ends_on, other.ends_on])
            close = (
                one.purpose == other.purpose
                and one.council != other.council
                and first >= TODAY
                and last <= first + relativedelta(months=within)
            )
            assert (
                any({one.system, other.system} <= each for each in together if one.council != other.council)
                == close
            )
    assert all(len(window.councils) > 1 for window in given_windows)
    assert not any(each < other for each in together for other in together)
