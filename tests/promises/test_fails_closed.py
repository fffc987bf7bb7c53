"""When what decides does not answer, nobody gets more than before (promise S15)."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.cast import Cast
from tests.promises.broken import without_answer
from tests.promises.contents import contents, differences
from tests.promises.forms import Forms, forms
from tests.promises.planting import Planted, everyone, plant, shells
from tests.promises.walking import ACCOUNT, names, pages, read, signed_in, text_of
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
OWN = [name for name in names() if name.startswith(ACCOUNT)]
AWAY = {name: {"BACKEND": "tests.promises.broken.AwayCache"} for name in ("default", "sessions")}


@pytest.fixture
def filled(stage: Stage, cast: Cast) -> Forms:
    return forms(stage, cast)


@pytest.fixture
def planted(stage: Stage, cast: Cast) -> Planted:
    return plant(stage, cast, shells(stage, cast))


def test_without_a_cache_the_public_reads_on(
    cast: Cast, stage: Stage, planted: Planted, settings: Any
) -> None:
    client = signed_in(None)
    paths = {*pages(stage, but=OWN), *planted.paths}
    with_it = {path: client.get(path).status_code for path in paths}
    settings.CACHES = AWAY
    assert {path: client.get(path).status_code for path in paths} == with_it


@pytest.mark.parametrize("role", ["public", "reader", "holder elsewhere"])
def test_without_a_cache_nobody_reads_more(
    cast: Cast, stage: Stage, planted: Planted, settings: Any, role: str
) -> None:
    client = signed_in(everyone(cast)[role])
    settings.CACHES = AWAY
    said = [(path, text_of(client.get(path))) for path in [*pages(stage, but=OWN), *planted.paths]]
    assert not [(path, word) for path, text in said for word in planted.hidden_from(role) if word in text]


def test_without_a_cache_nobody_sends_what_is_not_theirs(cast: Cast, filled: Forms, settings: Any) -> None:
    clients = {name: signed_in(user) for name, user in cast.everyone.items()}
    settings.CACHES = AWAY
    before = contents()
    for name, client in clients.items():
        for one in filled:
            if name not in one.may:
                assert one.send(client).status_code in {403, 404, 500}, (one.label, name)
    assert differences(before, contents()) == {}


def test_without_a_cache_no_password_is_guessed(cast: Cast, settings: Any) -> None:
    """Guesses cannot be counted then, so nobody gets in by password."""
    cast.officer.set_password("a long enough phrase")
    cast.officer.save()
    settings.CACHES = AWAY
    client = signed_in(None)
    for password in ("wrong", "a long enough phrase"):
        client.post(reverse("account_login"), {"login": cast.officer.email, "password": password})
        assert client.get(reverse("recommendations:todo")).status_code == 302


@pytest.mark.parametrize("role", ["public", "holder", "councillor", "officer"])
def test_when_appointments_cannot_be_read_nobody_reads_what_is_not_everybodys(
    cast: Cast, stage: Stage, planted: Planted, role: str
) -> None:
    client = signed_in(everyone(cast)[role])
    with without_answer("councils_appointment") as failed:
        said = list(read(client, [*pages(stage, but=OWN), *planted.paths]))
    assert failed  # for the public too: a record says in which capacity somebody came
    assert not [(path, word) for path, text in said for word in planted.readers if word in text]


def test_when_appointments_cannot_be_read_nobody_sends_anything(cast: Cast, filled: Forms) -> None:
    before = contents()
    for one in filled:
        for name in one.may:
            cache.clear()
            client = signed_in(getattr(cast, name))
            with without_answer("councils_appointment"):
                assert one.send(client).status_code in {403, 404, 500}, one.label
    assert differences(before, contents()) == {}


def test_when_second_factors_cannot_be_read_nobody_does_without(cast: Cast, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    for user in (cast.officer, cast.holder_boston, cast.administrator):
        client = signed_in(user)
        with without_answer("mfa_authenticator") as failed:
            assert client.get(reverse("recommendations:todo")).status_code == 500
            assert client.get(reverse("overview")).status_code == 500
        assert failed


def test_when_accounts_cannot_be_read_nobody_is_signed_in(cast: Cast, settings: Any) -> None:
    client = signed_in(cast.officer)
    with without_answer("councils_user"):
        assert client.get(reverse("recommendations:todo")).status_code == 500
    settings.AUTHENTICATION_BACKENDS = ["tests.promises.broken.AwayBackend"]
    assert client.get(reverse("recommendations:todo")).status_code in {302, 500}
    signed_out = signed_in(None)
    signed_out.post(reverse("account_login"), {"login": cast.officer.email, "password": "x"})
    assert signed_out.get(reverse("recommendations:todo")).status_code in {302, 500}


def test_when_the_history_cannot_be_written_nothing_is(cast: Cast, filled: Forms) -> None:
    before = contents()
    for one in filled:
        if not one.keeps:
            client = signed_in(getattr(cast, one.sender))
            with without_answer("core_historyentry"):
                assert one.send(client).status_code == 500, one.label
    assert differences(before, contents()) == {}
