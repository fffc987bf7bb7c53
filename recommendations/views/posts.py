"""Who holds which post, what waits for it, and the change from one holder to the next."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform_once, require
from councils.models import Person, Post
from councils.operations import change_holder as change_holder_operation
from councils.permissions import can_change_holders, capacities_of, reads_names
from councils.queries import newest_appointment_to
from recommendations import operations, permissions
from recommendations.forms.posts import ChangeHolderForm, HandOverForm
from recommendations.queries import posts as post_queries

PER_PAGE = 25
FOR_OFFICERS = "This page is for the Scrutiny Officer and the Administrator."


@login_not_required
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Who holds each post, since when, and what waits for it? Posts that nobody holds come first."""
    on = timezone.localdate()
    only_vacant = request.GET.get("only") == "vacant"
    found = post_queries.posts_on(on, only_vacant=only_vacant, user=request.user)
    paginator = Paginator(found, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    lines = post_queries.lines_of(page.object_list, request.user, on=on)
    context = {
        "page_obj": page,
        "lines": lines,
        "counted": post_queries.count_posts(on),
        "only_vacant": only_vacant,
        "waits": any(line.waiting.total for line in lines if line.holder is None),
        "shows_names": reads_names(capacities_of(request.user, on=on)),
        "can_change": can_change_holders(request.user, on=on),
        "can_hand_over": capacities_of(request.user, on=on).is_scrutiny_officer,
    }
    return render(request, "recommendations/posts.html", context)


@require_http_methods(["GET", "POST"])
def change_holder(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds this post next, and from which day? Open work stays with the post."""
    on = timezone.localdate()
    post = get_object_or_404(Post.objects.existing_on(on).select_related("council", "organisation"), pk=pk)
    require(can_change_holders(request.user, on=on), FOR_OFFICERS)
    newest = newest_appointment_to(post)
    version = newest.pk if newest else None
    back = reverse("recommendations:posts")
    form = bind(
        request,
        ChangeHolderForm,
        people=Person.objects.order_by("name", "pk"),
        version=version,
        later=("Leave it as it is", back),
    )
    if form.is_valid():
        recorded = perform_once(
            request,
            form,
            change_holder_operation,
            result_path=lambda _: back,
            post=post,
            by=request.user,
            at=timezone.now(),
        )
        if recorded:
            messages.success(request, f"Recorded: {post}. Both are told on the day.")
            return recorded
    theirs = form.was_overtaken(version)
    (line,) = post_queries.lines_of([post], request.user, on=on)
    context: dict[str, Any] = {"form": form, "post": post, "line": line, "crumbs": [(back, "Posts")]}
    return render(request, "recommendations/change_holder.html", context, status=409 if theirs else 200)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """To which post does the open work of this one pass? Also of a post that exists no more."""
    on = timezone.localdate()
    post = get_object_or_404(Post.objects.select_related("council", "organisation"), pk=pk)
    require(permissions.can_hand_over(request.user, post, on=on), "This page is for the Scrutiny Officer.")
    back = reverse("recommendations:posts")
    choices = post_queries.could_take_over(post, on=on)
    initial = {"to": post.successor_id}
    later = ("Leave it where it is", back)
    form = bind(request, HandOverForm, posts=choices, later=later, initial=initial)
    if form.is_valid():
        known = {"post": post, "by": request.user, "at": timezone.now()}
        recorded = perform_once(request, form, operations.hand_over_work, result_path=lambda _: back, **known)
        if recorded:
            messages.success(
                request, f"The open work of {post} is handed over. Whoever holds the two posts is told."
            )
            return recorded
    (line,) = post_queries.lines_of([post], request.user, on=on)
    context = {
        "form": form,
        "post": post,
        "line": line,
        "choices": choices,
        "crumbs": [(back, "Posts")],
    }
    return render(request, "recommendations/hand_over.html", context)
