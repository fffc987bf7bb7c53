"""What changed in a recommendation that somebody follows: one letter, the morning after."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.contrib.auth.models import AnonymousUser

from notices.enums import NoticeKind
from recommendations.models import Following, Recommendation
from recommendations.operations.standing import name_of
from recommendations.queries.following import Change, changes_of, waiting_to_be_told
from recommendations.queries.freshness import first_moment_of
from recommendations.queries.page import page_of
from recommendations.reminders.occasions import Occasion, Text

LISTED = 20


def about_followed(*, today: date) -> Iterator[Occasion]:
    """Tell of what others changed before today, once, so that a busy day is one letter."""
    before = first_moment_of(today)
    for _, group in groupby(waiting_to_be_told(before=before), key=lambda one: one.recommendation_id):
        followings = list(group)
        recommendation = followings[0].recommendation
        page = page_of(recommendation.reference, user=AnonymousUser(), on=today)
        if page is None:
            continue
        known = min(following.told_to for following in followings)
        changes = [one for one in changes_of(page, after=known) if one.at < before]
        for following in followings:
            news = [
                one for one in changes if one.number > following.told_to and one.actor_id != following.user_id
            ]
            if news:
                yield occasion_of(following, recommendation, news)


def occasion_of(following: Following, recommendation: Recommendation, news: list[Change]) -> Occasion:
    newest = news[0].number
    return Occasion(
        f"{NoticeKind.FOLLOWED_CHANGED}:{following.pk}:{newest}",
        NoticeKind.FOLLOWED_CHANGED,
        following.user,
        lambda: changed_text(recommendation, news),
        lambda: Following.objects.filter(pk=following.pk).update(told_to=newest),
    )


def changed_text(recommendation: Recommendation, news: list[Change]) -> Text:
    more = f" and {len(news) - 1} more" if len(news) > 1 else ""
    lines = [f"{one.when}: {one.title}" for one in news[:LISTED]]
    if len(news) > LISTED:
        lines.append(f"{len(news) - LISTED} earlier changes stand on its page.")
    return Text(
        f"{recommendation.reference} changed: {news[0].subject}{more}",
        "\n".join([f"{name_of(recommendation)}.", *lines, "You follow it. On its page you can stop."]),
        recommendation.get_absolute_url(),
    )
