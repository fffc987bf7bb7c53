"""Fields of every form that takes a file: the file itself, and who may read it."""

from django import forms
from django.conf import settings

from core.enums import ExemptParagraph, Openness
from core.fields import TextField

FILE_HELP = (
    "PDF, Word, Excel, OpenDocument, CSV, PNG or JPEG, smaller than "
    f"{settings.UPLOAD_LIMIT_MB} MB. No macros, no password."
)
REVEALED = ("exempt_paragraph", "public_summary")


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
