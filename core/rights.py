"""What the portal's own role may do in PostgreSQL: add to the history, and rewrite nothing of it (promise A2).

The role that owns the tables migrates. The portal runs as a lesser role, to which `grant` gives what it needs: the owner's
rights to change, empty or alter the history, or to take its triggers away, it never has. An installation with one role, and
every SQLite file, keeps the triggers alone, and `powers` says so. docs/operations.md tells the steps.
"""

import re

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from core.triggers import APPEND_ONLY

HEAD = "core_historyhead"
# Only migrations write these two; the end of the chain is changed but never removed.
MIGRATIONS = "django_migrations"
ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")
POWERS_OVER_A_TABLE = """
    SELECT pg_has_role(current_user, relowner, 'MEMBER'),
           has_any_column_privilege(current_user, oid, 'UPDATE'),
           has_table_privilege(current_user, oid, 'DELETE'),
           has_table_privilege(current_user, oid, 'TRUNCATE')
    FROM pg_class WHERE oid = to_regclass(%s)
"""
VERBS = ("take the triggers away from", "change", "remove from", "empty")
OWNS = """
    SELECT count(*) FROM pg_class
    WHERE relname = ANY(%s) AND pg_has_role(coalesce(nullif(%s, ''), current_user), relowner, 'MEMBER')
"""
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal AND tgenabled IN ('O', 'A')"
TRIGGERS_OF_A_TABLE = 2


class NotGranted(Exception):
    """A role that cannot be given lesser rights, as a sentence."""


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give a role what the portal needs and nothing more, in one transaction. Run as the owner, after each migration.

    Tables that a later migration adds may be read and written by the role at once. Raises NotGranted with the reason.
    """
    if connection.vendor != "postgresql":
        raise NotGranted("Only PostgreSQL has roles: SQLite keeps the triggers alone.")
    if not ROLE.fullmatch(role):
        raise NotGranted(f"“{role}” is no name for a role: small letters, digits and underscores.")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise NotGranted(f"There is no role {role}: make it with CREATE ROLE (docs/operations.md).")
        if not owns(cursor, ""):
            raise NotGranted("Only the role that owns the tables can grant rights to them.")
        if found[0] or owns(cursor, role):
            raise NotGranted(f"{role} owns the history or may make itself its owner: take another role.")
        database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        for statement in grant_statements(role, database=database):
            cursor.execute(statement)


def owns(cursor: CursorWrapper, role: str) -> bool:
    """Whether a role is, or can act as, the owner of what is only ever added. An empty one is that of the connection."""
    cursor.execute(OWNS, [list(APPEND_ONLY), role])
    return bool(cursor.fetchone()[0])


def grant_statements(role: str, *, database: str) -> list[str]:
    """Give the statements of `grant`. Those that take away come last."""
    tables = "ALL TABLES IN SCHEMA public"
    return [
        f"GRANT CONNECT ON DATABASE {database} TO {role}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE CREATE ON SCHEMA public FROM {role}",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON {tables} FROM {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        *(f"REVOKE ALL ON {table} FROM PUBLIC" for table in APPEND_ONLY),
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {role}" for table in APPEND_ONLY),
        f"REVOKE DELETE ON {HEAD} FROM {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON {MIGRATIONS} FROM {role}",
    ]


def may_migrate(connection: BaseDatabaseWrapper) -> bool:
    """Whether the role of this connection may make tables."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')")
        return bool(cursor.fetchone()[0])


def powers(connection: BaseDatabaseWrapper) -> list[str]:
    """Say what the role of this connection could do to the history beyond adding to it. Empty when it can do nothing.

    A few small queries of PostgreSQL's own tables; none on SQLite.
    """
    if connection.vendor != "postgresql":
        return ["write the database's file"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        found = ["give itself any right"] if cursor.fetchone()[0] else []
        for table in APPEND_ONLY:
            found += powers_over(cursor, table)
    return found


def powers_over(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(POWERS_OVER_A_TABLE, [table])
    has = cursor.fetchone()
    if has is None:
        return []
    found = [f"{verb} {table}" for verb, can in zip(VERBS, has, strict=True) if can]
    cursor.execute(TRIGGERS, [table])
    return found if cursor.fetchone()[0] >= TRIGGERS_OF_A_TABLE else [*found, f"meet no trigger on {table}"]
