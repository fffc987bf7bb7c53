"""Forms of a strategy: adding one, its words, its status, its roadmap, and what each council decided."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from strategies.enums import AdoptionStatus, StrategyStatus
from strategies.forms.facts import SourceField, day_field, place_field, precision_field
from strategies.lifecycle import STRATEGY_MOVES
from strategies.models import Adoption, Strategy

# Words that stand where a strategy's own address would.
TAKEN = {"add"}
SLUG_AT_MOST = 50
PREFIX_HELP = "Such as DS23. Recommendations about the strategy are numbered after it."
MOVES = {
    "send_to_scrutiny": ("It goes to scrutiny", "Everyone can read it from now on."),
    "adopt": ("It is adopted", "At least one council is on record as having adopted it."),
    "supersede": ("It is superseded", "No further review is opened. What is on record stays."),
}


def title_field() -> TextField:
    return TextField(
        label="What is it called?", error_messages={"required": "Say what the strategy is called"}
    )


def summary_field() -> WordsField:
    return WordsField(label="What it sets out to do, in plain words", required=False, max_length=4000)


def replaces_field() -> TextField:
    return TextField(label="What it replaces", required=False, max_length=300)


def prefix_field() -> TextField:
    return TextField(
        label="Reference of its recommendations", help_text=PREFIX_HELP, required=False, max_length=10
    )


class CouncilField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses whose strategy it is."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PeriodMixin(forms.Form):
    """A period from a day to a day, both counted. The operation refuses one that ends before it begins."""

    starts_on = DayField(label="From", help_text="Such as 1 January 2027", required=False)
    ends_on = DayField(label="To", help_text="Such as 31 December 2031", required=False)


class AddStrategyForm(PeriodMixin, FormKeyMixin):
    """A strategy that comes to scrutiny. It begins as a draft, which only officers see."""

    title = title_field()
    council = CouncilField(
        Council.objects.order_by("position", "pk"),
        label="Whose is it?",
        required=False,
        empty_label="All councils of the partnership",
        error_messages={"invalid_choice": "Choose a council"},
    )
    summary = summary_field()
    replaces_note = replaces_field()
    reference_prefix = prefix_field()
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "title",
            "council",
            Pair("starts_on", "ends_on"),
            "summary",
            "replaces_note",
            "reference_prefix",
            Pair("source", "source_place"),
            submit="Add the strategy",
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        """Make the address from the title. It is not asked for, since nobody cares."""
        data = super().clean() or self.cleaned_data
        title = data.get("title", "")
        slug = slugify(title)[:SLUG_AT_MOST].strip("-")
        if title and (not slug or slug in TAKEN):
            self.add_error("title", "Say more exactly what the strategy is called")
        elif Strategy.objects.filter(slug=slug).exists():
            self.add_error("title", "There is a strategy with this name already")
        return {**data, "slug": slug}


class EditStrategyForm(VersionMixin):
    """What a strategy is called and said to be. Period and rhythm are changed on their own page, with their dates."""

    title = title_field()
    summary = summary_field()
    replaces_note = replaces_field()
    reference_prefix = prefix_field()

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        names = ("title", "summary", "replaces_note", "reference_prefix", "version")
        known = {name: getattr(strategy, name) for name in names}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "title",
            "summary",
            "replaces_note",
            "reference_prefix",
            submit="Save the strategy",
            later=("Leave it as it is", strategy.get_absolute_url()),
            key=False,
        )


class MoveStrategyForm(forms.Form):
    """What happened to the strategy as a whole: the moves that its status allows."""

    move = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what happens to the strategy"),
    )
    replaced_by = forms.ModelChoiceField(
        Strategy.objects.none(),
        label="Which strategy replaces it?",
        required=False,
        empty_label="Choose a strategy",
        error_messages={"invalid_choice": "Choose another strategy from the list"},
    )
    moved_on = DayField(label="On which day?", help_text="Such as 30 September 2026")
    reason = WordsField(
        label="Why?",
        help_text="May stay empty. What you write is published.",
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        legal = [name for name, move in STRATEGY_MOVES.items() if strategy.status in move.sources]
        options = [(name, MOVES[name][0]) for name in legal]
        self.fields["move"].choices = options  # type: ignore[attr-defined]
        self.fields["replaced_by"].queryset = replacing(strategy)  # type: ignore[attr-defined]
        if "supersede" not in legal:
            del self.fields["replaced_by"]
        shown = [
            Option(name, hint=MOVES[name][1], reveals=("replaced_by",) if name == "supersede" else ())
            for name in legal
        ]
        self.helper = portal_helper(
            Choice("move", *shown),
            "moved_on",
            "reason",
            submit="Record what happened",
            later=("Leave it as it is", strategy.get_absolute_url()),
            key=False,
        )


def replacing(strategy: Strategy) -> QuerySet[Strategy]:
    """Strategies that could replace this one. The operation looks closer."""
    published = Strategy.objects.exclude(status=StrategyStatus.DRAFT).exclude(pk=strategy.pk)
    return published.order_by("-starts_on", "title")


class RoadmapForm(PeriodMixin, FormKeyMixin):
    """The shorter plan that supports a strategy."""

    title = TextField(
        label="What is the roadmap called?", error_messages={"required": "Say what the roadmap is called"}
    )
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "title",
            Pair("starts_on", "ends_on"),
            Pair("source", "source_place"),
            submit="Add the roadmap",
            later=("Not now", strategy.get_absolute_url()),
        )


class AdoptionForm(VersionMixin):
    """What one council decided on the strategy, and how exactly its day is known."""

    status = forms.ChoiceField(
        label="What did it decide?",
        choices=[
            (AdoptionStatus.ADOPTED, "It adopted the strategy"),
            (AdoptionStatus.NOT_ADOPTED, "It did not adopt the strategy"),
            (AdoptionStatus.NOT_RECORDED, "That is not on record"),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what the council decided"),
    )
    decided_on = day_field("Day of the decision", required=False)
    decided_precision = precision_field()
    decision = WordsField(
        label="What was decided", help_text="The words of the minute.", required=False, max_length=4000
    )
    source = SourceField()
    source_place = place_field()
    reason = WordsField(
        label="Why is what is on record corrected?",
        help_text="The reason is published.",
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, strategy: Strategy, adoption: Adoption | None, **kwargs: Any) -> None:
        kwargs["initial"] = {**said(adoption), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        parts: list[Any] = [Choice("status"), Pair("decided_on", "decided_precision"), "decision"]
        parts.append(Pair("source", "source_place"))
        if adoption is None or adoption.status == AdoptionStatus.NOT_RECORDED:
            del self.fields["reason"]
        else:
            parts.append("reason")
        self.helper = portal_helper(
            *parts,
            submit="Record the decision",
            later=("Leave it as it is", strategy.get_absolute_url()),
            key=False,
        )


def said(adoption: Adoption | None) -> Mapping[str, Any]:
    """What is on record of a council's decision, as the form shows it. Version 0: nothing is."""
    if adoption is None:
        return {"version": 0}
    recorded = adoption.status != AdoptionStatus.NOT_RECORDED
    known: dict[str, Any] = {"version": adoption.version, "decision": adoption.decision}
    known |= {"source": adoption.source_id, "source_place": adoption.source_place}
    if recorded:
        known["status"] = adoption.status
    if adoption.decided_on:
        known |= {"decided_on": adoption.decided_on, "decided_precision": adoption.decided_precision}
    return known
