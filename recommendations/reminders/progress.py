"""Progress that is asked for, every so many weeks after something was last heard."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.dates import spell
from notices.enums import NoticeKind
from recommendations.lifecycle import report_asked_on
from recommendations.models import ActionPart
from recommendations.operations.standing import name_of_part
from recommendations.queries.freshness import HEARD_AT, first_moment_of, heard_on, weeks_of
from recommendations.reminders.dates import REMINDED
from recommendations.reminders.occasions import Occasion, Posts, Text

LEAST = timedelta(weeks=1)


def about_progress(posts: Posts, *, today: date) -> Iterator[Occasion]:
    """Ask whoever does the work, once for each occasion; a missed night is made up once, and what is submitted is let be."""
    found = (
        ActionPart.objects.annotate(heard_at=HEARD_AT)
        .filter(
            status__in=REMINDED,
            responsible__isnull=False,
            heard_at__lt=first_moment_of(today - LEAST + timedelta(days=1)),
        )
        .select_related("action__outcome__item__meeting", "council", "responsible")
        .order_by("pk")
    )
    for part in found:
        weeks = part.report_every_weeks or weeks_of(part)
        asked_on = report_asked_on(heard_on=heard_on(part), weeks=weeks, on=today)
        if asked_on is None:
            continue
        for user in posts.of(part.responsible):
            key = f"{NoticeKind.PROGRESS_ASKED}:{part.pk}:{asked_on}:{user.pk}"
            yield Occasion(key, NoticeKind.PROGRESS_ASKED, user, lambda one=part: progress_text(one))  # type: ignore[misc]


def progress_text(part: ActionPart) -> Text:
    since = "was last reported on" if part.last_update_at else "was promised on"
    return Text(
        f"How far is it: {name_of_part(part)}",
        f"This {since} {spell(heard_on(part))}. Say in the portal how far it is, or what is in the way.",
        f"{part.get_absolute_url()}update/",
    )
