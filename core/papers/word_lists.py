"""Numbering of lists in Word: each list counts for itself, in the kind it asks for."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.papers.tree import Numbering

FORMATS: Final[dict[str, tuple[str, str]]] = {
    "bullet": ("bullet", "•"),
    "number": ("decimal", "%{}."),
    "letter": ("lowerLetter", "(%{})"),
    "roman": ("lowerRoman", "(%{})"),
}
LEVELS: Final = 4
STEP: Final = 454  # twentieths of a point: 8 mm a level


class Lists:
    """The numberings of one file. Word keeps how to count apart from what is counted."""

    def __init__(self, document: WordDocument) -> None:
        self.root: Any = document.part.numbering_part.element
        self.kinds: dict[str, int] = {}
        self.last = 1000

    def numbering(self, kind: Numbering) -> int:
        """A numbering that begins at one. Gives its id, for the paragraphs of one list."""
        made = OxmlElement("w:num")
        made.set(qn("w:numId"), str(self._next()))
        number = int(made.get(qn("w:numId")))
        made.append(_valued("w:abstractNumId", str(self._kind(kind))))
        for level in range(LEVELS):
            override = OxmlElement("w:lvlOverride")
            override.set(qn("w:ilvl"), str(level))
            override.append(_valued("w:startOverride", "1"))
            made.append(override)
        self.root.append(made)
        return number

    def put(self, paragraph: Paragraph, number: int, *, level: int) -> None:
        """Count the paragraph in a list; number 0 counts it in none, where its number stands in its words."""
        at = min(level, LEVELS - 1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no call sets it
        properties.get_or_add_ilvl().val = at
        properties.get_or_add_numId().val = number
        if number == 0:
            paragraph.paragraph_format.left_indent = STEP * (at + 1) * 635
            paragraph.paragraph_format.first_line_indent = -STEP * 635

    def _next(self) -> int:
        self.last += 1
        return self.last

    def _kind(self, kind: Numbering) -> int:
        if kind not in self.kinds:
            self.kinds[kind] = self._next()
            made = OxmlElement("w:abstractNum")
            made.set(qn("w:abstractNumId"), str(self.kinds[kind]))
            made.append(_valued("w:multiLevelType", "multilevel"))
            for level in range(LEVELS):
                made.append(_level(kind, level))
            first = self.root.find(qn("w:num"))  # kinds stand before what counts by them
            first.addprevious(made) if first is not None else self.root.append(made)
        return self.kinds[kind]


def _level(kind: Numbering, level: int) -> Any:
    form, text = FORMATS[kind]
    made = OxmlElement("w:lvl")
    made.set(qn("w:ilvl"), str(level))
    made.append(_valued("w:start", "1"))
    made.append(_valued("w:numFmt", form))
    made.append(_valued("w:lvlText", text.format(level + 1)))
    made.append(_valued("w:lvlJc", "left"))
    properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
    indent.set(qn("w:left"), str(STEP * (level + 1)))
    indent.set(qn("w:hanging"), str(STEP))
    properties.append(indent)
    made.append(properties)
    return made


def _valued(name: str, value: str) -> Any:
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made
