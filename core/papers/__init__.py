"""Papers to take away: one small tree, written as Word, as PDF and as a page to print.

An app says what stands in a paper (`tree`); how it looks is decided here, once, for all of them.
"""

from core.papers.markup import markup_of
from core.papers.naming import file_name
from core.papers.pdf import NotMade, has_pango, pdf_of
from core.papers.text import plain
from core.papers.tree import (
    Block,
    Facts,
    Heading,
    Item,
    PageBreak,
    Paper,
    Paragraph,
    Points,
    Record,
    Run,
    Signature,
    Table,
    Withheld,
    bold,
    italic,
    link,
    runs,
)
from core.papers.word import word_of

__all__ = [
    "Block",
    "Facts",
    "Heading",
    "Item",
    "NotMade",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Points",
    "Record",
    "Run",
    "Signature",
    "Table",
    "Withheld",
    "bold",
    "file_name",
    "has_pango",
    "italic",
    "link",
    "markup_of",
    "pdf_of",
    "plain",
    "runs",
    "word_of",
]
