"""Officers suggest to their council what to answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from recommendations import operations, permissions, statuses
from recommendations.forms.suggest import SuggestForm
from recommendations.queries.suggestions import suggestions_visible_to
from recommendations.views.finding import find_response


@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """What should the council answer, and why? Advice for the portfolio holder, who decides."""
    on = timezone.localdate()
    response = find_response(request, reference, council, on=on)
    require(
        permissions.can_suggest(request.user, response, on=on),
        f"This page is for {response.council.short_name}’s officers while an answer is waited for.",
    )
    earlier = suggestions_visible_to(request.user, response, on=on)
    newest = earlier[0] if earlier else None
    form = bind(
        request,
        SuggestForm,
        council=response.council.short_name,
        later=("Leave it", response.get_absolute_url()),
        initial={"verdict": newest.verdict, "words": newest.words} if newest else {},
    )
    if request.method == "POST" and form.is_valid():
        done = perform_once(
            request,
            form,
            operations.suggest_answer,
            result_path=lambda _: response.get_absolute_url(),
            response=response,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, f"{response.council.short_name}’s Portfolio Holder can read it now.")
            return done
    context = {
        "form": form,
        "response": response,
        "recommendation": response.recommendation,
        "late": bool(response.due_on and response.due_on < on),
        "earlier": [(one, statuses.VERDICTS[one.verdict]) for one in earlier],
        "crumbs": [
            (response.recommendation.get_absolute_url(), response.recommendation.reference),
            (response.get_absolute_url(), f"{response.council.short_name}’s answer"),
        ],
    }
    return render(request, "recommendations/suggest.html", context)
