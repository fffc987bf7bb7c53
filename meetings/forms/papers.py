"""Forms of papers: adding one, and what may be changed of it."""

from typing import Any

from django import forms
from django.conf import settings

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import TextField, WordsField
from core.layout import Choice, Option, portal_helper
from meetings.models import AgendaItem, Document, Meeting

FILE_HELP = (
    "PDF, Word, Excel, OpenDocument, CSV, PNG or JPEG, smaller than "
    f"{settings.UPLOAD_LIMIT_MB} MB. No macros, no password."
)
REVEALED = ("exempt_paragraph", "public_summary")


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An item of the agenda, by its number."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        exempt = "" if obj.is_open else " (exempt)"
        return f"{obj.number or obj.position}. {obj.title}{exempt}"


def file_field() -> forms.FileField:
    return forms.FileField(
        label="File",
        help_text=FILE_HELP,
        allow_empty_file=True,
        error_messages={
            "required": "Choose the file",
            "max_length": "The name of the file is too long. Give it a shorter one",
        },
    )


def paragraph_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Why it is exempt (Schedule 12A)",
        choices=[("", "Choose a paragraph"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )


def summary_field() -> TextField:
    return TextField(
        label="What anyone may read instead",
        required=False,
        max_length=300,
        help_text="One neutral line. Give nothing away",
    )


class OpennessMixin(forms.Form):
    """Who may read it. Without a word on openness a paper is exempt (promise X4)."""

    openness = forms.ChoiceField(
        label="Who may read it",
        choices=Openness.choices[::-1],
        widget=forms.RadioSelect,
        required=False,
        help_text="If you choose neither, it counts as exempt",
    )
    exempt_paragraph = paragraph_field()
    public_summary = summary_field()

    def clean_openness(self) -> str:
        return self.cleaned_data["openness"] or Openness.EXEMPT

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("openness") == Openness.OPEN:
            self.cleaned_data.update(exempt_paragraph=None, public_summary="")
        elif self.data.get("openness") and self.needs_a_paragraph:
            self.add_error("exempt_paragraph", "Choose why it is exempt: a paragraph from 1 to 7")

    @property
    def needs_a_paragraph(self) -> bool:
        """Whether it is said to be exempt without saying why, and its item does not say so either."""
        item = self.cleaned_data.get("item")
        inherits = item is not None and item.exempt_paragraph is not None
        return not self.cleaned_data.get("exempt_paragraph") and not inherits


class PaperForm(OpennessMixin, FormKeyMixin):
    """A paper for the pack."""

    upload = file_field()
    label = TextField(
        label="Label",
        required=False,
        max_length=40,
        help_text="Such as “Appendix A”. Leave it empty for a report",
    )
    title = TextField(
        label="Title", required=False, max_length=200, help_text="Leave it empty to use the name of the file"
    )
    item = ItemChoice(
        AgendaItem.objects.none(),
        label="Belongs to",
        required=False,
        empty_label="The whole meeting",
        error_messages={"invalid_choice": "Choose an item of this meeting"},
    )

    def __init__(self, *args: Any, meeting: Meeting, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.order_by("position")  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "upload",
            "item",
            "label",
            "title",
            Choice("openness", Option(Openness.OPEN), Option(Openness.EXEMPT, reveals=REVEALED)),
            submit="Add the paper",
            later=("Back to the meeting", back),
        )


class ChangeForm(forms.Form):
    """One change of a paper. `version` is the one that was read: the operation compares."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    layout: tuple[Any, ...] = ()
    submit = ""

    def __init__(self, *args: Any, paper: Document, back: str, **kwargs: Any) -> None:
        kwargs["initial"] = {**self.initial_of(paper), "version": paper.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            *self.layout, submit=self.submit, later=("Back to the papers", back), key=False
        )

    def initial_of(self, paper: Document) -> dict[str, Any]:
        return {}


class NewVersionForm(ChangeForm, FormKeyMixin):
    upload = file_field()
    layout = ("upload",)
    submit = "Add the new version"


class RelabelForm(ChangeForm):
    label = TextField(label="Label", required=False, max_length=40, help_text="Such as “Appendix A”")
    title = TextField(
        label="Title", max_length=200, error_messages={"required": "Say what the paper is called"}
    )
    layout = ("label", "title")
    submit = "Save the change"

    def initial_of(self, paper: Document) -> dict[str, Any]:
        return {"label": paper.label, "title": paper.title}


class PaperOpennessForm(OpennessMixin, ChangeForm):
    reason = WordsField(
        label="Why",
        required=False,
        max_length=1000,
        rows=3,
        help_text="Needed to open a paper that was exempt. It stays in the history with your name",
    )
    layout = (
        Choice("openness", Option(Openness.OPEN), Option(Openness.EXEMPT, reveals=REVEALED)),
        "reason",
    )
    submit = "Save who may read it"

    def initial_of(self, paper: Document) -> dict[str, Any]:
        return {
            "openness": paper.openness,
            "exempt_paragraph": paper.exempt_paragraph,
            "public_summary": paper.public_summary,
        }


class WithdrawPaperForm(ChangeForm):
    reason = WordsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        help_text="Everyone who could read the paper reads this reason",
        error_messages={"required": "Say why the paper is withdrawn. Its readers see the reason"},
    )
    layout = ("reason",)
    submit = "Withdraw the paper"
