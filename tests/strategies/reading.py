"""Reading a page as a person does."""

import re
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def words(response: Any) -> str:
    """The words of a page's main part, without its markup and drawings."""
    page = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    page = re.sub(r"<svg.*?</svg>", " ", page.split(">", 1)[1], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def queries_of(client: Client, path: str) -> int:
    """How many questions a page asks of the database, once its frame is known."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
