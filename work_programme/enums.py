"""States and kinds of what scrutiny plans to look at, and of what it was asked to look at."""

from django.db.models import IntegerChoices, TextChoices


class WorkKind(TextChoices):
    """Kinds of piece of work. The first three make themselves, from the rhythm of reviews and from task groups."""

    DEEP = "deep", "Deep review"
    CHECK = "check", "Light-touch check"
    GROUP = "group", "Task group"
    EVIDENCE = "evidence", "Evidence session"
    PRE_DECISION = "pre_decision", "Before a decision"
    BUDGET = "budget", "Budget"
    FOLLOW_UP = "follow_up", "Follow-up"
    REPORT = "report", "Report or review"
    OTHER = "other", "Other"


MADE_BY_RULE = {WorkKind.DEEP, WorkKind.CHECK, WorkKind.GROUP}
BY_HAND = [kind for kind in WorkKind if kind not in MADE_BY_RULE]


class WorkStatus(TextChoices):
    PLANNED = "planned", "Planned"
    FINISHED = "finished", "Finished"
    WITHDRAWN = "withdrawn", "Taken off the programme"


class TopicStatus(TextChoices):
    """Where a suggested topic stands. Until it was weighed only the scrutiny officer and who suggested it see it."""

    RECEIVED = "received", "Not looked at yet"
    WEIGHED = "weighed", "Weighed, not decided yet"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


UNDECIDED = {TopicStatus.RECEIVED, TopicStatus.WEIGHED}


class Criterion(TextChoices):
    """By what a suggested topic is weighed. The points help to compare; they never decide."""

    RESIDENTS = "residents", "Does it matter to residents?"
    INFLUENCE = "influence", "Can scrutiny change something?"
    COUNCILS = "councils", "Does it concern more than one council?"
    TIMING = "timing", "Is now the right time?"
    ELSEWHERE = "elsewhere", "Is it left undone by everybody else?"


class Points(IntegerChoices):
    NONE = 0, "No"
    SOME = 1, "A little"
    MUCH = 2, "Clearly"
    MOST = 3, "Very much"


MOST_POINTS = len(Criterion) * Points.MOST
