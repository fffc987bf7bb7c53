"""Verdicts: the word with which a recommendation is answered. Pure."""

import re

VERDICT = (
    r"(?:do(?:es)? not (?:accept|agree|support|approve)|(?:partially|partly|part|not"
    r"|fully)[ -](?:accepted|agreed|supported|approved)|(?:accepted|agreed"
    r"|supported|approved)[ ,-]*\(?(?:in (?:part|full|principle)|partially)\)?"
    r"|(?:accept|agree|reject) in part|already in place|in principle|under consideration|accepted|rejected"
    r"|agreed|disagreed|disagree|supported|approved|declined|refused|noted|deferred|accept|reject|agree|note|defer"
    r"|(?:completed?|implemented|in progress|ongoing|on hold|no longer feasible|superseded))"
)
_OPENING = re.compile(
    rf"(?:(?:response|verdict|decision|status|outcome)\s*[:–-]\s*)?(?P<verdict>{VERDICT})\b(?!\s+(?:by|that"
    rf"|to)\b)\s*(?P<stop>[.:;,–—-]+|\(|$|(?=\s+(?:because|subject|with|as|until|pending|but|provided|if"
    rf"|although|however|since|on condition)\b))\s*",
    re.IGNORECASE,
)


_SENTENCE = re.compile(
    rf"(?:(?:this|the|that) (?:recommendation|proposal|point) (?:is|was|has been|be|can be)"
    rf"|(?:(?:the )?(?:cabinet|executive|council|leader|portfolio holder"
    rf"|board|service)(?: member)?|we)(?: is| was| are| has| have)?)\s+(?:\w+ly\s+)?(?P<verdict>{VERDICT}"
    rf"|accepts?|agrees?|rejects?|supports?|notes?|welcomes?)\b",
    re.IGNORECASE,
)


# "I do not accept this recommendation in part.": the verdict is put as the word by which it is known.
_SPOKEN = re.compile(
    r"(?:I|We|(?:The )?(?:Cabinet|Executive|Council|Leader|Portfolio Holder))\s+(?:am happy to "
    r"|are happy to |can |fully )?(?P<no>(?:do(?:es)? not|cannot) )?"
    r"(?P<what>accept|agree|support|approve)s?\s+(?:with )?(?:this|the|that) (?:recommendation"
    r"|proposal)(?P<how> (?:in part|in principle|in full|partially))?\s*[.,;:]?\s*"
)
_DONE = {"accept": "accepted", "agree": "agreed", "support": "supported", "approve": "approved"}


def verdict_of(text: str) -> tuple[str, int] | None:
    """The verdict at the start of an answer, in lower case as printed, and where the words behind it begin."""
    if spoken := _SPOKEN.match(text):
        return f"{'not ' if spoken['no'] else ''}{_DONE[spoken['what']]}{spoken['how'] or ''}", spoken.end()
    found = _OPENING.match(text)
    if not found:
        said = _SENTENCE.match(text)
        return (_folded(said["verdict"]), 0) if said else None
    end = found.end()
    if text[found.start("stop") : end].strip().startswith("("):
        end = found.start("stop")
    return _folded(found["verdict"]), end


def _folded(verdict: str) -> str:
    return re.sub(r"[\s(),-]+", " ", verdict.lower()).strip()
