"""The officer convenes a task group: seats, members, lines of enquiry, witnesses, and the steps from one to the next."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.edges import bind, kept_fields, perform, perform_once, require
from core.refusals import Refused
from councils.queries import councils_in_order
from task_groups import operations, permissions, queries
from task_groups.forms import convening as forms
from task_groups.lifecycle import TASK_GROUP_MOVES
from task_groups.models import TaskGroup

NOT_YOURS = "Only the Scrutiny Officer convenes a group, until it has reported."
MOVED = {
    "agree_scope": "The scope is agreed. From here a change of it needs a reason.",
    "start_gathering": "The group gathers evidence now.",
    "start_drafting": "The group drafts its report now.",
    "report": "The group has reported.",
    "close": "The group is closed.",
}


def fetch(request: HttpRequest, slug: str) -> TaskGroup:
    """The group at an address, for who convenes it."""
    today = timezone.localdate()
    group = get_object_or_404(queries.groups_visible_to(request.user, on=today), slug=slug)
    require(permissions.can_convene(request.user, group, on=today), NOT_YOURS)
    return group


def back_to(group: TaskGroup) -> tuple[str, str]:
    return "Back to the group", group.get_absolute_url()


def shown(
    request: HttpRequest, group: TaskGroup, form: Any, heading: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page with one form about a group."""
    crumbs = [(group.get_absolute_url(), group.title)]
    context = {"group": group, "form": form, "heading": heading, "crumbs": crumbs, **more}
    return render(request, "task_groups/form.html", context, status=status)


def councils_of(group: TaskGroup) -> list[Any]:
    return [one for one in councils_in_order() if one.partnership_id == group.partnership_id]


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """How many members and reserves does each council send?"""
    group = fetch(request, slug)
    convening = queries.convening_of(group, on=timezone.localdate())
    form = bind(
        request,
        forms.SeatsForm,
        councils=councils_of(group),
        seats=convening.seats,
        later=back_to(group),
    )
    if form.is_valid():
        done = perform(form, operations.change_seats, group=group, by=request.user, at=timezone.now())
        if done is not None:
            messages.success(request, "The seats are saved.")
            return redirect(group)
    heading = "How many seats does each council have?"
    return shown(request, group, form, heading, status=409 if form.was_overtaken() else 200)


@require_http_methods(["GET", "POST"])
def name_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes a seat?"""
    group = fetch(request, slug)
    councils = councils_of(group)
    asked = next((one for one in councils if one.slug == request.GET.get("council")), None)
    initial = {"council": asked.pk if asked else None, "role": request.GET.get("role")}
    form = bind(
        request,
        forms.NameMemberForm,
        people=queries.people_named(name_typed(request)),
        councils=councils,
        later=back_to(group),
        initial=initial,
    )
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.name_member,
            result_path=lambda _: f"{group.get_absolute_url()}#members",
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The member is named.")
            return done
    names = queries.names_to_offer(on=timezone.localdate())
    return shown(request, group, form, "Who takes a seat?", names=names)


def name_typed(request: HttpRequest) -> str:
    """The name in the form that was sent, or that was kept when the session ended."""
    return str(request.POST.get("person") or (kept_fields(request) or {}).get("person") or "")


@require_http_methods(["GET", "POST"])
def change_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a member another part in the group, or free the seat."""
    group = fetch(request, slug)
    member = get_object_or_404(group.memberships.select_related("person", "council", "task_group"), pk=pk)
    form = bind(request, forms.ChangeMemberForm, member=member, later=back_to(group))
    if form.is_valid():
        done = perform(form, operations.change_member, membership=member, by=request.user, at=timezone.now())
        if done:
            messages.success(request, f"Saved: {done.person}.")
            return redirect(f"{group.get_absolute_url()}#members")
    status = 409 if form.was_overtaken(member.version) else 200
    answer = f"{member.person}, on behalf of {member.council.short_name}: {member.get_role_display().lower()}"
    return shown(
        request, group, form, "What changes for this member?", status=status, answer=f"{answer} now."
    )


@require_http_methods(["GET", "POST"])
def add_line(request: HttpRequest, slug: str) -> HttpResponse:
    """What does the group want to know? `?again=` offers a point that the last group left."""
    group = fetch(request, slug)
    form = bind(
        request, forms.LineForm, later=back_to(group), initial={"text": request.GET.get("again", "")[:1000]}
    )
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.ask,
            result_path=lambda _: f"{group.get_absolute_url()}#lines",
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The line of enquiry is added.")
            return done
    return shown(request, group, form, "Add a line of enquiry")


@require_http_methods(["GET", "POST"])
def edit_line(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a line of enquiry in other words."""
    group = fetch(request, slug)
    line = get_object_or_404(group.lines_of_enquiry.select_related("task_group"), pk=pk)
    form = bind(request, forms.EditLineForm, line=line, later=back_to(group))
    if form.is_valid():
        done = perform(form, operations.edit_line, line=line, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The line of enquiry is saved.")
            return redirect(f"{group.get_absolute_url()}#lines")
    overtaken = form.was_overtaken(line.version)
    theirs = f"It reads now: {line.text}" if overtaken else ""
    return shown(
        request, group, form, "Change a line of enquiry", status=409 if overtaken else 200, theirs=theirs
    )


@require_http_methods(["GET", "POST"])
def name_witness(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom does the group hear?"""
    group = fetch(request, slug)
    people = queries.people_named(name_typed(request))
    form = bind(request, forms.WitnessForm, people=people, later=back_to(group))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.name_witness,
            result_path=lambda _: f"{group.get_absolute_url()}#witnesses",
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The witness is named.")
            return done
    names = queries.names_to_offer(on=timezone.localdate())
    return shown(request, group, form, "Whom does the group hear?", names=names)


@require_POST
def move(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Move the group on: agree the scope, start gathering, start drafting, report, close."""
    if name not in TASK_GROUP_MOVES:
        raise Http404
    today = timezone.localdate()
    group = get_object_or_404(
        queries.groups_visible_to(request.user, on=today).prefetch_related("reports"), slug=slug
    )
    require(permissions.can_move(request.user, group, name, on=today), "This step is not open now.")
    try:
        operations.move_group(group=group, move=name, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        messages.success(request, MOVED[name])
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(group)
