"""What three councils said to the same eight recommendations, and where a council has not said it yet."""

from typing import Any

from core.enums import Openness
from recommendations.enums import RecommendationStatus, Verdict
from recommendations.models import Recommendation, Response
from recommendations.operations import (
    Commitment,
    Receipt,
    answer,
    move_response_due_date,
    note_gap,
    save_answer_draft,
    send_recommendation,
    send_report,
    withdraw,
)
from scrutiny_portal.demo.script import Script

V = Verdict
# What Brackwater, Cressholm and Elvermere say to each of the report's recommendations. None: nothing yet.
SAID: tuple[tuple[Verdict | None, ...], ...] = (
    (V.ACCEPTED, V.ACCEPTED, V.ACCEPTED),
    (V.ACCEPTED, V.IN_PART, V.ACCEPTED),
    (V.IN_PLACE, V.ACCEPTED, V.REJECTED),
    (V.ACCEPTED, V.NOTED, V.ACCEPTED),
    (V.DEFERRED, V.IN_PRINCIPLE, V.IN_PART),
    (V.ACCEPTED, V.ACCEPTED, None),
    (V.ACCEPTED, V.ACCEPTED, V.ACCEPTED),
    (None, None, None),
)
DUE = (-420, -300, -90, -20, 45, 60, -380, 0)
WORDS: dict[Verdict, dict[str, Any]] = {
    V.ACCEPTED: {"words": "We will do it."},
    V.IN_PART: {
        "words": "We will do it in the towns.",
        "part_accepted": "The four town libraries.",
        "reasons": "The village libraries have no staff of ours.",
    },
    V.IN_PLACE: {"words": "We do it already.", "in_place_since": "April two years ago"},
    V.REJECTED: {"words": "We will not do it.", "reasons": "It costs more than it saves."},
    V.NOTED: {"words": "The Executive noted it."},
    V.IN_PRINCIPLE: {"words": "We agree, and cannot say yet who does it."},
    V.DEFERRED: {"words": "We wait for the new contract."},
}


def play(script: Script) -> None:
    """Send the report, let the councils answer, and let one recommendation be taken back."""
    sent = script.things["reported"] + 15
    receipts = [
        Receipt(council=council, received_on=script.day(sent + number))
        for number, council in enumerate(script.councils)
    ]
    send_report(report=script.things["report"], receipts=receipts, **script.officer(sent + 3))
    for recommendation, verdicts, due in zip(script.things["recommendations"], SAID, DUE, strict=True):
        recommendation.refresh_from_db()
        for council, verdict in zip(script.councils, verdicts, strict=True):
            if verdict is not None:
                _answer(script, recommendation, council.slug, verdict, due=due, days=sent + 50)
    gone = script.things["recommendations"][-1]
    withdraw(gone, reason="The law does not let councils keep such a list.", **script.officer(sent + 10))
    _unanswered(script, sent)
    _of_meetings(script)
    for recommendation in script.things["old"]:
        recommendation.refresh_from_db()
        for response in recommendation.responses.select_related("recommendation", "council")[:1]:
            note_gap(response=response, **script.officer(-1000))


def holder_of(council: str, days: int) -> str:
    """Whose account answers for a council on a day: Elvermere's holder changed half a year ago."""
    return "former.elvermere" if council == "elvermere" and days <= -200 else f"portfolio.{council}"


def _answer(
    script: Script, recommendation: Recommendation, council: str, verdict: Verdict, *, due: int, days: int
) -> None:
    response = Response.objects.get(recommendation=recommendation, council__slug=council)
    said = dict(WORDS[verdict])
    if verdict in {V.ACCEPTED, V.IN_PART}:
        post = script.posts["threefold" if recommendation.number_in_source == "6" else f"officer.{council}"]
        said["commitments"] = [
            Commitment(
                title=f"{recommendation.title} in {response.council.short_name}",
                responsible=post,
                due_on=script.day(due),
            )
        ]
    if verdict == V.DEFERRED:
        said["expected_on"] = script.day(days + 100)
    answer(
        response=response,
        verdict=verdict,
        version=response.version,
        decided_on=script.day(days),
        decided_by=f"{response.council.executive_name} of {response.council.name}",
        **said,
        **script.by(holder_of(council, days), days),
    )


def _unanswered(script: Script, sent: int) -> None:
    """One answer is long overdue, its date was moved once, and its draft is the council's own."""
    response = Response.objects.get(
        recommendation=script.things["recommendations"][5], council__slug="elvermere"
    )
    move_response_due_date(
        response=response,
        new=script.day(sent + 120),
        reason="The Cabinet meets later.",
        version=response.version,
        **script.officer(sent + 40),
    )
    response.refresh_from_db()
    save_answer_draft(
        response=response,
        version=response.version,
        verdict=V.ACCEPTED,
        words="We will do it with the others.",
        **script.by("portfolio.elvermere", -10),
    )


def _of_meetings(script: Script) -> None:
    """What meetings recommended: one waits for its answers, one is late, one was never sent."""
    made = Recommendation.objects.filter(
        item__isnull=False, openness=Openness.OPEN, status=RecommendationStatus.MADE
    ).order_by("made_on")
    late, waiting = list(made)[:2]
    for recommendation, days in ((late, -100), (waiting, -20)):
        receipts = [Receipt(council=council, received_on=script.day(days)) for council in script.councils[:2]]
        send_recommendation(recommendation=recommendation, receipts=receipts, **script.officer(days))
