"""The officer convenes a group on its pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from task_groups import operations
from task_groups.enums import TaskGroupStatus
from task_groups.models import LineOfEnquiry, Membership, SeatsWanted, TaskGroup, Witness
from tests.cast import Cast
from tests.strategies.reading import words
from tests.task_groups.props import BY_THE_PORTAL, person

OTHERS = ["councillor", "holder_boston", "responsible_boston", "administrator", "stranger"]


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    made = operations.convene(
        partnership=cast.partnership, title="New group", slug="new", scope="Does it work?", **BY_THE_PORTAL
    )
    for council in cast.councils:
        operations.want_seats(group=made, council=council, **BY_THE_PORTAL)
    return made


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def to(name: str, *args: Any) -> str:
    return reverse(f"task_groups:{name}", args=["new", *args])


def of_seats(cast: Cast, **fields: str) -> dict[str, str]:
    """The form of seats as it is shown: two members and a reserve from each council."""
    shown = {"members": "2", "reserves": "1", "version": "1"}
    return {f"{name}_{one.pk}": value for one in cast.councils for name, value in shown.items()} | fields


def test_the_officer_sets_the_seats(officer: Client, group: TaskGroup, cast: Cast) -> None:
    members = f"members_{cast.boston.pk}"
    response = officer.post(to("seats"), of_seats(cast, **{members: "3"}), follow=True)
    assert "The seats are saved." in response.content.decode()
    assert "Boston 3 members and 1 reserve are still to be named." in words(response)
    late = officer.post(to("seats"), of_seats(cast, **{members: "4"}))
    assert late.status_code == 409
    assert 'value="4"' in late.content.decode()
    assert "Nothing of yours was saved. Look again and decide." in words(late)
    again = {**of_seats(cast, **{members: "4"}), f"version_{cast.boston.pk}": "2"}
    assert officer.post(to("seats"), again).status_code == 302
    assert SeatsWanted.objects.get(council=cast.boston).members == 4


@pytest.mark.parametrize("number", ["", "-1", "21", "many"])
def test_a_number_of_seats_is_a_number(officer: Client, group: TaskGroup, cast: Cast, number: str) -> None:
    page = officer.post(to("seats"), of_seats(cast, **{f"members_{cast.boston.pk}": number}))
    assert "Enter a number from 0 to 20" in words(page)
    assert set(SeatsWanted.objects.values_list("members", flat=True)) == {2}


def test_the_officer_names_who_takes_a_seat(officer: Client, group: TaskGroup, cast: Cast) -> None:
    able = person("A. Able", "Councillor")
    form = officer.get(f"{to('name-member')}?council=boston&role=reserve").content.decode()
    assert f'<option value="{cast.boston.pk}" selected>' in form
    sent = {"person": "A. Able", "council": cast.boston.pk, "role": "chairman"}
    assert officer.post(to("name-member"), sent).url == "/reviews/new/#members"  # type: ignore[attr-defined]
    page = words(officer.get(group.get_absolute_url()))
    assert (
        "1 of 6 members and 0 of 3 reserves are named. East Lindsey and South Holland have no member yet."
        in page
    )
    assert "Councillor A. Able, Chairman Change the seat of Councillor A. Able" in page
    assert Membership.objects.get().person == able


def test_a_name_that_is_not_on_record_is_added_only_when_that_is_said(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    sent = {"person": "B. Baker", "council": cast.boston.pk, "role": "reserve"}
    page = words(officer.post(to("name-member"), sent))
    assert "No one of that name is on record. Check the spelling, or tick that the name is new" in page
    assert officer.post(to("name-member"), {**sent, "is_new": "on"}).status_code == 302
    assert str(Membership.objects.get().person) == "Councillor B. Baker"
    page = words(officer.post(to("name-member"), sent))
    assert "Councillor B. Baker is a member of the group already." in page


def test_two_people_of_one_name_are_told_apart_by_their_title(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    person("C. Carter", "Councillor")
    person("C. Carter")
    sent = {"person": "C. Carter", "council": cast.boston.pk, "role": "member"}
    page = words(officer.post(to("name-member"), sent))
    assert "Several people on record have that name. Add the title before it" in page
    assert officer.post(to("name-member"), {**sent, "person": "Councillor C. Carter"}).status_code == 302


def test_a_seat_becomes_free_and_says_so(officer: Client, group: TaskGroup, cast: Cast) -> None:
    seat = operations.add_member(
        group=group, person=person("A. Able", "Councillor"), council=cast.boston, **BY_THE_PORTAL
    )
    path, sent = to("change-member", seat.pk), {"version": "1", "role": "member", "ends_on": "2 April 2023"}
    assert "Councillor A. Able, on behalf of Boston: member now." in words(officer.get(path))
    assert "Say why the seat becomes free. The reason is published" in words(officer.post(path, sent))
    assert officer.post(path, {**sent, "reason": "Moved away."}).status_code == 302
    late = officer.post(path, {**sent, "role": "reserve", "reason": "Mine."})
    assert late.status_code == 409
    page = words(Client().get(group.get_absolute_url()))
    assert "Left the group: Councillor A. Able (Boston), last day 2 April 2023." in page
    assert officer.get(to("change-member", 999)).status_code == 404


def test_a_question_is_asked_and_put_better(officer: Client, group: TaskGroup) -> None:
    form = officer.get(f"{to('add-line')}?again=Who+pays%3F").content.decode()
    assert "Who pays?</textarea>" in form
    assert officer.post(to("add-line"), {"text": "Who pays?"}).status_code == 302
    line = LineOfEnquiry.objects.get()
    changed = {"text": "Who pays for it?", "version": "1"}
    assert officer.post(to("edit-line", line.pk), changed).status_code == 302
    late = officer.post(to("edit-line", line.pk), {"text": "Who gains?", "version": "1"})
    assert late.status_code == 409
    assert "It reads now: Who pays for it?" in words(late)
    assert "Lines of enquiry Who pays for it? Add" not in words(Client().get(group.get_absolute_url()))
    assert "Lines of enquiry Who pays for it?" in words(Client().get(group.get_absolute_url()))


def test_a_witness_is_named(officer: Client, group: TaskGroup) -> None:
    sent = {"person": "K. Kemp", "is_new": "on", "role_title": "Head of ICT"}
    assert officer.post(to("name-witness"), sent).status_code == 302
    assert str(Witness.objects.get()) == "K. Kemp, Head of ICT"
    assert "Witnesses K. Kemp, Head of ICT" in words(Client().get(group.get_absolute_url()))


def says(council: str, **fields: str) -> dict[str, str]:
    """The form of what a council says to the scope."""
    sent = {"version": "0", "verdict": "agreed", "said_by": f"Panel of {council}", "said_on": "2 April 2023"}
    return sent | fields


def test_the_group_goes_on_step_by_step(officer: Client, group: TaskGroup) -> None:
    agree = '/reviews/new/move/agree_scope/"'
    page = officer.get(group.get_absolute_url())
    assert agree not in page.content.decode()
    assert (
        "Next: Each council agrees the scope. Missing for it: 0 of 3 councils have agreed the scope. "
        "Still to agree it: Boston, East Lindsey and South Holland. Go on without every council"
        in words(page)
    )
    assert officer.post(to("move", "agree_scope"), follow=True).status_code == 200
    assert TaskGroup.objects.get().status == TaskGroupStatus.PROPOSED
    for council in ("boston", "east-lindsey", "south-holland"):
        assert officer.post(to("scope-answer", council), says(council)).status_code == 302
    page = officer.get(group.get_absolute_url())
    assert agree in page.content.decode()
    assert "All 3 councils have agreed the scope." in words(page)
    assert "Begin to gather evidence" not in words(page)
    for name in ("agree_scope", "start_gathering", "start_drafting"):
        assert officer.post(to("move", name)).url == group.get_absolute_url()  # type: ignore[attr-defined]
    assert TaskGroup.objects.get().status == TaskGroupStatus.DRAFTING
    assert officer.post(to("move", "report")).status_code == 403
    report = operations.add_report(group=group, title="Report", slug="report", **BY_THE_PORTAL)
    operations.publish_report(report=report, **BY_THE_PORTAL)
    for name in ("report", "close"):
        assert officer.post(to("move", name)).status_code == 302
    assert TaskGroup.objects.get().status == TaskGroupStatus.CLOSED
    assert officer.post(to("move", "disband")).status_code == 404


def test_a_scope_that_is_not_written_cannot_be_agreed(officer: Client, group: TaskGroup) -> None:
    TaskGroup.objects.update(scope="")
    page = words(officer.get(group.get_absolute_url()))
    assert "Missing for it: The scope is not written." in page
    assert officer.post(to("move", "agree_scope")).status_code == 403
    assert officer.get(to("go-on")).status_code == 403
    page = words(officer.post(to("scope-answer", "boston"), says("boston")))
    assert "Write the scope first. Then the councils can agree it." in page


def test_nobody_else_convenes_and_nobody_after_the_report(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    pages = [to(name) for name in ("seats", "name-member", "add-line", "name-witness")]
    pages.append(reverse("recommendations:review-scope", args=["new"]))
    pages.append(reverse("meetings:group-dates", args=["new"]))
    assert [officer.get(path).status_code for path in pages] == [200] * 6
    for who in OTHERS:
        other = Client()
        other.force_login(cast.everyone[who])
        assert [other.get(path).status_code for path in pages] == [403] * 6, who
        assert "Name a member" not in words(other.get(group.get_absolute_url()))
    TaskGroup.objects.update(status=TaskGroupStatus.REPORTED)
    assert [officer.get(path).status_code for path in pages] == [403] * 6
    assert [officer.get(path.replace("/new/", "/none/")).status_code for path in pages] == [404] * 6
