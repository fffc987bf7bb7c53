"""When a strategy is reviewed."""

from datetime import date
from typing import Any

from django import forms

from core.fields import DayField, WordsField
from core.layout import Actions, Choice, Later, Option, Pair, Send, portal_helper
from core.months import MONTHS
from core.refusals import Refused
from core.versions import VersionMixin
from councils.models import Body
from strategies.enums import DayMove
from strategies.forms.facts import precision_field
from strategies.forms.reviews import BodyField, bodies_of
from strategies.models import Strategy
from strategies.operations.rhythm import refuse_rhythm

NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items())}
KEPT = (
    "starts_on", "ends_on", "anchor_on", "anchor_precision", "deep_every_years", "check_every_years", "due_month",
    "due_day", "day_move", "excused_by", "version",
)  # fmt: skip


def number_field(label: str, *, help_text: str = "", example: int, most: int) -> forms.IntegerField:
    """A small whole number, or nothing."""
    wrong = f"Enter a number, such as {example}"
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": f"Enter {most} or less"},
    )


def month_or_none(value: str) -> int | None:
    return int(value) if value else None


class RhythmForm(VersionMixin):
    """A strategy's adoption date, period and rhythm: the arguments of `operations.change_rhythm`."""

    starts_on = DayField(label="First day of its period", help_text="Such as 1 January 2023", required=False)
    ends_on = DayField(label="Last day of its period", help_text="No review is due after it.", required=False)
    anchor_on = DayField(
        label="Adopted on",
        help_text="The years are counted from this day. Of a month or a year, enter the first day.",
        required=False,
    )
    anchor_precision = precision_field()
    deep_every_years = number_field(
        "Years between deep reviews", help_text="Leave it empty for none.", example=2, most=20
    )
    check_every_years = number_field(
        "Years between light-touch checks",
        help_text="Leave it empty for none. A deep review takes the place of that year’s check.",
        example=1,
        most=20,
    )
    due_day = number_field(
        "Day by which each is due", help_text="Leave it empty for the anniversary.", example=31, most=31
    )
    due_month = forms.TypedChoiceField(
        label="Month",
        choices=[("", "The anniversary"), *sorted(NAMES.items())],
        coerce=month_or_none,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose a month"},
    )
    day_move = forms.ChoiceField(
        label="If that is no working day, or before an election",
        choices=DayMove,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what happens to the day",
            "invalid_choice": "Choose what happens to the day",
        },
    )
    excused_by = BodyField(
        label="Body that may excuse a review",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Any body of the partnership",
        error_messages={"invalid_choice": "Choose a body of the partnership"},
    )
    counts_from = DayField(
        label="The change counts from",
        help_text="Today, or an earlier day where something was written down wrongly.",
    )
    reason = WordsField(
        label="Why does it change?",
        help_text="The reason is published.",
        required=False,
        max_length=1000,
        rows=2,
    )

    def __init__(self, *args: Any, strategy: Strategy, today: date, **kwargs: Any) -> None:
        said = {name: getattr(strategy, name) for name in KEPT}
        kwargs["initial"] = {**said, "counts_from": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.today = today
        bodies = self.fields["excused_by"]
        assert isinstance(bodies, forms.ModelChoiceField)  # noqa: S101 - tells mypy which field this is
        bodies.queryset = bodies_of(strategy)
        look = Send("Look at the dates", name="look", secondary=self.is_bound)
        self.helper = portal_helper(
            Pair("starts_on", "ends_on"),
            Pair("anchor_on", "anchor_precision"),
            Pair("deep_every_years", "check_every_years"),
            Pair("due_day", "due_month"),
            Choice("day_move", *(Option(move.value, hint=hint) for move, hint in HINTS.items())),
            "excused_by",
            "counts_from",
            "reason",
            Actions(
                *([Send("Change the rhythm")] if self.is_bound else []),
                look,
                Later("Leave it as it is", strategy.get_absolute_url()),
            ),
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        """Say beside the field which dates cannot be. The operation asks the same."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                refuse_rhythm(today=self.today, **data)
            except Refused as refusal:
                self.add_error(refusal.field, refusal.sentence)
        return data


HINTS = {
    DayMove.KEEP: "The date stays, and says where it falls.",
    DayMove.EARLIER: "Never into another year.",
    DayMove.LATER: "Never into another year, nor past the end of the strategy.",
}
