"""Deny by default: what each kind of reader gets at each address, held against the written table (promise S1)."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from councils.models import User
from tests.architecture.routes import address, arguments, every_name, roles
from tests.architecture.written import as_written
from tests.cast import Cast
from tests.stage import set_stage

TABLE = Path(__file__).resolve().parents[2] / "docs" / "routes.md"
# Not walked by name: the administrator's pages have a test of their own, and allauth names some addresses twice.
APART = ("admin:", "?")
ACCOUNT = ("account_", "mfa_", "socialaccount_", "openid_connect_")


def written() -> dict[str, list[str]]:
    """The table's rows: the cells of each address, "GET POST" for each kind of reader."""
    rows = [
        line.strip("| \n").split("|") for line in TABLE.read_text().splitlines() if line.startswith("| `")
    ]
    return {cells[0].strip(" `"): [cell.strip() for cell in cells[1:]] for cells in rows}


def walked_names() -> list[str]:
    return sorted({name for name in every_name() if not name.startswith(APART)})


def test_every_address_has_a_row() -> None:
    assert sorted(written()) == walked_names()


@dataclass
class Reader:
    """A kind of reader whose session lasts, whatever an address does to it."""

    session: str

    def ask(self, method: str, path: str) -> int:
        """Ask once and undo whatever it did. The limits on guessing have tests of their own."""
        cache.clear()
        client = Client(raise_request_exception=False)
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with transaction.atomic():
            status = client.generic(
                method, path, content_type="application/x-www-form-urlencoded"
            ).status_code
            transaction.set_rollback(True)
        return status


def reader(user: User | None) -> Reader:
    """Sign in once, or stay a member of the public."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return Reader(client.cookies[settings.SESSION_COOKIE_NAME].value if user else "")


def what_each_gets(cast: Cast) -> dict[str, list[str]]:
    """Walk every address as every kind of reader; those of sign-in and account know only two kinds."""
    given = arguments(set_stage(cast))
    found: dict[str, list[str]] = {name: [] for name in walked_names()}
    for role, user in roles(cast).items():
        who = reader(user)
        for name in found:
            if name.startswith(ACCOUNT) and role not in {"public", "reader"}:
                continue
            path = address(name, given)
            get = who.ask("GET", path)
            found[name].append(f"{get} {who.ask('POST', path)}")
            if user is None:
                head = who.ask("HEAD", path)
                assert head == get, f"{name} answers HEAD with {head} and GET with {get}"
    return found


def page(found: dict[str, list[str]]) -> str:
    """The page with these rows. WRITE_TABLES=1 with the test below writes it anew."""
    head = [line for line in TABLE.read_text().splitlines() if not line.startswith("| `")]
    rows = [f"| `{name}` | {' | '.join(cells)} |" for name, cells in found.items()]
    return "\n".join([*head, *rows]) + "\n"


@pytest.mark.usefixtures("pango")
def test_each_kind_of_reader_gets_what_the_table_says(cast: Cast) -> None:
    found = what_each_gets(cast)
    as_written(TABLE, page(found))
    assert found == written()


def administration(name: str) -> str:
    """The address with that name, whatever arguments it takes."""
    for given in ([], ["1"], ["councils"], ["1", "1"]):
        try:
            return reverse(name, args=given)
        except NoReverseMatch:
            continue
    return "/manage/no/such/page/"


def test_the_administration_is_for_administrators_alone(cast: Cast) -> None:
    paths = {administration(name) for name in every_name() if name.startswith("admin:")}
    everyone = roles(cast)
    readers = {role: reader(everyone[role]) for role in ("public", "councillor", "holder", "officer")}
    got_in = [
        (path, role)
        for path in sorted(paths)
        for role, who in readers.items()
        if who.ask("GET", path) not in {302, 403, 404}
    ]
    assert got_in == []
