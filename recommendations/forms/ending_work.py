"""Why work is stopped, replaced, or taken up again."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.fields import WordsField
from core.layout import portal_helper
from recommendations.models import Action
from recommendations.operations.ending_work import WHY_IT_ENDS

if TYPE_CHECKING:
    ActionChoiceField = forms.ModelChoiceField[Action]
else:
    ActionChoiceField = forms.ModelChoiceField


def why(label: str) -> WordsField:
    return WordsField(
        label=label,
        help_text="The reason is published.",
        rows=3,
        max_length=1000,
        error_messages={"required": WHY_IT_ENDS},
    )


class StopForm(forms.Form):
    """Why open work is stopped."""

    reason = why("Why is the work stopped?")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Stop the work", later=later, key=False)


class TakeUpForm(forms.Form):
    """Why work that ended goes on."""

    reason = why("Why is the work taken up again?")

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="Take the work up again", later=later, key=False)


class ActionChoice(ActionChoiceField):
    """An action by what was promised."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title[:120])


class SupersedeForm(forms.Form):
    """Which work replaces this, and why."""

    reason = why("Why is it replaced?")

    def __init__(self, *args: Any, actions: QuerySet[Action], later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"] = ActionChoice(
            queryset=actions,
            label="Which work replaces it?",
            help_text="Work under the same recommendation comes first.",
            empty_label="Choose an action",
            error_messages={"required": "Choose the work that replaces it"},
        )
        self.helper = portal_helper(
            "replaced_by", "reason", submit="Record that it is replaced", later=later, key=False
        )
