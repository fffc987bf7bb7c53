"""Reads the HTML that the portal writes, so that tests ask about elements and never about strings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use"}
FOCUSABLE = {"a", "button", "input", "select", "textarea"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def own_text(self) -> str:
        """The words of the element itself, as they stand in the source."""
        return "".join(each for each in self.content if isinstance(each, str))

    @property
    def text(self) -> str:
        """All words in and under the element, with single spaces."""
        words = "".join(each if isinstance(each, str) else f" {each.text} " for each in self.content)
        return " ".join(words.split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def takes_focus(self) -> bool:
        hidden = self.attributes.get("type") == "hidden"
        return (self.tag in FOCUSABLE and not hidden) or "tabindex" in self.attributes

    def everything(self) -> list["Element"]:
        return [self, *(each for child in self.children for each in child.everything())]

    def all(self, tag: str = "", css_class: str = "", **attributes: str) -> list["Element"]:
        return [
            each
            for each in self.everything()
            if tag in ("", each.tag)
            and (not css_class or css_class in each.classes)
            and all(each.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str = "", css_class: str = "", **attributes: str) -> "Element":
        (found,) = self.all(tag, css_class, **attributes)
        return found

    def under(self, css_class: str) -> bool:
        return self.parent is not None and (css_class in self.parent.classes or self.parent.under(css_class))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.content.append(element)
        if tag not in EMPTY:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.content.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.content.append(data)


def read(html: str) -> Element:
    """Read a piece of HTML. An element that is closed by another's tag is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root
