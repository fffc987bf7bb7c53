"""Pages of suggested topics."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.models import Council
from councils.permissions import capacities_of
from councils.queries import the_partnership
from task_groups.models import TaskGroup
from work_programme import operations, permissions, queries
from work_programme.forms.topics import (
    AcceptAsGroupForm,
    AcceptAsWorkForm,
    DeclineForm,
    SuggestForm,
    TakeUpForm,
    WeighForm,
)
from work_programme.models import TopicSuggestion, WorkItem
from work_programme.views.programme import PER_PAGE, crumbs

FOR_SUGGESTERS = "Councillors suggest topics. Ask a councillor to suggest yours."
FOR_OFFICERS = "Only the Scrutiny Officer weighs topics and writes down what becomes of them."
DECIDED = "This topic is decided, so that it cannot be weighed again."
FIRST_WEIGH = "Weigh the topic first. Once it is decided, the decision stands."
TOPICS = "Suggested topics"


def topics_path() -> str:
    return reverse("work_programme:topics")


def crumbs_of(topic: TopicSuggestion | None = None) -> list[tuple[str, str]]:
    below = [(topics_path(), TOPICS)]
    return crumbs() + below + ([(topic.get_absolute_url(), topic.title)] if topic else [])


def find_topic(request: HttpRequest, pk: int) -> TopicSuggestion:
    """The topic at the address, or 404 where this person may not know of it."""
    visible = queries.topics_visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(visible.prefetch_related("scores"), pk=pk)


def form_page(
    request: HttpRequest, form: Any, title: str, topic: TopicSuggestion | None = None, *, answer: str = "",
    says_now: str = "",
) -> HttpResponse:  # fmt: skip
    """A form about a topic, below what was suggested. 409 where somebody changed it meanwhile."""
    context = {
        "form": form,
        "title": title,
        "topic": topic,
        "answer": answer,
        "says_now": says_now,
        "crumbs": crumbs_of(topic),
    }
    return render(request, "work_programme/form.html", context, status=409 if says_now else 200)


@login_not_required
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """What was scrutiny asked to look at, and what became of it?"""
    on = timezone.localdate()
    found = queries.topics_in_order(request.user, on=on)
    can_keep = permissions.can_keep_programme(request.user, on=on)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "rows": queries.topic_rows(page_obj.object_list),
        "tally": queries.tally_of(queries.topics_visible_to(request.user, on=on)),
        "crumbs": crumbs(),
        "can_suggest": permissions.can_suggest(request.user, on=on),
        "in_meetings": queries.suggestions_in_meetings(request.user, on=on)[:PER_PAGE] if can_keep else [],
    }
    return render(request, "work_programme/topics.html", context)


@login_not_required
@require_safe
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """What was suggested, how was it weighed, and what became of it?"""
    on = timezone.localdate()
    found = find_topic(request, pk)
    context = {
        "topic": found,
        "page": queries.topic_page(found),
        "crumbs": crumbs_of(),
        "can_weigh": permissions.can_weigh(request.user, found, on=on),
        "can_decide": permissions.can_decide_topic(request.user, found, on=on),
    }
    return render(request, "work_programme/topic.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest a topic: a councillor as such, the scrutiny officer for whoever asked."""
    on = timezone.localdate()
    require(permissions.can_suggest(request.user, on=on), FOR_SUGGESTERS)
    partnership = the_partnership()
    asks_whose = permissions.can_keep_programme(request.user, on=on)
    form = bind(request, SuggestForm, asks_whose=asks_whose, later=("Not now", topics_path()))
    if form.is_valid() and partnership is not None:
        known: dict[str, Any] = {"partnership": partnership, "by": request.user, "at": timezone.now()}
        if not asks_whose:
            known |= suggested_as(request)
        done = perform_once(
            request, form, operations.suggest_topic, result_path=TopicSuggestion.get_absolute_url, **known
        )
        if done is not None:
            messages.success(request, "Thank you. The Scrutiny Officer looks at it.")
            return done
    answer = "It is published once the Scrutiny Officer has weighed it, without your name."
    return form_page(request, form, "Suggest a topic", answer=answer)


