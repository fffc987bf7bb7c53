"""Meetings and what came of their items, to look at: references and states, never the words."""

from django.contrib import admin

from core.admin import RecordAdmin
from meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    Document,
    Meeting,
    Outcome,
    OutcomeDraft,
    OutcomePoint,
)


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    list_display = ("pk", "body", "task_group_id", "slug", "held_on", "held_precision", "status")
    list_filter = ("status", "held_precision")
    list_select_related = ("body",)
    search_fields = ("slug", "body__name")


@admin.register(AgendaItem)
class AgendaItemAdmin(RecordAdmin):
    list_display = ("pk", "meeting_id", "position", "openness", "exempt_paragraph", "progress")
    list_filter = ("openness", "progress")


@admin.register(Attendance)
class AttendanceAdmin(RecordAdmin):
    list_display = ("pk", "meeting_id", "presence", "on_behalf_of")
    list_filter = ("presence",)
    list_select_related = ("on_behalf_of",)


@admin.register(Outcome)
class OutcomeAdmin(RecordAdmin):
    list_display = (
        "pk",
        "item_id",
        "position",
        "kind",
        "openness",
        "exempt_paragraph",
        "logged_at",
        "checked_at",
    )
    list_filter = ("kind", "openness")


@admin.register(OutcomePoint)
class OutcomePointAdmin(RecordAdmin):
    list_display = ("pk", "outcome_id", "position")


@admin.register(OutcomeDraft)
class OutcomeDraftAdmin(RecordAdmin):
    list_display = ("pk", "item_id", "user", "saved_at")
    list_select_related = ("user",)


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin):
    list_display = ("pk", "meeting_id", "outcome_id", "corrected_on", "by")
    list_select_related = ("by",)


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ("pk", "meeting_id", "item_id", "openness", "size", "added_at")
    list_filter = ("openness",)
