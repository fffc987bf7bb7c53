"""Handing a paper in, and saying to which meeting it belongs."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, portal_helper
from councils.models import Body
from meetings.enums import RECORD_PUBLISHED
from meetings.models import Meeting
from recommendations.operations.reading import LONGEST_PASTE
from recommendations.operations.reading_meeting import LEFT_OPEN, NEW
from recommendations.queries.reading import spelt_meeting
from task_groups.models import TaskGroup

AGAIN = "again"
FILES = ".pdf,.docx,.txt,.html,.htm"


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body with the council whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.council.short_name}: {obj.name}" if obj.council else f"Joint: {obj.name}"


class HandInForm(FormKeyMixin):
    """Pasted text or a file, and whether the public may read what comes of it."""

    text = WordsField(
        label="Paste the text",
        help_text="A whole page of minutes, headings and all. The words are kept as they are.",
        rows=10,
        max_length=LONGEST_PASTE,
        required=False,
    )
    upload = forms.FileField(
        label="Or choose a file",
        help_text="PDF, Word (.docx), plain text or a saved web page, smaller than 20 MB.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={"invalid": "Choose the file again"},
    )
    title = TextField(
        label="What you call it",
        help_text="Leave it empty to use its first line or file name.",
        required=False,
    )
    openness = forms.ChoiceField(
        label="May the public read what you accept from it?",
        choices=[(Openness.EXEMPT, "No, it is exempt"), (Openness.OPEN, "Yes, it is open to the public")],
        widget=forms.RadioSelect,
        initial=Openness.EXEMPT,
        error_messages={"required": "Choose whether the public may read it"},
    )
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "Not said yet"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "text",
            "upload",
            "title",
            Choice(
                "openness",
                Option(
                    Openness.EXEMPT,
                    "Only those entitled can read it (Local Government Act 1972, Schedule 12A).",
                    reveals=("exempt_paragraph",),
                ),
                Option(Openness.OPEN, "Everyone can read it once you publish the record."),
            ),
            submit="Read it",
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("openness") == Openness.OPEN:
            data["exempt_paragraph"] = None
        return data


class MeetingForm(forms.Form):
    """One of the meetings on record, a new one, or none yet. `version` is that of the reading that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    which = forms.ChoiceField(
        label="Which meeting is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the meeting", "invalid_choice": "Choose one of these"},
    )
    body = BodyChoice(Body.objects.none(), label="Body that met", required=False, empty_label="Choose a body")
    task_group = forms.ModelChoiceField(
        TaskGroup.objects.none(), label="Or task group", required=False, empty_label="No task group"
    )
    held_on = DayField(label="Day", help_text="For example 30 September 2026", required=False)
    reason = WordsField(
        label="Why it belongs there",
        help_text="Only where the paper names another council. Only officers read it.",
        rows=2,
        max_length=1000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        meetings: Sequence[Meeting],
        later: tuple[str, str],
        needs_reason: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(meeting.pk): meeting for meeting in meetings}
        options = [Option(pk, "", "", "") for pk in self.known]
        bodies = Body.objects.select_related("council").order_by("council__position", "name")
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["task_group"].queryset = TaskGroup.objects.order_by("title")  # type: ignore[attr-defined]
        choices = [(pk, label_of(meeting)) for pk, meeting in self.known.items()]
        choices.append((NEW, "A new meeting"))
        options.append(
            Option(
                NEW,
                "Nobody else sees it before you publish its record.",
                reveals=("body", "task_group", "held_on"),
            )
        )
        if any(meeting.status in RECORD_PUBLISHED for meeting in meetings):
            choices.append((AGAIN, "A second record of the same body and day"))
            options.append(
                Option(
                    AGAIN,
                    "Where the record of that day is published already. Say body and day as for a new one.",
                )
            )
        choices.append((LEFT_OPEN, "I cannot say yet"))
        options.append(Option(LEFT_OPEN, "You can look through it, and accept things once you know."))
        self.fields["which"].choices = choices  # type: ignore[attr-defined]
        fields: list[Any] = ["version", Choice("which", *options)]
        self.helper = portal_helper(*fields, "reason", submit="Confirm the meeting", key=False, later=later)
        if needs_reason:
            self.fields["reason"].help_text = "The paper names another council. Only officers read this."

    def clean(self) -> dict[str, Any] | None:
        """Give the operation's arguments."""
        data = super().clean() or {}
        which = data.get("which")
        fresh = which in {NEW, AGAIN}
        if fresh and bool(data.get("body")) == bool(data.get("task_group")):
            self.add_error("body", "Choose the body that met, or a task group")
        if fresh and "held_on" not in self.errors and not data.get("held_on"):
            self.add_error("held_on", "Enter a date, such as 30 September 2026")
        if self.errors:
            return None
        made = {name: data[name] for name in ("body", "task_group", "held_on")} if fresh else {}
        return {
            "version": data["version"],
            "reason": data["reason"],
            "meeting": self.known.get(str(which)),
            "again": which == AGAIN,
            **made,
        }


def label_of(meeting: Meeting) -> str:
    ended = ", record published" if meeting.status in RECORD_PUBLISHED else ""
    return f"{spelt_meeting(meeting)}{ended}"
