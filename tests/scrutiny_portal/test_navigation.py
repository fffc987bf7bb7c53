"""Where one is, in the row of links that every page has."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.cast import Cast


class Marked(HTMLParser):
    """The words of the links marked as the page one is on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside = False
        self.words: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "a" and ("aria-current", "page") in attrs

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.words.add(data.strip())


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/", "Overview"),
        ("/strategies/", "Strategies"),
        ("/systems/", "Strategies"),
        ("/transactions/", "Strategies"),
        ("/annual-reviews/", "Strategies"),
        ("/reports/", "Reports"),
        ("/glossary/", "Glossary"),
    ],
)
def test_the_link_that_leads_here_is_marked(client: Client, cast: Cast, path: str, link: str) -> None:
    assert Marked(client.get(path).content.decode()).words == {link}
