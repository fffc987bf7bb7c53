"""Continuing recommendations are judged from time to time, and members say whether a recommendation mattered."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from core import history
from core.dates import london_date
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.permissions import capacities_of
from meetings.models import Meeting
from recommendations.enums import Impact, JudgedEvery, RecommendationKind, RecommendationStatus
from recommendations.models import ImpactRating, PeriodicJudgement, Recommendation
from recommendations.operations.closing import NEVER_HELD
from recommendations.operations.standing import claim, is_public, needed, role_in
from strategies.enums import Judgement

MATTERS = {RecommendationStatus.MADE, RecommendationStatus.CLOSED}


@transaction.atomic
def judge(
    *,
    recommendation: Recommendation,
    judgement: str,
    reason: str,
    judged_on: date,
    meeting: Meeting | None = None,
    every_months: int,
    version: int,
    source: Source | None = None,
    source_place: str = "",
    by: User,
    at: datetime,
) -> PeriodicJudgement:
    """Record how scrutiny judged a continuing recommendation, and in how many months it is judged again (rule 3).

    `meeting` is the one that judged it, where one did. Raises Refused for one that can be completed or is not open,
    without a judgement or words, for a day to come, for a second judgement of one day, and for a meeting that was not
    held; Overtaken when the recommendation was changed since `version` was read.
    """
    if recommendation.kind != RecommendationKind.CONTINUING:
        raise Refused("Only a continuing recommendation is judged. This one can be completed.")
    if recommendation.status != RecommendationStatus.MADE:
        raise Refused("Only a recommendation that was made and is open is judged.")
    if judgement not in Judgement.values:
        raise Refused("Choose how it stands", field="judgement")
    if every_months not in JudgedEvery.values:
        raise Refused("Choose when it is judged again", field="every_months")
    reason = needed(reason, "Say what this judgement rests on. The words are published", field="reason")
    if judged_on > london_date(at):
        raise Refused("The day it was judged must be today or earlier", field="judged_on")
    if meeting is not None and meeting.status in NEVER_HELD:
        raise Refused("Choose a meeting that was held", field="meeting")
    claim(recommendation, version=version)
    if PeriodicJudgement.objects.filter(recommendation=recommendation, judged_on=judged_on).exists():
        raise Refused("A judgement of that day is on record already", field="judged_on")
    made = PeriodicJudgement.objects.create(
        recommendation=recommendation, judgement=judgement, reason=reason, meeting=meeting, judged_on=judged_on,
        source=source, source_place=source_place, by=by,
    )  # fmt: skip
    old_rhythm = recommendation.judged_every_months
    Recommendation.objects.filter(pk=recommendation.pk).update(judged_every_months=every_months)
    recommendation.judged_every_months = every_months
    history.record(
        subject=recommendation,
        verb="judge",
        by=by,
        at=at,
        new=judgement,
        reason=reason,
        role=role_in(by, None, at=at).title,
        public=is_public(recommendation),
        on=judged_on,
        source_id=source.pk if source else None,
        details={"judgement": made.pk, "months_before": old_rhythm, "months": every_months},
    )
    return made


@transaction.atomic
def rate_impact(
    *, recommendation: Recommendation, impact: str, words: str = "", by: User, at: datetime
) -> ImpactRating:
    """Record whether a recommendation mattered in one member's view, apart from whether it was done (rule 8).

    A member has one view; a new one takes the place of the earlier, which stays in the history. Raises Refused without a
    choice and for a recommendation that was never made or was withdrawn, Overtaken when the same member sent another view
    at the same moment.
    """
    if impact not in Impact.values:
        raise Refused("Choose whether it mattered", field="impact")
    if recommendation.status not in MATTERS or by.person is None:
        raise Refused("Only a recommendation that was made, and not withdrawn, can be rated.")
    mine = ImpactRating.objects.filter(recommendation=recommendation, person=by.person)
    before = mine.select_for_update().first()
    said = {
        "impact": impact, "words": words.strip(), "role": member_role(by, at=at), "rated_on": london_date(at),
    }  # fmt: skip
    try:
        with transaction.atomic():
            rating, _ = ImpactRating.objects.update_or_create(
                recommendation=recommendation, person=by.person, defaults=said
            )
    except IntegrityError as taken:
        raise Overtaken(overtaken_sentence(recommendation)) from taken
    history.record(
        subject=rating,
        trail=recommendation,
        verb="rate_impact",
        by=by,
        at=at,
        old=before.impact if before else "",
        new=impact,
        reason=rating.words,
        role=rating.role,
        public=is_public(recommendation),
    )
    return rating


def member_role(by: User, *, at: datetime) -> str:
    """The role in which a member speaks, with their council: "Councillor, South Holland"."""
    capacities = capacities_of(by, on=london_date(at))
    return f"{capacities.title}, {capacities.where}" if capacities.where else capacities.title
