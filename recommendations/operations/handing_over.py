"""Open work of a post passes to another post: a portfolio was joined to another, or a council went over into a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from core import history
from core.dates import london_date
from core.refusals import Refused
from councils.models import Post, User
from councils.queries import users_in_post
from notices.enums import NoticeKind
from notices.operations import tell_all
from recommendations.enums import RecommendationStatus
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.operations.standing import cut, hold, is_public, needed, note, role_in, tell_post
from recommendations.queries.posts import could_take_over

NOT_THAT_POST = "Choose a post of the same kind, of this council or of the one that took over from it"


@dataclass(frozen=True)
class HandedOver:
    """How much passed from one post to another."""

    post: Post
    to: Post
    answers: int
    parts: int

    @property
    def words(self) -> str:
        """ "2 answers and 1 piece of work"."""
        answers = f"{self.answers} answer{'' if self.answers == 1 else 's'}"
        parts = f"{self.parts} piece{'' if self.parts == 1 else 's'} of work"
        return " and ".join(words for words, count in ((answers, self.answers), (parts, self.parts)) if count)


@transaction.atomic
def hand_over_work(*, post: Post, to: Post, reason: str, by: User, at: datetime) -> HandedOver:
    """Pass all that is open with a post to another post, with a reason that is published (rules 1 and 2).

    That is its answers to recommendations that stand, and unfinished work that it does or signs off. What was answered,
    signed and reported keeps the name and the post of who did it. Whoever holds either post is told. Raises Refused
    without a reason, for a post that could not take it over, and when nothing is open.
    """
    reason = needed(reason, "Say why the work passes on. The reason is published", field="reason")
    if not could_take_over(post, on=london_date(at)).filter(pk=to.pk).exists():
        raise Refused(NOT_THAT_POST, field="to")
    hold(
        Recommendation.objects.filter(
            Q(responses__portfolio=post)
            | Q(actions__parts__portfolio=post)
            | Q(actions__parts__responsible=post)
        ).distinct()
    )
    role = role_in(by, None, at=at).title
    open_answers, open_parts = _open_with(post)
    answers = _hand_over_answers(open_answers, post, to, reason=reason, role=role, by=by, at=at)
    parts = _hand_over_parts(open_parts, post, to, reason=reason, role=role, by=by, at=at)
    if not answers and not parts:
        raise Refused(f"Nothing is open with this post any more: {post.title}.")
    handed = HandedOver(post, to, answers, parts)
    _tell(handed, at=at)
    return handed


def _open_with(post: Post) -> tuple[list[Response], list[ActionPart]]:
    """What is open with a post, held: answers to recommendations that were made and stand, whatever was said so far (a later
    answer is the new post's), and unfinished work. All of it before the history, which others take last.
    """
    answers = (
        Response.objects.filter(portfolio=post, recommendation__status=RecommendationStatus.MADE)
        .select_related("recommendation__item", "council")
        .order_by("recommendation_id", "pk")
    )
    parts = (
        ActionPart.objects.unfinished()
        .filter(Q(portfolio=post) | Q(responsible=post))
        .select_related("action__outcome__item__meeting")
        .order_by("pk")
    )
    return list(answers.select_for_update(of=("self",))), list(parts.select_for_update(of=("self",)))


def _hand_over_answers(
    answers: Sequence[Response], post: Post, to: Post, *, reason: str, role: str, by: User, at: datetime
) -> int:
    for response in answers:
        Response.objects.filter(pk=response.pk).update(portfolio=to, version=F("version") + 1)
        history.record(
            subject=response, trail=response.recommendation, verb="hand_over", by=by, at=at, role=role,
            reason=reason, public=is_public(response.recommendation),
            details={"council": response.council.slug, "from": post.title, "to": to.title},
        )  # fmt: skip
    return len(answers)


def _hand_over_parts(
    parts: Sequence[ActionPart], post: Post, to: Post, *, reason: str, role: str, by: User, at: datetime
) -> int:
    for part in parts:
        held = [name for name in ("portfolio", "responsible") if getattr(part, f"{name}_id") == post.pk]
        ActionPart.objects.filter(pk=part.pk).update(**dict.fromkeys(held, to), version=F("version") + 1)
        details: dict[str, object] = {"from": post.title, "to": to.title}
        note(part, "hand_over", by=by, at=at, reason=reason, role=role, details=details)
    return len(parts)


def _tell(handed: HandedOver, *, at: datetime) -> None:
    """Tell who holds the new post, and who still holds the old one. Numbers only: the words stay in the portal."""
    post, to = handed.post, handed.to
    key, path = f"handed_over:{post.pk}:{to.pk}:{at.isoformat()}", reverse("recommendations:posts")
    tell_post(
        to,
        key=f"{key}:to",
        kind=NoticeKind.POST_PASSED_ON,
        title=cut(f"Open work is with you now: {to.title}"),
        text=f"From the post “{post.title}”: {handed.words}. What was signed before keeps the name of who signed.",
        path=path,
        at=at,
        vacancy="holder",
    )
    tell_all(
        recipients=users_in_post(post, on=london_date(at)),
        key=f"{key}:from",
        kind=NoticeKind.POST_PASSED_ON,
        title=cut(f"Open work has passed on: {post.title}"),
        text=f"To the post “{to.title}”: {handed.words}. What you signed stays with your name.",
        path=path,
        due_at=at,
        at=at,
    )
