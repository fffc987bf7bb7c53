"""Unreadable addresses, ended sessions and the second factor."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

NEW = "/meetings/new/"


@pytest.mark.parametrize("address", ["/?q=%00", "/recommendations/?q=%ff%fe", "/meetings/%00/", "/?%c3%28=1"])
def test_an_unreadable_address_gets_400(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_wrong_host_gets_400(db: None, client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_refused_method_says_so_on_a_page(db: None, client: Client) -> None:
    answer = client.delete("/accessibility/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer.templates[0].name == "405.html"


def test_a_session_ends_after_half_an_hour_of_silence(cast: Cast, client: Client) -> None:
    with time_machine.travel("2026-04-14 09:00 +0100", tick=False) as clock:
        client.force_login(cast.officer)
        assert client.get(NEW).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(NEW).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(NEW).status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get(NEW).status_code == 302


def test_a_session_ends_twelve_hours_after_sign_in_however_busy(cast: Cast, client: Client) -> None:
    with time_machine.travel("2026-04-14 06:00 +0100", tick=False) as clock:
        client.force_login(cast.officer)
        answers = []
        for _ in range(26):
            answers.append(client.get(NEW).status_code)
            clock.shift(timedelta(minutes=29))
    assert answers == [200] * 25 + [302]


def test_what_was_typed_survives_the_session(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    client.get(NEW)
    client.cookies.pop("sessionid")
    typed = "x" * 10_000
    answer = client.post(NEW, {"place": typed})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{reverse('account_login')}?next=%2Fmeetings%2Fnew%2F%3Fkept%3D")
    back = (
        answer["Location"].partition("next=")[2].replace("%2F", "/").replace("%3F", "?").replace("%3D", "=")
    )
    client.force_login(cast.officer)
    assert client.get(back).context["form"]["place"].value() == typed


def test_what_one_person_typed_never_comes_to_another(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    client.get(NEW)
    client.cookies.pop("sessionid")
    answer = client.post(NEW, {"place": "a private thought"})
    back = (
        answer["Location"].partition("next=")[2].replace("%2F", "/").replace("%3F", "?").replace("%3D", "=")
    )
    client.force_login(cast.second_officer)
    assert client.get(back).context["form"]["place"].value() is None


def test_a_stranger_s_post_is_not_kept(db: None, client: Client) -> None:
    answer = client.post(NEW, {"place": "words"})
    assert answer["Location"] == f"{reverse('account_login')}?next=/meetings/new/"


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("officer", True),
        ("holder_boston", True),
        ("responsible_boston", True),
        ("administrator", True),
        ("councillor", False),
        ("stranger", False),
    ],
)
def test_a_second_factor_is_demanded_where_it_is_required(
    cast: Cast, client: Client, settings: Any, name: str, *, asked: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(cast.everyone[name])
    answer = client.get(reverse("accessibility"))
    assert answer.status_code == (302 if asked else 200)
    if asked:
        assert answer["Location"] == reverse("mfa_index")
        Authenticator.objects.create(user=cast.everyone[name], type=Authenticator.Type.TOTP, data={})
        assert client.get(reverse("accessibility")).status_code == 200
