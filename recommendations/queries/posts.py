"""Who holds which post, and what waits for each: work belongs to the post, whoever holds it (rule 2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.dates import spell
from councils.enums import Capacity
from councils.models import Appointment, HolderChange, Post
from councils.queries import holder_of, last_day_of, with_successors
from recommendations.enums import PartStatus, RecommendationStatus
from recommendations.models import Response
from recommendations.queries.visibility import is_visible_to, parts_visible_to


@dataclass
class Waiting:
    """What is open with a post, as far as the reader may know of it."""

    answers: int = 0
    to_sign: int = 0
    to_do: int = 0

    @property
    def total(self) -> int:
        return self.answers + self.to_sign + self.to_do

    @property
    def words(self) -> str:
        """ "2 answers to give, 1 piece of work to sign off"; "Nothing" where nothing is open."""
        counted = [
            (self.answers, "answer to give", "answers to give"),
            (self.to_sign, "piece of work it signs off", "pieces of work it signs off"),
            (self.to_do, "piece of work to do", "pieces of work to do"),
        ]
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n) or "Nothing"


@dataclass
class PostLine:
    """One post on its day. `holder` is empty where nobody holds it."""

    post: Any
    where: str
    on: date
    holder: Appointment | None = None
    deputies: list[Appointment] = field(default_factory=list)
    coming: list[HolderChange] = field(default_factory=list)
    waiting: Waiting = field(default_factory=Waiting)
    last_held_on: date | None = None
    seen_on: str = ""

    @property
    def since(self) -> str:
        """Since when it is held or vacant, or when a source last shows it held. Empty where nothing says so."""
        if self.holder:
            return f"Since {spell(self.holder.starts_on)}"
        if self.last_held_on:
            return f"Held until {spell(self.last_held_on)}"
        return f"Held at the time of {self.seen_on}" if self.seen_on else ""

    @property
    def ended(self) -> str:
        """Until when the post existed, where it exists no more although work is open with it."""
        return spell(self.post.ends_on) if self.post.ends_on and self.post.ends_on < self.on else ""

    @property
    def is_vacant(self) -> bool:
        """Whether it is on record that nobody holds it, or work waits for it all the same (rules 2 and 28)."""
        return self.holder is None and bool(self.last_held_on or self.waiting.total)


@dataclass(frozen=True)
class Counted:
    """The numbers of the answer line."""

    total: int
    vacant: int


def posts_on(day: date, *, only_vacant: bool = False, user: Any = None) -> QuerySet[Post]:
    """Posts that exist on the day: those that nobody holds first, then by council and title.

    For a `user`, those too that ended while work was open with them that the user may know of.
    """
    held = Appointment.objects.in_force_on(day).filter(post=OuterRef("pk")).exclude(capacity=Capacity.DEPUTY)
    posts = Post.objects.existing_on(day)
    if user is not None:
        posts |= Post.objects.filter(ends_on__lt=day, pk__in=_with_open_work(user, on=day))
    found = posts.annotate(is_held=Exists(held)).select_related("council", "organisation")
    if only_vacant:
        found = found.filter(is_held=False)
    return found.order_by("is_held", "council__position", "title", "pk")


def _with_open_work(user: Any, *, on: date) -> Any:
    """Ids of posts that have something open which the user may know of."""
    asked = Response.objects.open().filter(
        is_visible_to(user, on=on, at="recommendation__"), recommendation__status=RecommendationStatus.MADE
    )
    parts = parts_visible_to(user, on=on).unfinished().exclude(status=PartStatus.NO_OUTCOME)
    return Post.objects.filter(
        Q(pk__in=asked.order_by().values("portfolio"))
        | Q(pk__in=parts.order_by().values("portfolio"))
        | Q(pk__in=parts.order_by().values("responsible"))
    ).values("pk")


def could_take_over(post: Post, *, on: date) -> QuerySet[Post]:
    """Posts to which the open work of a post can pass: of the same kind, and of its council or of those that took over from
    it; of its company; or, of a post that all councils share, another such post.
    """
    found = Post.objects.existing_on(on).filter(kind=post.kind).exclude(pk=post.pk)
    if post.council_id:
        found = found.filter(council__in=with_successors(post.council_id))
    else:
        found = found.filter(council__isnull=True, organisation=post.organisation_id)
    return found.select_related("council", "organisation").order_by("council__position", "title", "pk")


def count_posts(day: date) -> Counted:
    vacant = posts_on(day, only_vacant=True).count()
    return Counted(total=Post.objects.existing_on(day).count(), vacant=vacant)


def lines_of(posts: Iterable[Post], user: Any, *, on: date) -> list[PostLine]:
    """What the page tells of these posts, in seven queries whatever their number."""
    lines = {post.pk: PostLine(post, where_is(post), on) for post in posts}
    _who(lines, on=on)
    changes = HolderChange.objects.filter(post__in=lines, first_day__gt=on)
    for change in changes.select_related("arriving__person").order_by("first_day", "pk"):
        lines[change.post_id].coming.append(change)
    for pk, waiting in waiting_for(list(lines), user, on=on).items():
        lines[pk].waiting = waiting
    return list(lines.values())


def _who(lines: dict[int, PostLine], *, on: date) -> None:
    """Fill in who holds each post, who deputises, and for those that nobody holds when it was held last."""
    in_force = Appointment.objects.in_force_on(on).filter(post__in=lines).select_related("person")
    for one in in_force.order_by("starts_on", "pk"):
        line = lines[one.post_id or 0]
        if one.capacity == Capacity.DEPUTY:
            line.deputies.append(one)
        else:
            line.holder = one
    empty = [pk for pk, line in lines.items() if line.holder is None]
    past = Appointment.objects.filter(post__in=empty).exclude(capacity=Capacity.DEPUTY)
    for one in past.order_by("ends_on", "pk"):
        line = lines[one.post_id or 0]
        if one.starts_on and one.ends_on and one.ends_on < on:
            line.last_held_on = one.ends_on
        elif one.starts_on is None:
            line.seen_on = one.seen_on


def waiting_for(posts: list[int], user: Any, *, on: date) -> dict[int, Waiting]:
    """What is open with each post, counting only what the reader may know of. Three queries."""
    found = {pk: Waiting() for pk in posts}
    asked = Response.objects.open().filter(
        is_visible_to(user, on=on, at="recommendation__"),
        portfolio__in=posts,
        recommendation__status=RecommendationStatus.MADE,
    )
    for pk, count in asked.order_by().values_list("portfolio").annotate(Count("pk")):
        found[pk].answers = count
    open_parts = parts_visible_to(user, on=on).unfinished().exclude(status=PartStatus.NO_OUTCOME).order_by()
    for pk, count in open_parts.filter(portfolio__in=posts).values_list("portfolio").annotate(Count("pk")):
        found[pk].to_sign = count
    for pk, count in (
        open_parts.filter(responsible__in=posts).values_list("responsible").annotate(Count("pk"))
    ):
        found[pk].to_do = count
    return found


def where_is(post: Post) -> str:
    """Whose post it is: a council's, a company's, or the whole partnership's."""
    if post.council:
        return post.council.short_name
    return post.organisation.name if post.organisation else "All councils"


def former_words(user: Any, post: Post | None, *, on: date) -> str:
    """What to tell somebody who held or deputised in a post until a day that is past. Empty for anybody else."""
    last_day = last_day_of(user, post, on=on)
    if post is None or last_day is None:
        return ""
    holder = holder_of(post, on=on)
    now = "Whoever holds it now decides" if holder else "Nobody holds it now"
    return (
        f"{post.title}: you held this post, or deputised in it, until {spell(last_day)}. {now}. "
        "Nothing of yours was saved."
    )
