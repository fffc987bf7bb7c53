"""The portal as a lesser role on PostgreSQL: it works, and the database itself refuses it the past (promise A2)."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import psycopg2
import pytest
from psycopg2 import errors

from scripts import services
from tests.infrastructure.environment import ROOT
from tests.infrastructure.servers import Portal, portal_running
from tests.promises.forms import Controls

pytestmark = pytest.mark.operations

OWNER, PORTAL = "portal_owner", "portal"
TABLES = ("core_historyentry", "core_historyseal")
# What an owner could do, each once for entries and for seals.
OF_A_TABLE = (
    "UPDATE {table} SET hash = 'x'",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "SELECT 1 FROM {table} FOR UPDATE",
    "ALTER TABLE {table} DISABLE TRIGGER USER",
    "DROP TRIGGER {table}_no_change ON {table}",
    "CREATE TRIGGER {table}_first BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "ALTER TABLE {table} ADD COLUMN more text",
    "ALTER TABLE {table} OWNER TO portal",
    "DROP TABLE {table}",
)
OTHERS = (
    "SET session_replication_role = replica",
    "SET ROLE portal_owner",
    "GRANT portal_owner TO portal",
    "ALTER ROLE portal SUPERUSER",
    "CREATE TABLE public.core_another (id int)",
    "DELETE FROM core_historyhead",
    "DELETE FROM django_migrations",
    "TRUNCATE core_historyhead",
)
ENTRIES = "SELECT count(*) FROM core_historyentry"
STATEMENTS = [*(one.format(table=table) for table in TABLES for one in OF_A_TABLE), *OTHERS]


@dataclass(frozen=True)
class Installation:
    """A database with its owner and the portal's own role, and the environment in which each runs commands."""

    owner: str
    portal: str
    data_dir: Path

    def manage(self, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DATABASE_URL": url, "REDIS_URL": "", "DATA_DIR": str(self.data_dir)}
        environment["STATIC_ROOT"] = str(ROOT / "staticfiles")
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=environment,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )


def as_role(url: str, role: str) -> str:
    address = urlsplit(url)
    return address._replace(netloc=f"{role}@{address.netloc.rpartition('@')[2]}").geturl()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """What docs/operations.md says under “Two roles”, done."""
    with ExitStack() as servers:
        try:
            url = servers.enter_context(services.postgresql())
        except services.Missing as reason:
            pytest.fail(str(reason)) if os.environ.get("REQUIRE_ALL") else pytest.skip(str(reason))
        services.ask(url, f"CREATE ROLE {OWNER} LOGIN")
        services.ask(url, f"CREATE DATABASE scrutiny OWNER {OWNER}")
        make_portal_role(url)
        here = urlsplit(url)._replace(path="/scrutiny").geturl()
        made = Installation(as_role(here, OWNER), as_role(here, PORTAL), tmp_path_factory.mktemp("lesser"))
        before = made.manage(made.portal, "prepare")
        assert (before.returncode, "this role may not" in before.stderr) == (1, True)
        prepared = made.manage(made.owner, "prepare", "--with-record", "--grant-to", PORTAL)
        assert prepared.returncode == 0, prepared.stderr
        yield made


@pytest.fixture(scope="module")
def portal(installation: Installation) -> Iterator[Portal]:
    """The whole portal, web server, worker and clock, as the lesser role."""
    with portal_running(installation.data_dir, database_url=installation.portal) as running:
        yield running


def make_portal_role(url: str) -> None:
    """Make the portal's role as compose.yaml does. Here nobody is asked for a password."""
    told = {
        "PATH": f"{services.postgresql_programs()}:{os.environ['PATH']}",
        "PGHOST": unquote(urlsplit(url).netloc.rpartition("@")[2]),
        "POSTGRES_USER": "postgres",
        "POSTGRES_DB": "postgres",
        "PORTAL_DB_PASSWORD": "it's a quote",
    }
    subprocess.run(["sh", "scripts/portal_role.sh"], env=told, cwd=ROOT, check=True, capture_output=True)


def number(url: str, question: str) -> int:
    with closing(psycopg2.connect(url)) as database, database.cursor() as cursor:
        cursor.execute(question)
        (found,) = cursor.fetchone() or (0,)
        return int(found)


