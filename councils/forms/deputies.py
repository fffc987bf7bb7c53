"""Naming a deputy, and ending that."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import DayField, TextField
from core.layout import Pair, portal_helper
from councils.models import Person, Post

if TYPE_CHECKING:
    PersonChoiceField = forms.ModelChoiceField[Person]
    PostChoiceField = forms.ModelChoiceField[Post]
else:
    PersonChoiceField = PostChoiceField = forms.ModelChoiceField


class DeputyForm(FormKeyMixin):
    """Who decides for which portfolio, from when to when: the arguments of `operations.name_deputy`."""

    starts_on = DayField(label="First day", help_text="Such as 1 August 2026")
    ends_on = DayField(label="Last day", help_text="This day counts too.")

    def __init__(
        self,
        *args: Any,
        posts: QuerySet[Post],
        people: QuerySet[Person],
        today: date,
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        first = {"post": posts.first(), "starts_on": today}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["post"] = PostChoiceField(
            queryset=posts,
            label="For which portfolio?",
            empty_label=None,
            error_messages={
                "required": "Choose a portfolio",
                "invalid_choice": "Choose a portfolio of yours",
            },
        )
        self.fields["person"] = PersonChoiceField(
            queryset=people,
            label="Who decides for you?",
            empty_label="Choose a person",
            error_messages={
                "required": "Choose who decides for you",
                "invalid_choice": "Choose another member of your council’s executive",
            },
        )
        self.helper = portal_helper(
            "post", "person", Pair("starts_on", "ends_on"), submit="Name the deputy", later=later
        )


class EndDeputyForm(forms.Form):
    """Why a deputy’s time ends early."""

    reason = TextField(
        label="Why does it end?",
        help_text="It stands in the history of the post.",
        max_length=300,
        error_messages={"required": "Say why it ends"},
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper("reason", submit="End it", key=False, later=later)
