"""Accounts for trying the portal out, with the posts and the seat they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from councils.enums import Capacity, PostKind
from councils.models import Post, User
from councils.operations import add_account, add_person, add_post, appoint
from scrutiny_portal.record.desk import Desk, council, read, the_body, the_council


@dataclass(frozen=True)
class TrialAccount:
    """What a person needs to sign in: the role they will have, the address and the password."""

    role: str
    email: str
    password: str


@transaction.atomic
def make_trial_accounts(desk: Desk) -> list[TrialAccount]:
    """Make the accounts that are not there yet, and give them all. Made once, they are left as they are."""
    data = read("trial_accounts")
    for row in data["accounts"]:
        if not User.objects.filter(email=row["email"]).exists():
            _make(desk, row, password=data["password"], since=data["since"])
    return list(_accounts(data))


def _accounts(data: dict[str, Any]) -> Iterator[TrialAccount]:
    for row in data["accounts"]:
        yield TrialAccount(row["role"], row["email"], data["password"])


def _make(desk: Desk, row: dict[str, Any], *, password: str, since: date) -> None:
    person = add_person(name=row["role"], is_trial=True, **desk.loaded)
    if "post" in row:
        post = _post(desk, row["post"])
        appoint(person=person, post=post, capacity=Capacity.HOLDER, starts_on=since, **desk.loaded)
    if "body" in row:
        appoint(
            person=person,
            body=the_body(row),
            on_behalf_of=the_council(row["council"]),
            capacity=Capacity.MEMBER,
            starts_on=since,
            **desk.loaded,
        )
    add_account(
        email=row["email"],
        name=row["role"],
        password=password,
        person=person,
        is_staff=row.get("administrator", False),
        is_trial=True,
        **desk.loaded,
    )


def _post(desk: Desk, key: str) -> Post:
    """The record's own post, or one made for the trial where no paper tells of it."""
    for row in read("councils")["posts"]:
        if row["key"] == key:
            return Post.objects.get(title=row["title"], council=council(row.get("council")))
    (row,) = (row for row in read("trial_accounts")["posts"] if row["key"] == key)
    of = the_council(row["council"])
    found = Post.objects.filter(title=row["title"], council=of).first()
    return found or add_post(kind=PostKind.OFFICER, title=row["title"], council=of, **desk.loaded)
