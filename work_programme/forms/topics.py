"""Suggesting topics, weighing them, and writing down what becomes of them."""

from datetime import date
from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import TextField, WordsField
from core.layout import Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from work_programme.enums import Criterion, Points
from work_programme.forms.fields import WHY, BodyField, CouncilsField, MonthField, kind_field, title_field
from work_programme.models import TopicSuggestion

Address = tuple[str, str]


class TopicFields(forms.Form):
    """What scrutiny should look at, and why."""

    title = TextField(
        label="What should scrutiny look at?",
        help_text="A few plain words, such as Waiting times on the telephone",
        max_length=160,
        error_messages={"required": "Say what scrutiny should look at"},
    )
    words = WordsField(
        label="Why?",
        help_text="What happens now, whom it concerns, and what could change. Leave out names of residents.",
        max_length=2000,
        rows=5,
        error_messages={"required": "Say why scrutiny should look at it"},
    )


class SuggestForm(FormKeyMixin, TopicFields):
    """A suggested topic: the arguments of `operations.suggest_topic`. The officer also says whose it is."""

    def __init__(self, *args: Any, asks_whose: bool, later: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose: list[str] = []
        if asks_whose:
            whose = ["said_by", "council"]
            self.fields["said_by"] = TextField(
                label="Whose suggestion is it?",
                help_text="A role, never a name: “A resident of Boston”, “The audit committee”",
                max_length=160,
                error_messages={"required": "Say whose suggestion it is, by role"},
            )
            self.fields["council"] = CouncilField()
        self.helper = portal_helper("title", "words", *whose, submit="Suggest the topic", later=later)


class CouncilField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The council from which a suggestion comes."""

    def __init__(self) -> None:
        super().__init__(
            Council.objects.order_by("position", "pk"),
            label="From which council?",
            required=False,
            empty_label="No one council",
            error_messages={"invalid_choice": "Choose a council from the list"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class TakeUpForm(FormKeyMixin, TopicFields):
    """A topic suggestion of a meeting, for the list: the arguments of `operations.take_up_topic`."""

    def __init__(self, *args: Any, later: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("title", "words", submit="Put it on the list", later=later)


class WeighForm(VersionMixin, TopicFields):
    """Points for each criterion and what was found, with the words made fit for everybody."""

    weighed = WordsField(
        label="What did you find?",
        help_text="What speaks for it and what against. It is published.",
        max_length=2000,
        rows=4,
        error_messages={"required": "Say what was found. It is published"},
    )

    def __init__(self, *args: Any, topic: TopicSuggestion, later: Address, **kwargs: Any) -> None:
        said = {name: getattr(topic, name) for name in ("title", "words", "weighed", "version")}
        given = {f"points_{score.criterion}": score.points for score in topic.scores.all()}
        kwargs["initial"] = {**said, **given, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[f"points_{criterion}"] = forms.TypedChoiceField(
                label=criterion.label,
                choices=[(points.value, f"{points.label} ({points.value})") for points in reversed(Points)],
                coerce=lambda value: Points(int(value)),
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), f"Answer: {criterion.label}"),
            )
        self.helper = portal_helper(
            "title", "words", *(f"points_{criterion}" for criterion in Criterion), "weighed",
            submit="Publish how it was weighed", later=later, key=False,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Give the operation's arguments: the points by criterion."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        points = {criterion: data.pop(f"points_{criterion}") for criterion in Criterion}
        return {**data, "points": points}


class ReasonField(WordsField):
    def __init__(self) -> None:
        super().__init__(
            label="Why?",
            help_text="The reason is published.",
            max_length=1000,
            rows=3,
            error_messages={"required": WHY},
        )


class AcceptAsWorkForm(FormKeyMixin, VersionMixin):
    """A topic that goes on the programme: the arguments of `operations.accept_as_work`."""

    title = title_field()
    kind = kind_field()
    starts_on = MonthField(label="First month", help_text="Such as October 2026")
    ends_on = MonthField(label="Last month", help_text="This month counts too.")
    reason = ReasonField()

    def __init__(self, *args: Any, topic: TopicSuggestion, on: date, later: Address, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": topic.title, "version": topic.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["councils"] = CouncilsField()
        self.fields["owner"] = BodyField(on)
        self.helper = portal_helper(
            "title", "kind", "councils", Pair("starts_on", "ends_on"), "owner", "reason",
            submit="Accept and put it on the programme", later=later,
        )  # fmt: skip


class AcceptAsGroupForm(FormKeyMixin, VersionMixin):
    """A topic for which a task group is proposed: the arguments of `operations.accept_as_group`."""

    title = TextField(
        label="What does the group look at?",
        max_length=160,
        error_messages={"required": "Say what the group looks at, in a few words"},
    )
    reason = ReasonField()

    def __init__(self, *args: Any, topic: TopicSuggestion, later: Address, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": topic.title, "version": topic.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["councils"] = CouncilsField()
        self.helper = portal_helper(
            "title", "councils", "reason", submit="Accept and propose a task group", later=later
        )


class DeclineForm(VersionMixin):
    """The reason for which a topic is declined: the arguments of `operations.decline_topic`."""

    reason = ReasonField()

    def __init__(self, *args: Any, topic: TopicSuggestion, later: Address, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": topic.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Decline the topic", key=False, later=later)
