"""Work on an action: what was done, what shows it, its date, and who does it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from councils.models import Post
from recommendations.enums import UpdateKind
from recommendations.forms.answer_fields import PostChoice
from recommendations.models import ActionPart

WHY_IT_MOVES = "Say why the date moves. The reason is published"


class ProgressForm(FormKeyMixin):
    """What was done, or a difficulty."""

    kind = forms.ChoiceField(
        label="What do you report?",
        choices=[(UpdateKind.PROGRESS, "Progress"), (UpdateKind.DIFFICULTY, "A difficulty")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose progress or a difficulty"},
    )
    text = WordsField(
        label="What has happened?",
        help_text="Once added, it cannot be changed. You can always add more.",
        rows=6,
        error_messages={"required": "Say what has happened"},
    )
    expected_on = DayField(
        label="When do you now expect it to be done?", help_text="You can leave this empty.", required=False
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice(
                "kind",
                Option(UpdateKind.PROGRESS, "Everyone can read it.", "doing", "go"),
                Option(
                    UpdateKind.DIFFICULTY,
                    "The portfolio holder and scrutiny are told straight away. It is not published.",
                    "amber",
                    "warn",
                ),
            ),
            "text",
            "expected_on",
            submit="Add to the record",
            later=later,
        )


class EvidenceForm(FormKeyMixin):
    """One file or one link, with what it shows."""

    title = TextField(
        label="Name of the evidence",
        help_text="Such as “Course outline”",
        error_messages={"required": "Give the evidence a name"},
    )
    shows = WordsField(
        label="What does it show?",
        help_text="You can leave this empty.",
        rows=2,
        max_length=1000,
        required=False,
    )
    upload = forms.FileField(
        label="File",
        help_text="PDF, Word, Excel, OpenDocument, CSV, PNG or JPEG, smaller than 20 MB. No macros, no password.",
        required=False,
        allow_empty_file=True,
    )
    url = forms.URLField(
        label="Or the address of a page",
        help_text="Such as https://www.example.gov.uk/minutes",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, such as https://www.example.gov.uk/minutes"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget.input_type = "text"
        self.helper = portal_helper("title", "shows", "upload", "url", submit="Add the evidence", later=later)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload, url = data.get("upload"), data.get("url")
        if not upload and not url and not self.errors:
            self.add_error(
                "upload", "Choose a PDF, Word, Excel or CSV file smaller than 20 MB, or enter an address"
            )
        if upload and url:
            self.add_error("url", "Add a file or an address, one at a time")
        return data

    @property
    def is_file(self) -> bool:
        return bool(self.cleaned_data.get("upload"))

    @property
    def operation_data(self) -> dict[str, Any]:
        """The arguments of `add_evidence_file`, or of `add_evidence_link` where no file was chosen."""
        names = ("title", "shows", "upload" if self.is_file else "url")
        return {name: self.cleaned_data[name] for name in names}


class MoveDateForm(forms.Form):
    """A new date with the reason, for an answer or for a piece of work."""

    new = DayField(label="New date", help_text="Such as 30 September 2026")
    reason = WordsField(
        label="Why does the date move?",
        help_text="The reason is published. The first date stays visible.",
        rows=3,
        max_length=1000,
        error_messages={"required": WHY_IT_MOVES},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("new", "reason", submit="Move the date", later=later, key=False)


class AssignForm(forms.Form):
    """Who does it, who signs it off and by when, where a meeting left that open."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        part: ActionPart,
        posts: QuerySet[Post],
        portfolios: QuerySet[Post],
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"] = PostChoice(
            queryset=posts,
            label="Who will do it",
            empty_label="Choose an officer",
            error_messages={"required": "Choose an officer who will do it"},
        )
        self.fields["portfolio"] = PostChoice(
            queryset=portfolios,
            label="Who signs it off",
            empty_label="Nobody yet",
            required=False,
        )
        self.fields["due_on"] = DayField(label="By when", required=False, disabled=bool(part.due_on))
        self.helper = portal_helper(
            Pair("responsible", "portfolio"), "due_on", submit="Give it to them", later=later, key=False
        )


class ReverseForm(forms.Form):
    """Why a sign-off is undone."""

    reason = WordsField(
        label="Why is the sign-off reversed?",
        help_text="The reason is published. The sign-off stays on the record.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why the sign-off is reversed. The reason is published"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Reverse the sign-off", later=later, key=False)
