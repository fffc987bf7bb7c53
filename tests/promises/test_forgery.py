"""Forged requests change nothing, nothing changes by GET, and no way leads off the site (promises S5 and S6)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.promises.contents import contents, differences
from tests.promises.forms import Forms, forms
from tests.promises.walking import ACCOUNT, administration, lists, names, pages, signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
EVIL = "https://evil.example"
OFF_SITE = [
    f"{EVIL}/", "//evil.example/", "///evil.example", "\\\\evil.example", "/\\evil.example", "https:evil.example",
    "javascript:alert(1)", "http://127.0.0.1@evil.example/", "/%09/evil.example", "\tjavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "https://testserver.evil.example/",
]  # fmt: skip


@pytest.fixture
def filled(stage: Stage, cast: Cast) -> Forms:
    return forms(stage, cast)


def token_of(client: Client) -> str:
    client.get(reverse("overview"))
    return client.cookies["csrftoken"].value


def forged(filled: Forms, cast: Cast, **headers: Any) -> Iterator[tuple[str, HttpResponse]]:
    """Send every form as its sender, from a page that is not the portal's."""
    for one in filled:
        yield one.label, one.send(signed_in(getattr(cast, one.sender), enforce_csrf_checks=True), **headers)


def test_a_form_without_a_token_is_refused(cast: Cast, filled: Forms) -> None:
    before = contents()
    assert {label: r.status_code for label, r in forged(filled, cast)} == {one.label: 403 for one in filled}
    assert differences(before, contents()) == {}


def test_a_wrong_or_stolen_token_is_refused(cast: Cast, filled: Forms) -> None:
    stolen = token_of(signed_in(cast.officer, enforce_csrf_checks=True))
    before = contents()
    for token in ("x" * 64, "", stolen):
        for one in filled:
            client = signed_in(getattr(cast, one.sender), enforce_csrf_checks=True)
            token_of(client)
            assert one.send(client, headers={"X-CSRFToken": token}).status_code == 403, (one.label, token)
    assert differences(before, contents()) == {}


def test_a_form_from_another_site_is_refused_even_with_the_token(cast: Cast, filled: Forms) -> None:
    before = contents()
    for one in filled:
        client = signed_in(getattr(cast, one.sender), enforce_csrf_checks=True)
        headers = {"X-CSRFToken": token_of(client), "Origin": EVIL}
        assert one.send(client, headers=headers).status_code == 403, one.label
    assert differences(before, contents()) == {}


def test_with_its_token_the_same_form_is_taken(cast: Cast, filled: Forms) -> None:
    one = filled.named("recommendations:add")
    client = signed_in(cast.officer, enforce_csrf_checks=True)
    headers = {"X-CSRFToken": token_of(client), "Origin": "http://testserver"}
    assert one.send(client, headers=headers).status_code == 302


def test_sign_in_account_and_administration_want_a_token_as_well(cast: Cast, stage: Stage) -> None:
    client = signed_in(cast.administrator, enforce_csrf_checks=True)
    every = dict(zip(names(), pages(stage), strict=True))
    paths = [path for name, path in every.items() if name.startswith(ACCOUNT)]
    paths += [
        reverse(f"admin:{name}") for name in ("councils_person_add", "recommendations_topic_add", "logout")
    ]
    before = contents()
    for path in paths:
        assert client.post(path, {"name": "Somebody"}).status_code in {403, 404, 405}, path
    assert differences(before, contents()) == {}


def test_no_view_is_excused() -> None:
    def views(resolver: Any) -> Iterator[Any]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from views(pattern)
            elif isinstance(pattern, URLPattern):
                yield pattern

    excused = [
        str(one.pattern) for one in views(get_resolver()) if getattr(one.callback, "csrf_exempt", False)
    ]
    assert excused == []


@pytest.mark.parametrize("name", ["officer", "holder_south_holland", "administrator"])
def test_reading_changes_nothing(cast: Cast, stage: Stage, filled: Forms, name: str) -> None:
    """Every address by GET, sign-out and what only takes a form included, leaves every row as it was."""
    client = signed_in(getattr(cast, name))
    paths = [*pages(stage), *(one.path for one in filled), "/meetings/?council=boston", "/search/?q=training"]
    paths += administration() if name == "administrator" else lists()[:20]
    before = contents()
    for path in paths:
        client.get(path)
    assert differences(before, contents()) == {}


