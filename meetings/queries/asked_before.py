"""Was this asked before? Earlier questions with similar words, for the officer who types one."""

import re
from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from meetings.enums import OutcomeKind
from meetings.models import Outcome
from meetings.queries.register import Asked

MOST = 5
LOOKED_AT = 60
WORDS_AT_MOST = 8
LEAST_SHARED = 2
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y")
STEM_AT_LEAST, STEM_AT_MOST = 4, 40
COMMON = frozenset(
    """
    about above after again against also although always among another answer answered around asked asking because been
    before being below between both cannot could council councillor councillors councils does doing done down during each
    either else ever every from further given gives going have having here hers himself however into itself just know like
    made make many meeting member members might more most much must neither never next officer officers only other others
    ours over panel please portfolio question questioned rather really said same shall should since some still such sure
    take taken than that their theirs them then there these they thing this those through today under until upon used very
    want wanted wants well were what when where whether which while whom whose will with within without would years your
    """.split()  # noqa: SIM905 - a list of eighty quoted words reads worse
)


def stems_of(text: str) -> list[str]:
    """The words that tell what a text is about, without their endings, in order and once each.

    Short and common words tell nothing; letters in capitals, as in "ICT", do. Pure.
    """
    stems: dict[str, None] = {}
    for found in WORD.findall(text):
        word = found[:STEM_AT_MOST]
        lowered = word.casefold()
        is_initials = word.isupper() and len(word) > 1 and not text.isupper()
        if lowered not in COMMON and (is_initials or len(lowered) >= STEM_AT_LEAST):
            stems[lowered if is_initials else _stem(lowered)] = None
    return list(stems)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_AT_LEAST:
            return word.removesuffix(ending)
    return word


def asked_before(text: str, *, besides: int | None = None) -> list[Asked]:
    """Up to five earlier questions that share the most telling words with this text. For the officer alone.

    The database counts how many of the words each standing question holds; the best sixty are then compared word for word:
    by the share of words in common, the newer first. Two words must be shared, or the only one there is. `besides` is
    the question whose own text this is. Two queries.
    """
    stems = sorted(stems_of(text), key=len, reverse=True)[:WORDS_AT_MOST]
    if not stems:
        return []
    needed = min(LEAST_SHARED, len(stems))
    questions = Outcome.objects.standing().filter(kind=OutcomeKind.QUESTION).exclude(pk=besides or 0)
    counted = questions.annotate(shared=sum((_holds(stem) for stem in stems), start=Value(0)))
    rows = counted.filter(shared__gte=needed).order_by("-shared", "-pk").values_list("pk", "text")[:LOOKED_AT]
    best = _ranked(set(stems), rows)[:MOST]
    found = Outcome.objects.select_related(
        "item__meeting__body__council", "item__meeting__task_group"
    ).in_bulk(best)
    return [Asked(found[pk], []) for pk in best if pk in found]


def _holds(stem: str) -> Case:
    """1 where the text holds the stem. Written small, with a capital, or all in capitals: comparing without regard to case
    would read each text once for each word."""
    spelt = {stem, stem.capitalize(), stem.upper()}
    holds = Q()
    for one in sorted(spelt):
        holds |= Q(text__contains=one)
    return Case(When(holds, then=Value(1)), default=Value(0), output_field=IntegerField())


def _ranked(stems: set[str], rows: Iterable[tuple[int, str]]) -> list[int]:
    """Order questions by how many stems they share, then by how little else they say, then the newer first. Pure."""
    ranked: list[tuple[int, float, int]] = []
    for pk, text in rows:
        own = set(stems_of(text))
        shared = sum(any(word.startswith(stem) for word in own) for stem in stems)
        if shared >= min(LEAST_SHARED, len(stems)):
            ranked.append((-shared, -shared / max(1, len(own)), -pk))
    return [-pk for _, _, pk in sorted(ranked)]
