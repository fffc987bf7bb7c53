"""Parts of the machinery that do not answer: a cache, a backend of accounts, a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, connection


class Away(Exception):
    """It does not answer."""


class AwayCache(BaseCache):
    """A cache whose server is away: every call raises."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _away(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Away("the cache does not answer")

    add = get = set = touch = delete = clear = has_key = incr = decr = _away
    get_many = set_many = delete_many = get_or_set = _away


class AwayBackend:
    """A backend of accounts that raises."""

    def authenticate(self, request: Any, **credentials: Any) -> NoReturn:
        raise Away("accounts do not answer")

    def get_user(self, user_id: Any) -> NoReturn:
        raise Away("accounts do not answer")


@contextmanager
def without_answer(table: str) -> Iterator[list[str]]:
    """Let every statement about a table fail, as when the database is cut off. Gives the statements that did."""
    failed: list[str] = []

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'"{table}"' in sql:
            failed.append(sql)
            raise OperationalError("the database does not answer")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield failed
