"""Whom the events of a roadmap project must reach."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from core.dates import london_date
from councils.models import Council, Post, User
from councils.queries import holder_of, members_of_scrutiny, portfolio_of, scrutiny_officers, users_in_post
from notices.enums import NoticeKind
from notices.operations import tell_all
from strategies.models import RoadmapProject
from strategies.operations.common import is_public


def project_path(project: RoadmapProject) -> str:
    """The address of a project's page."""
    return reverse("strategies:project", args=[project.roadmap.strategy.slug, project.slug])


def tell_of(
    project: RoadmapProject,
    recipients: Iterable[User],
    *,
    key: str,
    kind: NoticeKind,
    title: str,
    text: str,
    at: datetime,
    place: str = "",
) -> None:
    """Write one notice to each person. Of a draft strategy, of which nobody else may know, to scrutiny officers alone."""
    if not is_public(project.roadmap.strategy):
        recipients = scrutiny_officers(on=london_date(at))
    each = {user.pk: user for user in recipients}
    tell_all(
        recipients=each.values(),
        key=key,
        kind=kind,
        title=title if len(title) <= 200 else f"{title[:199]}…",
        text=text,
        path=f"{project_path(project)}{place}",
        due_at=at,
        at=at,
    )


def portfolios_of(councils: Iterable[Council], *, on: date) -> dict[Council, Post | None]:
    """The portfolio of each council, or None where it has none."""
    return {council: portfolio_of(council, on=on) for council in councils}


def vacant(portfolios: dict[Council, Post | None], *, on: date) -> list[Council]:
    """The councils that have nobody in their portfolio on the day."""
    return [council for council, post in portfolios.items() if post is None or holder_of(post, on=on) is None]


def holders(councils: Iterable[Council], *, on: date) -> list[User]:
    """The accounts of those who hold the councils' portfolios on the day, deputies among them."""
    posts = portfolios_of(councils, on=on).values()
    return [user for post in posts if post is not None for user in users_in_post(post, on=on)]


def everyone_concerned(councils: list[Council], *, on: date) -> list[User]:
    """Portfolio holders, the members of scrutiny bodies, and the scrutiny officers (rules 11 and 21)."""
    return [
        *holders(councils, on=on),
        *members_of_scrutiny(councils, on=on),
        *scrutiny_officers(on=on),
    ]
