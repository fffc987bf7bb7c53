"""States and kinds of what is being delivered and when it is looked at again."""

from django.db.models import TextChoices


class StrategyStatus(TextChoices):
    DRAFT = "draft", "Draft"
    UNDER_SCRUTINY = "under_scrutiny", "Under scrutiny"
    ADOPTED = "adopted", "Adopted"
    SUPERSEDED = "superseded", "Superseded"


class AdoptionStatus(TextChoices):
    """What one council did with a strategy."""

    NOT_RECORDED = "not_recorded", "Not on record"
    ADOPTED = "adopted", "Adopted"
    NOT_ADOPTED = "not_adopted", "Not adopted"


class BusinessCase(TextChoices):
    NONE = "none", "None on record"
    IN_PREPARATION = "in_preparation", "In preparation"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"


class CaseDecision(TextChoices):
    """What a council's portfolio holder decides of a business case."""

    APPROVED = "approved", "Approved"
    SENT_BACK = "sent_back", "Sent back"


class Stage(TextChoices):
    """How far a roadmap project has got at one council."""

    NOT_RECORDED = "not_recorded", "Not on record"
    NOT_STARTED = "not_started", "Not started"
    BUSINESS_CASE = "business_case", "Business case"
    APPROVED = "approved", "Approved"
    DELIVERY = "delivery", "Delivery"
    LIVE = "live", "Live"
    STOPPED = "stopped", "Stopped"


PAST_THE_CASE = {Stage.APPROVED, Stage.DELIVERY, Stage.LIVE}


class Health(TextChoices):
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class Judgement(TextChoices):
    """What an assurance check says of one line, or of the whole."""

    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"


class CheckQuestion(TextChoices):
    """The four questions that a light-touch check answers of a strategy as a whole."""

    RECOMMENDATIONS = "recommendations", "Are the recommendations moving?"
    PROJECTS = "projects", "Are the projects on track?"
    MEASURES = "measures", "Are the measures moving?"
    SOONER = "sooner", "Does anything need a deep review sooner?"


class CheckAnswer(TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"


class ReviewKind(TextChoices):
    DEEP = "deep", "Deep review"
    CHECK = "check", "Light-touch check"


class ReviewStatus(TextChoices):
    """A lapse is not a status: it is an open review whose date has passed."""

    OPEN = "open", "Open"
    HELD = "held", "Held"
    HELD_LATE = "held_late", "Held late"
    MERGED = "merged", "Merged into another review"
    EXCUSED = "excused", "Excused by a decision"


CONCLUDED = {ReviewStatus.HELD, ReviewStatus.HELD_LATE, ReviewStatus.MERGED, ReviewStatus.EXCUSED}


class MoneySource(TextChoices):
    RESERVES = "reserves", "Reserves"
    GRANT = "grant", "Grant"
    BUDGET = "budget", "Budget"
    RECHARGE = "recharge", "Recharge"


class MoneyState(TextChoices):
    """How far an amount has got. A bid that failed stays on record as what it is."""

    BID = "bid", "Bid made"
    NOT_AWARDED = "not_awarded", "Not awarded"
    AWARDED = "awarded", "Awarded"
    RECEIVED = "received", "Received"
    SPENT = "spent", "Spent"


class FeedbackKind(TextChoices):
    TRAINING = "training", "Training"
    SERVICE = "service", "Service journey"


# Of fewer participants than this, nothing is kept by which one of them could be recognised.
FEWEST_RESPONDENTS = 5


class Channel(TextChoices):
    ONLINE = "online", "Online"
    TELEPHONE = "telephone", "Telephone"
    IN_PERSON = "in_person", "In person"


class SheetStatus(TextChoices):
    """How far a spreadsheet of digital transactions has got. Nothing of it is record before it is taken over."""

    READ = "read", "Waiting for you"
    TAKEN_OVER = "taken_over", "Taken over"
    SET_ASIDE = "set_aside", "Set aside"


class TermStatus(TextChoices):
    DRAFT = "draft", "Waiting for an explanation"
    PUBLISHED = "published", "Published"


class DayMove(TextChoices):
    """Where a review goes whose day is no working day, or lies in a pre-election period."""

    KEEP = "keep", "Keep the day"
    EARLIER = "earlier", "Move to the working day before"
    LATER = "later", "Move to the next working day"


class ReviewOccasion(TextChoices):
    """When the officers are told of a review."""

    COMING = "coming", "It is due soon"
    OPENED = "opened", "It was opened"
