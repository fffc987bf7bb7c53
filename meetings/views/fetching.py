"""Getting the meeting that an address names."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from meetings import queries
from meetings.models import Meeting


def fetch(request: HttpRequest, council: str, body: str, slug: str) -> Meeting:
    """The meeting at the address, or 404 when there is none that the reader may know of."""
    meeting = queries.find_meeting(request.user, council, body, slug, on=timezone.localdate())
    if meeting is None:
        raise Http404
    return meeting
