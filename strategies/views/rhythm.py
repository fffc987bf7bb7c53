"""When a strategy is reviewed: looking at what a change would do, and making it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from strategies import operations, permissions, queries
from strategies.forms.rhythm import RhythmForm
from strategies.models import Strategy

NOT_PLANNED = ("version", "reason")


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, slug: str) -> HttpResponse:
    """The scrutiny officer changes when a strategy is reviewed, having looked at every date before and after."""
    today = timezone.localdate()
    visible = queries.strategies_visible_to(request.user, on=today).select_related("partnership", "council")
    strategy = get_object_or_404(visible, slug=slug, partnership__isnull=False)
    require(permissions.can_change_rhythm(request.user, on=today), "Only the Scrutiny Officer changes this.")
    form = bind(request, RhythmForm, strategy=strategy, today=today)
    changes = None
    if form.is_valid():
        if "look" in request.POST:
            planned = {name: value for name, value in form.cleaned_data.items() if name not in NOT_PLANNED}
            changes = queries.outlook(strategy, today=today, **planned)
        else:
            done: Strategy | None = perform(
                form, operations.change_rhythm, strategy=strategy, by=request.user, at=timezone.now()
            )
            if done is not None:
                messages.success(request, "Changed. The reviews to come are planned again.")
                return redirect(done)
    strategy.refresh_from_db()
    theirs = form.was_overtaken(strategy.version)
    context = {
        "strategy": strategy,
        "form": form,
        "changes": changes,
        "theirs": theirs,
        "crumbs": [(reverse("strategies:list"), "Strategies"), (strategy.get_absolute_url(), strategy.title)],
    }
    return render(request, "strategies/rhythm.html", context, status=409 if theirs else 200)
