"""Items that stand on every agenda of a body, and putting them on one."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core import history
from core.enums import Openness
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from meetings.enums import StandingKind
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.operations.agenda import next_number, open_agenda
from meetings.operations.ordering import moved, put_in_order

NO_TITLE = "Say what the item is about"
OFF_ALREADY = "This item stands on no new agenda any more."
ORDER_CHANGED = "Someone else changed these items meanwhile. Nothing was moved. Look at the order again."


@transaction.atomic
def add_standing_item(
    *,
    body: Body,
    title: str,
    kind: str = StandingKind.PLAIN,
    introduction: str = "",
    by: User | None,
    at: datetime,
) -> StandingItem:
    """Let an item stand on every agenda of a body that is planned from now on, after the others.

    Raises Refused without a title, and for a kind that stands there already: one agenda is filled once with the same.
    """
    title = title.strip()
    if not title:
        raise Refused(NO_TITLE, field="title")
    held = Body.objects.select_for_update().get(pk=body.pk)
    standing = StandingItem.objects.filter(body=held, is_active=True)
    _require_once(standing.exclude(kind=StandingKind.PLAIN).filter(kind=kind).exists())
    last = standing.aggregate(last=Max("position"))["last"] or 0
    made = StandingItem.objects.create(
        body=held, position=last + 1, kind=kind, title=title, introduction=introduction.strip()
    )
    history.record(subject=made, trail=body, verb="add", by=by, at=at, details={"title": title, "kind": kind})
    return made


def _require_once(taken: bool) -> None:  # noqa: FBT001
    if taken:
        raise Refused("An item of this body fills itself with that already", field="kind")


@transaction.atomic
def edit_standing_item(
    *,
    standing: StandingItem,
    version: int,
    title: str,
    kind: str = StandingKind.PLAIN,
    introduction: str = "",
    by: User | None,
    at: datetime,
) -> StandingItem:
    """Change what stands on agendas planned from now on. Agendas planned earlier keep their words.

    Raises Refused as `add_standing_item` does, and Overtaken when it was changed since `version`.
    """
    title = title.strip()
    if not title:
        raise Refused(NO_TITLE, field="title")
    held = _held(standing, version)
    others = StandingItem.objects.filter(body=held.body_id, is_active=True).exclude(pk=held.pk)
    _require_once(others.exclude(kind=StandingKind.PLAIN).filter(kind=kind).exists())
    old = held.title
    held.title, held.kind, held.introduction, held.version = title, kind, introduction.strip(), version + 1
    held.save(update_fields=["title", "kind", "introduction", "version"])
    history.record(
        subject=held, trail=held.body, verb="edit", by=by, at=at, details={"old": old, "title": title}
    )
    return held


def _held(standing: StandingItem, version: int) -> StandingItem:
    held = StandingItem.objects.select_for_update(of=("self",)).select_related("body").get(pk=standing.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    if not held.is_active:
        raise Refused(OFF_ALREADY)
    return held


@transaction.atomic
def move_standing_item(
    *, standing: StandingItem, to: int, seen: str, by: User | None, at: datetime
) -> StandingItem:
    """Put a standing item at another place, counted from 1. `seen` is the order as it was read: ids with commas.

    Raises Overtaken when the order is another one by now, and Refused for an item that was taken off.
    """
    Body.objects.select_for_update().get(pk=standing.body_id)
    active = StandingItem.objects.filter(body=standing.body_id, is_active=True)
    before = list(active.order_by("position").values_list("pk", flat=True))
    if standing.pk not in before:
        raise Refused(OFF_ALREADY)
    if seen != ",".join(map(str, before)):
        raise Overtaken(ORDER_CHANGED)
    order = moved(before, standing.pk, to=to)
    if order != before:
        put_in_order(active, order)
        history.record(
            subject=standing, trail=standing.body, verb="reorder", by=by, at=at,
            details={"from": before.index(standing.pk) + 1, "to": order.index(standing.pk) + 1},
        )  # fmt: skip
    standing.refresh_from_db()
    return standing


@transaction.atomic
def take_off_standing_item(
    *, standing: StandingItem, version: int, by: User | None, at: datetime
) -> StandingItem:
    """Let an item stand on no agenda planned from now on. Agendas that have it keep it.

    Raises Refused when it was taken off already, and Overtaken when it was changed since `version`.
    """
    held = _held(standing, version)
    held.is_active, held.version = False, version + 1
    held.save(update_fields=["is_active", "version"])
    active = StandingItem.objects.filter(body=held.body_id, is_active=True)
    put_in_order(active, list(active.order_by("position").values_list("pk", flat=True)))
    history.record(
        subject=held, trail=held.body, verb="take_off", by=by, at=at, details={"title": held.title}
    )
    return held


@transaction.atomic
def add_standing_items(*, meeting: Meeting, by: User | None, at: datetime) -> list[AgendaItem]:
    """Put the body's standing items on an agenda, in their order, after what is there. Those it has already are left out.

    They are open: what an item fills itself with is shown to each reader as far as that reader may see it. Raises
    Refused once the agenda is closed.
    """
    held = open_agenda(meeting)
    if held.body_id is None:
        return []
    items = list(held.items.all())
    there = [item.from_standing_id for item in items if item.from_standing_id]
    missing = StandingItem.objects.filter(body=held.body_id, is_active=True).exclude(pk__in=there)
    made = []
    for standing in missing.order_by("position"):
        item = AgendaItem.objects.create(
            meeting=held,
            position=max((one.position for one in items), default=0) + 1,
            number=next_number(items),
            title=standing.title,
            introduction=standing.introduction,
            standing=standing.kind,
            from_standing=standing,
            openness=Openness.OPEN,
        )
        history.record(
            subject=item, trail=held, verb="add", by=by, at=at,
            details={"position": item.position, "openness": item.openness, "standing": standing.pk},
        )  # fmt: skip
        items.append(item)
        made.append(item)
    return made
