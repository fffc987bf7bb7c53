"""Correcting an entry of a published record, with what came of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from meetings import permissions as meeting_permissions
from meetings import queries as meeting_queries
from meetings.models import Outcome
from recommendations.forms.corrections import CorrectEntryForm
from recommendations.models import Recommendation
from recommendations.operations.corrections import correct_entry

NOT_TO_CORRECT = "Only the Scrutiny Officer corrects a record, once it is published."


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """New words for one entry, with a day and a reason. Where somebody else was faster, the words now on record show."""
    today = timezone.localdate()
    meeting = meeting_queries.find_meeting(request.user, council, body, slug, on=today)
    if meeting is None:
        raise Http404
    require(meeting_permissions.can_correct(request.user, meeting, on=today), NOT_TO_CORRECT)
    entries = Outcome.objects.standing().filter(item__meeting=meeting).select_related("item")
    outcome = get_object_or_404(entries, pk=outcome_pk)
    back = f"{meeting.get_absolute_url()}?entry={outcome.pk}#entry-{outcome.pk}"
    form = bind(request, CorrectEntryForm, outcome=outcome, today=today, back=back)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            correct_entry,
            result_path=lambda _: back,
            outcome=outcome,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    overtaken = form.is_bound and str(form.data.get("version")) != str(outcome.version)
    if overtaken:
        form.with_version(outcome.version)
    context = {
        "form": form,
        "meeting": meeting,
        "title": meeting_queries.title_of(meeting),
        "outcome": outcome,
        "is_open": outcome.is_open and outcome.item.is_open,
        "made": Recommendation.objects.filter(outcome=outcome).first(),
    }
    response = render(request, "meetings/correct_entry.html", context, status=409 if overtaken else 200)
    add_never_cache_headers(response)
    return response
