"""The glossary. A term without an explanation is not published (rule 25)."""

from datetime import datetime

from django.db import transaction

from core.models import Source
from core.refusals import Refused
from councils.models import User
from councils.operations import added
from strategies.enums import TermStatus
from strategies.models import GlossaryTerm


@transaction.atomic
def add_term(
    *,
    term: str,
    slug: str,
    abbreviation: str = "",
    explanation: str = "",
    maintained_by: str = "",
    publish: bool = False,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> GlossaryTerm:
    """Add a word to the glossary. Raises Refused when it is there already, or published without an explanation."""
    if (
        GlossaryTerm.objects.filter(term__iexact=term).exists()
        or GlossaryTerm.objects.filter(slug=slug).exists()
    ):
        raise Refused(f"“{term}” is in the glossary already.", field="term")
    if publish and not explanation.strip():
        raise Refused("Explain the word before it is published.", field="explanation")
    status = TermStatus.PUBLISHED if publish else TermStatus.DRAFT
    row = GlossaryTerm(
        term=term,
        slug=slug,
        abbreviation=abbreviation,
        explanation=explanation.strip(),
        maintained_by=maintained_by,
        status=status,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(row, by=by, at=at, new=status, public=publish)
