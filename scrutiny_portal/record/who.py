"""Sources, the partnership, its councils and bodies, other organisations, posts and people."""

from decimal import Decimal
from typing import Any

from core.models import Source
from core.operations import add_source
from councils.enums import BodyKind, Capacity, OrganisationKind, PostKind
from councils.models import Appointment, Body, Council, Organisation, Partnership, Person, Post
from councils.operations import (
    add_body,
    add_council,
    add_organisation,
    add_partnership,
    add_person,
    add_post,
    appoint,
)
from scrutiny_portal.record.desk import Desk, council, pick, read


def load_partnership(desk: Desk) -> None:
    """The partnership itself, and the papers that everything else rests on."""
    row = read("councils")["partnership"]
    if not Partnership.objects.filter(slug=row["slug"]).exists():
        add_partnership(**row, **desk.loaded)
    for source in read("sources")["sources"]:
        if not Source.objects.filter(code=source["code"]).exists():
            add_source(**source, **desk.loaded)


def load_councils(desk: Desk) -> None:
    """The three councils in the order of every page, and the organisations that the papers name."""
    data = read("councils")
    partnership = Partnership.objects.get(slug=data["partnership"]["slug"])
    for position, row in enumerate(data["councils"]):
        if not Council.objects.filter(slug=row["slug"]).exists():
            share = Decimal(row["moa_share"]) if "moa_share" in row else None
            names = pick(row, "code", "slug", "name", "short_name", "executive_name", "gss_code")
            add_council(
                partnership=partnership,
                position=position,
                moa_share=share,
                **names,
                **desk.place(row),
                **desk.loaded,
            )
    for row in data["organisations"]:
        if not Organisation.objects.filter(slug=row["slug"]).exists():
            kind = OrganisationKind(row["kind"])
            add_organisation(**pick(row, "name", "slug", "note"), kind=kind, **desk.fact(row), **desk.loaded)


def load_bodies(desk: Desk) -> None:
    """The bodies that meet."""
    data = read("councils")
    partnership = Partnership.objects.get(slug=data["partnership"]["slug"])
    for row in data["bodies"]:
        of = council(row.get("council"))
        if not Body.objects.filter(council=of, slug=row["slug"]).exists():
            add_body(
                **pick(row, "name", "slug", "note"),
                kind=BodyKind(row["kind"]),
                council=of,
                partnership=partnership,
                **desk.fact(row),
                **desk.loaded,
            )


def load_people(desk: Desk) -> None:
    """Posts, the people the papers name, and who was seen in which post. No paper says when anyone began."""
    posts = {row["key"]: _post(desk, row) for row in read("councils")["posts"]}
    data = read("people")
    for row in data["people"]:
        sourced = {**data["defaults"], **row}
        person = _person(desk, sourced)
        post = posts.get(row.get("post", ""))
        if post is not None and not Appointment.objects.filter(person=person, post=post).exists():
            appoint(
                person=person,
                post=post,
                capacity=Capacity.HOLDER,
                seen_on=sourced["seen_on"],
                **desk.place(sourced),
                **desk.loaded,
            )


def _post(desk: Desk, row: dict[str, Any]) -> Post:
    of = council(row.get("council"))
    at = Organisation.objects.get(slug=row["organisation"]) if "organisation" in row else None
    found = Post.objects.filter(title=row["title"], council=of, organisation=at).first()
    return found or add_post(
        kind=PostKind(row["kind"]),
        title=row["title"],
        council=of,
        organisation=at,
        **desk.place(row),
        **desk.loaded,
    )


def _person(desk: Desk, row: dict[str, Any]) -> Person:
    style = row.get("style", "")
    found = Person.objects.filter(name=row["name"], style=style).first()
    return found or add_person(name=row["name"], style=style, **desk.place(row), **desk.loaded)
