"""Questions and answers inside a paragraph: which sentence asks, which answers, and who. Pure."""

import re
from dataclasses import dataclass, field

from meetings.minutes import actors
from meetings.minutes.sentences import sentences
from meetings.minutes.words import Words, join

_WH = r"(?:whether|if|what|why|how|when|where|who|whom|which|whose)"
_ABOUT = (
    r"(?:about|regarding|concerning|on|in (?:respect|relation|regard) (?:of|to)|as to|over|around"
    r"|relating to|with regard to|in respect of|into)"
)
ASK = re.compile(
    rf"\b(?:asked|asks|queried|queries|questioned|enquired|inquired|wondered)\b\s*,?\s*(?:(?:again|further"
    rf"|also)\s+)?(?:{_WH}|{_ABOUT}|for (?:further |more |some |an? |the |additional |any )*(?:clarif\w+"
    rf"|updates?|information"
    rf"|details?|assurances?|reassurances?|confirmation|explanations?|breakdown|reasons?|views?|timescales?"
    rf"|an? indication|examples?|figures? for)|[:\"“‘']|(?:(?:the|an?|all"
    rf"|(?-i:[A-Z])[\w’'-]*)\s+(?:[\w’'&–-]+\s+){{0,9}}?)(?:{_WH}|to (?:explain|clarify|confirm|comment|"
    rf"outline|describe|expand|elaborate)|{_ABOUT}|for (?:clarification|an update|details|assurance"
    rf"|confirmation|reassurance|more))\b)"
    r"|\b(?:queried|questioned|challenged)\s+(?:the|a|an|its|their|this|that|these|those|\w+ing)\b"
    r"|\bsought\s+(?:further |some |more |an? |the |additional |written )*(?:clarif\w+|assurances?"
    r"|reassurances?|confirmation|information|explanations?|details?|views?|updates?|to (?:understand"
    r"|clarify|know|establish))\b"
    r"|\b(?:clarification|assurances?|reassurances?|confirmation|further information|an explanation"
    r"|more detail|an update) (?:was|were|is|being) (?:also |then |further )?(?:sought|requested|asked for)\b"
    rf"|\b(?:wished|wanted|asked|keen|liked) to (?:know|understand|be told|be advised)\b"
    rf"|\brequested (?:further |some |an? |more |the )*(?:clarif\w+|explanations?|confirmation|assurances?"
    rf"|reassurances?)\b"
    rf"|\b(?:questions?|quer(?:y|ies)) (?:was|were) (?:also |then )?(?:raised|asked|put|posed"
    rf"|made)\b.{{0,30}}?\b(?:{_ABOUT}|{_WH})"
    rf"|\braised (?:a|the|one|another|further|several)? ?(?:questions?|quer(?:y|ies)) {_ABOUT}|\b(?:a|one"
    rf"|another|the) (?:further |second |final |next |last |first |third )?(?:question|query) (?:referenced"
    rf"|concerned|related to|asked|was (?:whether|how|why|what|if))",
    re.IGNORECASE,
)
# "In response to a question from Councillor Lee about costs, the Head of ICT …": question and answer in one sentence.
RESPONDING = re.compile(
    rf"(?:In (?:response|answer|reply|answering|responding)|Responding|Replying|Answering|Following|Further"
    rf"|On being asked|When asked|Asked|Upon being asked|In light of|Referring|Turning|With reference"
    rf"|As regards)\b"
    rf"(?:[^.?;]{{0,60}}?\b(?:questions?|quer(?:y|ies)|enquir(?:y|ies)|point raised"
    rf"|request for (?:clarification|information|confirmation|assurance))\b|\s+to\s+{_WH}\b"
    rf"|(?:\s+by [^,]{{2,50}}?)?,?\s+(?:{_WH}|about)\b|\s+if\b)",
)
_GENERAL = re.compile(
    r"(?:Following|In (?:response|reply|answer) to|Responding to|Answering|After|There (?:was|were"
    r"|being))\s+(?:some |several |various |a number of |further |these |the |all |members['’]? |number of "
    r"|detailed |general )*(?:questions|queries|comments|debate|discussion)(?: and (?:comments|answers"
    r"|queries|answer))?(?:\s+(?:from|by|of|raised by) (?:the )?(?:committee|panel|members?|board"
    r"|councillors|group|cabinet)(?: members)?)?\s*,",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:was|were|is|are|been|be|being)\s+(?:then\s+|also\s+)?asked to\b|\b(?:has|have) (?:previously )?asked\b",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(?:asked|requested)\s+(?:that|for .{1,80}\bto be\b)", re.IGNORECASE)
# Before "asked": then a paper asks, and nobody in the room.
_ON_PAPER = re.compile(
    r"\b(?:(?:report|paper|letter|petition|motion|survey|consultation|document)s?(?:,?\s+(?:which|that))?|which)\s+$",
    re.IGNORECASE,
)


# A longer sentence is none that a meeting's minutes would print, and is looked at from outside only.
LONGEST = 2500


@dataclass
class Told:
    """An answer, or a piece of one."""

    by: str | None
    words: Words


@dataclass
class Asked:
    """A question with the answers found so far."""

    words: Words
    answers: list[Told] = field(default_factory=list)
    by: str | None = None


