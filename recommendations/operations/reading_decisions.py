"""What the officer makes of each thing found: accepted as it is or with other words, rejected, or opened again.

Every decision is saved at once. The reading's row is held while one is made, so that two officers decide one after the
other, and whoever comes second reads what the first made of it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings import operations as meeting_operations
from meetings.models import AgendaItem
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.lifecycle import PROPOSAL_MOVES
from recommendations.models import Proposal, Reading
from recommendations.operations.log_changes import withdraw_entry
from recommendations.operations.reading_writing import Desk, desk_for, write

TAKEN_BACK = "Taken back while the paper it came from was looked through"
WRITES = {
    ProposalStatus.ACCEPTED: "accept",
    ProposalStatus.EDITED: "accept_changed",
    ProposalStatus.ON_RECORD: "match",
}
OF_THE_MEETING = {ProposalKind.BODY, ProposalKind.DATE}
MISSING = {"text": "Give the words", "title": "Give the item a title", "name": "Say who was there"}


@transaction.atomic
def accept(
    *, proposal: Proposal, version: int, changed: Mapping[str, Any] | None = None, by: User, at: datetime
) -> Proposal:
    """Make record of one thing found, with the officer's fields in place of the paper's where they differ.

    Its agenda item is added with the first entry that stands under it. What is on record already is pointed at instead.
    Raises Refused before the meeting is chosen, once its log is closed, and as the operation of its kind does; Overtaken
    when somebody decided on it since `version`.
    """
    held = held_proposal(proposal, version)
    desk = desk_for(held.reading, by=by, at=at)
    held.changed = {
        name: value for name, value in (changed or {}).items() if value != held.fields.get(name)
    } or None
    require_words(held)
    return settle(held, desk, item=item_for(held, desk))


@transaction.atomic
def accept_all(*, reading: Reading, versions: Mapping[int, int], by: User, at: datetime) -> list[Proposal]:
    """Accept several at once: their ids, and the version in which each was read. All or nothing.

    Raises Refused and Overtaken as `accept` does, and for what is no part of this paper.
    """
    found = list(reading.proposals.filter(pk__in=versions).order_by("position"))
    if len(found) != len(versions) or not found:
        raise Refused("Nothing of that is still to decide. Look again.")
    return [
        accept(proposal=one, version=versions[one.pk], by=by, at=at)
        for one in found
        if not accepted_with_another(one, versions)
    ]


def accepted_with_another(proposal: Proposal, versions: Mapping[int, int]) -> bool:
    """Whether an item was added with an entry under it, just before in the same run."""
    now = Proposal.objects.get(pk=proposal.pk)
    return (
        proposal.kind == ProposalKind.ITEM
        and now.version == versions[proposal.pk] + 1
        and now.item_id is not None
    )


@transaction.atomic
def reject(*, proposal: Proposal, version: int, by: User, at: datetime) -> Proposal:
    """Make nothing of it. It stays in the list and can be opened again. Raises Refused and Overtaken as `accept` does."""
    held = held_proposal(proposal, version)
    return move_proposal(held, "reject", by=by, at=at)


@transaction.atomic
def match_recommendation(*, proposal: Proposal, version: int, by: User, at: datetime) -> Proposal:
    """Say that it is the recommendation it looks like, which is on record already. Raises as `accept` does."""
    held = held_proposal(proposal, version)
    if held.kind != ProposalKind.RECOMMENDATION or held.recommendation_id is None:
        raise Refused("Nothing on record looks like this.")
    return move_proposal(held, "match", by=by, at=at)


@transaction.atomic
def reopen(*, proposal: Proposal, version: int, by: User, at: datetime) -> Proposal:
    """Decide anew. What was logged is withdrawn, with what came of it; an item without a log is taken off the agenda.

    Raises Refused once the record is published, for an item that has a log, and for who was there, which is changed on the
    meeting's own page.
    """
    held = held_proposal(proposal, version, move="reopen")
    made = held.status in {ProposalStatus.ACCEPTED, ProposalStatus.EDITED}
    links: dict[str, Any] = {"changed": None}
    if made and held.attendance_id:
        raise Refused("This person stands on the meeting’s list of who was there. Change it there.")
    if made and held.outcome is not None:
        withdraw_entry(outcome=held.outcome, reason=TAKEN_BACK, by=by, at=at)
        links |= {"outcome": None, "recommendation": None}
    if held.kind == ProposalKind.ITEM:
        item, links["item"] = held.item, None
        Proposal.objects.filter(pk=held.pk).update(item=None)
        if made and item is not None:
            meeting_operations.take_off_item(item=item, version=item.version, reason=TAKEN_BACK, by=by, at=at)
    return move_proposal(held, "reopen", by=by, at=at, **links)


def held_proposal(proposal: Proposal, version: int, *, move: str = "accept") -> Proposal:
    """The proposal as it stands, with its reading held. Raises Overtaken when it was decided on since `version`."""
    reading = Reading.objects.select_for_update().get(pk=proposal.reading_id)
    held = Proposal.objects.select_related("outcome__item__meeting", "item__meeting", "parent__parent").get(
        pk=proposal.pk
    )
    held.reading = reading
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    if reading.status != ReadingStatus.READ:
        raise Refused("This paper is not being looked through now. Open it again first.")
    if held.kind in OF_THE_MEETING:
        raise Refused("Body and day are confirmed by choosing the meeting.")
    if held.status not in PROPOSAL_MOVES[move].sources:
        raise Refused(PROPOSAL_MOVES[move].refusal)
    return held


def require_words(proposal: Proposal) -> None:
    """Raises Refused where the officer took the words away."""
    for name, sentence in MISSING.items():
        if name in (proposal.changed or {}) and not str((proposal.changed or {})[name]).strip():
            raise Refused(sentence, field=name)


def item_for(proposal: Proposal, desk: Desk) -> AgendaItem | None:
    """The agenda item under which an entry is logged; it is added to the agenda with its first entry.

    An answer waits for its question. Raises Refused where the question is still to decide or the item was rejected.
    """
    above = proposal.parent
    if above is not None and above.kind == ProposalKind.QUESTION:
        if above.status == ProposalStatus.OPEN:
            raise Refused("Accept or reject its question first.")
        above = above.parent
    if above is None:
        return None
    if above.status == ProposalStatus.REJECTED:
        raise Refused("Its agenda item was rejected. Open the item again first.")
    if above.status == ProposalStatus.OPEN:
        above.reading = desk.reading
        above = settle(above, desk, item=None)
    if above.item is None:
        raise Refused("Its agenda item is no longer on the agenda. Open the item again first.")
    return above.item


def settle(proposal: Proposal, desk: Desk, *, item: AgendaItem | None) -> Proposal:
    written = write(desk, proposal, item)
    return move_proposal(
        proposal, WRITES[written.status], by=desk.by, at=desk.at, changed=proposal.changed, **written.links
    )


def move_proposal(proposal: Proposal, name: str, *, by: User, at: datetime, **links: Any) -> Proposal:
    """Make a legal move by compare-and-set on the version, with its history row: it holds no word of the paper."""
    move, old = PROPOSAL_MOVES[name], proposal.status
    decided: dict[str, Any] = {"decided_by": by, "decided_at": at}
    if name == "reopen":
        decided = {"decided_by": None, "decided_at": None}
    values = {"status": move.target, "version": proposal.version + 1, **decided, **links}
    if not Proposal.objects.filter(pk=proposal.pk, status=old, version=proposal.version).update(**values):
        raise Overtaken(overtaken_sentence(proposal))
    proposal.refresh_from_db(fields=[*values])
    history.record(
        subject=proposal, trail=proposal.reading, verb=name, by=by, at=at, old=old, new=move.target,
        details={
            "kind": proposal.kind, "outcome": proposal.outcome_id, "recommendation": proposal.recommendation_id,
            "item": proposal.item_id,
        },
    )  # fmt: skip
    return proposal
