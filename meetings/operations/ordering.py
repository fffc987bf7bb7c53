"""Putting things into another order where the database holds that two never have the same place."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, PositiveSmallIntegerField, QuerySet, Value, When

OUT_OF_THE_WAY = 10_000


def put_in_order(things: QuerySet[Any], order: Sequence[int]) -> None:
    """Number the things 1, 2, 3 in the order of their ids. `order` names every one of them.

    In two steps, since each place is taken once at every moment: all out of the way, then each to its place. Call it
    inside the transaction of the change, with the row above them held.
    """
    things.update(position=F("position") + OUT_OF_THE_WAY)
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order, start=1)]
    if places:
        place = Case(*places, default=F("position"), output_field=PositiveSmallIntegerField())
        things.update(position=place)


def moved(order: Sequence[int], pk: int, *, to: int) -> list[int]:
    """The order with one thing at another place, counted from 1. A place beyond an end is that end."""
    rest = [one for one in order if one != pk]
    place = min(max(to, 1), len(order)) - 1
    return [*rest[:place], pk, *rest[place:]]
