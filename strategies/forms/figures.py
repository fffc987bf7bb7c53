"""Fields that forms of projects and measures share."""

from typing import TYPE_CHECKING, Any

from django import forms

from core.fields import without_unseen
from councils.models import Post

if TYPE_CHECKING:
    PostField = forms.ModelChoiceField[Post]
else:
    PostField = forms.ModelChoiceField

FIGURE_EXAMPLE = "Enter a number, such as 412 or 94.5"


class FigureField(forms.DecimalField):
    """A number in one text box, as people write it: "1,250", "94.5%", "£46,000"."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": FIGURE_EXAMPLE,
        "required": FIGURE_EXAMPLE,
        "max_digits": "Enter a number of at most 14 digits",
        "max_whole_digits": "Enter a number of at most 12 digits before the point",
        "max_decimal_places": "Enter a number with at most two digits after the point",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "class": "govuk-input--width-10",
            "inputmode": "decimal",
            "autocomplete": "off",
        }

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = without_unseen(value).replace(",", "").strip().strip("£% ")
        return super().to_python(value)


class PostChoice(PostField):
    """An officer's post, with the organisation or council it belongs to."""

    def label_from_instance(self, obj: Any) -> str:
        whose = obj.organisation or (obj.council.short_name if obj.council else "")
        named = not whose or str(whose) in str(obj.title)
        return str(obj.title) if named else f"{obj.title} ({whose})"
