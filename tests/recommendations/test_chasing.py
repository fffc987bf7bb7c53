"""Stories of answers that do not come: each step of chasing on its day, by the officer, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import EscalationKind as E
from recommendations.models import EscalationStep, Response
from recommendations.operations.chasing import VERBS, suggested_reader, suggested_words
from recommendations.queries.todo import to_do
from recommendations.reminders import write_reminders
from tests import factories
from tests.cast import TODAY, Cast


@pytest.fixture
def late(cast: Cast) -> Response:
    """South Holland's answer, due on 2 March 2026 and not given on 14 April."""
    return factories.response(
        factories.recommendation(cast),
        cast.south_holland,
        cast,
        due_on=date(2026, 3, 2),
        first_due_on=date(2026, 3, 2),
    )


def take(late: Response, kind: E, cast: Cast, at: datetime) -> EscalationStep:
    return operations.take_step(
        response=late, kind=kind, to="The holder", words="Please answer.", by=cast.officer, at=at
    )


def test_the_whole_ladder_until_the_council_answers(cast: Cast, late: Response, now: datetime) -> None:
    for number, kind in enumerate(E):
        take(late, kind, cast, now + timedelta(weeks=2 * number))
    rows = HistoryEntry.objects.filter(verb__in=VERBS.values()).order_by("number")
    assert [(row.verb, row.public, row.reason) for row in rows] == [
        (verb, True, "") for verb in VERBS.values()
    ]
    assert [
        (notice.recipient, notice.title)
        for notice in Notice.objects.filter(key__startswith="escalation:").order_by("pk")
    ] == [
        (cast.holder_south_holland, f"{kind.label}: South Holland’s answer to DS26-1: Recommendation 1")
        for kind in E
    ]
    with pytest.raises(Overtaken):
        take(late, E.NON_RESPONSE, cast, now + timedelta(weeks=20))
    operations.answer(
        response=late, verdict="rejected", words="", reasons="It costs too much.", version=1,
        by=cast.holder_south_holland, at=now + timedelta(weeks=20),
    )  # fmt: skip
    late.refresh_from_db()
    with pytest.raises(Refused, match="not overdue"):
        operations.skip_step(response=late, kind=E.REMINDER, reason="No", by=cast.officer, at=now)


def test_a_step_waits_for_its_day_and_for_the_one_before(cast: Cast, late: Response, now: datetime) -> None:
    with pytest.raises(Refused, match="not the next step"):
        take(late, E.LETTER, cast, now)
    take(late, E.REMINDER, cast, now)
    with pytest.raises(Refused, match="second reminder, is for 21 April 2026 or later"):
        take(late, E.SECOND_REMINDER, cast, now)


def test_each_step_is_told_to_the_officers_once_on_its_day(cast: Cast, late: Response, now: datetime) -> None:
    take(late, E.REMINDER, cast, now)

    def told(day: date) -> list[str]:
        write_reminders(today=day, now=now)
        found = Notice.objects.filter(kind="step_due", recipient=cast.officer).order_by("pk")
        return [notice.title for notice in found]

    second = "Second reminder: South Holland’s answer to DS26-1"
    assert told(date(2026, 4, 20)) == []
    assert told(date(2026, 4, 21)) == told(date(2026, 4, 25)) == [second]
    assert Notice.objects.filter(kind="step_due").count() == 2
    take(late, E.SECOND_REMINDER, cast, datetime(2026, 4, 25, 9, tzinfo=UTC))
    assert told(date(2026, 5, 2)) == [second, "Chairman’s letter: South Holland’s answer to DS26-1"]


def test_the_second_officer_comes_too_late(cast: Cast, late: Response, now: datetime) -> None:
    operations.skip_step(response=late, kind=E.REMINDER, reason="We spoke.", by=cast.officer, at=now)
    with pytest.raises(Overtaken) as refusal:
        operations.take_step(
            response=late,
            kind=E.REMINDER,
            to="The holder",
            words="Please answer.",
            by=cast.second_officer,
            at=now,
        )
    assert refusal.value.sentence.startswith(f"{cast.officer.name} changed this on 14 April 2026")
    assert EscalationStep.objects.get().reason == "We spoke."
    assert HistoryEntry.objects.get(verb="skip_step").public is False


def test_a_moved_date_begins_the_ladder_anew(cast: Cast, late: Response, now: datetime) -> None:
    take(late, E.REMINDER, cast, now)
    operations.move_response_due_date(
        response=late, new=date(2026, 4, 20), reason="The Cabinet meets later.", by=cast.officer, at=now
    )
    with pytest.raises(Refused, match="not overdue"):
        take(late, E.REMINDER, cast, now)
    again = take(late, E.REMINDER, cast, now + timedelta(days=8))
    assert (again.due_on, again.proposed_on) == (date(2026, 4, 20), date(2026, 4, 21))


