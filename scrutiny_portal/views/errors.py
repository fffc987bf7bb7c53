"""Pages for requests that could not be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.edges import NEVER_KEPT


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from the portal's own page, or came too late: 403, and give back what was typed."""
    typed = [
        value
        for name in request.POST
        if name not in NEVER_KEPT
        for value in request.POST.getlist(name)
        if len(value) > 20 or " " in value
    ]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)
