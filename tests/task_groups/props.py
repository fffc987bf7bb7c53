"""Props of the stories about task groups: the group of 2023 with its report."""

from datetime import UTC, date, datetime
from typing import Any

from councils.models import Person
from strategies.models import Strategy
from task_groups import operations
from task_groups.enums import MemberRole
from task_groups.models import Report, TaskGroup
from tests.cast import Cast

LOADED = datetime(2023, 4, 3, 9, 0, tzinfo=UTC)
BY_THE_PORTAL: dict[str, Any] = {"by": None, "at": LOADED}


def person(name: str, style: str = "") -> Person:
    return Person.objects.create(name=name, style=style)


def group_of_2023(cast: Cast, strategy: Strategy | None = None, **fields: Any) -> TaskGroup:
    """A group of three councillors that asked two things, heard two witnesses and found three things."""
    values: dict[str, Any] = {"title": "Joint task group", "slug": "joint-2023", "times_met": 2}
    group = operations.convene(
        partnership=cast.partnership, strategy=strategy, **values | fields, **BY_THE_PORTAL
    )
    for name, council, role in [
        ("A. Able", cast.south_holland, MemberRole.CHAIRMAN),
        ("B. Baker", cast.south_holland, MemberRole.MEMBER),
        ("C. Carter", cast.south_holland, MemberRole.MEMBER),
        ("D. Dyer", cast.boston, MemberRole.MEMBER),
        ("E. Ewer", cast.boston, MemberRole.RESERVE),
    ]:
        operations.add_member(
            group=group, person=person(name, "Councillor"), council=council, role=role, **BY_THE_PORTAL
        )
    operations.add_officer(group=group, person=person("F. Fuller"), role_title="Officer", **BY_THE_PORTAL)
    for position, text in enumerate(["Does it work?", "Does it fit?"], start=1):
        operations.add_line(group=group, position=position, text=text, **BY_THE_PORTAL)
    for name in ("G. Glover", "H. Hatter"):
        operations.add_witness(
            group=group, person=person(name), role_title=f"Expert {name[0]}", **BY_THE_PORTAL
        )
    for place, (theme, position, text) in enumerate(
        [("System", 1, "Old systems remain."), ("System", 2, "Forms work."), ("Users", 1, "Too much jargon.")]
    ):
        operations.add_finding(
            group=group, theme=theme, theme_position=place, position=position, text=text, **BY_THE_PORTAL
        )
    return group


def report_of(group: TaskGroup, *, publish: bool = True, **fields: Any) -> Report:
    values: dict[str, Any] = {
        "title": "Report on the strategy",
        "slug": "strategy-2023",
        "summary": "The group looked at the draft.",
        "dated_on": date(2023, 3, 21),
        "dated_precision": "before",
        "witnesses_stated": 3,
    }
    report = operations.add_report(group=group, **values | fields, **BY_THE_PORTAL)
    return operations.publish_report(report=report, **BY_THE_PORTAL) if publish else report
