"""What was asked, what each council said, what has been done, and how it ended."""

from django.db.models import IntegerChoices, TextChoices


class RecommendationKind(TextChoices):
    """Rule 3: a deliverable can be completed; a continuing one is judged periodically and ends only by decision."""

    DELIVERABLE = "deliverable", "Can be completed"
    CONTINUING = "continuing", "Continuing"


class RecommendationStatus(TextChoices):
    DRAFT = "draft", "Draft, not yet published"
    MADE = "made", "Made"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISCARDED = "discarded", "Withdrawn before it was published"


# Never shown to the public, whatever their openness.
UNPUBLISHED = {RecommendationStatus.DRAFT, RecommendationStatus.DISCARDED}
# Of these no answer is waited for, whatever came before.
ENDED = {RecommendationStatus.CLOSED, RecommendationStatus.WITHDRAWN}


class Verdict(TextChoices):
    """Rule 5. The first four answer; in principle, noted and deferred do not, and the clock keeps running."""

    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in_part", "Accepted in part"
    IN_PLACE = "in_place", "Already in place"
    REJECTED = "rejected", "Not accepted"
    IN_PRINCIPLE = "principle", "Agreed in principle"
    NOTED = "noted", "Noted"
    DEFERRED = "deferred", "Deferred"


ANSWERING = {Verdict.ACCEPTED, Verdict.IN_PART, Verdict.IN_PLACE, Verdict.REJECTED}
ACCEPTING = {Verdict.ACCEPTED, Verdict.IN_PART, Verdict.IN_PLACE}
PROMISING = {Verdict.ACCEPTED, Verdict.IN_PART}


class ResponseStatus(TextChoices):
    """Where one council's answer stands. "Overdue" is not a status: it follows from the due date."""

    NOT_SENT = "not_sent", "Not yet sent"
    AWAITED = "awaited", "Awaiting response"
    UNANSWERED = "unanswered", "Noted, deferred or in principle, no answer yet"
    ANSWERED = "answered", "Answered"
    NOT_ON_RECORD = "not_on_record", "No response on record"


class EscalationKind(TextChoices):
    """The rungs of the ladder by which an overdue answer is chased, in their order."""

    REMINDER = "reminder", "Reminder"
    SECOND_REMINDER = "second", "Second reminder"
    LETTER = "letter", "Chairman’s letter"
    INVITATION = "invitation", "Invitation to attend"
    NON_RESPONSE = "published", "Published non-response"


class EscalationStatus(TextChoices):
    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Left out"


class VersionStatus(TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class PartStatus(TextChoices):
    """Where one council's part of an action stands. "Sent back" is an event: the part returns to in progress.

    "No outcome on record" is a promise that an old paper tells of, without one that tells what came of it (rule 28).
    """

    NO_OUTCOME = "no_outcome", "No outcome on record"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    READY = "ready", "Ready for sign-off"
    SIGNED_OFF = "signed_off", "Signed off"
    SUPERSEDED = "superseded", "Superseded"
    STOPPED = "stopped", "Stopped"


FINISHED_PARTS = {PartStatus.SIGNED_OFF, PartStatus.SUPERSEDED, PartStatus.STOPPED}
PROGRESS_ORDER = [
    PartStatus.NO_OUTCOME,
    PartStatus.NOT_STARTED,
    PartStatus.IN_PROGRESS,
    PartStatus.READY,
    PartStatus.SIGNED_OFF,
    PartStatus.SUPERSEDED,
    PartStatus.STOPPED,
]


class UpdateKind(TextChoices):
    PROGRESS = "progress", "Progress"
    DIFFICULTY = "difficulty", "Difficulty"


class EvidenceKind(TextChoices):
    FILE = "file", "File"
    LINK = "link", "Link"


class SignOffDecision(TextChoices):
    SIGNED_OFF = "signed_off", "Signed off"
    SIGNED_OFF_WITH_MORE = "signed_off_with_more", "Signed off, one more thing asked for"
    SENT_BACK = "sent_back", "Sent back"
    REVERSED = "reversed", "Sign-off reversed"


class DateDecision(TextChoices):
    """What became of a request for a new date. While it waits there is none."""

    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    PASSED = "passed", "No longer needed"


class LineView(TextChoices):
    """How an officer sees one line of a promise against its evidence (pages 5.11)."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NONE = "none", "No evidence yet"


class ClosureKind(TextChoices):
    IMPLEMENTED = "implemented", "Implemented"
    NOT_FEASIBLE = "not_feasible", "No longer feasible"
    SUPERSEDED = "superseded", "Superseded"
    REJECTED = "rejected", "Rejected"
    NOT_ACHIEVED = "not_achieved", "Not achieved"


class Impact(TextChoices):
    """Did it matter, judged by members, apart from whether it was done (rule 8)."""

    HIGH = "high", "Made a clear difference"
    SOME = "some", "Made some difference"
    NONE = "none", "Made no difference"
    UNKNOWN = "unknown", "Cannot tell yet"


class JudgedEvery(IntegerChoices):
    """How often a continuing recommendation is judged, in months."""

    QUARTERLY = 3, "Every three months"
    HALF_YEARLY = 6, "Every six months"
    YEARLY = 12, "Every year"
    TWO_YEARLY = 24, "Every two years"


class ReadingStatus(TextChoices):
    """How far the reading of an existing paper has got."""

    WAITING = "waiting", "Waiting to be read"
    BEING_READ = "being_read", "Being read"
    READ = "read", "Read, to be looked through"
    FAILED = "failed", "Could not be read"
    DONE = "done", "Looked through"
    SET_ASIDE = "set_aside", "Set aside"


class ProposalKind(TextChoices):
    """What the reader found in a paper."""

    BODY = "body", "Body"
    DATE = "date", "Date"
    ATTENDANCE = "attendance", "Attendance"
    ITEM = "item", "Agenda item"
    DECISION = "decision", "Decision"
    RECOMMENDATION = "recommendation", "Recommendation"
    RESPONSE = "response", "Response"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    UNDERTAKING = "undertaking", "Undertaking"
    REQUEST = "request", "Request"


class ProposalStatus(TextChoices):
    """What the officer decided of a proposal. Nothing is on record before it is accepted."""

    OPEN = "open", "To decide"
    ACCEPTED = "accepted", "Accepted"
    EDITED = "edited", "Accepted with other words"
    REJECTED = "rejected", "Rejected"
    ON_RECORD = "on_record", "On record already"


class GapKind(TextChoices):
    """What no paper gives us (rule 28)."""

    ANSWER = "answer", "What a council answered"
    STOP = "stop", "What a body on the route decided"
    OUTCOME = "outcome", "What came of a promise"
    ADOPTION = "adoption", "What a council decided on a strategy"
    DAY = "day", "On which day a meeting was held"
    MADE = "made", "On which day a recommendation was made"
    SOURCE = "source", "Where a recommendation comes from"
    OFFICER = "officer", "Who does the work"
    DATE = "date", "By when the work is due"


class GapState(TextChoices):
    """What became of the search. "Filled" is not said: it follows from the record."""

    OPEN = "open", "Open"
    CANNOT_BE_FOUND = "cannot_be_found", "Cannot be found"
