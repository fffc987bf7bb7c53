"""Officers suggest to their council what to answer."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import WordsField
from core.layout import Choice, Option, portal_helper
from recommendations.forms.answer_fields import LABELS, options_for


class SuggestForm(FormKeyMixin):
    """A verdict and words, as advice. The portfolio holder decides."""

    words = WordsField(
        label="Why, and what would the council do?",
        help_text="Who would do it, and by when, where you suggest to accept. Only the council’s Portfolio Holder, "
        "deputy and officers, and the Scrutiny Officer, can read this.",
        rows=6,
        error_messages={"required": "Say why, and what the council would do"},
    )

    def __init__(self, *args: Any, council: str, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = options_for(council)
        self.fields["verdict"] = forms.ChoiceField(
            label="The answer you suggest",
            choices=[(str(option.value), label) for option, label in zip(options, LABELS, strict=True)],
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose what you suggest that {council} says"},
        )
        plain = [Option(option.value, option.hint, option.icon, option.tone) for option in options]
        self.helper = portal_helper(
            Choice("verdict", *plain), "words", submit="Send to the Portfolio Holder", key=False, later=later
        )
