"""The test databases: one for each pytest process, and a flush that the append-only history lets through."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from core import triggers
from tests.infrastructure.environment import MIGRATED


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A copy of the migrated SQLite file is used as it is."""
    return bool(MIGRATED) and connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give xdist workers databases of their own on PostgreSQL; on SQLite each has its own folder already."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session", autouse=True)
def _flush_through_triggers() -> Iterator[None]:
    """Let the flush after a transactional test empty the history, whose triggers refuse just that."""
    name = "_fixture_teardown"
    flush = getattr(TransactionTestCase, name)

    def flush_without_triggers(case: Any) -> None:
        triggers.drop(connection)
        try:
            flush(case)
        finally:
            triggers.create(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, name, flush_without_triggers)
        yield
