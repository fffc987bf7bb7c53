"""Forms of the words explained."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from strategies.enums import TermStatus
from strategies.models import GlossaryTerm

NOW, LATER = "1", ""


class TermFields(FormKeyMixin):
    """A word with its explanation."""

    term = TextField(label="Word", max_length=100, error_messages={"required": "Enter the word"})
    abbreviation = TextField(label="Abbreviation", max_length=20, required=False)
    explanation = WordsField(
        label="What it means",
        help_text="One or two plain sentences. It cannot be published without.",
        max_length=1000,
        rows=4,
        required=False,
    )
    maintained_by = TextField(label="Who keeps it right", max_length=160, required=False)
    publish = forms.TypedChoiceField(
        label="Can anyone read it now?",
        choices=[(NOW, "Yes, publish it"), (LATER, "Not yet, keep it as a draft")],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]  # the stubs know text only
        required=False,
        widget=forms.RadioSelect,
    )


def choice_to_publish() -> Choice:
    return Choice(
        "publish",
        Option(NOW, "It is explained wherever it first stands."),
        Option(LATER, "Only the Scrutiny Officer sees it."),
    )


class AddTermForm(TermFields):
    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Pair("term", "abbreviation"),
            "explanation",
            "maintained_by",
            choice_to_publish(),
            submit="Add the word",
            later=later,
        )


class EditTermForm(VersionMixin, TermFields):
    def __init__(self, *args: Any, word: GlossaryTerm, **kwargs: Any) -> None:
        names = ("term", "abbreviation", "explanation", "maintained_by", "version")
        kwargs["initial"] = {name: getattr(word, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        is_draft = word.status == TermStatus.DRAFT
        if not is_draft:
            del self.fields["publish"]
        self.helper = portal_helper(
            Pair("term", "abbreviation"),
            "explanation",
            "maintained_by",
            *([choice_to_publish()] if is_draft else []),
            submit="Save the word",
            later=("Leave it as it is", word.get_absolute_url()),
        )
