"""Putting a piece of work on the programme, describing it anew, finishing it, taking it off."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, Council, Partnership, User
from councils.operations import added, role_of
from work_programme.enums import BY_HAND, WorkKind, WorkStatus
from work_programme.lifecycle import WORK_MOVES
from work_programme.models import TopicSuggestion, WorkItem
from work_programme.months import month_of

LONGEST = 24


@transaction.atomic
def add_work(
    *,
    partnership: Partnership,
    title: str,
    kind: WorkKind,
    councils: Collection[Council],
    starts_on: date,
    ends_on: date,
    owner: Body | None = None,
    note: str = "",
    topic: TopicSuggestion | None = None,
    by: User,
    at: datetime,
) -> WorkItem:
    """Put a piece of work on the programme, for everybody to read. Days count as their months; both ends count.

    Raises Refused without a title or a council, for a kind that makes itself, or for months that cannot be.
    """
    starts_on, ends_on = month_of(starts_on), month_of(ends_on)
    refuse_words(title, councils)
    if kind not in BY_HAND:
        raise Refused("Reviews and task groups put themselves on the programme", field="kind")
    refuse_span(starts_on, ends_on)
    if ends_on < month_of(london_date(at)):
        raise Refused("The last month has passed. Choose this month or a later one", field="ends_on")
    item = WorkItem(
        partnership=partnership,
        title=title.strip(),
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        owner=owner,
        note=note.strip(),
        topic=topic,
    )
    details = {
        "months": [starts_on.isoformat(), ends_on.isoformat()],
        "councils": [council.short_name for council in councils],
    }
    added(item, by=by, at=at, new=item.status, public=True, on=starts_on, precision="month", details=details)
    item.councils.set(councils)
    return item


@transaction.atomic
def edit_work(
    *,
    item: WorkItem,
    version: int,
    title: str,
    kind: WorkKind,
    councils: Collection[Council],
    owner: Body | None,
    note: str,
    by: User,
    at: datetime,
) -> WorkItem:
    """Describe a piece of work anew; its months move by a move of their own. What it said stays in the history.

    Raises Refused without a title, without a council, without a change or when it has ended; Overtaken when it changed
    since `version` was read.
    """
    refuse_words(title, councils)
    if kind not in BY_HAND:
        raise Refused("Reviews and task groups put themselves on the programme", field="kind")
    if item.status != WorkStatus.PLANNED:
        raise Refused(WORK_MOVES["finish"].refusal)
    new = {"title": title.strip(), "kind": kind, "owner": owner, "note": note.strip()}
    before = list(item.councils.all())
    changed = [name for name, value in new.items() if getattr(item, name) != value]
    if {one.pk for one in before} != {one.pk for one in councils}:
        changed.append("councils")
    if not changed:
        raise Refused("Nothing is changed yet.")
    old_title = item.title
    same = WorkItem.objects.filter(pk=item.pk, version=version, status=WorkStatus.PLANNED)
    if not same.update(**new, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(item))
    item.refresh_from_db()
    item.councils.set(councils)
    details = {
        "changed": changed,
        "title": [old_title, item.title],
        "councils": [[one.short_name for one in before], [one.short_name for one in councils]],
    }
    role = role_of(by, at=at)
    history.record(subject=item, verb="edit", by=by, role=role, at=at, public=True, details=details)
    return item


@transaction.atomic
def end_work(*, item: WorkItem, end: str, reason: str = "", by: User, at: datetime) -> WorkItem:
    """Finish a piece of work, or take it off the programme: it stays listed in the log with the reason.

    Raises Refused when it is taken off without a reason or has ended already, Overtaken when somebody was faster.
    """
    if end not in WORK_MOVES:
        raise Refused("Choose how it ended", field="end")
    if end == "withdraw" and not reason.strip():
        raise Refused("Say why it is taken off. The reason is published", field="reason")
    make_move(
        item,
        WORK_MOVES[end],
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        public=True,
        on=london_date(at),
        changes={
            "ended_on": london_date(at),
            "ended_reason": reason.strip(),
            "version": item.version + 1,
        },
    )
    return item


def refuse_words(title: str, councils: Collection[Council]) -> None:
    """Raise Refused without a title or a council."""
    if not title.strip():
        raise Refused("Say what the work is", field="title")
    if not councils:
        raise Refused("Choose at least one council", field="councils")


def refuse_span(starts_on: date, ends_on: date) -> None:
    """Raise Refused for months that cannot be."""
    if ends_on < starts_on:
        raise Refused("The last month must not be before the first", field="ends_on")
    if (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month >= LONGEST:
        raise Refused(f"Plan {LONGEST} months or fewer for one piece of work", field="ends_on")
