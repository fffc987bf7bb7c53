"""Forms of the administrator's pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from core.refusals import Refused
from councils.enums import Capacity
from councils.models import Appointment, User
from councils.operations.people import refuse_a_second_holder

if TYPE_CHECKING:
    AppointmentModelForm = forms.ModelForm[Appointment]
    CreationForm = AdminUserCreationForm[User]
    ChangeForm = UserChangeForm[User]
else:
    AppointmentModelForm = forms.ModelForm
    CreationForm = AdminUserCreationForm
    ChangeForm = UserChangeForm


class AppointmentForm(AppointmentModelForm):
    """An appointment. A post has one holder at a time, and the first day is known or the source is named."""

    class Meta:
        model = Appointment
        fields = (
            "person", "post", "body", "capacity", "on_behalf_of", "starts_on", "ends_on", "seen_on", "source",
            "source_place",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts_on, post = data.get("starts_on"), data.get("post")
        if starts_on is None and not data.get("seen_on"):
            self.add_error("starts_on", "Give the first day, or say when the source shows it was held.")
        if starts_on and post and data.get("capacity") == Capacity.HOLDER:
            try:
                refuse_a_second_holder(
                    post=post, starts_on=starts_on, ends_on=data.get("ends_on"), besides=self.instance.pk
                )
            except Refused as refusal:
                self.add_error(refusal.field, refusal.sentence)
        return data


class AccountCreationForm(CreationForm):
    """A new account: address, name and first password."""

    class Meta:
        model = User
        fields = ("email", "name", "person", "is_staff")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AccountForm(ChangeForm):
    """An account as an administrator may change it. What it may do follows from appointments, not from
    here.
    """

    class Meta:
        model = User
        fields = ("email", "name", "person", "is_active", "is_staff", "keeps_seals")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
