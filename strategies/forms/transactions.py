"""Forms of digital transactions: one service by hand, or a whole spreadsheet."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, portal_helper
from strategies.enums import Channel
from strategies.forms.registers import CouncilField, with_list
from strategies.operations.transactions import LONGEST_PASTE

SAID = [("yes", "Yes"), ("no", "No"), ("", "Not said")]
WHICH_DAY = "Enter the day of the information, such as 30 September 2026"


def channel_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=SAID, widget=forms.RadioSelect, required=False)


class RecordTransactionForm(FormKeyMixin):
    """Through which channels a service can be had at a council: the arguments of `operations.record_transaction`."""

    service = with_list(
        TextField(
            label="Service",
            help_text="What residents want to do, such as report a missed bin.",
            max_length=160,
            error_messages={"required": "Enter the service"},
        ),
        "services",
    )
    council = CouncilField(label="Council")
    as_at = DayField(
        label="As at",
        help_text="The day of the information, such as 30 September 2026",
        error_messages={"required": WHICH_DAY},
    )
    online = channel_field("Can it be done online?")
    telephone = channel_field("By telephone?")
    in_person = channel_field("In person?")
    source_place = TextField(label="Where this comes from", required=False)

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "service",
            "council",
            "as_at",
            Choice("online"),
            Choice("telephone"),
            Choice("in_person"),
            "source_place",
            submit="Put it on record",
            later=later,
        )


class HandInSheetForm(FormKeyMixin):
    """A spreadsheet, or rows copied from one: the arguments of `operations.hand_in_sheet`."""

    upload = forms.FileField(
        label="Choose the spreadsheet",
        help_text="Excel (.xlsx) or CSV. Its first sheet is read. The file is not kept.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"invalid": "Choose the file again"},
    )
    text = WordsField(
        label="Or paste its rows",
        help_text="With the first row, which names the columns.",
        rows=6,
        max_length=LONGEST_PASTE,
        required=False,
    )
    channel = forms.ChoiceField(
        label="Which channel is it about?",
        help_text="Only used where the table has no column for it.",
        choices=Channel.choices,
        initial=Channel.ONLINE,
        error_messages={"required": "Choose the channel", "invalid_choice": "Choose the channel"},
    )
    as_at = DayField(
        label="As at",
        help_text="The day of the information, where the table has no column for it.",
        required=False,
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "upload", "text", "channel", "as_at", submit="Show what it says", later=later
        )
