"""One thing to tell one person, what it says, and who is to be told of a post's work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from councils.models import Post, User
from councils.queries import scrutiny_officers, users_in_post
from notices.enums import NoticeKind


@dataclass(frozen=True)
class Text:
    """What one reminder says, and where it leads."""

    title: str
    body: str
    path: str


@dataclass(frozen=True)
class Occasion:
    """One thing to tell one person. The text is written only when it has not been told before.

    `claim` is called first in the transaction that tells it: what it does not give is not told.
    """

    key: str
    kind: NoticeKind
    recipient: User
    write: Callable[[], Text]
    claim: Callable[[], bool] | None = None


class Posts:
    """Who is to be told of a post's work on the day, each post looked up once. A vacant post's goes to the officers."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.officers = scrutiny_officers(on=on)
        self._known: dict[int, list[User]] = {}

    def of(self, post: Post | None) -> list[User]:
        if post is None:
            return self.officers
        if post.pk not in self._known:
            self._known[post.pk] = users_in_post(post, on=self.on) or self.officers
        return self._known[post.pk]

    def with_officers(self, post: Post | None) -> list[User]:
        return list({user.pk: user for user in [*self.of(post), *self.officers]}.values())
