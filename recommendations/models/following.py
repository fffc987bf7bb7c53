"""Who is told by e-mail when a recommendation changes."""

from django.db import models

from councils.models import User
from recommendations.models.recommendation import Recommendation


class Following(models.Model):
    """Somebody with an account follows one recommendation. Private to that person, and gone once they stop.

    `told_to` is the number of the last row of the history of which they know: what stood when they began, or the last
    letter.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="followings")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="followings")
    told_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "recommendation"], name="recommendations_following_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.reference} followed"
