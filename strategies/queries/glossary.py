"""The glossary as pages read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from core import prepared
from strategies.enums import TermStatus
from strategies.models import GlossaryTerm, RoadmapProject
from strategies.queries.visibility import strategies_visible_to, terms_visible_to
from strategies.words import Words

USES_SHOWN = 20
OTHER = "#"


@dataclass(frozen=True)
class Use:
    """A place where a word stands."""

    url: str
    title: str


def words_explained() -> Words:
    """The published terms, ready to mark their first use on one page. One query."""
    return Words(prepared.instances(_published_terms))


def _published_terms() -> QuerySet[GlossaryTerm]:
    return GlossaryTerm.objects.filter(status=TermStatus.PUBLISHED).order_by("pk")


def letters_in_use(user: Any, *, on: date) -> list[str]:
    """The first letters of the terms that the reader may see, in order; "#" for what begins with no letter. One query."""
    first = {str(term)[:1].upper() for term in terms_visible_to(user, on=on).values_list("term", flat=True)}
    letters = sorted(letter for letter in first if letter.isalpha())
    return [*letters, OTHER] if len(letters) < len(first) else letters


def terms_beginning_with(user: Any, letter: str, *, on: date) -> QuerySet[GlossaryTerm]:
    """The terms that the reader may see, in alphabetical order: of one letter, of none ("#"), or all."""
    terms = terms_visible_to(user, on=on).order_by(Lower("term"))
    if letter == OTHER:
        return terms.exclude(term__iregex=r"^[a-z]")
    return terms.filter(term__istartswith=letter) if letter else terms


def where_used(term: GlossaryTerm, user: Any, *, on: date) -> list[Use]:
    """Strategies and projects that the reader may see and whose words use the term, at most twenty. Two queries."""
    strategies = strategies_visible_to(user, on=on)
    in_strategies = strategies.filter(uses(term, "title", "summary"))[:USES_SHOWN]
    in_projects = (
        RoadmapProject.objects.filter(roadmap__strategy__in=strategies)
        .filter(uses(term, "name", "summary", "business_case_note"))
        .select_related("roadmap__strategy")[:USES_SHOWN]
    )
    found = [Use(strategy.get_absolute_url(), strategy.title) for strategy in in_strategies]
    found += [
        Use(f"{project.roadmap.strategy.get_absolute_url()}#project-{project.slug}", project.name)
        for project in in_projects
    ]
    return found[:USES_SHOWN]


def uses(term: GlossaryTerm, *fields: str) -> Q:
    """Match rows in one of whose fields the term or its abbreviation stands."""
    matches = Q()
    for form in filter(None, (term.term, term.abbreviation)):
        for field in fields:
            matches |= Q(**{f"{field}__icontains": form})
    return matches
