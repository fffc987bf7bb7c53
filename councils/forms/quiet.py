"""Forms of recesses and pre-election periods."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from councils.enums import QuietKind
from councils.models import Council, QuietPeriod


class CouncilOrAllField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a council by its short name, or all of them."""

    def __init__(self) -> None:
        super().__init__(
            Council.objects.order_by("position", "pk"),
            label="Whose is it?",
            required=False,
            empty_label="All councils of the partnership",
            error_messages={"invalid_choice": "Choose a council"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class QuietPeriodForm(FormKeyMixin):
    """A time in which no scrutiny is planned: the arguments of `operations.add_quiet_period`."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=QuietKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is", "invalid_choice": "Choose what it is"},
    )
    election_on = DayField(label="Day of the election", help_text="Such as 6 May 2027", required=False)
    council = CouncilOrAllField()
    starts_on = DayField(label="First day", help_text="Such as 26 July 2026")
    ends_on = DayField(label="Last day", help_text="This day counts too.")
    reason = TextField(
        label="What it is called",
        help_text="Such as Summer recess",
        max_length=200,
        error_messages={"required": "Say what it is, such as Summer recess"},
    )
    source_place = TextField(
        label="Where this comes from", help_text="The calendar or notice that says so.", required=False
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice(
                "kind",
                Option(QuietKind.RECESS.value, hint="No meetings of task groups are proposed in it."),
                Option(
                    QuietKind.PRE_ELECTION.value,
                    hint="No meetings are proposed in it, and reviews keep clear of it where their rhythm says so.",
                    reveals=("election_on",),
                ),
            ),
            "council",
            Pair("starts_on", "ends_on"),
            "reason",
            "source_place",
            submit="Add the period",
            later=later,
        )


class ChangeQuietPeriodForm(VersionMixin):
    """Another last day for a period, or its withdrawal."""

    change = forms.ChoiceField(
        label="What changes?",
        choices=[("end", "It ends on another day"), ("withdraw", "It was written down by mistake")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what changes", "invalid_choice": "Choose what changes"},
    )
    ends_on = DayField(label="Last day", help_text="This day counts too.", required=False)
    reason = WordsField(
        label="Why?",
        help_text="The reason is published.",
        max_length=1000,
        rows=2,
        error_messages={"required": "Say why. The reason is published"},
    )

    def __init__(self, *args: Any, period: QuietPeriod, later: tuple[str, str], **kwargs: Any) -> None:
        said = {"ends_on": period.ends_on, "version": period.version}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice(
                "change",
                Option("end", reveals=("ends_on",)),
                Option("withdraw", hint="It counts no longer, and stays to be read with the reason."),
            ),
            "reason",
            submit="Change the period",
            key=False,
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("change") == "end" and not data.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter a date, such as 30 September 2026")
        return data
