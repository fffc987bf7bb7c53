"""Forms of gathering: what was asked of a witness, evidence, and findings under themes."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import Openness
from core.fields import DayField, TextField, WordsField
from core.handing_in import REVEALED, OpennessMixin, file_field
from core.layout import Choice, Option, portal_helper
from core.versions import VersionMixin
from task_groups.enums import CoverageState
from task_groups.models import Finding, GatheredEvidence, LineOfEnquiry, TaskGroup, Witness
from task_groups.queries import Cell

Later = tuple[str, str]
THEMES = "themes"


class Lines(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Lines of enquiry of a group, to tick."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(
            LineOfEnquiry.objects.none(),
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose a line of enquiry of this group"},
        )


class QuestionsForm(forms.Form):
    """Which lines are put to a witness: the argument of `plan_questions`."""

    lines = Lines(
        "Which lines of enquiry are put to this witness?",
        "One that was asked already stays, ticked or not",
    )

    def __init__(self, *args: Any, witness: Witness, later: Later, **kwargs: Any) -> None:
        planned = witness.coverage.exclude(state=CoverageState.DROPPED)
        known = {"lines": list(planned.values_list("line", flat=True))}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        of_group(self, witness.task_group)
        self.helper = portal_helper("lines", submit="Save the questions", key=False, later=later)


class CellForm(VersionMixin):
    """What became of one question to one witness: the arguments of `record_coverage`."""

    state = forms.ChoiceField(
        label="Was it asked?",
        choices=CoverageState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was asked", "invalid_choice": "Choose whether it was asked"},
    )  # fmt: skip
    asked = WordsField(
        label="What was asked?",
        help_text="Leave it empty if the line of enquiry itself was put",
        rows=2,
        max_length=2000,
        required=False,
    )
    note = WordsField(
        label="What was said?",
        help_text="A working note. Only the group and the Scrutiny Officer read it",
        rows=5,
        max_length=10_000,
        required=False,
    )
    still_open = WordsField(
        label="What is still open?",
        help_text="The line counts as open until this is empty",
        rows=2,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, cell: Cell, later: Later, **kwargs: Any) -> None:
        row, names = cell.row, ("version", "state", "asked", "note", "still_open")
        known = {name: getattr(row, name) for name in names} if row else {"version": 0}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "state", "asked", "note", "still_open", submit="Save the question", key=False, later=later
        )


class AboutMixin(forms.Form):
    """What is said of a piece of evidence, whether new or known."""

    title = TextField(
        label="Name of the evidence",
        help_text="Such as Training figures 2025",
        max_length=200,
        error_messages={"required": "Say what the evidence is called"},
    )
    origin = TextField(
        label="Where is it from?",
        help_text="The source, such as PSPS training records",
        max_length=200,
        error_messages={"required": "Say where it is from"},
    )
    owner = TextField(
        label="Whose is it?",
        help_text="The role or organisation that answers for it. Leave it empty if it is not on record",
        max_length=200,
        required=False,
    )
    dated_on = DayField(
        label="Which day is it of?", help_text="Leave it empty if it is not on record", required=False
    )
    lines = Lines("Which lines of enquiry does it serve?")
    witness = forms.ModelChoiceField(
        Witness.objects.none(),
        label="Which witness gave it?",
        required=False,
        empty_label="None of them",
        error_messages={"invalid_choice": "Choose a witness of this group"},
    )


class EvidenceForm(AboutMixin, OpennessMixin, FormKeyMixin):
    """One piece of evidence: the arguments of `gather`."""

    upload = file_field()
    url = forms.URLField(
        label="Or the address of a page",
        help_text="Such as https://www.example.gov.uk/minutes. Leave both empty for what is kept elsewhere",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, such as https://www.example.gov.uk/minutes"},
    )

    def __init__(self, *args: Any, group: TaskGroup, later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_group(self, group)
        self.fields["upload"].required = False
        self.fields["url"].widget.input_type = "text"
        self.helper = portal_helper(
            "title", "origin", "owner", "dated_on", "upload", "url", "lines", "witness",
            Choice("openness", Option(Openness.OPEN), Option(Openness.EXEMPT, reveals=REVEALED)),
            submit="Add the evidence", later=later,
        )  # fmt: skip


class EditEvidenceForm(AboutMixin, VersionMixin):
    """What is said of a piece of evidence, in other words: the arguments of `edit_evidence`."""

    def __init__(self, *args: Any, evidence: GatheredEvidence, later: Later, **kwargs: Any) -> None:
        names = ("version", "title", "origin", "owner", "dated_on", "witness")
        known = {name: getattr(evidence, name) for name in names}
        known["lines"] = [one.pk for one in evidence.lines.all()]
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        of_group(self, evidence.task_group)
        self.helper = portal_helper(
            "title", "origin", "owner", "dated_on", "lines", "witness", submit="Save the evidence", key=False,
            later=later,
        )  # fmt: skip


class EvidenceOpennessForm(OpennessMixin, VersionMixin):
    """Who may read a piece of evidence: the arguments of `change_evidence_openness`."""

    reason = WordsField(
        label="Why",
        required=False,
        max_length=1000,
        rows=3,
        help_text="Needed to open what was exempt. It stays in the history with your name",
    )

    def __init__(self, *args: Any, evidence: GatheredEvidence, later: Later, **kwargs: Any) -> None:
        names = ("version", "openness", "exempt_paragraph", "public_summary")
        known = {name: getattr(evidence, name) for name in names}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice("openness", Option(Openness.OPEN), Option(Openness.EXEMPT, reveals=REVEALED)),
            "reason", submit="Save who may read it", key=False, later=later,
        )  # fmt: skip


class WithdrawForm(VersionMixin):
    """Why something is withdrawn."""

    reason = WordsField(
        label="Why is it withdrawn?",
        help_text="The group reads the reason",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it is withdrawn"},
    )

    def __init__(self, *args: Any, version: int, later: Later, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Withdraw it", key=False, later=later)


class FindingMixin(forms.Form):
    """What was found, under which theme, and on which evidence."""

    theme = TextField(
        label="Under which theme?",
        help_text="A heading of the report, such as Users. Choose one that is there, or write a new one",
        max_length=100,
        error_messages={"required": "Say under which theme it stands"},
    )
    text = WordsField(
        label="What did the group find?",
        help_text="One finding. Shown to everyone once the report is published",
        rows=5,
        max_length=4000,
        error_messages={"required": "Say what the group found"},
    )
    evidence = forms.ModelMultipleChoiceField(
        GatheredEvidence.objects.none(),
        label="On which evidence does it rest?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose evidence of this group"},
    )

    def prepare(self, group: TaskGroup, chosen: tuple[int, ...] = ()) -> list[str]:
        """Offer the group's themes and evidence. Evidence that was withdrawn is offered only where it was chosen."""
        self.fields["theme"].widget.attrs.update(list=THEMES, autocomplete="off")
        there = GatheredEvidence.objects.filter(task_group=group)
        there = (there.standing() | there.filter(pk__in=chosen)).order_by("pk")
        self.fields["evidence"].queryset = there  # type: ignore[attr-defined]
        leave_out_empty(self, "evidence", forms.MultipleHiddenInput())
        return ["theme", "text", "evidence"]


