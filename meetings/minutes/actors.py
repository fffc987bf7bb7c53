"""Who says something, and with which word: "The Head of ICT (PSPS) advised that …". Pure."""

import re

from meetings.minutes.bodies import ROLE, SUBJECT

REPLY = (
    r"(?:advised|responded|replied|answered|explained|confirmed|clarified|stated|said|commented|added"
    r"|informed|assured|indicated|reassured|reported|outlined|highlighted|stressed|noted|"
    r"acknowledged|agreed|undertook|pointed out|reiterated|emphasised|suggested|believed|thought|told"
    r"|was not aware|was unable|did not|had|would|promised|offered|apologised|gave|referred|accepted"
    r"|described|"
    r"anticipated|expected|hoped|recognised|estimated|admitted|committed|could not|welcomed|provided"
    r"|recalled|felt|considered|remarked|observed|"
    r"mentioned|conceded|expressed|drew attention|set out|updated|was)"
)
# Verbs that answer on their own, wherever they stand.
CLEAR = (
    r"(?:advised|responded|replied|answered|explained|confirmed|clarified|stated|said|informed|assured"
    r"|reassured|indicated|added|agreed|undertook|acknowledged|commented|reported|told|promised"
    r"|outlined|noted|pointed out|stressed|did not|was unable|offered|apologised|could not)"
)
_TITLE = r"(?:[A-Z][\w'’&/-]*\.?|\d{2,3})"
_JOIN = r"(?:of|for|and|the|to|in|with|at|on|&|[–—-])"
_PHRASE = (
    rf"(?:{_TITLE})(?:(?:\s+|,\s+)(?:{_JOIN}\s+){{0,3}}(?:{_TITLE}"
    rf"|\([^)]{{1,60}}\))){{0,12}}(?:\s*\([^)]{{1,60}}\))?"
)
ACTOR = (
    rf"(?:(?:[Tt]he|[Aa]n?)\s+)?(?P<by>{_PHRASE}|[Oo]fficers?(?: present)?"
    rf"|(?:[a-z]+\s+){{0,3}}(?:{ROLE})(?:\s+(?:of|for|from)\s+(?:the\s+)?(?:{_PHRASE}|[a-z]+(?: [a-z]+)?))?)"
)
_IN_REPLY = (
    r"(?:(?:In (?:response|reply|answer|turn)|Responding|Replying|In responding|By way of (?:response|reply)"
    r"|However|Again|Further)(?: to (?:this|that|the (?:question|query|point)[\w ]{0,40}"
    r"|[\w ’']{1,40}))?\s*,?\s+)?"
)
_ADVERBS = (
    r"(?:(?:also|then|further|subsequently|in response|in reply|duly|therefore|additionally|briefly|however"
    r"|again|later)\s+|,\s*in (?:response|reply),\s*)*"
)
_NAME_TAIL = r"(?:,\s+(?!and was\b)[A-Z][^,.;:?]{2,70},)?"
OPENING = re.compile(rf"{_IN_REPLY}{ACTOR}{_NAME_TAIL}\s*,?\s*{_ADVERBS}(?P<verb>{REPLY})\b")
WITHIN = re.compile(
    rf"(?:,|;|\band|[–—-])\s+(?P<start>(?:[Tt]he\s+)(?P<by>{_PHRASE}"
    rf"|(?:[a-z]+\s+){{0,2}}(?:{ROLE}))\s+{_ADVERBS}(?P<verb>{CLEAR})\b)"
)
AFTER_COMMA = re.compile(rf",\s+(?P<start>{ACTOR}{_NAME_TAIL}\s+{_ADVERBS}(?P<verb>{CLEAR})\b)")
PASSIVE = re.compile(
    r"(?:In (?:response|reply|answer),?\s*)?(?:It was (?:\w+ )?(?:confirmed|explained|clarified|advised"
    r"|reported|noted in (?:response|reply)|stated in (?:response|reply)|answered|responded|agreed"
    r"|said in (?:reply|response|answer))\b"
    r"|(?:The )?(?:members?|councillors?|committee|panel|board|group|meeting|cabinet|joint panel|task group"
    r"|councillor [A-Z][\w’'-]+|they|he|she)\s+(?:was|were)\s+(?:then |also |further )?(?:advised|informed"
    r"|told|assured|reassured|reminded)\b"
    r"|Confirmation was (?:\w+ )?(?:given|provided)\b|(?:Assurance|Reassurance|Clarification|An answer"
    r"|A response|An assurance|A reply) (?:was|had been) (?:\w+ )?(?:given|provided)\b|In (?:response|reply"
    r"|answer),)",
    re.IGNORECASE,
)
PASSIVE_WITHIN = re.compile(
    r"(?:,|;|\band|[–—-])\s+(?P<start>(?:(?:members?|councillors?|(?:the )?(?:committee|panel|board|group"
    r"|meeting|joint panel)|he|she|they|it)\s+)?(?:was|were)\s+(?:then |also )?(?:advised|informed|told"
    r"|assured|reassured|confirmed|explained)\b)",
    re.IGNORECASE,
)
_BY = re.compile(rf"\bby (?:the )?(?P<by>{_PHRASE}|officers?)\b")
_MEETS = re.compile(
    rf"(?:{SUBJECT}|It|This|There|He|She|They|That|These|Those|In|Under|Following|Some|A|One|Further|Another"
    rf"|Consideration|Work|Discussion|Debate|What|How|Why|When|Where|Who|If|As|At|On|For|With)$"
)
_ROLE = re.compile(rf"\b{ROLE}\b", re.IGNORECASE)


def opening(sentence: str) -> re.Match[str] | None:
    """Who opens a sentence and with which word. Looks no further than a name and a role can reach."""
    return OPENING.match(sentence[:300])


def speaker(found: re.Match[str]) -> str | None:
    """The role or name of a match, without the article; None where it names the meeting itself or nobody."""
    name = found["by"].strip(" ,")
    if _MEETS.fullmatch(name) or re.match(
        r"(?:members?|a member|one member|another member|some members|councillors)$", name, re.IGNORECASE
    ):
        return None
    if not _ROLE.search(name) and not re.fullmatch(
        r"(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+(?:\s*\([^)]*\))?", name
    ):
        return None
    return re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)


def by_whom(text: str) -> str | None:
    """By whom an answer in the passive was given, where it says so: "Members were told by the Head of ICT that …"."""
    found = _BY.search(text[:120])
    return found["by"] if found and _ROLE.search(found["by"]) else None
