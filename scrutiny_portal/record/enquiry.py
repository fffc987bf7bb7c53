"""The task group, its report and recommendations, and where the report went."""

from typing import Any

from core.enums import Openness
from councils.models import Partnership
from councils.queries import councils_in_order
from meetings.enums import DecisionKind
from meetings.models import Meeting
from recommendations.models import Topic
from recommendations.operations import make_recommendation, note_gap, record_route_stop
from recommendations.operations.topics import add_topic
from scrutiny_portal.record.desk import Desk, pick, read, the_body, the_council, the_person
from strategies.models import Strategy
from task_groups.enums import MemberRole
from task_groups.models import Report, TaskGroup
from task_groups.operations import (
    add_finding,
    add_line,
    add_member,
    add_officer,
    add_report,
    add_witness,
    convene,
    move_group,
    publish_report,
)

NO_WORD_ON_RECORD = "The report tells the scope. What each council said to it is not on record."


def load_task_group(desk: Desk) -> None:
    """The group with its members on behalf of the councils, who supported it, whom it heard and what it
    found.
    """
    data = read("task_group")
    row = data["group"]
    fact = desk.fact(row)
    group = convene(
        partnership=Partnership.objects.get(),
        strategy=Strategy.objects.get(slug=row["strategy"]),
        **pick(row, "title", "slug", "scope", "times_met"),
        **fact,
        **desk.loaded,
    )
    _people(desk, group, data)
    for position, line in enumerate(data["lines"], start=1):
        add_line(group=group, position=position, text=line["text"], **fact, **desk.loaded)
    for theme_position, finding in enumerate(data["findings"], start=1):
        for position, text in enumerate(finding["points"], start=1):
            add_finding(
                group=group,
                theme=finding["theme"],
                theme_position=theme_position,
                position=position,
                text=text,
                **{**fact, "source_place": finding["theme"]},
                **desk.loaded,
            )
    move_group(group=group, move="agree_scope", reason=NO_WORD_ON_RECORD, **desk.loaded)
    for move in ("start_gathering", "start_drafting", "report"):
        move_group(group=group, move=move, **desk.loaded)


def _people(desk: Desk, group: TaskGroup, data: dict[str, Any]) -> None:
    """Who sat on the group, supported it and was heard, with the roles held then."""
    place = {**desk.place(data["group"]), "source_place": "Members, officers and witnesses"}
    for row in data["members"]:
        add_member(
            group=group,
            person=the_person(row["name"]),
            council=the_council(row["council"]),
            role=MemberRole(row.get("role", MemberRole.MEMBER)),
            **place,
            **desk.loaded,
        )
    for row in data["officers"]:
        person = the_person(row["name"])
        add_officer(group=group, person=person, role_title=row["role_title"], **place, **desk.loaded)
    for row in data["witnesses"]:
        person = the_person(row["name"])
        add_witness(group=group, person=person, role_title=row["role_title"], **place, **desk.loaded)


def load_report(desk: Desk) -> None:
    """The report and its four recommendations, asked of all three councils. No council's answer is on
    record.
    """
    data = read("task_group")
    row = data["report"]
    group = TaskGroup.objects.get(slug=data["group"]["slug"])
    report = add_report(
        group=group,
        **pick(row, "title", "slug", "author", "summary", "dated_on", "dated_precision", "witnesses_stated"),
        **desk.fact(row),
        **desk.loaded,
    )
    publish_report(report=report, **desk.loaded)
    topics = {topic["slug"]: _topic(desk, topic) for topic in data["topics"]}
    for recommendation in data["recommendations"]:
        _recommendation(desk, report, recommendation, topics)


def _topic(desk: Desk, row: dict[str, Any]) -> Topic:
    return Topic.objects.filter(slug=row["slug"]).first() or add_topic(**row, **desk.loaded)


def _recommendation(desk: Desk, report: Report, row: dict[str, Any], topics: dict[str, Topic]) -> None:
    group = report.task_group
    strategy = group.strategy
    made = make_recommendation(
        councils=councils_in_order(),
        made_by="Joint scrutiny task group",
        openness=Openness.OPEN,
        prefix=strategy.reference_prefix if strategy else "",
        number_in_source=row["number"],
        report=report,
        strategy=strategy,
        topics=[topics[slug] for slug in row["topics"]],
        addressed_to="The portfolio holders of the three councils",
        made_on=report.dated_on,
        made_precision=report.dated_precision,
        **pick(row, "title", "short_title", "text", "kind"),
        **{**desk.fact(read("task_group")["report"]), "source_place": f"Recommendation {row['number']}"},
        **desk.loaded,
    )
    for response in made.responses.select_related("recommendation"):
        note_gap(response=response, **desk.loaded)


def load_route(desk: Desk) -> None:
    """Where the report went, and what is on record of it. What a panel does, and what is noted, answers
    nothing.
    """
    data = read("task_group")
    report = Report.objects.get(slug=data["report"]["slug"])
    for position, row in enumerate(data["route"], start=1):
        body = the_body(row)
        record_route_stop(
            report=report,
            body=body,
            position=position,
            meeting=Meeting.objects.get(body=body, slug=row["meeting"]) if "meeting" in row else None,
            decision=DecisionKind(row["decision"]) if "decision" in row else "",
            **pick(row, "planned_on", "reached_on", "reached_precision", "note"),
            **desk.fact(row),
            **desk.loaded,
        )
