"""What the administrator's pages do the same way, and the pages of this floor.

Reference data (councils, people, posts, words) is kept here, and every save writes its history row. What
belongs to the record can be looked at in lists of references and states, without its words: an
administrator is not entitled to exempt matter (rule 15) and must never change the past.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Model, URLField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from core import history
from core.models import HistoryEntry, HistoryHead, HistorySeal, Source
from core.moving import overtaken_sentence

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyForm = forms.ModelForm[Any]
else:
    AnyAdmin = admin.ModelAdmin
    AnyForm = forms.ModelForm


def is_administrator(request: HttpRequest) -> bool:
    """Administrators alone have these pages; Django's own table of permissions is not used."""
    return bool(request.user.is_active and getattr(request.user, "is_staff", False))


class SeenMixin:
    """Refuses a change of what somebody else changed since the form was opened, at row number `seen` (promise C2)."""

    seen: str
    instance: Model

    def clean(self) -> Any:
        data = super().clean()  # type: ignore[misc]
        HistoryHead.objects.select_for_update().filter(pk=1).first()
        if self.seen != str(last_number(self.instance)):
            raise forms.ValidationError([overtaken_sentence(self.instance), *changed_since(self)])
        return data


def last_number(thing: Model | None) -> int:
    """The number of the last row about a thing, or 0."""
    last = history.latest(thing) if thing is not None else None
    return last.number if last else 0


def changed_since(form: SeenMixin) -> list[str]:
    """What others changed since the form was opened, a sentence for each field."""
    since = int(form.seen) if form.seen.isdecimal() else 0
    changes: dict[str, Any] = {}
    for row in history.of(form.instance).filter(number__gt=since):
        changes.update(row.details.get("changes", {}))
    names = {field.name: str(field.verbose_name) for field in form.instance._meta.fields}
    return [
        f"{names.get(name, name).capitalize()} is now “{change['to']}”." for name, change in changes.items()
    ]


class ReferenceAdmin(AnyAdmin):
    """Reference data: added and changed here, never deleted, each save with its history row (promise A1)."""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """The form; of a change one that looks whether somebody else was faster."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change or obj is None or request.method != "POST":
            return form
        return type(form.__name__, (SeenMixin, form), {"seen": request.POST.get("seen", "0")})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page; its form says on what it was opened."""
        return super().render_change_form(
            request, {**context, "seen": last_number(context.get("original"))}, *args, **kwargs
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Model,
        form: AnyForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save and write the history row; Django runs both in one transaction."""
        super().save_model(request, obj, form, change)
        record_save(request, obj, form, change=change)


class RecordAdmin(AnyAdmin):
    """What belongs to the record: a list of references and states for looking something up. Nothing opens,
    nothing changes; the record's own pages show its words to those who may read them.
    """

    actions = None
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters that are shown. Django lets any field of a row be asked for in the address, so that
        counts would tell an administrator what an exempt text holds.
        """
        return any(lookup == name or lookup.startswith(f"{name}__") for name in self.list_filter)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        raise Http404


def record_save(request: HttpRequest, obj: Model, form: AnyForm, *, change: bool) -> None:
    """Write the history row of a save: which fields were changed, and from what to what."""
    changes = {
        name: {"from": shown(form.initial.get(name)), "to": shown(form.cleaned_data.get(name))}
        for name in form.changed_data
        if "password" not in name
    }
    history.record(
        subject=obj,
        verb="edit" if change else "add",
        by=request.user,  # type: ignore[arg-type]  # administrators are signed in
        role="Administrator",
        at=timezone.now(),
        details={"changes": changes} if change else {},
    )


def shown(value: Any) -> str:
    """Write a field's value as the history keeps it: of another row, its id."""
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else str(value)


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("title", "kind", "publisher", "dated")
    list_filter = ("kind",)
    search_fields = ("title", "code", "publisher")


@admin.register(HistoryEntry)
class HistoryEntryAdmin(RecordAdmin):
    list_display = ("number", "at", "actor_name", "actor_role", "subject", "subject_id", "verb", "old", "new")
    list_filter = ("subject", "verb")
    search_fields = ("actor_name", "subject", "verb")
    ordering = ("-number",)


@admin.register(HistorySeal)
class HistorySealAdmin(RecordAdmin):
    list_display = ("place", "on", "number", "sealed_at")
    ordering = ("-place",)
