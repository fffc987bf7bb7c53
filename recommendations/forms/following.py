"""One button: follow, or stop following."""

from typing import Any

from django import forms

from core.layout import portal_helper

FOLLOW, STOP = "follow", "stop"


class FollowForm(forms.Form):
    """What the button says is sent with it, so that a second click does the same again and not the opposite."""

    wish = forms.ChoiceField(choices=[(FOLLOW, "Follow"), (STOP, "Stop following")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, follows: bool, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].initial = STOP if follows else FOLLOW
        submit = "Stop following" if follows else "Follow by e-mail"
        self.helper = portal_helper("wish", submit=submit, later=later, key=False)
