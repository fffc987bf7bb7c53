"""How something new goes on record, whatever it is: the row, and its row of history."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from core import history
from core.dates import london_date
from core.enums import Precision
from councils.models import User
from councils.permissions import capacities_of

Thing = TypeVar("Thing", bound=Model)


def added(
    thing: Thing,
    *,
    by: User | None,
    at: datetime,
    trail: Model | None = None,
    verb: str = "add",
    new: str = "",
    public: bool = False,
    on: date | None = None,
    precision: str = Precision.DAY,
    details: dict[str, Any] | None = None,
) -> Thing:
    """Save a new thing and write its history row, with the source it rests on. Hidden from the public unless said."""
    thing.save(force_insert=True)
    history.record(
        subject=thing,
        trail=trail,
        verb=verb,
        by=by,
        role=role_of(by, at=at),
        at=at,
        new=new,
        public=public,
        on=on,
        precision=precision,
        source_id=getattr(thing, "source_id", None),
        details=details,
    )
    return thing


def role_of(by: User | None, *, at: datetime) -> str:
    """The role in which a person acts, kept in the history as it was at the moment."""
    return capacities_of(by, on=london_date(at)).title if by else ""
