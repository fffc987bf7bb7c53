"""Forms of money: adding an amount, what happened to it, and how the councils share it."""

from decimal import Decimal
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from strategies.enums import MoneySource, MoneyState
from strategies.forms.facts import SourceField, amount_field, place_field
from strategies.lifecycle import MONEY_MOVES
from strategies.models import Funding, Strategy

MOVES = {
    "award": "It was awarded",
    "turn_down": "The bid was turned down",
    "receive": "It was received",
    "spend": "It was spent",
}
PERCENT = "Enter a percentage, such as 23 or 38.5"


class AddMoneyForm(FormKeyMixin):
    """An amount with its purpose, where it comes from, and how far it has got."""

    purpose = TextField(label="What is it for?", error_messages={"required": "Say what the money is for"})
    amount = amount_field(label="How much, in pounds?")
    money_source = forms.ChoiceField(
        label="Where does it come from?",
        choices=MoneySource.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose where the money comes from"),
    )
    state = forms.ChoiceField(
        label="How far has it got?",
        choices=MoneyState.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose how far the money has got"),
    )
    dated_on = DayField(label="Since which day?", help_text="Such as 30 September 2026", required=False)
    dated_words = TextField(
        label="The day as the paper gives it",
        help_text="Where it gives no day, such as “about October 2022”",
        required=False,
        max_length=100,
    )
    is_split = forms.BooleanField(
        label="The councils share it by the Memorandum of Agreement",
        help_text="The shares are entered on the next page.",
        required=False,
    )
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "purpose",
            "amount",
            Choice("money_source"),
            Choice("state"),
            Pair("dated_on", "dated_words"),
            "is_split",
            Pair("source", "source_place"),
            submit="Add the money",
            later=("Not now", strategy.get_absolute_url()),
        )


class MoveMoneyForm(VersionMixin):
    """What happened to an amount: the moves that its state allows."""

    move = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what happened to the money"),
    )
    moved_on = DayField(label="On which day?", help_text="Such as 30 September 2026")
    amount = amount_field(
        label="How much did it come to, in pounds?",
        help_text="Change it only where it came to another amount. Shares are worked out anew.",
        required=False,
    )
    reason = WordsField(
        label="Why is the amount another one?",
        help_text="Needed only then. The reason is published.",
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, funding: Funding, **kwargs: Any) -> None:
        known = {"version": funding.version, "amount": funding.amount}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        legal = [name for name, move in MONEY_MOVES.items() if funding.state in move.sources]
        self.fields["move"].choices = [(name, MOVES[name]) for name in legal]  # type: ignore[attr-defined]
        self.helper = portal_helper(
            Choice("move", *(Option(name) for name in legal)),
            "moved_on",
            "amount",
            "reason",
            submit="Record what happened",
            later=("Leave it as it is", funding.get_absolute_url()),
            key=False,
        )


class SplitForm(VersionMixin):
    """How many per cent each council bears. Begins with what is on record, or else with the Memorandum's shares."""

    reason = WordsField(
        label="Why does a share change?",
        help_text="Needed where another one is on record. The reason is published.",
        required=False,
        max_length=2000,
        rows=3,
    )
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, funding: Funding, councils: list[Council], **kwargs: Any) -> None:
        known = {share.council_id: share.percent for share in funding.shares.all()}
        begun = {name_of(council): shown(known.get(council.pk, council.moa_share)) for council in councils}
        kwargs["initial"] = {"version": funding.version, **begun, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.councils = councils
        for council in councils:
            self.fields[name_of(council)] = percent_field(council)
        self.helper = portal_helper(
            *(name_of(council) for council in councils),
            "reason",
            Pair("source", "source_place"),
            submit="Save the shares",
            later=("Leave it as it is", funding.get_absolute_url()),
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        """Gather the percentages, each with its council, for the operation."""
        data = dict(super().clean() or self.cleaned_data)
        percents = [(council, data.pop(name_of(council), Decimal(0))) for council in self.councils]
        return {**data, "percents": percents}


def name_of(council: Council) -> str:
    return f"percent_{council.slug}"


def shown(percent: Decimal | None) -> str | None:
    """A percentage as people write it: 23, 38.5."""
    return None if percent is None else f"{percent.normalize():f}"


def percent_field(council: Council) -> forms.DecimalField:
    return forms.DecimalField(
        label=f"{council.short_name}, per cent",
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
             "max_whole_digits"),
            PERCENT,
        ),
    )  # fmt: skip
