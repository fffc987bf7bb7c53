"""Business cases: how far one has got, and what a council's portfolio holder decides of it."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import WordsField
from core.layout import Choice, Option, portal_helper
from councils.models import Council
from strategies.enums import BusinessCase, CaseDecision
from strategies.lifecycle import CASE_MOVES
from strategies.models import RoadmapProject

SAYS = {
    "prepare": ("It is being prepared", "It is published that somebody works on it."),
    "submit": (
        "It is submitted",
        "The portfolio holder of each council that has not approved it is asked to decide.",
    ),
}


class MoveCaseForm(forms.Form):
    """How far the business case has got: the arguments of `operations.move_case`."""

    move = forms.ChoiceField(
        label="How far has the business case got?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how far the business case has got",
            "invalid_choice": "Choose how far the business case has got",
        },
    )
    note = WordsField(
        label="In a few words",
        help_text="Such as “Goes to the board in June”. Everyone can read it. You can leave this empty.",
        required=False,
        max_length=300,
        rows=2,
    )

    def __init__(self, *args: Any, project: RoadmapProject, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        legal = moves_from(project)
        field = self.fields["move"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy which field this is
        field.choices = [(name, SAYS[name][0]) for name in legal]
        self.helper = portal_helper(
            Choice("move", *(Option(name, SAYS[name][1]) for name in legal)),
            "note",
            submit="Record it",
            later=later,
            key=False,
        )


def moves_from(project: RoadmapProject) -> list[str]:
    """The moves that the scrutiny officer may make from where the case is now."""
    state = BusinessCase(project.business_case)
    return [name for name in SAYS if state in CASE_MOVES[name].sources]


class DecideCaseForm(FormKeyMixin):
    """What a council decides of a business case: the arguments of `operations.decide_case`."""

    decision = forms.ChoiceField(
        choices=[(CaseDecision.APPROVED, "Approve it"), (CaseDecision.SENT_BACK, "Send it back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide", "invalid_choice": "Choose what you decide"},
    )
    words = WordsField(
        label="What is missing, or why?",
        help_text="Needed when you send it back. The reason is published.",
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, council: Council, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].label = f"What do you decide for {council.short_name}?"
        self.helper = portal_helper(
            Choice(
                "decision",
                Option(
                    CaseDecision.APPROVED,
                    f"The project may go on at {council.short_name}. The others decide for themselves.",
                    "accepted",
                    "ok",
                ),
                Option(
                    CaseDecision.SENT_BACK,
                    "It is in preparation again, for everyone to see.",
                    "super",
                    "warn",
                ),
            ),
            "words",
            submit="Record my decision",
            later=later,
        )
