"""Points: the blocks of a paper as a tree, by their marks and how far they are set in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.minutes.blocks import Block
from meetings.minutes.numbering import inline_marks
from meetings.minutes.words import Words, join


@dataclass
class Point:
    """A paragraph or point with the points under it."""

    block: Block
    subs: list["Point"] = field(default_factory=list)
    more: list[Words] = field(default_factory=list)
    label: str | None = None

    @property
    def own(self) -> Words:
        """Its own words, without those of the points under it."""
        return join([self.block.words, *self.more])

    @property
    def whole(self) -> Words:
        """Its words with those of the points under it, numbers of the latter kept."""
        return join([self.block.words, *self.more, *(sub.marked for sub in self.subs)])

    @property
    def marked(self) -> Words:
        mark = self.block.mark
        if mark is None or mark.is_bullet:
            return self.whole
        return join([self.block.marking, self.whole])


def tree_of(blocks: Sequence[Block]) -> list[Point]:
    """Points with the points under them. What has the same mark and stands as far in is a neighbour; another mark, or one
    further in, belongs to the point above it. A paragraph without a mark takes the points behind it where it ends in a colon
    or a question, and stands for itself otherwise.
    """
    roots: list[Point] = []
    stack: list[Point] = []
    for block in blocks:
        point = Point(block, label=block.mark.label if block.mark else None)
        while stack and not _is_under(block, stack, len(stack) - 1):
            stack.pop()
        (stack[-1].subs if stack else roots).append(point)
        stack.append(point)
    return roots


def _is_under(block: Block, stack: list[Point], at: int) -> bool:
    """Whether a block belongs under the point at this place of the stack."""
    above = stack[at].block
    if above.cells or block.cells or above.level or block.level:
        return False
    if block.mark is None:
        return above.mark is not None and block.indent > above.indent and not block.gap
    if above.mark is None:
        return block.indent >= above.indent and above.text.endswith((":", "?")) and at == 0
    if above.mark.style == block.mark.style:
        if block.indent > above.indent + 1:
            return block.mark.is_bullet or block.mark.value == 1 or _goes_on(stack[at], block)
        return not block.mark.is_bullet and _restarts(stack[at], block)
    if any(_neighbours(point.block, block) for point in stack[:at]):
        return False
    return block.indent >= above.indent - 1


def _goes_on(above: Point, block: Block) -> bool:
    """Whether the points under a point already are of this kind."""
    last = above.subs[-1].block if above.subs else None
    return (
        last is not None
        and last.mark is not None
        and block.mark is not None
        and last.mark.style == block.mark.style
    )


def _restarts(above: Point, block: Block) -> bool:
    """Whether a list under a point counts from one again in the same style, without being set in."""
    mark, head = block.mark, above.block.mark
    if mark is None or head is None:
        return False
    if not above.subs:
        return mark.value == 1 and above.block.text.endswith(":")
    last = above.subs[-1].block
    if last.mark is None or last.mark.style != mark.style or mark.value != last.mark.value + 1:
        return False
    return mark.value != head.value + 1 or not last.text.endswith(".") or block.text[:1].islower()


def _neighbours(one: Block, other: Block) -> bool:
    if one.mark is None or other.mark is None or one.mark.style != other.mark.style:
        return False
    return other.indent <= one.indent + 1 or (
        not other.mark.is_bullet and other.mark.value == one.mark.value + 1
    )


def inline_points(words: Words) -> tuple[Words, list[tuple[str | None, Words]]]:
    """A list that runs on in one paragraph: the words before it, and its points with their numbers."""
    marks = inline_marks(words.text)
    if not marks:
        return words, []
    points: list[tuple[str | None, Words]] = []
    for index, (start, mark) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else None
        points.append((mark.label, words.part(start + mark.length, end)))
    return words.part(0, marks[0][0]), points
