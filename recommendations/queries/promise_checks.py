"""What was promised against the evidence, line by line, as its pages show it."""

import re
from dataclasses import dataclass, field

from core.statuses import Status
from recommendations import statuses
from recommendations.enums import LineView
from recommendations.models import ActionPart, Evidence, PromiseCheck

SENTENCE_ENDS = re.compile(r"(?<=[.;])\s+|\n+")
MOST_LINES = 12


@dataclass(frozen=True)
class Line:
    """One line of a promise: its words, the evidence that shows it, and how the officer sees it."""

    text: str
    shown: Status
    note: str
    evidence: list[Evidence]


@dataclass(frozen=True)
class HeldAgainst:
    """A promise held against its evidence. `rest` is evidence that no line names."""

    check: PromiseCheck | None = None
    lines: list[Line] = field(default_factory=list)
    rest: list[Evidence] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """How far the promise is met, in counts: "2 of 4 lines are met, 1 is partly met and 1 has no evidence yet."."""
        words = {
            view: sum(1 for line in self.lines if line.shown == statuses.LINE_VIEWS[view])
            for view in LineView
        }
        met, partly, without = words[LineView.MET], words[LineView.PARTLY], words[LineView.NONE]
        of = f"{met} of {len(self.lines)} {'line' if len(self.lines) == 1 else 'lines'} {'is' if met == 1 else 'are'} met"
        more = [
            *([f"{partly} {'is' if partly == 1 else 'are'} partly met"] if partly else []),
            *([f"{without} {'has' if without == 1 else 'have'} no evidence yet"] if without else []),
        ]
        return f"{of}, {' and '.join(more)}." if more else f"{of}."


def held_against(part: ActionPart, evidence: list[Evidence]) -> HeldAgainst:
    """Read the newest check of a part against its evidence. Who may see the evidence may see this."""
    check = part.promise_checks.order_by("-pk").first()
    if check is None:
        return HeldAgainst(rest=evidence)
    known = {one.pk: one for one in evidence}
    lines = [
        Line(
            text=line["text"],
            shown=statuses.LINE_VIEWS[line["view"]],
            note=line["note"],
            evidence=[known[pk] for pk in line["evidence"] if pk in known],
        )
        for line in check.lines
    ]
    named = {pk for line in check.lines for pk in line["evidence"]}
    return HeldAgainst(check, lines, [one for one in evidence if one.pk not in named])


def lines_to_begin_with(part: ActionPart) -> list[str]:
    """The lines that an officer begins with: the points of what was asked for, or the sentences of the promise."""
    if part.action.outcome and (points := [point.text for point in part.action.outcome.points.all()]):
        return points[:MOST_LINES]
    sentences = [text.strip() for text in SENTENCE_ENDS.split(part.action.title)]
    return [text for text in sentences if text][:MOST_LINES]
