"""One box that looks through what the reader may see."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import OutcomeKind
from meetings.queries import outcomes_matching, title_of
from recommendations.queries import recommendations_visible_to
from strategies.queries import terms_visible_to

LONGEST = 100
EACH = 10


@dataclass(frozen=True)
class Hit:
    """One result: where it leads, its title, and a line about it."""

    url: str
    title: str
    line: str


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Recommendations, decisions, questions and answers, and words, ten of each. Nothing exempt or draft is looked at."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    groups = find(request, words) if words else []
    return render(request, "pages/search.html", {"words": words, "groups": [g for g in groups if g[1]]})


def find(request: HttpRequest, words: str) -> list[tuple[str, list[Hit]]]:
    """Look in each group. Titles and words are compared without regard to case."""
    today = timezone.localdate()
    matches = (
        Q(title__icontains=words) | Q(text__icontains=words) | Q(reference__iexact=words.replace("/", "-"))
    )
    found = (
        recommendations_visible_to(request.user, on=today)
        .filter(matches)
        .order_by("-made_on", "reference")[:EACH]
    )
    said = outcomes_matching(request.user, words, on=today, limit=EACH * 3)
    decisions = [o for o in said if o.kind == OutcomeKind.DECISION][:EACH]
    others = [o for o in said if o.kind != OutcomeKind.DECISION][:EACH]
    terms = terms_visible_to(request.user, on=today).filter(
        Q(term__icontains=words) | Q(explanation__icontains=words)
    )[:EACH]
    return [
        ("Recommendations", [Hit(r.get_absolute_url(), r.title, r.reference) for r in found]),
        (
            "Decisions",
            [Hit(o.item.meeting.get_absolute_url(), o.text, title_of(o.item.meeting)) for o in decisions],
        ),
        (
            "Questions and answers",
            [Hit(o.item.meeting.get_absolute_url(), o.text, o.item.title) for o in others],
        ),
        ("Words", [Hit(t.get_absolute_url(), t.term, t.explanation) for t in terms]),
    ]
