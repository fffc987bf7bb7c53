"""Promise C5: one wrong field leaves every other as it was typed, and its message stands beside it (Y7)."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from councils.models import User
from recommendations.enums import PartStatus
from recommendations.models import ActionPart, Recommendation
from tests import factories
from tests.cast import Cast
from tests.recommendations.conftest import add_link

LONG = "x" * 100_000
WORDS = "Words & <b>more</b> words"


def waiting(cast: Cast, status: str = PartStatus.IN_PROGRESS) -> ActionPart:
    part = factories.part(
        factories.recommendation(cast, Recommendation.objects.count() + 1),
        cast.south_holland,
        cast,
        status=status,
        round=1,
        submitted_by=cast.responsible_south_holland,
        submitted_at=factories.MOMENT,
    )
    add_link(part, cast)
    return part


def whole(cast: Cast, name: str) -> tuple[User, str, dict[str, Any]]:
    """Each form filled in rightly: who sends it, where, and what is typed."""
    match name:
        case "respond":
            response = factories.response(factories.recommendation(cast), cast.south_holland, cast)
            fields = {
                "verdict": "in_part", "part_accepted": WORDS, "reasons_in_part": WORDS, "in_place": WORDS,
                "in_place_since": "March 2024", "noted_words": WORDS, "expected_on": "1 May 2026",
                "deferred_words": WORDS, "reasons_rejected": WORDS, "decides": "cabinet", "decided_on": "1 April 2026",
                "commitment_1": WORDS, "responsible_1": str(cast.work_south_holland.pk), "due_on_1": "31 December 2026",
                "commitment_2": WORDS, "responsible_2": str(cast.work_south_holland.pk), "due_on_2": "1/12/2026",
                "version": "1",
            }  # fmt: skip
            return cast.holder_south_holland, f"{response.get_absolute_url()}respond/", fields
        case "sign-off":
            part = waiting(cast, PartStatus.READY)
            fields = {
                "decision": "signed_off_with_more", "more": WORDS, "due_on": "30 September 2026", "missing": WORDS,
                "confirmed": "on", "round": "1",
            }  # fmt: skip
            return cast.holder_south_holland, f"{part.get_absolute_url()}sign-off/", fields
        case "update":
            fields = {"kind": "difficulty", "text": WORDS, "expected_on": "30 September 2026"}
            return cast.responsible_south_holland, f"{waiting(cast).get_absolute_url()}update/", fields
        case "evidence":
            fields = {"title": "List", "shows": WORDS, "url": "https://example.org/list"}
            return cast.responsible_south_holland, f"{waiting(cast).get_absolute_url()}evidence/", fields
        case "move-date":
            fields = {"new": "30 September 2026", "reason": WORDS, "version": "1"}
            return cast.officer, f"{waiting(cast).get_absolute_url()}move-date/", fields
        case "assign":
            fields = {
                "responsible": str(cast.work_south_holland.pk), "portfolio": str(cast.portfolio_south_holland.pk),
                "version": "1",
            }  # fmt: skip
            return cast.officer, f"{waiting(cast).get_absolute_url()}assign/", fields
        case "close":
            meeting = factories.meeting(cast)
            fields = {
                "kind": "superseded",
                "reason": WORDS,
                "meeting": str(meeting.pk),
                "closed_on": "1 April 2026",
            }
            return cast.officer, f"{factories.recommendation(cast).get_absolute_url()}close/", fields
        case "send":
            recommendation = factories.recommendation(cast)
            for council in cast.councils:
                factories.response(
                    recommendation, council, cast, status="not_sent", due_on=None, received_on=None
                )
            fields = {
                f"{word}_{council.pk}": "1 April 2026"
                for council in cast.councils
                for word in ("received", "noticed")
            }
            return cast.officer, f"{recommendation.get_absolute_url()}send/", fields
    fields = {
        "text": WORDS, "title": WORDS, "councils": str(cast.boston.pk), "kind": "deliverable", "made_by": WORDS,
        "made_on": "1 March 2026", "prefix": "WP", "openness": "exempt", "exempt_paragraph": "3", "public_title": WORDS,
    }  # fmt: skip
    return cast.officer, "/recommendations/new/", fields


WRONG: dict[str, dict[str, dict[str, str]]] = {
    "respond": {
        "verdict": {"": "Choose what South Holland says", "maybe": ""},
        "part_accepted": {"": "Say which part you accept, and why not the rest"},
        "reasons_in_part": {"": "Say which part you accept, and why not the rest", LONG: ""},
        "commitment_1": {"": "Say what South Holland will do", LONG: ""},
        "responsible_1": {"": "Choose who will do it", "999999": ""},
        "due_on_1": {"": "Enter a date, such as 30 September 2026", "31 February 2027": "Enter a date", "soon": "",
                     "14 April 2026": "By when must be after today"},
        "due_on_2": {"13 April 2026": "By when must be after today"},
        "decides": {"": "Choose who decides"},
        "decided_on": {"": "Enter a date", "15 April 2026": "The day of the decision must be today or earlier"},
        "in_place_since": {LONG: ""},
    },
    "sign-off": {
        "decision": {"": "Choose what you decide", "reversed": ""},
        "more": {"": "Say what else you want", LONG: ""},
        "due_on": {"": "Enter a date", "14 April 2026": "By when must be after today", "30 February 2027": ""},
        "confirmed": {"": "Tick to confirm you decide for South Holland District Council"},
    },
    "update": {
        "kind": {"": "Choose progress or a difficulty", "joy": ""},
        "text": {"": "Say what has happened", " \u202e ": "", LONG: ""},
        "expected_on": {"later": "Enter a date"},
    },
    "evidence": {
        "title": {"": "Give the evidence a name", LONG: ""},
        "shows": {LONG: ""},
        "url": { "javascript:alert(1)": "Enter a web address", "no address": ""},
    },
    "move-date": {
        "new": {"": "Enter a date", "30 June 2026": "That is the date it has already"},
        "reason": {"": "Say why the date moves. The reason is published", LONG: ""},
    },
    "assign": {"responsible": {"": "Choose an officer who will do it", "999999": ""}, "portfolio": {"999999": ""}},
    "close": {
        "kind": {"": "Choose how it ended", "implemented_later": ""},
        "reason": {"": "Say why it is closed. The reason is published", LONG: ""},
        "meeting": {"": "Choose the meeting that agreed it", "999999": ""},
        "closed_on": {"": "Enter a date", "15 April 2026": "The day it was closed must be today or earlier"},
    },
    "add": {
        "text": {"": "Say what is recommended", LONG: ""},
        "title": {"": "Give it a short title", LONG: ""},
        "councils": {"999999": "Select a valid choice"},
        "kind": {"": "Choose whether it can be completed"},
        "made_by": {"": "Say who made it"},
        "made_on": {"yesterday": "Enter a date"},
        "prefix": {"": "Begin the reference with letters", "ds 23": "Begin the reference with letters"},
        "openness": {"": "Choose whether the public may read it"},
        "exempt_paragraph": {"": "Choose the paragraph of Schedule 12A", "9": ""},
    },
}  # fmt: skip
CASES = [
    (name, field, value, sentence)
    for name, fields in WRONG.items()
    for field, values in fields.items()
    for value, sentence in values.items()
]


@pytest.mark.parametrize(
    ("name", "field", "value", "sentence"),
    CASES,
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_one_wrong_field_empties_no_other(
    cast: Cast, client: Client, on_the_day: datetime, name: str, field: str, value: str, sentence: str
) -> None:
    user, path, fields = whole(cast, name)
    client.force_login(user)
    response = client.post(path, {**fields, field: value})
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert sentence in str(form.errors[field][0])
    kept = {other: str(form[other].value()) for other in fields if other != field}
    typed = {
        other: text if other != "confirmed" else "True" for other, text in fields.items() if other != field
    }
    assert kept == {
        **typed,
        **({"councils": f"['{fields['councils']}']"} if name == "add" and field != "councils" else {}),
    }
    page = response.content.decode()
    assert page.index("<title>Error: ") < page.index("</title>")
    for other, text in typed.items():
        if text == WORDS:
            assert page.count("Words &amp; &lt;b&gt;more&lt;/b&gt; words") >= 1, other
    target = re.search(r'error-summary__list"><li><a href="#([^"]+)"', page)
    assert target is not None
    assert f'id="{target[1]}"' in page


@pytest.mark.parametrize("name", [*WRONG, "send"])
def test_the_same_form_filled_in_rightly_is_taken(
    cast: Cast, client: Client, on_the_day: datetime, name: str
) -> None:
    user, path, fields = whole(cast, name)
    client.force_login(user)
    assert client.post(path, fields | ({"send": "1"} if name == "send" else {})).status_code == 302


@pytest.mark.parametrize("value", ["31 April 2026", "15 April 2026", "x"])
def test_a_wrong_day_of_one_council_keeps_those_of_the_others(
    cast: Cast, client: Client, on_the_day: datetime, value: str
) -> None:
    user, path, fields = whole(cast, "send")
    client.force_login(user)
    field = f"received_{cast.east_lindsey.pk}"
    response = client.post(path, {**fields, field: value})
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in fields} == {**fields, field: value}


def test_a_wrong_file_keeps_the_words_and_asks_for_the_file_again(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    user, path, fields = whole(cast, "evidence")
    client.force_login(user)
    upload = SimpleUploadedFile("list.pdf", b"<html></html>")
    response = client.post(path, {**fields, "url": "", "upload": upload})
    form = response.context["form"]
    assert (list(form.errors), form["shows"].value(), form["title"].value()) == (["upload"], WORDS, "List")
    assert "Choose the file again: a browser does not keep it" in response.content.decode()


def test_neither_a_file_nor_an_address_is_said_beside_the_file(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    user, path, fields = whole(cast, "evidence")
    client.force_login(user)
    form = client.post(path, {**fields, "url": ""}).context["form"]
    assert (list(form.errors), form["shows"].value()) == (["upload"], WORDS)


def test_a_draft_asks_for_nothing_and_comes_back_as_typed(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    user, path, _ = whole(cast, "respond")
    client.force_login(user)
    half = {"verdict": "in_part", "part_accepted": WORDS, "commitment_1": "We will", "due_on_1": "1 May 2026"}
    sent = client.post(path, {**half, "version": "1", "save_draft": "1"}, follow=True)
    assert "Your draft is saved. Nobody outside South Holland District Council can read it." in (
        sent.content.decode()
    )
    form = client.get(path).context["form"]
    assert {name: form[name].value() for name in half} == half


def test_a_stale_answer_keeps_the_words_shows_what_changed_and_can_be_sent_again(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    user, path, fields = whole(cast, "respond")
    client.force_login(user)
    noted = {"verdict": "noted", "noted_words": "Not our matter", "decides": "delegated", "version": "1"}
    assert client.post(path, noted).status_code == 302
    response = client.post(path, fields)
    page, form = response.content.decode(), response.context["form"]
    assert "Portfolio Holder, South Holland changed this on 14 April 2026 at 10:02am" in page
    assert "What changed while you were typing" in page
    assert "Not our matter" in page
    assert form["part_accepted"].value() == WORDS
    assert client.post(path, {**fields, "version": form["version"].value()}).status_code == 302


def test_a_stale_date_keeps_the_words_and_can_be_sent_again(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    user, path, fields = whole(cast, "move-date")
    client.force_login(user)
    assert client.post(path, {**fields, "new": "1 August 2026"}).status_code == 302
    response = client.post(path, fields)
    form = response.context["form"]
    assert "changed this on" in form.non_field_errors()[0]
    assert (form["reason"].value(), form["version"].value()) == (WORDS, "2")
    assert client.post(path, {**fields, "version": "2"}).status_code == 302
