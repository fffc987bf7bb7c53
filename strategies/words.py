"""Terms explained where they stand on first use (rule 25). Pure: text in, markup out."""

import re
from collections.abc import Iterable
from typing import Protocol

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Term(Protocol):
    """What this needs to know of a glossary term."""

    term: str
    slug: str
    abbreviation: str
    explanation: str


class Words:
    """Marks the first use of each term on one page, and remembers which were used, for the list beside the text.

    A term is known in any case, an abbreviation only as it is written: "it" is not IT.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.by_term: dict[str, Term] = {}
        self.by_abbreviation: dict[str, Term] = {}
        for term in terms:
            for form in filter(None, (term.term, term.abbreviation)):
                if form.isupper() or form == term.abbreviation:
                    self.by_abbreviation.setdefault(form, term)
                else:
                    self.by_term.setdefault(form.lower(), term)
        forms = {form: f"(?i:{re.escape(form)})" for form in self.by_term}
        forms |= {form: re.escape(form) for form in self.by_abbreviation if form.lower() not in self.by_term}
        either = "|".join(forms[form] for form in sorted(forms, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])") if forms else None
        self._used: dict[str, Term] = {}
        self._told = 0

    @property
    def used(self) -> list[Term]:
        """The terms marked so far, in alphabetical order."""
        return sorted(self._used.values(), key=lambda term: term.term.lower())

    def newly_used(self) -> list[Term]:
        """The terms marked since this was last asked: those explained beside one section of a page."""
        fresh = list(self._used.values())[self._told :]
        self._told = len(self._used)
        return fresh

    def mark(self, text: str) -> SafeString:
        """Escape a text and link the first use of each term to its explanation on the same page."""
        if self.pattern is None or not text:
            return conditional_escape(text or "")
        parts: list[str] = []
        end = 0
        for found in self.pattern.finditer(text):
            term = self.by_abbreviation.get(found[0]) or self.by_term[found[0].lower()]
            if term.slug in self._used:
                continue
            self._used[term.slug] = term
            parts.append(conditional_escape(text[end : found.start()]))
            parts.append(format_html('<a class="term" href="#w-{}">{}</a>', term.slug, found[0]))
            end = found.end()
        parts.append(conditional_escape(text[end:]))
        return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above
