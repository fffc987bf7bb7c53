"""Pages that stand alone: where sign-in leads, the fixed texts, and the health of the portal."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from notices.queries import health_of_the_sweeps

from councils.permissions import capacities_of


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Lead a person who has signed in to the page of their role."""
    capacities = capacities_of(request.user, on=timezone.localdate())
    if capacities.is_scrutiny_officer:
        return redirect("recommendations:todo")
    if capacities.signs_for:
        return redirect("recommendations:awaiting-you")
    if capacities.officer_in:
        return redirect(f"{redirect('recommendations:actions').url}?owner=me")
    return redirect("admin:index" if capacities.is_administrator else "overview")


@login_not_required
@require_safe
def how_we_record(request: HttpRequest) -> HttpResponse:
    """Status words and what they mean."""
    return render(request, "pages/how_we_record.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps of people and why."""
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build the portal. Absent in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "kit.html")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). It expires, so it is written anew at each request, a year ahead."""
    expires = (timezone.now() + timedelta(days=364)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Tell whether the database answers and the clock work runs. Tells no secrets. 503 when something is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        health = health_of_the_sweeps(now=timezone.now())
    except DatabaseError:
        return JsonResponse({"ok": False, "database": "no answer"}, status=503)
    return JsonResponse(
        {"ok": health.ok, "database": "answers", **health.as_dict()}, status=200 if health.ok else 503
    )
