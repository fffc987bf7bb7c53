"""The test databases: one for each pytest process, and a flush that the append-only history lets through."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase

from core import triggers


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give xdist workers databases of their own on PostgreSQL; on SQLite each has its own folder already."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session", autouse=True)
def _flush_through_triggers() -> Iterator[None]:
    """Let the flush after a transactional test empty the history, whose triggers refuse just that."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(case: TransactionTestCase) -> None:
        databases = [connections[alias] for alias in case._databases_names(include_mirrors=False)]
        for database in databases:
            triggers.drop(database)
        try:
            flush(case)
        finally:
            for database in databases:
                triggers.create(database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield
