"""A portfolio holder names who decides while they are away."""

from collections.abc import Collection

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from councils import operations, permissions, queries
from councils.enums import Capacity
from councils.forms.deputies import DeputyForm, EndDeputyForm
from councils.models import Appointment, Person, Post
from councils.operations.deputies import NOT_YOURS
from councils.permissions import capacities_of

FOR_HOLDERS = "This page is for Portfolio Holders."


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: HttpRequest) -> HttpResponse:
    """Who decides for this portfolio holder, and when? Here they name somebody."""
    today = timezone.localdate()
    capacities = capacities_of(request.user, on=today)
    require(permissions.names_deputies(capacities), FOR_HOLDERS)
    require(not names_for_another(request, capacities.holder_of), NOT_YOURS)
    posts = Post.objects.filter(pk__in=capacities.holder_of).select_related("council").order_by("title", "pk")
    eligible = Q()
    for post in posts:
        eligible |= Q(pk__in=queries.may_deputise(post, on=today).order_by().values("pk"))
    people = Person.objects.filter(eligible).order_by("name", "pk")
    here = reverse("councils:deputy")
    form = bind(
        request,
        DeputyForm,
        posts=posts,
        people=people,
        today=today,
        later=("Leave it as it is", reverse("recommendations:awaiting-you")),
    )
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.name_deputy,
            result_path=lambda _: here,
            by=request.user,
            at=timezone.now(),
        )
        if done is not None:
            return done
    context = {
        "form": form,
        "has_people": people.exists(),
        "named": queries.deputies_of(list(capacities.holder_of), on=today),
        "posts": posts,
        "today": today,
        "crumbs": [(reverse("recommendations:awaiting-you"), "Awaiting you")],
    }
    return render(request, "councils/deputy.html", context)


def names_for_another(request: HttpRequest, held: Collection[int]) -> bool:
    """Whether what was sent is about a post that is somebody else's. What names no post is the form's to refuse."""
    sent = request.POST.get("post", "")
    is_number = sent.isascii() and sent.isdigit() and len(sent) < 10
    return is_number and Post.objects.filter(pk=int(sent)).exclude(pk__in=held).exists()


@require_http_methods(["GET", "HEAD", "POST"])
def end_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """End a deputy's time early, with a reason."""
    today = timezone.localdate()
    held = capacities_of(request.user, on=today).holder_of
    named = Appointment.objects.filter(capacity=Capacity.DEPUTY, post__in=held)
    appointment = get_object_or_404(named.select_related("person", "post"), pk=pk)
    here = reverse("councils:deputy")
    form = bind(request, EndDeputyForm, later=("Leave it as it is", here))
    if form.is_valid():
        known = {"appointment": appointment, "by": request.user, "at": timezone.now()}
        if perform(form, operations.end_deputy, **known) is not None:
            messages.success(request, f"{appointment.person} no longer deputises for you.")
            return redirect(here)
    context = {"form": form, "appointment": appointment, "today": today, "crumbs": [(here, "Your deputy")]}
    return render(request, "councils/end_deputy.html", context)
