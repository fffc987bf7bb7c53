"""The administrator's pages: reference data is kept there, the record is only looked at, without its words."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from core.admin import RecordAdmin, ReferenceAdmin
from core.enums import Openness
from core.history import london_moment
from core.models import HistoryEntry, Source
from councils.models import Appointment, Body, ClosureDay, Council, Person, Post, User
from tests import factories
from tests.cast import Cast

OURS = {
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
}
SITE = [(model, page) for model, page in admin.site._registry.items() if model._meta.app_label in OURS]
REFERENCE = [model for model, page in SITE if isinstance(page, ReferenceAdmin)]
RECORD = [model for model, page in SITE if isinstance(page, RecordAdmin)]


def address(model: type[Any], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def administrator(cast: Cast, client: Client) -> Client:
    client.force_login(cast.administrator)
    return client


def test_the_reference_data_and_nothing_else_can_be_changed() -> None:
    assert sorted(model._meta.label for model in REFERENCE) == [
        "core.Source",
        "councils.Appointment",
        "councils.Body",
        "councils.ClosureDay",
        "councils.Council",
        "councils.Organisation",
        "councils.Partnership",
        "councils.Person",
        "councils.Post",
        "councils.User",
        "recommendations.Topic",
        "strategies.DigitalTransaction",
        "strategies.GlossaryTerm",
        "strategies.System",
        "work_programme.CouncilLimit",
    ]
    assert {model for model, _ in SITE} == {*REFERENCE, *RECORD}


@pytest.mark.parametrize("model", REFERENCE + RECORD, ids=lambda model: model._meta.label)
def test_every_list_opens_and_searches(administrator: Client, model: type[Any]) -> None:
    assert administrator.get(address(model, "changelist")).status_code == 200
    assert administrator.get(address(model, "changelist"), {"q": "boston"}).status_code == 200


@pytest.mark.parametrize("model", REFERENCE, ids=lambda model: model._meta.label)
def test_every_form_of_reference_data_opens(administrator: Client, model: type[Any]) -> None:
    expected = 403 if model._meta.label == "councils.Partnership" else 200
    assert administrator.get(address(model, "add")).status_code == expected


@pytest.mark.parametrize("model", RECORD, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_record_can_neither_be_opened_nor_added_to_nor_deleted(
    administrator: Client, cast: Cast, model: type[Any], method: str
) -> None:
    ask = getattr(administrator, method)
    assert ask(address(model, "add")).status_code == 403
    assert ask(address(model, "change", 1)).status_code == 404
    assert ask(address(model, "history", 1)).status_code == 404
    assert ask(address(model, "delete", 1)).status_code in {302, 403}
    assert administrator.post(address(model, "changelist"), {"action": "delete_selected"}).status_code in {
        200,
        302,
        403,
    }


@pytest.mark.parametrize("name", ["officer", "holder_boston", "responsible_boston", "councillor", "stranger"])
def test_nobody_else_has_these_pages(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.everyone[name])
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
    assert client.get(address(Council, "changelist"), follow=True).status_code == 403


def test_sign_in_is_the_portals_own(db: None, client: Client) -> None:
    response = client.get(reverse("admin:login"), {"next": "/manage/councils/"})
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"{reverse('account_login')}?next=%2Fmanage%2Fcouncils%2F",
    )
    first = client.get(reverse("admin:index"))
    assert first.status_code == 302
    assert client.post(reverse("admin:login"), {"username": "a", "password": "b"}).status_code == 302


def test_a_save_writes_its_history_row(administrator: Client, cast: Cast) -> None:
    form = {"day": "2026-12-24", "council": cast.boston.pk, "reason": "Offices shut"}
    administrator.post(address(ClosureDay, "add"), form)
    day = ClosureDay.objects.get()
    administrator.post(
        address(ClosureDay, "change", day.pk), {**form, "reason": "Christmas Eve", "seen": "1"}
    )
    rows = HistoryEntry.objects.values_list("subject", "subject_id", "verb", "actor_name", "details")
    assert list(rows) == [
        ("councils.closureday", day.pk, "add", "Administrator", {}),
        (
            "councils.closureday",
            day.pk,
            "edit",
            "Administrator",
            {"changes": {"reason": {"from": "Offices shut", "to": "Christmas Eve"}}},
        ),
    ]


def test_of_two_administrators_with_the_same_form_the_second_reads_what_the_first_changed(
    administrator: Client, cast: Cast
) -> None:
    """Promise C2: nothing is overwritten unseen, and the second may go on knowingly."""
    day = ClosureDay.objects.create(day=date(2026, 12, 24), reason="Offices shut")
    page = administrator.get(address(ClosureDay, "change", day.pk)).content.decode()
    assert '<input type="hidden" name="seen" value="0">' in page
    form = {"day": "2026-12-24", "council": "", "seen": "0"}
    administrator.post(address(ClosureDay, "change", day.pk), {**form, "reason": "Christmas Eve"})
    second = administrator.post(address(ClosureDay, "change", day.pk), {**form, "reason": "Offices closed"})
    first_row = HistoryEntry.objects.get()
    assert second.context["adminform"].form.non_field_errors() == [
        f"Administrator changed this on {london_moment(first_row.at)}. Nothing of yours was saved. "
        "Look again and decide.",
        "Reason is now “Christmas Eve”.",
    ]
    assert 'value="Offices closed"' in second.content.decode()
    assert f'name="seen" value="{first_row.number}"' in second.content.decode()
    day.refresh_from_db()
    assert day.reason == "Christmas Eve"
    again = {**form, "reason": "Offices closed", "seen": str(first_row.number)}
    assert administrator.post(address(ClosureDay, "change", day.pk), again).status_code == 302
    assert list(HistoryEntry.objects.values_list("verb", flat=True)) == ["edit", "edit"]


def test_a_closure_day_may_go_and_leaves_its_row(administrator: Client, cast: Cast) -> None:
    day = ClosureDay.objects.create(day=date(2026, 12, 24), reason="Offices shut")
    administrator.post(address(ClosureDay, "delete", day.pk), {"post": "yes"})
    assert ClosureDay.objects.count() == 0
    assert HistoryEntry.objects.get().verb == "remove"


@pytest.mark.parametrize("model", [Council, Body, Person, Post, Appointment, User, Source])
def test_what_the_record_rests_on_is_never_deleted(
    administrator: Client, cast: Cast, model: type[Any]
) -> None:
    Source.objects.create(code="paper", title="A paper", kind="Minutes")
    row = model.objects.first()
    before = model.objects.count()
    assert administrator.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    administrator.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    assert model.objects.count() == before


def test_a_second_holder_is_refused_beside_the_field(administrator: Client, cast: Cast) -> None:
    person = Person.objects.create(name="Newcomer")
    response = administrator.post(
        address(Appointment, "add"),
        {
            "person": person.pk,
            "post": cast.portfolio_boston.pk,
            "capacity": "holder",
            "starts_on": "2026-05-01",
        },
    )
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert form.errors == {
        "starts_on": ["Portfolio Holder, Boston holds this post in that time. End that appointment first."]
    }


def test_a_new_account_and_its_password(administrator: Client) -> None:
    form = {
        "email": "New.Person@example.org",
        "name": "New Person",
        "usable_password": "true",
        "password1": "a quiet fenland morning",
        "password2": "a quiet fenland morning",
    }
    administrator.post(address(User, "add"), form)
    user = User.objects.get(email="new.person@example.org")
    assert user.check_password("a quiet fenland morning")
    change = {"password1": "another quiet morning", "password2": "another quiet morning"}
    administrator.post(
        reverse("admin:auth_user_password_change", args=[user.pk]), {**change, "usable_password": "true"}
    )
    user.refresh_from_db()
    assert user.check_password("another quiet morning")
    rows = HistoryEntry.objects.filter(subject="councils.user").values_list("verb", flat=True)
    assert list(rows) == ["add", "set_password"]
    assert "quiet" not in str(list(HistoryEntry.objects.values_list("details", flat=True)))


def test_the_account_form_gives_no_right_beyond_administrator(administrator: Client, cast: Cast) -> None:
    """A made-up field is left aside: superusers, groups and permissions are not used (promise S3)."""
    stranger = cast.stranger
    administrator.post(
        address(User, "change", stranger.pk),
        {
            "email": stranger.email,
            "name": stranger.name,
            "person": stranger.person_id,
            "is_active": "on",
            "is_superuser": "on",
            "groups": "1",
            "is_trial": "on",
        },
    )
    stranger.refresh_from_db()
    assert (stranger.is_superuser, stranger.is_staff, stranger.is_trial) == (False, False, False)


def test_no_exempt_word_shows(administrator: Client, cast: Cast) -> None:
    """An administrator is not entitled to exempt matter: no list, search, choice or page title lets it out."""
    secret = "Zanzibar"
    meeting = factories.meeting(cast)
    exempt: dict[str, Any] = {"openness": Openness.EXEMPT}
    item = factories.item(meeting, title=f"{secret} item", introduction=secret, **exempt)
    factories.recommendation(cast, title=secret, short_title=secret, text=secret, item=item, **exempt)
    part = factories.part(None, cast.boston, cast, title=f"{secret} work", **exempt)
    item.outcomes.create(position=1, kind="comment", text=f"{secret} said", logged_at=factories.MOMENT)
    part.updates.create(text=secret, by=cast.officer, by_name="Officer", at=factories.MOMENT)
    seen = []
    for model in RECORD:
        seen.append(administrator.get(address(model, "changelist")))
        seen.append(administrator.get(address(model, "changelist"), {"q": secret}))
        for field in model._meta.get_fields():
            if getattr(field, "remote_field", None) and field.concrete:
                query: dict[str, Any] = {
                    "app_label": model._meta.app_label,
                    "model_name": model._meta.model_name,
                }
                query |= {"field_name": field.name, "term": ""}
                seen.append(administrator.get(reverse("admin:autocomplete"), query))
    seen.append(administrator.get(reverse("admin:index")))
    told = [response.request["PATH_INFO"] for response in seen if secret in told_words(response)]
    assert told == []


def told_words(response: Any) -> str:
    """The page without the search box, which gives back what was typed."""
    text: str = response.content.decode()
    return text.replace('value="Zanzibar"', "").replace("q=Zanzibar", "")
