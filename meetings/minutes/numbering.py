"""Marks at the start of a line: numbers in every form, letters, roman numbers and bullets. Pure."""

import re
from dataclasses import dataclass

BULLETS = "•·◦▪▫‣●○■□◆◇➢➤►▶→⁃∙✓✔❖§\uf0b7\uf0a7\uf0d8\uf0fc\u2022\u00b7"
ROMAN = {
    name: value
    for value, name in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        start=1,
    )
}
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]+|[-–—*+](?=\s)|o(?=\s{{2,}}|\t))\s*")
_LABELLED = re.compile(
    r"(?P<what>Recommendation|Resolution|Decision|Rec)\.?\s*(?:No\.?\s*|Number\s*|#\s*)?"
    r"(?P<label>(?-i:[A-Z])?\d{1,3}(?:\.\d{1,2})?[a-z]?|(?<=\s)(?-i:[A-Z](?=\s*[:.)]|\s*$)))\s*(?:\([^)]{1,60}\)\s*)?"
    r"(?P<after>[:.)]|\s?[-–—](?=\s)|$|(?-i:(?<=\s)(?=[A-Z])))\s*",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<label>R\d{1,2})\s*(?:[:.)]|[-–—](?=\s)|(?=\s))\s*")
_NUMBER = re.compile(
    r"(?:\(\s?(?P<both>\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\s?\)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})[.):]?(?=\s|$)"
    r"|(?P<one>\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})(?P<stop>[.)]|\.\))(?=\s|$|[A-Z(]))\s*"
)


# A number without any sign behind it counts only what orders something.
_BARE = re.compile(r"(?P<bare>\d{1,2}|[A-H](?=\s+(?:to|that)\s+(?![A-Z]\b)))\s+(?=(?:[Tt]hat|[Tt]o)\b)")


@dataclass(frozen=True)
class Mark:
    """How a line is marked: `style` tells lists apart ("1.", "(a)", "bullet"), `label` is the number as said, `length` its
    size in the line.
    """

    style: str
    label: str | None
    value: int
    length: int

    @property
    def is_bullet(self) -> bool:
        return self.style.startswith("bullet")

    @property
    def names_what(self) -> bool:
        """Whether the mark itself says what it counts, such as "Recommendation 3"."""
        return self.style.startswith("labelled")

    @property
    def recommends(self) -> bool:
        return self.style == "labelled rec"


def mark_of(line: str) -> Mark | None:
    """The mark at the start of a folded line, if it has one."""
    if bullet := _BULLET.match(line):
        if labelled := _LABELLED.match(line, bullet.end()):
            return _called(labelled)
        inner = _NUMBER.match(line, bullet.end())
        if inner and not inner["dotted"]:
            return _numbered(inner)
        return Mark(f"bullet {line[0]}", None, 0, bullet.end())
    if labelled := (_LABELLED.match(line) or _SHORT.match(line)):
        return _called(labelled)
    if bare := _BARE.match(line):
        label = bare["bare"]
        return (
            Mark("1 ", label, int(label), bare.end())
            if label.isdigit()
            else Mark("A ", label, ord(label) - 64, bare.end())
        )
    if number := _NUMBER.match(line):
        if (
            number["one"]
            and number["one"].isalpha()
            and number["stop"] == "."
            and _is_initial(line, number.end())
        ):
            return None
        return _numbered(number)
    return None


def _called(found: re.Match[str]) -> Mark:
    """The mark of "Recommendation 3:", "Decision 1" or "R2"."""
    label = found["label"]
    digits = re.findall(r"\d+", label)
    what = found.groupdict().get("what") or "Recommendation"
    return Mark(
        f"labelled {what[:3].lower()}", label, int(digits[-1]) if digits else ord(label) - 64, found.end()
    )


def _is_initial(line: str, end: int) -> bool:
    """Whether a letter with a full stop is somebody's initial ("J. Smith"): a word or two in capitals, and no more."""
    return bool(re.fullmatch(r"(?:[A-Z]\.\s*)*[A-Z][\w'’-]+(?:,.*|\s*\([A-Z]+\))?|[A-Z]\..*", line[end:]))


def _numbered(found: re.Match[str]) -> Mark:
    length = found.end()
    if found["dotted"]:
        label = found["dotted"]
        return Mark("1.1", label, int(label.rsplit(".", 1)[1]), length)
    label = found["both"] or found["one"]
    shape = "({})" if found["both"] else "{}" + found["stop"][-1]
    if label.isdigit():
        return Mark(shape.format("1"), label, int(label), length)
    case = "I" if label.isupper() else "i"
    if label.lower() in ROMAN:
        return Mark(shape.format(case), label, ROMAN[label.lower()], length)
    return Mark(shape.format("A" if case == "I" else "a"), label, ord(label[0].lower()) - 96, length)


def as_letter(mark: Mark) -> Mark:
    """A single "i", "v" or "x" taken as a letter of the alphabet instead of a roman number."""
    letter = (mark.label or " ")[0]
    style = mark.style.replace("I", "A").replace("i", "a")
    return Mark(style, mark.label, ord(letter.lower()) - 96, mark.length)


def follows(mark: Mark, before: Mark) -> bool:
    """Whether a mark is the next one of the same list, if need be as a letter: (i) after (h)."""
    if mark.style == before.style:
        return mark.value == before.value + 1
    if mark.label and len(mark.label) == 1 and mark.style.lower().strip("().") == "i":
        other = as_letter(mark)
        return other.style == before.style and other.value == before.value + 1
    return False


CODE = re.compile(r"(?P<prefix>[A-Z]{1,4})[- ]?(?P<number>\d{1,2})(?:[.:)]|\s[-–—])?\s+(?=\S)")


def coded(line: str, prefix: str) -> Mark | None:
    """A number behind the letters by which a paper knows its list, such as "FP2"."""
    found = CODE.match(line)
    if found is None or found["prefix"] != prefix:
        return None
    label = f"{prefix}{int(found['number'])}"
    return Mark(f"code {prefix}", label, int(found["number"]), found.end())


_INLINE = re.compile(
    r"(?:(?<=^)|(?<=[\s;:,.]))(?:\((?P<both>\d{1,2}|[A-Za-z]|[ivx]{1,5})\)|(?P<one>\d{1,2}|[a-z]"
    r"|[ivx]{1,5})(?P<stop>[.)]))(?=\s|[A-Z]|$)"
)


def inline_marks(text: str) -> list[tuple[int, Mark]]:
    """The numbers of a list that runs on inside one paragraph: "(1) that …; (2) that …". Two at least, counted up from one.

    The first must stand at the start, after a colon, or before a word of decision, so that "section 2.1" is no list.
    """
    found: list[tuple[int, Mark]] = []
    for match in _INLINE.finditer(text):
        mark = mark_of(text[match.start() : match.start() + 60])
        if mark is None or mark.is_bullet:
            continue
        if not found:
            if mark.value == 1 and _opens(text, match.start()):
                found.append((match.start(), mark))
        elif follows(mark, found[-1][1]):
            found.append((match.start(), mark))
    return found if len(found) > 1 else []


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return (
        not before
        or before[-1] in ":-–—"
        or bool(re.search(r"\b(?:[Tt]hat|[Tt]o|RESOLVED|AGREED|RECOMMENDED)$", before))
    )
