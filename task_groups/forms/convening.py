"""Forms of convening a task group: seats, members, lines of enquiry, witnesses."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Council, Person
from task_groups.enums import MemberRole
from task_groups.models import LineOfEnquiry, Membership
from task_groups.operations import Wanted
from task_groups.operations.convening import MOST_SEATS
from task_groups.operations.scope import WHAT_TO_ASK
from task_groups.queries import CouncilSeats

Later = tuple[str, str]
A_NUMBER = f"Enter a number from 0 to {MOST_SEATS}"
NOBODY_SO_NAMED = "No one of that name is on record. Check the spelling, or tick that the name is new"
SEVERAL = "Several people on record have that name. Add the title before it"
CHANGED = "Someone else changed the seats while you were writing. Nothing of yours was saved. Look again and decide."


def number_field(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_SEATS,
        initial=initial,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), A_NUMBER),
    )


class SeatsForm(forms.Form):
    """How many members and reserves are wanted from each council: the argument of `operations.change_seats`."""

    def __init__(
        self, *args: Any, councils: list[Council], seats: list[CouncilSeats], later: Later, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.councils = councils
        self.rows = {one.council.pk: one.wanted for one in seats if one.wanted}
        pairs = []
        for council in councils:
            row, pk = self.rows.get(council.pk), council.pk
            self.fields[f"members_{pk}"] = number_field(
                f"{council.short_name}: members", row.members if row else 0
            )
            self.fields[f"reserves_{pk}"] = number_field(
                f"{council.short_name}: reserves", row.reserves if row else 0
            )
            self.fields[f"version_{pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=row.version if row else 0
            )
            pairs.append(Pair(f"members_{pk}", f"reserves_{pk}"))
        self.helper = portal_helper(*pairs, submit="Save the seats", key=False, later=later)

    def clean(self) -> dict[str, Any]:
        """Give the operation's one argument: what is wanted from each council."""
        super().clean()
        data = self.cleaned_data
        if self.errors:
            return data
        return {
            "seats": [
                Wanted(one, data[f"members_{one.pk}"], data[f"reserves_{one.pk}"], data[f"version_{one.pk}"])
                for one in self.councils
            ]
        }

    def was_overtaken(self) -> bool:
        """Whether a council's seats were read in an older version; then the newest is held, so that it can be sent again."""
        if not self.is_bound:
            return False
        newest = {f"version_{one.pk}": str(self.version_of(one)) for one in self.councils}
        if all(self.data.get(name) == version for name, version in newest.items()):
            return False
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        for name, version in newest.items():
            typed[name] = version
        self.data = typed
        return True

    def version_of(self, council: Council) -> int:
        row = self.rows.get(council.pk)
        return row.version if row else 0


class PersonForm(FormKeyMixin):
    """Somebody on record by name, or a name that is new to the record. `people` are those who have the name."""

    person = TextField(
        label="Name",
        help_text="As it is on record. People are named only where the record names them",
        max_length=120,
        error_messages={"required": "Say who it is"},
    )
    is_new = forms.BooleanField(label="This name is new to the record", required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["person"].widget.attrs.update(list="people", autocomplete="off")

    def clean(self) -> dict[str, Any]:
        """Find the one person of that name. Where there is none, the name is new only when that was said."""
        data = super().clean() or self.cleaned_data
        name = data.get("person")
        if name and len(self.people) > 1:
            self.add_error("person", SEVERAL)
        elif name and not self.people and not data.get("is_new"):
            self.add_error("person", NOBODY_SO_NAMED)
        return data

    @property
    def operation_data(self) -> dict[str, Any]:
        data = super().operation_data
        name = data.pop("person")
        data.pop("is_new")
        return {
            **data,
            "person": self.people[0] if self.people else None,
            "new_name": "" if self.people else name,
        }


class NameMemberForm(PersonForm):
    """Who takes a seat, on behalf of which council, and as what."""

    council = forms.ModelChoiceField(
        Council.objects.none(),
        label="On behalf of",
        empty_label="Choose a council",
        error_messages={"required": "Choose a council", "invalid_choice": "Choose a council"},
    )
    role = forms.ChoiceField(
        label="As what?",
        choices=MemberRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose member, reserve or chairman"},
    )
    starts_on = DayField(
        label="From which day?", help_text="Leave it empty if it is not on record", required=False
    )

    def __init__(self, *args: Any, councils: list[Council], later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["council"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy which field this is
        field.queryset = Council.objects.filter(pk__in=[one.pk for one in councils])
        self.fields["is_new"].help_text = "Ticked, the councillor is added to the list of people"
        self.helper = portal_helper(
            "person",
            "is_new",
            "council",
            Choice(
                "role",
                Option(MemberRole.CHAIRMAN, hint="A group has one."),
                Option(MemberRole.RESERVE, hint="Takes the seat when a member of the same council cannot."),
            ),
            "starts_on",
            submit="Name the member",
            later=later,
        )


class ChangeMemberForm(VersionMixin):
    """What becomes of a seat: another part in the group, or a last day."""

    role = NameMemberForm.base_fields["role"]
    ends_on = DayField(
        label="Last day on the group", help_text="Only if the seat becomes free", required=False
    )
    reason = WordsField(
        label="Why?",
        help_text="Needed when the seat becomes free. The reason is published",
        required=False,
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, member: Membership, later: Later, **kwargs: Any) -> None:
        known = {"version": member.version, "role": member.role, "ends_on": member.ends_on}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "role", "ends_on", "reason", submit="Save the change", key=False, later=later
        )


def what_to_ask() -> WordsField:
    return WordsField(
        label="What does the group want to know?",
        help_text="One question",
        rows=3,
        max_length=1000,
        error_messages={"required": WHAT_TO_ASK},
    )


class LineForm(FormKeyMixin):
    """One more line of enquiry."""

    text = what_to_ask()

    def __init__(self, *args: Any, later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("text", submit="Add the line of enquiry", later=later)


class EditLineForm(VersionMixin):
    """A line of enquiry in other words."""

    text = what_to_ask()

    def __init__(self, *args: Any, line: LineOfEnquiry, later: Later, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": line.version, "text": line.text, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("text", submit="Save the line", key=False, later=later)


class WitnessForm(PersonForm):
    """Whom the group hears, with the role held then."""

    role_title = TextField(
        label="What they do",
        help_text="The role when the group heard them, such as Head of ICT",
        max_length=160,
        error_messages={"required": "Say what the witness does, such as Head of ICT"},
    )

    def __init__(self, *args: Any, later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_new"].help_text = "Ticked, the person is added to the list of people"
        self.helper = portal_helper("person", "is_new", "role_title", submit="Name the witness", later=later)
