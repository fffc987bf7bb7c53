"""Versions of a strategy: their documents, and what changed between two of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from core.dates import spell
from core.enums import Openness
from councils.permissions import may_see_all
from strategies.differences import Change, Line, differences
from strategies.models import Strategy, StrategyDocument, StrategyVersion
from strategies.queries.visibility import strategies_visible_to

SAME_FILE = "The same file as before"
OTHER_FILE = "Another file than before"
NEW = "New in this version"
ON_RECORD_ONCE = 100


def documents_visible_to(user: Any, *, on: date) -> QuerySet[StrategyDocument]:
    """Documents that the reader may open: what is open and not withdrawn; the scrutiny officer all (promise X1)."""
    found = StrategyDocument.objects.filter(of_version__strategy__in=strategies_visible_to(user, on=on))
    if may_see_all(user, on=on):
        return found
    return found.filter(openness=Openness.OPEN, withdrawn_at__isnull=True)


@dataclass(frozen=True)
class DocumentLine:
    """One document as a page lists it; `note` says how it stands to the version before."""

    document: StrategyDocument
    sees_all: bool
    note: str = ""

    @property
    def is_named(self) -> bool:
        """Whether this reader may know its title."""
        return self.sees_all or self.document.is_open

    @property
    def can_open(self) -> bool:
        return self.sees_all or (self.document.is_open and self.document.withdrawn_at is None)

    @property
    def about(self) -> str:
        """What a reader wants to know before opening it: "PDF, 12 pages"."""
        kind = self.document.file_name.rpartition(".")[2].upper()
        pages = self.document.pages
        return f"{kind}, {pages} page{'' if pages == 1 else 's'}" if pages else kind


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of them."""

    version: StrategyVersion
    documents: list[DocumentLine]

    @property
    def when(self) -> str:
        return spell(self.version.dated_on, self.version.dated_precision)


def version_lines(strategy: Strategy, user: Any, *, on: date) -> list[VersionLine]:
    """The strategy's versions, the newest first, each with its documents. Two queries.

    What is exempt is listed without its title to those who may not open it, so that its reason is public (promise X6);
    withdrawn, it is listed to the officer alone.
    """
    versions = strategy.versions.select_related("source").defer("text").order_by("-number")[:ON_RECORD_ONCE]
    return lines_of(list(versions), may_see_all(user, on=on))


def lines_of(versions: list[StrategyVersion], sees_all: bool) -> list[VersionLine]:  # noqa: FBT001
    listed = StrategyDocument.objects.filter(of_version__in=versions)
    if not sees_all:
        listed = listed.exclude(Q(openness=Openness.EXEMPT) & Q(withdrawn_at__isnull=False))
    documents: dict[int, list[StrategyDocument]] = {}
    for document in listed.order_by("pk"):
        documents.setdefault(document.of_version_id, []).append(document)
    return [
        VersionLine(version, [DocumentLine(document, sees_all) for document in documents.get(version.pk, [])])
        for version in versions
    ]


@dataclass(frozen=True)
class VersionPage:
    """One version, beside an earlier one where there is any."""

    line: VersionLine
    before: VersionLine | None
    others: list[StrategyVersion]
    between: list[StrategyVersion]

    @property
    def version(self) -> StrategyVersion:
        return self.line.version

    @property
    def documents(self) -> list[DocumentLine]:
        """The documents, each with how it stands to the version it is compared with."""
        if self.before is None:
            return self.line.documents
        known = by_title(self.before.documents)
        return [
            DocumentLine(line.document, line.sees_all, note_of(line, known)) for line in self.line.documents
        ]

    @property
    def left_out(self) -> list[DocumentLine]:
        """Documents of the earlier version that this one has no more, of those the reader may know the title of."""
        here = by_title(self.line.documents)
        return [line for title, line in by_title(self.before.documents if self.before else []).items()
                if title not in here]  # fmt: skip

    @cached_property
    def lines(self) -> list[Line]:
        """What changed in the words, where both versions have any on record."""
        if self.before is None or not (self.before.version.text and self.version.text):
            return []
        return differences(self.before.version.text, self.version.text)

    @property
    def has_changed(self) -> bool:
        return any(line.change != Change.SAME for line in self.lines)


def by_title(lines: Iterable[DocumentLine]) -> dict[str, DocumentLine]:
    """Documents that stand, by their title; those whose title the reader may not know are left out."""
    return {
        line.document.title.casefold(): line
        for line in lines
        if line.is_named and line.document.withdrawn_at is None
    }


def note_of(line: DocumentLine, known: dict[str, DocumentLine]) -> str:
    if not line.is_named or line.document.withdrawn_at is not None:
        return ""
    earlier = known.get(line.document.title.casefold())
    if earlier is None:
        return NEW
    return SAME_FILE if earlier.document.sha256 == line.document.sha256 else OTHER_FILE


def version_page(
    strategy: Strategy, number: int, user: Any, *, since: int | None, on: date
) -> VersionPage | None:
    """Read one version beside an earlier one: the one asked for, or the one just before. None where there is none.

    What changed is told of every version after the earlier one, up to this. Four queries.
    """
    others = list(strategy.versions.defer("text").order_by("number"))
    earlier = [one for one in others if one.number < number]
    if all(one.number != number for one in others):
        return None
    before = next((one for one in earlier if one.number == since), earlier[-1] if earlier else None)
    wanted = [number] if before is None else [before.number, number]
    read = list(
        strategy.versions.filter(number__in=wanted).select_related("source", "strategy").order_by("number")
    )
    lines = lines_of(read, may_see_all(user, on=on))
    first = before.number if before else 0
    return VersionPage(
        line=lines[-1],
        before=lines[0] if before else None,
        others=earlier,
        between=[one for one in others if first < one.number <= number],
    )
