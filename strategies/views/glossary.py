"""Pages of the words explained."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from strategies import operations, permissions, queries
from strategies.forms.glossary import AddTermForm, EditTermForm
from strategies.models import GlossaryTerm

TERMS_PER_PAGE = 50
FOR_OFFICERS = "Only the Scrutiny Officer keeps the glossary."


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
    can_keep = permissions.can_keep_registers(request.user, on=today)
    context = {"page_obj": page, "letters": letters, "chosen": chosen, "can_keep": can_keep}
    return render(request, "strategies/glossary.html", context)


@login_not_required
@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One word: what it means, who maintains that, where it is used."""
    today = timezone.localdate()
    word = get_object_or_404(
        queries.terms_visible_to(request.user, on=today).select_related("source"), slug=slug
    )
    used_in = queries.where_used(word, request.user, on=today)
    can_keep = permissions.can_keep_registers(request.user, on=today)
    return render(request, "strategies/term.html", {"term": word, "used_in": used_in, "can_keep": can_keep})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a word into the glossary. `?term=` fills it in."""
    require(permissions.can_keep_registers(request.user, on=timezone.localdate()), FOR_OFFICERS)
    back = reverse("strategies:glossary")
    wanted = {
        "term": request.GET.get("term", "")[:100],
        "abbreviation": request.GET.get("abbreviation", "")[:20],
    }
    form = bind(request, AddTermForm, later=("Back to the glossary", back), initial=wanted)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_term,
            result_path=GlossaryTerm.get_absolute_url,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    crumbs = [(back, "Glossary")]
    return render(
        request, "strategies/term_form.html", {"form": form, "title": "Add a word", "crumbs": crumbs}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the glossary says of a word, and publish it."""
    today = timezone.localdate()
    word = get_object_or_404(queries.terms_visible_to(request.user, on=today), slug=slug)
    require(permissions.can_keep_registers(request.user, on=today), FOR_OFFICERS)
    form = bind(request, EditTermForm, word=word)
    if form.is_valid():
        done: GlossaryTerm | None = perform(
            form, operations.edit_term, word=word, by=request.user, at=timezone.now()
        )
        if done is not None:
            messages.success(request, f"Saved: {done.term}.")
            return redirect(done)
    theirs = form.was_overtaken(word.version)
    context = {
        "form": form,
        "title": "Change a word",
        "word": word,
        "theirs": theirs,
        "crumbs": [(reverse("strategies:glossary"), "Glossary"), (word.get_absolute_url(), word.term)],
    }
    return render(request, "strategies/term_form.html", context, status=409 if theirs else 200)
