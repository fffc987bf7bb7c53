"""Legal moves of a piece of work and of a suggested topic. Pure."""

from core.moves import table
from work_programme.enums import UNDECIDED, TopicStatus, WorkStatus

ENDED = "This piece of work has ended already. Nothing changed."
DECIDED = "This topic is decided already. Nothing changed."

WORK_MOVES = table(
    ("finish", {WorkStatus.PLANNED}, WorkStatus.FINISHED, ENDED),
    ("withdraw", {WorkStatus.PLANNED}, WorkStatus.WITHDRAWN, ENDED),
)
TOPIC_MOVES = table(
    ("weigh", UNDECIDED, TopicStatus.WEIGHED, DECIDED),
    (
        "accept",
        {TopicStatus.WEIGHED},
        TopicStatus.ACCEPTED,
        "Weigh the topic first, or see what was decided.",
    ),
    (
        "decline",
        {TopicStatus.WEIGHED},
        TopicStatus.DECLINED,
        "Weigh the topic first, or see what was decided.",
    ),
)
