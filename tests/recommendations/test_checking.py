"""Stories of checking the log and publishing the record, told through the page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import history
from meetings import operations as meeting_operations
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.models import Action, Recommendation
from recommendations.operations import log_promise, log_recommendation
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    return factories.item(factories.meeting(cast, status=MeetingStatus.HELD))


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def check(item: AgendaItem) -> str:
    return reverse("recommendations:publish", args=item.meeting.path)


def row(page: Any, outcome: Outcome) -> Any:
    return next(one for one in page.context["rows"] if one.pk == outcome.pk)


def sent(page: Any, outcome: Outcome, *, tick: bool = False, **changes: Any) -> dict[str, Any]:
    """The fields of one row as a browser would send them, with these changes."""
    shown = row(page, outcome)
    fields = {
        name: "on" if value is True else value for name, value in shown.values.items() if value is not False
    }
    data = {f"{outcome.pk}-{name}": value for name, value in {**fields, **changes}.items()}
    data |= {f"{outcome.pk}-version": shown.version, f"{outcome.pk}-was": shown.mark}
    return data | ({"checked": f"{outcome.pk}:{shown.version}"} if tick else {})


def promise(item: AgendaItem, cast: Cast, now: Any, **words: Any) -> Outcome:
    said = {"kind": OutcomeKind.UNDERTAKING, "text": "Raise it.", "openness": "open"} | words
    outcome = log_promise(item=item, by=cast.officer, at=now, **said).outcome
    assert outcome is not None
    return outcome


def sentences(page: Any) -> list[str]:
    return [problem.text for problem in page.context["errors_first"]]


def test_words_owner_and_date_are_cleaned_in_place_and_checked_at_once(
    officer: Client, item: AgendaItem, cast: Cast, now: Any
) -> None:
    outcome = promise(item, cast, now, text="raise it w/ goss", councils=[cast.south_holland])
    page = officer.get(check(item))
    data = sent(page, outcome, tick=True, text="Raise it with Goss.", owner="Head of ICT", due="30 May 2026")
    assert officer.post(check(item), data).status_code == 302
    outcome.refresh_from_db()
    assert (outcome.text, outcome.owner, str(outcome.due_on)) == (
        "Raise it with Goss.",
        "Head of ICT",
        "2026-05-30",
    )
    assert outcome.checked_at is not None
    assert list(outcome.councils.all()) == [cast.south_holland]
    assert Action.objects.get().title == "Raise it with Goss."
    assert [one.verb for one in history.of(outcome)] == ["log", "edit", "check"]
    assert row(officer.get(check(item)), outcome).entry.rough == "raise it w/ goss"


def test_a_row_that_nobody_touched_is_left_alone(officer: Client, item: AgendaItem) -> None:
    outcome = factories.outcome(item, text="Who pays?\r\nAnd when?")
    page = officer.get(check(item))
    officer.post(check(item), sent(page, outcome))
    outcome.refresh_from_db()
    assert (outcome.version, outcome.text, outcome.checked_at) == (1, "Who pays?\r\nAnd when?", None)
    assert not history.of(outcome).exists()


def test_a_page_sent_twice_is_saved_once(officer: Client, item: AgendaItem) -> None:
    outcome = factories.outcome(item)
    data = sent(officer.get(check(item)), outcome, tick=True, text="Who will pay?")
    codes = [officer.post(check(item), data).status_code for _ in range(2)]
    assert codes == [302, 302]
    assert [one.verb for one in history.of(outcome)] == ["edit", "check"]


def test_a_check_can_be_taken_back(officer: Client, item: AgendaItem, now: Any) -> None:
    outcome = factories.outcome(item, checked_at=now)
    officer.post(check(item), sent(officer.get(check(item)), outcome))
    outcome.refresh_from_db()
    assert outcome.checked_at is None
    assert [one.verb for one in history.of(outcome)] == ["uncheck"]


def test_what_was_typed_stands_beside_what_another_officer_saved(
    officer: Client, item: AgendaItem, cast: Cast, now: Any
) -> None:
    ours, other = factories.outcome(item), factories.outcome(item, text="And when?")
    page = officer.get(check(item))
    meeting_operations.edit_outcome(
        outcome=ours, version=1, text="Who paid?", openness="open", by=cast.second_officer, at=now
    )
    data = sent(page, ours, text="Who will pay?") | sent(page, other, text="And until when?", tick=True)
    answer = officer.post(check(item), data)
    assert answer.status_code == 409
    assert (row(answer, ours).values["text"], row(answer, ours).theirs) == (
        "Who will pay?",
        "It now says: Who paid?",
    )
    assert row(answer, other).values["text"] == "And until when?"
    assert Outcome.objects.get(pk=other.pk).text == "And when?"
    again = sent(answer, ours, text="Who will pay?") | sent(answer, other, text="And until when?", tick=True)
    assert officer.post(check(item), again).status_code == 302
    assert list(Outcome.objects.order_by("pk").values_list("text", flat=True)) == [
        "Who will pay?",
        "And until when?",
    ]


def test_nobody_checks_words_they_have_not_read(
    officer: Client, item: AgendaItem, cast: Cast, now: Any
) -> None:
    outcome = factories.outcome(item)
    data = sent(officer.get(check(item)), outcome, tick=True)
    meeting_operations.edit_outcome(
        outcome=outcome, version=1, text="Who paid?", openness="open", by=cast.second_officer, at=now
    )
    answer = officer.post(check(item), data)
    assert (answer.status_code, row(answer, outcome).theirs) == (
        409,
        "Look at the words again, then check them.",
    )
    assert Outcome.objects.get().checked_at is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Item 1, action 1: Say what must happen"),
        ({"due": "31 February 2026"}, "Item 1, action 1: Enter a date, such as 30 September 2026"),
        (
            {"owner": "Head of ICT", "no_owner_yet": "on"},
            "Item 1, action 1: Give an owner, or choose “No owner yet”, not both",
        ),
    ],
)
def test_what_is_wrong_comes_back_as_typed_with_all_the_rest(
    officer: Client, item: AgendaItem, cast: Cast, now: Any, changes: dict[str, Any], sentence: str
) -> None:
    outcome, other = promise(item, cast, now), factories.outcome(item)
    page = officer.get(check(item))
    data = sent(page, outcome, **changes) | sent(page, other, text="Changed too")
    answer = officer.post(check(item), data)
    assert sentences(answer) == [sentence]
    assert row(answer, other).values["text"] == "Changed too"
    assert Outcome.objects.get(pk=other.pk).text == "Who pays?"


def test_publishing_needs_every_entry_checked_and_every_owner_said(
    officer: Client, item: AgendaItem, cast: Cast, now: Any
) -> None:
    log_recommendation(
        item=item, text="That forms are tested.", openness="open", councils=[cast.boston], by=cast.officer, at=now
    )  # fmt: skip
    promise(item, cast, now)
    tally = officer.get(check(item)).context["tally"]
    assert (tally.checked, tally.total, tally.unowned, tally.undated) == (0, 2, 1, 1)
    refused = officer.post(check(item), {"publish": "1"})
    assert sentences(refused) == ["2 entries are not checked yet. Check them, then publish."]
    ticks = [f"{outcome.pk}:{outcome.version}" for outcome in Outcome.objects.all()]
    officer.post(check(item), {"checked": ticks[:1], "keep": "1"})
    assert officer.get(check(item)).context["tally"].checked == 1
    refused = officer.post(check(item), {"checked": ticks[1:], "publish": "1"})
    assert sentences(refused) == [
        "1 action has no owner. You can publish without one. It will show as “No owner yet”."
    ]
    done = officer.post(check(item), {"publish": "1", "without_owners": "on"})
    assert done["Location"] == item.meeting.get_absolute_url()
    assert Recommendation.objects.get().status == "made"
    public = Client().get(item.meeting.get_absolute_url())
    assert [line.text for line in public.context["record"].recommendations] == ["That forms are tested."]
    assert Client().get(
        reverse("recommendations:outcome", args=[Outcome.objects.get(kind="recommendation").pk])
    ).status_code == 302  # fmt: skip


def test_no_owner_yet_is_said_of_one_action_and_then_it_is_published(
    officer: Client, item: AgendaItem, cast: Cast, now: Any
) -> None:
    outcome = promise(item, cast, now)
    page = officer.get(check(item))
    officer.post(check(item), sent(page, outcome, tick=True, no_owner_yet="on"))
    assert officer.get(check(item)).context["is_ready"] is True
    officer.post(check(item), {"publish": "1"})
    item.meeting.refresh_from_db()
    assert item.meeting.status == MeetingStatus.DRAFT_MINUTES


def test_the_public_page_is_shown_first_and_published_from_there(
    officer: Client, item: AgendaItem, now: Any
) -> None:
    factories.outcome(item, checked_at=now)
    preview = officer.post(check(item), {"preview": "1"}, follow=True)
    assert preview.redirect_chain == [(f"{item.meeting.get_absolute_url()}?as=public", 302)]
    assert preview.content.decode().count(f'action="{check(item)}"') == 1
    assert Client().get(item.meeting.get_absolute_url()).context["record"].is_published is False


def test_ticks_that_are_no_numbers_are_left_out(officer: Client, item: AgendaItem) -> None:
    factories.outcome(item)
    officer.post(check(item), {"checked": ["x:1", "1", "9" * 3 + ":y", "::"], "keep": "1"})
    assert officer.get(check(item)).context["tally"].checked == 0


def test_an_entry_changed_since_the_page_was_read_is_not_checked(officer: Client, item: AgendaItem) -> None:
    outcome = factories.outcome(item, version=2)
    response = officer.post(check(item), {"checked": [f"{outcome.pk}:1"], "keep": "1"})
    assert sentences(response) == [
        "Someone else changed entry 1 while you were reading. Look at it again, then check it."
    ]


def test_an_entry_of_another_meeting_is_not_changed_from_here(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    elsewhere = factories.outcome(factories.item(factories.meeting(cast, slug="other")))
    data = {f"{elsewhere.pk}-version": 1, f"{elsewhere.pk}-was": "", f"{elsewhere.pk}-text": "Mine now"}
    officer.post(check(item), data)
    assert Outcome.objects.get().text == "Who pays?"


def test_only_what_is_left_can_be_shown(officer: Client, item: AgendaItem, cast: Cast, now: Any) -> None:
    done = factories.outcome(item, checked_at=now)
    left = factories.outcome(item)
    unowned = promise(item, cast, now)
    shown = {
        query: [one.pk for one in officer.get(check(item) + query).context["rows"]]
        for query in ("", "?show=unchecked", "?show=no-owner", "?show=nonsense")
    }
    assert shown == {
        "": [done.pk, left.pk, unowned.pk],
        "?show=unchecked": [left.pk, unowned.pk],
        "?show=no-owner": [unowned.pk],
        "?show=nonsense": [done.pk, left.pk, unowned.pk],
    }


def test_a_long_log_is_checked_page_by_page_with_as_many_questions(
    officer: Client, item: AgendaItem, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    factories.outcome(item, kind=OutcomeKind.REQUEST, points=["One"], councils=[cast.boston])
    officer.get(check(item))
    with django_assert_max_num_queries(25) as few:
        officer.get(check(item))
    for number in range(5):
        other = factories.item(item.meeting, title=f"Item of the day {number}")
        for _ in range(30):
            factories.outcome(other, kind=OutcomeKind.REQUEST, points=["One"], councils=[cast.boston])
    with django_assert_max_num_queries(25) as many:
        page = officer.get(check(item))
    assert len(many) == len(few)
    assert len(page.context["rows"]) == 20
    assert len(page.content) < 100_000
    last = officer.get(f"{check(item)}?page=8")
    assert [one.entry.name for one in last.context["rows"]][-1] == "Action 30"
    onward = officer.post(f"{check(item)}?page=2", {"next": "3"})
    assert onward["Location"] == f"{check(item)}?page=3"


def test_a_meeting_that_is_not_held_is_checked_and_not_published(
    officer: Client, item: AgendaItem, now: Any
) -> None:
    factories.outcome(item, checked_at=now)
    Meeting.objects.update(status=MeetingStatus.IN_PROGRESS)
    refused = officer.post(check(item), {"publish": "1"})
    assert sentences(refused) == ["The record is published after the meeting was held, once."]
