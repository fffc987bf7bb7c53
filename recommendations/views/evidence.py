"""Evidence: adding it, and giving it out to those who may see it."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.downloads import ANYTHING, download
from core.edges import bind, perform_once, require
from core.uploads import CONTENT_TYPES
from recommendations import operations, permissions
from recommendations.enums import EvidenceKind
from recommendations.forms.work import EvidenceForm
from recommendations.views.finding import find_part
from recommendations.views.work import FOR_THE_OFFICER, about

FOR_MEMBERS = "Evidence is read by those who work on the action, by scrutiny officers and by councillors."


@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file or a link that shows what was done."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_report(request.user, part, on=on), FOR_THE_OFFICER)
    form = bind(request, EvidenceForm, later=("Not now", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        operation = operations.add_evidence_file if form.is_file else operations.add_evidence_link
        known = {"part": part, "by": request.user, "at": timezone.now()}
        recorded = perform_once(
            request, form, operation, result_path=lambda _: part.get_absolute_url(), **known
        )
        if recorded:
            messages.success(request, "The evidence is added.")
            return recorded
    choose_again = bool(form.errors and request.FILES)
    context = {**about(part, on=on), "form": form, "choose_again": choose_again}
    return render(request, "recommendations/evidence.html", context)


@require_safe
def evidence_file(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponse | FileResponse:
    """Give out one file as a download. Permission is asked each time, and nothing on the way keeps a copy."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_see_evidence(request.user, part, on=on), FOR_MEMBERS)
    evidence = get_object_or_404(part.evidence.filter(kind=EvidenceKind.FILE), pk=evidence_pk)
    known_type = evidence.content_type in CONTENT_TYPES.values()
    return download(
        request,
        evidence.file,
        name=evidence.file_name,
        kept="no-store, private",
        content_type=evidence.content_type if known_type else ANYTHING,
    )
