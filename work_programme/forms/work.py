"""Putting work on the programme, describing it anew, ending it, moving it."""

from datetime import date
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import WordsField
from core.layout import Actions, Choice, Later, Option, Pair, Send, portal_helper
from core.refusals import Refused
from core.versions import VersionMixin
from work_programme.forms.fields import BodyField, CouncilsField, MonthField, kind_field, title_field
from work_programme.models import WorkItem
from work_programme.operations import refuse_months
from work_programme.queries import Line

Address = tuple[str, str]
WHY_IT_MOVES = "Say why it moves. The reason is published"


class WorkFields(forms.Form):
    """What the work is, whom it concerns, who looks at it and what for."""

    title = title_field()
    kind = kind_field()
    note = WordsField(label="What is it for?", max_length=1000, rows=3, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["councils"] = CouncilsField()
        self.fields["owner"] = BodyField(on)


class AddWorkForm(FormKeyMixin, WorkFields):
    """A piece of work with its months: the arguments of `operations.add_work`."""

    starts_on = MonthField(label="First month", help_text="Such as October 2026")
    ends_on = MonthField(label="Last month", help_text="This month counts too.")

    def __init__(self, *args: Any, later: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "title", "kind", "councils", Pair("starts_on", "ends_on"), "owner", "note",
            submit="Add to the programme", later=later,
        )  # fmt: skip


class EditWorkForm(VersionMixin, WorkFields):
    """Other words for a piece of work: the arguments of `operations.edit_work`."""

    def __init__(self, *args: Any, item: WorkItem, later: Address, **kwargs: Any) -> None:
        said = {name: getattr(item, name) for name in ("title", "kind", "note", "version")}
        known = {"councils": [one.pk for one in item.councils.all()], "owner": item.owner_id}
        kwargs["initial"] = {**said, **known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "title", "kind", "councils", "owner", "note", submit="Save the work", later=later, key=False
        )


class EndWorkForm(forms.Form):
    """How a piece of work ended: the arguments of `operations.end_work`."""

    end = forms.ChoiceField(
        label="How did it end?",
        choices=[("finish", "It is finished"), ("withdraw", "It is taken off the programme")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended", "invalid_choice": "Choose how it ended"},
    )
    reason = WordsField(
        label="Why?",
        help_text="It is published. You can leave it empty for finished work.",
        max_length=1000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, later: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            Choice(
                "end",
                Option("finish", hint="It counts in no later month."),
                Option("withdraw", hint="It counts in no month, and stays to be read with the reason."),
            ),
            "reason",
            submit="Record how it ended",
            key=False,
            later=later,
        )


class MoveForm(VersionMixin):
    """Other months for a piece of work, to look at or to confirm with a reason."""

    starts_on = MonthField(label="First month", help_text="Such as October 2026")
    ends_on = MonthField(label="Last month", help_text="This month counts too.")
    reason = WordsField(
        label="Why does it move?",
        help_text="The reason is published.",
        max_length=1000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, line: Line, today: date, later: Address, **kwargs: Any) -> None:
        said = {"starts_on": line.first, "ends_on": line.last, "version": line.version}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.line, self.today = line, today
        self.helper = portal_helper(
            Pair("starts_on", "ends_on"),
            "reason",
            Actions(Send("Show the effect", name="look", secondary=True), Send("Move it"), Later(*later)),
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        """Say beside the field which months cannot be. The operation asks the same."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            months = (self.line.first, self.line.last)
            try:
                refuse_months(
                    data["starts_on"],
                    data["ends_on"],
                    before=months,
                    latest=self.line.latest,
                    today=self.today,
                )
            except Refused as refusal:
                self.add_error(refusal.field, refusal.sentence)
        if "look" not in self.data and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", WHY_IT_MOVES)
        return data
