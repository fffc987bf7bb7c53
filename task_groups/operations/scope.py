"""What a group looks at: its scope, and its lines of enquiry while it is at work."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from task_groups.enums import TaskGroupStatus
from task_groups.models import LineOfEnquiry, TaskGroup
from task_groups.operations.convening import at_work
from task_groups.operations.evidence import add_line

WHAT_TO_ASK = "Say what the group wants to know"


@transaction.atomic
def edit_scope(
    *, group: TaskGroup, version: int, scope: str, reason: str = "", by: User | None, at: datetime
) -> TaskGroup:
    """Write down what a group looks at. Once the scope is agreed, a change needs a reason, which is published.

    Raises Refused for an empty scope, once the group has reported, and without a reason where one is needed; Overtaken
    when the group was changed since `version`.
    """
    held = at_work(group)
    if not scope.strip():
        raise Refused("Say what the group looks at", field="scope")
    if held.status != TaskGroupStatus.PROPOSED and not reason.strip():
        raise Refused("The scope is agreed. Say why it changes. The reason is published", field="reason")
    old, scope = held.scope, scope.strip()
    same = TaskGroup.objects.filter(pk=held.pk, version=version)
    if not same.update(scope=scope, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(held))
    history.record(
        subject=group, verb="edit_scope", by=by, role=role_of(by, at=at), at=at, reason=reason.strip(), public=True,
        details={"old": old, "new": scope},
    )  # fmt: skip
    group.refresh_from_db()
    return group


@transaction.atomic
def ask(*, group: TaskGroup, text: str, by: User | None, at: datetime) -> LineOfEnquiry:
    """Add a line of enquiry after the others of a group at work. Raises Refused once it has reported, or for no words."""
    held = at_work(group)
    last = held.lines_of_enquiry.aggregate(last=Max("position"))["last"] or 0
    return add_line(group=held, position=last + 1, text=text.strip(), by=by, at=at)


@transaction.atomic
def edit_line(
    *, line: LineOfEnquiry, version: int, text: str, by: User | None, at: datetime
) -> LineOfEnquiry:
    """Put a line of enquiry in other words. The old ones stay in the history.

    Raises Refused for no words and once the group has reported; Overtaken when it was changed since `version`.
    """
    held = at_work(line.task_group)
    if not text.strip():
        raise Refused(WHAT_TO_ASK, field="text")
    old = line.text
    same = LineOfEnquiry.objects.filter(pk=line.pk, version=version)
    if not same.update(text=text.strip(), version=F("version") + 1):
        raise Overtaken(overtaken_sentence(line))
    history.record(
        subject=line, trail=held, verb="edit", by=by, role=role_of(by, at=at), at=at, public=True,
        details={"old": old, "new": text.strip()},
    )  # fmt: skip
    line.refresh_from_db()
    return line
