"""The public list of answers that are overdue."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.cycle import DAYS_AFTER
from recommendations.queries.overdue import lines_of, overdue_visible_to, sentence, totals_of
from recommendations.queries.tracker import council_names

PAGE_SIZE = 25


@login_not_required
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """Which answers are overdue, for how long, and what has been done about it?"""
    on, councils = timezone.localdate(), council_names()
    everything = overdue_visible_to(request.user, on=on)
    totals = totals_of(everything)
    asked = request.GET.get("council", "")
    chosen = next((council for council in councils if council.slug == asked), None)
    found = everything.filter(council_id=chosen.pk) if chosen else everything
    paginator = Paginator(found.select_related("recommendation__item", "council"), PAGE_SIZE)
    paginator.__dict__["count"] = totals.by_council.get(chosen.pk, 0) if chosen else totals.total
    page = paginator.get_page(request.GET.get("page"))
    strong, rest = sentence(totals, councils)
    context = {
        "strong": strong,
        "rest": rest,
        "councils": [(council, totals.by_council.get(council.pk, 0)) for council in councils],
        "chosen": chosen,
        "ignored": bool(asked) and chosen is None,
        "page_obj": page,
        "lines": lines_of(page.object_list, on=on),
        "ladder": [(kind.label, days) for kind, days in DAYS_AFTER.items()],
        "crumbs": [(reverse("recommendations:list"), "Recommendations")],
    }
    return render(request, "recommendations/overdue.html", context)
