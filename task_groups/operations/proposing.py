"""Proposing a task group that no review asked for: from a suggestion, a motion, a decision of a panel."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from core.dates import london_date
from core.refusals import Refused
from councils.models import Council, Partnership, User
from strategies.models import Strategy
from task_groups.models import TaskGroup
from task_groups.operations.groups import convene, want_seats

MEMBERS, RESERVES = 2, 1
TITLE_AT_MOST, SLUG_AT_MOST = 200, 100


@transaction.atomic
def propose_group(
    *,
    partnership: Partnership,
    title: str,
    why: str,
    scope: str = "",
    strategy: Strategy | None = None,
    councils: Sequence[Council] = (),
    by: User | None,
    at: datetime,
) -> TaskGroup:
    """Propose a task group on a subject, with two members and a reserve wanted from each council concerned.

    `why` says where the proposal comes from; it is kept as the first point of its background and is published. Without
    councils, all that exist on the day are concerned. Raises Refused without a title or a reason, and for a council
    outside the partnership.
    """
    title, why = " ".join(title.split()), why.strip()
    if not title:
        raise Refused("Say what the group looks at, in a few words", field="title")
    if not why:
        raise Refused("Say why this is looked at, and who asked for it", field="why")
    if any(one.partnership_id != partnership.pk for one in councils):
        raise Refused("Choose a council of the partnership", field="councils")
    group = convene(
        partnership=partnership,
        title=title[:TITLE_AT_MOST],
        slug=free_slug(title),
        strategy=strategy,
        scope=scope.strip(),
        background=[{"kind": "why", "text": why}],
        by=by,
        at=at,
    )
    there = Council.objects.existing_on(london_date(at)).filter(partnership=partnership)
    for council in councils or there.order_by("position", "pk"):
        want_seats(group=group, council=council, members=MEMBERS, reserves=RESERVES, by=by, at=at)
    return group


def free_slug(title: str) -> str:
    """An address for the group that nothing else has."""
    base = slugify(title)[:SLUG_AT_MOST].strip("-") or "task-group"
    taken = set(TaskGroup.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbered if one not in taken)