def suggested_as(request: HttpRequest) -> dict[str, Any]:
    """As whose suggestion a councillor's own goes on the list: by role, with the council."""
    capacities = capacities_of(request.user, on=timezone.localdate())
    council = Council.objects.filter(pk__in=capacities.own_councils).order_by("position", "pk").first()
    where = f", {council.short_name}" if council else ""
    return {"said_by": f"Councillor{where}", "council": council}


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, outcome_pk: int) -> HttpResponse:
    """Put a suggestion that was made in a meeting on the list."""
    on = timezone.localdate()
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    outcome = get_object_or_404(queries.suggestions_in_meetings(request.user, on=on), pk=outcome_pk)
    partnership = the_partnership()
    initial = {"title": outcome.text[:160], "words": outcome.text[:2000]}
    form = bind(request, TakeUpForm, initial=initial, later=("Not now", topics_path()))
    if form.is_valid() and partnership is not None:
        known = {"partnership": partnership, "outcome": outcome, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.take_up_topic, result_path=TopicSuggestion.get_absolute_url, **known
        )
        if done is not None:
            messages.success(request, "It is on the list. Weigh it next.")
            return done
    answer = f"Suggested by {outcome.said_by or 'Members'} in a meeting."
    return form_page(request, form, "Put it on the list", answer=answer)


@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request: HttpRequest, pk: int) -> HttpResponse:
    """Weigh a topic by the criteria, in words fit for everybody."""
    on = timezone.localdate()
    found = find_topic(request, pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_weigh(request.user, found, on=on), DECIDED)
    form = bind(request, WeighForm, topic=found, later=("Not now", found.get_absolute_url()))
    if form.is_valid():
        known = {"topic": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.weigh_topic, **known) is not None:
            messages.success(request, "How it was weighed is published.")
            return redirect(found)
    answer = "The points help to compare topics. They decide nothing."
    return overtaken_or_page(request, form, "Weigh the topic", pk, answer=answer)


def overtaken_or_page(
    request: HttpRequest, form: Any, title: str, pk: int, *, answer: str = ""
) -> HttpResponse:
    """The form again, with what the topic says now where somebody changed it meanwhile."""
    newest = find_topic(request, pk)
    theirs = form.was_overtaken(newest.version)
    says_now = f"{newest.title}: {newest.get_status_display().lower()}" if theirs else ""
    return form_page(request, form, title, newest, answer=answer, says_now=says_now)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a topic and put it on the programme."""
    on = timezone.localdate()
    found = find_topic(request, pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_decide_topic(request.user, found, on=on), FIRST_WEIGH)
    form = bind(request, AcceptAsWorkForm, topic=found, on=on, later=("Not now", found.get_absolute_url()))
    if form.is_valid():
        known = {"topic": found, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.accept_as_work, result_path=WorkItem.get_absolute_url, **known
        )
        if done is not None:
            messages.success(request, "Accepted. It is on the programme.")
            return done
    return overtaken_or_page(request, form, "Accept the topic", pk, answer="It goes on the programme.")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a topic and propose a task group for it."""
    on = timezone.localdate()
    found = find_topic(request, pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_decide_topic(request.user, found, on=on), FIRST_WEIGH)
    form = bind(request, AcceptAsGroupForm, topic=found, later=("Not now", found.get_absolute_url()))
    if form.is_valid():
        known = {"topic": found, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.accept_as_group, result_path=TaskGroup.get_absolute_url, **known
        )
        if done is not None:
            messages.success(request, "Accepted. The task group is proposed.")
            return done
    answer = "Two members and a reserve are wanted from each council."
    return overtaken_or_page(request, form, "Propose a task group", pk, answer=answer)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a topic, with the reason."""
    on = timezone.localdate()
    found = find_topic(request, pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_decide_topic(request.user, found, on=on), FIRST_WEIGH)
    form = bind(request, DeclineForm, topic=found, later=("Not now", found.get_absolute_url()))
    if form.is_valid():
        known = {"topic": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.decline_topic, **known) is not None:
            messages.success(request, "Declined. The reason is published.")
            return redirect(found)
    return overtaken_or_page(request, form, "Decline the topic", pk, answer="It stays on the list.")
