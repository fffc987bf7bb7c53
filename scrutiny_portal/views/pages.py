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

from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.enums import PartStatus, Verdict
from scrutiny_portal.health import health

SAID = [
    (statuses.AWAITING, "Asked, and the due date has not passed."),
    (statuses.RESPONSE_OVERDUE, "Asked, and the due date has passed."),
    (
        statuses.VERDICTS[Verdict.ACCEPTED],
        "The council will do all of it. It names who will do what, and by when.",
    ),
    (statuses.VERDICTS[Verdict.IN_PART], "The council will do some of it, and says why not the rest."),
    (statuses.VERDICTS[Verdict.IN_PLACE], "The council does it already, and says since when."),
    (statuses.VERDICTS[Verdict.REJECTED], "The council will not do it, and says why."),
    (statuses.VERDICTS[Verdict.NOTED], "The council took no position. That is not an answer."),
    (
        statuses.VERDICTS[Verdict.IN_PRINCIPLE],
        "The council likes it, and promises no work, officer and date. That is not an answer yet.",
    ),
    (
        statuses.VERDICTS[Verdict.DEFERRED],
        "The council will answer later, and says when. That is not an answer yet.",
    ),
    (statuses.NOT_ON_RECORD, "We have no paper that says."),
    (statuses.NOT_ASKED, "The recommendation was not addressed to this council."),
]
DONE = [
    (statuses.DONE[PartStatus.NO_OUTCOME], "An old paper tells of the promise, none tells what came of it."),
    (statuses.DONE[PartStatus.NOT_STARTED], "Promised, no work yet."),
    (statuses.DONE[PartStatus.IN_PROGRESS], "Work has begun."),
    (statuses.DONE[PartStatus.READY], "The officer says it is done. A portfolio holder must decide."),
    (statuses.DONE[PartStatus.SIGNED_OFF], "A portfolio holder has seen the evidence and agreed."),
    (statuses.DONE[PartStatus.SUPERSEDED], "Replaced by something newer."),
    (statuses.DONE[PartStatus.STOPPED], "Ended early. The reason is published."),
    (
        statuses.NO_NEWS[PartStatus.IN_PROGRESS],
        "Nothing was reported for more weeks than the council sets, whatever the date.",
    ),
    (
        statuses.MAY_BE_LATE[PartStatus.IN_PROGRESS],
        "60 days or fewer are left and little was reported, or the last report expects it after its date.",
    ),
]


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


@require_safe
def stay_signed_in(request: HttpRequest) -> JsonResponse:
    """Answer a page that is still being read, so that its session goes on (promise S9). The request itself does it."""
    return JsonResponse({"seconds": int(settings.SESSION_IDLE.total_seconds())})


@login_not_required
@require_safe
def how_we_record(request: HttpRequest) -> HttpResponse:
    """Status words and what they mean."""
    return render(request, "pages/how_we_record.html", {"said": SAID, "done": DONE})


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
def no_such_page(request: HttpRequest) -> HttpResponse:
    """Stands in the place of allauth's page for one's e-mail addresses: an administrator keeps those of accounts."""
    raise Http404


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
        found = health(at=timezone.now())
    except DatabaseError:
        return JsonResponse({"ok": False, "database": "no answer"}, status=503)
    status = 200 if found.ok else 503
    return JsonResponse({"ok": found.ok, "database": "answers", **found.as_dict()}, status=status)
