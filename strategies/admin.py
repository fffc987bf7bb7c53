"""The administrator's pages: words, systems and services are kept here; strategies and reviews are looked
at.
"""

from django.contrib import admin

from core.admin import RecordAdmin, ReferenceAdmin
from strategies.models import (
    Adoption,
    AnnualReview,
    AssuranceFinding,
    BusinessCaseDecision,
    CadenceBasis,
    DigitalTransaction,
    Funding,
    FundingShare,
    GlossaryTerm,
    Kpi,
    KpiReading,
    ParticipantFeedback,
    ProjectDifficulty,
    ProjectHealth,
    ProjectMilestone,
    ProjectStage,
    Review,
    ReviewAnswer,
    ReviewNotice,
    Roadmap,
    RoadmapProject,
    Strategy,
    StrategyDocument,
    StrategyVersion,
    System,
    TransactionSheet,
)


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(ReferenceAdmin):
    list_display = ("term", "abbreviation", "status", "maintained_by")
    list_filter = ("status", "maintained_by")
    search_fields = ("term", "abbreviation")
    autocomplete_fields = ("source",)
    prepopulated_fields = {"slug": ("term",)}


@admin.register(System)
class SystemAdmin(ReferenceAdmin):
    list_display = ("name", "council", "supplier")
    list_filter = ("council", "supplier")
    list_select_related = ("council", "supplier")
    search_fields = ("name", "purpose", "supplier__name")
    autocomplete_fields = ("council", "supplier", "source")


@admin.register(DigitalTransaction)
class DigitalTransactionAdmin(ReferenceAdmin):
    list_display = ("service", "council", "channel", "available", "as_at")
    list_filter = ("council", "channel", "available")
    list_select_related = ("council",)
    search_fields = ("service",)
    autocomplete_fields = ("council", "source")


@admin.register(TransactionSheet)
class TransactionSheetAdmin(RecordAdmin):
    list_display = ("pk", "status", "added_by", "added_at")
    list_filter = ("status",)
    list_select_related = ("added_by",)


@admin.register(Strategy)
class StrategyAdmin(RecordAdmin):
    list_display = ("slug", "council", "status", "starts_on", "ends_on", "reference_prefix", "anchor_on")
    list_filter = ("status", "council")
    list_select_related = ("council",)
    search_fields = ("slug", "reference_prefix")


@admin.register(StrategyVersion)
class StrategyVersionAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "number", "dated_on")


@admin.register(StrategyDocument)
class StrategyDocumentAdmin(RecordAdmin):
    list_display = ("pk", "of_version_id", "openness", "exempt_paragraph", "added_at", "withdrawn_at")
    list_filter = ("openness", "exempt_paragraph")


@admin.register(CadenceBasis)
class CadenceBasisAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "body", "word", "decided_on")
    list_select_related = ("body",)


@admin.register(Adoption)
class AdoptionAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "council", "status", "decided_on", "decided_precision")
    list_filter = ("council", "status")
    list_select_related = ("council",)


@admin.register(Roadmap)
class RoadmapAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "starts_on", "ends_on")


@admin.register(RoadmapProject)
class RoadmapProjectAdmin(RecordAdmin):
    list_display = ("slug", "roadmap_id", "business_case", "next_step_on")
    list_filter = ("business_case",)
    search_fields = ("slug",)


@admin.register(BusinessCaseDecision)
class BusinessCaseDecisionAdmin(RecordAdmin):
    list_display = ("pk", "project_id", "council", "round", "decision", "decided_on")
    list_filter = ("council", "decision")
    list_select_related = ("council",)


@admin.register(ProjectMilestone)
class ProjectMilestoneAdmin(RecordAdmin):
    list_display = ("pk", "project_id", "due_on", "first_due_on", "done_on")


@admin.register(ProjectStage)
class ProjectStageAdmin(RecordAdmin):
    list_display = ("pk", "project_id", "council", "stage", "as_of")
    list_filter = ("council", "stage")
    list_select_related = ("council",)


@admin.register(ProjectHealth)
class ProjectHealthAdmin(RecordAdmin):
    list_display = ("pk", "project_id", "health", "as_of", "by")
    list_filter = ("health",)
    list_select_related = ("by",)


@admin.register(ProjectDifficulty)
class ProjectDifficultyAdmin(RecordAdmin):
    list_display = ("pk", "project_id", "told_at", "by")
    list_select_related = ("by",)


@admin.register(Kpi)
class KpiAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "unit", "target", "target_on")


@admin.register(KpiReading)
class KpiReadingAdmin(RecordAdmin):
    list_display = ("pk", "kpi_id", "value", "read_on")


@admin.register(Funding)
class FundingAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "amount", "money_source", "state", "dated_on", "is_split")
    list_filter = ("money_source", "state")


@admin.register(FundingShare)
class FundingShareAdmin(RecordAdmin):
    list_display = ("pk", "funding_id", "council", "percent", "amount")
    list_select_related = ("council",)


@admin.register(ParticipantFeedback)
class ParticipantFeedbackAdmin(RecordAdmin):
    list_display = ("pk", "council", "kind", "collected_on", "respondents", "withdrawn_at")
    list_select_related = ("council",)


@admin.register(AnnualReview)
class AnnualReviewAdmin(RecordAdmin):
    list_display = ("year", "partnership", "concluded_on")
    list_select_related = ("partnership",)


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "kind", "due_on", "status", "held_on", "judgement")
    list_filter = ("kind", "status")


@admin.register(AssuranceFinding)
class AssuranceFindingAdmin(RecordAdmin):
    list_display = ("pk", "review_id", "project_id", "judgement")
    list_filter = ("judgement",)


@admin.register(ReviewAnswer)
class ReviewAnswerAdmin(RecordAdmin):
    list_display = ("pk", "review_id", "question", "answer")
    list_filter = ("question", "answer")


@admin.register(ReviewNotice)
class ReviewNoticeAdmin(RecordAdmin):
    list_display = ("pk", "strategy_id", "occasion", "kind", "due_on", "told_at")
    list_filter = ("occasion", "kind")
