"""States of a meeting and kinds of what came of an item."""

from django.db.models import TextChoices


class MeetingStatus(TextChoices):
    """Planned, agenda published, in progress, held, draft minutes published, agreed, locked (rule 13)."""

    PLANNED = "planned", "Planned"
    AGENDA_PUBLISHED = "agenda_published", "Agenda published"
    IN_PROGRESS = "in_progress", "In progress"
    HELD = "held", "Held, record not yet published"
    DRAFT_MINUTES = "draft_minutes", "Draft minutes published"
    AGREED = "agreed", "Minutes agreed"
    LOCKED = "locked", "Locked"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"


BEFORE = {MeetingStatus.PLANNED, MeetingStatus.AGENDA_PUBLISHED}
OFF = {MeetingStatus.POSTPONED, MeetingStatus.CANCELLED}
LOGGABLE = {
    MeetingStatus.PLANNED,
    MeetingStatus.AGENDA_PUBLISHED,
    MeetingStatus.IN_PROGRESS,
    MeetingStatus.HELD,
}
RECORD_PUBLISHED = {MeetingStatus.DRAFT_MINUTES, MeetingStatus.AGREED, MeetingStatus.LOCKED}
PUBLIC = RECORD_PUBLISHED | {
    MeetingStatus.AGENDA_PUBLISHED,
    MeetingStatus.IN_PROGRESS,
    MeetingStatus.HELD,
    MeetingStatus.POSTPONED,
    MeetingStatus.CANCELLED,
}


class OutcomeKind(TextChoices):
    """What came of an item (rule 12)."""

    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    UNDERTAKING = "undertaking", "Undertaking"
    REQUEST = "request", "Request"
    DECISION = "decision", "Decision"
    RECOMMENDATION = "recommendation", "Recommendation"
    COMMENT = "comment", "Comment"
    TOPIC = "topic", "Topic suggestion"


PROMISES = {OutcomeKind.UNDERTAKING, OutcomeKind.REQUEST}


class DecisionKind(TextChoices):
    """The word the body used. "Noted" accepts nothing."""

    NOTED = "noted", "Noted"
    AGREED = "agreed", "Agreed"
    APPROVED = "approved", "Approved"
    RESOLVED = "resolved", "Resolved"
    DEFERRED = "deferred", "Deferred"
    REFERRED = "referred", "Referred"


class Presence(TextChoices):
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"
    SUBSTITUTE = "substitute", "Substitute"
    IN_ATTENDANCE = "in_attendance", "In attendance"
    WITNESS = "witness", "Witness"


class StandingKind(TextChoices):
    """What an agenda item fills itself with, from live data."""

    PLAIN = "", "Nothing: it is an ordinary item"
    MINUTES = "minutes", "Minutes of the previous meeting"
    ACTIONS = "actions", "Actions from the previous meeting"
    RESPONSES = "responses", "Recommendations: responses received"
    REVIEWS = "reviews", "Reviews that are due"


class Rhythm(TextChoices):
    """How the days of a series of meetings follow each other."""

    WEEKS = "weeks", "Every so many weeks"
    WEEKDAY = "weekday", "Every so many months, on the same weekday"
    DATE = "date", "Every so many months, on the same date"


class ItemProgress(TextChoices):
    TO_COME = "to_come", "To come"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
