"""The numbers that Word prints before paragraphs and does not store in them: made again from its lists' definitions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from meetings.minutes.files.blocks import letters, roman

LEVELS = 9
STYLES_DEEP = 12
OVERRIDES: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


def local(node: Any) -> str:
    """The name of an element without its namespace; comments and the like have none."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def only(parent: Any, name: str) -> Any:
    return next((child for child in parent if local(child) == name), None)


def value(node: Any, name: str = "val") -> str | None:
    return next((str(text) for key, text in node.attrib.items() if key.rpartition("}")[2] == name), None)


def value_in(parent: Any, name: str) -> str | None:
    child = only(parent, name) if parent is not None else None
    return value(child) if child is not None else None


def number_of(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else otherwise


@dataclass
class Level:
    form: str
    text: str
    start: int


@dataclass
class Numbers:
    """Counts through the lists of one document, in the order of its paragraphs."""

    numbering: Any
    styles: Any
    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    style_lists: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.numbering if self.numbering is not None else ():
            identity = value(node, "abstractNumId") or ""
            if local(node) == "abstractNum":
                self.levels[identity] = {
                    number_of(value(level, "ilvl"), 0): level_of(level)
                    for level in node
                    if local(level) == "lvl"
                }
            elif local(node) == "num":
                self.read_list(node)
        for style in self.styles if self.styles is not None else ():
            if local(style) == "style":
                given = numbering_of(only(style, "pPr"))
                self.style_lists[value(style, "styleId") or ""] = (*given, value_in(style, "basedOn"))

    def read_list(self, node: Any) -> None:
        identity = value(node, "numId") or ""
        self.lists[identity] = value_in(node, "abstractNumId") or ""
        for override in node:
            start = value_in(override, "startOverride") if local(override) == "lvlOverride" else None
            if start is not None:
                self.restarts[identity, number_of(value(override, "ilvl"), 0)] = number_of(start, 1)

    def next_for(self, paragraph: Any) -> tuple[str, int]:
        """Count this paragraph: its mark ("(a)", "2.1", "•"; empty without one) and how deep it lies."""
        identity, depth = self.list_of(paragraph)
        kind = self.lists.get(identity or "", "")
        level = self.levels.get(kind, {}).get(depth)
        if level is None:
            return "", 0
        counts = self.counts.setdefault(kind, {})
        if (identity or "", depth) in self.restarts and (identity or "", depth) not in self.begun:
            counts[depth] = self.restarts[identity or "", depth] - 1
        self.begun.add((identity or "", depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "•", depth
        return re.sub(
            r"%([1-9])", lambda found: self.shown(kind, int(found[1]) - 1), level.text
        ).strip(), depth

    def shown(self, kind: str, depth: int) -> str:
        level = self.levels[kind].get(depth)
        if level is None:
            return ""
        count = self.counts[kind].get(depth, level.start)
        return OVERRIDES.get(level.form, str)(max(count, 0))

    def list_of(self, paragraph: Any) -> tuple[str | None, int]:
        properties = only(paragraph, "pPr")
        identity, depth = numbering_of(properties)
        style = value_in(properties, "pStyle") or ""
        for _ in range(STYLES_DEEP):
            if identity is not None or style not in self.style_lists:
                break
            identity, style_depth, above = self.style_lists[style]
            depth = style_depth if depth is None else depth
            style = above or ""
        return (None if identity == "0" else identity), min(depth or 0, LEVELS - 1)


def level_of(node: Any) -> Level:
    return Level(
        form=value_in(node, "numFmt") or "decimal",
        text=value_in(node, "lvlText") or "",
        start=number_of(value_in(node, "start"), 1),
    )


def numbering_of(properties: Any) -> tuple[str | None, int | None]:
    given = only(properties, "numPr") if properties is not None else None
    if given is None:
        return None, None
    depth = value_in(given, "ilvl")
    return value_in(given, "numId"), (number_of(depth, 0) if depth is not None else None)
