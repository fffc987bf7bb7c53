"""Whose paper it is: the council that it names, and the people, told by their names as the record has them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from councils.models import Body, Council, Partnership, Person
from meetings.models import Meeting
from recommendations.enums import ProposalKind
from recommendations.models import Proposal, Reading
from recommendations.queries.matching import folded

STYLES = re.compile(
    r"^(?:the\s+)?(?:(?:councillors?|cllrs?|cllr|mr|mrs|ms|miss|mx|dr|sir|dame|rev|revd|alderman)\.?\s+)+",
    re.I,
)


@dataclass(frozen=True)
class Naming:
    """What a paper says of whose it is: `council` of the partnership, or the name of a council `outside` it."""

    body: str = ""
    council: Council | None = None
    outside: str = ""


def council_in(text: str, councils: Iterable[Council]) -> Council | None:
    """The one council of the partnership that a text names, by its name, short name or abbreviation; None for several."""
    words = f" {folded(text)} "
    named = [
        council
        for council in councils
        if any(f" {folded(name)} " in words for name in (council.name, council.short_name))
        or re.search(rf"\b{re.escape(council.code)}\b", text)
    ]
    return named[0] if len(named) == 1 else None


def councils_in(text: str, councils: Iterable[Council]) -> list[Council]:
    """Every council of the partnership that a text names."""
    return [council for council in councils if council_in(text, [council])]


def naming_of(found: Proposal | None, councils: Sequence[Council], partnership: Partnership | None) -> Naming:
    """Read the proposal of kind body. A council that is none of the partnership's is outside, and said to be."""
    if found is None:
        return Naming()
    body, named = str(found.fields.get("text", "")), str(found.fields.get("council", ""))
    council = council_in(named, councils) if named else council_in(body, councils)
    own = [partnership.name, partnership.short_name] if partnership else []
    joint = bool(councils_in(named, councils)) or any(folded(name) in folded(named) for name in own)
    return Naming(body, council, named if named and council is None and not joint else "")


def body_named(naming: Naming, bodies: Iterable[Body]) -> Body | None:
    """The body on record that the paper names, by its exact name and its council. None where the paper leaves it open."""
    if naming.outside or not naming.body:
        return None
    words = folded(naming.body)
    if naming.council is None:
        joint = [body for body in bodies if body.council_id is None and folded(body.name) == words]
        return joint[0] if len(joint) == 1 else None
    own = [body for body in bodies if body.council_id == naming.council.pk]
    names = {words, words.replace(folded(naming.council.name), "").strip()}
    found = [body for body in own if folded(body.name) in names]
    return found[0] if len(found) == 1 else None


def bodies_named(naming: Naming, bodies: Iterable[Body]) -> list[Body]:
    """Every body of that name, of whichever council: to choose among, where the paper leaves open whose it is."""
    if naming.outside or not naming.body:
        return []
    words = folded(naming.body)
    return [body for body in bodies if folded(body.name) == words]


def body_found(reading: Reading) -> Proposal | None:
    """What the reader found of whose paper it is."""
    return reading.proposals.filter(kind=ProposalKind.BODY).first()


def bare_name(name: str) -> str:
    """A name without the title before it: "Cllr A. Miller" is A. Miller."""
    return " ".join(STYLES.sub("", name.strip()).split())


def people_named(names: Iterable[str]) -> dict[str, Person]:
    """The person on record of each name, by the name as given. Names that several people have are left out."""
    wanted = {name: bare_name(name) for name in names if name}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(name__in=set(wanted.values()), is_trial=False).order_by("pk"):
        found.setdefault(person.name, []).append(person)
    return {name: found[bare][0] for name, bare in wanted.items() if len(found.get(bare, [])) == 1}


def said_of(proposal: Proposal) -> dict[str, Any]:
    """The fields with the officer's words in place of the paper's, where they differ."""
    return {**proposal.fields, **(proposal.changed or {})}


def councils_asked(meeting: Meeting, said: dict[str, Any], councils: Sequence[Council]) -> list[Council]:
    """For which councils it is: those the officer chose; those that the words "to whom" name; the meeting's own; or all."""
    if "councils" in said:
        return [council for council in councils if council.slug in said["councils"]]
    named = councils_in(str(said.get("to", "")), councils)
    if named:
        return named
    own = meeting.body.council_id if meeting.body else None
    return [council for council in councils if own in {None, council.pk}]
