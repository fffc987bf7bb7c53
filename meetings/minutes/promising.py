"""Undertakings: promises made in the room, and by whom. Pure."""

import re

from meetings.minutes import actors
from meetings.minutes.found import Undertaking
from meetings.minutes.sentences import sentences
from meetings.minutes.words import Words

# What somebody who speaks of himself promises to do.
_DO = (
    r"(?:raise|look into|investigate|provide|circulate|send|share|report back|report|bring|write|follow|take"
    r"|feed|check|confirm|arrange|consult|contact|ask|speak|update|include|add|amend|publish|supply|"
    r"undertake|carry out|review|find out|obtain|forward|distribute|submit|present|discuss|come back"
    r"|get back|revert|return|seek|make|ensure|prepare|produce|pass|email|e-mail|let|inform|notify|advise"
    r"|respond|"
    r"reply|consider|explore|meet|visit|liaise|pursue|chase|correct|change|put|set up|organise|organize"
    r"|invite|give|keep|issue|clarify|establish|convey|refer|try|work with|draft|post|upload|"
    r"tell|call|compile|collate|look at|look again|monitor|remind|request|press|show|draw up|set out"
    r"|schedule|place|attach|extend|talk|remove|move|start|complete|revise|repair|replace|fix|order"
    r"|be in touch|be happy to|"
    r"be (?:undertaking|carrying out|looking|reviewing|providing|circulating|raising|bringing|writing|sending)|have)"
)
# What somebody else is said to be going to do: only work that is owed to the meeting.
_OWED = (
    r"(?:be (?:undertaking|carrying out|conducting) an? (?:\w+ )?(?:analysis|review|survey|audit|exercise"
    r"|assessment)|undertake an? (?:\w+ )?(?:analysis|review|survey|audit|assessment)|report back|"
    r"circulate|write to|provide (?:members|the (?:panel|committee|board)|a (?:written|further|report|note"
    r"|briefing)|figures|details|further)|look into|investigate|send (?:members|the|a|it|them)|bring a"
    r"|come back|follow (?:this|that|it) up)"
)
_DONE = (
    r"(?:circulated|addressed|amended|corrected|shared with|looked into|followed up|fed back|reported back"
    r"|brought back|brought to (?:the|a) (?:next|future)|sent to|provided to (?:members|the (?:panel"
    r"|committee|board)|all)|emailed|e-mailed|"
    r"passed on|raised with|taken back|supplied to|forwarded to|distributed|provided (?:after|following"
    r"|in writing|outside|by)|added to the (?:report|minutes|work programme|agenda|strategy|document|next)"
    r"|included in the next|investigated|"
    r"picked up|actioned|rectified|put right|submitted to (?:a|the) (?:next|future)|given (?:after|in writing))"
)
_SELF = (
    r"(?:he|she|they|he/she|(?:s)?he|we|I|(?:the )?(?:officers?|team|service|department|council|Council"
    r"|service|Service|department))"
)
_WILL = r"(?:would|will|shall|['’]d|['’]ll)"
_ADV = (
    r"(?:(?:also|then|therefore|be able to|be happy to|be pleased to|endeavour to|aim to|personally"
    r"|certainly|immediately|gladly|now)\s+)*"
)
_SAYS = rf"(?:{actors.CLEAR}|confirmed|assured)"
_UNDERTOOK = re.compile(
    rf"\b(?:undertook|undertake(?:s)?|promised|committed|offered|agreed|pledged|volunteered"
    rf"|gave an (?:undertaking|assurance)|has agreed|was happy|were happy)\s+(?:that\s+{_SELF}\s+{_WILL}\s+"
    rf"|to\s+)(?P<act>{_DO})\b",
    re.IGNORECASE,
)
_WOULD = re.compile(rf"\b(?P<who>{_SELF})\s+{_WILL}\s+{_ADV}(?P<act>{_DO})\b", re.IGNORECASE)
_OTHER = re.compile(
    rf"(?P<who>\b[A-Z][\w’'&-]*(?:\s+(?:(?:of|for|and|the|&|[–-])\s+)*[A-Z][\w’'&-]*)*(?:\s*\([^)]*\))?"
    rf"|\bofficers)\s+{_WILL}\s+{_ADV}(?P<act>{_OWED})\b"
)
_PASSIVE = re.compile(
    rf"\b(?:would|will)\s+(?:also |then |therefore )?be\s+(?P<act>{_DONE})\b", re.IGNORECASE
)
_ASSURED = re.compile(
    r"\b(?:assured|reassured|gave an (?:undertaking|assurance) to)\s+(?:the\s+)?(?:members?|committee|panel"
    r"|board|councillors?|meeting|group|cabinet|him|her|them|Councillor \w+|joint panel)\b.*?\b(?:would"
    r"|will)\b",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"^(?:agreed )?actions?(?: point)?s?\s*(?:\d+)?\s*(?::"
    r"|[–—-]\s)\s*(?:(?:the\s+)?(?P<by>[A-Z][^:;.]{1,70}?)\s+(?:to|will|would)\s+(?=[a-z])"
    r"|(?P<named>[A-Z][^:;.]{1,60}):\s+)?",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:if|whether|how|what|asked|queried|questioned|suggested|hoped|wished|when)\b(?:\s+\S+){0,6}\s*$"
    r"|\b(?:when|before|until|because|which|once)\b(?:\s+\S+){0,3}\s*$",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"\b(?:in which|by which|where|who)\b[^,;]{0,40}$", re.IGNORECASE)


