"""The page of the programme, and the log of what became of it."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from work_programme import permissions, queries

PER_PAGE = 25
HERE = "Work programme"


def crumbs() -> list[tuple[str, str]]:
    return [(reverse("work_programme:programme"), HERE)]


@login_not_required
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Can we fit it all in?"""
    on = timezone.localdate()
    page = queries.programme_page(request.user, request.GET, on=on)
    page_obj = Paginator(page.chosen, PER_PAGE).get_page(request.GET.get("page"))
    can_keep = permissions.can_keep_programme(request.user, on=on)
    context = {
        "page": page,
        "page_obj": page_obj,
        "by_month": page.by_month(list(page_obj)),
        "can_keep": can_keep,
        "can_suggest": permissions.can_suggest(request.user, on=on),
        "waiting": queries.waiting_topics(request.user, on=on) if can_keep else 0,
    }
    return render(request, "work_programme/programme.html", context)


@login_not_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What moved, and why?"""
    page_obj = Paginator(queries.log_entries(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "entries": queries.named_entries(request.user, page_obj.object_list, on=timezone.localdate()),
        "crumbs": crumbs(),
    }
    return render(request, "work_programme/log.html", context)
