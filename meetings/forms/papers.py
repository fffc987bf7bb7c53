"""Forms of papers: adding one, and what may be changed of it."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import Openness
from core.fields import TextField, WordsField
from core.handing_in import REVEALED, OpennessMixin, file_field
from core.layout import Choice, Option, portal_helper
from meetings.models import AgendaItem, Document, Meeting


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An item of the agenda, by its number."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        exempt = "" if obj.is_open else " (exempt)"
        return f"{obj.number or obj.position}. {obj.title}{exempt}"


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
