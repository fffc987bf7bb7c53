"""What people type is text: in every field, on every page, in every letter and download (promise S11)."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.db.models import CharField, EmailField, SlugField, TextField, URLField
from playwright.sync_api import Browser, Dialog

from notices.scheduling import send_due
from recommendations.reminders import write_reminders
from tests.cast import TODAY, Cast
from tests.promises.contents import models
from tests.promises.forms import Forms, controls_of, forms
from tests.promises.planting import everyone, plant, shells
from tests.promises.walking import ACCOUNT, administration, lists, names, pages, signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
OWN = [name for name in names() if name.startswith(ACCOUNT)]
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></title></option></script><svg onload=alert(1)>",
    "' onfocus=alert(1) autofocus x='",
    "{{ 7|add:7 }}{% now 'Y' %}<a href=javascript:alert(1)>x</a>",
]
OURS = ("councils", "strategies", "task_groups", "meetings", "recommendations", "work_programme", "notices")
# Words that the portal itself writes, by which it finds things: never typed by anybody.
STRUCTURAL = {
    "reference", "hash", "previous_hash", "sha256", "content_type", "key", "path", "password", "gss_code",
    "code", "prefix", "file", "name_of_sweep",
}  # fmt: skip


class Markup(HTMLParser):
    """The parts of a page that could run something."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: (value or "").strip().lower() for name, value in attrs}
        self.in_script = tag == "script"
        self.runs += [
            f"{tag} {name}" for name in had if name.startswith("on") or (name == "autofocus" and "x" in had)
        ]
        self.runs += [
            f"{tag} {name}={value}"
            for name, value in had.items()
            if name in {"href", "src", "action", "formaction"}
            and value.startswith(("javascript:", "data:text"))
        ]
        if tag == "img" and had.get("src") == "x":
            self.runs.append("img")

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self.runs.append(f"script {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False


def typed_fields() -> Iterator[tuple[Any, Any]]:
    """Every column that holds what somebody typed."""
    for model in models():
        if model._meta.app_label in OURS:
            for one in model._meta.concrete_fields:
                is_text = isinstance(one, CharField | TextField) and not one.choices
                is_typed = is_text and not isinstance(one, EmailField | SlugField | URLField)
                if is_typed and one.name not in STRUCTURAL:
                    yield model, one


def write_everywhere(turn: int) -> int:
    """Put a payload into every such column of every row, another one in each. What must differ has its number behind."""
    written = 0
    for number, (model, one) in enumerate(typed_fields()):
        for row in model._base_manager.exclude(**{one.name: ""}):
            payload = PAYLOADS[(turn + number + row.pk) % len(PAYLOADS)]
            must_differ = one.unique or (model._meta.label_lower, one.name) == ("councils.person", "name")
            text = f"{payload}{row.pk}" if must_differ else payload
            model._base_manager.filter(pk=row.pk).update(**{one.name: text[: one.max_length]})
            written += 1
    return written


def every_page(cast: Cast, stage: Stage, filled: Forms, more: list[str]) -> Iterator[tuple[str, str]]:
    """Every page as those who see the most of it."""
    paths = sorted({*pages(stage, but=OWN), *(one.path for one in filled), *more, *lists()[:3]})
    for role in ("public", "holder", "responsible", "officer", "administrator"):
        client = signed_in(everyone(cast)[role])
        for path in administration() if role == "administrator" else paths:
            response: Any = client.get(path)
            text = response.getvalue().decode(errors="replace")
            if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
                yield f"{role} {path}", text


def check(text: str, where: str) -> None:
    """No payload as it was typed, and nothing on the page that could run."""
    assert not [payload for payload in PAYLOADS if payload in text], where
    assert Markup(text).runs == [], where


def test_the_check_finds_what_would_run() -> None:
    for payload in PAYLOADS:
        with pytest.raises(AssertionError):
            check(f"<p title='{payload}'>{payload}</p>", "here")


@pytest.mark.parametrize("turn", [2])
def test_whatever_stands_in_the_record_is_shown_as_text(cast: Cast, stage: Stage, turn: int) -> None:
    filled = forms(stage, cast)
    planted = plant(stage, cast, shells(stage, cast))
    cache.clear()
    assert write_everywhere(turn) > 150
    shown = 0
    for where, text in every_page(cast, stage, filled, planted.paths):
        check(text, where)
        shown += "alert(1)" in text
    assert shown > 80


@pytest.mark.parametrize("turn", range(len(PAYLOADS)))
def test_what_is_typed_comes_back_as_text(cast: Cast, stage: Stage, turn: int) -> None:
    """In a form that is refused, with a payload in every field; and in every part of an address."""
    payload = PAYLOADS[turn]
    for one in list(forms(stage, cast))[turn % 2 :: 2]:
        client = signed_in(getattr(cast, one.sender))
        asked = controls_of(client.get(one.path.removesuffix("draft/"))).values
        wrong = {name: payload for name in {*one.data, *asked} if name != "csrfmiddlewaretoken"}
        for data in (wrong, {**one.data, **wrong, "kind": one.data.get("kind", payload), "version": "1"}):
            with transaction.atomic():
                response = client.post(one.path, data, follow=True)
                transaction.set_rollback(True)
            assert response.status_code < 500, one.label
            if response["Content-Type"].startswith("text/html"):
                check(response.content.decode(), one.label)
    names_asked = [
        "q",
        "council",
        "due",
        "said",
        "sort",
        "topic",
        "owner",
        "letter",
        "page",
        "body",
        "kind",
        "from",
    ]
    client = signed_in(cast.officer)
    for path in ("/", "/recommendations/", "/actions/", "/meetings/", "/search/", "/glossary/", "/reports/", "/to-do/",
                 "/accounts/login/", f"/no-such-page/{payload}/"):  # fmt: skip
        check(client.get(path, dict.fromkeys(names_asked, payload)).content.decode(), path)


def test_letters_are_plain_text(cast: Cast, stage: Stage, now: Any) -> None:
    filled = forms(stage, cast)
    write_everywhere(0)
    for label in ("recommendations:send", "recommendations:remind", "recommendations:assign",
                  "recommendations:update difficulty", "recommendations:submit"):  # fmt: skip
        assert filled.named(label).send_as_its_sender(cast).status_code == 302
    write_reminders(today=TODAY, now=now)
    assert send_due(now=now).sent > 3
    for letter in mail.outbox:
        assert letter.message().get_content_type() == "text/plain"
        assert not letter.attachments
        assert "\n" not in letter.subject
    assert any("alert(1)" in str(letter.body) for letter in mail.outbox)


@pytest.mark.journey
def test_nothing_runs_in_a_browser(cast: Cast, stage: Stage, browser: Browser) -> None:
    """The pages themselves, without the content security policy that would stop a script as well."""
    filled = forms(stage, cast)
    planted = plant(stage, cast, shells(stage, cast))
    cache.clear()
    write_everywhere(1)
    context = browser.new_context()
    page = context.new_page()
    ran: list[str] = []

    def close(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.set_content(f"<p>{PAYLOADS[1]}", wait_until="load")
    page.wait_for_timeout(200)
    assert len(ran) == 1, "the test can fail"
    for where, text in every_page(cast, stage, filled, planted.paths):
        if where.startswith(("officer", "holder")):
            page.set_content(text, wait_until="domcontentloaded")
            page.evaluate("document.querySelectorAll('a, input, textarea').forEach(one => one.focus())")
            assert len(ran) == 1, where
    context.close()
