"""What each council concerned said to a group's scope, and who still has to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core import history
from core.models import HistoryEntry
from core.statuses import Status
from councils.models import Body, Council
from task_groups.enums import SCOPE_AGREED, TaskGroupStatus
from task_groups.models import ScopeAnswer, TaskGroup
from task_groups.queries.convening import Convening, convening_of
from task_groups.statuses import NOT_ASKED, SCOPE


@dataclass(frozen=True)
class CouncilWord:
    """One council's word on the scope as it reads now."""

    council: Council
    answer: ScopeAnswer | None
    scope: str
    is_concerned: bool = True

    @property
    def is_earlier(self) -> bool:
        """Whether the council spoke of an earlier wording."""
        return self.answer is not None and self.answer.wording.strip() != self.scope.strip()

    @property
    def agrees(self) -> bool:
        """Whether the council agreed the scope as it reads now, with or without changes of its own."""
        return self.answer is not None and self.answer.verdict in SCOPE_AGREED and not self.is_earlier

    @property
    def status(self) -> Status:
        return SCOPE[self.answer.verdict] if self.answer else NOT_ASKED


@dataclass(frozen=True)
class ScopeWords:
    """The councils concerned with what each said."""

    group: TaskGroup
    councils: list[CouncilWord]

    @cached_property
    def missing(self) -> list[CouncilWord]:
        """Those concerned that have not agreed the scope as it reads now."""
        return [one for one in self.concerned if not one.agrees]

    @cached_property
    def concerned(self) -> list[CouncilWord]:
        return [one for one in self.councils if one.is_concerned]

    @property
    def words(self) -> str:
        """ "2 of 3 councils have agreed the scope." with the names of the others."""
        agreed, all_of = len(self.concerned) - len(self.missing), len(self.concerned)
        if not all_of:
            return ""
        if not self.missing:
            return (
                "The council has agreed the scope."
                if all_of == 1
                else f"All {all_of} councils have agreed the scope."
            )
        names = in_words([one.council.short_name for one in self.missing])
        have = "has" if 1 in (agreed, all_of) else "have"
        councils = "council" if all_of == 1 else "councils"
        return f"{agreed} of {all_of} {councils} {have} agreed the scope. Still to agree it: {names}."


def in_words(names: list[str]) -> str:
    """ "Boston, East Lindsey and South Holland"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def concerned(group: TaskGroup, *, on: date, convening: Convening | None = None) -> list[Council]:
    """The councils that must agree the scope: those with seats or members; all there are on the day where none has any."""
    seats = convening_of(group, on=on).seats if convening is None else convening.seats
    wanted = [
        one.council
        for one in seats
        if one.members or one.reserves or one.members_wanted or one.reserves_wanted
    ]
    if wanted:
        return wanted
    there = Council.objects.existing_on(on).filter(partnership=group.partnership_id)
    return list(there.order_by("position", "pk"))


def scope_words(group: TaskGroup, *, on: date, convening: Convening | None = None) -> ScopeWords:
    """What each council concerned said to the scope, in the order of every page.

    Give the seats where they were read already: then it is one query, else at most eight.
    """
    said = {one.council_id: one for one in group.scope_answers.select_related("council")}
    asked = {one.pk: one for one in concerned(group, on=on, convening=convening)}
    councils = asked | {pk: one.council for pk, one in said.items() if pk not in asked}
    in_order = sorted(councils.values(), key=lambda one: (one.position, one.pk))
    return ScopeWords(
        group, [CouncilWord(one, said.get(one.pk), group.scope, one.pk in asked) for one in in_order]
    )


def names_of_bodies(council: Council) -> list[str]:
    """The bodies of a council, to offer while it is typed which of them spoke. At most a hundred."""
    return list(Body.objects.filter(council=council).order_by("name").values_list("name", flat=True)[:100])


def went_on_without(group: TaskGroup) -> HistoryEntry | None:
    """The row of going on with a scope that not every council agreed, with its reason. None where all agreed."""
    if group.status == TaskGroupStatus.PROPOSED:
        return None
    return history.of(group).filter(verb="agree_scope").exclude(reason="").order_by("-number").first()
