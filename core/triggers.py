"""Triggers that refuse to change or remove what is only ever added, for PostgreSQL and SQLite.

Migrations create them. `drop` and `create` are also for tests, whose flush empties every table. Whoever owns the tables can
take them away: on PostgreSQL the portal can do without that right (`core.rights`).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "core_historyentry"
SEALS = "core_historyseal"
# What is only ever added, with the columns of which no value comes twice.
UNIQUE = {TABLE: ("id", "number"), SEALS: ("id", "place", "on")}
APPEND_ONLY = tuple(UNIQUE)
SENTENCE = "history is append-only"


def create_statements(vendor: str, table: str = TABLE) -> list[str]:
    """Give the statements that put the triggers of a table in place on a database of this kind.

    SQLite removes a row for INSERT OR REPLACE without asking a trigger, so there a row that stands cannot be added again.
    """
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$",
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ]
    same = " OR ".join(f'"{column}" = NEW."{column}"' for column in UNIQUE[table])
    stands = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of our own
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {stands} {refuse}",
    ]


def drop_statements(vendor: str, table: str = TABLE) -> list[str]:
    """Give the statements that take them away again."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete", "replace")]


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers of every such table in place."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for statement in create_statements(connection.vendor, table):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for statement in drop_statements(connection.vendor, table):
                cursor.execute(statement)
