"""What is still to come: work on the programme, topics that were suggested, and facts that somebody looks for."""

from datetime import date

from meetings.enums import OutcomeKind
from meetings.models import Outcome
from recommendations.enums import GapKind, GapState, PartStatus, ResponseStatus
from recommendations.models import ActionPart, Response
from recommendations.operations.gaps import note_gap
from scrutiny_portal.demo.script import Script
from strategies.enums import AdoptionStatus
from strategies.models import Adoption
from work_programme.enums import BY_HAND, Criterion, Points, WorkKind
from work_programme.models import TopicSuggestion, WorkItem
from work_programme.operations.deciding import accept_as_group, accept_as_work, decline_topic
from work_programme.operations.moving import move_work
from work_programme.operations.topics import suggest_topic, take_up_topic, weigh_topic
from work_programme.operations.work import add_work, end_work

WORK = (
    "How residents are told of changes",
    "The new charges policy",
    "The budget of the three councils",
    "What became of the winter plan",
    "The yearly report on complaints",
    "A visit to the new library",
)
TOPICS = (
    "Buses to the library",
    "Benches along the river walk",
    "The price of a parking permit",
    "Light on footpaths",
    "Bins on beaches",
)


def play(script: Script) -> None:
    """Fill the programme of the months around today."""
    assert script.partnership is not None  # noqa: S101 - the first act made it
    items = [
        add_work(
            partnership=script.partnership,
            title=title,
            kind=WorkKind(kind),
            councils=script.councils[number % 3 :],
            starts_on=month(script, number),
            ends_on=month(script, number + 2),
            owner=script.bodies["joint-scrutiny"],
            note="Asked for by the Joint Panel.",
            **script.officer(-40),
        )
        for number, (title, kind) in enumerate(zip(WORK, BY_HAND, strict=True))
    ]
    end_work(item=items[3], end="finish", **script.officer(-5))
    end_work(
        item=items[4], end="withdraw", reason="The report comes every year anyway.", **script.officer(-6)
    )
    later: WorkItem = items[5]
    move_work(
        item=later,
        version=later.version,
        starts_on=month(script, 6),
        ends_on=month(script, 7),
        reason="The library opens later.",
        **script.officer(-7),
    )
    _topics(script)
    _gaps(script)


def month(script: Script, number: int) -> date:
    """The first day of the month so many months from this one."""
    years, index = divmod(script.today.month - 1 + number, 12)
    return date(script.today.year + years, index + 1, 1)


def _topics(script: Script) -> None:
    """A topic in every state: just received, weighed, accepted as work and as a task group, declined."""
    assert script.partnership is not None  # noqa: S101 - the first act made it
    said = Outcome.objects.filter(
        kind=OutcomeKind.TOPIC, item__meeting=script.things["meetings"]["draft"]
    ).earliest("pk")
    topics = [
        take_up_topic(
            partnership=script.partnership,
            outcome=said,
            title=TOPICS[0],
            words="Said in the meeting.",
            **script.officer(-100),
        ),
        *(
            suggest_topic(
                partnership=script.partnership,
                title=title,
                words="Residents ask me about it.",
                said_by="Panel Member",
                council=script.councils[0],
                **script.by("councillor.brackwater", -60),
            )
            for title in TOPICS[1:]
        ),
    ]
    for number, topic in enumerate(topics[:-1]):
        points = {criterion: Points((number + place) % 4) for place, criterion in enumerate(Criterion)}
        weigh_topic(
            topic=topic,
            version=topic.version,
            title=topic.title,
            words=topic.words,
            points=points,
            weighed="Seen with the officers of the three councils.",
            **script.officer(-50),
        )
    for topic in topics:
        topic.refresh_from_db()
    _decide(script, topics)


def _decide(script: Script, topics: list[TopicSuggestion]) -> None:
    accept_as_work(
        topic=topics[0],
        version=topics[0].version,
        title=topics[0].title,
        kind=WorkKind.EVIDENCE,
        councils=script.councils,
        starts_on=month(script, 2),
        ends_on=month(script, 3),
        reason="It fits the deep review.",
        **script.officer(-45),
    )
    accept_as_group(
        topic=topics[1],
        version=topics[1].version,
        title="The river walk",
        councils=script.councils,
        reason="Three councils share the river.",
        **script.officer(-44),
    )
    decline_topic(
        topic=topics[2],
        version=topics[2].version,
        reason="The price was set a month ago.",
        **script.officer(-43),
    )


def _gaps(script: Script) -> None:
    """Who was asked for what no paper gives."""
    answer = Response.objects.filter(status=ResponseStatus.NOT_ON_RECORD).earliest("pk")
    promise = ActionPart.objects.filter(status=PartStatus.NO_OUTCOME).earliest("pk")
    adoption = Adoption.objects.get(status=AdoptionStatus.NOT_RECORDED)
    for kind, thing, state in (
        (GapKind.ANSWER, answer, GapState.OPEN),
        (GapKind.OUTCOME, promise, GapState.CANNOT_BE_FOUND),
        (GapKind.ADOPTION, adoption, GapState.OPEN),
    ):
        note_gap(
            kind=kind,
            thing=thing,
            state=state,
            asked="Democratic Services Manager",
            asked_on=script.day(-70),
            words="The archive is being moved.",
            version=0,
            **script.officer(-65),
        )
