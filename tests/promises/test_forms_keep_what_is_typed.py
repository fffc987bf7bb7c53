"""Every form, every field made wrong in turn: everything else that was typed is still there (promise C5)."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import Cast
from tests.promises.forms import Filled, Forms, controls_of, forms
from tests.promises.walking import signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
WRONG = ["", "31 February 2026", "no-such-thing", "x" * 25_000]
BUTTONS = {"record", "save_draft", "send", "check", "plan", "take", "skip", "form_key"}
# A hidden number that was read: it is wrong only by another's change, and then the newest one is given.
READ = {"version", "round", "openness"}


@pytest.fixture
def filled(stage: Stage, cast: Cast) -> Forms:
    return forms(stage, cast)


def typed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def spoilt(one: Filled) -> list[tuple[str, Filled]]:
    """The form with one field wrong, for each field and each way of being wrong."""
    fields = [name for name in one.data if name not in BUTTONS | READ]
    return [(name, replace(one, data={**one.data, name: wrong})) for name in fields for wrong in WRONG]


def answered(sent: Filled, client: Client) -> Any:
    """Send it; whatever it did is undone."""
    with transaction.atomic():
        response = sent.send(client)
        transaction.set_rollback(True)
    return response


def test_one_wrong_field_empties_no_other(cast: Cast, filled: Forms) -> None:
    wrong_fields = set()
    for one in filled:
        client = signed_in(getattr(cast, one.sender))
        if one.upload or one.keeps or client.get(one.path).status_code != 200:
            continue
        for name, sent in spoilt(one):
            response = answered(sent, client)
            if response.status_code == 302:
                continue
            assert response.status_code in {200, 409}, (one.label, name)
            wrong_fields.add((one.name, name))
            page = controls_of(response)
            for other, value in sent.data.items():
                if other not in BUTTONS and (other != name or name in page.text_fields):
                    where = f"{one.label}: {name} is {sent.data[name]!r:.30}, {other} is gone"
                    held = [text.replace("\r\n", "\n") for text in page.values.get(other, [])]
                    if len(set(held)) == 1:  # what two forms of one page both carry stands there twice
                        held = held[:1]
                    assert held == typed(value), where
        if one.name not in {"recommendations:publish", "recommendations:publish-report"}:
            assert any(form == one.name for form, _ in wrong_fields), one.label
    assert len(wrong_fields) > 40
