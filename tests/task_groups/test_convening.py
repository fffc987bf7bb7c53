"""Filling the seats of a group, writing its scope, and asking its questions."""

from datetime import date
from typing import Any

import pytest

from core import history
from core.refusals import Overtaken, Refused
from councils.models import Council, Partnership, Person
from task_groups import operations, queries
from task_groups.enums import MemberRole, TaskGroupStatus
from task_groups.models import Membership, SeatsWanted, TaskGroup
from task_groups.operations import Wanted
from tests.cast import TODAY, Cast, sit
from tests.task_groups.props import BY_THE_PORTAL, LOADED, person


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A group that wants two members and a reserve from Boston and from East Lindsey."""
    made = operations.convene(
        partnership=cast.partnership, title="New group", slug="new", scope="Does it work?", **BY_THE_PORTAL
    )
    for council in (cast.boston, cast.east_lindsey):
        operations.want_seats(group=made, council=council, **BY_THE_PORTAL)
    return made


@pytest.fixture
def known(cast: Cast) -> dict[str, Any]:
    return {"by": cast.officer, "at": LOADED}


def named(group: TaskGroup, council: Council, name: str, cast: Cast, **fields: Any) -> Membership:
    return operations.name_member(
        group=group, council=council, new_name=name, by=cast.officer, at=LOADED, **fields
    )


def elsewhere() -> Council:
    """A council of another partnership."""
    other = Partnership.objects.create(name="Another", short_name="A", slug="another")
    return Council.objects.create(partnership=other, code="X", slug="x", name="X", short_name="X")


def seats_now() -> list[Any]:
    return list(SeatsWanted.objects.values_list("council__short_name", "members", "reserves", "version"))


def test_seats_change_council_by_council(group: TaskGroup, cast: Cast, known: dict[str, Any]) -> None:
    seats = [
        Wanted(cast.boston, 3, 1, version=1),
        Wanted(cast.east_lindsey, 2, 1, version=1),
        Wanted(cast.south_holland, 1, 0),
    ]
    changed = operations.change_seats(group=group, seats=seats, **known)
    assert [one.council.short_name for one in changed] == ["Boston", "South Holland"]
    assert seats_now() == [("Boston", 3, 1, 2), ("East Lindsey", 2, 1, 1), ("South Holland", 1, 0, 1)]
    entry = history.latest(changed[0])
    assert entry is not None
    assert (entry.verb, entry.old, entry.new, entry.public) == ("want_seats", "2 and 1", "3 and 1", True)


def test_seats_that_somebody_changed_meanwhile_stay(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    operations.change_seats(group=group, seats=[Wanted(cast.boston, 3, 1, version=1)], **known)
    late = [Wanted(cast.east_lindsey, 5, 5, version=1), Wanted(cast.boston, 4, 1, version=1)]
    with pytest.raises(Overtaken):
        operations.change_seats(group=group, seats=late, **known)
    with pytest.raises(Overtaken):
        operations.change_seats(group=group, seats=[Wanted(cast.boston, 4, 1)], **known)
    assert seats_now() == [("Boston", 3, 1, 2), ("East Lindsey", 2, 1, 1)]


def test_seats_are_for_councils_of_the_partnership_and_not_too_many(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="Choose a council of the partnership"):
        operations.change_seats(group=group, seats=[Wanted(elsewhere(), 1, 1)], **known)
    with pytest.raises(Refused, match="At most 20 seats are for one council"):
        operations.change_seats(group=group, seats=[Wanted(cast.boston, 21, 1, version=1)], **known)


def test_a_seat_goes_to_somebody_on_record_or_new_to_it(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    able = person("A. Able", "Councillor")
    old = operations.name_member(group=group, council=cast.boston, person=able, **known)
    new = named(group, cast.boston, "B. Baker", cast, role=MemberRole.RESERVE, starts_on=date(2026, 4, 1))
    assert [str(old.person), str(new.person)] == ["Councillor A. Able", "Councillor B. Baker"]
    assert (new.role, new.starts_on) == (MemberRole.RESERVE, date(2026, 4, 1))
    added = history.latest(new.person)
    assert added is not None
    assert added.verb == "add"


def test_a_seat_needs_a_name_of_the_partnership_once(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="Say who takes the seat"):
        named(group, cast.boston, " ", cast)
    with pytest.raises(Refused, match="Choose a council of the partnership"):
        named(group, elsewhere(), "A. Able", cast)
    named(group, cast.boston, "A. Able", cast, role=MemberRole.CHAIRMAN)
    with pytest.raises(Refused, match=r"Councillor A\. Able is already on the list of people"):
        named(group, cast.boston, "A. Able", cast)
    with pytest.raises(Refused, match="The group has a chairman already"):
        named(group, cast.boston, "B. Baker", cast, role=MemberRole.CHAIRMAN)
    assert list(Person.objects.filter(style="Councillor").values_list("name", flat=True)) == ["A. Able"]


def test_a_reserve_takes_the_seat_that_became_free(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    first = named(group, cast.boston, "A. Able", cast, role=MemberRole.CHAIRMAN, starts_on=date(2026, 1, 8))
    reserve = named(group, cast.boston, "B. Baker", cast, role=MemberRole.RESERVE)
    with pytest.raises(Refused, match="The group has a chairman already"):
        operations.change_member(membership=reserve, version=1, role=MemberRole.CHAIRMAN, **known)
    leaving: dict[str, Any] = {"membership": first, "version": 1, "role": MemberRole.CHAIRMAN, **known}
    with pytest.raises(Refused, match="Say why the seat becomes free"):
        operations.change_member(ends_on=date(2026, 4, 30), **leaving)
    with pytest.raises(Refused, match="The last day must not be before the first"):
        operations.change_member(ends_on=date(2026, 1, 7), reason="Moved.", **leaving)
    operations.change_member(ends_on=date(2026, 4, 30), reason="Moved.", **leaving)
    operations.change_member(membership=reserve, version=1, role=MemberRole.CHAIRMAN, **known)
    story = history.story_of(group).filter(verb__in=["leave", "change_role"]).order_by("number")
    assert list(story.values_list("verb", "old", "new", "reason", "public")) == [
        ("leave", "chairman", "chairman", "Moved.", True),
        ("change_role", "reserve", "chairman", "", True),
    ]
    with pytest.raises(Overtaken):
        operations.change_member(membership=reserve, version=1, role=MemberRole.MEMBER, **known)
    convening = queries.convening_of(group, on=date(2026, 5, 1))
    assert [str(one.person) for one in convening.left] == ["Councillor A. Able"]
    assert convening.members_named == 1
    assert queries.convening_of(group, on=date(2026, 4, 30)).members_named == 2


def test_the_seats_say_who_is_missing(group: TaskGroup, cast: Cast) -> None:
    begun = queries.convening_of(group, on=TODAY)
    assert begun.named_words == "No member is named yet: 4 members and 2 reserves are wanted from 2 councils."
    assert begun.missing_words == ""
    named(group, cast.boston, "A. Able", cast)
    later = queries.convening_of(group, on=TODAY)
    assert later.named_words == "1 of 4 members and 0 of 2 reserves are named."
    assert later.missing_words == "East Lindsey has no member yet."
    assert [one.still_wanted for one in later.seats] == [
        "1 member and 1 reserve are still to be named",
        "2 members and 1 reserve are still to be named",
    ]
    assert later.warnings == [
        "Boston has no reserve.",
        "East Lindsey has no member on the group.",
        "The group has no chairman.",
    ]


def test_a_full_group_warns_of_nothing(group: TaskGroup, cast: Cast) -> None:
    for council in (cast.boston, cast.east_lindsey):
        for role in (MemberRole.MEMBER, MemberRole.CHAIRMAN, MemberRole.RESERVE):
            if role != MemberRole.CHAIRMAN or council == cast.boston:
                named(group, council, f"{role} {council.slug}", cast, role=role)
    named(group, cast.east_lindsey, "Another", cast)
    convening = queries.convening_of(group, on=TODAY)
    assert convening.warnings == []
    assert convening.named_words == "4 of 4 members and 2 of 2 reserves are named."
    assert [one.still_wanted for one in convening.seats] == ["", ""]


def test_who_is_in_that_councils_executive_is_warned_of(group: TaskGroup, cast: Cast) -> None:
    """By a portfolio or a seat on its Cabinet, on the day, of the council they sit for: nobody else."""
    holder, member, other = cast.holder_boston.person, cast.councillor.person, cast.stranger.person
    assert holder
    assert member
    assert other
    sit(cast.councillor, cast.boston_cabinet, cast.boston)
    sit(cast.stranger, cast.boston_cabinet, cast.boston, since=date(2027, 1, 1))
    for one in (holder, member, other):
        operations.add_member(group=group, person=one, council=cast.boston, **BY_THE_PORTAL)
    elsewhere_in_office = cast.holder_south_holland.person
    assert elsewhere_in_office
    operations.add_member(group=group, person=elsewhere_in_office, council=cast.east_lindsey, **BY_THE_PORTAL)
    warnings = queries.convening_of(group, on=TODAY).warnings
    assert [one for one in warnings if "executive" in one] == [
        f"{one} is in the executive of Boston ({place}). Scrutiny is done by councillors who are not in the executive."
        for one, place in [(member, "Cabinet"), (holder, "Portfolio Holder, Boston")]
    ]


def test_a_scope_is_changed_with_a_reason_once_it_is_agreed(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="Say what the group looks at"):
        operations.edit_scope(group=group, version=1, scope=" ", **known)
    operations.edit_scope(group=group, version=1, scope="Does it work well?", **known)
    operations.move_group(group=group, move="agree_scope", reason="In May.", **known)
    with pytest.raises(Refused, match=r"The scope is agreed\. Say why it changes"):
        operations.edit_scope(group=group, version=3, scope="Does it work at all?", **known)
    operations.edit_scope(group=group, version=3, scope="Does it work at all?", reason="New facts.", **known)
    with pytest.raises(Overtaken):
        operations.edit_scope(group=group, version=3, scope="Mine", reason="Mine.", **known)
    assert TaskGroup.objects.get().scope == "Does it work at all?"
    entry = history.latest(group)
    assert entry is not None
    assert (entry.verb, entry.reason, entry.details) == (
        "edit_scope",
        "New facts.",
        {"old": "Does it work well?", "new": "Does it work at all?"},
    )


def test_questions_come_one_after_the_other_and_can_be_put_better(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    first = operations.ask(group=group, text="Who pays?", **known)
    second = operations.ask(group=group, text="Who gains?", **known)
    operations.edit_line(line=first, version=1, text="Who pays for it?", **known)
    assert [(one.position, one.text) for one in group.lines_of_enquiry.all()] == [
        (1, "Who pays for it?"),
        (2, "Who gains?"),
    ]
    with pytest.raises(Overtaken):
        operations.edit_line(line=first, version=1, text="Mine", **known)
    with pytest.raises(Refused, match="Say what the group wants to know"):
        operations.edit_line(line=second, version=1, text=" ", **known)
    with pytest.raises(Refused, match="Say what the group wants to know"):
        operations.ask(group=group, text=" ", **known)


def test_a_witness_has_a_name_and_a_role(group: TaskGroup, cast: Cast, known: dict[str, Any]) -> None:
    heard = operations.name_witness(group=group, new_name="K. Kemp", role_title="Head of ICT", **known)
    assert str(heard) == "K. Kemp, Head of ICT"
    with pytest.raises(Refused, match="is a witness already"):
        operations.name_witness(group=group, person=heard.person, role_title="Head of ICT", **known)
    with pytest.raises(Refused, match="Say what the witness does"):
        operations.name_witness(group=group, new_name="L. Lamb", role_title=" ", **known)
    with pytest.raises(Refused, match="Say who is heard"):
        operations.name_witness(group=group, new_name=" ", role_title="Head of ICT", **known)


@pytest.mark.parametrize("status", [TaskGroupStatus.REPORTED, TaskGroupStatus.CLOSED])
def test_a_group_that_has_reported_stays_as_it_was(
    group: TaskGroup, cast: Cast, known: dict[str, Any], status: TaskGroupStatus
) -> None:
    seat = named(group, cast.boston, "A. Able", cast)
    line = operations.ask(group=group, text="Who pays?", **known)
    TaskGroup.objects.update(status=status)
    tries: list[Any] = [
        lambda: operations.change_seats(group=group, seats=[], **known),
        lambda: named(group, cast.boston, "B. Baker", cast),
        lambda: operations.change_member(membership=seat, version=1, role=MemberRole.RESERVE, **known),
        lambda: operations.edit_scope(group=group, version=1, scope="More", **known),
        lambda: operations.ask(group=group, text="More?", **known),
        lambda: operations.edit_line(line=line, version=1, text="More?", **known),
        lambda: operations.name_witness(group=group, new_name="K. Kemp", role_title="Expert", **known),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match=r"This group has reported\. What it was stays as it is"):
            attempt()


def test_people_are_found_by_name_with_or_without_their_title(cast: Cast) -> None:
    able = person("A. Able", "Councillor")
    assert queries.people_named("a. able") == [able]
    assert queries.people_named(" Councillor  A. Able ") == [able]
    assert queries.people_named("Able") == []
    assert queries.people_named("") == []
    same = person("A. Able")
    assert queries.people_named("A. Able") == [able, same]
