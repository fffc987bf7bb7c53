"""A reader follows a recommendation, stops, and sees what they follow."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.dates import london_date, spell
from core.edges import bind, perform
from recommendations import operations
from recommendations.forms.following import STOP, FollowForm
from recommendations.operations.standing import is_public
from recommendations.queries.following import followed_by, is_followed, last_changes
from recommendations.queries.tracker import council_names, next_of, rows_of
from recommendations.queries.visibility import reader_of
from recommendations.views.finding import find_recommendation, who
from recommendations.views.tracker import PAGE_SIZE, line_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """How do I learn that this changed? By e-mail with an account, by a feed without one.

    Of an exempt recommendation, and of a draft, no letter and no feed tells: there is nothing to follow, 404.
    """
    recommendation = find_recommendation(request, reference, on=timezone.localdate())
    signed_in = request.user.is_authenticated
    follows, is_open = signed_in and is_followed(recommendation, by=request.user), is_public(recommendation)
    if not is_open and not follows:
        raise Http404
    if request.method == "POST" and not signed_in:
        return redirect_to_login(request.path)
    form = bind(
        request,
        FollowForm,
        follows=follows,
        later=("Back to the recommendation", recommendation.get_absolute_url()),
    )
    if form.is_valid():
        known = {"recommendation": recommendation, "by": who(request)}
        if form.cleaned_data.pop("wish") == STOP:
            perform(form, operations.stop_following, **known)
            messages.success(request, f"You no longer follow {reference}.")
        else:
            perform(form, operations.follow, **known)
            messages.success(
                request, f"You follow {reference}. We write to you the morning after it changes."
            )
        return redirect(recommendation)
    context = {
        "recommendation": recommendation,
        "form": form,
        "follows": follows,
        "is_open": is_open,
        "feed": f"{settings.PORTAL_URL}{reverse('recommendation-feed', args=[reference])}",
        "crumbs": [
            (reverse("recommendations:list"), "Recommendations"),
            (recommendation.get_absolute_url(), reference),
        ],
    }
    return render(request, "recommendations/follow.html", context)


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What do I follow, and where does it stand?"""
    user, on = who(request), timezone.localdate()
    councils, reader = council_names(), reader_of(user, on=on)
    found = followed_by(user, on=on)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PAGE_SIZE
    rows = rows_of(found[first : first + PAGE_SIZE], reader=reader, on=on)
    changed_at = last_changes([row.pk for row in rows])
    lines = [
        {
            "row": line_of(row, councils, on=on),
            "reference": row.reference,
            "changed": spell(london_date(changed_at[row.pk])) if row.pk in changed_at else "",
        }
        for row in rows
    ]
    context = {
        "page_obj": page,
        "lines": lines,
        "councils": councils,
        "reference": rows[0].reference if rows else "",
        "upcoming": next_of(rows[0], councils, on=on) if rows else None,
    }
    return render(request, "recommendations/following.html", context)