def asks(sentence: str) -> bool:
    """Whether a sentence puts a question: by its mark, or by a word of asking with what is asked."""
    text = sentence.rstrip("\"'”’) ")
    if len(text) > LONGEST:
        return text.endswith("?")
    if text.endswith("?") or text.startswith("Whether "):
        return True
    if _GENERAL.match(sentence):
        return False
    if _WISH.search(sentence) and not re.search(r"\?|\b(?:queried|questioned|enquired)\b", sentence):
        return False
    found, passed = ASK.search(sentence), _PASSED.search(sentence)
    if found is None or _ON_PAPER.search(sentence[: found.start()]):
        return False
    return not (passed and found.start() >= passed.start())


_PRONOUN = re.compile(r"(?:He|She|They)\s+(?:also\s+|then\s+)?(?:replied|answered|responded)\b")


def answers(sentence: str) -> tuple[bool, str | None]:
    """Whether a sentence opens as an answer, and by whom."""
    if found := actors.opening(sentence):
        by = actors.speaker(found)
        if by is not None:
            return True, by
    if actors.PASSIVE.match(sentence):
        return True, actors.by_whom(sentence)
    return bool(_PRONOUN.match(sentence)), None


def is_clear_answer(sentence: str) -> bool:
    """Whether a sentence answers with a word of answering: "The Head of ICT replied that …"."""
    found = actors.opening(sentence)
    if found and actors.speaker(found) is not None:
        return bool(re.fullmatch(actors.CLEAR, found["verb"]))
    return bool(actors.PASSIVE.match(sentence))


def parted(sentence: Words) -> tuple[Words, Told] | None:
    """A question and its answer out of one sentence: "… asked what it had cost and was advised that …"."""
    text = sentence.text
    if len(text) > LONGEST:
        return None
    responding = RESPONDING.match(text)
    if _GENERAL.match(text):
        return None
    begin = responding.end() if responding else None
    if begin is None:
        asked = ASK.search(text)
        if not asked or _PASSED.search(text[: asked.end() + 4]) or _ON_PAPER.search(text[: asked.start()]):
            return None
        begin = asked.end()
    found = [
        match
        for match in (actors.WITHIN.search(text, begin), actors.PASSIVE_WITHIN.search(text, begin))
        if match
    ]
    found = [match for match in found if match.re is not actors.WITHIN or actors.speaker(match) is not None]
    if (
        not found
        and responding
        and (plain := actors.AFTER_COMMA.search(text, begin))
        and actors.speaker(plain)
    ):
        return sentence.part(0, plain.start()), Told(
            actors.speaker(plain), sentence.part(plain.start("start"))
        )
    if not found:
        return None
    match = min(found, key=lambda item: item.start())
    by = actors.speaker(match) if match.re is actors.WITHIN else actors.by_whom(text[match.start() :])
    question = sentence.part(0, match.start())
    return (question, Told(by, sentence.part(match.start("start")))) if len(question.text) > 12 else None


_MEMBER = re.compile(r"(?:Councillor|Cllr|Chair)")


def exchanges(words: Words, *, led: bool = False) -> list[Asked]:
    """The questions of a paragraph, each with the answers that follow in it. `led`: a lead above said that questions follow,
    so that the paragraph is one even without a word of asking.
    """
    found: list[Asked] = []
    pending: list[Words] = []
    current: Asked | None = None
    for sentence in sentences(words):
        pieces = parted(sentence)
        is_answer, by = answers(sentence.text)
        if pieces and not (
            current
            and current.answers
            and is_answer
            and not RESPONDING.match(sentence.text)
            and not asks(pieces[0].text)
        ):
            current = Asked(join([*pending, pieces[0]]) if led else pieces[0], [pieces[1]])
            found.append(current)
            pending = []
        elif asks(sentence.text) and not (
            is_answer
            and current
            and not sentence.text.endswith("?")
            and is_clear_answer(sentence.text)
            and not ASK.search(sentence.text)
        ):
            if (
                current
                and not current.answers
                and sentence.text.endswith("?")
                and sentence.places[0] - current.words.places[-1] < 5
            ):
                current.words = join([current.words, sentence])
            else:
                current = Asked(
                    join([*pending, sentence]) if led or not ASK.search(sentence.text) else sentence
                )
                found.append(current)
            pending = []
        elif current is not None and by and _MEMBER.match(by) and not is_clear_answer(sentence.text):
            current, pending = None, [sentence]
        elif current is not None and is_answer:
            current.answers.append(Told(by, sentence))
        elif current is not None and current.answers:
            last = current.answers[-1]
            current.answers[-1] = Told(last.by, join([last.words, sentence]))
        elif current is not None:
            current.words = join([current.words, sentence])
        elif led and pending and is_answer:
            current = Asked(join(pending), [Told(by, sentence)])
            found.append(current)
            pending = []
        else:
            pending.append(sentence)
    if led and not found and pending:
        found.append(Asked(join(pending)))
    return [_merged(item) for item in found]


def _merged(asked: Asked) -> Asked:
    """Put together what the same person says in a row."""
    out: list[Told] = []
    for answer in asked.answers:
        if out and (
            answer.by is None
            or answer.by == out[-1].by
            or re.fullmatch(r"(?:he|she|they)", answer.by, re.IGNORECASE)
        ):
            out[-1] = Told(out[-1].by or answer.by, join([out[-1].words, answer.words]))
        else:
            out.append(answer)
    return Asked(asked.words, out, asked.by)
