"""Measures and their readings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Pair, portal_helper
from core.models import Source
from core.versions import VersionMixin
from councils.models import Post
from strategies.forms.figures import FigureField, PostChoice
from strategies.models import Kpi


class MeasureFields(forms.Form):
    """What is aimed at, how often it is read, and who owns it."""

    unit = TextField(
        label="Unit", help_text="Such as “people” or “%”. You can leave this empty.", max_length=40, required=False
    )  # fmt: skip
    target = FigureField(label="Target", help_text="Leave it empty if it is not on record.", required=False)
    target_on = DayField(label="To be reached by", required=False)
    every_months = forms.IntegerField(
        label="Months between readings",
        help_text="After that the page says that it was not updated.",
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number of months, such as 3",
            "invalid": "Enter a number of months, such as 3",
            "min_value": "Enter a number of months from 1 to 60",
            "max_value": "Enter a number of months from 1 to 60",
        },
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PostChoice(
            queryset=posts,
            label="Who reads it?",
            help_text="Whoever holds the post may add readings.",
            required=False,
            empty_label="Nobody yet",
            error_messages={"invalid_choice": "Choose an officer’s post"},
        )


class AddMeasureForm(FormKeyMixin, MeasureFields):
    """A measure of a strategy: the arguments of `operations.add_kpi`."""

    name = TextField(
        label="What is measured?",
        help_text="Such as “Residents who finished digital skills training”",
        max_length=160,
        error_messages={"required": "Say what is measured"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"every_months": 3, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "name", "unit", Pair("target", "target_on"), "every_months", "owner",
            submit="Add the measure", later=later,
        )  # fmt: skip


class EditMeasureForm(VersionMixin, MeasureFields):
    """Another target, rhythm or owner, with the reason: the arguments of `operations.edit_kpi`."""

    reason = WordsField(
        label="Why does it change?",
        help_text="The reason is published. What it was stays in the history.",
        max_length=1000,
        rows=3,
        error_messages={"required": "Say why it changes. The reason is published"},
    )

    def __init__(self, *args: Any, kpi: Kpi, later: tuple[str, str], **kwargs: Any) -> None:
        said = {
            name: getattr(kpi, name) for name in ("unit", "target", "target_on", "every_months", "version")
        }
        kwargs["initial"] = {**said, "owner": kpi.owner_id, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "unit", Pair("target", "target_on"), "every_months", "owner", "reason",
            submit="Save the measure", later=later, key=False,
        )  # fmt: skip


class ReadingForm(FormKeyMixin):
    """One reading with its day and where it is from: the arguments of `operations.read_kpi`."""

    value = FigureField(label="Value")
    read_on = DayField(label="As on which day?", help_text="Such as 30 September 2026")
    source_place = TextField(
        label="Where does the figure come from?",
        help_text="Such as “Training records of East Lindsey, March 2026”. Everyone can read it.",
        error_messages={"required": "Say where the figure comes from"},
    )
    source = forms.ModelChoiceField(
        queryset=Source.objects.none(),
        label="Paper on record",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a paper on record"},
    )

    def __init__(self, *args: Any, papers: QuerySet[Source], later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, forms.ModelChoiceField)  # noqa: S101 - tells mypy which field this is
        source.queryset = papers
        self.helper = portal_helper(
            Pair("value", "read_on"), "source_place", "source", submit="Publish the reading", later=later
        )
