"""One item of the live log as its officers see it: the entries as question, answers, action."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from meetings.enums import PROMISES, OutcomeKind
from meetings.models import AgendaItem, Outcome
from meetings.queries.papers import Cited, cited_by

WILL = re.compile(r"\bwill\b", re.IGNORECASE)
EVERY = re.compile(r"\bevery (?:year|two|three|four|2|3|4|second|other)\b|\bannual(?:ly)?\b", re.IGNORECASE)
LOOKS = {
    OutcomeKind.QUESTION: ("Question", "q", ""),
    OutcomeKind.ANSWER: ("Answer", "a", ""),
    OutcomeKind.UNDERTAKING: ("Action", "act", "link"),
    OutcomeKind.REQUEST: ("Action", "act", "link"),
    OutcomeKind.DECISION: ("", "d", "signed"),
    OutcomeKind.RECOMMENDATION: ("Recommendation", "d", ""),
    OutcomeKind.COMMENT: ("Note", "n", ""),
    OutcomeKind.TOPIC: ("Topic", "n", ""),
}
COUNTED = {"Question", "Action", "Recommendation"}


def shortened(text: str) -> str:
    """The first sixty characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


@dataclass
class Entry:
    """One entry of the log with its place in the talk: what it is called, and what came of it.

    `link` (words, address) and `title` are filled by the floor that knows what came of it. `question` is the one that an
    answer without a question most likely answers; `may_rise` and `may_fall` say where the entry can be moved.
    """

    outcome: Outcome
    label: str
    look: str
    icon: str
    replies: list["Entry"] = field(default_factory=list)
    offers_an_action: bool = False
    question: "Entry | None" = None
    may_rise: bool = False
    may_fall: bool = False
    link: tuple[str, str] | None = None
    title: str = ""
    cited: Cited | None = None

    @property
    def spoken(self) -> str:
        """The entry's name inside a sentence: "question 4", "decision 2"."""
        if self.outcome.kind == OutcomeKind.DECISION:
            return f"decision {self.outcome.number}"
        return self.label.lower()

    @property
    def is_promise(self) -> bool:
        return self.outcome.kind in PROMISES

    @property
    def is_undated(self) -> bool:
        return self.is_promise and not self.outcome.due_on and not self.outcome.due_words

    @property
    def offers_review_dates(self) -> bool:
        """A decision such as "a Task Group meet every two years" sets a rule."""
        return self.outcome.kind == OutcomeKind.DECISION and bool(EVERY.search(self.outcome.text))

    @property
    def short(self) -> str:
        """For the list from which "comes from" is chosen: "Question 5: people who do not use technology"."""
        return f"{self.label}: {shortened(self.outcome.text)}"


@dataclass(frozen=True)
class Log:
    """One item's log: the threads in order, and every entry by its order."""

    threads: list[Entry]
    entries: list[Entry]

    @property
    def last(self) -> Entry | None:
        """The entry typed last, wherever it was moved since."""
        return max(self.entries, key=lambda entry: entry.outcome.pk, default=None)

    @property
    def kinds(self) -> list[tuple[int, str]]:
        """How many of each, for "This item": questions, answers, actions, decisions, recommendations, notes."""
        looks = [
            ("question", {OutcomeKind.QUESTION}),
            ("answer", {OutcomeKind.ANSWER}),
            ("action", PROMISES),
            ("decision", {OutcomeKind.DECISION}),
            ("recommendation", {OutcomeKind.RECOMMENDATION}),
            ("note", {OutcomeKind.COMMENT, OutcomeKind.TOPIC}),
        ]
        counted = [
            (sum(entry.outcome.kind in kinds for entry in self.entries), name) for name, kinds in looks
        ]
        return [(count, name) for count, name in counted if count]


def log_of(item: AgendaItem) -> Log:
    """The standing entries of an item, threaded, with their words alone: `in_full` adds the rest. One query."""
    return thread(Outcome.objects.standing().filter(item=item).order_by("position"))


def in_full(entries: Iterable[Entry]) -> None:
    """Add to the entries that are shown who typed them, their points, their councils and what they cite. A long log has
    many more, which are only counted and chosen from. The same number of queries for any number of entries."""
    shown = list(entries)
    prefetch_related_objects(
        [entry.outcome for entry in shown], "points", "councils", "logged_by", "cites__item"
    )
    for entry in shown:
        entry.cited = cited_by(entry.outcome, entitled=True)


def thread(outcomes: Iterable[Outcome]) -> Log:
    """Put answers and actions under the question that they come from, in two levels, as it is drawn.

    What comes from a withdrawn entry stands alone.
    """
    counters: dict[str, int] = {}
    in_order = sorted(outcomes, key=lambda outcome: outcome.position)
    entries = {outcome.pk: _entry(outcome, counters) for outcome in in_order}
    threads: list[Entry] = []
    for entry in entries.values():
        root = _root_of(entry, entries)
        (threads if root is entry else root.replies).append(entry)
    for root in threads:
        offer_actions([root, *root.replies])
        offer_places(root.replies)
    offer_places(threads)
    offer_questions(threads)
    return Log(threads, list(entries.values()))


def _root_of(entry: Entry, entries: dict[int, Entry]) -> Entry:
    """Follow what it comes from to the first, as far as that stands in the log. What leads in a circle stands alone."""
    root, seen = entry, {entry.outcome.pk}
    while (above := entries.get(root.outcome.answers_id or 0)) is not None:
        if above.outcome.pk in seen:
            return entry
        seen.add(above.outcome.pk)
        root = above
    return root


def offer_places(talk: list[Entry]) -> None:
    """Say which entries can be moved up and down among their neighbours."""
    for place, entry in enumerate(talk):
        entry.may_rise, entry.may_fall = place > 0, place < len(talk) - 1


def offer_questions(threads: list[Entry]) -> None:
    """An answer that stands alone may belong to the question before it."""
    question = None
    for entry in threads:
        if entry.outcome.kind == OutcomeKind.QUESTION:
            question = entry
        elif entry.outcome.kind == OutcomeKind.ANSWER:
            entry.question = question


def offer_actions(talk: list[Entry]) -> None:
    """An answer that says "will" may be a promise: offer to make it an action, until one follows it."""
    last_promise = max((entry.outcome.position for entry in talk if entry.is_promise), default=0)
    for entry in talk:
        is_later = entry.outcome.position > last_promise
        is_answer = entry.outcome.kind == OutcomeKind.ANSWER
        entry.offers_an_action = is_answer and is_later and bool(WILL.search(entry.outcome.text))


def _entry(outcome: Outcome, counters: dict[str, int]) -> Entry:
    label, look, icon = LOOKS[OutcomeKind(outcome.kind)]
    if outcome.kind == OutcomeKind.DECISION:
        label = f"{outcome.get_decision_display()} {outcome.number}".strip()
    elif label in COUNTED:
        counters[label] = counters.get(label, 0) + 1
        label = f"{label} {counters[label]}"
    return Entry(outcome, label, look, icon)
