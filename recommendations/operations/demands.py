"""What each verdict demands of an answer (rules 5 and 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.refusals import Refused
from councils.enums import PostKind
from councils.models import Post
from councils.queries import with_successors
from recommendations.enums import FINISHED_PARTS, PROMISING, Verdict
from recommendations.models import ActionPart, Response


@dataclass(frozen=True)
class Commitment:
    """What a council will do, which officer's post is responsible, and by when (rule 6)."""

    title: str
    responsible: Post
    due_on: date


def demand(
    response: Response, said: Mapping[str, Any], commitments: Sequence[Commitment], *, on: date
) -> None:
    """Check what a verdict demands (rules 5 and 6). Raises Refused with the first thing that is missing."""
    for field, sentence in missing(response, said, commitments, on=on):
        raise Refused(sentence, field=field)


def missing(
    response: Response, said: Mapping[str, Any], commitments: Sequence[Commitment], *, on: date
) -> Iterator[tuple[str, str]]:
    """Give everything that an answer lacks, as field and sentence (rules 5 and 6)."""
    council, verdict = response.council.short_name, said["verdict"]
    if verdict not in Verdict.values:
        yield "verdict", f"Choose what {council} says"
    if verdict == Verdict.IN_PART and not said["part_accepted"]:
        yield "part_accepted", "Say which part you accept, and why not the rest"
    if verdict == Verdict.IN_PART and not said["reasons"]:
        yield "reasons", "Say which part you accept, and why not the rest"
    if verdict == Verdict.REJECTED and not said["reasons"]:
        yield "reasons", f"Say why {council} will not do it"
    if verdict == Verdict.IN_PLACE and not said["words"]:
        yield "words", f"Say what {council} has in place"
    if verdict == Verdict.IN_PLACE and not said["in_place_since"]:
        yield "in_place_since", "Say since when it is in place, such as March 2024"
    if verdict == Verdict.DEFERRED:
        yield from _missing_date(said["expected_on"], on=on)
    if said["decided_on"] and said["decided_on"] > on:
        yield "decided_on", "The day of the decision must be today or earlier"
    if verdict in PROMISING:
        yield from _missing_commitments(response, commitments, on=on)


def _missing_date(expected_on: date | None, *, on: date) -> Iterator[tuple[str, str]]:
    if expected_on is None:
        yield "expected_on", "Enter the date by which an answer is expected"
    elif expected_on <= on:
        yield "expected_on", "The date of the answer must be after today"


def _missing_commitments(
    response: Response, commitments: Sequence[Commitment], *, on: date
) -> Iterator[tuple[str, str]]:
    nothing = f"Say what {response.council.short_name} will do, or choose “Note it”"
    if not commitments and not _open_promises(response):
        yield "commitment_1", nothing
    for number, commitment in enumerate(commitments, start=1):
        if not commitment.title.strip():
            yield f"commitment_{number}", nothing
        if not works_for(commitment.responsible, response.council_id):
            yield f"responsible_{number}", f"Choose an officer who works for {response.council.short_name}"
        if commitment.due_on <= on:
            yield f"due_on_{number}", "By when must be after today"


def works_for(post: Post, council_id: int | None) -> bool:
    """Whether a council's work can be given to a post: an officer's, of that council or of the one that took over from it,
    or of those that councils share.
    """
    own = council_id is None or post.council_id is None or post.council_id == council_id
    return post.kind == PostKind.OFFICER and (own or post.council_id in with_successors(council_id or 0))


def _open_promises(response: Response) -> bool:
    """Whether the council has open work from an earlier answer to the same recommendation."""
    return (
        ActionPart.objects.filter(council=response.council, action__promised_in__response=response)
        .exclude(status__in=FINISHED_PARTS)
        .exists()
    )
