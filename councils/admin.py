"""The administrator's pages: the partnership, its councils and bodies, people and posts, accounts."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from core import history
from core.admin import RecordAdmin, ReferenceAdmin, is_administrator
from councils.forms.administration import AccountCreationForm, AccountForm, AppointmentForm
from councils.models import (
    Appointment,
    Body,
    ClosureDay,
    Council,
    HolderChange,
    Organisation,
    Partnership,
    Person,
    Post,
    QuietPeriod,
    User,
)

if TYPE_CHECKING:
    BaseUserAdmin = UserAdmin[User]
else:
    BaseUserAdmin = UserAdmin


@admin.register(Partnership)
class PartnershipAdmin(ReferenceAdmin):
    list_display = ("name", "short_name", "due_soon_days", "review_notice_days", "workload_limit")
    ordering = ("name",)
    search_fields = ("name", "short_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One portal serves one partnership."""
        return super().has_add_permission(request) and not Partnership.objects.exists()


@admin.register(Council)
class CouncilAdmin(ReferenceAdmin):
    list_display = (
        "name",
        "code",
        "executive_name",
        "moa_share",
        "stale_after_weeks",
        "starts_on",
        "ends_on",
    )
    list_filter = ("partnership",)
    search_fields = ("name", "short_name", "code", "gss_code")
    autocomplete_fields = ("partnership", "successor", "source")
    prepopulated_fields = {"slug": ("short_name",)}


@admin.register(Organisation)
class OrganisationAdmin(ReferenceAdmin):
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)
    autocomplete_fields = ("source",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Body)
class BodyAdmin(ReferenceAdmin):
    list_display = ("name", "council", "kind", "starts_on", "ends_on")
    list_filter = ("council", "kind")
    list_select_related = ("council",)
    search_fields = ("name", "council__name")
    autocomplete_fields = ("partnership", "council", "successor", "source")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(ClosureDay)
class ClosureDayAdmin(ReferenceAdmin):
    list_display = ("day", "council", "reason")
    list_filter = ("council",)
    list_select_related = ("council",)
    search_fields = ("reason", "council__name")
    date_hierarchy = "day"
    autocomplete_fields = ("council",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A closure day written down by mistake may go: it is a setting, not part of the record."""
        return is_administrator(request)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        record_removal(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for day in queryset:
                record_removal(request, day)
            super().delete_queryset(request, queryset)


@admin.register(QuietPeriod)
class QuietPeriodAdmin(RecordAdmin):
    list_display = ("kind", "council", "starts_on", "ends_on", "election_on", "withdrawn_on")
    list_filter = ("kind", "council")
    list_select_related = ("council",)


@admin.register(Person)
class PersonAdmin(ReferenceAdmin):
    list_display = ("name", "style", "is_trial")
    list_filter = ("is_trial", "style")
    search_fields = ("name", "style")
    autocomplete_fields = ("source",)


@admin.register(Post)
class PostAdmin(ReferenceAdmin):
    list_display = ("title", "council", "organisation", "kind", "starts_on", "ends_on")
    list_filter = ("kind", "council", "organisation")
    list_select_related = ("council", "organisation")
    search_fields = ("title", "council__name", "organisation__name")
    autocomplete_fields = ("council", "organisation", "successor", "source")


@admin.register(Appointment)
class AppointmentAdmin(ReferenceAdmin):
    form = AppointmentForm
    list_display = ("person", "capacity", "post", "body", "on_behalf_of", "starts_on", "ends_on", "seen_on")
    list_filter = ("capacity", "on_behalf_of", "post__kind")
    list_select_related = ("person", "post", "body", "on_behalf_of")
    search_fields = ("person__name", "post__title", "body__name")
    autocomplete_fields = ("person", "post", "body", "on_behalf_of", "source")


@admin.register(HolderChange)
class HolderChangeAdmin(RecordAdmin):
    list_display = ("post", "first_day", "leaving_id", "arriving_id", "by")
    list_select_related = ("post", "by")


@admin.register(User)
class AccountAdmin(ReferenceAdmin, BaseUserAdmin):
    """Accounts. Nothing here gives a right beyond "administrator": groups and superusers are not used."""

    form = AccountForm
    add_form = AccountCreationForm
    list_display = ("name", "email", "person", "is_active", "is_staff", "is_trial", "last_login")
    list_filter = ("is_active", "is_staff", "is_trial")
    list_select_related = ("person",)
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ()
    autocomplete_fields = ("person",)
    readonly_fields = ("last_login", "date_joined", "is_trial")
    fieldsets = (
        (None, {"fields": ("email", "name", "person", "password")}),
        ("Rights", {"fields": ("is_active", "is_staff", "keeps_seals")}),
        ("Dates", {"fields": ("last_login", "date_joined", "is_trial")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "email",
                    "name",
                    "person",
                    "is_staff",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set a password, with its history row in the same transaction. The password itself is kept
        nowhere else.
        """
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST" and isinstance(response, HttpResponseRedirect):
                user = User.objects.get(pk=id)
                record(request, user, "set_password")
        return response


def record_removal(request: HttpRequest, obj: Model) -> None:
    record(request, obj, "remove")


def record(request: HttpRequest, obj: Model, verb: str) -> None:
    """Write a history row for something an administrator did."""
    history.record(
        subject=obj,
        verb=verb,
        by=request.user,  # type: ignore[arg-type]  # administrators are signed in
        role="Administrator",
        at=timezone.now(),
        details={"name": str(obj)},
    )
