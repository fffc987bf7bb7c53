"""Days for the meetings of a task group, on which nothing stands in the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from meetings import operations
from meetings.forms.proposing import ProposedDaysForm
from meetings.models import Meeting
from meetings.queries.proposing import earliest_day, knows_quiet_periods
from task_groups import permissions
from task_groups.models import TaskGroup
from task_groups.queries import groups_visible_to

NOT_YOURS = "Only the Scrutiny Officer plans the meetings of a group, until it has reported."


@require_http_methods(["GET", "POST"])
def group_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """On which days can the group meet? Proposed with reasons; the officer accepts some, and they are planned."""
    today = timezone.localdate()
    group = get_object_or_404(groups_visible_to(request.user, on=today), slug=slug)
    require(permissions.can_convene(request.user, group, on=today), NOT_YOURS)
    form = bind(
        request,
        ProposedDaysForm,
        group=group,
        earliest=earliest_day(on=today),
        due_on=group.review.due_on if group.review else None,
        later=("Back to the group", group.get_absolute_url()),
    )
    if request.method == "POST" and form.is_valid():
        if "plan" in request.POST:
            done = perform_once(
                request,
                form,
                operations.plan_meetings,
                result_path=lambda made: planned(request, group, made),
                task_group=group,
                by=request.user,
                at=timezone.now(),
            )
            if done:
                return done
        else:
            form.look_again()
    found = [one.day for one in form.found]
    context = {
        "form": form,
        "group": group,
        "crumbs": [(group.get_absolute_url(), group.title)],
        "knows_quiet_periods": bool(found) and knows_quiet_periods(group, first=today, last=found[-1]),
    }
    return render(request, "meetings/group_dates.html", context)


def planned(request: HttpRequest, group: TaskGroup, made: list[Meeting]) -> str:
    """Say what was planned, and lead back to the group."""
    many = "1 meeting is" if len(made) == 1 else f"{len(made)} meetings are"
    messages.success(request, f"{many} planned. Only officers see them until their agendas are published.")
    return f"{group.get_absolute_url()}#meetings"
