"""Topics are kept here; recommendations, responses, actions and sign-offs are looked at: references and
states only.
"""

from django.contrib import admin

from core.admin import RecordAdmin, ReferenceAdmin
from recommendations.models import (
    Action,
    ActionPart,
    ActionRecommendation,
    Closure,
    DateRequest,
    DraftedFrom,
    DueDateChange,
    EscalationStep,
    Evidence,
    GapNote,
    ImpactRating,
    PeriodicJudgement,
    ProgressUpdate,
    PromiseCheck,
    Proposal,
    Reading,
    Recommendation,
    ReferenceSeries,
    Response,
    ResponseDueDateChange,
    ResponseSuggestion,
    ResponseVersion,
    RouteStop,
    SignOff,
    Topic,
    UpdateQuestion,
    WordingCorrection,
)


@admin.register(Topic)
class TopicAdmin(ReferenceAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(ReferenceSeries)
class ReferenceSeriesAdmin(RecordAdmin):
    list_display = ("prefix", "last_number")


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    list_display = ("reference", "status", "kind", "openness", "exempt_paragraph", "made_on", "next_due_on")
    list_filter = ("status", "kind", "openness")
    search_fields = ("reference",)


@admin.register(WordingCorrection)
class WordingCorrectionAdmin(RecordAdmin):
    list_display = ("pk", "recommendation", "corrected_on", "by")
    list_select_related = ("recommendation", "by")


@admin.register(RouteStop)
class RouteStopAdmin(RecordAdmin):
    list_display = ("pk", "report_id", "recommendation", "body", "planned_on", "reached_on", "decision")
    list_filter = ("decision",)
    list_select_related = ("recommendation", "body")


@admin.register(DraftedFrom)
class DraftedFromAdmin(RecordAdmin):
    list_display = ("pk", "recommendation", "finding_id")
    list_select_related = ("recommendation",)


@admin.register(Closure)
class ClosureAdmin(RecordAdmin):
    list_display = ("pk", "recommendation", "kind", "closed_on", "reopened_on")
    list_filter = ("kind",)
    list_select_related = ("recommendation",)


@admin.register(PeriodicJudgement)
class PeriodicJudgementAdmin(RecordAdmin):
    list_display = ("pk", "recommendation", "judgement", "judged_on")
    list_select_related = ("recommendation",)


@admin.register(ImpactRating)
class ImpactRatingAdmin(RecordAdmin):
    list_display = ("pk", "recommendation", "impact", "rated_on")
    list_select_related = ("recommendation",)


@admin.register(Response)
class ResponseAdmin(RecordAdmin):
    list_display = ("recommendation", "council", "status", "received_on", "due_on", "answered_on")
    list_filter = ("council", "status")
    list_select_related = ("recommendation", "council")
    search_fields = ("recommendation__reference",)


@admin.register(ResponseVersion)
class ResponseVersionAdmin(RecordAdmin):
    list_display = ("pk", "response_id", "number", "status", "written_at", "published_at")
    list_filter = ("status",)


@admin.register(ResponseDueDateChange)
class ResponseDueDateChangeAdmin(RecordAdmin):
    list_display = ("pk", "response_id", "old", "new", "by", "at")
    list_select_related = ("by",)


@admin.register(ResponseSuggestion)
class ResponseSuggestionAdmin(RecordAdmin):
    """That something was suggested, and when. What it says is the council's alone."""

    list_display = ("pk", "response_id", "number", "at")


@admin.register(EscalationStep)
class EscalationStepAdmin(RecordAdmin):
    list_display = ("pk", "response_id", "kind", "status", "due_on", "taken_on")
    list_filter = ("kind", "status")


@admin.register(Action)
class ActionAdmin(RecordAdmin):
    list_display = ("pk", "openness", "exempt_paragraph", "outcome_id", "promised_in_id", "created_at")
    list_filter = ("openness",)


@admin.register(ActionRecommendation)
class ActionRecommendationAdmin(RecordAdmin):
    list_display = ("action_id", "recommendation")
    list_select_related = ("recommendation",)


@admin.register(ActionPart)
class ActionPartAdmin(RecordAdmin):
    list_display = ("pk", "action_id", "council", "status", "portfolio", "responsible", "due_on", "round")
    list_filter = ("council", "status")
    list_select_related = ("council", "portfolio", "responsible")


@admin.register(DueDateChange)
class DueDateChangeAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "old", "new", "by", "at")
    list_select_related = ("by",)


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "kind", "by_name", "at")
    list_filter = ("kind",)


@admin.register(UpdateQuestion)
class UpdateQuestionAdmin(RecordAdmin):
    list_display = ("pk", "update_id", "asked_role", "asked_at", "answered_role", "answered_at")


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "kind", "round", "size", "added_at")
    list_filter = ("kind",)


@admin.register(SignOff)
class SignOffAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "round", "decision", "by_name", "by_role", "at")
    list_filter = ("decision",)


@admin.register(Reading)
class ReadingAdmin(RecordAdmin):
    """Whether papers are read, and how often one was tried. Their titles and words are the officers' alone."""

    list_display = ("pk", "status", "tries", "pages_done", "pages_total", "added_at", "read_at")
    list_filter = ("status",)


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    list_display = ("pk", "reading_id", "position", "kind", "status", "decided_at")
    list_filter = ("kind", "status")


@admin.register(DateRequest)
class DateRequestAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "old", "wanted", "decision", "by_role", "decided_role")
    list_filter = ("decision",)


@admin.register(PromiseCheck)
class PromiseCheckAdmin(RecordAdmin):
    list_display = ("pk", "part_id", "round", "by_role", "at")


@admin.register(GapNote)
class GapNoteAdmin(RecordAdmin):
    list_display = ("pk", "kind", "state", "asked_on", "by", "at")
    list_filter = ("kind", "state")
    list_select_related = ("by",)
