"""What was done about a fact that no paper gives us."""

from django.db import models
from django.db.models import Q

from councils.models import User
from meetings.models import Meeting
from recommendations.enums import GapKind, GapState
from recommendations.models.actions import ActionPart
from recommendations.models.recommendation import Recommendation
from recommendations.models.response import Response
from recommendations.models.route import RouteStop
from strategies.models import Adoption

THINGS = ("response", "part", "recommendation", "adoption", "meeting", "stop")


def only(thing: str, *kinds: str) -> Q:
    """The condition that a note of one of these kinds names this thing and no other."""
    named = {f"{other}__isnull": other != thing for other in THINGS}
    return Q(kind__in=sorted(kinds), **named)


class GapNote(models.Model):
    """Who was asked for a missing fact, and what came of it. The gap itself is worked out, never typed (rule 28).

    One for each gap: what is changed stays in the history. A gap whose fact was found keeps its note.
    """

    kind = models.CharField(max_length=10, choices=GapKind)
    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    part = models.ForeignKey(
        ActionPart, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    adoption = models.ForeignKey(
        Adoption, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    stop = models.ForeignKey(
        RouteStop, on_delete=models.PROTECT, null=True, blank=True, related_name="gap_notes"
    )
    state = models.CharField(max_length=15, choices=GapState, default=GapState.OPEN)
    asked = models.CharField("who was asked, with the role held then", max_length=200)
    asked_on = models.DateField()
    words = models.TextField("what they said", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked=""), name="recommendations_gap_says_who_was_asked"),
            models.CheckConstraint(
                condition=only("response", GapKind.ANSWER)
                | only("part", GapKind.OUTCOME, GapKind.OFFICER, GapKind.DATE)
                | only("recommendation", GapKind.SOURCE, GapKind.MADE)
                | only("adoption", GapKind.ADOPTION)
                | only("meeting", GapKind.DAY)
                | only("stop", GapKind.STOP),
                name="recommendations_gap_is_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", thing],
                    condition=Q(**{f"{thing}__isnull": False}),
                    name=f"recommendations_gap_once_a_{thing}",
                )
                for thing in THINGS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.asked}"
