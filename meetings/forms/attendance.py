"""Forms of who was at a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from core.edges import FormKeyMixin
from core.fields import TextField, WordsField
from core.layout import Choice, Option, portal_helper
from councils.models import Appointment, Person
from meetings.enums import Presence
from meetings.models import Attendance
from meetings.operations import There
from meetings.operations.attendance import LONGEST_INTEREST, council_of, says_the_same
from meetings.queries.attendance import Candidate, Expected, capacity_words, is_dual_hatted

OF_A_MEMBER = [
    (Presence.PRESENT, "Present"),
    (Presence.APOLOGIES, "Apologies"),
    (Presence.SUBSTITUTE, "Substitute"),
]
NOT_RECORDED = ("", "Not recorded")
OFF = ("", "Take off the list")
GONE = "Someone else took a line off the list while you were writing. Look at the list again, then save."
NOBODY_SO_NAMED = (
    "No one of that name is on record. Check the spelling, or leave it empty and give the role below"
)
SEVERAL = "Several people on record have that name. Add the title before it"


@dataclass(frozen=True)
class Row:
    """One line of the list as it is drawn. `theirs` is what somebody else saved meanwhile."""

    candidate: Candidate
    presence: BoundField
    whom: BoundField
    seat: BoundField | None
    interest: BoundField
    theirs: str

    @property
    def is_open(self) -> bool:
        """Whether there is something to see under "Interest declared"."""
        return bool(self.interest.value() or self.interest.errors)


class AttendanceForm(forms.Form):
    """The whole list in one form: a line for each member of the day, and for everybody else who was noted."""

    def __init__(self, *args: Any, expected: Expected, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.lines: dict[str, There] = {}
        self.places = {str(person.pk): person for person in expected.whose_places}
        for candidate in expected.everyone:
            self._add(candidate)

    def _add(self, one: Candidate) -> None:
        row, key = one.row, one.key
        choices = [*OF_A_MEMBER, NOT_RECORDED] if one.is_member else [*Presence.choices, OFF]
        whom = [(pk, str(person)) for pk, person in self.places.items() if person != one.person]
        self.fields[f"{key}-presence"] = forms.ChoiceField(
            label=one.name, choices=choices, widget=forms.RadioSelect, required=False,
            initial=row.presence if row else "",
        )  # fmt: skip
        self.fields[f"{key}-whom"] = forms.ChoiceField(
            label="Substitute for whom", choices=[("", "Choose a member"), *whom], required=False,
            initial=row.substitute_for_id if row else "",
        )  # fmt: skip
        if one.seats:
            self.fields[f"{key}-seat"] = seat_field(one.seats, row)
        self.fields[f"{key}-interest"] = interest_field(row)

    def typed_version(self, candidate: Candidate) -> int:
        """The version of the line that the person read. What is no number counts as none."""
        typed = str(self.data.get(f"{candidate.key}-version", ""))
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0

    def line_of(self, candidate: Candidate) -> There:
        """What is said of one person, as far as it can be read."""
        data, key = self.cleaned_data, candidate.key
        presence, seat = data.get(f"{key}-presence", ""), candidate.seat
        if candidate.seats:
            chosen = data.get(f"{key}-seat", "")
            seat = next((one for one in candidate.seats if str(one.pk) == chosen), None)
        return There(
            presence=presence,
            person=candidate.person,
            label=candidate.row.label if candidate.row else "",
            on_behalf_of=council_of(seat) if candidate.seats else candidate.on_behalf_of,
            substitute_for=self.places.get(data.get(f"{key}-whom", "")),
            seat=seat,
            interest=data.get(f"{key}-interest", ""),
            row=candidate.row,
            version=self.typed_version(candidate),
        )

    def clean(self) -> dict[str, Any] | None:
        """Give the operation's argument. The capacity is asked of whoever has several, a substitute's place of each."""
        super().clean()
        for candidate in self.expected.everyone:
            key = candidate.key
            line = self.lines[key] = self.line_of(candidate)
            if line.presence == Presence.SUBSTITUTE and line.substitute_for is None:
                self.add_error(f"{key}-whom", f"Say for whom {candidate.name} was there")
            if line.presence and candidate.seats and line.seat is None and f"{key}-seat" not in self.errors:
                self.add_error(f"{key}-seat", f"Choose in which capacity {candidate.name} was there")
            if line.interest and not line.presence and f"{key}-presence" not in self.errors:
                self.add_error(
                    f"{key}-presence", f"Say how {candidate.name} was there, or clear the interest"
                )
        if self.lost_lines():
            self.add_error(None, GONE)
        return None if self.errors else {"lines": list(self.lines.values())}

    def lost_lines(self) -> set[str]:
        """Lines that were sent and of which nothing is known any more: somebody else took them off."""
        known = {one.key for one in self.expected.everyone}
        sent = {name.rpartition("-")[0] for name in self.data if name.endswith("-presence")}
        return {key for key in sent - known if self.data.get(f"{key}-presence")}

    def rows_of(self, candidates: Iterable[Candidate]) -> list[Row]:
        return [self._row(one) for one in candidates]

    def _row(self, one: Candidate) -> Row:
        key = one.key
        return Row(
            candidate=one,
            presence=self[f"{key}-presence"],
            whom=self[f"{key}-whom"],
            seat=self[f"{key}-seat"] if one.seats else None,
            interest=self[f"{key}-interest"],
            theirs=self._theirs(one),
        )

    def _theirs(self, one: Candidate) -> str:
        """What stands on the list now, where somebody else changed it after it was read and said something else."""
        line = self.lines.get(one.key)
        if line is None or line.version == one.version or says_the_same(line, one.row):
            return ""
        return noted_words(one.row)

    @property
    def members(self) -> list[Row]:
        return self.rows_of(self.expected.members)

    @property
    def unproven(self) -> list[Row]:
        return self.rows_of(self.expected.unproven)

    @property
    def others(self) -> list[Row]:
        return self.rows_of(self.expected.others)


def noted_words(row: Attendance | None) -> str:
    """A line in words: "Substitute for Councillor Example", "Not recorded"."""
    if row is None:
        return "Not recorded"
    words = row.get_presence_display()
    if row.substitute_for:
        words = f"{words} for {row.substitute_for}"
    if row.seat:
        words = f"{words}, as {capacity_words(row.seat)}"
    return f"{words}. Interest declared: {row.interest}" if row.interest else words


def seat_field(seats: Iterable[Appointment], row: Attendance | None = None) -> forms.ChoiceField:
    """In which of several capacities somebody was there. Nothing is chosen beforehand: it must be said."""
    return forms.ChoiceField(
        label="In which capacity",
        choices=[("", "Choose the capacity"), *((str(one.pk), capacity_words(one)) for one in seats)],
        required=False,
        initial=row.seat_id if row else "",
    )


def interest_field(row: Attendance | None = None) -> WordsField:
    return WordsField(
        label="Interest declared",
        max_length=LONGEST_INTEREST,
        rows=2,
        required=False,
        help_text="In which item, and what. It is published with the record",
        initial=row.interest if row else "",
    )


class AddForm(FormKeyMixin):
    """Somebody else who was there: a person of the record by name, or a role where no name is on record.

    `hats` gives the capacities of those who have the name; `people` those people.
    """

    presence = forms.ChoiceField(
        label="How they were there",
        choices=[
            (Presence.SUBSTITUTE, "Substitute"),
            (Presence.IN_ATTENDANCE, "In attendance"),
            (Presence.WITNESS, "Witness"),
            (Presence.PRESENT, "Present, as a member"),
            (Presence.APOLOGIES, "Apologies"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they were there"},
    )
    substitute_for = forms.ChoiceField(label="For whom", required=False)
    person = TextField(
        label="Name, as on record",
        required=False,
        max_length=200,
        help_text="People are named only where the record names them",
    )
    seat = forms.ChoiceField(label="In which capacity", required=False)
    label = TextField(
        label="Or role, where no name is on record",
        required=False,
        max_length=200,
        help_text="For example Head of ICT",
    )
    interest = interest_field()

    def __init__(
        self,
        *args: Any,
        expected: Expected,
        people: list[Person],
        hats: list[Appointment],
        back: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.hats = people, hats
        self.places = {str(person.pk): person for person in expected.whose_places}
        self._choices(
            "substitute_for",
            [("", "Choose a member"), *((pk, str(one)) for pk, one in self.places.items())],
        )
        self.asks_capacity = len(people) == 1 and is_dual_hatted(hats)
        self.fields["person"].widget.attrs.update(list="people", autocomplete="off")
        if self.asks_capacity:
            self.fields["seat"] = seat_field(hats)
        else:
            del self.fields["seat"]
        self.helper = portal_helper(
            Choice("presence", Option(Presence.SUBSTITUTE, reveals=("substitute_for",))),
            "person",
            *(["seat"] if self.asks_capacity else []),
            "label",
            "interest",
            submit="Add to the list",
            later=("Back to the list", back),
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are
        field.choices = choices

    def clean_substitute_for(self) -> Person | None:
        return self.places.get(self.cleaned_data["substitute_for"])

    def clean_person(self) -> Person | None:
        """The one person of that name. The name stays as typed where there is none, or there are several."""
        if not self.cleaned_data["person"]:
            return None
        if len(self.people) != 1:
            raise forms.ValidationError(SEVERAL if self.people else NOBODY_SO_NAMED)
        return self.people[0]

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        data = self.cleaned_data
        if "person" in data and data["person"] is None and not data.get("label"):
            self.add_error("person", "Give a name that is on record, or a role below")
        if data.get("presence") == Presence.SUBSTITUTE and not data.get("substitute_for"):
            self.add_error("substitute_for", "Say for whom")
        if data.get("presence") != Presence.SUBSTITUTE:
            data["substitute_for"] = None
        if self.asks_capacity:
            seat = next((one for one in self.hats if str(one.pk) == data.get("seat")), None)
            if seat is None and "seat" not in self.errors:
                self.add_error("seat", f"Choose in which capacity {self.people[0]} was there")
            data["seat"] = seat
        elif data.get("person") and len(self.hats) == 1:
            data["seat"] = self.hats[0]
        return None
