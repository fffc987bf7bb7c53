"""Which words of published texts nothing explains (rule 25). It looks at what anyone may read, and no more."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import Meeting
from meetings.queries import entries_visible_to, title_of
from recommendations.enums import VersionStatus
from recommendations.queries.visibility import (
    parts_visible_to,
    recommendations_visible_to,
    versions_visible_to,
)
from strategies.enums import TermStatus
from strategies.models import Adoption, CadenceBasis, Funding, GlossaryTerm
from strategies.queries import (
    Words,
    annual_reviews_visible_to,
    kpis_visible_to,
    projects_visible_to,
    reviews_visible_to,
    strategies_visible_to,
    unexplained,
)
from task_groups.models import Finding, LineOfEnquiry
from task_groups.queries import reports_visible_to

PLACES_SHOWN = 5
CHUNK = 2000


@dataclass(frozen=True)
class Place:
    """Where a word stands."""

    title: str
    url: str


Texts = tuple[str | None, ...]
Shelf = Iterator[tuple[Texts, Callable[[], Place]]]


@dataclass
class Unexplained:
    """A word that published texts use and nothing explains. `term`: the draft in the glossary that waits for its words."""

    word: str
    places: list[Place] = field(default_factory=list)
    number: int = 0
    term: GlossaryTerm | None = None

    def stands_at(self, place: Callable[[], Place]) -> None:
        self.number += 1
        if self.number <= PLACES_SHOWN:
            self.places.append(place())

    @property
    def more(self) -> int:
        return self.number - len(self.places)


def rows(found: QuerySet[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    return found.order_by().values_list(*names).iterator(chunk_size=CHUNK)


def published_texts(*, on: date) -> Shelf:
    """Every text that anyone may read on the day, with where it stands. A fixed number of queries; rows are streamed."""
    anyone = AnonymousUser()
    yield from of_strategies(anyone, on)
    yield from of_reports(anyone, on)
    yield from of_recommendations(anyone, on)
    yield from of_meetings(anyone, on)


def of_strategies(anyone: Any, on: date) -> Shelf:
    strategies = strategies_visible_to(anyone, on=on)

    for title, slug, *texts in rows(strategies, "title", "slug", "summary", "replaces_note"):
        yield (title, *texts), placed(title, "strategies:detail", slug)
    below: list[tuple[QuerySet[Any], str, list[str]]] = [
        (CadenceBasis.objects.filter(strategy__in=strategies), "strategy", ["text"]),
        (Adoption.objects.filter(strategy__in=strategies), "strategy", ["decision"]),
        (Funding.objects.filter(strategy__in=strategies), "strategy", ["purpose"]),
        (kpis_visible_to(anyone, on=on), "strategy", ["name", "unit"]),
        (reviews_visible_to(anyone, on=on), "strategy", ["reason", "conclusion"]),
        (
            projects_visible_to(anyone, on=on),
            "roadmap__strategy",
            ["name", "summary", "business_case_note", "next_step"],
        ),
    ]
    for found, at, names in below:
        for title, slug, *texts in rows(found, f"{at}__title", f"{at}__slug", *names):
            yield tuple(texts), placed(title, "strategies:detail", slug)
    for year, text in rows(annual_reviews_visible_to(anyone, on=on), "year", "introduction"):
        yield (text,), placed(f"Annual review {year}", "recommendations:annual-review", year)


def placed(title: str, name: str, *args: Any) -> Callable[[], Place]:
    """A place whose address is worked out only when it is shown."""
    return lambda: Place(title, reverse(name, args=args))


def of_reports(anyone: Any, on: date) -> Shelf:
    reports = reports_visible_to(anyone, on=on)

    for title, slug, text in rows(reports, "title", "slug", "summary"):
        yield (title, text), placed(title, "recommendations:report", slug)
    for model in (Finding, LineOfEnquiry):
        of_group = model._default_manager.filter(task_group__reports__in=reports)
        for title, slug, text in rows(
            of_group, "task_group__reports__title", "task_group__reports__slug", "text"
        ):
            yield (text,), placed(title, "recommendations:report", slug)


def of_recommendations(anyone: Any, on: date) -> Shelf:
    for reference, *texts in rows(recommendations_visible_to(anyone, on=on), "reference", "title", "text"):
        yield tuple(texts), placed(reference, "recommendations:detail", reference)
    answers = versions_visible_to(anyone, on=on).filter(status=VersionStatus.PUBLISHED)
    for reference, *texts in rows(
        answers, "response__recommendation__reference", "words", "reasons", "part_accepted"
    ):
        yield tuple(texts), placed(reference, "recommendations:detail", reference)
    for pk, title in rows(parts_visible_to(anyone, on=on), "pk", "action__title"):
        yield (title,), placed(f"Action: {title[:60]}", "recommendations:action", pk)


def of_meetings(anyone: Any, on: date) -> Shelf:
    known: dict[int, Meeting] = {}

    def page(pk: int) -> Callable[[], Place]:
        def found() -> Place:
            if not known:
                published = Meeting.objects.with_a_published_record()
                known.update(published.select_related("body__council", "task_group").in_bulk())
            return Place(title_of(known[pk]), known[pk].get_absolute_url())

        return found

    said = entries_visible_to(anyone, on=on)
    for pk, *texts in rows(said, "item__meeting_id", "text"):
        yield tuple(texts), page(pk)
    for pk, *texts in rows(said.distinct(), "item__meeting_id", "item__title", "item__introduction"):
        yield tuple(texts), page(pk)


@dataclass(frozen=True)
class Looker:
    """What the glossary explains, and what waits there for an explanation, ready to look texts through."""

    known: set[str]
    waiting: dict[str, GlossaryTerm]
    drafts: Words

    def words_in(self, texts: Iterable[str | None]) -> Iterator[tuple[str, GlossaryTerm | None]]:
        """What these texts use and nothing explains: a draft by its term, an abbreviation as it is written."""
        for text in filter(None, texts):
            for word in unexplained(text, self.known):
                yield word, None
            for used in self.drafts.pattern.finditer(text) if self.drafts.pattern else ():
                term = self.waiting[used[0].lower()]
                yield term.term, term


def looker() -> Looker:
    """Read the glossary. One query."""
    terms = list(GlossaryTerm.objects.order_by("pk"))
    drafts = Words(term for term in terms if term.status == TermStatus.DRAFT)
    known = {form.casefold() for term in terms for form in forms_of(term)}
    return Looker(known, {form: term for term in terms for form in forms_of(term)}, drafts)


def forms_of(term: GlossaryTerm) -> set[str]:
    """How a word of the glossary may be written, in small letters."""
    return {form.lower() for form in (term.term, term.abbreviation) if form}


def unexplained_words(*, on: date) -> list[Unexplained]:
    """Abbreviations that neither the glossary nor their own text explains, and drafts of the glossary that are in use.

    The most used first. A text counts once for each word.
    """
    look, found = looker(), dict[str, Unexplained]()
    for texts, place in published_texts(on=on):
        for word, term in set(look.words_in(texts)):
            found.setdefault(word, Unexplained(word, term=term)).stands_at(place)
    return sorted(found.values(), key=lambda one: (-one.number, one.word.casefold()))


def unexplained_in(texts: Iterable[str | None]) -> list[str]:
    """What texts that are to be published use and nothing explains, in the order of their first use. One query."""
    return list(dict.fromkeys(word for word, _ in looker().words_in(texts)))
