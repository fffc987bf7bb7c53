"""Forms of the agenda."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from strategies.models import Strategy
from task_groups.models import Report


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
    introduction = WordsField(label="Report and presenter", required=False, max_length=2000, rows=3)
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

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = Strategy.objects.order_by("title")  # type: ignore[attr-defined]
        self.fields["report"].queryset = Report.objects.order_by("title")  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "number",
            "title",
            "introduction",
            Pair("strategy", "report"),
            Choice(
                "openness",
                Option(Openness.OPEN),
                Option(Openness.EXEMPT, reveals=("exempt_paragraph", "public_title", "public_summary")),
            ),
            submit="Add to the agenda",
            later=("Back", back),
        )

    def clean_openness(self) -> str:
        return self.cleaned_data["openness"] or Openness.EXEMPT

    def clean(self) -> None:
        super().clean()
        exempt = self.cleaned_data.get("openness") == Openness.EXEMPT
        if not exempt:
            self.cleaned_data.update(exempt_paragraph=None, public_title="", public_summary="")
        elif self.data.get("openness") and not self.cleaned_data.get("exempt_paragraph"):
            self.add_error("exempt_paragraph", "Choose why it is exempt: a paragraph from 1 to 7")
