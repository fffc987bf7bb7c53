"""What a task group looks at."""

from typing import Any

from core.fields import WordsField
from core.layout import portal_helper
from core.versions import VersionMixin
from task_groups.enums import TaskGroupStatus
from task_groups.models import TaskGroup


class ScopeForm(VersionMixin):
    """The scope, and once it was agreed the reason for changing it: the arguments of `edit_scope`."""

    scope = WordsField(
        label="What does the group look at?",
        help_text="Anyone can read it",
        rows=16,
        max_length=20_000,
        error_messages={"required": "Say what the group looks at"},
    )
    reason = WordsField(
        label="Why does it change?",
        help_text="The reason is published",
        rows=2,
        max_length=1000,
        error_messages={"required": "The scope is agreed. Say why it changes. The reason is published"},
    )

    def __init__(
        self, *args: Any, group: TaskGroup, begin: str, later: tuple[str, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"version": group.version, "scope": begin, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields = ["scope", "reason"]
        if group.status == TaskGroupStatus.PROPOSED:
            del self.fields["reason"]
            fields.remove("reason")
        self.helper = portal_helper(*fields, submit="Save the scope", key=False, later=later)
