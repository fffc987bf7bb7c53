"""Stories of councils kept apart (S2), of fields nobody offered (S3), and of script that stays text (S11)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils.html import escape

from core.models import HistoryEntry
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import (
    ActionPart,
    Evidence,
    ProgressUpdate,
    Recommendation,
    Response,
    ResponseVersion,
    SignOff,
)
from tests import factories
from tests.cast import Cast
from tests.recommendations.conftest import waiting
from tests.recommendations.test_form_errors import WRONG, whole

STRANGERS_TO_IT = ["holder_boston", "responsible_boston", "councillor", "other_councillor", "stranger"]
RESPONSE_PAGES = ["respond/", "move-date/", "remind/"]
PART_PAGES = ["update/", "evidence/", "submit/", "sign-off/", "reverse/", "assign/", "move-date/"]


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", STRANGERS_TO_IT)
def test_another_councils_things_are_read_at_most_and_never_changed(
    cast: Cast, client: Client, on_the_day: datetime, name: str
) -> None:
    part = waiting(cast)
    response = factories.response(part.action.recommendations.get(), cast.south_holland, cast)
    evidence = part.evidence.get()
    signed_in(client, cast.everyone[name])
    before = HistoryEntry.objects.count()
    pages = [f"{response.get_absolute_url()}{page}" for page in RESPONSE_PAGES]
    pages += [f"{part.get_absolute_url()}{page}" for page in PART_PAGES]
    data = {
        "round": "1",
        "version": "1",
        "decision": "signed_off",
        "confirmed": "on",
        "text": "x",
        "kind": "progress",
    }
    statuses = {page: client.post(page, data).status_code for page in pages}
    assert statuses == dict.fromkeys(pages, 403)
    assert HistoryEntry.objects.count() == before
    seen = client.get(f"{part.get_absolute_url()}evidence/{evidence.pk}/").status_code
    assert seen == (404 if name.endswith("councillor") else 403)


def test_a_file_is_not_given_out_under_another_action(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    own = factories.part(None, cast.boston, cast)
    other = waiting(cast)
    evidence = other.evidence.get()
    signed_in(client, cast.responsible_boston)
    assert client.get(f"{own.get_absolute_url()}evidence/{evidence.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "field", "post"),
    [
        ("respond", "responsible_1", "work_boston"),
        ("assign", "portfolio", "portfolio_boston"),
        ("assign", "responsible", "portfolio_south_holland"),
    ],
)
def test_another_councils_ids_inside_a_form_are_no_choice(
    cast: Cast, client: Client, on_the_day: datetime, name: str, field: str, post: str
) -> None:
    user, path, fields = whole(cast, name)
    signed_in(client, user)
    form = client.post(path, {**fields, field: str(getattr(cast, post).pk)}).context["form"]
    assert list(form.errors) == [field]


def test_a_draft_answer_is_read_by_its_own_council_alone(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    response = factories.response(factories.recommendation(cast), cast.south_holland, cast)
    operations.save_answer_draft(
        response=response,
        version=1,
        verdict="rejected",
        reasons="Our quiet doubts",
        by=cast.holder_south_holland,
        at=on_the_day,
    )
    page = response.get_absolute_url()
    pages = [
        page,
        response.recommendation.get_absolute_url(),
        "/to-do/",
        "/awaiting-you/",
        "/",
        "/recommendations/",
    ]
    readers = [user for user in cast.everyone.values() if user != cast.holder_south_holland]
    for reader in readers:
        signed_in(client, reader)
        for address in [*pages, f"{page}respond/"]:
            assert b"quiet doubts" not in client.get(address).content, (reader, address)
    signed_in(client, cast.holder_south_holland)
    assert b"Our quiet doubts" in client.get(f"{page}respond/").content


def test_what_one_may_not_know_of_is_not_there(cast: Cast, client: Client, on_the_day: datetime) -> None:
    secret = factories.recommendation(cast, openness="exempt", title="Buy the harbour")
    response = factories.response(secret, cast.south_holland, cast)
    part = factories.part(secret, cast.south_holland, cast, openness="exempt")
    pages = [f"{response.get_absolute_url()}{page}" for page in RESPONSE_PAGES]
    pages += [part.get_absolute_url(), *(f"{part.get_absolute_url()}{page}" for page in PART_PAGES)]
    pages += [f"{secret.get_absolute_url()}{page}" for page in ("send/", "close/")]
    for name in ("holder_boston", "responsible_boston", "councillor", "stranger", "administrator"):
        signed_in(client, cast.everyone[name])
        assert {page: client.post(page).status_code for page in pages if page != part.get_absolute_url()} == {
            page: 404 for page in pages if page != part.get_absolute_url()
        }, name
        assert b"harbour" not in client.get("/actions/").content
    signed_in(client, cast.responsible_south_holland)
    assert client.get(part.get_absolute_url()).status_code == 200


MODELS = (Recommendation, Response, ResponseVersion, ActionPart, Evidence, ProgressUpdate, SignOff)
NEW_EACH_TIME = {"id", "action_id", "recommendation_id", "response_id", "part_id", "file"}


def rows() -> list[list[dict[str, Any]]]:
    return [
        [
            {name: value for name, value in row.items() if name not in NEW_EACH_TIME}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in MODELS
    ]


def extras(cast: Cast, own: set[str]) -> dict[str, str]:
    """Every field of every model under its own name and as an id, with values somebody might wish for."""
    wished = {
        "status": "signed_off", "verdict": "accepted", "openness": "open", "council": str(cast.boston.pk),
        "portfolio": str(cast.portfolio_boston.pk), "as_deputy": "on", "is_summary": "on", "round": "7",
    }  # fmt: skip
    names = {field.name for model in MODELS for field in model._meta.fields}
    names |= {f"{name}_id" for name in names} | {"by", "at", "role", "is_staff", "signed_off", "owner"}
    return {name: wished.get(name.removesuffix("_id"), "1") for name in sorted(names - own)}


@pytest.mark.parametrize("name", [*WRONG, "send"])
def test_fields_that_nobody_offered_change_nothing(
    cast: Cast, client: Client, on_the_day: datetime, name: str
) -> None:
    user, path, fields = whole(cast, name)
    signed_in(client, user)
    own = set(client.get(path).context["form"].fields)
    fields |= {"send": "1"} if name == "send" else {}
    came = []
    for more in ({}, extras(cast, own)):
        with transaction.atomic():
            assert client.post(path, {**more, **fields}).status_code == 302
            came.append(rows())
            transaction.set_rollback(True)
    assert came[0] == came[1]


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'<svg onload=alert(1)>",
    "{{ 7|add:7 }}{% now 'Y' %}</textarea><b>",
    '<a href="javascript:alert(1)">click</a>',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_script_stays_text_on_every_page(
    cast: Cast, client: Client, on_the_day: datetime, payload: str
) -> None:
    words: dict[str, Any] = {
        "title": payload,
        "text": payload,
        "made_by": payload,
        "short_title": payload[:40],
        "addressed_to": payload,
    }
    recommendation = factories.recommendation(cast, **words)
    response = factories.response(recommendation, cast.south_holland, cast)
    other = factories.response(recommendation, cast.boston, cast)
    waits = factories.response(recommendation, cast.east_lindsey, cast, due_on=date(2026, 4, 1))
    for one, by in ((response, cast.holder_south_holland), (other, cast.holder_boston)):
        operations.answer(
            response=one,
            verdict="in_part",
            words=payload,
            reasons=payload,
            part_accepted=payload,
            decided_by=payload,
            commitments=[
                operations.Commitment(payload, factories.work(cast, one.council), date(2026, 12, 1))
            ],
            version=1,
            by=by,
            at=on_the_day,
        )
    part = ActionPart.objects.get(council=cast.south_holland)
    worker = cast.responsible_south_holland
    for kind in ("progress", "difficulty"):
        operations.report_progress(part=part, text=payload, kind=kind, by=worker, at=on_the_day)
    upload = SimpleUploadedFile(f"{payload.replace('/', '')}.csv", b"a,b\n1,2\n")
    operations.add_evidence_file(
        part=part, title=payload, shows=payload, upload=upload, by=worker, at=on_the_day
    )
    operations.change_due_date(
        part=part,
        new=date(2026, 12, 31),
        reason=payload,
        version=part.version,
        by=cast.officer,
        at=on_the_day,
    )
    operations.submit(part=part, by=worker, at=on_the_day)
    operations.send_back(part=part, round=1, words=payload, by=cast.holder_south_holland, at=on_the_day)
    operations.submit(part=part, by=worker, at=on_the_day)
    own, page = response.get_absolute_url(), part.get_absolute_url()
    readers = {
        cast.officer: ["/to-do/", "/actions/", f"{recommendation.get_absolute_url()}send/",
                       f"{recommendation.get_absolute_url()}close/", f"{own}move-date/", f"{page}move-date/", page],
        cast.holder_south_holland: ["/awaiting-you/", f"{own}respond/", f"{page}sign-off/"],
        cast.holder_east_lindsey: ["/awaiting-you/", f"{waits.get_absolute_url()}respond/"],
        worker: ["/actions/?owner=me", f"{page}update/", page],
    }  # fmt: skip
    written = ""
    for reader, pages in readers.items():
        signed_in(client, reader)
        for address in pages:
            got = client.get(address)
            assert got.status_code == 200, address
            assert payload not in got.content.decode(), address
            written += got.content.decode()
    assert escape(payload) in written
    signed_in(client, worker)
    download = client.get(f"{page}evidence/{part.evidence.get().pk}/")
    assert b"".join(download.streaming_content) == b"a,b\n1,2\n"  # type: ignore[attr-defined]
    name = download["Content-Disposition"].removeprefix("attachment; filename").strip('*="')
    assert not {"<", ">", '"', "\n", ";"} & set(name)


def test_a_part_that_is_stopped_can_be_taken_up_again_and_shows_no_other_button(
    cast: Cast, client: Client, on_the_day: datetime
) -> None:
    part = factories.part(None, cast.boston, cast, status=PartStatus.STOPPED, status_reason="No money")
    for user in cast.everyone.values():
        signed_in(client, user)
        may = client.get(part.get_absolute_url()).context["may"]
        assert {address for address, _ in may.pop("steps")} <= {
            "recommendations:take-up-work",
            "recommendations:link-action",
        }
        assert {name for name, allowed in may.items() if allowed} <= {"see_evidence", "decide_date"}
