"""What was promised against the evidence, line by line."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from recommendations import operations, permissions
from recommendations.forms.promise_checks import PromiseCheckForm, initial_lines
from recommendations.queries.promise_checks import lines_to_begin_with
from recommendations.views.finding import find_part
from recommendations.views.work import about


@require_http_methods(["GET", "POST"])
def promise_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The responsible officer, or the scrutiny officer, says how far each line of a promise is met."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_check_promise(request.user, part, on=on),
        "This page is for the responsible officer and the Scrutiny Officer, before the work is submitted.",
    )
    check = part.promise_checks.first()
    lines = check.lines if check else [{"text": text} for text in lines_to_begin_with(part)]
    form = bind(
        request,
        PromiseCheckForm,
        evidence=list(part.evidence.order_by("pk")),
        later=("Not now", part.get_absolute_url()),
        initial={"version": part.version, **initial_lines(lines)},
    )
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.check_promise, **known):
            messages.success(request, "The lines are kept. Whoever decides sees them beside the evidence.")
            return redirect(part)
        part = find_part(request, pk, on=on)
        form.data = typed_again(request.POST, version=part.version)
    context = {**about(part, on=on), "form": form, "check": check}
    return render(request, "recommendations/promise_lines.html", context)


def typed_again(sent: QueryDict, *, version: int) -> QueryDict:
    """What was sent, with every tick, to be sent again after a look at what changed meanwhile."""
    again = sent.copy()
    again["version"] = str(version)
    return again
