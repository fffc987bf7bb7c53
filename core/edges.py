"""What every view does the same way: refuse by permission, bind a form, perform one operation, send a form once."""

import json
import secrets
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone

from core.models import KeptForm, SpentKey
from core.refusals import Refused

Result = TypeVar("Result")
FormType = TypeVar("FormType", bound=forms.BaseForm)

KEPT_FOR = timedelta(hours=24)
SAME_AGAIN = timedelta(minutes=10)
KEPT_PARAMETER = "kept"
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "form_key"}
ALREADY = "That was already saved the first time. It was not saved twice."


class FormKeyMixin(forms.Form):
    """Adds a hidden key to a form that creates something: sent twice, it is stored once (promise C3)."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4

    @property
    def operation_data(self) -> dict[str, Any]:
        """The cleaned data without the key: the keyword arguments of one operation."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


def require(allowed: bool, sentence: str = "This page is for someone with another role.") -> None:  # noqa: FBT001
    """Refuse a reader who may see the thing but not do this. Raises PermissionDenied (403) with the sentence."""
    if not allowed:
        raise PermissionDenied(sentence)


def bind(request: HttpRequest, form_class: type[FormType], **kwargs: Any) -> FormType:
    """Bind a form to the request: to the POST, or on a GET to what was kept when this person's session ended.

    A kept form comes back as typed, without being sent: the person looks and sends it again (promise C4).
    """
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **kwargs)
    kept = kept_fields(request)
    if kept is not None:
        kwargs["initial"] = {**kwargs.get("initial", {}), **kept}
    return form_class(**kwargs)


def kept_fields(request: HttpRequest) -> dict[str, Any] | None:
    """Give back what this same person had typed on this page when the session ended, or None."""
    token = request.GET.get(KEPT_PARAMETER)
    if not token or not request.user.is_authenticated:
        return None
    form = KeptForm.objects.filter(
        token=token, user_id=request.user.pk, path=request.path, kept_at__gte=timezone.now() - KEPT_FOR
    ).first()
    if form is None:
        return None
    return {name: values if len(values) > 1 else values[0] for name, values in form.fields.items() if values}


def keep_form(*, user_id: int, path: str, data: QueryDict) -> str:
    """Keep a POST that came after its session had ended, for the person it belongs to. Gives the token to ask for it."""
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    kept = KeptForm.objects.create(
        token=secrets.token_urlsafe(32),
        user_id=user_id,
        path=path,
        fields={
            name: [value.replace("\x00", "") for value in data.getlist(name)]
            for name in data
            if name not in NEVER_KEPT
        },
        kept_at=timezone.now(),
    )
    return kept.token


def perform(form: forms.Form, operation: Callable[..., Result], **kwargs: Any) -> Result | None:
    """Call one operation with the form's cleaned data. Gives its result, or None when it was refused.

    A refusal becomes an error of the form: beside the field it names, or above the form. Everything typed stays.
    """
    data = form.operation_data if isinstance(form, FormKeyMixin) else form.cleaned_data
    try:
        with transaction.atomic():
            return operation(**kwargs, **data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None


def perform_once(
    request: HttpRequest,
    form: FormKeyMixin,
    operation: Callable[..., Result],
    *,
    result_path: Callable[[Result], str],
    **kwargs: Any,
) -> HttpResponseRedirect | None:
    """Call one creating operation once for each form key, and redirect to its result.

    The key is spent in the transaction of the operation. A second sending of the same form, at the same time or after
    Back, is led to the first one's result and told so. Gives None when the operation was refused.
    """
    now = timezone.now()
    keys = [form.cleaned_data.get("form_key") or uuid.uuid4()]
    if "HX-Request" not in request.headers:  # a script never leaves the page, so there is no way Back to it
        keys.append(key_of_words(request))
    stale = Q(key__in=keys[1:], spent_at__lte=now - SAME_AGAIN)
    try:
        with transaction.atomic():
            SpentKey.objects.filter(stale).delete()
            SpentKey.objects.bulk_create([SpentKey(key=key, result="", spent_at=now) for key in keys])
            path = result_path(operation(**kwargs, **form.operation_data))
            SpentKey.objects.filter(key__in=keys).update(result=path)
            return HttpResponseRedirect(path)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    except IntegrityError:
        first = SpentKey.objects.filter(~stale, key__in=keys).first()
        if first is None:
            raise
        messages.info(request, ALREADY)
        return HttpResponseRedirect(first.result)


def key_of_words(request: HttpRequest) -> uuid.UUID:
    """Name a sending by who sends what where.

    After Back a browser asks for the page anew, since no page of somebody signed in is kept, and puts the words back into a
    form with a new key. The same words from the same person within ten minutes are the same sending.
    """
    unsaid = {"csrfmiddlewaretoken", "form_key"}
    words = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in unsaid)
    files = sorted(
        (name, str(file.name), file.size) for name in request.FILES for file in request.FILES.getlist(name)
    )
    return uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([request.user.pk, request.path, words, files]))