LONGEST = 2500


def promises(sentence: Words) -> list[Undertaking]:
    """The undertaking that a sentence gives, if it gives one."""
    text = sentence.text
    if len(text) > LONGEST:
        return []
    if action := _ACTION.match(text):
        by = (action["by"] or action["named"] or "").strip() or None
        words = sentence.part(action.start("by") if action["by"] else action.end())
        return [Undertaking(by, words.text, words.span)] if words else []
    if text.endswith("?"):
        return []
    opened = actors.opening(text)
    within = actors.WITHIN.search(text)
    speaker = actors.speaker(opened) if opened else None
    speaker = speaker or (actors.speaker(within) if within else None)
    if not _gives(text, said=speaker is not None or actors.PASSIVE.match(text) is not None):
        return []
    other = _OTHER.search(text)
    by = speaker or actors.by_whom(text)
    if other and not _mine(text) and not opened_by(text, other):
        by = re.sub(r"^(?:The|Members|It)\s+", "", other["who"])
    return [Undertaking(by, text, sentence.span)]


def opened_by(text: str, other: re.Match[str]) -> bool:
    return other.start() == 0 and other["who"].split()[0] in {
        "This",
        "That",
        "It",
        "There",
        "These",
        "He",
        "She",
        "They",
    }


def _mine(text: str) -> bool:
    found = _WOULD.search(text)
    return bool(found) or bool(_UNDERTOOK.search(text))


def _gives(text: str, *, said: bool) -> bool:
    """Whether the grammar of a promise stands in a sentence, not in what somebody asks, wishes or tells of others."""
    if (found := _UNDERTOOK.search(text)) and not _members_agree(text, found):
        return True
    if found := _ASSURED.search(text):
        return True
    if (found := _WOULD.search(text)) and (said or found["who"].lower() in {"i", "we"}):
        before = text[: found.start()]
        person = found["who"].lower() in {"he", "she", "they", "he/she", "(s)he", "we", "i"}
        if (
            not _NOT.search(before)
            and not _DEFINES.search(before)
            and (person or "officer" in found["who"].lower() or re.match(_OWED, text[found.start("act") :]))
        ):
            return person is False or found["who"].lower() != "they" or _they_speak(text)
    if found := _OTHER.search(text):
        before = text[: found.start()]
        if not _NOT.search(before) and not re.match(
            r"(?:Members|Councillors|The Committee|The Panel)$", found["who"]
        ):
            return True
    if (found := _PASSIVE.search(text)) and not _NOT.search(text[: found.start()]):
        return said or (
            bool(
                re.match(
                    r"(?:It|This|These|That|The|A|An|Further|Details|Figures|Copies|Information)\b", text
                )
            )
            and len(text) < 220
        )
    return False


def _they_speak(text: str) -> bool:
    return bool(
        re.match(
            r"(?:In (?:response|reply),? )?(?:the )?(?:officers|[\w ]{0,40}\band\b|team)", text, re.IGNORECASE
        )
    )


def _members_agree(text: str, found: re.Match[str]) -> bool:
    """Whether it is the meeting that agreed to do something: that is a decision."""
    before = text[: found.start()]
    return found[0].lower().startswith(("agreed", "undert")) and bool(
        re.search(
            r"(?:\b(?:it was|committee|panel|members|cabinet|board|group|meeting|council"
            r"|councillors)\s*(?:\w+ly\s+)?|^)$",
            before,
            re.IGNORECASE,
        )
    )


def undertakings_of(words: Words) -> list[Undertaking]:
    """The undertakings of a paragraph, sentence by sentence."""
    found: list[Undertaking] = []
    by: str | None = None
    for sentence in sentences(words):
        opened = actors.opening(sentence.text)
        speaker = actors.speaker(opened) if opened else None
        by = speaker or by
        pronoun = re.match(
            r"(?:He|She|They|(?:The )?[Oo]fficers?)\s+(?:also\s+|further\s+)?(?:would|will|undertook|agreed"
            r"|promised|offered)\b",
            sentence.text,
        )
        if (
            pronoun
            and by
            and not re.match(r"(?:He|She|They) (?:agreed|would) (?:that|with|have|not|be\b)", sentence.text)
            and len(sentence.text) <= LONGEST
            and _gives(sentence.text, said=True)
        ):
            found.append(Undertaking(by, sentence.text, sentence.span))
            continue
        fallback = by if speaker is None and pronoun else None
        found.extend(
            Undertaking(promise.by or fallback, promise.text, promise.span) for promise in promises(sentence)
        )
    return found