@pytest.mark.parametrize(
    ("fields", "field"), [({"to": " "}, "to"), ({"words": " "}, "words")], ids=["to whom", "what"]
)
def test_nothing_is_sent_without_words_or_a_reader(
    cast: Cast, late: Response, now: datetime, fields: dict[str, str], field: str
) -> None:
    said: dict[str, Any] = {"to": "The holder", "words": "Please answer.", **fields}
    with pytest.raises(Refused) as refusal:
        operations.take_step(response=late, kind=E.REMINDER, **said, by=cast.officer, at=now)
    assert (refusal.value.field, EscalationStep.objects.count(), Notice.objects.count()) == (field, 0, 0)


def test_words_about_an_exempt_matter_stay_in_the_portal(cast: Cast, late: Response, now: datetime) -> None:
    one = late.recommendation
    one.openness, one.exempt_paragraph, one.public_title = "exempt", "3", "A contract"
    one.save()
    take(late, E.REMINDER, cast, now)
    notice = Notice.objects.get()
    assert notice.text == "Scrutiny writes to you about DS26-1: A contract."
    assert HistoryEntry.objects.get(verb="send_reminder").public is False


@pytest.mark.parametrize("kind", E)
def test_the_portal_proposes_words_for_every_step(cast: Cast, late: Response, kind: E) -> None:
    late.verdict, late.expected_on = "principle", date(2026, 4, 1)
    sent = [
        EscalationStep(kind=one, status="sent", taken_on=date(2026, 3, day))
        for one, day in [(E.REMINDER, 3), (E.LETTER, 30)]
    ]
    words = suggested_words(late, kind, sent, on=TODAY)
    assert words.startswith(
        "Scrutiny asked South Holland District Council to answer DS26-1: Recommendation 1.\n\nThe last day to answer was "
        "2 March 2026; the answer is 43 days late. So far the council has said “agreed in principle”, which is not an "
        "answer. It expected to answer on 1 April 2026.\n\nThe reminder of 3 March 2026 and the chairman’s letter of "
        "30 March 2026 have brought no answer."
    )
    assert suggested_reader(late, kind) != ""


def test_the_officer_finds_the_step_on_the_list_and_sends_it_once(
    cast: Cast, late: Response, client: Client, on_the_day: datetime
) -> None:
    task = to_do(on=TODAY).groups[0].tasks[0]
    assert (task.why, task.button, task.posts) == (
        "Due 2 March 2026. Reminder: now.",
        "Write a reminder",
        False,
    )
    client.force_login(cast.officer)
    page = client.get(task.button_url)
    form = {name: page.context["take"][name].value() for name in ("form_key", "kind", "to", "words")}
    assert form["to"] == "Portfolio Holder, South Holland"
    for _ in range(2):
        answer = client.post(
            task.button_url, {**form, "words": "Please answer soon.", "take": "1"}, follow=True
        )
    assert EscalationStep.objects.get().words == "Please answer soon."
    assert "The next step, second reminder, is for 21 April 2026 or later." in answer.content.decode()
    task = to_do(on=TODAY).groups[0].tasks[0]
    assert (task.why, task.button, task.posts) == (
        "Due 2 March 2026. Second reminder: from 21 April 2026.", "Send a reminder", True,
    )  # fmt: skip


def test_a_step_is_left_out_with_a_reason_beside_its_field(
    cast: Cast, late: Response, client: Client, on_the_day: datetime
) -> None:
    client.force_login(cast.officer)
    address = f"{late.get_absolute_url()}chase/"
    page = client.post(address, {"kind": "reminder", "reason": " ", "skip": "1"})
    assert page.context["skip"].errors == {"reason": ["Say why this step is left out"]}
    client.post(address, {"kind": "reminder", "reason": "We spoke.", "skip": "1"})
    assert EscalationStep.objects.get().status == "skipped"


def test_everyone_reads_which_steps_were_taken_and_only_officers_the_words(
    cast: Cast, late: Response, client: Client, on_the_day: datetime
) -> None:
    step = take(late, E.REMINDER, cast, on_the_day)
    page = client.get(late.get_absolute_url()).content.decode()
    assert "Reminder</b>, 14 April 2026, to The holder" in page
    assert "Please answer." not in page
    story = client.get(late.recommendation.get_absolute_url()).content.decode()
    assert "South Holland: reminded that its answer is overdue" in story
    letter = f"{late.get_absolute_url()}chase/{step.pk}/letter/print/"
    assert client.get(letter).status_code == 302
    client.force_login(cast.holder_south_holland)
    assert client.get(letter).status_code == 403
    client.force_login(cast.officer)
    assert "Please answer." in client.get(letter).content.decode()
    word = client.get(f"{late.get_absolute_url()}chase/{step.pk}/letter.docx")
    assert (word.status_code, word["Cache-Control"]) == (200, "no-store")
