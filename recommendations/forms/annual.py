"""Forms of the annual review."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import portal_helper
from core.versions import VersionMixin
from strategies.models import AnnualReview

LONGEST_INTRODUCTION = 9000


class BeginForm(FormKeyMixin):
    """The year of an annual review to begin."""

    year = forms.IntegerField(
        label="For which year?",
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter a year, such as 2026"
        ),
    )

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "year", submit="Begin the annual review", later=("Back to the list", back)
        )


class IntroductionForm(VersionMixin):
    """What the annual review says first."""

    introduction = WordsField(
        label="Introduction",
        help_text="What the year was about, in a few sentences. It stands before everything else.",
        max_length=LONGEST_INTRODUCTION,
        rows=8,
        required=False,
    )

    def __init__(self, *args: Any, annual_review: AnnualReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["introduction"].initial = annual_review.introduction
        self.fields["version"].initial = annual_review.version
        self.helper = portal_helper(
            "introduction",
            submit="Save the introduction",
            key=False,
            later=("Leave it as it is", annual_review.get_absolute_url()),
        )


class ConcludeAnnualForm(VersionMixin):
    """The day on which the annual review was concluded."""

    concluded_on = DayField(label="On which day was it concluded?", help_text="Such as 30 September 2026")

    def __init__(self, *args: Any, annual_review: AnnualReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = annual_review.version
        self.helper = portal_helper(
            "concluded_on",
            submit="Conclude and publish it",
            key=False,
            later=("Not yet", annual_review.get_absolute_url()),
        )
