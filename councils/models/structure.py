"""The partnership, its councils and bodies, and the days on which their offices are shut."""

from django.db import models
from django.db.models import Q

from core.models import Sourced
from councils.enums import BodyKind, OrganisationKind
from councils.models.span import Span
from councils.querysets import BodyQuerySet, CouncilQuerySet


class Partnership(models.Model):
    """Councils that work as one and stay separate in law. Holds the settings that they share."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40)
    slug = models.SlugField(unique=True)
    due_soon_days = models.PositiveSmallIntegerField("days before a date that count as due soon", default=30)
    review_notice_days = models.PositiveSmallIntegerField("days of notice before a review is due", default=90)
    workload_limit = models.PositiveSmallIntegerField("pieces of work at a time", default=8)
    replace_within_months = models.PositiveSmallIntegerField(
        "months between contract ends that can be replaced together", default=12
    )
    replace_notice_months = models.PositiveSmallIntegerField(
        "months before the first notice day in which to prepare that", default=6
    )
    register_stale_months = models.PositiveSmallIntegerField(
        "months after which what a register says counts as stale", default=12
    )

    def __str__(self) -> str:
        return self.name


class Council(Span, Sourced):
    """A sovereign council. It answers only for itself."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="councils")
    code = models.CharField("abbreviation", max_length=10, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    executive_name = models.CharField(
        max_length=40, default="Cabinet", help_text="The council's own word: Cabinet or Executive"
    )
    gss_code = models.CharField("GSS code", max_length=9, unique=True, null=True, blank=True)
    position = models.PositiveSmallIntegerField("order on every page", default=0)
    moa_share = models.DecimalField(
        "share of joint costs (per cent)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    call_in_days = models.PositiveSmallIntegerField(
        "call-in window (clear working days)", null=True, blank=True
    )
    call_in_signatories = models.PositiveSmallIntegerField(
        "members needed for a call-in", null=True, blank=True
    )
    stale_after_weeks = models.PositiveSmallIntegerField(
        "weeks without an update that count as stale", default=13
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = CouncilQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["position", "name"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=Q(moa_share__isnull=True) | Q(moa_share__range=(0, 100)),
                name="councils_council_share_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(Sourced):
    """Anyone else that the record names: the councils' company, a consultant, a council outside the partnership."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Body(Span, Sourced):
    """A body that meets. Without a council it is joint."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=20, choices=BodyKind)
    note = models.TextField(blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = BodyQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["council__position", "name"]
        verbose_name_plural = "bodies"
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "slug"], condition=Q(council__isnull=False), name="councils_body_slug_once"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(council__isnull=True), name="councils_body_joint_slug_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ClosureDay(models.Model):
    """A day on which a council's offices are shut, besides weekends and bank holidays. Not a working day."""

    day = models.DateField()
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="closure_days"
    )
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "council"],
                condition=Q(council__isnull=False),
                name="councils_closureday_once_a_council",
            ),
            models.UniqueConstraint(
                fields=["day"], condition=Q(council__isnull=True), name="councils_closureday_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"
