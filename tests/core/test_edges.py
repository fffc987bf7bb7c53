"""A form sent twice is stored once; what was typed when a session ended comes back to the same person alone."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import QueryDict
from django.test import RequestFactory

from core.edges import FormKeyMixin, bind, keep_form, perform_once, require
from core.models import KeptForm, SpentKey
from core.refusals import Refused
from councils.enums import OrganisationKind
from councils.models import Organisation
from tests.cast import Cast


class NameForm(FormKeyMixin, forms.Form):
    name = forms.CharField()


def request(
    method: str = "post", data: dict[str, Any] | None = None, user: Any = None, path: str = "/new/"
) -> Any:
    made: Any = getattr(RequestFactory(), method)(path, data or {})
    made.user = user or AnonymousUser()
    made.session = {}
    made._messages = FallbackStorage(made)
    return made


def found(*, name: str) -> Organisation:
    if name == "refused":
        raise Refused("That name is taken.", field="name")
    return Organisation.objects.create(name=name, slug=name, kind=OrganisationKind.COMPANY)


def send(form_key: uuid.UUID, name: str) -> tuple[Any, NameForm]:
    sent = request(data={"name": name, "form_key": str(form_key)})
    form = bind(sent, NameForm)
    assert form.is_valid()
    return perform_once(sent, form, found, result_path=lambda o: f"/organisations/{o.slug}/"), form


def test_the_same_form_sent_five_times_is_stored_once(db: None) -> None:
    key = uuid.uuid4()
    answers = [send(key, "newcomer")[0].url for _ in range(5)]
    assert answers == ["/organisations/newcomer/"] * 5
    assert Organisation.objects.count() == 1


def test_the_same_words_with_a_new_key_are_the_same_sending_for_ten_minutes(db: None, now: datetime) -> None:
    """After Back the browser has a new form with the old words in it."""
    with time_machine.travel(now, tick=False) as clock:
        first, _ = send(uuid.uuid4(), "newcomer")
        clock.shift(timedelta(minutes=9))
        again, _ = send(uuid.uuid4(), "newcomer")
        assert again.url == first.url
        assert Organisation.objects.count() == 1
        assert send(uuid.uuid4(), "somebody-else")[0].url == "/organisations/somebody-else/"
        clock.shift(timedelta(minutes=2))
        with pytest.raises(IntegrityError):  # it is tried again, and here the name is taken
            send(uuid.uuid4(), "newcomer")


def test_a_refusal_stands_beside_its_field_and_spends_no_key(db: None) -> None:
    key = uuid.uuid4()
    answer, form = send(key, "refused")
    assert answer is None
    assert form.errors == {"name": ["That name is taken."]}
    assert SpentKey.objects.count() == 0
    assert send(key, "accepted")[0].url == "/organisations/accepted/"


def test_what_was_typed_comes_back_to_the_same_person_alone(cast: Cast) -> None:
    token = keep_form(
        user_id=cast.officer.pk,
        path="/new/",
        data=QueryDict("name=half+a+sentence&csrfmiddlewaretoken=x&password=y"),
    )
    assert KeptForm.objects.get().fields == {"name": ["half a sentence"]}
    mine = bind(request("get", {"kept": token}, cast.officer), NameForm)
    assert mine["name"].value() == "half a sentence"
    theirs = bind(request("get", {"kept": token}, cast.councillor), NameForm)
    assert theirs["name"].value() is None
    elsewhere = bind(request("get", {"kept": token}, cast.officer, path="/other/"), NameForm)
    assert elsewhere["name"].value() is None
    nobody = bind(request("get", {"kept": token}), NameForm)
    assert nobody["name"].value() is None


def test_what_was_kept_is_gone_after_a_day(cast: Cast, now: datetime) -> None:
    token = keep_form(user_id=cast.officer.pk, path="/new/", data=QueryDict("name=words"))
    KeptForm.objects.update(kept_at=now.replace(year=2020))
    assert bind(request("get", {"kept": token}, cast.officer), NameForm)["name"].value() is None


def test_a_reader_without_the_right_gets_a_sentence() -> None:
    require(True)
    with pytest.raises(PermissionDenied, match="This is for South Holland"):
        require(False, "This is for South Holland's Portfolio Holder.")
