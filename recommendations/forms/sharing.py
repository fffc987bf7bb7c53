"""More work for a recommendation, a council that joins an action, and a further recommendation for one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Pair, portal_helper
from councils.models import Post
from recommendations.forms.answer_fields import PostChoice
from recommendations.models import Recommendation, Response
from recommendations.operations.demands import works_for

if TYPE_CHECKING:
    ResponseChoiceField = forms.ModelChoiceField[Response]
    RecommendationChoiceField = forms.ModelChoiceField[Recommendation]
else:
    ResponseChoiceField = RecommendationChoiceField = forms.ModelChoiceField


class CouncilOfAnswer(ResponseChoiceField):
    """A council, by its answer."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.council.name)


class WorkForm(FormKeyMixin):
    """For which council, who does it, by when, and why it is added. `answers` are those that the person may choose from."""

    def __init__(
        self,
        *args: Any,
        answers: Sequence[Response],
        posts: QuerySet[Post],
        reason: str,
        submit: str,
        later: tuple[str, str],
        first: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = Response.objects.filter(pk__in=[one.pk for one in answers])
        self.fields["response"] = CouncilOfAnswer(
            queryset=known.select_related("council", "portfolio", "recommendation").order_by(
                "council__position"
            ),
            label="For which council?",
            widget=forms.RadioSelect,
            empty_label=None,
            initial=answers[0].pk if len(answers) == 1 else None,
            error_messages={"required": "Choose the council"},
        )
        self.fields["responsible"] = PostChoice(
            queryset=posts,
            label="Who will do it",
            empty_label="Choose an officer",
            error_messages={"required": "Choose an officer who will do it"},
        )
        self.fields["due_on"] = DayField(label="By when")
        self.fields["reason"] = WordsField(
            label=reason,
            help_text="Such as the meeting that agreed it. The reason is published.",
            rows=3,
            max_length=1000,
            error_messages={"required": "Say why, or where it was agreed"},
        )
        self.helper = portal_helper(
            "response", *first, Pair("responsible", "due_on"), "reason", submit=submit, later=later
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        response, post = data.get("response"), data.get("responsible")
        if response and post and not works_for(post, response.council_id):
            name = response.council.short_name
            self.add_error("responsible", f"Choose an officer who works for {name}")
        return data


class AddActionForm(WorkForm):
    """One more piece of work that a council promises after its answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, **kwargs, reason="Why is it added?", submit="Add the action", first=("title",)
        )
        self.fields["title"] = WordsField(
            label="What will be done?",
            help_text="One sentence a resident would understand. Start with “We will”.",
            rows=3,
            max_length=1000,
            error_messages={"required": "Say what will be done"},
        )


class JoinForm(WorkForm):
    """A council that joins an action with a part of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, reason="Why does it join?", submit="Join the action")


class LinkForm(forms.Form):
    """A further recommendation, by its reference, that an action serves."""

    recommendation = TextField(
        label="Which recommendation does it serve too?",
        help_text="Its reference, such as DS23-2",
        max_length=40,
        error_messages={"required": "Enter the reference of a recommendation, such as DS23-2"},
    )
    reason = WordsField(
        label="Why does it serve this recommendation too?",
        help_text="The reason is published.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it serves this recommendation too"},
    )

    def __init__(
        self, *args: Any, known: QuerySet[Recommendation], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.helper = portal_helper("recommendation", "reason", submit="Link it", later=later, key=False)

    def clean_recommendation(self) -> Recommendation:
        """Find the recommendation among those that the person may know of."""
        typed = self.cleaned_data["recommendation"]
        found = self.known.filter(reference__iexact=typed).first()
        if found is None:
            raise forms.ValidationError("We cannot find that reference. Check it, such as DS23-2")
        return found


class RecommendationChoice(RecommendationChoiceField):
    """A recommendation by its reference and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.reference}: {obj.title[:120]}"


class UnlinkForm(forms.Form):
    """A recommendation that an action no longer serves, with the reason."""

    reason = WordsField(
        label="Why does it no longer serve this recommendation?",
        help_text="The reason is published.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why it no longer serves this recommendation"},
    )

    def __init__(
        self, *args: Any, known: QuerySet[Recommendation], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendation"] = RecommendationChoice(
            queryset=known,
            label="Which recommendation does it no longer serve?",
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={
                "required": "Choose a recommendation",
                "invalid_choice": "Choose one of these recommendations",
            },
        )
        self.helper = portal_helper(
            "recommendation", "reason", submit="Take the link away", later=later, key=False
        )
