"""Stories of councillors who ask about a report of progress, and are answered on the record."""

from datetime import datetime

import pytest
from django.test import Client

from core.enums import Openness
from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import UpdateKind
from recommendations.models import Action, ActionPart, ProgressUpdate, UpdateQuestion
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def update(cast: Cast, part: ActionPart, now: datetime) -> ProgressUpdate:
    return operations.report_progress(
        part=part, text="Twelve sessions were held.", by=cast.responsible_south_holland, at=now
    )


def read(user: object, path: str) -> str:
    client = Client()
    if user is not None:
        client.force_login(user)  # type: ignore[arg-type]
    return client.get(path).content.decode()


def told() -> list[tuple[str, str]]:
    return [(notice.recipient.name, notice.title) for notice in Notice.objects.order_by("pk")]


def test_a_councillor_asks_and_is_answered_where_everyone_can_read_it(
    cast: Cast, client: Client, part: ActionPart, update: ProgressUpdate
) -> None:
    client.force_login(cast.councillor)
    ask = f"{part.get_absolute_url()}question/"
    assert "Say what you want to know" in client.post(ask, {"update": update.pk, "text": ""}).content.decode()
    client.post(ask, {"update": update.pk, "text": "How many came?"})
    question = UpdateQuestion.objects.get()
    public = read(None, part.get_absolute_url())
    assert [
        words in public for words in ("How many came?", "Councillor, South Holland", "Not answered yet.")
    ] == [True] * 3
    assert told() == [
        ("Responsible Officer, South Holland", "A question: Run the training"),
        ("Portfolio Holder, South Holland", "A question: Run the training"),
    ]
    assert "Get an answer: How many came?" in read(cast.officer, "/to-do/")
    client.force_login(cast.responsible_south_holland)
    answer = f"{part.get_absolute_url()}questions/{question.pk}/"
    assert "Say what you answer" in client.post(answer, {"answer": ""}).content.decode()
    client.post(answer, {"answer": "Nine to each."})
    public = read(None, part.get_absolute_url())
    assert [words in public for words in ("Nine to each.", "Not answered yet.")] == [True, False]
    assert told()[2:] == [("Councillor", "Answered: your question on Run the training")]
    assert "Get an answer" not in read(cast.officer, "/to-do/")
    story = read(None, part.action.recommendations.get().get_absolute_url())
    assert "South Holland: a councillor’s question was answered" in story


def test_a_question_has_one_answer(
    cast: Cast, part: ActionPart, update: ProgressUpdate, now: datetime
) -> None:
    question = operations.ask_about_update(update=update, text="How many came?", by=cast.councillor, at=now)
    stale = UpdateQuestion.objects.get()
    operations.answer_question(question=question, answer="Nine.", by=cast.holder_south_holland, at=now)
    assert question.answered_role == "Portfolio Holder, South Holland"
    with pytest.raises(Overtaken, match="Nothing of yours was saved"):
        operations.answer_question(question=stale, answer="Ten.", by=cast.responsible_south_holland, at=now)
    with pytest.raises(Refused, match="Say what you want to know"):
        operations.ask_about_update(update=update, text="  ", by=cast.councillor, at=now)
    assert UpdateQuestion.objects.get().answer == "Nine."


def test_who_may_ask_and_who_may_answer(
    cast: Cast, client: Client, part: ActionPart, update: ProgressUpdate, now: datetime
) -> None:
    question = operations.ask_about_update(update=update, text="How many came?", by=cast.councillor, at=now)
    ask, answer = f"{part.get_absolute_url()}question/", f"{part.get_absolute_url()}questions/{question.pk}/"
    codes = {}
    for name in (
        "councillor", "other_councillor", "holder_south_holland", "responsible_south_holland", "holder_boston",
        "officer", "stranger",
    ):  # fmt: skip
        client.force_login(getattr(cast, name))
        codes[name] = (client.get(ask).status_code, client.get(answer).status_code)
    assert codes == {
        "councillor": (200, 403), "other_councillor": (200, 403), "holder_south_holland": (403, 200),
        "responsible_south_holland": (403, 200), "holder_boston": (403, 403), "officer": (403, 403),
        "stranger": (403, 403),
    }  # fmt: skip


def test_a_question_about_a_difficulty_is_not_published(
    cast: Cast, part: ActionPart, update: ProgressUpdate, now: datetime
) -> None:
    difficulty = operations.report_progress(
        part=part,
        kind=UpdateKind.DIFFICULTY,
        text="The trainer left.",
        by=cast.responsible_south_holland,
        at=now,
    )
    question = operations.ask_about_update(
        update=difficulty, text="Why zanzibar?", by=cast.councillor, at=now
    )
    operations.answer_question(
        question=question, answer="A better post.", by=cast.holder_south_holland, at=now
    )
    rows = HistoryEntry.objects.filter(verb__endswith="about_difficulty")
    assert [row.public for row in rows] == [False, False]
    page = part.get_absolute_url()
    for user, reads in ((None, False), (cast.stranger, False), (cast.councillor, True), (cast.officer, True)):
        text = read(user, page)
        assert ("Why zanzibar?" in text, "question about a difficulty" in text) == (reads, reads)


def test_what_is_exempt_stays_so(
    cast: Cast, client: Client, part: ActionPart, update: ProgressUpdate, now: datetime
) -> None:
    question = operations.ask_about_update(update=update, text="Why zanzibar?", by=cast.councillor, at=now)
    Action.objects.update(openness=Openness.EXEMPT)
    client.force_login(cast.other_councillor)
    paths = [part.get_absolute_url(), f"{part.get_absolute_url()}question/"]
    paths.append(f"{part.get_absolute_url()}questions/{question.pk}/")
    assert [client.get(path).status_code for path in paths] == [404] * 3
    part.refresh_from_db()
    Notice.objects.all().delete()
    operations.ask_about_update(
        update=ProgressUpdate.objects.get(), text="More zanzibar?", by=cast.councillor, at=now
    )
    assert {title for _, title in told()} == {"A question: an exempt matter"}
