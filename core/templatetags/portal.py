"""Tags and filters that every template has without loading them (settings name this library a builtin)."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, Library
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware

register = Library()

LONDON = ZoneInfo("Europe/London")
NOT_ON_RECORD = "not on record"
SIZES = {"": "", "sm": " st--sm", "pill": " st--pill"}


class Status(Protocol):
    """What a page needs to show one status: word, shape and colour together, never one of them alone."""

    @property
    def word(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def tone(self) -> str: ...


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, extra: str = "") -> SafeString:
    """Draw a symbol of the sprite. `extra` adds a class, such as "icon--x"."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>',
        f" {extra}" if extra else "",
        name,
    )


@lru_cache(maxsize=1024)
def drawn_status(word: str, symbol: str, tone: str, size: str) -> SafeString:
    return format_html('<span class="st c-{}{}">{}{}</span>', tone, SIZES[size], icon(symbol), word)


@register.simple_tag
def status(shown: Status, size: Literal["", "sm", "pill"] = "") -> SafeString:
    """Show anything with a word, an icon and a tone (ok, part, go, warn, bad, ask, mute, no)."""
    return drawn_status(str(shown.word), shown.icon, shown.tone, size)


def london(value: date | datetime) -> date:
    """The day it was in London: a moment after midnight in summer is still yesterday in UTC."""
    if isinstance(value, datetime):
        return (value.astimezone(LONDON) if is_aware(value) else value).date()
    return value


@register.filter
def day(value: date | None) -> str:
    """24 April 2026."""
    if not value:
        return NOT_ON_RECORD
    on = london(value)
    return f"{on.day} {on:%B} {on.year}"


@register.filter
def day_short(value: date | None) -> str:
    """24 April."""
    if not value:
        return NOT_ON_RECORD
    on = london(value)
    return f"{on.day} {on:%B}"


@register.filter
def day_long(value: date | None) -> str:
    """Friday 24 April 2026."""
    return f"{london(value):%A} {day(value)}" if value else NOT_ON_RECORD


@register.filter
def clock(value: time | datetime | None) -> str:
    """6:30pm. A moment is told by London's clock."""
    if value is None:
        return NOT_ON_RECORD
    at = value.astimezone(LONDON) if isinstance(value, datetime) and is_aware(value) else value
    return f"{at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"


@register.filter
def moment(value: datetime | None) -> str:
    """14 April 2026 at 10:02am, London time."""
    return f"{day(value)} at {clock(value)}" if value else NOT_ON_RECORD


@register.filter
def plural_count(count: int, words: str) -> str:
    """`{{ 3|plural_count:"action" }}` is "3 actions"; "reply,replies" names both forms."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


@register.filter
def money(amount: Decimal | int | None) -> str:
    """£46,000; pence only where there are any."""
    if amount is None:
        return NOT_ON_RECORD
    whole = amount == int(amount)
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"


@register.filter
def lines(text: str | None) -> SafeString:
    """Text that somebody typed, with its paragraphs and line breaks. Markup in it stays text."""
    return SafeString(linebreaks(text or "", autoescape=True))


def current_query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request else QueryDict(mutable=True)


def as_link(query: QueryDict) -> str:
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The current query with `changes`; None takes a name away. A new sort or filter begins at page 1."""
    query = current_query(context)
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return as_link(query)


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers beside which Previous and Next stand, with gaps left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def query_without(context: Context, name: str, value: object) -> str:
    """The current query with one chosen value of a filter taken away, for removable chips."""
    query = current_query(context)
    query.pop("page", None)
    query.setlist(name, [kept for kept in query.getlist(name) if kept != str(value)])
    return as_link(query)
