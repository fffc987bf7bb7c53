"""What became of a review that was due."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from core.dates import spell
from core.fields import DayField, WordsField
from core.layout import Choice, Option, portal_helper
from councils.models import Body
from strategies.enums import ReviewStatus
from strategies.models import Review, Strategy
from strategies.queries import whose


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a body, named with its council."""

    def label_from_instance(self, obj: Any) -> str:
        name = whose(obj)
        return f"{name[0].upper()}{name[1:]}"


class RecordReviewForm(forms.Form):
    """What became of a review that was due: the arguments of `operations.record_review`."""

    outcome = forms.ChoiceField(
        label="What became of it",
        choices=[
            ("held", "It was held"),
            ("excused", "It was excused by a decision"),
            ("merged", "It was merged into another review"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what became of the review",
            "invalid_choice": "Choose what became of the review",
        },
    )
    held_on = DayField(
        label="On which day was it held?", help_text="Such as 30 September 2026", required=False
    )
    merged_into = forms.ModelChoiceField(
        label="Into which review was it merged?",
        queryset=Review.objects.none(),
        required=False,
        empty_label="Choose a review",
        error_messages={"invalid_choice": "Choose another review of the same strategy"},
    )
    decided_by = BodyField(
        label="Which body decided that?",
        help_text="Needed when it was excused or merged.",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Choose a body",
        error_messages={"invalid_choice": "Choose the body that decided this"},
    )
    reason = WordsField(
        label="Why?",
        help_text="Needed when it was excused or merged. The reason is published.",
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review
        self.choose("merged_into", reviews_to_merge_into(review))
        self.choose("decided_by", bodies_to_decide(review))
        self.helper = portal_helper(
            Choice(
                "outcome",
                Option("held", hint=held_hint(review.due_on), reveals=("held_on",)),
                Option("excused", hint="It did not take place, and a body decided that it need not."),
                Option("merged", hint="Another review covers it.", reveals=("merged_into",)),
            ),
            "decided_by",
            "reason",
            submit="Record what became of it",
            key=False,
            later=("Leave it as it is", review.strategy.get_absolute_url()),
        )

    def choose(self, name: str, among: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy which field this is
        field.queryset = among

    def clean(self) -> dict[str, Any]:
        """Say beside each field what the chosen outcome needs. The operation checks the same."""
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        needs = {
            "held": [("held_on", "Enter the day it was held, such as 30 September 2026")],
            "excused": [
                ("decided_by", "Choose the body that decided this"),
                ("reason", "Say why. The reason is published"),
            ],
            "merged": [
                ("merged_into", "Choose the review that it was merged into"),
                ("decided_by", "Choose the body that decided this"),
                ("reason", "Say why. The reason is published"),
            ],
        }
        for name, sentence in needs.get(str(outcome), []):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data


def held_hint(due_on: date) -> str:
    return f"It was due by {spell(due_on)}. Held after that day, it counts as held late."


def reviews_to_merge_into(review: Review) -> QuerySet[Review]:
    """The other reviews of the strategy that took place or still may."""
    gone = [ReviewStatus.MERGED, ReviewStatus.EXCUSED]
    return Review.objects.filter(strategy=review.strategy_id).exclude(pk=review.pk).exclude(status__in=gone)


def bodies_to_decide(review: Review) -> QuerySet[Body]:
    """The bodies of the partnership and its councils; or the one body that the strategy's settings name."""
    strategy = review.strategy
    if strategy.excused_by_id is not None:
        return Body.objects.filter(pk=strategy.excused_by_id).select_related("council")
    return bodies_of(strategy)


def bodies_of(strategy: Strategy) -> QuerySet[Body]:
    """The bodies of the strategy's partnership and its councils."""
    of_the_partnership = Q(partnership=strategy.partnership_id) | Q(
        council__partnership=strategy.partnership_id
    )
    return (
        Body.objects.filter(of_the_partnership)
        .select_related("council")
        .order_by("council__position", "name")
    )
