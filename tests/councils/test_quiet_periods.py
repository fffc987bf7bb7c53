"""Recesses and pre-election periods: written down, ended, withdrawn, and found again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils import operations, queries
from councils.elections import next_election_day, notice_of_election, ordinary_election_day
from councils.enums import QuietKind
from councils.models import QuietPeriod
from tests.cast import TODAY, Cast

NOW = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
LIST = "/quiet-periods/"


def recess(cast: Cast, **fields: Any) -> QuietPeriod:
    """Boston's recess in August 2026."""
    said: dict[str, Any] = {
        "kind": QuietKind.RECESS, "council": cast.boston, "starts_on": date(2026, 8, 1),
        "ends_on": date(2026, 8, 31), "reason": "Summer recess",
    }  # fmt: skip
    return operations.add_quiet_period(**said | fields, by=cast.officer, at=NOW)


def elections(cast: Cast, **fields: Any) -> QuietPeriod:
    """The weeks before the elections of May 2027, for all councils."""
    said: dict[str, Any] = {
        "kind": QuietKind.PRE_ELECTION, "council": None, "starts_on": date(2027, 3, 30),
        "ends_on": date(2027, 5, 6), "election_on": date(2027, 5, 6), "reason": "Local elections",
    }  # fmt: skip
    return recess(cast, **said | fields)


@pytest.mark.parametrize(
    ("year", "poll", "notice"),
    [
        (2023, date(2023, 5, 4), date(2023, 3, 27)),
        (2024, date(2024, 5, 2), date(2024, 3, 26)),
        (2026, date(2026, 5, 7), date(2026, 3, 30)),
        (2027, date(2027, 5, 6), date(2027, 3, 31)),
    ],
)
def test_ordinary_elections_are_on_the_first_thursday_in_may(year: int, poll: date, notice: date) -> None:
    assert (ordinary_election_day(year), notice_of_election(poll)) == (poll, notice)


def test_the_next_elections_are_today_or_later() -> None:
    assert next_election_day(date(2026, 5, 7)) == date(2026, 5, 7)
    assert next_election_day(date(2026, 5, 8)) == date(2027, 5, 6)


def test_quiet_periods_are_those_of_the_councils_and_of_all(cast: Cast) -> None:
    theirs, of_all = recess(cast), elections(cast)
    recess(cast, council=cast.south_holland)
    found = queries.quiet_periods_between
    assert found([cast.boston], date(2026, 8, 31), date(2027, 3, 30)) == [theirs, of_all]
    assert found([cast.east_lindsey], date(2026, 1, 1), date(2027, 12, 31)) == [of_all]
    assert found([cast.boston], date(2026, 9, 1), date(2027, 3, 29)) == []
    assert found([cast.boston], date(2026, 1, 1), date(2027, 12, 31), kind=QuietKind.RECESS) == [theirs]


def test_one_that_was_withdrawn_counts_no_longer_and_stays_to_be_read(cast: Cast) -> None:
    period = recess(cast)
    operations.withdraw_quiet_period(
        period=period, version=1, reason="The calendar was of last year.", by=cast.officer, at=NOW
    )
    assert queries.quiet_periods_between([cast.boston], date(2026, 1, 1), date(2026, 12, 31)) == []
    assert list(queries.quiet_periods_in_order(on=TODAY)) == [period]
    entry = history.latest(period)
    assert entry is not None
    assert (entry.verb, entry.reason, entry.public) == ("withdraw", "The calendar was of last year.", True)


def test_one_ends_on_another_day(cast: Cast) -> None:
    period = operations.end_quiet_period(
        period=recess(cast), version=1, ends_on=date(2026, 8, 20), reason="Agreed.", by=cast.officer, at=NOW
    )
    entry = history.latest(period)
    assert entry is not None
    assert (period.version, entry.old, entry.new) == (2, "2026-08-31", "2026-08-20")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_on": date(2027, 3, 29)}, "ends_on"),
        ({"election_on": None}, "election_on"),
        ({"election_on": date(2027, 5, 7)}, "election_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        elections(cast, **fields)
    assert refused.value.field == field


def test_the_same_is_not_written_down_twice(cast: Cast) -> None:
    recess(cast)
    with pytest.raises(Refused, match="on record already"):
        recess(cast)


def test_an_election_stays_in_its_period(cast: Cast) -> None:
    with pytest.raises(Refused, match="The election must lie within the period"):
        operations.end_quiet_period(
            period=elections(cast), version=1, ends_on=date(2027, 5, 5), reason="So.", by=cast.officer, at=NOW
        )


def test_the_slower_of_two_officers_is_told(cast: Cast) -> None:
    period = recess(cast)
    ends: dict[str, Any] = {"version": 1, "reason": "Agreed.", "at": NOW}
    operations.end_quiet_period(period=period, ends_on=date(2026, 8, 20), by=cast.officer, **ends)
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this"):
        operations.end_quiet_period(period=period, ends_on=date(2026, 8, 10), by=cast.second_officer, **ends)


def test_the_database_refuses_an_election_outside_its_period(cast: Cast) -> None:
    period = elections(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuietPeriod.objects.filter(pk=period.pk).update(election_on=date(2027, 6, 1))


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


@time_machine.travel(NOW, tick=False)
def test_anyone_reads_the_list(cast: Cast, client: Client) -> None:
    recess(cast)
    past = recess(cast, starts_on=date(2025, 8, 1), ends_on=date(2025, 8, 31))
    page = client.get(LIST)
    assert [period.starts_on.year for period in page.context["page_obj"]] == [2026, 2025]
    assert reverse("councils:quiet-period", args=[past.pk]) not in page.content.decode()


@time_machine.travel(NOW, tick=False)
def test_the_officer_adds_the_period_before_the_next_elections(cast: Cast, officer: Client) -> None:
    """The form begins with what the law says; the officer looks and sends it."""
    page = officer.get(f"{LIST}add/?election=2026-05-07")
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("kind", "election_on", "starts_on", "ends_on", "reason")}
    assert sent == {
        "kind": "pre_election", "election_on": "7 May 2026", "starts_on": "30 March 2026",
        "ends_on": "7 May 2026", "reason": "Local elections",
    }  # fmt: skip
    assert officer.post(f"{LIST}add/", sent)["Location"] == LIST
    assert queries.knows_election(date(2026, 5, 7)) is True


@time_machine.travel(NOW, tick=False)
def test_the_officer_ends_and_withdraws_one(cast: Cast, officer: Client) -> None:
    period = recess(cast)
    path = reverse("councils:quiet-period", args=[period.pk])
    sent = {"change": "end", "ends_on": "20 August 2026", "reason": "Agreed.", "version": 1}
    assert officer.post(path, sent)["Location"] == LIST
    late = officer.post(path, sent)
    assert (late.status_code, late.context["form"]["version"].value()) == (409, "2")
    assert (
        officer.post(path, {"change": "withdraw", "reason": "Wrong year.", "version": 2})["Location"] == LIST
    )
    period.refresh_from_db()
    assert (period.ends_on, period.withdrawn_on) == (date(2026, 8, 20), TODAY)


@time_machine.travel(NOW, tick=False)
def test_only_the_officer_keeps_the_list(cast: Cast, client: Client) -> None:
    path = reverse("councils:quiet-period", args=[recess(cast).pk])
    client.force_login(cast.councillor)
    assert [client.get(one).status_code for one in (f"{LIST}add/", path)] == [403, 403]
    assert client.get(f"{LIST}999999/").status_code == 404
