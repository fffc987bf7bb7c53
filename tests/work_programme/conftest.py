"""What stories of the programme share: the day on which they play, and somebody who looks."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from councils.models import User


@pytest.fixture
def on_the_day(now: datetime) -> Iterator[datetime]:
    """Stop the clock on 14 April 2026 at 10:02 in London."""
    with time_machine.travel(now, tick=False):
        yield now


def as_user(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text_of(client: Client, path: str) -> str:
    """The words of a page, with single spaces."""
    return " ".join(client.get(path).content.decode().split())
