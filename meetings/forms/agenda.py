"""Forms of the agenda."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from meetings.models import AgendaItem, Meeting
from meetings.queries import earlier_items, short_day
from strategies.models import Strategy
from task_groups.models import Report


class EarlierItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An item of an earlier meeting, with its day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{short_day(obj.meeting)}, item {obj.number or obj.position}: {obj.title}"


class ItemForm(FormKeyMixin):
    """An item of the agenda. Without a word on openness it is exempt (promise X4)."""

    number = TextField(
        label="Number",
        required=False,
        max_length=10,
        help_text="As printed. Leave it empty to take the next number",
    )
    title = TextField(
        label="What it is about", max_length=300, error_messages={"required": "Say what the item is about"}
    )
    presenter = TextField(label="Presenter", required=False, help_text="For example Head of ICT")
    introduction = WordsField(
        label="Report and what is asked of the meeting", required=False, max_length=2000, rows=3
    )
    follows_up = EarlierItemChoice(
        AgendaItem.objects.none(), label="What it follows up", required=False, empty_label="Nothing"
    )
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(), label="Strategy it is about", required=False, empty_label="None"
    )
    report = forms.ModelChoiceField(
        Report.objects.none(), label="Report it receives", required=False, empty_label="None"
    )
    openness = forms.ChoiceField(
        label="Who may read it",
        choices=Openness.choices[::-1],
        widget=forms.RadioSelect,
        required=False,
        help_text="If you choose neither, it counts as exempt",
    )
    exempt_paragraph = forms.TypedChoiceField(
        label="Why it is exempt (Schedule 12A)",
        choices=[("", "Choose a paragraph"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    public_title = TextField(
        label="Neutral title",
        required=False,
        max_length=200,
        help_text="Anyone may read it. Give nothing away",
    )
    public_summary = TextField(
        label="Neutral summary",
        required=False,
        max_length=300,
        help_text="Anyone may read it. Give nothing away",
    )

    submit = "Add to the agenda"

    def __init__(self, *args: Any, meeting: Meeting, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = Strategy.objects.order_by("title")  # type: ignore[attr-defined]
        self.fields["report"].queryset = Report.objects.order_by("title")  # type: ignore[attr-defined]
        self.fields["follows_up"].queryset = earlier_items(meeting)  # type: ignore[attr-defined]
        self.helper = portal_helper(
            Pair("number", "presenter"),
            "title",
            "introduction",
            "follows_up",
            Pair("strategy", "report"),
            Choice(
                "openness",
                Option(Openness.OPEN, reveals=self.on_opening()),
                Option(Openness.EXEMPT, reveals=("exempt_paragraph", "public_title", "public_summary")),
            ),
            submit=self.submit,
            later=("Back", back),
        )

    def on_opening(self) -> tuple[str, ...]:
        """What else is asked when the item is open."""
        return ()

    def clean_openness(self) -> str:
        return self.cleaned_data["openness"] or Openness.EXEMPT

    def clean(self) -> None:
        super().clean()
        exempt = self.cleaned_data.get("openness") == Openness.EXEMPT
        if not exempt:
            self.cleaned_data.update(exempt_paragraph=None, public_title="", public_summary="")
        elif self.data.get("openness") and not self.cleaned_data.get("exempt_paragraph"):
            self.add_error("exempt_paragraph", "Choose why it is exempt: a paragraph from 1 to 7")


class EditItemForm(VersionMixin, ItemForm):
    """Change an item. What was exempt becomes open only with a reason."""

    submit = "Save the item"
    reason = TextField(
        label="Why it may be public now", required=False, max_length=300, help_text="Kept in the history"
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        self.item = item
        names = [name for name in self.base_fields if name not in {"form_key", "reason"}]
        said = {name: getattr(item, name) for name in names}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, meeting=item.meeting, **kwargs)
        if item.is_open:
            del self.fields["reason"]

    def on_opening(self) -> tuple[str, ...]:
        return () if self.item.is_open else ("reason",)


class TakeOffForm(VersionMixin):
    """Take an item off. Off a published agenda only with a reason."""

    reason = WordsField(
        label="Reason",
        max_length=500,
        rows=3,
        help_text="The reason is published",
        error_messages={"required": "Say why. The reason is published"},
    )

    def __init__(self, *args: Any, is_public: bool, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_public:
            del self.fields["reason"]
        self.helper = portal_helper(
            *self.fields, submit="Take it off the agenda", key=False, later=("Back to the agenda", back)
        )


class CarryForm(forms.Form):
    """Which items are carried over to the next meeting."""

    items = forms.TypedMultipleChoiceField(
        label="Items",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item"},
    )

    def __init__(self, *args: Any, items: list[AgendaItem], day: str, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (item.pk, f"{item.number or item.position}. {item.title}{'' if item.is_open else ' (exempt)'}")
            for item in items
        ]
        self.helper = portal_helper(
            "items",
            submit=f"Carry over to the meeting on {day}",
            key=False,
            later=("Back to the meeting", back),
        )
