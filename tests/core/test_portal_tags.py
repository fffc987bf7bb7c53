"""The tags and filters that every template has."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from core.statuses import Status
from core.templatetags import portal
from tests.core.markup import read

ACCEPTED = Status("Accepted", "Accepted", "accepted", "ok")
DRAWN = '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>'


def shown(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def address(source: str, query: str, **values: Any) -> str:
    request = RequestFactory().get(f"/recommendations/?{query}")
    return shown(f"{{% autoescape off %}}{source}{{% endautoescape %}}", request=request, **values)


def test_an_icon_is_drawn_from_the_sprite() -> None:
    assert shown('{% icon "accepted" %}') == DRAWN.format("accepted")


def test_a_name_that_holds_markup_stays_text() -> None:
    assert shown("{% icon name %}", name='"><script>') == DRAWN.format("&quot;&gt;&lt;script&gt;")


@pytest.mark.parametrize(("size", "added"), [("", ""), ("sm", " st--sm"), ("pill", " st--pill")])
def test_a_status_is_word_shape_and_colour_together(size: str, added: str) -> None:
    expected = f'<span class="st c-ok{added}">{DRAWN.format("accepted")}Accepted</span>'
    assert shown("{% status answer size %}", answer=ACCEPTED, size=size) == expected


def test_a_status_word_that_holds_markup_stays_text() -> None:
    status = Status("<b>Accepted</b>", "", "accepted", "ok")
    assert read(shown("{% status answer %}", answer=status)).text == "<b>Accepted</b>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ on|day }}", "24 April 2026"),
        ("{{ on|day_short }}", "24 April"),
        ("{{ on|day_long }}", "Friday 24 April 2026"),
        ("{{ nothing|day }}", "not on record"),
        ("{{ nothing|day_short }}", "not on record"),
        ("{{ nothing|day_long }}", "not on record"),
        ("{{ nothing|moment }}", "not on record"),
        ("{{ nothing|clock }}", "not on record"),
    ],
)
def test_days(source: str, expected: str) -> None:
    assert shown(source, on=date(2026, 4, 24), nothing=None) == expected


def test_a_moment_is_told_by_the_clock_in_london() -> None:
    summer = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
    winter = datetime(2026, 1, 14, 10, 2, tzinfo=UTC)
    assert portal.moment(summer) == "14 April 2026 at 10:02am"
    assert portal.moment(winter) == "14 January 2026 at 10:02am"


def test_half_past_midnight_in_summer_belongs_to_the_day_in_london() -> None:
    assert portal.day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("at", "expected"),
    [(time(18, 30), "6:30pm"), (time(0, 5), "12:05am"), (time(12, 0), "12:00pm"), (time(9, 0), "9:00am")],
)
def test_times_of_day(at: time, expected: str) -> None:
    assert portal.clock(at) == expected


@pytest.mark.parametrize(
    ("count", "words", "expected"),
    [
        (1, "action", "1 action"),
        (0, "action", "0 actions"),
        (1000, "action", "1,000 actions"),
        (2, "reply,replies", "2 replies"),
        (1, "reply,replies", "1 reply"),
    ],
)
def test_counts_agree_with_their_words(count: int, words: str, expected: str) -> None:
    assert portal.plural_count(count, words) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (46000, "£46,000"),
        (Decimal("10580.00"), "£10,580"),
        (Decimal("10580.50"), "£10,580.50"),
        (None, "not on record"),
    ],
)
def test_money(amount: Decimal | int | None, expected: str) -> None:
    assert portal.money(amount) == expected


def test_typed_text_keeps_its_lines_and_its_markup_stays_text() -> None:
    assert shown("{{ text|lines }}", text="One\nTwo\r\n\r\n<script>x</script> & so on") == (
        "<p>One<br>Two</p>\n\n<p>&lt;script&gt;x&lt;/script&gt; &amp; so on</p>"
    )


def test_no_text_is_no_paragraph() -> None:
    assert portal.lines(None) == "<p></p>"


@pytest.mark.parametrize(
    ("source", "query", "expected"),
    [
        ("{% query_with page=2 %}", "council=boston&council=east", "?council=boston&council=east&page=2"),
        ("{% query_with sort='due' %}", "council=boston&page=4", "?council=boston&sort=due"),
        ("{% query_with council=None %}", "council=boston&q=a%26b", "?q=a%26b"),
        ("{% query_with council=None %}", "council=boston", "?"),
        ("{% query_without 'council' 'east' %}", "council=boston&council=east&page=3", "?council=boston"),
        ("{% query_without 'council' 'boston' %}", "council=boston", "?"),
    ],
)
def test_links_keep_the_filters_of_the_page(source: str, query: str, expected: str) -> None:
    assert address(source, query) == expected


def test_a_link_in_a_template_escapes_what_the_address_holds() -> None:
    request = RequestFactory().get("/?q=%22%3E%3Cscript%3E&council=boston")
    link = read(shown('<a href="{% query_with page=2 %}">2</a>', request=request)).one("a")
    assert link.attributes["href"] == "?q=%22%3E%3Cscript%3E&council=boston&page=2"


def test_a_page_without_a_request_still_makes_links() -> None:
    assert shown("{% query_with page=2 %}") == "?page=2"


def test_a_long_list_counts_its_pages_and_keeps_its_filters() -> None:
    page = Paginator(range(730), 25).page(3)
    request = RequestFactory().get("/?council=boston&page=3")
    drawn = read(
        shown(
            '{% include "includes/_pagination.html" with things="action" %}', page_obj=page, request=request
        )
    )
    assert drawn.one("p").text == "Showing 51 to 75 of 730 actions"
    assert [link.text for link in drawn.all("a")] == ["Previous page", "1", "2", "3", "4", "30", "Next page"]
    current = drawn.one("a", **{"aria-current": "page"})
    assert current.attributes["aria-label"] == "Page 3"
    assert drawn.one("a", rel="next").attributes["href"] == "?council=boston&page=4"


def test_one_page_needs_no_links() -> None:
    page = Paginator(range(3), 25).page(1)
    drawn = read(shown('{% include "includes/_pagination.html" %}', page_obj=page))
    assert drawn.text == "Showing 1 to 3 of 3 results"
    assert drawn.all("a") == []
