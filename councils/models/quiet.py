"""Times in which no scrutiny is planned."""

from django.db import models
from django.db.models import F, Q

from core.models import Sourced
from councils.enums import QuietKind
from councils.models.structure import Council
from councils.querysets import QuietPeriodQuerySet


class QuietPeriod(Sourced):
    """A recess, or the period before an election, of one council or (without a council) of the whole partnership.

    Both days count. One that was written down by mistake is withdrawn with a reason and stays to be read.
    """

    kind = models.CharField(max_length=20, choices=QuietKind)
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="quiet_periods"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    election_on = models.DateField("day of the election", null=True, blank=True)
    reason = models.CharField("reason", max_length=200)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = QuietPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="councils_quietperiod_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(kind=QuietKind.RECESS, election_on__isnull=True)
                | Q(
                    kind=QuietKind.PRE_ELECTION,
                    election_on__gte=F("starts_on"),
                    election_on__lte=F("ends_on"),
                    election_on__isnull=False,
                ),
                name="councils_quietperiod_election_is_in_it",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="councils_quietperiod_withdrawn_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="councils_quiet_span")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"
