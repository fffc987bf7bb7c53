"""How pieces of work and suggested topics look: word, shape and colour together."""

from core.statuses import Status
from work_programme.enums import TopicStatus, WorkStatus

PLANNED = Status("Planned", "Planned", "todo", "mute")
UNDER_WAY = Status("Under way", "Under way", "doing", "go")
LATE = Status("Should be finished", "Late", "late", "bad")

WORK = {
    WorkStatus.PLANNED: PLANNED,
    WorkStatus.FINISHED: Status("Finished", "Finished", "accepted", "ok"),
    WorkStatus.WITHDRAWN: Status("Taken off", "Taken off", "super", "mute"),
}

TOPIC = {
    TopicStatus.RECEIVED: Status("Not looked at yet", "New", "await", "go"),
    TopicStatus.WEIGHED: Status("Being weighed", "Weighed", "sign", "ask"),
    TopicStatus.ACCEPTED: Status("Accepted", "Accepted", "accepted", "ok"),
    TopicStatus.DECLINED: Status("Declined", "Declined", "no", "no"),
}
