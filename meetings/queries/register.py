"""The register: every question with its answers, from all meetings, through what the reader may see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from core.spreadsheets import day
from councils.models import Body, Council
from meetings.enums import RECORD_PUBLISHED, OutcomeKind
from meetings.models import Outcome
from meetings.queries.listing import JOINT
from meetings.queries.naming import title_of
from meetings.queries.visibility import entries_visible_to
from meetings.querysets import OutcomeQuerySet
from strategies.models import Strategy
from strategies.queries import strategies_visible_to

LONGEST = 200
WORDS_AT_MOST = 8
AT_ONCE = 500
HEADINGS = (
    "Meeting", "Day", "Item", "About", "Question", "Asked by", "Answer", "Answered by", "Published", "Exempt",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for, as far as it exists. `ignored` counts values that name nothing."""

    words: str = ""
    council: str = ""
    body: Body | None = None
    strategy: Strategy | None = None
    councils: list[Council] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    strategies: list[Strategy] = field(default_factory=list)
    ignored: int = 0

    @property
    def chosen(self) -> bool:
        return bool(self.words or self.council or self.body or self.strategy)


@dataclass(frozen=True)
class Asked:
    """A question with its answers, as the record has them."""

    question: Outcome
    answers: list[Outcome]

    @property
    def meeting_title(self) -> str:
        return title_of(self.question.item.meeting)

    @property
    def address(self) -> str:
        """Where it stands on the record; before that is published, in the log, which the officer alone can open."""
        meeting, item = self.question.item.meeting, self.question.item_id
        log = "" if self.is_published else reverse("recommendations:log-item", args=[*meeting.path, item])
        return f"{f'{log}?all' if log else meeting.get_absolute_url()}#entry-{self.question.pk}"

    @property
    def is_published(self) -> bool:
        return self.question.item.meeting.status in RECORD_PUBLISHED

    @property
    def is_exempt(self) -> bool:
        return not (self.question.is_open and self.question.item.is_open)


def read_wanted(query: Mapping[str, str], user: Any, *, on: date) -> Wanted:
    """Read `q`, `council` (a slug, or "joint"), `body` (an id) and `strategy` (a slug). What names nothing is counted."""
    councils = list(Council.objects.order_by("position", "pk"))
    bodies = list(Body.objects.select_related("council").order_by("council__position", "name"))
    strategies = list(strategies_visible_to(user, on=on).order_by("title"))
    asked = {name: query.get(name, "") for name in ("council", "body", "strategy")}
    body = next((one for one in bodies if str(one.pk) == asked["body"]), None)
    strategy = next((one for one in strategies if one.slug == asked["strategy"]), None)
    council = asked["council"] if asked["council"] in {JOINT, *(one.slug for one in councils)} else ""
    found = {"council": council, "body": body, "strategy": strategy}
    ignored = sum(bool(value) and not found[name] for name, value in asked.items())
    words = " ".join(query.get("q", "").replace("\0", "").split())[:LONGEST]
    return Wanted(words, council, body, strategy, councils, bodies, strategies, ignored)


def questions_wanted(user: Any, wanted: Wanted, *, on: date) -> OutcomeQuerySet:
    """The questions that the reader may see and wants, the newest meeting first, in the order in which they were asked.

    Each word stands in the question, in an answer that the reader may see, in the title of its item, or with who asked.
    """
    visible = entries_visible_to(user, on=on)
    answers = visible.filter(kind=OutcomeKind.ANSWER, answers=OuterRef("pk")).order_by()
    questions = visible.filter(kind=OutcomeKind.QUESTION)
    if wanted.council == JOINT:
        joint = Q(item__meeting__task_group__isnull=False) | Q(item__meeting__body__council__isnull=True)
        questions = questions.filter(joint)
    elif wanted.council:
        questions = questions.filter(item__meeting__body__council__slug=wanted.council)
    if wanted.body:
        questions = questions.filter(item__meeting__body=wanted.body)
    if wanted.strategy:
        questions = questions.filter(item__strategy=wanted.strategy)
    for word in wanted.words.split()[:WORDS_AT_MOST]:
        in_words = Q(text__icontains=word) | Q(said_by__icontains=word) | Q(item__title__icontains=word)
        questions = questions.filter(in_words | Exists(answers.filter(text__icontains=word)))
    return questions.select_related("item__meeting__body__council", "item__meeting__task_group").order_by(
        F("item__meeting__held_on").desc(nulls_last=True), "-item__meeting", "item__position", "position"
    )


def with_answers(user: Any, questions: Iterable[Outcome], *, on: date) -> list[Asked]:
    """Put to each question the answers that the reader may see, those given to an answer too. One query."""
    questions = list(questions)
    asked = [question.pk for question in questions]
    replies = (
        entries_visible_to(user, on=on)
        .filter(Q(answers__in=asked) | Q(answers__answers__in=asked), kind=OutcomeKind.ANSWER)
        .select_related("answers")
        .order_by("position")
    )
    answers: dict[int, list[Outcome]] = {pk: [] for pk in asked}
    for reply in replies:
        source = reply.answers
        assert source is not None  # noqa: S101 - each answers one of these questions, or what answers one
        root = source.pk if source.pk in answers else source.answers_id
        answers[root or 0].append(reply)
    return [Asked(question, answers[question.pk]) for question in questions]


def lines_of(user: Any, questions: OutcomeQuerySet, *, on: date) -> Iterator[list[str]]:
    """The register as rows of a spreadsheet: one for each answer, one for a question without any. Read in pieces."""
    ids = questions.values_list("pk", flat=True).iterator(chunk_size=2000)
    while piece := list(islice(ids, AT_ONCE)):
        found = {
            question.pk: question
            for question in Outcome.objects.filter(pk__in=piece).select_related(
                "item__meeting__body__council", "item__meeting__task_group"
            )
        }
        for one in with_answers(user, [found[pk] for pk in piece], on=on):
            yield from _lines(one)


def _lines(one: Asked) -> Iterator[list[str]]:
    question = one.question
    start = [
        one.meeting_title,
        day(question.item.meeting.held_on),
        question.item.number or str(question.item.position),
        question.item.title,
        question.text,
        question.said_by or "Members",
    ]
    end = ["yes" if one.is_published else "no", "yes" if one.is_exempt else "no"]
    for text, by in [(answer.text, answer.said_by) for answer in one.answers] or [("", "")]:
        yield [*start, text, by, *end]
