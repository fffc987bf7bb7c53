"""A recommendation that is not logged in a meeting of the portal: the officer adds it."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from councils.models import Council
from recommendations.enums import RecommendationKind
from strategies.models import Strategy
from task_groups.models import Report

FIRST_CHOICE = "None"


class AddForm(FormKeyMixin):
    """The words, who is asked, and where it comes from."""

    text = WordsField(
        label="What is recommended?",
        help_text="The exact words. Once published they are frozen; corrections are dated.",
        rows=5,
        max_length=8000,
        error_messages={"required": "Say what is recommended"},
    )
    title = TextField(
        label="Short title in plain words",
        max_length=160,
        error_messages={"required": "Give it a short title"},
    )
    councils = forms.ModelMultipleChoiceField(
        queryset=Council.objects.none(),
        label="Which councils are asked?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one council"},
    )
    kind = forms.ChoiceField(
        label="Can it be completed?",
        choices=RecommendationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it can be completed"},
    )
    made_by = TextField(label="Who made it?", error_messages={"required": "Say who made it"})
    made_on = DayField(
        label="Day it was made", help_text="Leave it empty if it is not on record.", required=False
    )
    strategy = forms.ModelChoiceField(
        queryset=Strategy.objects.none(), label="Strategy", required=False, empty_label=FIRST_CHOICE
    )
    report = forms.ModelChoiceField(
        queryset=Report.objects.none(), label="Report", required=False, empty_label=FIRST_CHOICE
    )
    openness = forms.ChoiceField(
        label="May the public read it?",
        choices=[(Openness.OPEN, "Open to the public"), (Openness.EXEMPT, "Exempt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the public may read it"},
    )
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "Choose a paragraph"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    public_title = TextField(label="Neutral title that anyone may read", max_length=160, required=False)

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prefix"] = TextField(
            label="Reference begins with",
            help_text="Letters and two figures of the year, such as DS23. The number follows by itself.",
            max_length=8,
            error_messages={
                "required": "Begin the reference with letters and two figures of the year, such as DS23"
            },
        )
        for name, found in (
            ("councils", Council.objects.order_by("position", "pk")),
            ("strategy", Strategy.objects.filter(partnership__isnull=False)),
            ("report", Report.objects.order_by("-pk")),
        ):
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        self.helper = portal_helper(
            "text",
            "title",
            "councils",
            "kind",
            Pair("made_by", "made_on"),
            Pair("strategy", "report"),
            "prefix",
            Choice(
                "openness",
                Option(Openness.OPEN, "Everyone can read it once it is published."),
                Option(
                    Openness.EXEMPT,
                    "Only those entitled can read it (Local Government Act 1972, Schedule 12A).",
                    reveals=("exempt_paragraph", "public_title"),
                ),
            ),
            submit="Add the recommendation",
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("openness") == Openness.OPEN:
            data["exempt_paragraph"], data["public_title"] = None, ""
        elif data.get("openness") == Openness.EXEMPT and not data.get("exempt_paragraph"):
            self.add_error("exempt_paragraph", "Choose the paragraph of Schedule 12A")
        return data
