"""Convening a group, what it gathers, and its report."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import history
from core.refusals import Overtaken, Refused
from strategies.models import Review
from task_groups import operations
from task_groups.enums import MemberRole, ReportStatus, TaskGroupStatus
from task_groups.lifecycle import TASK_GROUP_MOVES
from task_groups.models import Membership, Report, TaskGroup
from tests.cast import Cast
from tests.strategies.props import digital_strategy
from tests.task_groups.props import BY_THE_PORTAL, LOADED, group_of_2023, person, report_of

REASON = "The councils meet in May."


def test_a_group_goes_from_proposed_to_closed(cast: Cast) -> None:
    group = group_of_2023(cast)
    for move in ("agree_scope", "start_gathering", "start_drafting", "report", "close"):
        operations.move_group(group=group, move=move, reason=REASON, by=cast.officer, at=LOADED)
    group.refresh_from_db()
    assert (group.status, group.version) == (TaskGroupStatus.CLOSED, 6)
    assert list(history.of(group).values_list("verb", flat=True)) == [
        "convene", "agree_scope", "start_gathering", "start_drafting", "report", "close",
    ]  # fmt: skip


@pytest.mark.parametrize("move", TASK_GROUP_MOVES)
@pytest.mark.parametrize("status", TaskGroupStatus)
def test_only_the_table_of_moves_succeeds(cast: Cast, status: TaskGroupStatus, move: str) -> None:
    """Promise C6: every move from every state."""
    group = group_of_2023(cast)
    TaskGroup.objects.update(status=status)
    group.refresh_from_db()
    legal = status in TASK_GROUP_MOVES[move].sources
    if legal:
        operations.move_group(group=group, move=move, reason=REASON, by=cast.officer, at=LOADED)
    else:
        with pytest.raises(Refused) as refused:
            operations.move_group(group=group, move=move, by=cast.officer, at=LOADED)
        assert refused.value.sentence == TASK_GROUP_MOVES[move].refusal
    group.refresh_from_db()
    assert group.status == (TASK_GROUP_MOVES[move].target if legal else status)


def test_a_step_that_does_not_exist_and_one_that_came_second(cast: Cast) -> None:
    group = group_of_2023(cast)
    with pytest.raises(Refused, match="A task group has no such step"):
        operations.move_group(group=group, move="disband", by=cast.officer, at=LOADED)
    same = TaskGroup.objects.get()
    operations.move_group(group=group, move="agree_scope", reason=REASON, by=cast.officer, at=LOADED)
    with pytest.raises(Overtaken):
        operations.move_group(
            group=same, move="agree_scope", reason=REASON, by=cast.second_officer, at=LOADED
        )


def test_a_group_answers_one_deep_review(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    deep, check = (
        Review.objects.create(strategy=strategy, kind=kind, due_on=day, why="Because", opened_at=LOADED)
        for kind, day in [("deep", "2025-03-31"), ("check", "2024-03-31")]
    )
    values: dict[str, Any] = {"partnership": cast.partnership, "title": "Group", **BY_THE_PORTAL}
    with pytest.raises(Refused, match="Only a deep review"):
        operations.convene(slug="a", review=check, **values)
    assert operations.convene(slug="a", review=deep, **values).strategy == strategy
    with pytest.raises(Refused, match="This review has a task group already"):
        operations.convene(slug="b", review=deep, **values)
    with pytest.raises(Refused, match="There is a task group at this address already"):
        operations.convene(slug="a", **values)


def test_a_group_has_one_chairman_and_each_member_once(cast: Cast) -> None:
    group = group_of_2023(cast)
    chairman = Membership.objects.get(role=MemberRole.CHAIRMAN)
    with pytest.raises(Refused, match="The group has a chairman already"):
        operations.add_member(
            group=group, person=person("New"), council=cast.boston, role=MemberRole.CHAIRMAN, **BY_THE_PORTAL
        )
    with pytest.raises(Refused, match=r"Councillor A\. Able is a member of the group already"):
        operations.add_member(group=group, person=chairman.person, council=cast.boston, **BY_THE_PORTAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(role=MemberRole.CHAIRMAN)


def test_what_is_there_already_is_refused(cast: Cast) -> None:
    group = group_of_2023(cast)
    officer, witness = group.officers.get().person, group.witnesses.all()[0].person
    with pytest.raises(Refused, match=r"F\. Fuller supports the group already"):
        operations.add_officer(group=group, person=officer, role_title="Again", **BY_THE_PORTAL)
    with pytest.raises(Refused, match=r"G\. Glover is a witness already"):
        operations.add_witness(group=group, person=witness, role_title="Again", **BY_THE_PORTAL)
    with pytest.raises(Refused, match="There is a line of enquiry in this place already"):
        operations.add_line(group=group, position=1, text="Again?", **BY_THE_PORTAL)
    with pytest.raises(Refused, match="Say what the group wants to know"):
        operations.add_line(group=group, position=9, text=" ", **BY_THE_PORTAL)
    with pytest.raises(Refused, match="There is a finding in this place already"):
        operations.add_finding(group=group, theme="System", position=1, text="Again.", **BY_THE_PORTAL)
    with pytest.raises(Refused, match="Say what the group found"):
        operations.add_finding(group=group, theme="System", position=9, text=" ", **BY_THE_PORTAL)
    operations.want_seats(group=group, council=cast.boston, **BY_THE_PORTAL)
    with pytest.raises(Refused, match="The seats for Boston are set already"):
        operations.want_seats(group=group, council=cast.boston, **BY_THE_PORTAL)


def test_a_report_is_a_draft_until_it_is_published_once(cast: Cast) -> None:
    group = group_of_2023(cast)
    report = report_of(group, publish=False)
    assert report.status == ReportStatus.DRAFT
    drafted, same = history.latest(report), Report.objects.get()
    assert drafted is not None
    assert not drafted.public
    operations.publish_report(report=report, by=cast.officer, at=LOADED)
    published = history.latest(report)
    assert published is not None
    assert (published.verb, published.public, published.precision, published.trail_id) == (
        "publish",
        True,
        "before",
        group.pk,
    )
    with pytest.raises(Overtaken):
        operations.publish_report(report=same, by=cast.second_officer, at=LOADED)
    with pytest.raises(Refused, match="This report is already published"):
        operations.publish_report(report=report, by=cast.officer, at=LOADED)
    with pytest.raises(Refused, match="There is a report at this address already"):
        report_of(group)


def test_what_a_group_gathers_is_not_public_history(cast: Cast) -> None:
    group = group_of_2023(cast)
    rows = history.story_of(group).filter(subject__in=["task_groups.witness", "task_groups.finding"])
    assert rows.count() == 5
    assert set(rows.values_list("public", flat=True)) == {False}
