"""The officer takes or leaves out the next step for an overdue answer."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import TextField, WordsField
from core.layout import Actions, Send, portal_helper
from councils.models import Post
from meetings.models import Meeting
from meetings.queries import title_of
from recommendations.enums import EscalationKind
from recommendations.forms.answer_fields import PostChoice

if TYPE_CHECKING:
    MeetingChoiceField = forms.ModelChoiceField[Meeting]
else:
    MeetingChoiceField = forms.ModelChoiceField

SENDS = {
    EscalationKind.REMINDER: "Send the reminder",
    EscalationKind.SECOND_REMINDER: "Send the second reminder",
    EscalationKind.LETTER: "Send the chairman’s letter",
    EscalationKind.INVITATION: "Send the invitation",
    EscalationKind.NON_RESPONSE: "Publish that there is no answer",
}


class MeetingChoice(MeetingChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return title_of(obj)


class TakeStepForm(FormKeyMixin):
    """What is sent, and to whom. `kind` is the step that the officer was shown."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=10)
    to = TextField(label="To whom", error_messages={"required": "Say to whom it goes"})
    words = WordsField(label="What is sent", rows=12, error_messages={"required": "Write what is sent"})

    def __init__(
        self,
        *args: Any,
        kind: EscalationKind,
        posts: QuerySet[Post],
        meetings: QuerySet[Meeting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind.value
        between: list[str] = []
        if kind == EscalationKind.SECOND_REMINDER:
            between = ["to_post"]
            self.fields["to_post"] = PostChoice(
                label="Their post in the portal",
                help_text="Whoever holds it is emailed, besides the portfolio holder. Leave it empty to write by hand.",
                queryset=posts,
                required=False,
                empty_label="Not in the portal",
            )
        if kind == EscalationKind.INVITATION:
            between = ["meeting"]
            self.fields["meeting"] = MeetingChoice(
                label="To which meeting",
                help_text="You can leave this empty, and say it in the words.",
                queryset=meetings,
                required=False,
                empty_label="Not chosen yet",
            )
        if kind == EscalationKind.NON_RESPONSE:
            self.fields["words"].label = "What is published"
        self.helper = portal_helper(
            "to", *between, "words", Actions(Send(SENDS[kind], name="take")), key=False
        )


class SkipStepForm(FormKeyMixin):
    """Why the step is left out."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = WordsField(
        label="Why is it left out?",
        help_text="Officers can read this. The step after it comes a week later at the earliest.",
        rows=2,
        error_messages={"required": "Say why this step is left out"},
    )

    def __init__(self, *args: Any, kind: EscalationKind, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_skip_%s", **kwargs)
        self.fields["kind"].initial = kind.value
        self.helper = portal_helper(
            "reason", Actions(Send("Leave this step out", name="skip", secondary=True)), key=False
        )
