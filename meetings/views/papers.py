"""Papers of a meeting."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import queries
from meetings.enums import PUBLIC
from meetings.models import Document

# What opens in no browser window and runs nothing, whatever the file holds.
SANDBOX = "sandbox; default-src 'none'"


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """One paper, as a download and nothing else. Asked for each time whether this reader may (promise U3)."""
    today = timezone.localdate()
    paper = get_object_or_404(Document.objects.select_related("meeting__body__council", "item"), pk=pk)
    known = queries.meetings_visible_to(request.user, on=today).filter(pk=paper.meeting_id).first()
    is_open = paper.is_open and (paper.item is None or paper.item.is_open)
    if known is None or not (is_open or queries.may_read_exempt(request.user, known, on=today)):
        raise Http404
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        content, as_attachment=True, filename=paper.file_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    is_public = is_open and known.status in PUBLIC
    response["Cache-Control"] = "public, max-age=60" if is_public else "no-store"
    return response
