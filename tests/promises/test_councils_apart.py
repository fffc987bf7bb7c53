"""Each form does what it is for, for who may send it, and nothing for anybody else (promises S2 and S3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from core.models import HistoryEntry
from tests import factories
from tests.cast import Cast
from tests.promises.contents import alike, contents, differences, known_rows
from tests.promises.forms import Filled, Forms, controls_of, forms
from tests.promises.walking import ACCOUNT, names, pages, signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
OURS = (
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
)
# Fields that make no difference whatever is sent, since no form and no query reads them.
SAFE = {"form_key", "csrfmiddlewaretoken"}


@pytest.fixture
def filled(stage: Stage, cast: Cast) -> Forms:
    return forms(stage, cast)


def test_every_address_that_takes_a_form_is_filled_in_here(cast: Cast, stage: Stage, filled: Forms) -> None:
    client = signed_in(cast.officer)
    own = [name for name in names() if not name.startswith(ACCOUNT)]
    paths = dict(zip(names(), pages(stage), strict=True))
    takes = {name for name in own if takes_a_form(client, paths[name])}
    assert takes == {one.name for one in filled}


def takes_a_form(client: Client, path: str) -> bool:
    with transaction.atomic():
        status = client.post(path).status_code
        transaction.set_rollback(True)
    return status != 405


def test_who_may_send_it_succeeds_and_the_history_tells(cast: Cast, filled: Forms) -> None:
    for one in filled:
        for sender in sorted(one.may):
            before = HistoryEntry.objects.count()
            with transaction.atomic():
                response = one.send(signed_in(getattr(cast, sender)))
                assert response.status_code in ({200, 302} if one.keeps else {302}), (one.label, sender)
                does_nothing = one.keeps or (one.own and sender != one.sender)
                assert (HistoryEntry.objects.count() == before) == does_nothing, (one.label, sender)
                transaction.set_rollback(True)


def test_nobody_else_changes_anything(cast: Cast, filled: Forms) -> None:
    for name, user in [*cast.everyone.items(), ("public", None)]:
        client = signed_in(user)
        before = contents()
        for one in filled:
            if name not in one.may:
                response = one.send(client)
                refused = response.status_code in {403, 404} or "/accounts/login/" in response.get(
                    "Location", ""
                )
                assert refused, (one.label, name, response.status_code)
        assert differences(before, contents()) == {}, name


def test_a_post_held_until_yesterday_opens_nothing(cast: Cast, filled: Forms) -> None:
    everyone = {"holder_south_holland", "responsible_south_holland", "officer"}
    for name in everyone:
        person = getattr(cast, name).person
        person.appointments.update(ends_on=date(2026, 4, 13))
    before = contents()
    for one in filled:
        if one.sender in everyone:
            assert one.send_as_its_sender(cast).status_code in {403, 404}, one.label
    assert differences(before, contents()) == {}


def smuggled(cast: Cast, stage: Stage, filled: Forms) -> Iterator[tuple[str, dict[str, Any]]]:
    """Forms sent by who may send them, with another council's things in what is typed."""
    other_strategy = type(stage.strategy).objects.create(
        title="Another", slug="another", starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31)
    )
    other_review = type(stage.review).objects.create(
        strategy=other_strategy, kind="check", due_on=date(2025, 3, 31), why="It is due.",
        opened_at=factories.MOMENT,
    )  # fmt: skip
    other_item = factories.item(filled.coming)
    other_entry = factories.outcome(other_item)
    yield "recommendations:respond", {"responsible_1": cast.work_boston.pk}
    yield "recommendations:respond", {"responsible_1": cast.portfolio_south_holland.pk, "version": 999}
    yield "recommendations:assign", {"portfolio": cast.portfolio_boston.pk}
    yield "recommendations:assign", {"responsible": cast.work_boston.pk}
    yield "recommendations:assign", {"responsible": cast.portfolio_south_holland.pk}
    yield "recommendations:sign-off", {"round": 7}
    yield "recommendations:add-action", {"response": stage.responses["boston"].pk}
    yield "recommendations:add-action", {"responsible": cast.work_boston.pk}
    yield "recommendations:join-action", {"responsible": cast.work_south_holland.pk}
    yield "recommendations:decide-new-date grant", {"asked": 10_000}
    yield "recommendations:promise-lines", {"evidence_1": [stage.evidence.pk]}
    yield "recommendations:supersede-work", {"replaced_by": stage.parts["boston"].action_id}
    yield "recommendations:link-action", {"recommendation": "XX99-1"}
    yield "recommendations:unlink-action", {"recommendation": stage.open_work.accepted.pk}
    yield "recommendations:close", {"meeting": filled.coming.pk}
    yield "recommendations:close", {"meeting": filled.planned.pk}
    yield "recommendations:judge", {"meeting": filled.coming.pk}
    yield "recommendations:ask-about", {"update": 10_000}
    yield "councils:deputy", {"person": cast.holder_boston.person_id}
    yield "recommendations:log-item answer", {"answers": stage.outcome.pk}
    yield "recommendations:log-item answer", {"answers": other_entry.pk}
    yield "recommendations:log-item action", {"councils": [10_000]}
    yield "recommendations:publish", {"checked": f"{stage.outcome.pk}:1"}
    yield "recommendations:publish", {"checked": f"{other_entry.pk}:1"}
    yield "strategies:record-review", {"outcome": "merged", "merged_into": other_review.pk,
                                       "decided_by": cast.panel.pk}  # fmt: skip


