"""The newest decisions as an Atom feed (RFC 4287)."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from core.papers import plain
from councils.models import Council
from meetings.enums import RECORD_PUBLISHED, OutcomeKind
from meetings.models import Outcome
from meetings.queries import meetings_visible_to, title_of
from scrutiny_portal.feeds.changes import BEGINNING, beginning_of, changes_of

NEWEST = 50
SINCE = "2026"


@dataclass(frozen=True)
class Decision:
    """One decision of the feed. Its title names the body, the day and the item's number, and no word of the item."""

    pk: int
    title: str
    text: str
    path: str
    published_at: datetime
    updated_at: datetime


class SteadyFeed(Atom1Feed):
    """A feed that without entries was last changed long ago, instead of just now: the same feed is the same file."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.num_items() else BEGINNING


def newest_decisions(*, on: date, council: Council | None = None) -> list[Decision]:
    """The newest decisions that anyone may read: standing, open, of open items, in published records. Three queries.

    A correction is a change of the decision, so that programs show it again.
    """
    decided = (
        Outcome.objects.standing()
        .open_entries()
        .filter(
            kind=OutcomeKind.DECISION,
            item__withdrawn_at__isnull=True,
            item__meeting__in=meetings_visible_to(AnonymousUser(), on=on).filter(status__in=RECORD_PUBLISHED),
        )
    )
    if council is not None:
        decided = decided.filter(item__meeting__body__council=council)
    newest = (
        decided.select_related("item__meeting__body__council", "item__meeting__task_group")
        .prefetch_related("points")
        .order_by(
            F("item__meeting__record_published_at").desc(nulls_last=True),
            F("item__meeting__held_on").desc(nulls_last=True),
            "-pk",
        )[:NEWEST]
    )
    chosen = list(newest)
    changes = changes_of(Outcome.objects.filter(pk__in=[one.pk for one in chosen]))
    return [decision_of(one, changes[one.pk].at if one.pk in changes else BEGINNING) for one in chosen]


def decision_of(outcome: Outcome, changed_at: datetime) -> Decision:
    """Put one decision into the feed's words."""
    item, meeting = outcome.item, outcome.item.meeting
    published_at = meeting.record_published_at or beginning_of(meeting.held_on)
    word = f"{outcome.get_decision_display() or 'Decision'} {outcome.number}".strip()
    points = [f"({number}) {point.text}" for number, point in enumerate(outcome.points.all(), start=1)]
    return Decision(
        pk=outcome.pk,
        title=f"{word}, item {item.number or item.position}: {title_of(meeting)}",
        text="\n".join([outcome.text, *points]),
        path=f"{meeting.get_absolute_url()}?entry={outcome.pk}#entry-{outcome.pk}",
        published_at=published_at,
        updated_at=max(published_at, changed_at),
    )


def words_of(text: str) -> str:
    """The text as the feed's format wants it: markup, so that what looks like markup in the text stays text."""
    return escape(plain(text)).replace("\n", "<br>")


def feed_of(decisions: list[Decision], *, council: Council | None, site: str) -> bytes:
    """Write the feed. Its entries keep their names for ever, wherever the portal moves."""
    address = f"{site}{reverse('decisions-feed')}{f'?council={council.slug}' if council else ''}"
    host = urlsplit(site).hostname or "localhost"
    feed = SteadyFeed(
        title=f"Decisions: {council.name}" if council else "Decisions of the partnership’s councils",
        link=f"{site}{reverse('meetings:list')}",
        description="What bodies noted, agreed, approved and resolved, from published records.",
        language="en-GB",
        feed_url=address,
        feed_guid=f"tag:{host},{SINCE}:decisions{f'/{council.slug}' if council else ''}",
    )
    for one in decisions:
        feed.add_item(
            title=plain(one.title),
            link=f"{site}{one.path}",
            description=words_of(one.text),
            author_name="Partnership Scrutiny",
            unique_id=f"tag:{host},{SINCE}:decision/{one.pk}",
            pubdate=one.published_at,
            updateddate=one.updated_at,
        )
    return feed.writeString("utf-8").encode()
