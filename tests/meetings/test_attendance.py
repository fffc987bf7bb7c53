"""Stories of who was at a meeting: the members of its day, substitutes, capacities, interests."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, Person
from meetings import operations
from meetings.enums import MeetingStatus, Presence
from meetings.models import Attendance, Meeting
from meetings.operations import There
from meetings.queries.attendance import capacity_words, expected_at, people_named
from task_groups.models import Membership, TaskGroup
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("_on_the_day")


@pytest.fixture
def _on_the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast)


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def member(cast: Cast, name: str, **fields: Any) -> Person:
    """Somebody with a seat on the panel since the new year."""
    person = Person.objects.create(name=name)
    seat: dict[str, Any] = {"capacity": Capacity.MEMBER, "starts_on": date(2026, 1, 1)}
    Appointment.objects.create(person=person, body=cast.panel, **seat | fields)
    return person


def me(cast: Cast) -> Person:
    """The councillor of the cast, who sits on the panel."""
    assert cast.councillor.person is not None
    return cast.councillor.person


def page(meeting: Meeting, name: str = "attendance") -> str:
    return reverse(f"meetings:{name}", args=meeting.path)


def names(candidates: Any) -> list[str]:
    return [one.name for one in candidates]


# ---------------------------------------------------------------- who is offered


def test_the_members_of_the_day_are_offered_the_chairman_first(cast: Cast, meeting: Meeting) -> None:
    member(cast, "Zoe Chair", capacity=Capacity.CHAIRMAN)
    member(cast, "Left Before", ends_on=date(2026, 4, 13))
    member(cast, "Left That Day", ends_on=date(2026, 4, 14))
    member(cast, "Came After", starts_on=date(2026, 4, 15))
    member(cast, "Attending Officer", capacity=Capacity.ATTENDING)
    expected = expected_at(meeting)
    assert names(expected.members) == ["Zoe Chair", "Councillor", "Left That Day"]
    assert (expected.unproven, expected.others) == ([], [])
    assert expected.members[0].note == "Chairman"


def test_whose_start_is_not_on_record_is_offered_after_the_others(cast: Cast, meeting: Meeting) -> None:
    member(cast, "Aaron Unknown", starts_on=None, seen_on="March 2023")
    [unproven] = expected_at(meeting).unproven
    assert (unproven.name, unproven.note) == (
        "Aaron Unknown",
        "Since when is not on record. Held at the time of March 2023",
    )


def test_of_a_meeting_without_a_day_nobody_is_sure_to_have_been_a_member(cast: Cast) -> None:
    undated = factories.meeting(cast, slug="undated", held_on=None, held_precision="unknown")
    expected = expected_at(undated)
    assert (names(expected.members), names(expected.unproven)) == ([], ["Councillor"])


def test_a_task_group_offers_its_members_on_behalf_of_their_councils(cast: Cast) -> None:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Telephony", slug="telephony")
    since = {"starts_on": date(2026, 1, 1)}
    Membership.objects.create(task_group=group, person=me(cast), council=cast.south_holland, **since)
    unsure = Person.objects.create(name="Unsure")
    Membership.objects.create(task_group=group, person=unsure, council=cast.boston)
    expected = expected_at(factories.meeting(cast, body=None, task_group=group))
    assert [(one.name, one.on_behalf_of) for one in expected.members] == [("Councillor", cast.south_holland)]
    assert [(one.name, one.on_behalf_of) for one in expected.unproven] == [("Unsure", cast.boston)]


def test_a_dual_hatted_member_has_capacities_to_choose_from(cast: Cast, meeting: Meeting) -> None:
    Appointment.objects.create(
        person=me(cast), post=cast.portfolio_boston, capacity=Capacity.DEPUTY, starts_on=date(2026, 2, 1)
    )
    [candidate] = expected_at(meeting).members
    assert [capacity_words(one) for one in candidate.seats] == [
        "Performance Monitoring Panel, for South Holland",
        "Portfolio Holder, Boston, Deputy, for Boston",
    ]


def test_a_chairman_with_one_council_and_body_is_not_asked(cast: Cast, meeting: Meeting) -> None:
    Appointment.objects.create(
        person=me(cast), body=cast.panel, capacity=Capacity.CHAIRMAN, starts_on=date(2026, 2, 1),
        on_behalf_of=cast.south_holland,
    )  # fmt: skip
    [candidate] = expected_at(meeting).members
    assert (candidate.seats, candidate.note) == ((), "Chairman")


def test_a_name_is_found_however_it_is_written(cast: Cast) -> None:
    styled = Person.objects.create(name="Ann Example", style="Councillor")
    assert people_named(" councillor  ann example ") == [styled]
    assert people_named("ann example") == [styled]
    assert people_named("Ann Nobody") == []


# ---------------------------------------------------------------- saving the list


def save(meeting: Meeting, cast: Cast, now: datetime, *lines: There) -> list[Attendance]:
    return operations.save_attendance(meeting=meeting, lines=lines, by=cast.officer, at=now)


def test_the_list_is_saved_once_however_often_it_is_sent(cast: Cast, now: datetime, meeting: Meeting) -> None:
    line = There(presence=Presence.PRESENT, person=me(cast))
    assert len(save(meeting, cast, now, line)) == 1
    assert save(meeting, cast, now, line) == []
    row = Attendance.objects.get()
    assert (row.presence, row.version) == (Presence.PRESENT, 1)
    assert history.of(row).values_list("verb", "new").get() == ("note", "present")


def test_a_change_and_its_undoing_leave_their_history(cast: Cast, now: datetime, meeting: Meeting) -> None:
    [row] = save(
        meeting, cast, now, There(presence=Presence.PRESENT, person=me(cast), interest="Item 2: a trustee")
    )
    save(meeting, cast, now, There(presence=Presence.APOLOGIES, person=me(cast), version=1))
    save(meeting, cast, now, There(presence="", person=me(cast), version=2))
    assert not Attendance.objects.exists()
    told = history.story_of(meeting).filter(subject="meetings.attendance", subject_id=row.pk)
    assert [(one.verb, one.old, one.new) for one in told.order_by("number")] == [
        ("note", "", "present"),
        ("change", "present", "apologies"),
        ("remove", "apologies", ""),
    ]
    assert told.order_by("number")[1].details["interest"] == "Item 2: a trustee"


def test_of_two_officers_the_second_overwrites_nothing(cast: Cast, now: datetime, meeting: Meeting) -> None:
    save(meeting, cast, now, There(presence=Presence.PRESENT, person=me(cast)))
    other = member(cast, "Another")
    with pytest.raises(Overtaken):
        save(
            meeting, cast, now,
            There(presence=Presence.PRESENT, person=other),
            There(presence=Presence.APOLOGIES, person=me(cast)),
        )  # fmt: skip
    assert Attendance.objects.get().presence == Presence.PRESENT


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"presence": "asleep"}, "Choose how they were there"),
        ({"presence": Presence.SUBSTITUTE}, "Say for whom"),
        ({"presence": Presence.PRESENT, "interest": "x" * 1001}, "Use 1,000 characters or fewer"),
    ],
)
def test_what_makes_no_sense_is_refused(
    cast: Cast, now: datetime, meeting: Meeting, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        save(meeting, cast, now, There(person=me(cast), **fields))
    assert refusal.value.sentence == sentence
    assert not Attendance.objects.exists()


def test_nobody_is_their_own_substitute_nor_on_the_list_twice(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    known: dict[str, Any] = {"meeting": meeting, "person": me(cast), "by": cast.officer, "at": now}
    with pytest.raises(Refused) as own:
        operations.add_attendance(presence=Presence.SUBSTITUTE, substitute_for=me(cast), **known)
    operations.add_attendance(presence=Presence.PRESENT, **known)
    with pytest.raises(Refused) as twice:
        operations.add_attendance(presence=Presence.WITNESS, **known)
    assert (own.value.sentence, twice.value.sentence) == (
        "Nobody is a substitute for themselves",
        "This person is on the list already. Change the line there",
    )


@pytest.mark.parametrize("status", MeetingStatus.values)
def test_the_list_is_open_until_the_record_is_published(
    cast: Cast, now: datetime, officer: Client, status: str
) -> None:
    meeting = factories.meeting(cast, status=status, status_reason="Snow.")
    is_open = status in {"planned", "agenda_published", "in_progress", "held"}
    sent = {f"p{me(cast).pk}-presence": "present"}
    for path, data in [
        (page(meeting), sent),
        (page(meeting, "add-attendance"), {"presence": "witness", "label": "Head of ICT"}),
    ]:
        assert officer.get(path).status_code == (200 if is_open else 302)
        officer.post(path, data)
    assert Attendance.objects.count() == (2 if is_open else 0)
    if not is_open:
        with pytest.raises(Refused):
            save(meeting, cast, now, There(presence=Presence.APOLOGIES, person=me(cast)))


@pytest.mark.parametrize("who", ["councillor", "holder_boston", "administrator", "stranger"])
def test_nobody_else_notes_who_was_there(cast: Cast, client: Client, meeting: Meeting, who: str) -> None:
    client.force_login(cast.everyone[who])
    for name in ("attendance", "add-attendance"):
        path = page(meeting, name)
        assert (client.get(path).status_code, client.post(path).status_code) == (403, 403)


# ---------------------------------------------------------------- the pages


def test_the_officer_notes_everybody_in_one_form(cast: Cast, officer: Client, meeting: Meeting) -> None:
    reserve = member(cast, "Reserve", capacity=Capacity.SUBSTITUTE)
    absent = member(cast, "Absent")
    sent = {
        f"p{me(cast).pk}-presence": "present",
        f"p{me(cast).pk}-interest": "Item 2: a trustee of the charity",
        f"p{absent.pk}-presence": "apologies",
        f"p{reserve.pk}-presence": "substitute",
        f"p{reserve.pk}-whom": absent.pk,
    }
    assert officer.post(page(meeting), sent)["Location"] == page(meeting)
    rows = Attendance.objects.order_by("person__name")
    assert [(str(one), one.presence, one.substitute_for, one.interest) for one in rows] == [
        ("Absent", "apologies", None, ""),
        ("Councillor", "present", None, "Item 2: a trustee of the charity"),
        ("Reserve", "substitute", absent, ""),
    ]
    expected = officer.get(page(meeting)).context["expected"]
    assert (expected.present, expected.apologies, expected.unrecorded) == (2, 1, 0)


def test_a_dual_hatted_member_is_asked_in_which_capacity(
    cast: Cast, officer: Client, meeting: Meeting
) -> None:
    hat = Appointment.objects.create(
        person=me(cast), body=cast.boston_cabinet, capacity=Capacity.LEADER, starts_on=date(2026, 2, 1),
        on_behalf_of=cast.boston,
    )  # fmt: skip
    key = f"p{me(cast).pk}"
    form = officer.post(page(meeting), {f"{key}-presence": "present"}).context["form"]
    assert form.errors == {f"{key}-seat": ["Choose in which capacity Councillor was there"]}
    assert form[f"{key}-presence"].value() == "present"
    officer.post(page(meeting), {f"{key}-presence": "present", f"{key}-seat": hat.pk})
    row = Attendance.objects.get()
    assert (row.seat, row.on_behalf_of) == (hat, cast.boston)


def test_both_are_shown_when_another_officer_saved_meanwhile(
    cast: Cast, officer: Client, meeting: Meeting, now: datetime
) -> None:
    key = f"p{me(cast).pk}"
    save(meeting, cast, now, There(presence=Presence.APOLOGIES, person=me(cast)))
    answer = officer.post(page(meeting), {f"{key}-presence": "present", f"{key}-version": "0"})
    [row] = answer.context["form"].members
    assert (answer.status_code, row.theirs, row.presence.value()) == (409, "Apologies", "present")
    officer.post(page(meeting), {f"{key}-presence": "present", f"{key}-version": "1"})
    assert Attendance.objects.get().presence == "present"


def test_a_line_that_another_officer_took_off_is_told_of(
    cast: Cast, officer: Client, meeting: Meeting
) -> None:
    answer = officer.post(page(meeting), {"r999-presence": "witness", f"p{me(cast).pk}-presence": "present"})
    assert answer.context["form"].non_field_errors() == [
        "Someone else took a line off the list while you were writing. Look at the list again, then save."
    ]
    assert not Attendance.objects.exists()


def test_a_witness_is_named_as_on_record_or_by_role(cast: Cast, officer: Client, meeting: Meeting) -> None:
    add = page(meeting, "add-attendance")
    sent = {"presence": "witness", "person": "Nobody Known", "interest": "None"}
    form = officer.post(add, sent).context["form"]
    assert form.errors == {
        "person": [
            "No one of that name is on record. Check the spelling, or leave it empty and give the role below"
        ]
    }
    assert (form["person"].value(), form["interest"].value()) == ("Nobody Known", "None")
    for _ in range(2):  # sent twice, stored once
        officer.post(add, {"presence": "witness", "label": "Head of ICT"})
    officer.post(add, {"presence": "in_attendance", "person": "portfolio holder, boston"})
    rows = Attendance.objects.order_by("pk")
    assert [(str(one), one.presence) for one in rows] == [
        ("Head of ICT", "witness"),
        ("Portfolio Holder, Boston", "in_attendance"),
    ]
    assert rows[1].on_behalf_of == cast.boston


def test_somebody_who_is_added_and_has_two_hats_is_asked_too(
    cast: Cast, officer: Client, meeting: Meeting
) -> None:
    add = page(meeting, "add-attendance")
    assert cast.holder_boston.person is not None
    other = Appointment.objects.create(
        person=cast.holder_boston.person, body=cast.other_panel, capacity=Capacity.MEMBER,
        on_behalf_of=cast.east_lindsey, starts_on=date(2026, 1, 1),
    )  # fmt: skip
    sent = {"presence": "witness", "person": "Portfolio Holder, Boston"}
    form = officer.post(add, sent).context["form"]
    assert form.errors == {"seat": ["Choose in which capacity Portfolio Holder, Boston was there"]}
    officer.post(add, sent | {"seat": other.pk})
    row = Attendance.objects.get()
    assert (row.seat, row.on_behalf_of) == (other, cast.east_lindsey)


def test_the_list_asks_as_many_questions_with_1_and_30_members(
    cast: Cast, officer: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    officer.get(page(meeting))
    with django_assert_max_num_queries(20) as few:
        officer.get(page(meeting))
    for number in range(29):
        person = member(cast, f"Member {number}")
        Attendance.objects.create(meeting=meeting, person=person, presence="present")
        Attendance.objects.create(meeting=meeting, label=f"Officer {number}", presence="in_attendance")
    with django_assert_max_num_queries(20) as many:
        officer.get(page(meeting))
    assert len(many) == len(few)
