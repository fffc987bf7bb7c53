"""Stories of new dates that are asked for, of how often progress is asked for, and of work that stays silent."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from core import history
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.lifecycle import report_asked_on
from recommendations.models import ActionPart, DateRequest
from recommendations.queries import work as work_queries
from recommendations.queries.freshness import mark_of_part
from recommendations.queries.tracker import cells_of, council_names, rows_of
from recommendations.queries.visibility import Reader
from recommendations.queries.work import Wanted
from recommendations.reminders import write_reminders
from tests import factories
from tests.cast import TODAY, Cast
from tests.promises.walking import signed_in

WANTED = date(2026, 9, 30)


def ask(part: ActionPart, cast: Cast, now: datetime) -> DateRequest:
    return operations.ask_new_date(
        part=part, wanted=WANTED, reason="The lifts come later.", by=cast.responsible_south_holland, at=now
    )


def test_a_new_date_is_asked_for_and_the_date_stays_until_it_is_granted_by_name(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    request = ask(part, cast, now)
    part.refresh_from_db()
    assert (part.due_on, request.old, request.decision) == (date(2026, 6, 30), date(2026, 6, 30), "")
    assert {notice.recipient for notice in Notice.objects.all()} == {
        cast.holder_south_holland,
        cast.officer,
        cast.second_officer,
    }
    operations.grant_new_date(request=request, words="Once.", by=cast.holder_south_holland, at=now)
    part.refresh_from_db()
    request.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (WANTED, date(2026, 6, 30))
    assert (request.decision, request.decided_role) == ("granted", "Portfolio Holder, South Holland")
    assert [(row.verb, row.public, row.reason) for row in history.of(part)] == [
        ("ask_new_date", False, "The lifts come later."),
        ("grant_new_date", False, "Once."),
        ("move_due_date", True, "The lifts come later."),
    ]
    assert [change.reason for change in part.due_date_changes.all()] == ["The lifts come later."]
    told = Notice.objects.get(kind="date_decided")
    assert told.recipient == cast.responsible_south_holland


def test_a_refusal_needs_words_and_the_date_stays(cast: Cast, part: ActionPart, now: datetime) -> None:
    request = ask(part, cast, now)
    with pytest.raises(Refused, match="Say why the date stays"):
        operations.refuse_new_date(request=request, words=" ", by=cast.officer, at=now)
    operations.refuse_new_date(request=request, words="Members wait for it.", by=cast.officer, at=now)
    part.refresh_from_db()
    assert part.due_on == date(2026, 6, 30)
    later = DateRequest.objects.get()
    with pytest.raises(Overtaken, match="The Scrutiny Officer refused this on 14 April 2026"):
        operations.grant_new_date(request=later, by=cast.holder_south_holland, at=now)
    part.refresh_from_db()
    assert (part.due_on, DateRequest.objects.get().words) == (date(2026, 6, 30), "Members wait for it.")


def test_nobody_decides_on_a_date_of_their_own_and_one_request_waits_at_a_time(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    request = ask(part, cast, now)
    with pytest.raises(Refused, match="somebody else must decide"):
        operations.grant_new_date(request=request, by=cast.responsible_south_holland, at=now)
    with pytest.raises(Refused, match="asked for already"):
        ask(part, cast, now)


@pytest.mark.parametrize(
    ("wanted", "reason", "sentence"),
    [
        (TODAY, "Late", "must be after today"),
        (date(2026, 6, 30), "Late", "the date it has already"),
        (WANTED, " ", "Say why the date cannot be kept"),
    ],
)
def test_what_a_request_lacks_is_said(
    cast: Cast, part: ActionPart, now: datetime, wanted: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        operations.ask_new_date(
            part=part, wanted=wanted, reason=reason, by=cast.responsible_south_holland, at=now
        )
    assert not DateRequest.objects.exists()


def test_a_request_falls_when_the_date_moves_otherwise_or_the_work_ends(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    moved = ask(part, cast, now)
    operations.change_due_date(
        part=part, new=date(2026, 7, 31), reason="Agreed.", version=part.version, by=cast.officer, at=now
    )
    stopped = ask(part, cast, now)
    operations.stop(part=part, reason="No money.", by=cast.holder_south_holland, at=now)
    for request in (moved, stopped):
        request.refresh_from_db()
    assert (moved.decision, stopped.decision) == ("passed", "passed")
    with pytest.raises(Overtaken, match="nothing left to decide"):
        operations.grant_new_date(request=stopped, by=cast.officer, at=now)


def test_no_new_date_is_asked_for_on_a_page_read_before_the_date_moved(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    stale = ActionPart.objects.get(pk=part.pk)
    operations.change_due_date(
        part=part, new=date(2026, 7, 31), reason="Agreed.", version=part.version, by=cast.officer, at=now
    )
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this"):
        ask(stale, cast, now)
    assert not DateRequest.objects.exists()


@pytest.mark.usefixtures("on_the_day")
def test_the_officer_asks_and_the_holder_grants_through_their_pages(cast: Cast, part: ActionPart) -> None:
    officer, holder = signed_in(cast.responsible_south_holland), signed_in(cast.holder_south_holland)
    address = part.get_absolute_url()
    typed = {"wanted": "30 September 2026", "reason": "The lifts come later."}
    assert officer.post(f"{address}new-date/", typed).status_code == 302
    asks = holder.get("/awaiting-you/").context["awaiting"]
    assert [(ask.kind.word, ask.url) for ask in asks.asks] == [("New date", f"{address}new-date/decide/")]
    tasks = signed_in(cast.officer).get("/to-do/").context["list"].groups
    assert [task.button for group in tasks if group.heading == "When you can" for task in group.tasks] == [
        "Decide"
    ]
    page = holder.get(f"{address}new-date/decide/")
    assert page.context["asked"].reason == "The lifts come later."
    data = {"asked": page.context["asked"].pk, "decision": "refused", "refused_words": ""}
    wrong = holder.post(f"{address}new-date/decide/", data)
    assert wrong.context["form"].errors == {"refused_words": ["Say why the date stays"]}
    assert holder.post(f"{address}new-date/decide/", {**data, "decision": "granted"}).status_code == 302
    again = signed_in(cast.officer).post(f"{address}new-date/decide/", {**data, "decision": "granted"})
    assert again.context["form"].non_field_errors() == [
        "The Portfolio Holder, South Holland granted this on 14 April 2026. Nothing of yours was saved."
    ]
    part.refresh_from_db()
    assert part.due_on == WANTED


@pytest.mark.usefixtures("on_the_day")
def test_the_officer_takes_a_request_back_and_may_ask_for_another(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    request = ask(part, cast, now)
    officer, address = signed_in(cast.responsible_south_holland), part.get_absolute_url()
    assert "Take it back" in officer.get(address).content.decode()
    assert "Take it back" in officer.get(f"{address}new-date/").content.decode()
    assert "Take it back" not in signed_in(cast.councillor).get(address).content.decode()
    officer.post(f"{address}new-date/take-back/")
    request.refresh_from_db()
    assert (request.decision, request.decided_role) == ("passed", "Responsible Officer, South Holland")
    assert [(row.verb, row.public) for row in history.of(part)] == [
        ("ask_new_date", False),
        ("take_back_request", False),
    ]
    with pytest.raises(Overtaken, match="The Responsible Officer, South Holland took back this on 14 April"):
        operations.grant_new_date(request=request, by=cast.holder_south_holland, at=now)
    again = officer.post(f"{address}new-date/take-back/", follow=True)
    assert [str(told) for told in again.context["messages"]] == [
        "Taken back. It stays due by 30 June 2026.",
        "No new date is asked for here, so there is nothing to take back.",
    ]
    assert ask(part, cast, now).decision == ""
    part.refresh_from_db()
    assert part.due_on == date(2026, 6, 30)


def test_of_a_decision_and_a_request_taken_back_at_once_one_stands(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    request = ask(part, cast, now)
    seen = DateRequest.objects.get()
    operations.refuse_new_date(request=request, words="Members wait for it.", by=cast.officer, at=now)
    with pytest.raises(Overtaken, match="The Scrutiny Officer refused this on 14 April 2026"):
        operations.take_back_request(request=seen, by=cast.responsible_south_holland, at=now)
    assert DateRequest.objects.get().decision == "refused"


@pytest.mark.usefixtures("on_the_day")
def test_the_public_reads_neither_the_request_nor_its_reason(
    cast: Cast, part: ActionPart, now: datetime, client: Client
) -> None:
    ask(part, cast, now)
    assert "lifts" not in client.get(part.get_absolute_url()).content.decode()
    seen = signed_in(cast.councillor).get(part.get_absolute_url()).content.decode()
    assert "The lifts come later." in seen


def test_how_often_progress_is_asked_for_changes_with_a_reason(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    known: dict[str, Any] = {"part": part, "by": cast.officer, "at": now}
    with pytest.raises(Refused, match="from 1 to 52"):
        operations.set_report_weeks(weeks=53, reason="Rare.", version=part.version, **known)
    operations.set_report_weeks(weeks=2, reason="Close to its date.", version=part.version, **known)
    with pytest.raises(Refused, match="already"):
        operations.set_report_weeks(weeks=2, reason="Again.", version=part.version, **known)
    row = history.of(part).get()
    assert (row.verb, row.public, row.details) == (
        "set_report_weeks",
        True,
        {"from_weeks": None, "to_weeks": 2},
    )


def test_an_occasion_comes_every_so_many_weeks_after_something_was_heard() -> None:
    heard_on = date(2026, 4, 1)
    days = [date(2026, 4, 14), date(2026, 4, 15), date(2026, 4, 28), date(2026, 5, 20)]
    assert [report_asked_on(heard_on=heard_on, weeks=2, on=day) for day in days] == [
        None,
        date(2026, 4, 15),
        date(2026, 4, 15),
        date(2026, 5, 13),
    ]


def test_progress_is_asked_for_once_on_each_occasion_and_a_report_begins_the_weeks_anew(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    ActionPart.objects.filter(pk=part.pk).update(report_every_weeks=2)

    def told(day: date) -> int:
        write_reminders(today=day, now=datetime(day.year, day.month, day.day, 7, tzinfo=UTC))
        return Notice.objects.filter(kind="progress_asked").count()

    assert [told(date(2026, 4, day)) for day in (14, 15, 15, 16, 28, 29)] == [0, 1, 1, 1, 1, 2]
    operations.report_progress(
        part=part, text="Half done", by=cast.responsible_south_holland, at=datetime(2026, 5, 1, 9, tzinfo=UTC)
    )
    assert [told(date(2026, 5, day)) for day in (14, 15)] == [2, 3]
    notice = Notice.objects.filter(kind="progress_asked").latest("pk")
    assert (notice.recipient, notice.path) == (
        cast.responsible_south_holland,
        f"{part.get_absolute_url()}update/",
    )


def test_silence_marks_work_the_same_one_by_one_and_in_the_list(cast: Cast) -> None:
    """Every combination of state, silence and time left: the filter gives what the mark of each says."""
    recommendation = factories.recommendation(cast)
    heard = [0, 22, 23, 45, 46, 91, 92]
    left: list[int | None] = [-1, 0, 60, 61, None]
    states = [PartStatus.NOT_STARTED, PartStatus.IN_PROGRESS, PartStatus.NO_OUTCOME, PartStatus.SIGNED_OFF]
    for status in states:
        for days in heard:
            for ahead in left:
                factories.part(
                    recommendation, cast.boston, cast, status=status,
                    due_on=TODAY + timedelta(days=ahead) if ahead is not None else None,
                    last_update_at=datetime(2026, 4, 14, 11, tzinfo=UTC) - timedelta(days=days),
                )  # fmt: skip
    expects = factories.part(
        recommendation, cast.east_lindsey, cast, status=PartStatus.IN_PROGRESS, expected_on=date(2026, 8, 1)
    )
    parts = ActionPart.objects.select_related("action", "council").order_by("pk")
    marks = {part.pk: mark.shown.short for part in parts if (mark := mark_of_part(part, on=TODAY))}
    assert set(marks.values()) == {"No news", "May be late"}
    assert marks[expects.pk] == "May be late"
    for due, word in (("silent", "No news"), ("early", "May be late")):
        found = work_queries.parts_wanted(cast.officer, Wanted(due=due), on=TODAY)
        assert {part.pk for part in found} == {pk for pk, short in marks.items() if short == word}


def test_each_council_has_its_own_number_of_weeks(cast: Cast) -> None:
    recommendation = factories.recommendation(cast)
    type(cast.boston).objects.filter(pk=cast.boston.pk).update(stale_after_weeks=1)
    ours = factories.part(recommendation, cast.boston, cast)
    factories.part(recommendation, cast.south_holland, cast)
    found = work_queries.parts_wanted(cast.officer, Wanted(due="silent"), on=TODAY)
    assert [part.pk for part in found] == [ours.pk]


@pytest.mark.usefixtures("on_the_day")
def test_silent_work_says_so_wherever_it_is_shown(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast)
    factories.response(
        recommendation,
        cast.boston,
        cast,
        status="answered",
        verdict="accepted",
        answered_on=date(2025, 11, 2),
    )
    part = factories.part(
        recommendation, cast.boston, cast, status=PartStatus.IN_PROGRESS,
        last_update_at=datetime(2026, 1, 2, 9, tzinfo=UTC),
    )  # fmt: skip
    line = client.get("/actions/?due=silent").context["lines"][0]
    assert (line.mark.shown.short, line.mark.why) == ("No news", "Nothing reported for 102 days.")
    assert client.get(part.get_absolute_url()).context["line"].mark == line.mark
    reader, councils = Reader(sees_all=True), council_names()
    (row,) = rows_of(type(recommendation).objects.all(), reader=reader, on=TODAY)
    assert [cell.done.word for cell in cells_of(row, councils) if cell.done] == ["In progress, no news"]
    action = client.get(recommendation.get_absolute_url()).context["actions"][0]
    assert action.shown.word == "In progress, no news"
    groups = signed_in(cast.officer).get("/to-do/").context["list"].groups
    assert [(group.heading, group.count) for group in groups if group.heading == "No news"] == [
        ("No news", 1)
    ]
