"""Recording who holds a post from a day on."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from core.edges import FormKeyMixin
from core.fields import DayField, TextField, WordsField
from core.layout import Choice, Option, Pair, portal_helper
from councils.models import Person, Post
from recommendations.forms.answer_fields import PostChoice

if TYPE_CHECKING:
    PersonChoiceField = forms.ModelChoiceField[Person]
else:
    PersonChoiceField = forms.ModelChoiceField

SOMEBODY, NEW, NOBODY = "somebody", "new", "nobody"


class ChangeHolderForm(FormKeyMixin):
    """Who holds the post next, or nobody: the arguments of `councils.operations.change_holder`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, people: QuerySet[Person], version: int | None, later: tuple[str, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"version": version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["who"] = forms.ChoiceField(
            label="Who holds it next?",
            choices=[
                (SOMEBODY, "Somebody on the list of people"),
                (NEW, "Somebody who is not on the list yet"),
                (NOBODY, "Nobody for now"),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who holds it next"},
        )
        self.fields["successor"] = PersonChoiceField(
            queryset=people, label="Name", empty_label="Choose a person", required=False
        )
        self.fields["new_style"] = TextField(
            label="Title before the name", help_text="Such as Councillor", max_length=40, required=False
        )
        self.fields["new_name"] = TextField(label="Full name", max_length=120, required=False)
        self.fields["first_day"] = DayField(
            label="From which day?", help_text="The one before is then the last day of whoever holds it now."
        )
        self.fields["reason"] = TextField(
            label="Why?",
            help_text="Such as Annual meeting of the Council",
            max_length=300,
            error_messages={"required": "Say why the post passes on, such as Elections"},
        )
        self.fields["source_place"] = TextField(
            label="Where this comes from", help_text="The minute or notice that says so.", required=False
        )
        self.helper = portal_helper(
            Choice(
                "who",
                Option(SOMEBODY, reveals=("successor",)),
                Option(
                    NEW,
                    hint="They can decide once the Administrator has made them an account.",
                    reveals=("new_style", "new_name"),
                ),
                Option(NOBODY, hint="Open work then shows as waiting for a vacant post."),
            ),
            Pair("first_day", "reason"),
            "source_place",
            submit="Record the change",
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        """Give the arguments of the operation; what belongs to another choice is left out."""
        data = super().clean() or self.cleaned_data
        who = data.pop("who", "")
        if who == SOMEBODY and not data.get("successor"):
            self.add_error("successor", "Choose a person")
        if who == NEW and not data.get("new_name"):
            self.add_error("new_name", "Give the name")
        if who != SOMEBODY:
            data["successor"] = None
        if who != NEW:
            data["new_name"] = data["new_style"] = ""
        return data

    def was_overtaken(self, newest: int | None) -> bool:
        """Whether somebody was appointed since the form was read; then it may be sent again, after another look."""
        if not self.is_bound or str(self.data.get("version", "")) == str(newest or ""):
            return False
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(newest or "")
        self.data = typed
        return True


class HandOverForm(FormKeyMixin):
    """To which post the open work of another passes, and why."""

    reason = WordsField(
        label="Why does the work pass on?",
        help_text="Such as the decision that joined two portfolios. The reason is published.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why the work passes on"},
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = PostChoice(
            queryset=posts,
            label="Which post takes it over?",
            empty_label="Choose a post",
            error_messages={
                "required": "Choose the post that takes it over",
                "invalid_choice": "Choose one of these posts",
            },
        )
        self.helper = portal_helper("to", "reason", submit="Hand the work over", later=later)