def fill(browser: urllib.request.OpenerDirector, url: str, **typed: str) -> tuple[str, str]:
    """Send the form of a page, and give the address and words of the page that answered."""
    with browser.open(url, timeout=60) as page:
        held = {
            name: values[0]
            for name, values in Controls(page.read().decode(), urlsplit(url).path).values.items()
            if values
        }
    request = urllib.request.Request(
        url, data=urlencode({**held, **typed}).encode(), headers={"Referer": url}
    )
    with browser.open(request, timeout=60) as answer:
        return str(answer.url), answer.read().decode()


def test_the_portal_works_as_the_lesser_role(installation: Installation, portal: Portal) -> None:
    """People sign in and save, the clock works, the day is sealed, and all of it is on the trail."""
    before = number(installation.portal, ENTRIES)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    account = portal.accounts["Scrutiny Officer"]
    fill(browser, f"{portal.url}/accounts/login/", login=account.email, password=account.password)
    body = number(installation.portal, "SELECT min(id) FROM councils_body WHERE ends_on IS NULL")
    typed = {"body": str(body), "place": "Room 2", "held_on": "9 January 2031"}
    address, _ = fill(browser, f"{portal.url}/meetings/new/", **typed)
    assert address.endswith("/2031-01-09/")
    assert number(installation.portal, ENTRIES) > before
    with browser.open(f"{portal.url}/audit/", timeout=60) as page:
        assert "The database lets the portal add to them, and change or remove none." in page.read().decode()
    for command in (
        "seal_history",
        "open_due_reviews",
        "write_reminders",
        "send_notices",
        "verify_history",
        "prepare",
    ):
        done = installation.manage(installation.portal, command)
        assert done.returncode == 0, f"{command}: {done.stderr}"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_the_portal_the_past(installation: Installation, statement: str) -> None:
    with (
        closing(psycopg2.connect(installation.portal)) as database,
        database.cursor() as cursor,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_the_same_is_not_refused_for_another_reason(installation: Installation, table: str) -> None:
    """The owner, with the triggers away, may do each: what stands above is refused for want of the right alone."""
    dropped = f"DROP TRIGGER {table}_no_change ON {table}; DROP TRIGGER {table}_no_truncate ON {table}; "
    for statement in ("UPDATE {table} SET hash = 'x'", "DELETE FROM {table}", "TRUNCATE {table}"):
        with closing(psycopg2.connect(installation.owner)) as database, database.cursor() as cursor:
            cursor.execute(dropped + statement.format(table=table))
            database.rollback()


def test_the_check_tells_the_two_roles_apart(installation: Installation) -> None:
    asked = ("check", "--deploy", "--database", "default")
    assert "core.W001" in installation.manage(installation.owner, *asked).stderr
    assert "core.W001" not in installation.manage(installation.portal, *asked).stderr


def test_rights_that_came_back_are_told_and_taken_away_again(installation: Installation) -> None:
    """A migration, or somebody, gave more: the check names it, and the next `grant_rights` takes it away."""
    asked = ("check", "--deploy", "--database", "default")
    services.ask(installation.owner, f"GRANT UPDATE (hash), TRUNCATE ON core_historyentry TO {PORTAL}")
    said = installation.manage(installation.portal, *asked).stderr
    assert "it could change core_historyentry, empty core_historyentry." in said
    again = installation.manage(installation.owner, "grant_rights", PORTAL)
    assert again.stdout == "portal may read and write, and rewrite nothing of the history.\n"
    assert "core.W001" not in installation.manage(installation.portal, *asked).stderr


def test_only_the_owner_grants_and_only_to_a_lesser_role(installation: Installation) -> None:
    said = installation.manage(installation.owner, "grant_rights", OWNER)
    assert (
        said.stderr
        == f"CommandError: {OWNER} owns the history or may make itself its owner: take another role.\n"
    )
    by_itself = installation.manage(installation.portal, "grant_rights", PORTAL)
    assert by_itself.stderr == "CommandError: Only the role that owns the tables can grant rights to them.\n"
