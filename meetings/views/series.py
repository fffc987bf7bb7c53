"""Planning several meetings of a body at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from meetings import operations, permissions
from meetings.forms.planning import SeriesForm
from meetings.models import Meeting


@require_http_methods(["GET", "POST"])
def plan_series(request: HttpRequest) -> HttpResponse:
    """Two steps on one address: the rhythm; then its days, of which those without an obstacle are ticked."""
    today = timezone.localdate()
    require(permissions.can_plan(request.user, on=today), "Only the Scrutiny Officer plans meetings.")
    form = bind(request, SeriesForm, on=today)
    shows_days = False
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        shows_days = True
        if "plan" in request.POST:
            done = perform_once(
                request,
                form,
                operations.plan_meetings,
                result_path=lambda made: planned(request, made),
                by=request.user,
                at=timezone.now(),
            )
            if done:
                return done
        form.show_days(tick="plan" not in request.POST)
    crumbs = [(reverse("meetings:list"), "Meetings")]
    context = {"form": form, "shows_days": shows_days, "crumbs": crumbs}
    return render(request, "meetings/plan_series.html", context)


def planned(request: HttpRequest, made: list[Meeting]) -> str:
    """Say what was planned, and lead to the body's meetings."""
    many = "1 meeting is" if len(made) == 1 else f"{len(made)} meetings are"
    messages.success(request, f"{many} planned. Only officers see them until their agendas are published.")
    return f"{reverse('meetings:list')}?body={made[0].body_id}"
