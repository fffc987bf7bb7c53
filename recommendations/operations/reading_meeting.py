"""To which meeting a paper belongs: said by the officer, never guessed; and what that meeting holds already."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from councils.queries import councils_in_order, the_partnership
from meetings import operations as meeting_operations
from meetings.enums import LOGGABLE
from meetings.models import Meeting
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Proposal, Reading
from recommendations.operations.reading_found import mark_known
from recommendations.operations.reading_writing import AS_LOGGED, entry_words, paper_source
from recommendations.queries.matching import entries_of, entry_like, folded
from recommendations.queries.naming import bare_name, body_found, naming_of
from task_groups.models import TaskGroup

NEW, LEFT_OPEN = "new", "open"
TAKEN = "A meeting of this body on this day is on record. Choose it above"
ACCEPTED = {ProposalStatus.ACCEPTED, ProposalStatus.EDITED}


@transaction.atomic
def choose_meeting(
    *,
    reading: Reading,
    version: int,
    meeting: Meeting | None = None,
    body: Body | None = None,
    task_group: TaskGroup | None = None,
    held_on: date | None = None,
    again: bool = False,
    reason: str = "",
    by: User,
    at: datetime,
) -> Reading:
    """Say to which meeting a paper belongs: one on record, a new one of a body and day, or none yet.

    Without meeting, body and task group it is left open. A new meeting is planned, and nobody else sees it before its
    agenda or record is published; `again` makes a second record where that of the same day is published already. What the
    meeting holds already is marked and not proposed.

    Raises Refused while entries are accepted for another meeting; without a reason, where the paper names another council
    than the meeting's; for a new meeting without a day, or that is on record. Raises Overtaken when it was chosen since.
    """
    held = Reading.objects.select_for_update().get(pk=reading.pk)
    if held.status != ReadingStatus.READ:
        raise Refused("This paper is not being looked through now.")
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    reason = reason.strip()
    if meeting is None and (body or task_group):
        require_right_council(held, body, reason)
        meeting = new_meeting(held, body, task_group, held_on, again=again, by=by, at=at)
    elif meeting is not None:
        require_right_council(held, meeting.body, reason)
    if held.meeting_id != (meeting.pk if meeting else None):
        require_nothing_accepted(held)
    old = held.meeting_id
    held.meeting = meeting
    held.body = meeting.body if meeting else None
    held.held_on = meeting.held_on if meeting else None
    held.version = version + 1
    held.save(update_fields=["meeting", "body", "held_on", "version"])
    settle_heads(held, by=by, at=at)
    match_to_meeting(held)
    history.record(
        subject=held, verb="choose_meeting", by=by, at=at, reason=reason,
        details={"meeting": meeting.pk if meeting else None, "before": old},
    )  # fmt: skip
    return held


def require_right_council(reading: Reading, body: Body | None, reason: str) -> None:
    """A paper of one council is never attached to another's meeting in silence. Joint bodies may take any."""
    councils = councils_in_order()
    naming = naming_of(body_found(reading), councils, the_partnership())
    if reason:
        return
    if naming.outside:
        raise Refused(
            f"This paper names {naming.outside}, which is not one of the partnership’s councils. Say why it belongs here",
            field="reason",
        )
    if naming.council and body and body.council_id not in {None, naming.council.pk}:
        raise Refused(
            f"This paper names {naming.council.name}, and the meeting is another council’s. Say why it belongs there",
            field="reason",
        )


def require_nothing_accepted(reading: Reading) -> None:
    kept = reading.proposals.filter(status__in=ACCEPTED).exclude(kind__in=HEADS).count()
    if kept:
        raise Refused(
            "Something is accepted for the meeting chosen before. Take it back first."
            if kept == 1
            else f"{kept} things are accepted for the meeting chosen before. Take them back first."
        )


def new_meeting(
    reading: Reading,
    body: Body | None,
    task_group: TaskGroup | None,
    held_on: date | None,
    *,
    again: bool,
    by: User,
    at: datetime,
) -> Meeting:
    """Plan the meeting of a body or task group on a day, with the paper as its source."""
    if held_on is None:
        raise Refused("Enter a date, such as 30 September 2026", field="held_on")
    same = Meeting.objects.filter(body=body, task_group=task_group, held_on=held_on)
    known = list(same.values_list("status", flat=True))
    if any(status in LOGGABLE for status in known) or (known and not again):
        raise Refused(TAKEN, field="which")
    slug = held_on.isoformat() + (f"-{len(known) + 1}" if known else "")
    return meeting_operations.plan_meeting(
        body=body, task_group=task_group, slug=slug, held_on=held_on, source=paper_source(reading, by=by, at=at),
        by=by, at=at,
    )  # fmt: skip


