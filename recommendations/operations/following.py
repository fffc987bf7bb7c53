"""Somebody begins or stops to follow a recommendation. Private to that person: the record has no row of it."""

from django.db import transaction

from core.models import HistoryHead
from councils.models import User
from recommendations.models import Following, Recommendation


@transaction.atomic
def follow(*, recommendation: Recommendation, by: User) -> Following:
    """Tell `by` of what changes from now on. Who follows already goes on: sent twice, it is one following."""
    head = HistoryHead.objects.filter(pk=1).values_list("number", flat=True).first()
    following, _ = Following.objects.get_or_create(
        recommendation=recommendation, user=by, defaults={"told_to": head or 0}
    )
    return following


@transaction.atomic
def stop_following(*, recommendation: Recommendation, by: User) -> None:
    """Tell `by` no more. Sent twice, it changes nothing more."""
    Following.objects.filter(recommendation=recommendation, user=by).delete()
