"""What was asked of whom: lines of enquiry against witnesses, and what is still open."""

from dataclasses import dataclass
from functools import cached_property

from core.statuses import Status
from strategies.queries import counted
from task_groups.enums import AT_WORK, CoverageState
from task_groups.models import LineOfEnquiry, TaskGroup, Witness, WitnessCoverage
from task_groups.statuses import COVERAGE, NOT_PLANNED, STILL_OPEN


@dataclass(frozen=True)
class Cell:
    """One line of enquiry and one witness. Without a row the question is not planned."""

    line: LineOfEnquiry
    witness: Witness
    row: WitnessCoverage | None

    @property
    def is_planned(self) -> bool:
        return self.row is not None and self.row.state != CoverageState.DROPPED

    @property
    def is_asked(self) -> bool:
        return self.row is not None and self.row.state == CoverageState.ASKED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be asked here, or was left open."""
        return self.is_planned and (not self.is_asked or bool(self.left_open))

    @property
    def left_open(self) -> str:
        return self.row.still_open if self.row and self.is_asked else ""

    @property
    def status(self) -> Status:
        if self.row is None:
            return NOT_PLANNED
        return STILL_OPEN if self.left_open else COVERAGE[self.row.state]


@dataclass(frozen=True)
class GridLine:
    """One line of enquiry with a cell for each witness."""

    line: LineOfEnquiry
    cells: list[Cell]

    @property
    def is_open(self) -> bool:
        """Whether the line is still open: nobody was asked, somebody is still to be, or an answer left something open."""
        return not any(one.is_asked for one in self.cells) or any(one.is_open for one in self.cells)


@dataclass(frozen=True)
class Grid:
    """The whole grid. Its sentence is counted, never typed."""

    group: TaskGroup
    witnesses: list[Witness]
    lines: list[GridLine]

    @cached_property
    def planned(self) -> list[Cell]:
        return [cell for line in self.lines for cell in line.cells if cell.is_planned]

    @property
    def asked(self) -> int:
        return sum(cell.is_asked for cell in self.planned)

    @property
    def open_lines(self) -> int:
        return sum(line.is_open for line in self.lines)

    @property
    def words(self) -> str:
        """ "4 of 12 questions asked, 3 lines are still open."."""
        if not self.planned:
            if self.group.status not in AT_WORK:
                return "What was asked of whom is not on record."
            return "No question is planned yet."
        asked = f"{self.asked} of {counted(len(self.planned), 'question')} asked"
        if not self.open_lines:
            return f"{asked}, no line is still open."
        are = "is" if self.open_lines == 1 else "are"
        return f"{asked}, {counted(self.open_lines, 'line')} {are} still open."


def grid_of(group: TaskGroup) -> Grid:
    """Read the grid of a group. Three queries, however large it is; fewer where lines and witnesses were fetched before."""
    witnesses = list(group.witnesses.all())
    rows = WitnessCoverage.objects.filter(line__task_group=group)
    known = {(one.line_id, one.witness_id): one for one in rows}
    lines = [
        GridLine(line, [Cell(line, one, known.get((line.pk, one.pk))) for one in witnesses])
        for line in group.lines_of_enquiry.all()
    ]
    return Grid(group, witnesses, lines)
