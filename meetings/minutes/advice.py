"""Whose recommendations a paper prints: a scrutiny body's own, an officer's to the meeting, or earlier ones. Pure."""

import re

from meetings.minutes.dates import days_in

_SCRUTINY = (
    r"(?:scrutiny|task (?:and finish )?group|working group|review group|panel|committee|commission|group"
    r"|working party|we)"
)
_LEAD = re.compile(r"\brecommend(?:ations?|s|ed|ing)?\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:had|has|have) (?:\w+ )?(?:previously |already |earlier )?recommended\b|\b(?:previous|last|earlier"
    r"|preceding|prior) (?:\w+ )?(?:meeting|recommendations?|year|report|review|decision)s?\b"
    r"|\bpreviously\b|\bin (?:19|20)\d\d\b|\b(?:last|previous) year\b|\b(?:earlier|original"
    r"|past) recommendations?\b|\bhad (?:been )?(?:made|asked|agreed)\b"
    r"|\b(?:recommendations?|which) (?:had been|were) (?:made|agreed) (?:at|in|on|by the previous)\b"
    r"|\bat its meeting (?:on|of|in|held)\b|\breminded\b|\brecalled\b|\bprogress (?:against|on|with|made)\b",
    re.IGNORECASE,
)
# Who advises a meeting without being a scrutiny body of it.
_ADVISER = (
    r"(?:officers?|reports?|auditors?|(?:internal |external )?audit|inspectors?|inspection|consultants?"
    r"|peer (?:review|challenge)|ofsted|ombudsman|directors?|government|ministers?|commissioners?|monitoring officer"
    r"|regulators?|lga|(?:independent )?remuneration panel|boundary commission|lawyers?|surveyors?|managers?|heads?)"
)
_OTHERS = re.compile(
    rf"\b{_ADVISER}(?:['’]s?)?(?:\s+(?:of|for)\s+[\w ]{{2,40}})?\s+(?:\w+\s+)?recommend"
    rf"|\brecommend(?:ation|ed)s?\s+(?:\w+\s+)?(?:by|of|from|in|within|contained in)\s+(?:the\s+)?"
    rf"(?:\w+\s+){{0,2}}{_ADVISER}\b",
    re.IGNORECASE,
)
_ASKS_MEETING = re.compile(
    r"\b(?:it is recommended|(?:members|(?:the |this )?(?:committee|panel|cabinet|executive|board|council"
    r"|meeting))(?: members)? (?:is|are|was|were)? ?(?:be )?(?:recommended|asked|invited|requested)"
    r"|recommended that (?:the |this )?(?:committee|panel|members|cabinet|board))\b",
    re.IGNORECASE,
)


def whose_advice(sign: str, before: str, *, report: bool, judged: bool) -> bool:
    """Whether a heading "Recommendations" opens those of a scrutiny body. In a report it does. Above minutes it opens the
    officer's, unless the heading or the words before it say whose they are.
    """
    if _OTHERS.search(sign) or re.match(
        r"(?:the )?(?:officer|report|draft|proposed|original|earlier|previous|past)", sign, re.IGNORECASE
    ):
        return False
    if report:
        return True
    if re.search(
        r"\b(?:task (?:and finish )?group|scrutiny|working group|review group|panel['’]?s|committee['’]?s"
        r"|by the (?:panel|committee))\b",
        sign,
        re.IGNORECASE,
    ):
        return not _EARLIER.search(sign)
    if re.match(r"recommendations? to\b|recommended\b", sign, re.IGNORECASE):
        return not re.search(r"\bto (?:the )?(?:committee|panel|members)\b", sign, re.IGNORECASE)
    if _scrutiny_says(before) and before.endswith(":"):
        return not _EARLIER.search(before)
    return not judged and not _ASKS_MEETING.search(before)


def _scrutiny_says(text: str) -> bool:
    return bool(re.search(rf"\b{_SCRUTINY}\b", text, re.IGNORECASE)) and bool(_LEAD.search(text))


def leads_to_advice(text: str, *, report: bool, judged: bool, listed: bool) -> bool | None:
    """Whether a sentence leads to a scrutiny body's recommendations: True. To an officer's or to earlier ones: False. To
    none: None.
    """
    if not _LEAD.search(text) or not re.search(r"(?::|\bthat|\bfollows\.?|[–—-])\s*$", text):
        return None
    last = re.split(r"(?<=[.?!])\s+", text)[-1]
    if not _LEAD.search(last) or not listed:
        return None
    if _EARLIER.search(last) or _OTHERS.search(last) or next(iter(days_in(last)), None):
        return False
    if re.search(r"\b(?:response|responses|responded|answer)\b", last, re.IGNORECASE):
        return None
    if _ASKS_MEETING.search(last):
        return False
    if report or _scrutiny_says(text):
        return True
    return None if not judged else False
