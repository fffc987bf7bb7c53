"""What one may not know of is not there: the same 404, no oracle, nothing left in a cache (promises S4, X1, X4)."""

import statistics
import time
from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, FileField, JSONField, TextField
from django.urls import resolve, reverse

from core.admin import RecordAdmin
from core.enums import Openness
from core.models import Exemptible
from core.refusals import Refused
from meetings.models import AgendaItem, Document, Outcome
from meetings.operations import add_item, log_outcome
from recommendations.models import Action, Recommendation
from recommendations.operations import make_recommendation
from tests.cast import Cast
from tests.promises.contents import models
from tests.promises.forms import Filled, forms
from tests.promises.planting import Planted, everyone, plant, shells
from tests.promises.walking import ACCOUNT, body_of, names, pages, signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
OUTSIDERS = ("public", "reader", "councillor elsewhere", "holder elsewhere", "administrator")
ABSENT = {
    "DS26-71": "DS26-999", "DS26-72": "DS26-999", "DS26-73": "DS26-999", "DS26-81": "DS26-999",
    "DS26-82": "DS26-999", "a-draft-report.docx": "no-report.docx", "a-draft-report.pdf": "no-report.pdf",
    "a-draft-report": "no-report", "a-draft-strategy": "no-strategy", "a-draft-with-all": "no-strategy",
    "a-draft-term": "no-term",
    "2026-05-26": "2026-05-27",
}  # fmt: skip


@pytest.fixture
def planted(stage: Stage, cast: Cast) -> Planted:
    return plant(stage, cast, shells(stage, cast))


def missing(path: str) -> str:
    """The same kind of address, of a thing that does not exist."""
    parts = ["999999" if part.isdecimal() else part for part in path.split("/")]
    return "/".join(ABSENT.get(part, part) for part in parts)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_hidden_thing_and_a_missing_one_get_the_same_answer(
    cast: Cast, planted: Planted, role: str
) -> None:
    client = signed_in(everyone(cast)[role])
    hidden = [path for path in planted.paths if client.get(path).status_code in {404, 302}]
    assert len(hidden) > 20
    for path in hidden:
        for ask in (client.get, client.post):
            there, absent = ask(path), ask(missing(path))
            assert body_of(there) == body_of(absent), (path, missing(path))
            assert sorted(there.headers) == sorted(absent.headers), path


def test_an_answer_takes_as_long_for_a_hidden_thing_as_for_a_missing_one(
    cast: Cast, planted: Planted
) -> None:
    client = signed_in(cast.stranger)
    taken: dict[str, list[float]] = {"/recommendations/DS26-71/": [], "/recommendations/DS26-999/": []}
    for _ in range(50):
        for path, times in taken.items():
            begun = time.process_time()
            assert client.get(path).status_code == 404
            times.append(time.process_time() - begun)
    hidden, absent = map(statistics.median, taken.values())
    assert abs(hidden - absent) <= 0.020


def test_no_text_of_the_record_can_be_asked_for_through_the_administration(
    cast: Cast, planted: Planted
) -> None:
    """Django's lists take any field of a row in their address: a count would tell what a text holds."""
    client = signed_in(cast.administrator)
    asked = 0
    for model in models():
        of_record = admin.site._registry.get(model)
        if isinstance(of_record, RecordAdmin):
            path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            texts = [
                one.name
                for one in model._meta.concrete_fields
                if isinstance(one, CharField | TextField | JSONField | FileField)
            ]
            for name in set(texts) - set(map(str, of_record.list_filter)):
                assert client.get(f"{path}?{name}__icontains=zq").status_code == 400, (path, name)
                asked += 1
    assert asked > 60


# Files that are the same whoever asks.
FOR_ALL = {
    "body-calendar",
    "calendar",
    "decisions-feed",
    "recommendation-feed",
    "meetings:document",
    "strategies:document",
    *(
        f"recommendations:{kind}-{form}"
        for kind in ("minutes", "agenda", "actions", "annual", "notice", "report", "tracker")
        for form in ("word", "pdf", "print")
    ),
}


