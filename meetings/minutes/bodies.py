"""Names of bodies and councils, as papers print them. Pure."""

import re

NOUN = (
    r"(?:Sub[- ]?Committee|Committee|Panel|Cabinet|Executive|Board|Council|Task (?:and|&) Finish Group"
    r"|Task Group|Working Group"
    r"|Working Party|Review Group|Steering Group|Forum|Commission|Assembly|Group)"
)
_WORD = r"(?:[A-Z][\w'’&-]*|&)"
_SMALL = r"(?i:of|and|the|for|on|in|&)"
# Names keep their capitals wherever they are looked for, and end with what meets: "Joint Performance Monitoring Panel".
NAME = rf"(?-i:(?:{_WORD},?\s+(?:(?:{_SMALL}\s+){{0,2}}{_WORD},?\s+){{0,9}}?)?(?i:{NOUN})(?!\w))"
# What a sentence calls a body: by name or shortly.
SUBJECT = (
    rf"(?:[Tt]he\s+|THE\s+)?(?:(?:[Mm]embers|[Cc]ouncillors) of the\s+)?(?:{NAME}|[Cc]ommittee|[Pp]anel"
    rf"|[Cc]abinet|[Bb]oard|[Ss]ub-?committee"
    r"|[Ww]orking [Gg]roup|[Tt]ask [Gg]roup|[Jj]oint [Pp]anel|[Mm]eeting|[Gg]roup|[Mm]embers|[Cc]ouncillors"
    r"|COMMITTEE|PANEL|CABINET|BOARD|COUNCIL"
    r"|EXECUTIVE|MEMBERS)(?:\s+[Mm]embers)?"
)
GENERIC = re.compile(
    r"(?i:the\s+|this\s+)?(?:(?:(?:joint|full|whole|parent|local|scrutiny|Joint|Full|Parent)\s+|sub-?)?"
    r"(?:(?i:committee|panel|board|council|forum|commission|assembly|meeting|party)"
    r"|(?i:task group|working group|task and finish group|group)))"
)
COUNCIL = re.compile(
    r"(?:The\s+)?((?:[A-Z][\w'’-]+\s+(?:(?:and|&|of|on|upon|the|with)\s+)*){1,5}"
    r"(?:(?:Metropolitan\s+)?(?:Borough|District|City|County|Town|Parish)\s+Council|Council))\b"
)
_COUNCIL_CAPITALS = re.compile(
    r"((?:[A-Z'’&-]+\s+){1,6}(?:(?:BOROUGH|DISTRICT|CITY|COUNTY|TOWN|PARISH)\s+)COUNCIL)\b"
)
_COUNCIL_OF = re.compile(
    r"((?:London\s+)?(?:Royal\s+)?(?:Borough|City|Council)\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)(?!\w)"
)
ROLE = (
    r"(?:officers?|head|director|manager|chief|leader|portfolio|chair(?:man|woman|person)?|councillors?"
    r"|cllrs?|assistant|deputy|executive|analyst|lead"
    r"|solicitor|monitoring|accountant|engineer|auditor|adviser|advisor|coordinator|co-ordinator|clerk"
    r"|inspector|representatives?|team|"
    r"consultants?|superintendent|commissioner|mr|mrs|ms|miss|dr|professor|members?|cabinet member"
    r"|section 151|treasurer|surveyor|"
    r"planner|technician|specialist|supervisor|secretary|partner|administrator|mayor|witness|doctor|sir|dame)"
)


def is_generic(name: str) -> bool:
    """Whether a word names no body of its own: "the Committee"."""
    return bool(GENERIC.fullmatch(name.strip()))


_EXECUTIVE = re.compile(
    r"\b(?:cabinet|executive|council|portfolio holder|leader|planning|licensing|appointments|employment"
    r"|officer|director)\b",
    re.IGNORECASE,
)
_SCRUTINY = re.compile(
    r"\b(?:scrutiny|overview|panel|performance|select|policy|task|review|commission|working|finish)\b",
    re.IGNORECASE,
)


def is_executive(name: str) -> bool:
    """Whether a body decides or regulates, so that what it recommends is no scrutiny recommendation."""
    return bool(_EXECUTIVE.search(name)) and not _SCRUTINY.search(name)


# What stands before "Council" without being the name of one.
_NO_NAME = re.compile(
    r"(?:(?:the|full|this|that|our|each|whole|annual|extraordinary|special|ordinary|leader|deputy|chief"
    r"|mayor|cabinet|executive|member|members"
    r"|chairman|chair|parish|town|county|district|borough|city|local|partner|sovereign|meeting|minutes"
    r"|and|of)\s+)+council\b",
    re.IGNORECASE,
)


def council_in(text: str) -> re.Match[str] | None:
    """The first council named by a text, in full."""
    found = COUNCIL.search(text)
    if found and _NO_NAME.match(found[1]):
        return None
    return found or _COUNCIL_CAPITALS.search(text) or _COUNCIL_OF.search(text)
