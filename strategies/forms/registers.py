"""Forms of the registers: systems, and what can be done online."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from strategies.models import System


class CouncilField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a council by its short name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Council.objects.order_by("position", "pk"),
            empty_label="Choose a council",
            error_messages={"required": "Choose a council", "invalid_choice": "Choose a council"},
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


def with_list(field: TextField, name: str) -> TextField:
    """A text field that offers what was typed before; the page holds the list under that id."""
    field.widget.attrs["list"] = name
    return field


class SystemFields(FormKeyMixin):
    """What the register says of a system."""

    name = TextField(
        label="Name of the system",
        max_length=160,
        error_messages={"required": "Enter the name of the system"},
    )
    purpose = with_list(
        TextField(
            label="What it is for",
            help_text="Such as telephony. Use the same words for every council: they show what could be replaced together.",
            max_length=200,
            required=False,
        ),
        "purposes",
    )
    supplier = with_list(
        TextField(
            label="Supplier", help_text="Leave it empty if it is not known.", max_length=200, required=False
        ),
        "suppliers",
    )
    contract_ends_on = DayField(
        label="Last day of the contract", help_text="Such as 30 September 2026", required=False
    )
    notice_months = forms.IntegerField(
        label="Months of notice",
        help_text="0 if none is needed.",
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a number of months, such as 6",
            "min_value": "Enter a number of months, such as 6",
            "max_value": "Enter no more than 120 months",
        },
    )
    source_place = TextField(
        label="Where this comes from", help_text="The paper, contract or register.", required=False
    )


class AddSystemForm(SystemFields):
    council = CouncilField(label="Council")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "council",
            "name",
            "purpose",
            "supplier",
            Pair("contract_ends_on", "notice_months"),
            "source_place",
            submit="Add the system",
            later=later,
        )


class EditSystemForm(VersionMixin, SystemFields):
    retired_on = DayField(
        label="Not in use since",
        help_text="Only for a system that went out of use. It leaves the register and its history stays.",
        required=False,
    )
    reason = WordsField(
        label="Why does it change?",
        help_text="Needed when the end of a contract moves. The reason is published.",
        required=False,
        max_length=1000,
        rows=2,
    )

    def __init__(self, *args: Any, system: System, **kwargs: Any) -> None:
        names = (
            "name",
            "purpose",
            "contract_ends_on",
            "notice_months",
            "retired_on",
            "source_place",
            "version",
        )
        said = {name: getattr(system, name) for name in names}
        said["supplier"] = system.supplier.name if system.supplier else ""
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "name",
            "purpose",
            "supplier",
            Pair("contract_ends_on", "notice_months"),
            "retired_on",
            "source_place",
            "reason",
            submit="Save the change",
            later=("Leave it as it is", system.get_absolute_url()),
        )
