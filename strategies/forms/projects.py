"""Roadmap projects: adding one, what it is about, how it fares and how far it has got."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.templatetags.portal import money
from core.versions import VersionMixin
from councils.models import Council, Post
from strategies import statuses
from strategies.enums import Health, Stage
from strategies.forms.figures import PostChoice
from strategies.models import Funding, Roadmap, RoadmapProject

if TYPE_CHECKING:
    MoneyField = forms.ModelMultipleChoiceField[Funding]
else:
    MoneyField = forms.ModelMultipleChoiceField


class MoneyChoice(MoneyField):
    """Money with its amount, as every page writes it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{money(obj.amount)}: {obj.purpose}"


class ProjectFields(forms.Form):
    """What a project is called and is about, who leads it, and what is next."""

    name = TextField(
        label="Name of the project", max_length=160, error_messages={"required": "Give the project a name"}
    )
    summary = WordsField(
        label="What it is, in one line of plain English", required=False, max_length=300, rows=2
    )
    next_step = TextField(label="What is next?", required=False)
    next_step_on = DayField(label="By when?", required=False)

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = PostChoice(
            queryset=posts,
            label="Who leads it?",
            help_text="Work belongs to the post, so that it passes on with it.",
            required=False,
            empty_label="Nobody yet",
            error_messages={"invalid_choice": "Choose an officer’s post"},
        )


class AddProjectForm(FormKeyMixin, ProjectFields):
    """A project or line of work that comes forward: the arguments of `operations.add_project`."""

    def __init__(
        self, *args: Any, roadmaps: QuerySet[Roadmap], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roadmap"] = forms.ModelChoiceField(
            queryset=roadmaps,
            label="Roadmap",
            empty_label=None,
            error_messages={"required": "Choose the roadmap", "invalid_choice": "Choose the roadmap"},
        )
        self.helper = portal_helper(
            "roadmap", "name", "summary", "lead", Pair("next_step", "next_step_on"),
            submit="Add the project", later=later,
        )  # fmt: skip

    @property
    def operation_data(self) -> dict[str, Any]:
        """The address comes from the name."""
        data = super().operation_data
        return {**data, "slug": slugify(data["name"])[:120].strip("-") or "project"}


class EditProjectForm(VersionMixin, ProjectFields):
    """What has changed about a project, and its money: the arguments of `operations.edit_project`."""

    def __init__(
        self, *args: Any, project: RoadmapProject, funding: QuerySet[Funding], later: tuple[str, str], **kwargs: Any
    ) -> None:  # fmt: skip
        said = {
            name: getattr(project, name)
            for name in ("name", "summary", "next_step", "next_step_on", "version")
        }
        known = {"lead": project.lead_id, "funding": [one.pk for one in project.funding.all()]}
        kwargs["initial"] = {**said, **known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["funding"] = MoneyChoice(
            queryset=funding,
            label="Money on record that pays for it",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose money of this strategy"},
        )
        paid = ["funding"] if funding.exists() else []
        if not paid:
            del self.fields["funding"]
        self.helper = portal_helper(
            "name", "summary", "lead", Pair("next_step", "next_step_on"), *paid,
            submit="Save the project", later=later, key=False,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.setdefault("funding", [])
        return data


class HealthForm(FormKeyMixin):
    """How a project fares on a day, and why: the arguments of `operations.report_health`."""

    health = forms.ChoiceField(
        label="How does it fare?",
        choices=Health.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it fares", "invalid_choice": "Choose how it fares"},
    )
    words = WordsField(
        label="Why?",
        help_text="The reason is published, with your name. Once added, it cannot be changed.",
        max_length=2000,
        error_messages={"required": "Say why the health changed. The reason is published"},
    )
    as_of = DayField(label="As on which day?", help_text="Such as 30 September 2026")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(health, statuses.HEALTH[health]) for health in Health]
        self.helper = portal_helper(
            Choice("health", *(Option(health, "", status.icon, status.tone) for health, status in shown)),
            "words",
            "as_of",
            submit="Publish how it fares",
            later=later,
        )


class StageForm(FormKeyMixin):
    """How far a project has got at one council on a day: the arguments of `operations.record_stage`."""

    stage = forms.ChoiceField(
        label="How far has it got there?",
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how far it has got",
            "invalid_choice": "Choose how far it has got",
        },
    )
    note = TextField(
        label="In a few words",
        help_text="Such as “4 systems to go”. You can leave this empty.",
        required=False,
    )
    as_of = DayField(label="As on which day?", help_text="Such as 30 September 2026")

    def __init__(
        self, *args: Any, councils: QuerySet[Council], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"] = forms.ModelChoiceField(
            queryset=councils,
            label="At which council?",
            empty_label="Choose a council",
            error_messages={"required": "Choose the council", "invalid_choice": "Choose the council"},
        )
        self.helper = portal_helper(
            "council",
            Choice(
                "stage",
                Option(
                    Stage.APPROVED, "Only once the council’s portfolio holder has approved the business case."
                ),
                Option(Stage.NOT_RECORDED, "Where no paper says."),
            ),
            "note",
            "as_of",
            submit="Record how far it has got",
            later=later,
        )
