"""The work programme, to look at; and the limits of councils, to keep."""

from django.contrib import admin

from core.admin import RecordAdmin, ReferenceAdmin
from work_programme.models import CouncilLimit, PlannedMonths, TopicScore, TopicSuggestion, WorkItem


@admin.register(CouncilLimit)
class CouncilLimitAdmin(ReferenceAdmin):
    list_display = ("council", "pieces")
    list_select_related = ("council",)
    autocomplete_fields = ("council",)


@admin.register(WorkItem)
class WorkItemAdmin(RecordAdmin):
    list_display = ("pk", "kind", "status", "starts_on", "ends_on")
    list_filter = ("kind", "status")


@admin.register(PlannedMonths)
class PlannedMonthsAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "year", "task_group_id", "starts_on", "ends_on")


@admin.register(TopicSuggestion)
class TopicSuggestionAdmin(RecordAdmin):
    list_display = ("pk", "status", "received_at", "decided_on")
    list_filter = ("status",)


@admin.register(TopicScore)
class TopicScoreAdmin(RecordAdmin):
    list_display = ("topic_id", "criterion", "points")
    list_filter = ("criterion",)
