"""Posts that pass on, and deputies who begin: told once, on the day or after any gap."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from core.dates import spell
from councils.enums import Capacity
from councils.models import Appointment, HolderChange, Post, User
from notices.enums import NoticeKind
from recommendations.models import ActionPart, Response
from recommendations.querysets import OPEN_RESPONSES
from recommendations.reminders.occasions import Occasion, Posts, Text

# A portal that was off for longer tells nobody of what everybody has known for weeks.
NEWS_FOR = timedelta(days=60)


def about_handovers(posts: Posts, *, today: date) -> Iterator[Occasion]:
    """Who held a post and who holds it now are told once each, with what passes on; a vacant post's officers are told.

    Whoever an administrator moved meanwhile is told of what is so today and of nothing else.
    """
    changes = HolderChange.objects.filter(first_day__range=(today - NEWS_FOR, today))
    found = changes.select_related("post__council", "leaving__person__user", "arriving__person__user")
    for change in found.order_by("first_day", "pk"):
        leaving, arriving = account_of(change.leaving), account_of(change.arriving)
        if leaving is not None and not in_force(change.leaving, today):
            yield _told(change, "leaves", leaving)
        if arriving is not None and in_force(change.arriving, today):
            yield _told(change, "arrives", arriving)
        if change.arriving is None:
            for officer in posts.officers:
                yield _told(change, "vacant", officer)


def _told(change: HolderChange, how: str, recipient: User) -> Occasion:
    kind = NoticeKind.POST_VACANT if how == "vacant" else NoticeKind.POST_PASSED_ON
    key = f"{kind}:{how}:{change.pk}:{recipient.pk}"
    return Occasion(key, kind, recipient, lambda: handover_text(change, how))


def handover_text(change: HolderChange, how: str) -> Text:
    """What somebody reads who leaves a post, takes it up, or must know that it is vacant."""
    post, day = change.post, spell(change.first_day)
    waits = waiting_words(post)
    if how == "arrives":
        return Text(
            f"You hold the post: {post.title}",
            f"From {day} its open work is yours. {waits} What was signed before keeps the name of who signed.",
            reverse("recommendations:posts"),
        )
    if how == "leaves":
        return Text(
            f"You have handed over the post: {post.title}",
            f"From {day} you decide and report nothing more for it. What you signed stays with your name.",
            reverse("recommendations:posts"),
        )
    return Text(
        f"Nobody holds the post: {post.title}",
        f"It is vacant from {day}. {waits}",
        reverse("recommendations:posts"),
    )


def waiting_words(post: Post) -> str:
    """How much is open with a post. Numbers only: the words of it stay in the portal."""
    answers = Response.objects.filter(portfolio=post, status__in=OPEN_RESPONSES).count()
    to_sign = ActionPart.objects.unfinished().filter(portfolio=post).count()
    to_do = ActionPart.objects.unfinished().filter(responsible=post).count()
    counted = [
        (answers, "answer to give", "answers to give"),
        (to_sign, "piece of work to sign off", "pieces of work to sign off"),
        (to_do, "piece of work to do", "pieces of work to do"),
    ]
    listed = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)
    return f"Open now: {listed}." if listed else "Nothing is open with it now."


def about_deputies(*, today: date) -> Iterator[Occasion]:
    """A deputy is told on the first day for whom they decide, and until when."""
    begun = Appointment.objects.in_force_on(today).filter(
        capacity=Capacity.DEPUTY, post__isnull=False, starts_on__gte=today - NEWS_FOR
    )
    for one in begun.select_related("post", "person__user").order_by("pk"):
        deputy = account_of(one)
        if deputy is not None:
            key = f"{NoticeKind.DEPUTY_NAMED}:{one.pk}:{one.starts_on}:{deputy.pk}"
            yield Occasion(key, NoticeKind.DEPUTY_NAMED, deputy, lambda one=one: deputy_text(one))  # type: ignore[misc]


def deputy_text(appointment: Appointment) -> Text:
    until = f" to {spell(appointment.ends_on)}" if appointment.ends_on else ""
    return Text(
        f"You deputise for the {appointment.post}",
        f"From {spell(appointment.starts_on)}{until} you may answer and sign off for this portfolio. "
        "The record then names you as the deputy.",
        reverse("recommendations:awaiting-you"),
    )


def account_of(appointment: Appointment | None) -> User | None:
    """The account of whoever an appointment is about, where they can sign in."""
    if appointment is None:
        return None
    user: User | None = getattr(appointment.person, "user", None)
    return user if user is not None and user.is_active else None


def in_force(appointment: Appointment | None, day: date) -> bool:
    """Whether an appointment is in force on a day."""
    if appointment is None or appointment.starts_on is None or appointment.starts_on > day:
        return False
    return appointment.ends_on is None or appointment.ends_on >= day
