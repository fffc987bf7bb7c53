"""Words explained."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Sourced
from strategies.enums import TermStatus


class GlossaryTerm(Sourced):
    """A word explained. A term without an explanation is not published (rule 25)."""

    term = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=110, unique=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    explanation = models.TextField(blank=True)
    maintained_by = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=TermStatus, default=TermStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=TermStatus.PUBLISHED) | ~Q(explanation=""),
                name="strategies_term_published_is_explained",
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("strategies:term", args=[self.slug])
