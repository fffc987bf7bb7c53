"""The officer writes a report: what it is called, what it recommends, and publishing it."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import DayField, TextField, WordsField
from core.layout import Actions, Choice, Later, Option, Send, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from recommendations.enums import RecommendationKind
from recommendations.models import Recommendation
from task_groups.models import Finding, Report, TaskGroup
from task_groups.operations.reports import WHAT_IS_IT_CALLED

BEGINS_WITH = "Begin the reference with letters and two figures of the year, such as DS23"
ABOUT = ("title", "author", "summary", "dated_on")


class AboutReport(forms.Form):
    """What a report is called, whose it is, what it says for a start, and its date."""

    title = TextField(label="What is the report called?", error_messages={"required": WHAT_IS_IT_CALLED})
    author = TextField(
        label="Whose report is it?",
        help_text="As the report names its authors, such as Joint Scrutiny Task Group",
        max_length=160,
        required=False,
    )
    summary = WordsField(
        label="Why they looked at this",
        help_text="What the group was asked to look at. Its questions and findings follow by themselves",
        rows=6,
        max_length=8000,
        required=False,
    )
    dated_on = DayField(
        label="Date of the report", help_text="Leave it empty until it has one.", required=False
    )


class BeginReportForm(AboutReport, FormKeyMixin):
    """A new report of a group."""

    def __init__(self, *args: Any, group: TaskGroup, later: tuple[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"author": group.title, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(*ABOUT, submit="Begin the report", later=later)


class EditReportForm(AboutReport, VersionMixin):
    """A draft report in other words."""

    def __init__(self, *args: Any, report: Report, later: tuple[str, str], **kwargs: Any) -> None:
        known = {name: getattr(report, name) for name in (*ABOUT, "version")}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(*ABOUT, "version", submit="Save the report", key=False, later=later)


class FindingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Findings of one group, to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.theme}: {obj.text}"


class DraftForm(forms.Form):
    """What is recommended, to whom, and what it rests on."""

    text = WordsField(
        label="What is recommended?",
        help_text="The exact words. They are frozen once the report is published; corrections are dated.",
        rows=5,
        max_length=8000,
        error_messages={"required": "Say what is recommended"},
    )
    title = TextField(
        label="Short title in plain words",
        max_length=160,
        error_messages={"required": "Give it a short title"},
    )
    addressed_to = TextField(
        label="Who is to do it?",
        help_text="A post or a body, such as the portfolio holders of the three councils",
        required=False,
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

    def __init__(
        self,
        *args: Any,
        findings: list[Finding],
        councils: list[Council],
        submit: str,
        more: tuple[Any, ...] = (),
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"] = FindingsField(
            Finding.objects.filter(pk__in=[one.pk for one in findings]),
            label="Which findings does it rest on?",
            required=False,
        )
        asked = self.fields["councils"]
        assert isinstance(asked, forms.ModelMultipleChoiceField)  # noqa: S101 - tells mypy which field this is
        asked.queryset = Council.objects.filter(pk__in=[one.pk for one in councils]).order_by(
            "position", "pk"
        )
        self.helper = portal_helper(
            "text",
            "title",
            *(["findings"] if findings else []),
            "addressed_to",
            "councils",
            "kind",
            *more,
            Choice(
                "openness",
                Option(Openness.OPEN, "Everyone can read it once the report is published."),
                Option(
                    Openness.EXEMPT,
                    "Only those entitled can read it (Local Government Act 1972, Schedule 12A).",
                    reveals=("exempt_paragraph", "public_title"),
                ),
            ),
            Actions(Send(submit), Send("Look the words over", name="look", secondary=True), Later(*later)),
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("openness") == Openness.OPEN:
            data["exempt_paragraph"], data["public_title"] = None, ""
        elif data.get("openness") == Openness.EXEMPT and not data.get("exempt_paragraph"):
            self.add_error("exempt_paragraph", "Choose the paragraph of Schedule 12A")
        return data


class NewDraftForm(DraftForm, FormKeyMixin):
    """A recommendation drafted anew. Its reference is given now, for good."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, submit="Save the draft", more=("prefix",), **kwargs)
        self.fields["prefix"] = TextField(
            label="Reference begins with",
            help_text="Letters and two figures of the year, such as DS23. The number follows by itself.",
            max_length=8,
            error_messages={"required": BEGINS_WITH},
        )


class EditDraftForm(DraftForm, VersionMixin):
    """A draft in other words."""

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        names = (
            "text",
            "title",
            "addressed_to",
            "kind",
            "openness",
            "exempt_paragraph",
            "public_title",
            "version",
        )
        known = {name: getattr(recommendation, name) for name in names}
        known |= {
            "councils": list(recommendation.responses.values_list("council_id", flat=True)),
            "findings": list(recommendation.drafted_from.values_list("finding_id", flat=True)),
        }
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, submit="Save the draft", **kwargs)


class DiscardForm(VersionMixin):
    """Why a draft is not to be recommended after all."""

    reason = WordsField(
        label="Why?",
        help_text="Only the Scrutiny Officer reads it: a draft was never published",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it is discarded"},
    )

    def __init__(
        self, *args: Any, recommendation: Recommendation, later: tuple[str, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"version": recommendation.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Discard the draft", key=False, later=later)


class PublishReportForm(VersionMixin):
    """The officer looked at the report as it stands."""

    def __init__(self, *args: Any, report: Report, later: tuple[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"version": report.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(submit="Publish the report", key=False, later=later)
