"""Signing in with e-mail and password, and where it leads."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast


@pytest.fixture
def officer_with_password(cast: Cast) -> Cast:
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    return cast


def sign_in(client: Client, email: str, password: str, **extra: str) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password, **extra}).status_code


def test_the_officer_signs_in_and_lands_on_the_list_to_do(
    officer_with_password: Cast, client: Client
) -> None:
    assert sign_in(client, "scrutiny@example.org", PASSWORD) == 302
    assert client.get(reverse("landing"))["Location"] == reverse("recommendations:todo")


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(
    officer_with_password: Cast, client: Client
) -> None:
    pages = [
        client.post(reverse("account_login"), {"login": email, "password": "not the right one"})
        for email in ("scrutiny@example.org", "nobody@example.org")
    ]
    assert [page.context["form"].non_field_errors() for page in pages] == [
        ["The email address or the password is not right. Check both and try again"]
    ] * 2


def test_the_eleventh_guess_within_five_minutes_is_refused_even_when_right(
    officer_with_password: Cast, client: Client
) -> None:
    for _ in range(10):
        assert sign_in(client, "scrutiny@example.org", "not the right one") == 200
    assert sign_in(client, "scrutiny@example.org", PASSWORD) == 200
    assert client.get(reverse("recommendations:todo")).status_code == 302


def test_the_officer_can_set_up_a_second_step_where_it_is_required(
    officer_with_password: Cast, client: Client, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    sign_in(client, "scrutiny@example.org", PASSWORD)
    assert client.get(reverse("recommendations:todo"))["Location"] == reverse("mfa_index")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("scrutiny@example.org", True, True)
    ]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_off_the_site(officer_with_password: Cast, client: Client, target: str) -> None:
    answer = client.post(
        reverse("account_login"), {"login": "scrutiny@example.org", "password": PASSWORD, "next": target}
    )
    assert answer["Location"] == reverse("landing")


@pytest.mark.parametrize(
    ("name", "lands_on"),
    [
        ("officer", "/to-do/"),
        ("holder_boston", "/awaiting-you/"),
        ("responsible_boston", "/actions/?owner=me"),
        ("councillor", "/"),
        ("stranger", "/"),
        ("administrator", "/manage/"),
    ],
)
def test_each_role_lands_on_its_own_page(cast: Cast, client: Client, name: str, lands_on: str) -> None:
    client.force_login(cast.everyone[name])
    assert client.get(reverse("landing"))["Location"] == lands_on
