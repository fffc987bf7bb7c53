"""Recommendations: what a scrutiny body asks another body or office holder to do, and whom. Pure."""

import re

from meetings.minutes.bodies import NAME
from meetings.minutes.found import Recommendation
from meetings.minutes.passages import Kind, Passage
from meetings.minutes.resolutions import points_in
from meetings.minutes.words import same

_HOLDER = (
    r"(?-i:(?:relevant |appropriate |respective |three |responsible |lead )*(?:Cabinet"
    r"|Executive)(?: (?:Members?|Portfolio Holders?|and (?:Executive|Council)))?(?: (?:Member )?(?:for"
    r"|responsible for|with responsibility for) [A-Z][\w’',&-]*(?: (?:and|&|of|the|[A-Z][\w’',&-]*))*)?"
    r"|PORTFOLIO HOLDERS?(?: FOR [A-Z &]+)?|[Pp]ortfolio [Hh]olders?(?: (?:for"
    r"|responsible for) (?:the )?[A-Z][\w’'&-]*(?:,? (?:and |& |of "
    r"|the )*[A-Z][\w’'&-]*)*)?"
    r"|(?:Deputy )?Leaders?(?: of the (?:Council|Executive))?|(?:Full |full )?Council"
    r"|Secretary of State[\w ]{0,40}|Mayor|Board of [A-Z]\w+(?: [A-Z]\w+)*"
    rf"|(?:each|all|the) (?:[Cc]ouncil|partner council)s?(?:['’]s [Cc]abinet)?|{NAME})"
)
_SELF = re.compile(
    r"(?:the |this )?(?:committee|panel|task group|task and finish group|working group|review group|group"
    r"|board|scrutiny \w+|joint panel|members)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?:that\s+)?(?:the\s+)?(?P<to>{_HOLDER})\s+(?:(?:and|with) [^;:]{{2,60}}? )?(?:be|is"
    rf"|are)\s+(?:\w+ly\s+|also\s+|further\s+)?"
    r"(?P<verb>recommended|asked|requested|urged|invited|advised|encouraged|called upon)\b(?!\s+for\b)",
    re.IGNORECASE,
)
_TO_ITSELF = re.compile(
    r"(?:that\s+)?(?:the\s+|this\s+)?(?:scrutiny\s+)?(?:committee|panel|board|members"
    r"|sub-committee)\s*(?:is asked to|are asked to|to)?\s*:?$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"(?:that\s+)?(?:to\s+)?(?:ask|request|urge|invite|call (?:up)?on"
    r"|write to)\s+(?:the\s+)?(?P<to>[\w’'&][\w’'& -]{2,60}?)\s+(?:to|asking)\s",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:officers?|heads?|managers?|directors?|chair\w*|vice|members?|clerk|solicitor|working group"
    r"|task group|team|chief executive|staff|councillors?|him|her|them"
    r"|consultants?|service|committee|panel)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    rf"\brecommend(?:s|ed|ing|ation|ations)?(?:\(s\))?\s+(?:be (?:made|submitted|forwarded) )?(?:to"
    rf"|for consideration by|for)\s+(?:the\s+)?(?P<to>{_HOLDER})",
    re.IGNORECASE,
)
_THAT = re.compile(
    rf"\brecommend(?:s|ed|ing)?\s+that\s+(?:the\s+)?(?P<to>{_HOLDER})\s+(?=[a-z])", re.IGNORECASE
)
_CONSIDERED = re.compile(
    rf"\b(?:consideration by|submitted to|forwarded to|presented to|referred to|made to|put to|asks?|calls on"
    rf"|urges?)\s+(?:the\s+)?(?P<to>{_HOLDER})",
    re.IGNORECASE,
)
_RECOMMEND = re.compile(
    r"\b(?:to |also |and |Panel |Committee |further |that it |that the \w+ |be )?recommend(?:s"
    r"|ed)?\b(?!\s*(?:ations?|approach|level|option|by the officer|in the report))",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    rf"^(?:that\s+)?(?:the\s+)?(?P<to>{_HOLDER})\s+(?!be\b|of\b|and\b|for\b|in\b|is\b|was\b)(?-i:[a-z]+)\b",
    re.IGNORECASE,
)


# How far into a point its addressee may stand.
REACH = 900


def addressee(text: str) -> str | None:
    """To whom words recommend, where they say so."""
    text = text[:REACH]
    for pattern in (_URGES, _ASKED, _RECOMMENDS, _THAT):
        if found := pattern.search(text):
            return _name(found["to"])
    outside = _OUTSIDE.match(text)
    return _name(outside["to"]) if outside and not _INSIDE.search(outside["to"]) else None


def _name(text: str) -> str | None:
    name = re.sub(r"^(?:the|that)\s+", "", text.strip(" ,:"), flags=re.IGNORECASE)
    return None if not name or _SELF.fullmatch(name) else name


def _lead_to(passage: Passage, lead: str) -> str | None:
    whole = f"{passage.lead.text.removesuffix(passage.first.text)} {lead}"
    return (
        addressee(whole)
        or addressee(passage.before if passage.before.endswith(":") else "")
        or _considered(whole)
        or _subject(lead)
    )


def _considered(text: str) -> str | None:
    found = _CONSIDERED.search(text)
    return _name(found["to"]) if found else None


def _subject(lead: str) -> str | None:
    """Whom "That Cabinet:" below RECOMMENDED speaks to."""
    found = re.match(rf"(?:that\s+)?(?:the\s+)?(?P<to>{_HOLDER})\s*[:–-]?$", lead.strip(), re.IGNORECASE)
    return _name(found["to"]) if found else None


def recommendations_in(passages: list[Passage], *, executive: bool) -> list[Recommendation]:
    """The recommendations of an item in the paper's order, each once. What an executive resolves is none, though it
    recommends something to the council.
    """
    found: list[Recommendation] = []
    kinds = {Kind.ADVICE} if executive else {Kind.DECISION, Kind.RECOMMENDED, Kind.ADVICE}
    for passage in passages:
        if passage.kind not in kinds:
            continue
        lead, points = points_in(passage)
        if passage.kind is Kind.ADVICE and _TO_ITSELF.match(lead.text):
            continue
        whole = passage.kind is not Kind.DECISION or _leads(lead.text)
        to = _lead_to(passage, lead.text) if whole else None
        for point in points:
            text = point.words.text
            if whole or recommends(text):
                found.append(
                    Recommendation(
                        point.number, text, addressee(text) or to or _direct(text, passage), point.words.span
                    )
                )
    return once(found)


def _leads(lead: str) -> bool:
    return bool(re.search(r"\brecommend", lead, re.IGNORECASE)) or bool(_ASKED.search(lead))


def _direct(text: str, passage: Passage) -> str | None:
    """The addressee as the subject of what is recommended: "that Cabinet approve …"."""
    if passage.kind is Kind.DECISION:
        return None
    found = _DIRECT.match(text)
    return _name(found["to"]) if found else None


def recommends(text: str) -> bool:
    """Whether a point of a resolution recommends something to somebody else."""
    text = text[:REACH]
    if (urged := _URGES.match(text)) and _name(urged["to"]):
        return True
    if (outside := _OUTSIDE.match(text)) and not _INSIDE.search(outside["to"]):
        return True
    if found := _ASKED.search(text):
        return found["verb"].lower() == "recommended" or _name(found["to"]) is not None
    if re.search(r"\brecommend(?:s|ed)?\s+(?:to|that)\b", text, re.IGNORECASE):
        return not re.search(
            r"\b(?:as|had|has|was|were|those|officers?|been)\s+(?:\w+ )?recommended\b|\bit (?:is|was) recommended\b",
            text,
            re.IGNORECASE,
        )
    if re.search(
        r"\b(?:referred|remitted|sent) back to\b.*\b(?:request|recommend|reconsider|view)",
        text,
        re.IGNORECASE,
    ):
        return True
    return bool(re.search(rf"\brecommend\s+(?:the\s+)?{_HOLDER}\s+to\b", text))


_URGES = re.compile(
    rf"(?:that\s+)?(?:to\s+)?(?:request|ask|urge|invite|call (?:up)?on|recommend|encourage"
    rf"|advise)s?\s+(?:that\s+)?(?:the\s+)?(?P<to>{_HOLDER})\s+"
    r"(?:to|be|should|give|consider|takes?|looks?|reviews?)\b",
    re.IGNORECASE,
)


def once(found: list[Recommendation]) -> list[Recommendation]:
    """Each recommendation once, however often the item prints it."""
    seen: set[str] = set()
    out: list[Recommendation] = []
    for item in found:
        key = same(re.sub(r"^that\s+", "", item.text, flags=re.IGNORECASE))
        if key not in seen:
            seen.add(key)
            out.append(item)
    return out
