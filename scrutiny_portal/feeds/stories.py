"""What happened to one recommendation, as an Atom feed (RFC 4287)."""

from datetime import date
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.papers import plain
from recommendations.models import Recommendation
from recommendations.queries.following import Change, changes_of
from recommendations.queries.page import page_of
from scrutiny_portal.feeds.decisions import SINCE, SteadyFeed, words_of

NEWEST = 50


def newest_changes(reference: str, *, on: date) -> tuple[Recommendation, list[Change]] | None:
    """A recommendation that anyone may read, and its newest changes; None for every other."""
    page = page_of(reference, user=AnonymousUser(), on=on)
    return (page.recommendation, changes_of(page)[:NEWEST]) if page else None


def feed_of_changes(recommendation: Recommendation, changes: list[Change], *, site: str) -> bytes:
    """Write the feed. An entry is named by its row of the history, which never changes."""
    reference, host = recommendation.reference, urlsplit(site).hostname or "localhost"
    path = recommendation.get_absolute_url()
    feed = SteadyFeed(
        title=plain(f"{reference}: {recommendation.title}"),
        link=f"{site}{path}",
        description="What happened to this recommendation, newest first.",
        language="en-GB",
        feed_url=f"{site}{reverse('recommendation-feed', args=[reference])}",
        feed_guid=f"tag:{host},{SINCE}:recommendation/{reference}",
    )
    for one in changes:
        told = "\n".join(text for text in (f"{one.when}.", one.body, one.by) if text)
        feed.add_item(
            title=plain(f"{reference} changed: {one.title}"),
            link=f"{site}{path}",
            description=words_of(told),
            author_name="Partnership Scrutiny",
            unique_id=f"tag:{host},{SINCE}:history/{one.number}",
            pubdate=one.at,
            updateddate=one.at,
        )
    return feed.writeString("utf-8").encode()
