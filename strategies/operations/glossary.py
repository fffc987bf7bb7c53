"""The glossary. A term without an explanation is not published (rule 25)."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from core import history
from core.models import Source
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import added, role_of
from strategies.enums import TermStatus
from strategies.lifecycle import TERM_MOVES
from strategies.models import GlossaryTerm

NO_TERM = "Enter the word"
UNEXPLAINED = "Explain the word before it is published."
CHANGEABLE = ("term", "abbreviation", "explanation", "maintained_by")
# Addresses below the glossary that no word may have.
TAKEN_ADDRESSES = {"add", "check"}


@transaction.atomic
def add_term(
    *,
    term: str,
    slug: str = "",
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
    """Add a word to the glossary. Without a `slug` its address follows from the word.

    Raises Refused when the word or its abbreviation is there already, or when it is published without an explanation.
    """
    term, abbreviation = term.strip(), abbreviation.strip()
    if not term:
        raise Refused(NO_TERM, field="term")
    if slug and GlossaryTerm.objects.filter(slug=slug).exists():
        raise Refused(f"“{term}” is in the glossary already.", field="term")
    _require_free(term, abbreviation)
    slug = slug or free_address(term)
    if publish and not explanation.strip():
        raise Refused(UNEXPLAINED, field="explanation")
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


@transaction.atomic
def edit_term(
    *,
    word: GlossaryTerm,
    version: int,
    term: str,
    abbreviation: str = "",
    explanation: str = "",
    maintained_by: str = "",
    publish: bool = False,
    by: User | None,
    at: datetime,
) -> GlossaryTerm:
    """Change what the glossary says of a word, and publish it where that is asked for. Its address stays.

    What it said before stays in the history. Raises Refused as `add_term` does, and when a published word would lose its
    explanation; Overtaken when somebody changed it since `version`.
    """
    held = GlossaryTerm.objects.select_for_update().get(pk=word.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    values = {
        "term": term.strip(),
        "abbreviation": abbreviation.strip(),
        "explanation": explanation.strip(),
        "maintained_by": maintained_by.strip(),
    }
    if not values["term"]:
        raise Refused(NO_TERM, field="term")
    _require_free(values["term"], values["abbreviation"], but=held)
    is_public = publish or held.status == TermStatus.PUBLISHED
    if is_public and not values["explanation"]:
        raise Refused(UNEXPLAINED, field="explanation")
    changes = {
        name: {"from": getattr(held, name), "to": value}
        for name, value in values.items()
        if getattr(held, name) != value
    }
    if changes:
        for name, value in values.items():
            setattr(held, name, value)
        held.version = version + 1
        held.save(update_fields=[*values, "version"])
        history.record(
            subject=held, verb="edit", by=by, role=role_of(by, at=at), at=at, public=is_public,
            details={"changes": changes},
        )  # fmt: skip
    if publish and held.status != TermStatus.PUBLISHED:
        make_move(held, TERM_MOVES["publish"], by=by, role=role_of(by, at=at), at=at, public=True)
    return held


def _require_free(term: str, abbreviation: str, *, but: GlossaryTerm | None = None) -> None:
    """One word stands once in the glossary, and an abbreviation for one word only."""
    others = GlossaryTerm.objects.exclude(pk=but.pk) if but else GlossaryTerm.objects.all()
    if others.filter(term__iexact=term).exists():
        raise Refused(f"“{term}” is in the glossary already.", field="term")
    taken = others.filter(abbreviation__iexact=abbreviation).first() if abbreviation else None
    if taken is not None:
        raise Refused(f"“{abbreviation}” stands for “{taken.term}” already.", field="abbreviation")


def free_address(term: str) -> str:
    """An address for a word that no other has."""
    stem = slugify(term)[:100] or "word"
    taken = set(GlossaryTerm.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= TAKEN_ADDRESSES
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
