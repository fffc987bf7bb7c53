"""Pages of the words explained."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from strategies import queries

TERMS_PER_PAGE = 50


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Words explained, A to Z. `?letter=` shows one letter."""
    today = timezone.localdate()
    letters = queries.letters_in_use(request.user, on=today)
    letter = request.GET.get("letter", "").upper()
    chosen = letter if letter in letters else ""
    terms = queries.terms_beginning_with(request.user, chosen, on=today)
    page = Paginator(terms, TERMS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "strategies/glossary.html", {"page_obj": page, "letters": letters, "chosen": chosen}
    )


@login_not_required
@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One word: what it means, who maintains that, where it is used."""
    today = timezone.localdate()
    word = get_object_or_404(
        queries.terms_visible_to(request.user, on=today).select_related("source"), slug=slug
    )
    used_in = queries.where_used(word, request.user, on=today)
    return render(request, "strategies/term.html", {"term": word, "used_in": used_in})
