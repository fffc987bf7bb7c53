"""What every page's frame shows: navigation by role, who is signed in, the partnership's name."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from core import caching
from councils.permissions import NOBODY, Capacities, capacities_of
from councils.queries import councils_in_order, the_partnership
from recommendations.queries.awaiting import count_awaiting
from scrutiny_portal.middleware import SEEN_EVERY, moment
from work_programme.queries import waiting_topics

NAMES = "shell:names"
READING = [
    ("Recommendations", "recommendations:list"),
    ("Strategies", "strategies:list"),
    ("Meetings", "meetings:list"),
    ("Work programme", "work_programme:programme"),
    ("Reports", "task_groups:reports"),
]
MENUS: dict[str, list[tuple[str, str]]] = {
    "public": [("Overview", "overview"), *READING, ("Glossary", "strategies:glossary")],
    "councillor": [
        ("Overview", "overview"),
        ("Following", "recommendations:following"),
        *READING,
        ("Glossary", "strategies:glossary"),
    ],
    "officer": [
        ("To do", "recommendations:todo"),
        ("Meetings", "meetings:list"),
        ("Recommendations", "recommendations:list"),
        ("Actions", "recommendations:actions"),
        ("Strategies", "strategies:list"),
        ("Work programme", "work_programme:programme"),
        ("Reports", "task_groups:reports"),
        ("Overview", "overview"),
        ("Audit trail", "audit"),
        ("Glossary", "strategies:glossary"),
    ],
    "holder": [
        ("Awaiting you", "recommendations:awaiting-you"),
        ("Recommendations", "recommendations:list"),
        ("Actions", "recommendations:actions"),
        ("Strategies", "strategies:list"),
        ("Meetings", "meetings:list"),
        ("Work programme", "work_programme:programme"),
        ("Reports", "task_groups:reports"),
        ("Overview", "overview"),
        ("Glossary", "strategies:glossary"),
    ],
    "responsible": [
        ("My actions", "recommendations:actions"),
        ("Recommendations", "recommendations:list"),
        ("Strategies", "strategies:list"),
        ("Meetings", "meetings:list"),
        ("Work programme", "work_programme:programme"),
        ("Overview", "overview"),
        ("Glossary", "strategies:glossary"),
    ],
    "administrator": [
        ("Overview", "overview"),
        *READING,
        ("Posts", "recommendations:posts"),
        ("Administration", "admin:index"),
    ],
}
# Pages that a link of the menu leads to though their addresses begin otherwise.
BELOW = {
    "recommendations:todo": ("/gaps/", "/record-check/"),
    "strategies:list": (
        "/systems/",
        "/transactions/",
        "/annual-reviews/",
        "/quiet-periods/",
        "/feedback/",
        "/reviews/",
    ),
    "task_groups:reports": ("/task-groups/",),
}
FOOTER = [
    ("Glossary", "strategies:glossary"),
    ("How we record decisions", "how-we-record"),
    ("Who holds which post", "recommendations:posts"),
    ("Accessibility statement", "accessibility"),
    ("Privacy", "privacy"),
]
TRIAL_NOTICE = (
    "Trial copy. The record is summarised from published papers up to March 2023. Accounts carry role titles."
)
DEMONSTRATION_NOTICE = (
    "Demonstration. These councils do not exist, and nothing here happened. Accounts carry role titles."
)


@dataclass(frozen=True)
class NavItem:
    """One link of the main navigation."""

    label: str
    url: str
    current: bool
    push: bool
    count: int | None = None


@lru_cache
def addresses(menu: str) -> list[tuple[str, str, str]]:
    """The label, name and address of each link of a menu."""
    query = {"recommendations:actions": "?owner=me"} if menu == "responsible" else {}
    return [(label, name, reverse(name) + query.get(name, "")) for label, name in MENUS[menu]]


@dataclass
class Shell:
    """The frame of a page. Everything is worked out when a template asks for it."""

    request: HttpRequest
    today: date

    @cached_property
    def capacities(self) -> Capacities:
        user = getattr(self.request, "user", None)
        return capacities_of(user, on=self.today) if user is not None else NOBODY

    @cached_property
    def menu(self) -> str:
        capacities = self.capacities
        if capacities.is_scrutiny_officer:
            return "officer"
        if capacities.signs_for:
            return "holder"
        if capacities.officer_in:
            return "responsible"
        if capacities.is_administrator:
            return "administrator"
        return "councillor" if capacities.is_councillor else "public"

    @cached_property
    def nav(self) -> tuple[NavItem, ...]:
        path = self.request.path
        links = addresses(self.menu)
        return tuple(
            NavItem(
                label,
                url,
                current=path == "/"
                if url == "/"
                else path.startswith((url.partition("?")[0], *BELOW.get(name, ()))),
                push=position == len(links) - 1,
                count=self.awaiting if name == "recommendations:awaiting-you" else None,
            )
            for position, (label, name, url) in enumerate(links)
        )

    @property
    def drawn_nav(self) -> SafeString:
        """The links, which stand on every page twice: in the row, and in the menu of small screens."""
        return draw_nav(self.nav)

    @cached_property
    def awaiting(self) -> int:
        return count_awaiting(self.request.user, on=self.today)

    @cached_property
    def topics_waiting(self) -> int:
        """How many suggested topics nobody has decided on yet: To do names them."""
        return waiting_topics(self.request.user, on=self.today)

    @property
    def who(self) -> str:
        signed_in = getattr(self.request, "user", None) is not None and self.request.user.is_authenticated
        return self.capacities.title if signed_in else ""

    @property
    def where(self) -> str:
        return "All three councils" if self.capacities.is_scrutiny_officer else self.capacities.where

    @property
    def idle_seconds(self) -> int:
        """For how long, at least, a page may stay open before the session ends: a request may not be noted for a minute."""
        return int((settings.SESSION_IDLE - SEEN_EVERY).total_seconds())

    @property
    def signed_in_until(self) -> str:
        """When the session ends whatever happens, in ISO form."""
        started = moment(self.request.session.get("started_at"))
        return (started + timedelta(seconds=settings.SESSION_COOKIE_AGE)).isoformat() if started else ""

    @cached_property
    def names(self) -> dict[str, Any]:
        """The names, kept for a minute."""
        kept: dict[str, Any] | None = caching.read(NAMES)
        if kept is None:
            kept = read_names()
            caching.write(NAMES, kept, seconds=60)
        return kept

    @property
    def partnership(self) -> str:
        return str(self.names.get("partnership", ""))

    @property
    def councils(self) -> list[str]:
        return list(self.names.get("councils", []))

    @property
    def example_notice(self) -> str:
        if settings.DEMONSTRATION:
            return DEMONSTRATION_NOTICE
        return TRIAL_NOTICE if settings.TRIAL_ACCOUNTS else ""

    @property
    def footer(self) -> list[NavItem]:
        return footer_links()


@lru_cache(maxsize=256)
def draw_nav(items: tuple[NavItem, ...]) -> SafeString:
    return render_to_string("includes/_nav_items.html", {"shell": {"nav": items}})


@lru_cache
def footer_links() -> list[NavItem]:
    return [NavItem(label, reverse(name), current=False, push=False) for label, name in FOOTER]


def read_names() -> dict[str, Any]:
    """The partnership's name and its councils' names."""
    partnership = the_partnership()
    return {
        "partnership": partnership.name if partnership else "",
        "councils": [council.name for council in councils_in_order()],
    }


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request, timezone.localdate())}
