"""What officers suggest that their council should answer."""

from django.db import models
from django.db.models import Q

from councils.models import User
from recommendations.enums import Verdict
from recommendations.models.response import Response


class ResponseSuggestion(models.Model):
    """One version of the officers' advice on an answer. A new one is a new row; the earlier ones stay.

    It is advice to one council's portfolio holder: nobody outside the council and its officers reads it.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="suggestions")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    words = models.TextField("why, and what the council would do")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField("in what role", max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"], name="recommendations_suggestion_number_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="recommendations_suggestion_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.response}: suggestion {self.number}"
