"""Work that is stopped, replaced by other work, or taken up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from recommendations import operations, permissions
from recommendations.forms.ending_work import StopForm, SupersedeForm, TakeUpForm
from recommendations.models import Action
from recommendations.queries.sharing import works_that_could_replace
from recommendations.views.finding import find_part
from recommendations.views.work import about


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """The portfolio holder stops open work, with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    whose = f"This page is for {part.portfolio or 'the Scrutiny Officer'}, while the work is open."
    require(permissions.can_stop(request.user, part, on=on), whose)
    form = bind(request, StopForm, later=("Leave it open", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.stop, **known):
            messages.success(request, "The work is stopped, with your reason.")
            return redirect(part)
    return render(request, "recommendations/stop_work.html", {**about(part, on=on), "form": form})


@require_http_methods(["GET", "POST"])
def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    """The scrutiny officer records which work replaces this, and why."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_supersede(request.user, part, on=on),
        "This page is for the Scrutiny Officer, while the work is open.",
    )
    actions = works_that_could_replace(request.user, part, on=on)
    form = bind(
        request,
        SupersedeForm,
        actions=Action.objects.filter(pk__in=[one.pk for one in actions]),
        later=("Leave it open", part.get_absolute_url()),
    )
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.supersede, **known):
            messages.success(request, "It is recorded that other work replaces this.")
            return redirect(part)
    context = {**about(part, on=on), "form": form, "has_others": bool(actions)}
    return render(request, "recommendations/supersede_work.html", context)


@require_http_methods(["GET", "POST"])
def take_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Work that was stopped or replaced goes on, with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_take_up_again(request.user, part, on=on),
        "This page is for whoever ended the work: its Portfolio Holder, or the Scrutiny Officer.",
    )
    form = bind(request, TakeUpForm, later=("Leave it as it is", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.take_up_again, **known):
            messages.success(request, "The work is taken up again, with your reason.")
            return redirect(part)
    return render(request, "recommendations/take_up_work.html", {**about(part, on=on), "form": form})
