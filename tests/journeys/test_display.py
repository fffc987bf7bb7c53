"""Bigger, wider, without colour, without motion, on paper: nothing is cut and all is still told (promises Y4, Y6)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Seat, Visitor
from tests.journeys.pages import HOLDER, OFFICER, PUBLIC, RESPONSIBLE

pytestmark = pytest.mark.journey

SHOWN = [
    ("overview", PUBLIC),
    ("recommendations:list", PUBLIC),
    ("recommendations:detail", PUBLIC),
    ("recommendations:response", PUBLIC),
    ("strategies:detail", PUBLIC),
    ("meetings:list", PUBLIC),
    ("recommendations:meeting", PUBLIC),
    ("recommendations:report", PUBLIC),
    ("strategies:glossary", PUBLIC),
    ("account_login", PUBLIC),
    ("recommendations:todo", OFFICER),
    ("recommendations:log-item", OFFICER),
    ("recommendations:publish", OFFICER),
    ("recommendations:awaiting-you", HOLDER),
    ("recommendations:respond", HOLDER),
    ("recommendations:sign-off", HOLDER),
    ("recommendations:action", RESPONSIBLE),
]
# Text spacing as WCAG 1.4.12 has it. The policy forbids inline styles; a constructed style sheet is none.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Twice the size for text alone, as browsers can be set to.
TWICE = """() => {
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const sizes = [...document.querySelectorAll("body, body *")].map((one) => [one, size(one)]);
  for (const [one, before] of sizes) one.style?.setProperty("font-size", `${before * 2}px`, "important");
}"""
# Boxes that cut their text off, boxes whose text runs out of them, and a page wider than its window.
CUT = """() => {
  const found = [];
  const hidden = (one) => {
    for (let it = one; it; it = it.parentElement) if (getComputedStyle(it).clipPath !== "none") return true;
    return one.closest(".sprite, [aria-hidden=true], .govuk-skip-link");
  };
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || hidden(one) || one.closest("svg") || one.matches("textarea, input, select")) continue;
    const style = getComputedStyle(one);
    const cuts = (way) => ["hidden", "clip"].includes(style[`overflow${way}`]);
    if (cuts("X") && one.scrollWidth > one.clientWidth + 1) found.push(`cut at the side: ${one.className}`);
    if (cuts("Y") && one.scrollHeight > one.clientHeight + 1) found.push(`cut below: ${one.className}`);
    if (!one.matches(".govuk-button, .chip, .tile, .st, .tagx, .seg span, .count, td, th, legend, label")) continue;
    if (style.display === "inline") continue;
    const box = one.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(one);
    const out = (text) => text.width > 1 && (text.right > box.right + 2 || text.bottom > box.bottom + 6);
    if ([...range.getClientRects()].some(out) && !one.querySelector(".vh"))
      found.push(`runs out of ${one.className || one.tagName}: ${one.textContent.trim()}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`${wide} pixels wide in ${innerWidth}`);
  return found;
}"""


@pytest.mark.parametrize(("name", "role"), SHOWN)
def test_wider_spaced_text_is_not_cut(visitor: Visitor, stage: dict[str, str], name: str, role: str) -> None:
    page = visitor(role)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(stage[name])
        page.evaluate(SPACING)
        assert page.evaluate(CUT) == [], width


@pytest.mark.parametrize(("name", "role"), SHOWN)
def test_text_of_twice_the_size_is_not_cut(
    visitor: Visitor, stage: dict[str, str], name: str, role: str
) -> None:
    page = visitor(role)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(stage[name])
    page.evaluate(TWICE)
    assert page.evaluate(CUT) == []


# In forced colours: what still tells a status, a current item and the focus apart.
FORCED = """() => {
  const found = [];
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const one of document.querySelectorAll("main .st")) {
    if (!one.checkVisibility()) continue;
    if (!one.textContent.trim()) found.push("a status without a word");
    const icon = one.querySelector("svg.icon");
    if (icon && getComputedStyle(icon).color === paper) found.push(`no shape to see: ${one.textContent.trim()}`);
  }
  for (const one of document.querySelectorAll("[aria-current]:not(li), .govuk-button, .tile")) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const edged = ["outline", "border"].some((edge) =>
      ["", "Top", "Bottom", "Left"].some((side) => {
        const name = edge + (edge === "border" ? side || "Top" : "");
        return style[`${name}Style`] !== "none" && parseFloat(style[`${name}Width`]) > 0;
      }));
    const lined = style.textDecorationLine !== "none";
    if (!edged && !lined) found.push(`nothing marks ${one.className || one.tagName}: ${one.textContent.trim()}`);
  }
  for (const one of document.querySelectorAll("main a[href], main button, main input:not([type=hidden]), main select")) {
    if (!one.checkVisibility()) continue;
    one.focus({preventScroll: true});
    const near = [one, one.labels?.[0], one.nextElementSibling].filter(Boolean);
    const styles = near.flatMap((it) => [getComputedStyle(it), getComputedStyle(it, "::before")]);
    if (!styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1))
      found.push(`no focus to see: ${one.outerHTML.slice(0, 90)}`);
  }
  return found;
}"""


@pytest.mark.parametrize(("name", "role"), SHOWN)
def test_forced_colours_keep_what_colour_told(
    seat: Seat, stage: dict[str, str], name: str, role: str
) -> None:
    page = seat(role, forced_colors="active")
    page.goto(stage[name])
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(FORCED) == []


MOTION = """() => {
  const moving = document.getAnimations().map((animation) => animation.effect.target.className);
  const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
  for (const one of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(one);
    if (seconds(style.transitionDuration) > 0.01) moving.push(`${one.tagName} ${one.className} moves over`);
    if (style.scrollBehavior === "smooth") moving.push(`${one.tagName} scrolls smoothly`);
  }
  return moving;
}"""


def test_nothing_moves_for_those_who_want_stillness(seat: Seat, stage: dict[str, str]) -> None:
    page = seat(OFFICER, reduced_motion="reduce")
    for name in (
        "overview",
        "recommendations:list",
        "recommendations:log-item",
        "recommendations:todo",
        "kit",
    ):
        page.goto(stage[name])
        assert page.evaluate(MOTION) == [], name


PAPER = [
    "overview",
    "recommendations:list",
    "recommendations:detail",
    "recommendations:meeting",
    "strategies:detail",
]


@pytest.mark.parametrize("name", PAPER)
def test_paper_has_the_record_alone(seat: Seat, stage: dict[str, str], name: str) -> None:
    """Navigation and forms stay off the paper, status keeps its shape and colour, and lines that belong together stay so."""
    page = seat()
    page.goto(stage[name])
    words = page.get_by_role("heading", level=1).inner_text()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    for gone in page.locator("nav, form, .govuk-skip-link, .ps-menu, button").all():
        expect(gone).to_be_hidden()
    statuses = page.locator("main .st .icon").all()
    assert all(adjusted(page, index) for index, _ in enumerate(statuses))
    for row in page.locator("main tr").all()[:3]:
        assert row.evaluate("(row) => getComputedStyle(row).breakInside") == "avoid"


def adjusted(page: Page, index: int) -> bool:
    """Whether the printer is told to keep the colour of a status."""
    exact: bool = (
        page.locator("main .st .icon")
        .nth(index)
        .evaluate("(icon) => getComputedStyle(icon).printColorAdjust === 'exact'")
    )
    return exact
