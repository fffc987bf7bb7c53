"""Stories of the register of questions and answers, and of what was asked before."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import Openness
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from meetings.queries import asked_before, stems_of
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.models import Membership, TaskGroup
from tests import factories
from tests.cast import Cast
from tests.meetings.test_pages import signed_in

REGISTER, EXPORT = "/meetings/questions/", "/meetings/questions.csv"
EXEMPT = {"openness": Openness.EXEMPT, "exempt_paragraph": 3}


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def held(cast: Cast) -> Meeting:
    return meeting_on(cast, date(2026, 3, 10))


def meeting_on(cast: Cast, day: date, **fields: Any) -> Meeting:
    given = {"slug": day.isoformat(), "held_on": day, "status": MeetingStatus.DRAFT_MINUTES, **fields}
    return factories.meeting(cast, **given)


def ask(item: AgendaItem, text: str, *answers: str, **fields: Any) -> Outcome:
    """A question in the log of an item, with its answers."""
    asked = factories.outcome(item, text=text, kind=OutcomeKind.QUESTION, **fields)
    for answer in answers:
        reply(asked, answer)
    return asked


def reply(to: Outcome, text: str, **fields: Any) -> Outcome:
    given = {"kind": OutcomeKind.ANSWER, "answers": to, "said_by": "Head of ICT", **fields}
    return factories.outcome(to.item, text=text, **given)


def seen(reader: Client, query: str = "") -> list[tuple[str, list[str]]]:
    asked = reader.get(f"{REGISTER}{query}").context["asked"]
    return [(one.question.text, [answer.text for answer in one.answers]) for one in asked]


def test_an_empty_register_says_so(client: Client, cast: Cast) -> None:
    page = client.get(REGISTER)
    assert page.context["asked"] == []
    assert "No questions are on record yet" in page.content.decode()


def test_every_question_stands_with_its_answers_the_newest_meeting_first(
    client: Client, cast: Cast, held: Meeting
) -> None:
    item = factories.item(held)
    first = ask(item, "Who pays?", "The partnership.")
    ask(item, "Since when?")
    reply(reply(first, "It pays half."), "The councils pay the rest.")
    factories.outcome(item, text="A note", kind=OutcomeKind.COMMENT)
    ask(factories.item(meeting_on(cast, date(2026, 4, 7))), "Is it safe?", "It is.")
    assert seen(client) == [
        ("Is it safe?", ["It is."]),
        ("Who pays?", ["The partnership.", "It pays half.", "The councils pay the rest."]),
        ("Since when?", []),
    ]
    page = client.get(REGISTER).content.decode()
    assert f"{held.get_absolute_url()}#entry-{first.pk}" in page
    assert f'id="entry-{first.pk}"' in client.get(held.get_absolute_url()).content.decode()


def test_drafts_are_for_the_officer_alone(client: Client, cast: Cast) -> None:
    running = meeting_on(cast, date(2026, 4, 14), status=MeetingStatus.IN_PROGRESS)
    item = factories.item(running)
    asked = ask(item, "Was it tested?", "Not yet.")
    for reader in (client, signed_in(cast.councillor), signed_in(cast.holder_boston)):
        assert seen(reader) == []
    officer = signed_in(cast.officer)
    assert seen(officer) == [("Was it tested?", ["Not yet."])]
    log = reverse("recommendations:log-item", args=[*running.path, item.pk])
    page = officer.get(REGISTER).content.decode()
    assert f"{log}?all#entry-{asked.pk}" in page
    assert "Not published yet" in page


def test_a_withdrawn_question_is_gone(client: Client, held: Meeting) -> None:
    ask(factories.item(held), "Who pays?", withdrawn_at=factories.MOMENT)
    assert seen(client) == []


@pytest.mark.parametrize("query", ["", "?q=quoll", "?q=price"])
def test_what_is_exempt_is_for_the_entitled_alone(
    client: Client, cast: Cast, held: Meeting, query: str
) -> None:
    item, secret = factories.item(held), factories.item(held, **EXEMPT, title="Quoll price")
    ask(item, "The quoll price?", **EXEMPT)
    ask(secret, "Whose quoll price?", "Open by mistake")
    outsiders = [None, "other_councillor", "holder_boston", "responsible_south_holland", "administrator"]
    for who in outsiders:
        reader = signed_in(cast.everyone[who]) if who else client
        for path in (REGISTER, EXPORT):
            answer = reader.get(f"{path}{query}")
            words = b"".join(answer) if path == EXPORT else answer.content
            assert b"quoll" not in words.lower().replace(b'value="quoll"', b"")
        assert seen(reader, query) == []
    for who in ("officer", "councillor"):
        assert len(seen(signed_in(cast.everyone[who]), query)) == 2


def test_an_exempt_answer_leaves_its_question_without_one(client: Client, cast: Cast, held: Meeting) -> None:
    asked = ask(factories.item(held), "What does it cost?")
    reply(asked, "Forty quoins.", **EXEMPT)
    assert seen(client) == [("What does it cost?", [])]
    assert seen(client, "?q=quoins") == []
    assert seen(signed_in(cast.councillor), "?q=quoins") == [("What does it cost?", ["Forty quoins."])]


def test_a_member_of_a_task_group_reads_its_exempt_questions(cast: Cast) -> None:
    group = TaskGroup.objects.create(title="Digital", slug="digital", partnership=cast.partnership)
    meeting = meeting_on(cast, date(2026, 2, 3), body=None, task_group=group)
    ask(factories.item(meeting), "Whose contract?", **EXEMPT)
    reader, person = signed_in(cast.other_councillor), cast.other_councillor.person
    assert person is not None
    assert seen(reader) == []
    Membership.objects.create(task_group=group, person=person, council=cast.boston)
    assert seen(reader) == [("Whose contract?", [])]


def test_the_register_is_searched_word_by_word(client: Client, held: Meeting) -> None:
    item = factories.item(held, title="Digital strategy")
    ask(item, "How many residents were trained?", "Two hundred learners.", said_by="Councillor Reed")
    ask(item, "Who pays?", "The partnership.")
    for words in ("trained", "TRAINED residents", "learners", "reed residents", "digital trained"):
        assert [text for text, _ in seen(client, f"?q={words}")] == ["How many residents were trained?"]
    assert seen(client, "?q=trained+partnership") == []
    assert "No questions match" in client.get(f"{REGISTER}?q=telephony").content.decode()
    assert len(seen(client, "?q=%20")) == 2


def test_the_register_is_filtered(client: Client, cast: Cast, held: Meeting) -> None:
    strategy = Strategy.objects.create(
        partnership=cast.partnership, title="Digital", slug="digital", status=StrategyStatus.ADOPTED,
        starts_on=date(2023, 1, 1), ends_on=date(2029, 12, 31), anchor_on=date(2023, 3, 1), deep_every_years=2,
        check_every_years=1, due_month=3, due_day=31,
    )  # fmt: skip
    ask(factories.item(held, strategy=strategy), "About the strategy?")
    ask(factories.item(held), "About nothing?")
    body = held.body
    assert body is not None
    whose = body.council.slug if body.council else "joint"
    assert [text for text, _ in seen(client, "?strategy=digital")] == ["About the strategy?"]
    assert len(seen(client, f"?council={whose}&body={body.pk}")) == 2
    assert seen(client, "?council=east-lindsey") == []
    page = client.get(f"{REGISTER}?council=nowhere&body=x&strategy=none")
    assert (page.context["wanted"].ignored, len(page.context["asked"])) == (3, 2)


def test_a_draft_strategy_is_no_choice(client: Client, cast: Cast) -> None:
    Strategy.objects.create(
        partnership=cast.partnership, title="Quagga", slug="quagga", status=StrategyStatus.DRAFT,
        starts_on=date(2023, 1, 1), ends_on=date(2029, 12, 31), anchor_on=date(2023, 3, 1), deep_every_years=2,
        check_every_years=1, due_month=3, due_day=31,
    )  # fmt: skip
    assert "Quagga" not in client.get(REGISTER).content.decode()


def queries_of(reader: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        b"".join(reader.get(path))
    return len(asked)


@pytest.mark.parametrize("path", [REGISTER, f"{REGISTER}?q=paid", EXPORT])
def test_the_register_costs_the_same_whatever_its_length(
    client: Client, cast: Cast, held: Meeting, path: str
) -> None:
    ask(factories.item(held), "What was paid?", "All.")
    few = [queries_of(client, path) for _ in range(2)][-1]
    for number in range(1, 9):
        item = factories.item(meeting_on(cast, date(2025, number, 1)))
        for place in range(4):
            ask(item, f"Was {place} paid?", "Yes.", "In part.")
    assert queries_of(client, path) == few
    if path == REGISTER:
        assert [len(seen(client)), len(seen(client, "?page=2"))] == [25, 8]


def test_the_export_runs_nothing_and_loses_nothing(client: Client, held: Meeting) -> None:
    item = factories.item(held, title="=Title", number="4")
    ask(item, "=1+1", "+44 1205 314200", "@here", said_by="-Reed")
    ask(item, 'Who, "exactly"?\nAnd when?')
    answer = client.get(EXPORT)
    rows = list(csv.reader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="questions-2026-04-14.csv"'
    title = rows[1][0]
    assert rows == [
        ["Meeting", "Day", "Item", "About", "Question", "Asked by", "Answer", "Answered by", "Published", "Exempt"],
        [title, "2026-03-10", "4", "'=Title", "'=1+1", "'-Reed", "'+44 1205 314200", "Head of ICT", "yes", "no"],
        [title, "2026-03-10", "4", "'=Title", "'=1+1", "'-Reed", "'@here", "Head of ICT", "yes", "no"],
        [title, "2026-03-10", "4", "'=Title", "Who, \"exactly\"?\nAnd when?", "Members", "", "", "yes", "no"],
    ]  # fmt: skip


def test_the_words_that_tell_are_kept_without_their_endings() -> None:
    assert stems_of("How many councillors were trained in cyber security by the ICT team?") == [
        "train",
        "cyber",
        "securit",
        "ict",
        "team",
    ]
    assert stems_of("Who was it, and when? PLEASE") == []


def before(text: str) -> list[str]:
    return [one.question.text for one in asked_before(text)]


def test_similar_questions_are_found_the_closest_first(cast: Cast, held: Meeting) -> None:
    item = factories.item(held)
    ask(
        item,
        "What training do residents get in digital skills, and who in the three councils pays for all of it?",
    )
    ask(item, "Do residents get digital skills training?")
    ask(item, "When does the digital contract end?")
    ask(item, "Were RESIDENTS asked about training?")
    ask(item, "Residents training?", withdrawn_at=factories.MOMENT)
    factories.outcome(item, text="Residents get training", kind=OutcomeKind.ANSWER)
    assert before("Are residents still trained in digital skills?") == [
        "Do residents get digital skills training?",
        "What training do residents get in digital skills, and who in the three councils pays for all of it?",
        "Were RESIDENTS asked about training?",
    ]


def test_at_most_five_are_suggested_and_nothing_for_common_words(cast: Cast, held: Meeting) -> None:
    item = factories.item(held)
    for number in range(8):
        ask(item, f"What does telephony cost in year {number}?")
    assert before("How much does telephony cost?") == [
        f"What does telephony cost in year {number}?" for number in (7, 6, 5, 4, 3)
    ]
    assert before("What does it do, and where?") == []
    assert before("") == []


def test_suggestions_cost_two_queries(cast: Cast, held: Meeting) -> None:
    ask(factories.item(held), "What does telephony cost?")
    with CaptureQueriesContext(connection) as asked:
        before("What will the telephony cost be?")
    assert len(asked) == 2


def test_suggestions_are_for_the_officer_alone(client: Client, cast: Cast, held: Meeting) -> None:
    asked = ask(factories.item(held), "What does telephony cost?", **EXEMPT)
    path, typed = reverse("meetings:asked-before"), {"text": "The telephony cost?"}
    page = signed_in(cast.officer).post(path, typed)
    assert [one.question for one in page.context["asked"]] == [asked]
    assert "no-store" in page["Cache-Control"]
    assert client.post(path, typed).status_code == 302
    for who in ("councillor", "holder_south_holland", "administrator"):
        assert signed_in(cast.everyone[who]).post(path, typed).status_code == 403
    assert signed_in(cast.officer).get(path).status_code == 405


def test_without_a_script_the_log_says_what_was_asked_before(cast: Cast, held: Meeting) -> None:
    ask(factories.item(held), "What does telephony cost?")
    item = factories.item(meeting_on(cast, date(2026, 4, 14), status=MeetingStatus.IN_PROGRESS))
    path = reverse("recommendations:log-item", args=[*item.meeting.path, item.pk])
    officer = signed_in(cast.officer)

    def said(**headers: str) -> tuple[list[str], str]:
        asked = officer.get(path, headers=headers).context["asked"]
        return [one.question.text for one in asked["found"]], asked.get("lead", "")

    assert said() == ([], "")
    ask(item, "Will telephony cost more?", logged_at=factories.MOMENT)
    assert said() == (["What does telephony cost?"], "Like the last question")
    assert said(**{"HX-Request": "true"}) == ([], "")
    typed = {"kind": "question", "text": "How much telephony cost is hidden?", "keep": "1"}
    officer.post(path, typed)
    assert said() == (["Will telephony cost more?", "What does telephony cost?"], "")
