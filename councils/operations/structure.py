"""The partnership and what belongs to it: councils, other organisations, bodies and posts."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from core import history
from core.models import Source
from councils.enums import BodyKind, OrganisationKind, PostKind
from councils.models import Body, Council, Organisation, Partnership, Post, User

Thing = TypeVar("Thing", bound=Model)


def _added(thing: Thing, *, by: User | None, at: datetime, source: Source | None = None) -> Thing:
    """Save a new thing and write its history row."""
    thing.save(force_insert=True)
    history.record(subject=thing, verb="add", by=by, at=at, source_id=source.pk if source else None)
    return thing


@transaction.atomic
def add_partnership(*, name: str, short_name: str, slug: str, by: User | None, at: datetime) -> Partnership:
    """Found the partnership. One portal serves one."""
    return _added(Partnership(name=name, short_name=short_name, slug=slug), by=by, at=at)


@transaction.atomic
def add_council(
    *,
    partnership: Partnership,
    code: str,
    slug: str,
    name: str,
    short_name: str,
    executive_name: str,
    gss_code: str | None = None,
    position: int = 0,
    moa_share: Decimal | None = None,
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Council:
    """Add a council. `moa_share` is its share of joint costs in per cent, empty where it is not on record."""
    council = Council(
        partnership=partnership,
        code=code,
        slug=slug,
        name=name,
        short_name=short_name,
        executive_name=executive_name,
        gss_code=gss_code,
        position=position,
        moa_share=moa_share,
        source=source,
        source_place=source_place,
    )
    return _added(council, by=by, at=at, source=source)


@transaction.atomic
def add_organisation(
    *,
    name: str,
    slug: str,
    kind: OrganisationKind,
    note: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Organisation:
    """Add anyone else that the record names."""
    organisation = Organisation(
        name=name,
        slug=slug,
        kind=kind,
        note=note,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return _added(organisation, by=by, at=at, source=source)


@transaction.atomic
def add_body(
    *,
    name: str,
    slug: str,
    kind: BodyKind,
    council: Council | None = None,
    partnership: Partnership | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Body:
    """Add a body that meets. Without a council it is joint."""
    body = Body(
        name=name,
        slug=slug,
        kind=kind,
        council=council,
        partnership=partnership,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return _added(body, by=by, at=at, source=source)


@transaction.atomic
def add_post(
    *,
    kind: PostKind,
    title: str,
    council: Council | None = None,
    organisation: Organisation | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Post:
    """Add a post that work can belong to. It outlives its holders (rule 2)."""
    post = Post(
        kind=kind,
        title=title,
        council=council,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        source_place=source_place,
    )
    return _added(post, by=by, at=at, source=source)
