"""What to look at again in the words of a draft recommendation. Advice only: it refuses nothing. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Somebody who can be asked whether it was done: a post, a body, a company. "The councils" is nobody in particular.
ADDRESSEE = re.compile(
    r"\b(?:portfolio holders?|(?:responsible|scrutiny|chief|monitoring|section 151) officers?|chief executives?|"
    r"(?:assistant |deputy )?directors?|(?:group |service )?managers?|heads? of|leaders? of the council|cabinets?|"
    r"executives?|panels?|committees?|boards?|task groups?|chairm[ae]n|chairs?|PSPS)\b",
    re.I,
)
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
WHEN = re.compile(
    rf"\b(?:by|before|until|from|in|during|within|no later than|at) (?:the )?(?:end of |start of |next |\d|{MONTHS})|"
    rf"\b\d{{1,2}} (?:{MONTHS})\b|\b(?:19|20)\d\d\b|\bwithin \w+ (?:days?|weeks?|months?|years?)\b|"
    r"\b(?:every|each|per) (?:\w+ )?(?:days?|weeks?|months?|quarters?|years?|meetings?)\b|"
    r"\b(?:annual|yearly|quarterly|monthly|weekly|daily)(?:ly)?\b|\b(?:at once|immediately)\b",
    re.I,
)
MEASURE = re.compile(
    r"\d+(?:\.\d+)? ?(?:%|per cent\b)|\b(?:at least|at most|no more than|no fewer than|fewer than|more than|half|double)\b|"
    r"\b(?:targets?|figures?|measures?|measured|numbers? of|statistics|surveys?|feedback|audits?|evidence|results?|kpis?|"
    r"benchmarks?|reports? (?:back|to|on)|published?|publishes)\b|"
    r"\b(?!(?:19|20)\d\d\b)\d+ (?!(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|days?|weeks?|months?|years?)\b)[a-z]+",
    re.I,
)
ASKS = (
    "adopt|agree|analyse|appoint|ask|assess|build|carry out|commission|consider|consult|create|develop|draw up|employ|"
    "ensure|establish|examine|explore|extend|fund|give|improve|include|introduce|investigate|invite|keep|look|make|"
    "monitor|name|offer|prepare|produce|promote|provide|publish|raise|recruit|report|request|review|roll out|run|seek|"
    "set|share|start|support|test|train|update|write"
)
ANOTHER_ASK = re.compile(
    rf";\s*\S|\band (?:also|that|should|must)\b|\b(?:and|then) (?:to )?(?:{ASKS})\b|\bas well as\b|\bin addition\b|"
    r"(?:^|\s)\(?(?:b|ii|2)[.)]\s",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
REQUEST = re.compile(rf"\b(?:should|must|that|shall|ought)\b|^to\b|\bto (?:{ASKS})\b", re.I)


@dataclass(frozen=True)
class Advice:
    """One thing to look at again: what it is about, and the sentence that says it."""

    about: str
    sentence: str


def advice_on(
    text: str, *, addressed_to: str = "", councils: int, unexplained: Sequence[str] = ()
) -> list[Advice]:
    """Say what a council would have to ask back. `unexplained`: words in the text that nothing explains."""
    return list(_advice(text, addressed_to, councils, unexplained))


def _advice(text: str, addressed_to: str, councils: int, unexplained: Sequence[str]) -> Iterator[Advice]:
    if not councils:
        yield Advice("councils", "It is asked of no council.")
    if not addressed_to.strip() and not ADDRESSEE.search(text):
        yield Advice("addressee", "It names nobody who is to do it. Say which post or body it is for.")
    if not WHEN.search(text):
        yield Advice("date", "It gives no date. Say by when, or how often.")
    if not MEASURE.search(text):
        yield Advice(
            "measure",
            "Nothing tells how one would know that it was done. Name a figure, a report or other evidence.",
        )
    if asks_twice(text):
        yield Advice(
            "two asks",
            "It seems to ask for two things. A council answers each recommendation once: make one of each.",
        )
    if unexplained:
        yield Advice("words", f"Nothing explains {quoted(unexplained)}. Explain it there or in the glossary.")


def asks_twice(text: str) -> bool:
    """Whether the words seem to hold more than one request: joined by "and", in points, or in two sentences."""
    requests = [one for one in SENTENCE.split(text.strip()) if REQUEST.search(one)]
    return len(requests) > 1 or bool(ANOTHER_ASK.search(text))


def quoted(words: Sequence[str]) -> str:
    """ "GOSS", "MoA" and "RPA" in one line."""
    marked = [f"“{word}”" for word in words]
    return f"{', '.join(marked[:-1])} and {marked[-1]}" if len(marked) > 1 else marked[0]
