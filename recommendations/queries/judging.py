"""Continuing recommendations: how each was judged, when it is judged next, and which are due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from core.dates import spell
from recommendations.enums import JudgedEvery, RecommendationKind, RecommendationStatus
from recommendations.lifecycle import judgement_due_on, newest_due_by
from recommendations.models import Recommendation
from recommendations.queries.undated import READ_AT_MOST, Task
from recommendations.statuses import due

AHEAD = timedelta(days=30)
WEEK_DAYS = 6


def due_for_judgement(*, by: date) -> QuerySet[Recommendation]:
    """Open continuing recommendations whose next judgement is due on or before a day, the longest waiting first.

    The months are counted from the last judgement, or from the day it was made. Where neither is on record, nobody can
    say when one is due, so it is due.
    """
    continuing = Recommendation.objects.filter(
        kind=RecommendationKind.CONTINUING, status=RecommendationStatus.MADE
    ).annotate(last_judged=Max("judgements__judged_on"))
    counted = continuing.annotate(since=Coalesce("last_judged", "made_on"))
    is_due = Q(since__isnull=True)
    for months in JudgedEvery.values:
        is_due |= Q(judged_every_months=months, since__lte=newest_due_by(by, months=months))
    return counted.filter(is_due).order_by("since", "pk")


def judgements_to_record(*, on: date) -> Iterator[Task]:
    """Rows of To do: continuing recommendations to be judged within 30 days, or before."""
    recommendation: Any
    for recommendation in due_for_judgement(by=on + AHEAD)[:READ_AT_MOST]:
        due_on = next_judgement_of(recommendation, recommendation.last_judged)
        shown = due(due_on, on=on, soon_days=WEEK_DAYS)
        late = bool(due_on and due_on < on)
        yield Task(
            title=f"Judge {recommendation.reference}: {recommendation.title}",
            url=recommendation.get_absolute_url(),
            why=f"Continuing, judged {rhythm_of(recommendation)}. {last_words(recommendation.last_judged)}",
            icon="late" if late else "soon",
            tone="bad" if late else "warn",
            due_on=due_on or on,
            due=shown.words if shown else "",
            due_tone=shown.tone if shown else "",
            button="Record a judgement",
            button_url=f"{recommendation.get_absolute_url()}judge/",
            button_about=f" of {recommendation.reference}",
        )


def next_judgement_of(recommendation: Recommendation, judged_on: date | None) -> date | None:
    return judgement_due_on(
        judged_on=judged_on, made_on=recommendation.made_on, months=recommendation.judged_every_months
    )


def rhythm_of(recommendation: Recommendation) -> str:
    """How often it is judged, inside a sentence: "every year"."""
    return recommendation.get_judged_every_months_display().lower()


def last_words(judged_on: date | None) -> str:
    return f"Last judged on {spell(judged_on)}." if judged_on else "No judgement is on record."
