"""Forms of the items that stand on every agenda of a body."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import TextField, WordsField
from core.layout import portal_helper
from core.versions import VersionMixin
from meetings.enums import StandingKind
from meetings.models import StandingItem


class StandingForm(FormKeyMixin):
    title = TextField(
        label="What it is about", max_length=300, error_messages={"required": "Say what the item is about"}
    )
    kind = forms.ChoiceField(
        label="What it fills itself with",
        choices=StandingKind.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    introduction = WordsField(label="What is asked of the meeting", required=False, max_length=2000, rows=3)
    submit = "Add to every agenda"

    def __init__(self, *args: Any, back: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = ("Back to the standing items", back) if back else None
        self.helper = portal_helper("title", "kind", "introduction", submit=self.submit, later=later)


class EditStandingForm(VersionMixin, StandingForm):
    submit = "Save the item"

    def __init__(self, *args: Any, standing: StandingItem, **kwargs: Any) -> None:
        said = {name: getattr(standing, name) for name in ("title", "kind", "introduction", "version")}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
