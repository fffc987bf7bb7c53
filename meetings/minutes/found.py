"""What the reader finds in a paper: each thing with its words, and the place in the text where they stand. Pure."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Span:
    """A place in the text that was read: `text[start:end]` are the exact source words."""

    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """A body or a council, as the paper names it."""

    text: str
    span: Span


@dataclass(frozen=True)
class Dated:
    """The day of the meeting, as the paper says it. Never the day of another meeting that the paper mentions."""

    day: date
    span: Span


@dataclass(frozen=True)
class Present:
    """Who was there. `presence` is a value of `meetings.enums.Presence`; the others are filled where the paper says so."""

    name: str
    presence: str
    span: Span
    council: str | None = None
    substitute_for: str | None = None


@dataclass(frozen=True)
class Decision:
    """What the meeting itself resolved, agreed, noted or approved. `word` is a value of `meetings.enums.DecisionKind`.

    `text` is folded to single spaces and has its number taken off; sub-points stay in it.
    """

    number: str | None
    text: str
    word: str
    span: Span


@dataclass(frozen=True)
class Recommendation:
    """What a scrutiny body asks another body or office holder to do; `to` is whom, where the paper says."""

    number: str | None
    text: str
    to: str | None
    span: Span


@dataclass(frozen=True)
class Response:
    """What was answered to a recommendation: its number, the verdict in lower case ("accepted in part"), and the words."""

    number: str | None
    verdict: str
    text: str
    span: Span


@dataclass(frozen=True)
class Answer:
    by: str | None
    text: str
    span: Span


@dataclass(frozen=True)
class Question:
    text: str
    by: str | None
    answers: tuple[Answer, ...]
    span: Span


@dataclass(frozen=True)
class Undertaking:
    """A promise made in the room ("would raise this with …"), by whom where the paper says."""

    by: str | None
    text: str
    span: Span


@dataclass(frozen=True)
class Request:
    """What members asked for, outside any decision, with its sub-points."""

    by: str | None
    text: str
    points: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class Item:
    """One agenda item. Without headings a paper has one item, whose title is None where none is printed."""

    title: str | None
    number: str | None
    span: Span
    decisions: tuple[Decision, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    responses: tuple[Response, ...] = ()
    questions: tuple[Question, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True)
class Found:
    """One meeting, or one report, as read. What the paper does not say is None or empty, never guessed.

    `council` is the council that the paper names as its own, inside the partnership or not.
    """

    body: Named | None
    council: Named | None
    day: Dated | None
    attendance: tuple[Present, ...] = field(default=())
    items: tuple[Item, ...] = ()
