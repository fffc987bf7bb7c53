"""Milestones of a roadmap project, and its difficulties."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, portal_helper
from core.versions import VersionMixin
from strategies.models import ProjectMilestone


class MilestoneForm(FormKeyMixin):
    """A step of a project with its day: the arguments of `operations.add_milestone`."""

    what = TextField(
        label="What is to be reached?",
        help_text="Such as “East Lindsey goes live”",
        error_messages={"required": "Say what is to be reached"},
    )
    due_on = DayField(label="By when?", help_text="Such as 30 September 2026")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("what", "due_on", submit="Add the milestone", later=later)


class ChangeMilestoneForm(VersionMixin):
    """What became of a milestone: the arguments of `operations.change_milestone`."""

    change = forms.ChoiceField(
        label="What became of it?",
        choices=[("done", "It is reached"), ("moved", "Its day moves")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what became of the milestone",
            "invalid_choice": "Choose what became of the milestone",
        },
    )
    done_on = DayField(label="On which day was it reached?", required=False)
    due_on = DayField(label="To which day?", required=False)
    reason = WordsField(
        label="Why does the day move?",
        help_text="The reason is published. The first day stays visible.",
        required=False,
        max_length=1000,
        rows=3,
    )

    def __init__(
        self, *args: Any, milestone: ProjectMilestone, later: tuple[str, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"version": milestone.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice(
                "change",
                Option("done", reveals=("done_on",)),
                Option("moved", reveals=("due_on", "reason")),
            ),
            submit="Record it",
            later=later,
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        """Say beside each field what the choice needs. The operation checks the same."""
        data = super().clean() or self.cleaned_data
        needs = {
            "done": [("done_on", "Enter the day it was reached, such as 30 September 2026")],
            "moved": [
                ("due_on", "Enter the new day, such as 30 September 2026"),
                ("reason", "Say why the date moves. The reason is published"),
            ],
        }
        for name, sentence in needs.get(str(data.get("change")), []):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data


class DifficultyForm(FormKeyMixin):
    """What is in the way: the arguments of `operations.tell_difficulty`."""

    words = WordsField(
        label="What is in the way?",
        help_text="Once told, it cannot be changed. It is not published.",
        rows=6,
        error_messages={"required": "Say what the difficulty is"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("words", submit="Tell them now", later=later)


class SettleForm(forms.Form):
    """What came of a difficulty: the arguments of `operations.settle_difficulty`."""

    words = WordsField(
        label="What came of it?",
        help_text="What was told stays as it is.",
        max_length=2000,
        error_messages={"required": "Say what came of it"},
    )
    settled_on = DayField(label="Since which day?", help_text="Such as 30 September 2026")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("words", "settled_on", submit="Record it", later=later, key=False)
