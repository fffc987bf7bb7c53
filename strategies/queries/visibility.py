"""What a reader may see. Everything else about strategies is read through these."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from councils.permissions import may_see_all
from strategies.enums import StrategyStatus, TermStatus
from strategies.models import AnnualReview, GlossaryTerm, Kpi, Review, RoadmapProject, Strategy
from strategies.querysets import ReviewQuerySet, StrategyQuerySet


def strategies_visible_to(user: Any, *, on: date) -> StrategyQuerySet:
    """All strategies but drafts; the scrutiny officer sees drafts too."""
    if may_see_all(user, on=on):
        return Strategy.objects.all()
    return Strategy.objects.exclude(status=StrategyStatus.DRAFT)


def reviews_visible_to(user: Any, *, on: date) -> ReviewQuerySet:
    """Reviews of strategies that the reader may see."""
    return Review.objects.filter(strategy__in=strategies_visible_to(user, on=on))


def annual_reviews_visible_to(user: Any, *, on: date) -> QuerySet[AnnualReview]:
    """Concluded annual reviews; the scrutiny officer sees those that are being written too."""
    if may_see_all(user, on=on):
        return AnnualReview.objects.all()
    return AnnualReview.objects.filter(concluded_on__isnull=False)


def terms_visible_to(user: Any, *, on: date) -> QuerySet[GlossaryTerm]:
    """Published terms; the scrutiny officer also sees those that wait for an explanation (rule 25)."""
    if may_see_all(user, on=on):
        return GlossaryTerm.objects.all()
    return GlossaryTerm.objects.filter(status=TermStatus.PUBLISHED)


def projects_visible_to(user: Any, *, on: date) -> QuerySet[RoadmapProject]:
    """Roadmap projects of strategies that the reader may see."""
    return RoadmapProject.objects.filter(roadmap__strategy__in=strategies_visible_to(user, on=on))


def kpis_visible_to(user: Any, *, on: date) -> QuerySet[Kpi]:
    """Measures of strategies that the reader may see."""
    return Kpi.objects.filter(strategy__in=strategies_visible_to(user, on=on))
