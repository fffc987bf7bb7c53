"""The check of words: what published texts use and nothing explains. It stands here because it reads every floor's texts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from core.edges import require
from councils.permissions import is_scrutiny_officer
from recommendations.queries.wording import unexplained_words

FOR_OFFICERS = "Only the Scrutiny Officer keeps the glossary."
PER_PAGE = 50


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Which abbreviations and words can residents read, and nothing explains?"""
    today = timezone.localdate()
    require(is_scrutiny_officer(request.user, on=today), FOR_OFFICERS)
    page = Paginator(unexplained_words(on=today), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "crumbs": [(reverse("strategies:glossary"), "Glossary")]}
    response = render(request, "recommendations/words_check.html", context)
    add_never_cache_headers(response)
    return response
