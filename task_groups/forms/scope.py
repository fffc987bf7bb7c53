"""Forms of agreeing a scope: what a council said, why the group goes on without, and proposing a group."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, portal_helper
from core.versions import VersionMixin
from councils.models import Council
from strategies.models import Strategy
from task_groups.enums import ScopeVerdict
from task_groups.models import ScopeAnswer
from task_groups.operations.proposing import TITLE_AT_MOST

Later = tuple[str, str]
NAMES = "bodies"


class ScopeAnswerForm(VersionMixin):
    """What one council said to the scope: the arguments of `record_scope_answer`."""

    verdict = forms.ChoiceField(
        label="What does the council say?",
        choices=ScopeVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what the council says",
            "invalid_choice": "Choose what the council says",
        },
    )
    said_by = TextField(
        label="Who said it there?",
        help_text="The body, the meeting, or a role such as Chairman of the panel",
        max_length=200,
        error_messages={"required": "Say which body, meeting or role said it"},
    )
    said_on = DayField(label="On which day?", help_text="Such as 30 September 2026")
    words = WordsField(
        label="In which words?",
        help_text="Needed where the council wants something to be different. Published",
        rows=3,
        max_length=4000,
        required=False,
    )
    source_place = TextField(
        label="Where is it written down?",
        help_text="Such as minutes, item 7. Leave it empty if it is not on record",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, answer: ScopeAnswer | None, later: Later, **kwargs: Any) -> None:
        known: dict[str, Any] = {"version": 0}
        if answer:
            names = ("version", "verdict", "said_by", "said_on", "words", "source_place")
            known = {name: getattr(answer, name) for name in names}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["said_by"].widget.attrs.update(list=NAMES, autocomplete="off")
        self.helper = portal_helper(
            Choice(
                "verdict",
                Option(
                    ScopeVerdict.CHANGED, hint="Put the changes into the scope first. Then record this here."
                ),
            ),
            "said_by",
            "said_on",
            "words",
            "source_place",
            submit="Record what the council says",
            key=False,
            later=later,
        )


class GoOnForm(forms.Form):
    """Why the group goes on although not every council agreed: the argument of `move_group`."""

    reason = WordsField(
        label="Why does the group go on?",
        help_text="The reason is published",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why the group goes on. The reason is published"},
    )

    def __init__(self, *args: Any, later: Later, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Go on with this scope", key=False, later=later)


class ProposeForm(FormKeyMixin):
    """A task group that no review asked for: the arguments of `propose_group`."""

    title = TextField(
        label="What is it called?",
        help_text="Such as Task group on flood response",
        max_length=TITLE_AT_MOST,
        error_messages={"required": "Say what the group looks at, in a few words"},
    )
    why = WordsField(
        label="Why is this looked at?",
        help_text="Who asked for it, where, and what it is about. Published",
        rows=3,
        max_length=2000,
        error_messages={"required": "Say why this is looked at, and who asked for it"},
    )
    scope = WordsField(
        label="What is it to look at?",
        help_text="The scope, as far as it is known. You can leave this empty. Published",
        rows=6,
        max_length=20_000,
        required=False,
    )
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(),
        label="About which strategy?",
        required=False,
        empty_label="None of them",
        error_messages={"invalid_choice": "Choose a strategy"},
    )
    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label="Which councils does it concern?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one council", "invalid_choice": "Choose a council"},
    )

    def __init__(
        self, *args: Any, councils: list[Council], strategies: Any, later: Later, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"councils": [one.pk for one in councils], **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = strategies  # type: ignore[attr-defined]
        self.fields["councils"].queryset = Council.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in councils]
        ).order_by("position", "pk")
        self.helper = portal_helper(
            "title", "why", "scope", "strategy", "councils", submit="Propose the task group", later=later
        )
