"""States and kinds of who looked into it."""

from django.db.models import TextChoices


class TaskGroupStatus(TextChoices):
    PROPOSED = "proposed", "Proposed"
    SCOPED = "scoped", "Scope agreed"
    GATHERING = "gathering", "Gathering evidence"
    DRAFTING = "drafting", "Drafting the report"
    REPORTED = "reported", "Reported"
    CLOSED = "closed", "Closed"


AT_WORK = {
    TaskGroupStatus.PROPOSED,
    TaskGroupStatus.SCOPED,
    TaskGroupStatus.GATHERING,
    TaskGroupStatus.DRAFTING,
}


# From these a group reports: it has begun to gather, and has not reported yet.
MAY_REPORT = {TaskGroupStatus.GATHERING, TaskGroupStatus.DRAFTING}


class MemberRole(TextChoices):
    CHAIRMAN = "chairman", "Chairman"
    MEMBER = "member", "Member"
    RESERVE = "reserve", "Reserve"


class ReportStatus(TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class CoverageState(TextChoices):
    OPEN = "open", "Still to ask"
    ASKED = "asked", "Asked"
    DROPPED = "dropped", "Not to be asked"


class ScopeVerdict(TextChoices):
    """What one council said to the scope."""

    AGREED = "agreed", "Agreed"
    CHANGED = "changed", "Agreed with changes"
    REFUSED = "refused", "Not agreed"


SCOPE_AGREED = {ScopeVerdict.AGREED, ScopeVerdict.CHANGED}


class GatheredKind(TextChoices):
    """Where a piece of evidence can be read."""

    FILE = "file", "A file"
    LINK = "link", "A page on the web"
    PAPER = "paper", "Neither: it is kept elsewhere"
