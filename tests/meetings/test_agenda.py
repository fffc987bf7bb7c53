"""Stories of the agenda: its items, their order, what stands on every one, and what is carried over."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings import operations
from meetings.enums import MeetingStatus, StandingKind
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.queries import (
    earlier_items,
    items_to_carry,
    items_visible_to,
    next_meeting_of,
    standing_items_missing,
)
from tests import factories
from tests.cast import TODAY, Cast
from tests.stage import outcome

NEXT = date(2026, 6, 9)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.PLANNED)


@pytest.fixture
def following(cast: Cast) -> Meeting:
    return factories.meeting(cast, slug="2026-06-09", held_on=NEXT, status=MeetingStatus.PLANNED)


def order(meeting: Meeting) -> list[tuple[str, str]]:
    """The agenda as it stands: number and title of each item that is on it."""
    return [(one.number, one.title) for one in meeting.items.order_by("position") if one.withdrawn_at is None]


def three(meeting: Meeting) -> list[AgendaItem]:
    return [factories.item(meeting, title=title) for title in ("Apologies", "Minutes", "Parking")]


def move(item: AgendaItem, to: int, cast: Cast, now: datetime) -> None:
    version = Meeting.objects.get(pk=item.meeting_id).version
    operations.move_item(item=item, to=to, version=version, by=cast.officer, at=now)


@pytest.mark.parametrize(
    ("which", "to", "titles"),
    [
        (2, 1, ["Parking", "Apologies", "Minutes"]),
        (0, 2, ["Minutes", "Apologies", "Parking"]),
        (0, 99, ["Minutes", "Parking", "Apologies"]),
        (1, 0, ["Minutes", "Apologies", "Parking"]),
    ],
)
def test_items_move_and_plain_numbers_follow(
    cast: Cast, now: datetime, meeting: Meeting, which: int, to: int, titles: list[str]
) -> None:
    move(three(meeting)[which], to, cast, now)
    assert order(meeting) == list(zip("123", titles, strict=True))


def test_a_lettered_number_stays_with_its_item(cast: Cast, now: datetime, meeting: Meeting) -> None:
    items = three(meeting)
    AgendaItem.objects.filter(pk=items[1].pk).update(number="1a")
    AgendaItem.objects.filter(pk=items[2].pk).update(number="2")
    move(items[2], 1, cast, now)
    assert order(meeting) == [("1", "Parking"), ("2", "Apologies"), ("1a", "Minutes")]


def test_moving_leaves_a_row_and_moving_nowhere_leaves_none(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    item = three(meeting)[2]
    move(item, 1, cast, now)
    entry = history.latest(item)
    assert entry is not None
    assert (entry.verb, entry.details, entry.trail_id) == ("reorder", {"from": 3, "to": 1}, meeting.pk)
    move(item, 1, cast, now)
    assert history.of(item).count() == 1


def test_two_officers_move_items_and_the_second_looks_again(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    items, seen = three(meeting), meeting.version
    operations.move_item(item=items[2], to=1, version=seen, by=cast.officer, at=now)
    with pytest.raises(Overtaken) as refusal:
        operations.move_item(item=items[0], to=3, version=seen, by=cast.second_officer, at=now)
    assert refusal.value.sentence == (
        "Someone else changed this agenda meanwhile. Nothing was moved. Look at the order again."
    )
    assert [title for _, title in order(meeting)] == ["Parking", "Apologies", "Minutes"]


def test_the_order_of_a_closed_agenda_stays(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    with pytest.raises(Refused):
        move(three(meeting)[2], 1, cast, now)


def edit(item: AgendaItem, cast: Cast, now: datetime, **words: Any) -> AgendaItem:
    said: dict[str, Any] = {"version": 1, "title": item.title, "openness": item.openness} | words
    return operations.edit_item(item=item, by=cast.officer, at=now, **said)


def test_an_item_is_changed_and_the_history_says_what_not_the_words(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    item = factories.item(meeting)
    edit(item, cast, now, title="Car parks", presenter="Head of service", introduction="To note.")
    item.refresh_from_db()
    assert (item.title, item.presenter, item.introduction, item.number) == (
        "Car parks",
        "Head of service",
        "To note.",
        "1",
    )
    entry = history.latest(item)
    assert entry is not None
    assert (entry.verb, entry.details, entry.public) == (
        "edit",
        {"changed": ["introduction", "presenter", "title"]},
        False,
    )


def test_two_officers_change_an_item_and_the_second_is_told(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    item = factories.item(meeting)
    edit(item, cast, now, title="Car parks")
    with pytest.raises(Overtaken):
        edit(item, cast, now, title="Bins")
    assert order(meeting) == [("1", "Car parks")]


def test_opening_an_exempt_item_needs_a_reason(cast: Cast, now: datetime, meeting: Meeting) -> None:
    item = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    with pytest.raises(Refused) as refusal:
        edit(item, cast, now, openness=Openness.OPEN)
    assert refusal.value.field == "reason"
    edit(item, cast, now, openness=Openness.OPEN, reason="The contract is signed")
    entry = history.latest(item)
    assert entry is not None
    assert (entry.old, entry.new, entry.reason) == ("exempt", "open", "The contract is signed")


def test_an_item_follows_up_one_of_an_earlier_meeting_of_the_same_body(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    earlier = factories.item(meeting, title="Telephony")
    made = operations.add_item(
        meeting=following,
        title="Telephony again",
        openness="open",
        follows_up=earlier,
        by=cast.officer,
        at=now,
    )
    [view] = items_visible_to(cast.officer, following, on=TODAY)
    assert view.follows_up is not None
    assert (view.follows_up.words, view.follows_up.title) == ("14 April 2026, item 1", "Telephony")
    elsewhere = factories.item(factories.meeting(cast, body=cast.other_panel, held_on=date(2026, 1, 6)))
    for wrong in (elsewhere, made):
        with pytest.raises(Refused) as refusal:
            edit(made, cast, now, follows_up=wrong)
        assert refusal.value.field == "follows_up"


def test_an_unpublished_agenda_is_not_linked_for_anyone_else(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    secret = factories.item(meeting, title="Not public yet")
    later = factories.meeting(cast, slug="2026-06-09", held_on=NEXT)
    factories.item(later, title="Open", follows_up=secret, carried_from=secret)
    [seen] = items_visible_to(cast.stranger, later, on=TODAY)
    assert (seen.follows_up, seen.carried_from) == (None, None)
    [seen] = items_visible_to(cast.officer, later, on=TODAY)
    assert (seen.follows_up is None, seen.carried_from is None) == (False, False)


def test_an_exempt_item_that_is_linked_shows_its_neutral_title(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.AGENDA_PUBLISHED)
    secret = factories.item(
        meeting, title="Zq bidder", openness=Openness.EXEMPT, exempt_paragraph=3, public_title="A contract"
    )
    later = factories.meeting(cast, slug="2026-06-09", held_on=NEXT)
    factories.item(later, follows_up=secret)
    titles = []
    for reader in (cast.stranger, cast.councillor):
        [seen] = items_visible_to(reader, later, on=TODAY)
        assert seen.follows_up is not None
        titles.append(seen.follows_up.title)
    assert titles == ["A contract", "Zq bidder"]


def test_items_of_the_last_twelve_meetings_are_offered_to_follow_up(cast: Cast, following: Meeting) -> None:
    for number in range(13):
        held = factories.meeting(
            cast, slug=f"m{number}", held_on=date(2025, 1 + number % 12, 1 + number // 12 * 20)
        )
        factories.item(held, title=f"{held.held_on}")
    offered = [one.title for one in earlier_items(following)]
    assert (len(offered), offered[0]) == (12, "2025-12-01")
    assert "2025-01-01" not in offered


def test_before_anyone_could_read_the_agenda_an_item_just_goes(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    items = three(meeting)
    operations.take_off_item(item=items[0], version=1, by=cast.officer, at=now)
    assert order(meeting) == [("1", "Minutes"), ("2", "Parking")]
    assert AgendaItem.objects.count() == 2
    assert [entry.verb for entry in history.of(items[0])] == ["take_off"]


def test_off_a_public_agenda_an_item_stays_with_its_reason(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast)
    items = three(meeting)
    with pytest.raises(Refused) as refusal:
        operations.take_off_item(item=items[1], version=1, by=cast.officer, at=now)
    assert refusal.value.field == "reason"
    operations.take_off_item(item=items[1], version=1, reason="Not ready", by=cast.officer, at=now)
    assert order(meeting) == [("1", "Apologies"), ("3", "Parking")]
    assert AgendaItem.objects.get(pk=items[1].pk).withdrawn_reason == "Not ready"
    with pytest.raises(Refused):
        move(items[1], 1, cast, now)


def test_an_item_with_a_log_stays(cast: Cast, now: datetime) -> None:
    item = factories.item(factories.meeting(cast))
    outcome(item, cast)
    with pytest.raises(Refused) as refusal:
        operations.take_off_item(item=item, version=1, reason="No", by=cast.officer, at=now)
    assert refusal.value.sentence == "This item has entries in the log, so it stays on the agenda."


def test_an_item_that_others_refer_to_stays(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    item = factories.item(meeting)
    factories.item(following, follows_up=item)
    with pytest.raises(Refused) as refusal:
        operations.take_off_item(item=item, version=1, by=cast.officer, at=now)
    assert refusal.value.sentence == "Papers or other items refer to this item, so it stays on the agenda."


def stand(cast: Cast, now: datetime, title: str, kind: str = StandingKind.PLAIN) -> StandingItem:
    return operations.add_standing_item(body=cast.panel, title=title, kind=kind, by=cast.officer, at=now)


def test_standing_items_stand_on_each_agenda_planned_from_then_on(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    stand(cast, now, "Apologies")
    stand(cast, now, "Minutes", StandingKind.MINUTES)
    plan: dict[str, Any] = {"slug": "new", "held_on": NEXT, "by": cast.officer, "at": now}
    made = operations.plan_meeting(body=cast.panel, standing_items=True, **plan)
    other = operations.plan_meeting(body=cast.other_panel, standing_items=True, **plan)
    assert (order(made), order(other), order(meeting)) == ([("1", "Apologies"), ("2", "Minutes")], [], [])
    assert [one.standing for one in made.items.order_by("position")] == ["", "minutes"]


def test_missing_standing_items_are_added_once_after_what_is_there(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    factories.item(meeting, title="Parking")
    stand(cast, now, "Apologies")
    assert standing_items_missing(meeting)
    for _ in range(2):
        operations.add_standing_items(meeting=meeting, by=cast.officer, at=now)
    assert order(meeting) == [("1", "Parking"), ("2", "Apologies")]
    assert not standing_items_missing(meeting)


def test_one_agenda_is_filled_once_with_the_same(cast: Cast, now: datetime) -> None:
    first, plain = stand(cast, now, "Minutes", StandingKind.MINUTES), stand(cast, now, "Apologies")
    stand(cast, now, "Questions")
    with pytest.raises(Refused) as refusal:
        stand(cast, now, "Minutes again", StandingKind.MINUTES)
    assert refusal.value.field == "kind"
    with pytest.raises(Refused):
        operations.edit_standing_item(
            standing=plain, version=1, title="Minutes", kind=StandingKind.MINUTES, by=cast.officer, at=now
        )
    operations.take_off_standing_item(standing=first, version=1, by=cast.officer, at=now)
    stand(cast, now, "Minutes again", StandingKind.MINUTES)


def test_standing_items_move_unless_their_order_is_another_by_now(cast: Cast, now: datetime) -> None:
    first, second, third = (stand(cast, now, title) for title in ("A", "B", "C"))
    seen = f"{first.pk},{second.pk},{third.pk}"
    operations.move_standing_item(standing=third, to=1, seen=seen, by=cast.officer, at=now)
    assert list(StandingItem.objects.values_list("title", "position")) == [("C", 1), ("A", 2), ("B", 3)]
    with pytest.raises(Overtaken):
        operations.move_standing_item(standing=first, to=3, seen=seen, by=cast.officer, at=now)


def test_a_standing_item_taken_off_leaves_no_gap_and_agendas_keep_it(
    cast: Cast, now: datetime, meeting: Meeting
) -> None:
    first = stand(cast, now, "Apologies")
    stand(cast, now, "Minutes")
    operations.add_standing_items(meeting=meeting, by=cast.officer, at=now)
    operations.take_off_standing_item(standing=first, version=1, by=cast.officer, at=now)
    active = StandingItem.objects.filter(is_active=True).values_list("title", "position")
    assert list(active) == [("Minutes", 1)]
    assert order(meeting) == [("1", "Apologies"), ("2", "Minutes")]
    with pytest.raises(Refused):
        operations.take_off_standing_item(standing=first, version=2, by=cast.officer, at=now)


def carry(
    meeting: Meeting, to: Meeting, items: list[AgendaItem], cast: Cast, now: datetime
) -> list[AgendaItem]:
    chosen = [one.pk for one in items]
    return operations.carry_over(meeting=meeting, items=chosen, to=to, by=cast.officer, at=now)


def test_items_go_to_the_next_meeting_in_one_step_and_say_where_they_came_from(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    factories.item(following, title="Bins")
    items = three(meeting)
    assert next_meeting_of(meeting) == following
    made = carry(meeting, following, [items[2], items[0]], cast, now)
    assert order(following) == [("1", "Bins"), ("2", "Apologies"), ("3", "Parking")]
    assert [one.carried_from for one in made] == [items[0], items[2]]
    views = items_visible_to(cast.officer, following, on=TODAY)
    assert [one.carried_from.words if one.carried_from else "" for one in views] == [
        "",
        "14 April 2026, item 1",
        "14 April 2026, item 3",
    ]
    went = items_visible_to(cast.officer, meeting, on=TODAY)
    assert [one.carried_to.words if one.carried_to else "" for one in went] == [
        "9 June 2026, item 2",
        "",
        "9 June 2026, item 3",
    ]
    assert [entry.verb for one in items for entry in history.of(one)] == ["carry_over", "carry_over"]


def test_what_was_carried_over_is_not_carried_again(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    items = three(meeting)
    factories.item(meeting, title="Standing", from_standing=stand(cast, now, "Standing"))
    carry(meeting, following, items[:1], cast, now)
    assert [one.title for one in items_to_carry(meeting)] == ["Minutes", "Parking"]
    assert carry(meeting, following, items[:1], cast, now) == []
    assert order(following) == [("1", "Apologies")]


def test_what_is_exempt_stays_exempt_when_it_is_carried_over(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    secret = factories.item(
        meeting,
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_title="A contract",
        public_summary="A price",
    )
    [made] = carry(meeting, following, [secret], cast, now)
    assert (made.openness, made.exempt_paragraph, made.public_title, made.public_summary) == (
        "exempt",
        3,
        "A contract",
        "A price",
    )


def test_items_go_forward_within_their_body_only(
    cast: Cast, now: datetime, meeting: Meeting, following: Meeting
) -> None:
    item, later_item = factories.item(meeting), factories.item(following)
    other = factories.meeting(cast, body=cast.other_panel, held_on=NEXT)
    for of, to, items, field in (
        (meeting, other, [item], "to"),
        (following, meeting, [later_item], "to"),
        (meeting, following, [], "items"),
        (meeting, following, [later_item], "items"),
    ):
        with pytest.raises(Refused) as refusal:
            carry(of, to, items, cast, now)
        assert refusal.value.field == field
    assert AgendaItem.objects.count() == 2


def test_an_agenda_costs_the_same_whatever_its_length(
    cast: Cast, meeting: Meeting, following: Meeting
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            items_visible_to(cast.officer, following, on=TODAY)
        return len(captured)

    first = factories.item(meeting)
    factories.item(following, carried_from=first, follows_up=first)
    few = [asked() for _ in range(2)][-1]
    for _ in range(6):
        earlier = factories.item(meeting)
        factories.item(following, carried_from=earlier, follows_up=earlier)
    assert asked() == few