def test_nobody_changes_the_address_they_sign_in_with(cast: Cast) -> None:
    """An administrator keeps the addresses of accounts; a new one would lead the next password to somebody else."""
    client = signed_in(cast.stranger)
    for action in ("action_add", "action_primary"):
        client.post("/accounts/email/", {action: "", "email": "somebody.else@example.org"})
    cast.stranger.refresh_from_db()
    assert cast.stranger.email == "stranger@example.org"
    assert client.get("/accounts/email/").status_code == 404


@pytest.mark.parametrize("path", ["account_logout", "admin:logout"])
def test_signing_out_takes_a_form(cast: Cast, path: str) -> None:
    client = signed_in(cast.officer)
    client.get(reverse(path))
    client.head(reverse(path))
    assert client.get(reverse("recommendations:todo")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("recommendations:todo")).status_code == 302


def leads_off(response: Any) -> list[str]:
    """Where an answer leads that is not on this site: by redirect, link or form. A hidden field is asked again."""
    text = response.content.decode(errors="replace")
    found = [
        f'{name}="{target}"'
        for target in OFF_SITE
        for name in ("href", "action", "src", "hx-get", "hx-post")
        if f'{name}="{target}"' in text
    ]
    location = response.get("Location", "")
    if location and (
        urlsplit(location).netloc not in {"", "testserver"} or location.startswith(("//", "/\\"))
    ):
        found.append(location)
    return found


@pytest.mark.parametrize("target", OFF_SITE)
def test_no_address_that_is_asked_for_leads_off_the_site(cast: Cast, stage: Stage, target: str) -> None:
    asked = {"next": target, "url": target, "redirect": target, "return": target, "back": target, "kept": target,
             "from": target}  # fmt: skip
    every = dict(zip(names(), pages(stage), strict=True))
    doors = [path for name, path in every.items() if name.startswith(ACCOUNT)]
    doors += [reverse("admin:login"), reverse("landing"), reverse("meetings:add")]
    for user in (None, cast.officer, cast.administrator):
        client = signed_in(user)
        for path in doors:
            cache.clear()
            assert leads_off(client.get(path, asked)) == [], path


@pytest.mark.parametrize("target", OFF_SITE)
def test_signing_in_and_out_leads_nowhere_else(cast: Cast, target: str) -> None:
    cast.officer.set_password("a long enough phrase")
    cast.officer.save()
    data = {"login": cast.officer.email, "password": "a long enough phrase", "next": target}
    for path in (reverse("account_login"), f"{reverse('account_login')}?next={target}"):
        client = Client()
        response = client.post(path, data)
        assert response.status_code == 302
        assert leads_off(response) == []
        assert leads_off(client.post(reverse("account_logout"), {"next": target})) == []


def test_where_somebody_came_from_leads_nowhere(cast: Cast, filled: Forms) -> None:
    for one in filled:
        response = one.send_as_its_sender(cast, headers={"Referer": f"{EVIL}/", "HX-Current-URL": f"{EVIL}/"})
        assert leads_off(response) == [], one.label


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "testserver.evil.example"},
        {"Host": "testserver@evil.example"},
        {"Host": "testserver:80:80"},
        {"Host": "evil.example", "X-Forwarded-Host": "testserver"},
    ],
)
def test_another_host_is_refused(db: None, headers: dict[str, str]) -> None:
    for path in ("/", "/accounts/login/", "/accounts/password/reset/", "/healthz"):
        response = Client(raise_request_exception=False).get(path, headers=headers)
        assert response.status_code == 400, path


def test_a_forwarded_host_is_not_believed(cast: Cast, mailoutbox: list[Any]) -> None:
    """A letter for a new password leads to the portal, whatever a request says of its host."""
    cast.officer.set_password("a long enough phrase")
    cast.officer.save()
    response = Client().post(
        reverse("account_reset_password"), {"email": cast.officer.email},
        headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
    )  # fmt: skip
    assert response.status_code == 302
    assert len(mailoutbox) == 1
    assert "evil.example" not in mailoutbox[0].body
