"""Task groups and their reports, to look at."""

from django.contrib import admin

from core.admin import RecordAdmin
from task_groups.models import (
    Finding,
    GatheredEvidence,
    LineOfEnquiry,
    Membership,
    Report,
    ScopeAnswer,
    SeatsWanted,
    SupportOfficer,
    TaskGroup,
    Witness,
    WitnessCoverage,
)


@admin.register(TaskGroup)
class TaskGroupAdmin(RecordAdmin):
    list_display = ("slug", "status", "strategy_id", "review_id", "times_met")
    list_filter = ("status",)
    search_fields = ("slug",)


@admin.register(SeatsWanted)
class SeatsWantedAdmin(RecordAdmin):
    list_display = ("task_group_id", "council", "members", "reserves")
    list_select_related = ("council",)


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    list_display = ("task_group_id", "person", "council", "role", "starts_on", "ends_on")
    list_filter = ("council", "role")
    list_select_related = ("person", "council")
    search_fields = ("person__name",)


@admin.register(SupportOfficer)
class SupportOfficerAdmin(RecordAdmin):
    list_display = ("task_group_id", "person", "role_title")
    list_select_related = ("person",)


@admin.register(LineOfEnquiry)
class LineOfEnquiryAdmin(RecordAdmin):
    list_display = ("pk", "task_group_id", "position")


@admin.register(Witness)
class WitnessAdmin(RecordAdmin):
    list_display = ("pk", "task_group_id", "person", "role_title")
    list_select_related = ("person",)


@admin.register(WitnessCoverage)
class WitnessCoverageAdmin(RecordAdmin):
    list_display = ("witness_id", "line_id", "state")
    list_filter = ("state",)


@admin.register(ScopeAnswer)
class ScopeAnswerAdmin(RecordAdmin):
    list_display = ("task_group_id", "council", "verdict", "said_on")
    list_filter = ("verdict", "council")
    list_select_related = ("council",)


@admin.register(GatheredEvidence)
class GatheredEvidenceAdmin(RecordAdmin):
    list_display = ("pk", "task_group_id", "kind", "openness", "added_at", "withdrawn_at")
    list_filter = ("kind", "openness")


@admin.register(Finding)
class FindingAdmin(RecordAdmin):
    list_display = ("pk", "task_group_id", "theme_position", "position")


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    list_display = ("slug", "task_group_id", "status", "dated_on", "dated_precision")
    list_filter = ("status",)
    search_fields = ("slug",)
