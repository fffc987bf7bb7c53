"""The outbox and the sweeps, to look at: who was told of what kind of thing, and what did not arrive."""

from django.contrib import admin

from core.admin import RecordAdmin
from notices.models import Notice, Sweep


@admin.register(Notice)
class NoticeAdmin(RecordAdmin):
    list_display = ("pk", "kind", "recipient", "status", "due_at", "attempts", "sent_at", "last_error")
    list_filter = ("status", "kind")
    list_select_related = ("recipient",)
    search_fields = ("recipient__name", "recipient__email")
    ordering = ("-due_at", "-pk")


@admin.register(Sweep)
class SweepAdmin(RecordAdmin):
    list_display = ("name", "ran_at", "result")