def test_what_a_signed_in_person_reads_stays_in_no_cache(cast: Cast, stage: Stage, planted: Planted) -> None:
    """Back after sign-out asks again, and a shared cache on the way keeps nothing but what it gives to everyone."""
    client, anyone = signed_in(cast.officer), signed_in(None)
    of_all = set()
    for path in [*pages(stage, but=[n for n in names() if n.startswith(ACCOUNT)]), *planted.paths]:
        response = client.get(path)
        if response.status_code != 405 and "no-store" not in response.get("Cache-Control", ""):
            assert response.getvalue() == anyone.get(path).getvalue(), path
            of_all.add(resolve(path).view_name)
    assert of_all == FOR_ALL


# What nobody called open is exempt (X4).


def exemptibles() -> list[type[Exemptible]]:
    return [model for model in models() if issubclass(model, Exemptible)]


def test_every_model_that_can_be_exempt_is_so_by_default() -> None:
    assert {AgendaItem, Outcome, Document, Recommendation, Action} <= set(exemptibles())
    for model in exemptibles():
        assert model().openness == Openness.EXEMPT
        field: Any = model._meta.get_field("openness")
        assert field.db_default == Openness.EXEMPT


def test_a_row_written_without_the_column_is_exempt(cast: Cast, stage: Stage) -> None:
    """An import that knows nothing of openness."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO meetings_agendaitem "
            "(meeting_id, position, number, title, public_title, introduction, presenter, standing, progress, "
            "public_summary, withdrawn_reason, version) "
            "VALUES (%s, 99, '', 'Imported', '', '', '', '', 'to_come', '', '', 1)",
            [stage.held.pk],
        )
    assert AgendaItem.objects.get(position=99).openness == Openness.EXEMPT
    assert "Imported" not in body_of(signed_in(None).get(stage.held.get_absolute_url()))


def without_openness(one: Filled, **changed: Any) -> Filled:
    data = {name: value for name, value in one.data.items() if name != "openness"}
    return Filled(one.name, one.path, one.sender, {**data, **changed})


@pytest.mark.parametrize(
    "said", [{}, {"openness": ""}, {"openness": "public"}, {"openness": ["open", "exempt"]}]
)
def test_a_form_that_does_not_say_open_makes_nothing_open(
    cast: Cast, stage: Stage, said: dict[str, Any]
) -> None:
    every = forms(stage, cast)
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in exemptibles()}
    opened_by = [one for one in every if one.data.get("openness") == "open"]
    assert {one.name for one in opened_by} == {
        "recommendations:add", "meetings:add-item", "recommendations:log-item", "recommendations:log-edit",
        "recommendations:hand-in", "meetings:edit-item", "meetings:papers", "strategies:add-document",
        "task_groups:add-evidence", "recommendations:draft", "recommendations:edit-draft",
    }  # fmt: skip
    for one in opened_by:
        with transaction.atomic():
            without_openness(one, **said).send_as_its_sender(cast)
            for model, known in before.items():
                made = model._base_manager.exclude(pk__in=known)
                assert not made.filter(openness=Openness.OPEN).exists(), (one.label, model)
            if one.name == "recommendations:log-edit":
                stage.running_outcome.refresh_from_db()
                assert stage.running_outcome.openness == Openness.EXEMPT
            transaction.set_rollback(True)


def test_operations_take_nothing_for_open_that_was_not_said(cast: Cast, stage: Stage, now: Any) -> None:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    for openness in ("", "public", "OPEN"):
        with pytest.raises(Refused):
            add_item(meeting=stage.running, title="Item", openness=openness, **known)
        with pytest.raises(Refused):
            log_outcome(item=stage.running_item, kind="question", text="Who?", openness=openness, **known)
    made = make_recommendation(
        title="Title", text="Text", councils=[cast.boston], made_by="Panel", prefix="AB26", **known
    )
    assert made.openness == Openness.EXEMPT


def test_exempt_and_open_at_once_is_refused_by_the_database(cast: Cast, stage: Stage) -> None:
    for model in exemptibles():
        row = model._base_manager.filter(openness=Openness.OPEN).first()
        if row is not None and any("open_has_no_paragraph" in c.name for c in model._meta.constraints):
            with pytest.raises(IntegrityError), transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(exempt_paragraph=3)
