"""What every floor stands on: sources, the history, spent form keys and kept forms."""

from django.db import models
from django.db.models import Q

from core.enums import ExemptParagraph, Openness, Precision


class Source(models.Model):
    """A paper that a fact rests on: a report, minutes, an agenda page. Facts name their source; nothing is guessed."""

    code = models.SlugField("short code", unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, help_text="Minutes, report, agenda page, resolution")
    publisher = models.CharField(max_length=200, blank=True)
    dated = models.CharField("date as the paper gives it", max_length=100, blank=True)
    url = models.URLField("address", blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Sourced(models.Model):
    """Abstract: a fact with its source. `is_summary` marks wording that is ours, not the paper's."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField("place in the source", max_length=200, blank=True)
    is_summary = models.BooleanField("summarised in our words", default=False)

    class Meta:
        abstract = True


class Exemptible(models.Model):
    """Abstract: something that may be exempt (LGA 1972 Schedule 12A). Exempt unless someone said it is open."""

    openness = models.CharField(
        max_length=10, choices=Openness, default=Openness.EXEMPT, db_default=Openness.EXEMPT
    )
    exempt_paragraph = models.PositiveSmallIntegerField(null=True, blank=True, choices=ExemptParagraph)
    public_summary = models.CharField(
        max_length=300, blank=True, help_text="Neutral words that anyone may read"
    )
    exempt_review_on = models.DateField("exemption looked at again on", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph__isnull=True) | Q(exempt_paragraph__range=(1, 7)),
                name="%(app_label)s_%(class)s_paragraph_1_to_7",
            ),
            models.CheckConstraint(
                condition=Q(openness=Openness.EXEMPT) | Q(exempt_paragraph__isnull=True),
                name="%(app_label)s_%(class)s_open_has_no_paragraph",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.openness == Openness.OPEN


class HistoryHead(models.Model):
    """The end of the history's chain. One row; locked while a row is appended."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="core_historyhead_is_one")]

    def __str__(self) -> str:
        return f"Head at {self.number}"


class HistoryEntry(models.Model):
    """One thing that happened. Written by `core.history.record` alone; the database refuses to change or remove it.

    It has no foreign keys: names and roles stay as they were at the moment, whatever happens to accounts later.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField("recorded at")
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    trail = models.CharField(max_length=80)
    trail_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    old = models.CharField(max_length=60, blank=True)
    new = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    public = models.BooleanField(default=False)
    on = models.DateField("happened on", null=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    source_id = models.BigIntegerField(null=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "history entries"
        indexes = [
            models.Index(fields=["subject", "subject_id", "number"], name="core_history_subject"),
            models.Index(fields=["trail", "trail_id", "number"], name="core_history_trail"),
            models.Index(fields=["actor_role", "number"], name="core_history_role"),
            models.Index(fields=["at"], name="core_history_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.subject} {self.subject_id} {self.verb}"


class HistorySeal(models.Model):
    """What the history was on a day: its last number and hash, signed with a key that is not in the database.

    Seals are sent out and published, so that a chain that was cut or made anew is found by what others hold (promise A3).
    `place` runs from 1 without gaps. Written by `core.operations.seal_history` alone; the database refuses to change one.
    """

    place = models.PositiveIntegerField(unique=True)
    on = models.DateField("sealed on", unique=True)
    number = models.PositiveBigIntegerField("last entry")
    hash = models.CharField("hash of the last entry", max_length=64, blank=True)
    signature = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"Seal {self.place}: {self.number} entries"


class SpentKey(models.Model):
    """A form key that was used: a form sent twice is stored once, and the second sender is led to the first result."""

    key = models.UUIDField(unique=True)
    result = models.CharField("address of the result", max_length=300)
    spent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)


class KeptForm(models.Model):
    """What a person had typed when the session ended. Given back to that same person after sign-in, then removed."""

    token = models.CharField(max_length=64, unique=True)
    user_id = models.BigIntegerField()
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="core_keptform_kept_at")]

    def __str__(self) -> str:
        return self.path
