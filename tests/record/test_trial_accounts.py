"""Accounts for trying the portal out: role titles, posts in force, and never in production."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from councils.models import Person, User
from councils.permissions import capacities_of
from scrutiny_portal.record.loading import load

DAY = date(2026, 11, 22)
SECTIONS_NEEDED = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture
def printed(db: None, settings: Settings) -> str:
    settings.TRIAL_ACCOUNTS = True
    load(at=SECTIONS_NEEDED)
    output = StringIO()
    call_command("trial_accounts", stdout=output)
    return output.getvalue()


def test_each_line_gives_role_address_and_password(printed: str) -> None:
    rows = [[part.strip() for part in line.split("  ") if part.strip()] for line in printed.splitlines()]
    assert [(role, email) for role, email, _ in rows] == [
        ("Scrutiny Officer", "scrutiny.officer@trial.example"),
        ("Portfolio Holder, Boston", "portfolio.boston@trial.example"),
        ("Portfolio Holder, East Lindsey", "portfolio.east-lindsey@trial.example"),
        ("Portfolio Holder, South Holland", "portfolio.south-holland@trial.example"),
        ("Responsible Officer, Boston", "officer.boston@trial.example"),
        ("Responsible Officer, East Lindsey", "officer.east-lindsey@trial.example"),
        ("Responsible Officer, South Holland", "officer.south-holland@trial.example"),
        ("Councillor, South Holland", "councillor@trial.example"),
        ("Administrator", "administrator@trial.example"),
    ]
    for _, email, password in rows:
        assert User.objects.get(email=email).check_password(password)
        assert len(password) >= 12


def test_what_each_role_holds(printed: str) -> None:
    held = {user.name: capacities_of(user, on=DAY) for user in User.objects.all()}
    assert held["Scrutiny Officer"].is_scrutiny_officer
    assert held["Administrator"].is_administrator
    assert held["Councillor, South Holland"].is_councillor
    for council in ("Boston", "East Lindsey", "South Holland"):
        holder, officer = held[f"Portfolio Holder, {council}"], held[f"Responsible Officer, {council}"]
        assert (len(holder.signs_for), len(holder.councils), holder.where) == (1, 1, council)
        assert (len(officer.officer_in), officer.signs_for, officer.where) == (1, frozenset(), council)


def test_a_second_run_makes_nobody_again_and_changes_nobody(printed: str) -> None:
    User.objects.filter(name="Administrator").update(is_active=False)
    output = StringIO()
    call_command("trial_accounts", stdout=output)
    assert output.getvalue() == printed
    assert User.objects.count() == 9
    assert not User.objects.get(name="Administrator").is_active


def test_no_trial_account_carries_the_name_of_a_person_of_the_papers(printed: str) -> None:
    real = set(Person.objects.filter(is_trial=False).values_list("name", flat=True))
    assert len(real) == 16
    assert real.isdisjoint(User.objects.values_list("name", flat=True))
    assert set(User.objects.values_list("is_trial", flat=True)) == {True}


@pytest.mark.parametrize(("production", "allowed"), [(True, True), (False, False)])
def test_they_are_refused_in_production_and_where_switched_off(
    db: None, settings: Settings, *, production: bool, allowed: bool
) -> None:
    settings.PRODUCTION, settings.TRIAL_ACCOUNTS = production, allowed
    with pytest.raises(CommandError, match="switched off"):
        call_command("trial_accounts")
    assert User.objects.count() == 0
