"""Whether the record says already what a paper says, so that nothing is made again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from meetings.models import Meeting, Outcome
from recommendations.enums import RecommendationStatus
from recommendations.models import Proposal, Reading, Recommendation

NEARLY = 0.9
ENOUGH_WORDS = 8
ALIKE = 0.6
ENOUGH_ALIKE = 4
# A summary has other words than the paper, so less of them need be in common; and its title may say it too.
ALIKE_TO_SUMMARY = 0.4
# The texts compared are at most so many times longer or shorter: beyond it no two are nearly the same.
LONGER = 1.5
WORD = re.compile(r"[\w’'-]+")
FIGURES = re.compile(r"\d[\d,.]*")
COMMON = frozenset(  # what tells no two texts apart
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "them",
        "there",
        "this",
        "to",
        "was",
        "were",
        "will",
        "with",
        "would",
        "should",
        "could",
        "which",
        "who",
    ]
)


def folded(text: str) -> str:
    """The words of a text in lower case, one space apart, without punctuation or the opening "that"."""
    words = [word.strip("'’-") for word in WORD.findall(text.lower().replace("’", "'"))]
    kept = [word for word in words if word]
    return " ".join(kept[1:] if kept[:1] == ["that"] else kept)


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts, already folded, are the same recommendation or entry.

    The rule: the same words; or, from eight words on, nine tenths of the words in the same order with the same figures.
    Short texts must be the same, since "option A" and "option B" differ by a letter.
    """
    if one == other:
        return bool(one)
    first, second = one.split(), other.split()
    if min(len(first), len(second)) < ENOUGH_WORDS:
        return False
    if Counter(FIGURES.findall(one)) != Counter(FIGURES.findall(other)):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY


def likeness(one: str, other: str) -> float:
    """How many of the telling words of the shorter text, already folded, stand in the longer one too: 0 to 1."""
    first, second = set(one.split()) - COMMON, set(other.split()) - COMMON
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer >= ENOUGH_ALIKE else 0.0


@dataclass(frozen=True)
class Known:
    """One recommendation of the tracker, by its folded words; where those are a summary, its title too."""

    pk: int
    words: str
    title: str = ""
    is_summary: bool = False


def recommendations_like(texts: Sequence[str], *, but: Reading | None = None) -> list[Known]:
    """The tracker's recommendations that may be one of these texts, by length. Discarded drafts were never on record.

    Those that this same reading made are left out: a paper that says two things alike says two things.
    """
    lengths = [len(text) for text in texts if text]
    if not lengths:
        return []
    rows: QuerySet[Recommendation] = Recommendation.objects.exclude(status=RecommendationStatus.DISCARDED)
    if but is not None:
        own = Proposal.objects.filter(reading=but, outcome__isnull=False).values("outcome")
        rows = rows.exclude(outcome__in=own)
    near = Q(length__gte=int(min(lengths) / LONGER), length__lte=int(max(lengths) * LONGER) + 20)
    found = rows.annotate(length=Length("text")).filter(near | Q(is_summary=True)).order_by("pk")
    return [
        Known(pk, folded(text), folded(title) if is_summary else "", is_summary)
        for pk, text, title, is_summary in found.values_list("pk", "text", "title", "is_summary").iterator()
    ]


def the_same(text: str, known: Iterable[Known]) -> int | None:
    """The id of the recommendation that says the same, or None. Equal words go before nearly equal ones."""
    words, candidates = folded(text), list(known)
    equal = next((one.pk for one in candidates if one.words == words and words), None)
    return equal or next((one.pk for one in candidates if says_the_same(words, one.words)), None)


def most_like(text: str, known: Iterable[Known]) -> int | None:
    """The id of the recommendation that has most of its telling words in common with the text.

    From six tenths on; from four tenths where the tracker has a summary of it, by its text or its title.
    """
    words = folded(text)
    scored = [
        (max(likeness(words, one.words), likeness(words, one.title)), -one.pk, one.is_summary)
        for one in known
    ]
    near = [one for one in scored if one[0] >= (ALIKE_TO_SUMMARY if one[2] else ALIKE)]
    return -max(near)[1] if near else None


@dataclass(frozen=True)
class Held:
    """One standing entry of a meeting's log, by its folded words."""

    pk: int
    item: int
    kind: str
    words: str


def entries_of(meeting: Meeting, *, but: Reading) -> list[Held]:
    """What the meeting's log holds, without what this reading itself put there."""
    own = Proposal.objects.filter(reading=but, outcome__isnull=False).values("outcome")
    rows = Outcome.objects.standing().filter(item__meeting=meeting).exclude(pk__in=own).order_by("pk")
    return [
        Held(pk, item, kind, folded(text))
        for pk, item, kind, text in rows.values_list("pk", "item_id", "kind", "text")
    ]


def entry_like(text: str, kind: str, item: int | None, held: Iterable[Held]) -> int | None:
    """The id of the meeting's entry of that kind, at that item, that says the same."""
    words = folded(text)
    if item is None:
        return None
    return next(
        (one.pk for one in held if one.kind == kind and one.item == item and says_the_same(words, one.words)),
        None,
    )