class FindingForm(FindingMixin, FormKeyMixin):
    """One more finding: the arguments of `write_finding`."""

    def __init__(self, *args: Any, group: TaskGroup, later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(*self.prepare(group), submit="Add the finding", later=later)


class EditFindingForm(FindingMixin, VersionMixin):
    """A finding in other words: the arguments of `edit_finding`."""

    def __init__(self, *args: Any, finding: Finding, later: Later, **kwargs: Any) -> None:
        chosen = tuple(finding.evidence.values_list("pk", flat=True))
        known = {
            "version": finding.version,
            "theme": finding.theme,
            "text": finding.text,
            "evidence": list(chosen),
        }
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields = self.prepare(finding.task_group, chosen)
        self.helper = portal_helper(*fields, submit="Save the finding", key=False, later=later)


def of_group(form: forms.Form, group: TaskGroup) -> None:
    """Offer the lines and witnesses of the group itself."""
    form.fields["lines"].queryset = group.lines_of_enquiry.order_by("position")  # type: ignore[attr-defined]
    leave_out_empty(form, "lines", forms.MultipleHiddenInput())
    if "witness" in form.fields:
        witnesses = group.witnesses.select_related("person").order_by("pk")
        form.fields["witness"].queryset = witnesses  # type: ignore[attr-defined]
        leave_out_empty(form, "witness", forms.HiddenInput())


def leave_out_empty(form: forms.Form, name: str, hidden: forms.Widget) -> None:
    """Ask no question that has no answers to choose from."""
    field = form.fields[name]
    if not field.queryset.exists():  # type: ignore[attr-defined]
        field.widget = hidden
