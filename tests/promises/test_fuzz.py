"""Whatever is asked, however badly, the portal answers: no crash and no insides (promise S12).

Asks 2,000 times in every run; `FUZZ_REQUESTS=20000` asks more, `FUZZ_SEED` asks otherwise.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from councils.models import User
from tests.architecture.source import ROOT
from tests.cast import Cast
from tests.promises.forms import Forms, forms
from tests.promises.walking import administration, lists, names, pages, searches, signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "23"))
# Four tests share the requests, so that a failing part is quickly run again.
PARTS = 4
METHODS = [
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "BREW",
]
INSIDES = (
    "Traceback",
    "django.",
    "site-packages",
    "OperationalError",
    "SELECT ",
    str(ROOT),
    "Exception Type",
)
NASTY: list[str] = [
    "", " ", "0", "-1", "1", "2", "999999999999999999999999", "1e309", "NaN", "١٢٣", "½", "0x10", "1.5", "+1",
    "None", "null", "true", "[]", "{}", "%", "%%%%", "_", "'", '"', "\\", "' OR 1=1 --", "<script>alert(1)</script>",
    "../../etc/passwd", "..", ".", "\x00", "a\x00b", "\u202etxt.exe", "\ufeff", "\ud7ff", "😀" * 50, "a" * 3000,
    "31 February 2026", "2026-02-30", "0000-00-00", "29/2/2027", "99999-01-01", "1 January 0001", "today",
    "25:99", "6:30pm", "late", "draft", "accepted", "signed_off", "open", "exempt", "last", "me", "=1+1", "@SUM(A1)",
    "\r\nSet-Cookie: a=b", "\r\n\r\n<html>", "http://[", "https://exa mple.org", "javascript:alert(1)", "ſ", "İ", "ß",
    "12:3", "9" * 400 + ":1", "1:" + "9" * 30, "a:b:c", "{{ 7|add:7 }}", "{% csrf_token %}", "\x1b[2J", "\u2028",
]  # fmt: skip
LONG = "é" * 100_000


@dataclass
class Fuzz:
    """Makes requests from a seed: the same seed asks the same."""

    chance: random.Random
    paths: list[str]
    filled: Forms
    fields: list[str]
    sessions: dict[str, str]

    def value(self) -> str:
        return LONG if self.chance.random() < 0.01 else self.chance.choice(NASTY)

    def path(self) -> str:
        path = self.chance.choice(self.paths).partition("?")[0]
        if self.chance.random() < 0.4:
            parts = path.split("/")
            place = self.chance.randrange(len(parts))
            parts[place] = quote(self.value(), safe="") if self.chance.random() < 0.8 else self.raw()
            path = "/".join(parts)
        return path if path.startswith("/") else f"/{path}"

    def raw(self) -> str:
        """Bytes that no browser would send: halves of letters, percent signs without a number."""
        return self.chance.choice(
            ["%ff", "%c3%28", "%00", "%e2%82", "%zz", "%25%00", "%u0041", "%C0%AF", "+", "%2e%2e"]
        )

    def query(self) -> str:
        if self.chance.random() < 0.5:
            return ""
        wanted = ["page", "q", "council", "body", "due", "said", "done", "topic", "report", "sort", "owner", "letter",
                  "kind", "from", "all", "items", "as", "kept", "next", "gaps", *self.fields]  # fmt: skip
        pieces = []
        for _ in range(self.chance.randint(1, 4)):
            value = self.raw() if self.chance.random() < 0.15 else quote(self.value()[:5000])
            pieces.append(f"{self.chance.choice(wanted)}={value}")
        return "?" + "&".join(pieces)

    def form(self) -> tuple[str, dict[str, Any], str]:
        """A form as it should be, with some of it spoilt."""
        one = self.chance.choice(self.filled.filled)
        data: dict[str, Any] = {"nothing": "", **one.data}
        for _ in range(self.chance.choice([0, 1, 1, 1, 2, 4])):
            match self.chance.randrange(4):
                case 0:
                    data.pop(self.chance.choice([*data, "absent"]), None)
                case 1:
                    data[self.chance.choice(self.fields)] = self.value()
                case 2:
                    data[self.chance.choice([*data, "kind"])] = self.value()
                case _:
                    data[self.chance.choice([*data, "kind"])] = [self.value(), self.value()]
        if self.chance.random() < 0.2:
            name = f"f{self.value()[:100]}.pdf"
            data["upload"] = SimpleUploadedFile(name, self.value().encode(errors="replace"))
        return one.path, data, one.sender

    def body(self, data: dict[str, Any]) -> tuple[bytes, str]:
        kind = self.chance.random()
        if kind < 0.9:
            return encode_multipart(BOUNDARY, data), MULTIPART_CONTENT
        if kind < 0.93:
            return self.value().encode(errors="replace"), "application/x-www-form-urlencoded"
        if kind < 0.97:
            return b"text=%ff%fe&kind=\xff\xfe&version=%", "application/x-www-form-urlencoded"
        return encode_multipart(BOUNDARY, data)[: self.chance.randint(0, 200)], MULTIPART_CONTENT

    def headers(self) -> dict[str, str]:
        may = {
            "HX-Request": "true", "HX-History-Restore-Request": "true", "Accept": "*/*;q=x", "Range": "bytes=9-1",
            "If-None-Match": '"x', "If-Modified-Since": "yesterday", "Accept-Language": "x" * 500, "Referer": "::",
            "Cookie": "sessionid=\x7f; last-user=1:x:y; csrftoken=é", "X-Forwarded-For": "1.1.1.1, é",
        }  # fmt: skip
        return {name: value for name, value in may.items() if self.chance.random() < 0.08}

    def reader(self, sender: str) -> Client:
        """A new browser in somebody's session, often the right one: signing out ends nobody's for long."""
        client = signed_in(None)
        name = sender if self.chance.random() < 0.7 else self.chance.choice([*self.sessions])
        if session := self.sessions[name]:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        return client

    def ask(self) -> tuple[str, Any]:
        method = self.chance.choice(METHODS)
        is_form = method != "GET" and self.chance.random() < 0.8
        path, data, sender = self.form() if is_form else (self.path(), {}, "officer")
        client = self.reader(sender)
        body, content_type = self.body(data) if method in {"POST", "PUT", "PATCH"} else (b"", "")
        asked = f"{method} {path}{self.query()}"
        with transaction.atomic():
            response = client.generic(
                method, asked.partition(" ")[2], body, content_type=content_type, headers=self.headers()
            )
            said = response.getvalue() if method != "HEAD" else b""
            transaction.set_rollback(True)
        return f"{asked[:300]} {data!r:.400}", (response.status_code, said)


def session_of(user: User | None) -> str:
    client = signed_in(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value if user else ""


def fields_of(filled: Forms) -> list[str]:
    return sorted(
        {name for one in filled for name in one.data} | {"form_key", "version", "round", "upload", "next"}
    )


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_breaks_it(cast: Cast, stage: Stage, part: int) -> None:
    filled = forms(stage, cast)
    fuzz = Fuzz(
        random.Random(SEED * 100 + part),
        paths=[
            *pages(stage),
            *lists(),
            *searches("a"),
            *administration(),
            "/no/such/page/",
            "/static/no.css",
        ],
        filled=filled,
        fields=fields_of(filled),
        sessions={name: session_of(user) for name, user in [*cast.everyone.items(), ("public", None)]},
    )
    assert len(names()) > 80
    seen: Counter[int] = Counter()
    for _ in range(REQUESTS // PARTS):
        cache.clear()
        asked, (status, said) = fuzz.ask()
        seen[status] += 1
        assert status < 500, asked
        if status >= 400:
            told = said.decode(errors="replace")
            assert not [word for word in INSIDES if word in told], asked
    print(f"{sum(seen.values())} requests: {dict(seen)}")
    assert {200, 302, 400, 403, 404, 405} <= set(seen)


@pytest.mark.parametrize(
    "path",
    ["/recommendations/%00/", "/search/?q=%00", "/meetings/?body=%ff", "/%ff/", "/recommendations/?q=%c3%28"],
)
def test_what_is_no_text_gets_400(db: None, path: str) -> None:
    assert Client(raise_request_exception=False).get(path).status_code == 400


def test_too_much_is_refused_with_a_page(cast: Cast, stage: Stage) -> None:
    for one in forms(stage, cast):
        if set(one.data) == {"form_key"}:
            continue
        client = signed_in(getattr(cast, one.sender))
        for data in ({"text": "x" * 6_000_000}, dict.fromkeys(map(str, range(600)), "x")):
            response = client.post(one.path, data)
            assert response.status_code == 400, one.label
            assert b"Traceback" not in response.content


def test_a_hundred_thousand_letters_in_every_field_break_nothing(cast: Cast, stage: Stage) -> None:
    for one in forms(stage, cast):
        client = signed_in(getattr(cast, one.sender))
        data = {name: LONG if isinstance(value, str) else value for name, value in one.data.items()}
        with transaction.atomic():
            status = client.post(one.path, {**data, "kind": one.data.get("kind", "")}).status_code
            transaction.set_rollback(True)
        assert status < 500, one.label
