"""The agenda: its items, and those that stand on every agenda of a body."""

from django.db import models
from django.db.models import Q

from core.models import Exemptible
from councils.models import Body
from meetings.enums import ItemProgress, StandingKind
from meetings.models.meeting import Meeting
from meetings.querysets import AgendaItemQuerySet
from strategies.models import Strategy
from task_groups.models import Report


class AgendaItem(Exemptible):
    """One item of the agenda. Everything that came of it inherits its openness.

    An item that was taken off a published agenda stays, with its reason; it has no log.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("number as printed", max_length=10, blank=True)
    title = models.CharField(max_length=300)
    public_title = models.CharField("neutral title, where the item is exempt", max_length=200, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    introduction = models.TextField("report and what is asked of the meeting", blank=True)
    standing = models.CharField(
        "fills itself with", max_length=20, choices=StandingKind, default=StandingKind.PLAIN, blank=True
    )
    progress = models.CharField(max_length=10, choices=ItemProgress, default=ItemProgress.TO_COME)
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    follows_up = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_up_by"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    from_standing = models.ForeignKey(
        "StandingItem", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    withdrawn_at = models.DateTimeField("taken off the published agenda at", null=True, blank=True)
    withdrawn_reason = models.TextField("reason, where taken off", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["position"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="meetings_item_position_once"),
            models.UniqueConstraint(
                fields=["carried_from"],
                condition=Q(carried_from__isnull=False),
                name="meetings_item_carried_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "from_standing"],
                condition=Q(from_standing__isnull=False),
                name="meetings_item_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="meetings_item_taken_off_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StandingItem(models.Model):
    """An item that stands on every agenda of a body from the day it is added until it is taken off."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=StandingKind, default=StandingKind.PLAIN, blank=True)
    title = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)
    is_active = models.BooleanField("stands on new agendas", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["body", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "position"],
                condition=Q(is_active=True),
                name="meetings_standing_item_position_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
