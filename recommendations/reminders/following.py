"""What changed in recommendations that somebody follows: one letter a day, the morning after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NoReturn

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from notices.enums import NoticeKind
from recommendations.models import Following, Recommendation
from recommendations.operations.standing import name_of
from recommendations.queries.following import Change, changes_of, last_row_before, waiting_to_be_told
from recommendations.queries.freshness import first_moment_of
from recommendations.queries.page import page_of
from recommendations.reminders.occasions import Occasion, Text

LISTED = 20


@dataclass(frozen=True)
class News:
    """What one person has not been told of one recommendation, newest first."""

    following: Following
    changes: list[Change]

    @property
    def recommendation(self) -> Recommendation:
        return self.following.recommendation


def about_followed(*, today: date) -> Iterator[Occasion]:
    """Tell each person once of what others changed before today.

    A recommendation that cannot be read is left out and named, and stops no other letter (R10).
    """
    up_to = last_row_before(first_moment_of(today))
    letters: dict[int, list[News]] = {}
    for _, group in groupby(waiting_to_be_told(up_to=up_to), key=lambda one: one.recommendation_id):
        followings = list(group)
        try:
            changes = public_changes(followings[0].recommendation, up_to=up_to, on=today)
        except Exception as fault:
            yield unreadable(followings[0], fault)
            continue
        for following in followings:
            if news := [one for one in changes if is_news(one, following)]:
                letters.setdefault(following.user_id, []).append(News(following, news))
    for news_of_one in letters.values():
        yield letter_of(news_of_one, up_to=up_to, today=today)


def public_changes(recommendation: Recommendation, *, up_to: int, on: date) -> list[Change]:
    page = page_of(recommendation.reference, user=AnonymousUser(), on=on)
    return [one for one in changes_of(page) if one.number <= up_to] if page else []


def is_news(change: Change, following: Following) -> bool:
    """What happened since the last letter. Nobody is told of their own deeds."""
    return change.number > following.told_to and change.actor_id != following.user_id


def unreadable(following: Following, fault: Exception) -> Occasion:
    def fail() -> NoReturn:
        raise fault

    kind = NoticeKind.FOLLOWED_CHANGED
    return Occasion(f"{kind}:unreadable:{following.recommendation_id}", kind, following.user, fail)


def letter_of(news: list[News], *, up_to: int, today: date) -> Occasion:
    """One letter. What it tells is claimed first: who stopped meanwhile, or was told meanwhile, is not told."""
    user, kind = news[0].following.user, NoticeKind.FOLLOWED_CHANGED

    def claim() -> bool:
        return all(
            Following.objects.filter(pk=one.following.pk, told_to=one.following.told_to).update(told_to=up_to)
            for one in news
        )

    return Occasion(f"{kind}:{user.pk}:{today}", kind, user, lambda: text_of(news), claim)


def text_of(news: list[News]) -> Text:
    told = "\n\n".join("\n".join(lines_of(one)) for one in news)
    if len(news) == 1:
        (one,) = news
        more = f" and {len(one.changes) - 1} more" if len(one.changes) > 1 else ""
        title = f"{one.recommendation.reference} changed: {one.changes[0].title}{more}"
        return Text(title, f"{told}\nOn its page you can stop.", one.recommendation.get_absolute_url())
    references = ", ".join(one.recommendation.reference for one in news)
    return Text(
        f"{len(news)} recommendations you follow changed: {references}",
        f"{told}\n\nOn the page of each you can stop.",
        reverse("recommendations:following"),
    )


def lines_of(news: News) -> Iterator[str]:
    yield f"{name_of(news.recommendation)}."
    yield from (f"{one.when}: {one.title}" for one in news.changes[:LISTED])
    left = len(news.changes) - LISTED
    if left > 0:
        yield f"{left} earlier {'change stands' if left == 1 else 'changes stand'} on its page."
