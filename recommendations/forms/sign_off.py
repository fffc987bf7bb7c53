"""The portfolio holder's decision on work that was submitted."""

from collections.abc import Callable
from typing import Any

from crispy_forms.layout import HTML
from django import forms

from core.fields import DAY_EXAMPLE, DayField, WordsField
from core.layout import Actions, Choice, Later, Option, Part, Send, portal_helper
from recommendations import operations
from recommendations.enums import SignOffDecision
from recommendations.models import ActionPart, SignOff

SIGN, SIGN_WITH_MORE, SEND_BACK = (
    SignOffDecision.SIGNED_OFF,
    SignOffDecision.SIGNED_OFF_WITH_MORE,
    SignOffDecision.SENT_BACK,
)
RECORDED = "We record your role, the date and the time. A mistake can be reversed, with a reason; both stay on the record."
OPERATIONS: dict[str, Callable[..., SignOff]] = {
    SIGN: operations.sign_off,
    SIGN_WITH_MORE: operations.sign_off_with_more,
    SEND_BACK: operations.send_back,
}


class DecisionRadios(forms.RadioSelect):
    """Radios of which some are off, because there is no evidence to sign off on."""

    def __init__(self, *, off: set[str]) -> None:
        super().__init__()
        self.off = off

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.off:
            option["attrs"]["disabled"] = True
        return option


class SignOffForm(forms.Form):
    """Sign off, sign off and ask for one more thing, or send back. Nothing is chosen in advance."""

    round = forms.IntegerField(widget=forms.HiddenInput)
    more = WordsField(label="What else do you want?", rows=2, max_length=1000, required=False)
    due_on = DayField(label="By when?", required=False)
    missing = WordsField(
        label="What is missing?",
        help_text="The reason is published.",
        rows=3,
        max_length=2000,
        required=False,
    )

    def __init__(
        self, *args: Any, part: ActionPart, council: str, has_evidence: bool, later: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].initial = part.round
        self.fields["decision"] = forms.ChoiceField(
            label="Your decision",
            choices=[
                (SIGN, "Sign it off"),
                (SIGN_WITH_MORE, "Sign it off, and ask for one more thing"),
                (SEND_BACK, "Send it back"),
            ],
            widget=DecisionRadios(off=set() if has_evidence else {SIGN, SIGN_WITH_MORE}),
            error_messages={"required": "Choose what you decide"},
        )
        self.fields["confirmed"] = forms.BooleanField(
            label=f"I have looked at the evidence, and I decide for {council}",
            error_messages={"required": f"Tick to confirm you decide for {council}"},
        )
        self.helper = portal_helper(
            Choice(
                "decision",
                Option(SIGN, "The action closes. It shows as “Signed off” to the public."),
                Option(
                    SIGN_WITH_MORE,
                    "The action closes. What you ask for becomes a new action.",
                    reveals=("more", "due_on"),
                ),
                Option(
                    SEND_BACK,
                    "The action stays open. You say what is missing. The reason is published.",
                    reveals=("missing",),
                ),
                heading=True,
            ),
            Part(
                "decide__f",
                "confirmed",
                Actions(Send("Record my decision"), Later("Decide later", later)),
                HTML(f'<p class="meta mb0">{RECORDED}</p>'),
            ),
            key=False,
            css_class="decide",
        )

    @property
    def operation(self) -> Callable[..., SignOff]:
        return OPERATIONS[self.data["decision"]]

    def clean(self) -> dict[str, Any]:
        """Give the arguments of the operation that belongs to the decision."""
        data = super().clean() or {}
        round_, decision = data.get("round"), data.get("decision")
        if decision == SIGN_WITH_MORE:
            if not data.get("more"):
                self.add_error("more", "Say what else you want")
            if not data.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", DAY_EXAMPLE)
            return {"round": round_, "words": data.get("more", ""), "due_on": data.get("due_on")}
        if decision == SEND_BACK:
            if not data.get("missing") and "missing" not in self.errors:
                self.add_error("missing", "Say what is missing")
            return {"round": round_, "words": data.get("missing", "")}
        return {"round": round_}