def test_another_councils_things_inside_a_form_are_refused(cast: Cast, stage: Stage, filled: Forms) -> None:
    for label, changed in list(smuggled(cast, stage, filled)):
        one = filled.named(label)
        before = contents()
        response = Filled(one.name, one.path, one.sender, {**one.data, **changed}).send_as_its_sender(cast)
        assert response.status_code in {200, 302, 404, 409}, label
        assert differences(before, contents()) == {}, (label, changed)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("holder_boston", "/recommendations/DS26-50/boston/respond/"),
        ("holder_south_holland", "/recommendations/DS26-1/joint/respond/"),
        ("responsible_south_holland", "/actions/{work}/evidence/{other}/"),
        ("officer", "/meetings/south-holland/overview-committee/2026-04-14/log/"),
        ("officer", "/meetings/south-holland/performance-monitoring-panel/2026-03-10/log/entries/{entry}/"),
        ("officer", "/strategies/another/reviews/{review}/"),
    ],
)
def test_a_thing_under_another_things_address_is_not_found(
    cast: Cast, stage: Stage, filled: Forms, name: str, path: str
) -> None:
    found = path.format(
        work=filled.work.pk, other=stage.evidence.pk, entry=stage.running_outcome.pk, review=stage.review.pk
    )
    status = signed_in(getattr(cast, name)).get(found).status_code
    assert status == (302 if "entries" in path else 404)


def hostile(one: Filled, page: set[str], decoy: Any) -> dict[str, Any]:
    """Every field of every model that the form's own page does not ask for, with a value that would do harm."""
    values: dict[str, Any] = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.get_fields():
                if isinstance(field, models.Field) and not field.auto_created:
                    values |= {field.name: harm(field, decoy), field.attname: harm(field, decoy)}
    values |= {"by": decoy.pk, "at": "1987-06-05", "user": decoy.pk, "is_superuser": "on", "role": "officer"}
    return {name: value for name, value in values.items() if name not in page | set(one.data) | SAFE}


def harm(field: Any, decoy: Any) -> Any:
    if field.is_relation:
        return decoy.pk if field.related_model is type(decoy) else 1
    if field.choices:
        return list(field.choices)[-1][0]
    match field:
        case models.BooleanField():
            return "on"
        case models.DateField() | models.DateTimeField():
            return "1987-06-05"
        case models.IntegerField() | models.DecimalField():
            return 77
    return "hostile"


def test_fields_that_a_form_does_not_ask_for_change_nothing(cast: Cast, filled: Forms) -> None:
    for one in filled:
        client = signed_in(getattr(cast, one.sender))
        controls = controls_of(client.get(one.path.removesuffix("draft/")))
        page = controls.elsewhere | set(controls.values)
        more = hostile(one, page, cast.stranger)
        assert len(more) > 150, one.label
        known = known_rows()
        plain, added = (after(one, client, known, more=extra) for extra in ({}, more))
        assert differences(plain, added) == {}, one.label


def after(one: Filled, client: Client, known: Any, *, more: dict[str, Any]) -> Any:
    """What the database holds once the form was sent; then it is undone."""
    cache.clear()
    with transaction.atomic():
        assert one.send(client, more=more).status_code in {200, 302}, one.label
        held = alike(known)
        transaction.set_rollback(True)
    return held
