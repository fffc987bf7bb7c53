"""People, posts and accounts: who holds what, from when to when."""

from datetime import UTC, date, datetime

import pytest

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, Person, User
from councils.operations import add_account, add_person, appoint, end_appointment
from councils.queries import holder_of, users_in_post
from tests.cast import Cast

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)


def new_person(name: str = "Newcomer") -> Person:
    return add_person(name=name, by=None, at=NOW)


def the_appointment(cast: Cast) -> Appointment:
    return Appointment.objects.get(post=cast.portfolio_boston)


def test_a_person_is_written_down_once(db: None) -> None:
    add_person(name="A. Person", style="Councillor", by=None, at=NOW)
    with pytest.raises(Refused, match=r"^Councillor A\. Person is already on the list of people\.$"):
        add_person(name="A. Person", style="Councillor", by=None, at=NOW)
    add_person(name="A. Person", by=None, at=NOW)
    assert Person.objects.count() == 2


def test_a_post_has_one_holder_at_a_time(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"^Portfolio Holder, Boston holds this post in that time\. "):
        appoint(
            person=new_person(),
            post=cast.portfolio_boston,
            capacity=Capacity.HOLDER,
            starts_on=TODAY,
            by=cast.administrator,
            at=NOW,
        )


def test_work_passes_to_the_next_holder(cast: Cast) -> None:
    end_appointment(
        appointment=the_appointment(cast),
        ends_on=date(2026, 4, 30),
        reason="Election",
        by=cast.administrator,
        at=NOW,
    )
    person = new_person()
    user = add_account(email="new@example.org", name="Newcomer", person=person, by=cast.administrator, at=NOW)
    appoint(
        person=person,
        post=cast.portfolio_boston,
        capacity=Capacity.HOLDER,
        starts_on=date(2026, 5, 1),
        by=cast.administrator,
        at=NOW,
    )
    assert users_in_post(cast.portfolio_boston, on=date(2026, 4, 30)) == [cast.holder_boston]
    assert users_in_post(cast.portfolio_boston, on=date(2026, 5, 1)) == [user]


def test_a_deputy_stands_beside_the_holder(cast: Cast) -> None:
    appoint(
        person=new_person(),
        post=cast.portfolio_boston,
        capacity=Capacity.DEPUTY,
        starts_on=TODAY,
        by=cast.administrator,
        at=NOW,
    )
    holder = holder_of(cast.portfolio_boston, on=TODAY)
    assert holder is not None
    assert holder.person == cast.holder_boston.person


def test_an_appointment_whose_start_is_not_on_record_needs_to_say_when_it_was_seen(cast: Cast) -> None:
    person = new_person()
    with pytest.raises(Refused, match=r"^Give the first day, or say when"):
        appoint(person=person, post=cast.work_boston, capacity=Capacity.HOLDER, by=None, at=NOW)
    seen = appoint(
        person=person,
        post=cast.work_boston,
        capacity=Capacity.HOLDER,
        seen_on="a report of 2023",
        by=None,
        at=NOW,
    )
    assert not Appointment.objects.in_force_on(TODAY).filter(pk=seen.pk).exists()


def test_an_appointment_is_to_a_post_or_to_a_body(cast: Cast) -> None:
    person = new_person()
    for place in ({}, {"post": cast.work_boston, "body": cast.panel}):
        with pytest.raises(Refused, match=r"^Choose a post or a body, and only one of them\.$"):
            appoint(person=person, capacity=Capacity.MEMBER, starts_on=TODAY, by=None, at=NOW, **place)  # type: ignore[arg-type]


def test_an_end_has_a_reason_and_does_not_come_before_the_start(cast: Cast) -> None:
    appointment = the_appointment(cast)
    with pytest.raises(Refused, match=r"^Say why it ends\.$"):
        end_appointment(appointment=appointment, ends_on=TODAY, reason=" ", by=cast.administrator, at=NOW)
    with pytest.raises(Refused, match=r"^The last day must not be before the first\.$"):
        end_appointment(
            appointment=appointment,
            ends_on=date(2025, 12, 31),
            reason="Election",
            by=cast.administrator,
            at=NOW,
        )
    assert HistoryEntry.objects.count() == 0


def test_of_two_who_end_an_appointment_one_does(cast: Cast) -> None:
    first, second = the_appointment(cast), the_appointment(cast)
    end_appointment(
        appointment=first, ends_on=date(2026, 4, 30), reason="Election", by=cast.administrator, at=NOW
    )
    with pytest.raises(Overtaken):
        end_appointment(
            appointment=second, ends_on=date(2026, 5, 31), reason="Moved away", by=cast.administrator, at=NOW
        )
    assert the_appointment(cast).ends_on == date(2026, 4, 30)
    assert HistoryEntry.objects.filter(verb="end").count() == 1


def test_one_address_is_one_account(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"^There is an account with this e-mail address already\.$"):
        add_account(email="SCRUTINY@example.org", name="Somebody", by=cast.administrator, at=NOW)
    with pytest.raises(Refused, match=r"^This person has an account already\.$"):
        add_account(
            email="second@example.org",
            name="Somebody",
            person=cast.officer.person,
            by=cast.administrator,
            at=NOW,
        )
    assert not User.objects.filter(name="Somebody").exists()