HEADS = {ProposalKind.BODY, ProposalKind.DATE}


def settle_heads(reading: Reading, *, by: User, at: datetime) -> None:
    """Body and day as the paper gives them are confirmed, or confirmed otherwise, by the meeting that was chosen."""
    for one in reading.proposals.filter(kind__in=HEADS):
        one.status = ProposalStatus.OPEN if reading.meeting is None else head_status(one, reading)
        one.decided_by, one.decided_at = (None, None) if reading.meeting is None else (by, at)
        one.version += 1
        one.save(update_fields=["status", "decided_by", "decided_at", "version"])


def head_status(head: Proposal, reading: Reading) -> ProposalStatus:
    if head.kind == ProposalKind.DATE:
        same = bool(reading.held_on) and head.fields.get("day") == reading.held_on.isoformat()  # type: ignore[union-attr]
    else:
        same = reading.body is not None and folded(reading.body.name) in folded(head.fields.get("text", ""))
    return ProposalStatus.ACCEPTED if same else ProposalStatus.EDITED


def match_to_meeting(reading: Reading) -> None:
    """Mark what the chosen meeting holds already, and the recommendations that came into the tracker meanwhile."""
    proposals = list(reading.proposals.order_by("position"))
    changed = [one for one in proposals if forget_match(one)]
    if reading.meeting is not None:
        held = Holds(reading.meeting, reading)
        rows = {one.pk: one for one in proposals}
        for one in proposals:
            if one.status == ProposalStatus.OPEN and held.has(one, rows):
                one.status = ProposalStatus.ON_RECORD
                changed.append(one)
    Proposal.objects.bulk_update(changed, ["status", "item", "outcome", "attendance"])
    mark_known(reading, proposals)


class Holds:
    """What a meeting holds: its agenda, its log, and who was there."""

    def __init__(self, meeting: Meeting, reading: Reading) -> None:
        self.items = {folded(item.title): item.pk for item in meeting.items.on_the_agenda()}
        self.there = {
            bare_name(str(one.person or one.label)).lower(): one.pk
            for one in meeting.attendance.select_related("person")
        }
        self.entries = entries_of(meeting, but=reading)

    def has(self, proposal: Proposal, rows: dict[int, Proposal]) -> bool:
        """Point the proposal at what the meeting holds of it, if it does."""
        said = proposal.fields
        match proposal.kind:
            case ProposalKind.ITEM:
                proposal.item_id = self.items.get(folded(said["title"])) if said["title"] else None
                return proposal.item_id is not None
            case ProposalKind.ATTENDANCE:
                proposal.attendance_id = self.there.get(bare_name(said["name"]).lower())
                return proposal.attendance_id is not None
            case ProposalKind.BODY | ProposalKind.DATE:
                return False
        item, kind = item_of(proposal, rows), AS_LOGGED[ProposalKind(proposal.kind)]
        at_item = item.item_id if item else None
        proposal.outcome_id = entry_like(entry_words(kind, said), kind, at_item, self.entries)
        return proposal.outcome_id is not None


def item_of(proposal: Proposal, rows: dict[int, Proposal]) -> Proposal | None:
    """The proposal of the agenda item under which this one stands."""
    above = rows.get(proposal.parent_id) if proposal.parent_id else None
    while above is not None and above.kind != ProposalKind.ITEM:
        above = rows.get(above.parent_id) if above.parent_id else None
    return above


def forget_match(proposal: Proposal) -> bool:
    """Open again what was only matched to the meeting chosen before. A recommendation in the tracker stays matched."""
    matched = proposal.status == ProposalStatus.ON_RECORD and proposal.recommendation_id is None
    if matched and proposal.decided_by_id is None:
        proposal.status = ProposalStatus.OPEN
        proposal.item = proposal.outcome = proposal.attendance = None
        return True
    return False
