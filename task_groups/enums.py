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
