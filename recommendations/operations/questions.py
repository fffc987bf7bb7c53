"""A councillor asks about a report of progress, and is answered on the record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken
from councils.models import User
from notices.enums import NoticeKind
from notices.operations import tell_all
from recommendations.enums import UpdateKind
from recommendations.models import ActionPart, ProgressUpdate, UpdateQuestion
from recommendations.operations.judging import member_role
from recommendations.operations.standing import cut, name_of_part, needed, note, role_in, tell_post, whose
from recommendations.permissions import is_responsible


@transaction.atomic
def ask_about_update(*, update: ProgressUpdate, text: str, by: User, at: datetime) -> UpdateQuestion:
    """Put a councillor's question about one report on the record, and tell who does the work and who signs it off.

    Whoever may read the report reads the question: of a difficulty it is not published. Raises Refused without words.
    """
    text = needed(text, "Say what you want to know", field="text")
    part = update.part
    question = UpdateQuestion.objects.create(
        update=update, text=text, asked_by=by, asked_role=member_role(by, at=at), asked_at=at
    )
    _note(question, "ask_about", role=question.asked_role, by=by, at=at)
    asked: dict[str, Any] = {
        "kind": NoticeKind.QUESTION_ASKED,
        "title": cut(f"A question: {name_of_part(part)}"),
        "text": f"A councillor asks about {whose(part.council)} report of progress. Read and answer it in the portal.",
        "path": questions_path(part),
        "at": at,
    }
    tell_post(part.responsible, key=f"question:{question.pk}:officer", vacancy="responsible officer", **asked)
    tell_post(part.portfolio, key=f"question:{question.pk}:holder", **asked)
    return question


@transaction.atomic
def answer_question(*, question: UpdateQuestion, answer: str, by: User, at: datetime) -> UpdateQuestion:
    """Answer a councillor's question on the record, once, and tell whoever asked.

    Raises Refused without words, Overtaken when somebody answered meanwhile.
    """
    answer = needed(answer, "Say what you answer", field="answer")
    part = question.update.part
    post = part.responsible if is_responsible(by, part, on=london_date(at)) else part.portfolio
    role = role_in(by, post, at=at).title
    said = {"answer": answer, "answered_by": by, "answered_role": role, "answered_at": at}
    if not UpdateQuestion.objects.filter(pk=question.pk, answer="").update(**said):
        raise Overtaken(overtaken_sentence(part))
    question.refresh_from_db()
    _note(question, "answer_about", role=role, by=by, at=at)
    tell_all(
        recipients=[question.asked_by] if question.asked_by.is_active else [],
        key=f"answered:{question.pk}",
        kind=NoticeKind.QUESTION_ANSWERED,
        title=cut(f"Answered: your question on {name_of_part(part)}"),
        text="Your question about a report of progress has an answer. Read it in the portal.",
        path=questions_path(part),
        due_at=at,
        at=at,
    )
    return question


def questions_path(part: ActionPart) -> str:
    """Where a part's questions and answers stand."""
    return f"{part.get_absolute_url()}#questions"


def _note(question: UpdateQuestion, verb: str, *, role: str, by: User, at: datetime) -> None:
    """Write the history row. A question about a difficulty is told to nobody who does not know of the difficulty."""
    is_difficulty = question.update.kind == UpdateKind.DIFFICULTY
    note(
        question.update.part,
        f"{verb}_difficulty" if is_difficulty else f"{verb}_update",
        by=by,
        at=at,
        role=role,
        public=False if is_difficulty else None,
        details={"question": question.pk},
    )
