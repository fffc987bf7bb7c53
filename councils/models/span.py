"""What every row of "who" shares: that it exists from a day to a day."""

from django.db import models
from django.db.models import F, Q


class Span(models.Model):
    """Abstract: something that exists from a day to a day, both counted. No end means that none is known."""

    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]
