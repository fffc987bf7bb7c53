"""Signs: the words that open a part of a paper, such as RESOLVED, "Reasons for decision" or "Minutes:". Pure."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from meetings.minutes.bodies import NAME, SUBJECT


class Part(Enum):
    """What a sign opens."""

    DECISION = "what the meeting decided"
    RECOMMENDED = "what the meeting recommended: a decision and a recommendation"
    ADVICE = "recommendations that need a look at whose they are"
    ASIDE = "reasons, options and other parts that decide nothing"
    MINUTES = "the minutes of an item"
    ANSWERS = "responses to recommendations"
    ACTIONS = "who is to do what"
    ITEM = "the label before an item's title"


@dataclass(frozen=True)
class Sign:
    """`rest` is where the words behind the sign begin; `verb` the word of decision in lower case."""

    part: Part
    rest: int
    verb: str = ""


VERBS = (
    r"resolved|agreed|decided|determined|approved|noted|endorsed|recommended|received|adopted|accepted"
    r"|deferred|referred|ratified|supported"
    r"|confirmed|granted|refused|carried|delegated|authorised|appointed"
)
_HOW = (
    r"(?:\s*,?\s*(?:unanimously|nem\.? con\.?|by (?:a )?(?:majority(?: (?:vote|of [\w ]{1,30}))?"
    r"|general consent|consensus|assent|show of hands"
    r"|\d+ votes? to \d+|[\w ]{1,20} votes to [\w]{1,10})(?:,? with \d+ abstentions?)?|with \d+ abstentions?"
    r"|without dissent|(?:up)?on being (?:proposed|moved|put)\b[^:.;]{3,160}?(?=,\s*(?:that|to)\b)"
    r"|\([^)]{0,90}\)|\[[^\]]{0,90}\]))*"
)
_BEFORE = (
    r"(?:(?:accordingly|therefore|consequently|thereupon|whereupon|subsequently)\s*,?\s+"
    r"|(?:following|after|having|upon|on|with|in|moved|proposed|it being|there being|by|having been"
    r"|being)\b[^.:;]{2,220}?(?:,|\band)\s+"
    r"(?=(?:it was|the\b|members|RESOLVED|AGREED|resolved)))?"
)
_ADVERB = (
    r"(?:(?:then|therefore|subsequently|unanimously|duly|formally|also|further|accordingly|thereupon|hereby"
    r"|now|jointly|collectively|AGREED and|agreed and)\s+)*"
)
# At the start of a line: RESOLVED, Resolved that, AGREED:, It was resolved, The Panel RESOLVED to …
_OPENING = re.compile(
    rf"{_BEFORE}(?P<who>(?:it\s+was|{SUBJECT}|was|we)\s+(?:have\s+"
    rf"|has\s+)?)?{_ADVERB}(?P<verb>{VERBS})\b(?:\s+and\s+(?:resolved|agreed|recommended))?"
    rf"{_HOW}\s*(?P<stop>[:.–—-]+(?=\s|$))?\s*(?P<that>,?\s*(?:that|to)\b)?",
    re.IGNORECASE,
)
_NOUN_HEAD = re.compile(
    rf"(?:(?:the )?(?:(?:{NAME}|final|committee|cabinet|panel|executive|council|board"
    rf"|agreed)(?:['’]s)?\s+)?(?:decisions?|resolutions?|outcome|determination)"
    r"(?:s)?(?:\s+(?:made|taken|agreed|of (?:the )?(?:cabinet|committee|panel|meeting|council|executive"
    r"|board)|(?:of|by) (?:the )?(?:cabinet |executive |lead )?(?:member|councillor|portfolio holder|leader|mayor"
    r"|director|officer|deputy leader)\b[\w ,&’'-]{0,60}))?(?:\s*\([^)]{0,60}\))?)\s*(?P<stop>:[–—-]*"
    r"|\s[–—-](?=\s)|[–—-]?$)\s*",
    re.IGNORECASE,
)
THAT_BODY = re.compile(
    rf"That\s+(?:the\s+)?(?:{NAME}|Members|[Cc]ommittee|[Pp]anel)(?:\s+[Mm]embers)?\s*(?:[:–—-]?$|:\s+(?=\S))"
)
_ASIDE = re.compile(
    r"(?:(?:the )?(?:summary of )?reasons?(?: \(s\)|\(s\))?(?:\s+(?:for|of|behind|given)\b.{0,60})?"
    r"|(?:details of )?(?:any )?(?:other |alternative |alternate )?options?"
    r"(?:\s+(?:considered|rejected|appraisal|available|that were|and reasons)\b.{0,80})?"
    r"|alternatives?(?: options?)?(?: considered.{0,60})?"
    r"|background(?: papers?| information| documents?)?|purpose(?: of (?:the )?report)?"
    r"|(?:executive )?summary(?: of (?:the )?report)?|conflicts? of interests?.{0,60}|dispensations?.{0,60}"
    r"|(?:financial|legal|equality|equalities|risk|resource|staffing|climate|other"
    r"|environmental)(?: and \w+)? implications|implications|consultation|introduction"
    r"|declarations? of interests?.{0,60}|(?:any )?interests? declared|call[ -]?in(?: procedure)?|note|notes"
    r"|corporate (?:plan|priorities)|what happens next|next steps"
    r"|report summary|relevant considerations|key (?:issues|points)|recorded vote|voting|votes?|for|against"
    r"|abstentions?"
    r"|options|(?:report )?appendices|list of appendices|attendance|also present)\s*(?P<stop>:|[–—-]?$|\s[–—-]\s)\s*",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    rf"(?:(?:the )?(?:(?P<whose>officers?['’]?s?|report|draft|proposed|original|final|key|full|{NAME}['’]?s?"
    rf"|committee['’]?s?|scrutiny|panel['’]?s?|our|agreed|summary of|list of|earlier|previous|past)\s+){{0,3}}"
    r"recommend(?:ations?|ed)(?:\(s\))?(?:\s+(?:to|from|of|by|made by"
    r"|for)\s+.{1,90}?)?(?:\s*\([^)]{0,60}\))?)\s*(?P<stop>:|\s[–—-](?=\s)|[–—-]?$)\s*",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:draft |confidential |public )?(?:minutes?|discussion|minute text|proceedings|debate"
    r"|matters raised)\s*(?P<stop>:|$)\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"(?:agenda item(?:\s*(?:no\.?|number)?\s*\d+[a-z]?)?|issue|issue details|decision details"
    r"|item(?:\s*(?:no\.?|number)?\s*\d+[a-z]?)|minute (?:no\.?|number)?\s*\d+|(?:report|decision) title"
    r"|title of (?:the )?(?:decision|report|item)|subject(?: matter)?|subject of (?:the )?(?:decision"
    r"|report)"
    r"|title)\s*(?:[:.–—-]\s*|$)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:(?:the |formal |initial |agreed |draft |written )*"
    r"(?:(?:cabinet|executive|council|portfolio holder|leader|officer|service"
    r"|board)(?: member)?['’]?s? )?responses?(?:\s+(?:to|from|of|by)\s+(?:the\s+)?(?:(?:scrutiny"
    r"|task group|panel|committee|review)['’]?s?\s+)*"
    r"(?:recommendations?\b.{0,40}|cabinet|executive|council|portfolio holder))?)\s*(?::|$)\s*",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"(?:agreed |follow[- ]up )?actions?(?: points?| arising| agreed| required| log| list| summary)?\s*(?::"
    r"|\s[–—-](?=\s)|$)\s*",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:Q|A|Question|Answer|Reply|Response"
    r"|Supplementary(?: question)?)\s*\d{0,2}[a-z]?\s*(?:\([^)]{1,80}\)\s*)?(?::|[.)](?=\s)|\s?[–—-](?=\s))"
    r"|(?:Question|Answer)\s+\d{1,2}\s*$"
)


def _rest(text: str, found: re.Match[str]) -> int:
    """Where the words behind a sign begin. "That" and "to" belong to them, unless nothing follows."""
    if found["that"] and text[found.end() :].strip(" :–—-"):
        return found.start("that") + len(found["that"]) - len(found["that"].lstrip(" ,"))
    return found.end()


# A sign stands within so many characters; a sentence that decides is no longer.
LONGEST_SIGN, LONGEST_SENTENCE = 700, 3000


@lru_cache(maxsize=8192)
def sign_of(text: str) -> Sign | None:
    """The sign with which a paragraph opens, if it opens with one. See `Part`."""
    return _sign_of(text if len(text) < LONGEST_SIGN else text[:LONGEST_SIGN] + "…")


def _sign_of(text: str) -> Sign | None:
    for pattern, part in (
        (_MINUTES, Part.MINUTES), (_ITEM, Part.ITEM), (_ASIDE, Part.ASIDE), (_NOUN_HEAD, Part.DECISION),
    ):  # fmt: skip
        if (found := pattern.match(text)) and (len(text) < 140 or found.end() < 60):
            return Sign(part, found.end(), "resolved" if part is Part.DECISION else "")
    if THAT_BODY.match(text):
        return Sign(Part.DECISION, 0, "")
    if opening := _opened(text):
        return opening
    if (found := _ADVICE.match(text)) and not found[0].rstrip().endswith((".", ";", ",")):
        return Sign(Part.ADVICE, found.end())
    if (found := _ACTIONS.match(text)) and len(text) > found.end() - 1:
        return Sign(Part.ACTIONS, found.end())
    if (found := _ANSWERS.match(text)) and len(text) < 140:
        return Sign(Part.ANSWERS, found.end())
    return None


# "RECOMMENDED to Cabinet that …", "RESOLVED TO RECOMMEND TO CABINET: …": the addressee belongs to the sign.
_ADDRESSED = re.compile(
    rf"(?:recommended(?:\s+to)?|(?:resolved|agreed)\s+to\s+recommend\s+to(?=[^:.]*:))\s+(?:the\s+)?"
    rf"(?:{NAME}|(?:full )?council|cabinet|executive|(?:deputy )?leader(?: of the council)?"
    rf"|portfolio holders?(?: for [^:.]{{3,60}}?)?"
    rf"|(?:cabinet|executive) members?(?: for [^:.]{{3,60}}?)?)\s*(?:[:–—-]+(?:\s+|$)|(?=that\b)|$)",
    re.IGNORECASE,
)


def _opened(text: str) -> Sign | None:
    """RESOLVED and its like at the start of a line, in capitals or with a colon or "that" behind it."""
    found = _OPENING.match(text)
    if not found:
        return None
    verb = found["verb"]
    shouted = verb.isupper()
    alone = found.end() == len(text.rstrip())
    if not (shouted or found["that"] or found["stop"] or alone):
        return None
    if found["who"] and not shouted and not _settles(text, found):
        return None
    if not found["who"] and not shouted and verb.lower() not in SETTLING and not found["stop"] and not alone:
        return None
    part = Part.RECOMMENDED if verb.lower() == "recommended" else Part.DECISION
    if addressed := _ADDRESSED.match(text, found.start("verb")):
        return Sign(Part.RECOMMENDED, addressed.end(), "recommended")
    straight = not (found["that"] or found["stop"] or alone) and verb.lower() not in {
        "resolved",
        "recommended",
    }
    return Sign(part, 0 if straight else _rest(text, found), verb.lower())


# Inside a sentence: "The Panel considered the report and RESOLVED that …"; at its end: "… it was moved and RESOLVED".
_SHOUTED = re.compile(
    rf"\b(?P<verb>{VERBS.upper()})\b(?:\s+(?:AND|and)\s+(?:RESOLVED|AGREED"
    rf"|RECOMMENDED))?{_HOW}\s*(?P<stop>[:.–—-]+(?=\s|$))?\s*(?P<that>,?\s*(?:that|to|THAT|TO)\b)?"
)
_SAID = re.compile(
    rf"\b(?:it was|{SUBJECT})\s+(?:(?:therefore|then|unanimously|subsequently|duly|also|further"
    rf"|formally)\s+)*(?P<verb>resolved|agreed|recommended|decided)\b{_HOW}"
    r"\s*(?P<stop>:)?\s*(?P<that>,?\s*(?:that|to)\b)?"
)
_LISTED = re.compile(
    rf"\b(?:resolved|agreed|recommended|decided)\b{_HOW}(?:\s+(?:that|to)(?:\s+(?:the\s+)?{NAME})?)?\s*:$"
)
EARLIER = re.compile(
    r"\b(?:is|are|be|had|has|have|having|previously|earlier|already|last year|was|were|been)\s+(?:\w+ )?$"
    r"|\b(?:previous|last|earlier|preceding|recent) (?:meeting|year|municipal year)\b"
    r"|\b(?:previously|originally)\b|\bat (?:its|their|the) meeting (?:of|on|held|in)\b|\b(?:as|which|who"
    r"|when|where|because|if|once|until|since|whatever) (?:\w+ ){0,4}$",
    re.IGNORECASE,
)


# What may stand before "it was agreed that" inside a sentence: a whole clause, not the middle of one.
_CLAUSE_ENDED = re.compile(r"(?:^|[,;:–—]|\band|\bbut)\s*(?:[Tt]he\s+)?$")


_AFTER = re.compile(r"(?:After|Following|Having|Upon|On|At|In|With)\b[^.;:]{3,160}\s")


# A sentence that begins with one of these tells what somebody else said.
_QUOTES = "\"“‘'"


def sign_within(sentence: str) -> Sign | None:
    """The word of decision inside a sentence, where the meeting itself decides with it now."""
    if sentence[:1] in _QUOTES:
        return None
    if (sign := sign_of(sentence)) or len(sentence) > LONGEST_SENTENCE:
        return sign
    for found in _SHOUTED.finditer(sentence):
        if sentence.isupper() or EARLIER.search(_nearby(sentence, found.start())):
            continue
        part = Part.RECOMMENDED if found["verb"] == "RECOMMENDED" else Part.DECISION
        return Sign(part, _rest(sentence, found), found["verb"].lower())
    for found in _SAID.finditer(sentence):
        before = sentence[: found.start()]
        if (
            EARLIER.search(before)
            or not found["that"]
            or not (_CLAUSE_ENDED.search(before) or _AFTER.fullmatch(before))
        ):
            continue
        verb = found["verb"]
        if (
            verb in {"agreed", "decided"}
            and found["that"].strip(" ,") == "that"
            and not _wills(sentence[found.end() :])
        ):
            continue
        return Sign(
            Part.RECOMMENDED if verb == "recommended" else Part.DECISION, _rest(sentence, found), verb
        )
    listed = _LISTED.search(sentence)
    if listed and not EARLIER.search(_nearby(sentence, listed.start())):
        verb = listed[0].split()[0].lower().strip(":")
        return Sign(Part.RECOMMENDED if verb == "recommended" else Part.DECISION, len(sentence), verb)
    return None


def _nearby(sentence: str, end: int) -> str:
    """What stands before a word, without "it was"."""
    return re.sub(r"\bit was (?:\w+ )?$", "", sentence[:end])


def _wills(text: str) -> bool:
    """Whether words say what shall be, and not what was."""
    return bool(re.search(r"^.{0,140}?\b(?:be|should|would|will|shall)\b", text)) and not re.search(
        r"^.{0,50}?\b(?:was|were|had|has|is|are)\b", text
    )


SETTLING = {"resolved", "agreed", "decided", "recommended", "determined"}


def _settles(text: str, found: re.Match[str]) -> bool:
    """Whether small letters decide: "it was resolved that …", "the Panel agreed to …", but not "members noted that …"."""
    verb = found["verb"].lower()
    if found["stop"] and found.end() == len(text.rstrip()):
        return verb not in {"received", "confirmed"}
    if verb not in SETTLING or not found["that"]:
        return False
    if verb in {"agreed", "decided"} and found["that"].strip(" ,").lower() == "that":
        return _wills(text[found.end() :]) or bool(found["stop"])
    return True


def is_sign(text: str) -> bool:
    """Whether a line begins a paragraph of its own, because it opens with a sign or with "Q:" or "A:"."""
    if _SPEAKER.match(text):
        return True
    sign = sign_of(text)
    if sign is None:
        return False
    return sign.part is not Part.DECISION or text[:1].isupper()


def stands_alone(text: str) -> bool:
    """Whether a line is a sign and nothing else: "RESOLVED:"."""
    sign = sign_of(text)
    return sign is not None and sign.rest >= len(text) and sign.part not in (Part.ACTIONS,)
