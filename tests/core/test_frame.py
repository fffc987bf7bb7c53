"""The frame around every page, the shared parts, and the pages for what could not be answered."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from scrutiny_portal.context_processors import NavItem, draw_nav
from tests.core.markup import Element, read

NAV = (
    NavItem(url="/awaiting-you/", label="Awaiting you", current=True, count=3, push=False),
    NavItem(url="/", label="Overview", current=False, push=True),
)
SHELL = SimpleNamespace(
    nav=NAV,
    drawn_nav=draw_nav(NAV),
    who="Portfolio Holder",
    where="South Holland",
    partnership="South & East Lincolnshire Councils Partnership",
    councils=["Boston Borough Council", "East Lindsey District Council", "South Holland District Council"],
    example_notice="Trial copy.",
    footer=[SimpleNamespace(url="/glossary/", label="Glossary")],
)
PAGES = ["kit.html", "400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html"]


def page(name: str, **values: Any) -> Element:
    return read(render_to_string(name, {"shell": SHELL, **values}).removeprefix("<!DOCTYPE html>"))


def part(name: str, **values: Any) -> Element:
    return read(render_to_string(f"includes/{name}", values))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_heading_one_main_part_and_its_own_ids(name: str) -> None:
    drawn = page(name)
    ids = [each.attributes["id"] for each in drawn.everything() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    assert len(drawn.all("h1")) == len(drawn.all("main")) == 1
    assert drawn.one("html").attributes["lang"] == "en-GB"
    assert drawn.one("title").text.endswith(" – Partnership Scrutiny")
    skip = drawn.one("a", "govuk-skip-link")
    assert drawn.one(id=skip.attributes["href"][1:]) is drawn.one("main")


@pytest.mark.parametrize("name", PAGES)
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(each.tag[1]) for each in page(name).everything() if each.tag in ("h1", "h2", "h3", "h4")]
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_the_navigation_stands_twice_and_says_the_same() -> None:
    wide, narrow = (
        page("kit.html").one("nav", "ps-nav"),
        page("kit.html").one("details", "ps-menu").one("nav"),
    )
    for menu in (wide, narrow):
        assert [link.text for link in menu.all("a")] == ["Awaiting you 3 waiting", "Overview"]
        assert menu.one("a", **{"aria-current": "page"}).attributes["href"] == "/awaiting-you/"


def test_signing_out_is_a_post() -> None:
    ways_out = [form for form in page("kit.html").all("form", "ps-out") if form.text == "Sign out"]
    assert [form.attributes["method"] for form in ways_out] == ["post", "post"]


def test_the_title_says_error_first_when_a_form_has_one() -> None:
    class Form(forms.Form):
        line = forms.CharField()

    template = Template('{% extends "base.html" %}{% block title %}Respond{% endblock %}')
    titles = {
        bound: read(template.render(Context({"form": Form(data)})).removeprefix("<!DOCTYPE html>"))
        .one("title")
        .text
        for bound, data in (("empty", None), ("wrong", {}), ("right", {"line": "x"}))
    }
    assert titles == {
        "empty": "Respond – Partnership Scrutiny",
        "wrong": "Error: Respond – Partnership Scrutiny",
        "right": "Respond – Partnership Scrutiny",
    }


def test_a_refusal_says_why_and_a_missing_page_says_nothing() -> None:
    sentence = "This page is for South Holland's Portfolio Holder."
    assert page("403.html", exception=sentence).one("p", "answer").text == sentence
    assert sentence not in page("404.html", exception=sentence).text


def test_a_form_that_could_not_be_accepted_gives_the_words_back() -> None:
    words = "A long answer <b>with</b> markup"
    drawn = page("403_csrf.html", typed=[words])
    assert drawn.one("pre").own_text == words


@dataclass(frozen=True)
class Entry:
    when_text: str
    title: str
    body: str = ""
    source_text: str = ""
    source_url: str = ""
    tone: str = ""


def test_the_story_names_each_entry_and_its_source() -> None:
    entries = [
        Entry("2 April 2026", "Marked done", tone="ask"),
        Entry("March 2023, day not on record", "Noted", "One\n\n<b>Two</b>", "Minutes", "/papers/1/"),
        Entry("Early 2023", "Made", source_text="Final report"),
    ]
    drawn = part("_history.html", entries=entries)
    assert [item.text for item in drawn.all("h3")] == ["Marked done", "Noted", "Made"]
    assert [item.text for item in drawn.all("p", "src")] == ["Minutes", "Final report"]
    assert [link.attributes["href"] for link in drawn.all("a")] == ["/papers/1/"]
    assert len(drawn.all("div", "moj-timeline__item--ask")) == 1
    assert drawn.all("b") == []


def test_an_exempt_item_shows_its_public_summary_and_its_paragraph() -> None:
    drawn = part("_exempt.html", summary="Contract of a supplier", paragraph=3, review_on=date(2027, 3, 31))
    assert drawn.text == (
        "Contract of a supplier Not open to the public: Schedule 12A of the Local Government Act 1972, paragraph 3."
        " Looked at again on 31 March 2027."
    )


def test_an_empty_list_says_what_to_do_next() -> None:
    drawn = part(
        "_empty.html", title="Nothing to do", text="Next: 30 April.", link="/", link_text="Look ahead"
    )
    assert drawn.text == "Nothing to do Next: 30 April. Look ahead"


def test_breadcrumbs_lead_up_and_name_this_page() -> None:
    drawn = part("_breadcrumbs.html", crumbs=[("/recommendations/", "Recommendations")], here="DS23-2")
    assert [link.attributes["href"] for link in drawn.all("a")] == ["/recommendations/"]
    assert drawn.one("li", **{"aria-current": "page"}).text == "DS23-2"
