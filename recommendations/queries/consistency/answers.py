"""Do the councils' answers add up?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.dates import spell
from recommendations.enums import PROMISING, RecommendationStatus, ResponseStatus, VersionStatus
from recommendations.models import ActionPart, Response, ResponseVersion
from recommendations.queries.consistency.faults import Fault, Rule, among
from recommendations.querysets import OPEN_RESPONSES


def responses() -> QuerySet[Response]:
    return Response.objects.select_related("recommendation", "council").order_by(
        "recommendation__reference", "council__position", "pk"
    )


def accepted_without_action(on: date) -> QuerySet[Response]:
    """Accepted, wholly or in part, and no work of that council for that recommendation (rule 6)."""
    promised = ActionPart.objects.filter(
        action__links__recommendation=OuterRef("recommendation"), council=OuterRef("council")
    )
    return responses().filter(
        ~Exists(promised),
        status=ResponseStatus.ANSWERED,
        verdict__in=sorted(PROMISING),
        recommendation__status=RecommendationStatus.MADE,
    )


def unanswered_past_due(on: date) -> QuerySet[Response]:
    """The clock runs and its last day has passed (rules 5 and 7)."""
    return responses().filter(
        status__in=OPEN_RESPONSES, due_on__lt=on, recommendation__status=RecommendationStatus.MADE
    )


def answered_without_an_answer(on: date) -> QuerySet[Response]:
    """The list shows an answer that no published version gives."""
    given = ResponseVersion.objects.filter(
        response=OuterRef("pk"), status=VersionStatus.PUBLISHED, verdict=OuterRef("verdict")
    )
    return responses().filter(~Exists(given), status=ResponseStatus.ANSWERED)


def answers_out_of_order(on: date) -> QuerySet[Response]:
    """Answered or due before the report was received, or answered on a day to come."""
    return responses().filter(
        Q(answered_on__lt=F("received_on")) | Q(due_on__lt=F("received_on")) | Q(answered_on__gt=on)
    )


def named(response: Response) -> str:
    return f"{response.recommendation.reference}, {response.council.short_name}"


def accepted(response: Response) -> Fault:
    return Fault(f"{named(response)}: accepted, and no work is on record.", response.get_absolute_url())


def late(response: Response) -> Fault:
    return Fault(
        f"{named(response)}: no answer, due on {spell(response.due_on)}.", response.get_absolute_url()
    )


def without_an_answer(response: Response) -> Fault:
    return Fault(
        f"{named(response)}: shown as answered, and no published answer says so.", response.get_absolute_url()
    )


def out_of_order(response: Response) -> Fault:
    received, answered, due = (
        spell(day) for day in (response.received_on, response.answered_on, response.due_on)
    )
    return Fault(
        f"{named(response)}: received {received}, due {due}, answered {answered}.".replace(
            "Not on record", "not on record"
        ),
        response.get_absolute_url(),
    )


RULES = (
    Rule(
        "accepted_without_action",
        "Accepted without work",
        "What is accepted needs at least one action with a responsible officer and a date.",
        among(accepted_without_action, accepted),
    ),
    Rule(
        "unanswered_past_due",
        "Unanswered after the last day",
        "A council answers within two months. Noted, deferred and in principle do not answer.",
        among(unanswered_past_due, late),
    ),
    Rule(
        "answered_without_an_answer",
        "Answered without an answer",
        "What the list shows must be what a published answer says.",
        among(answered_without_an_answer, without_an_answer),
    ),
    Rule(
        "answer_dates_out_of_order",
        "Dates of an answer out of order",
        "A report is received, then answered, and nothing is answered on a day to come.",
        among(answers_out_of_order, out_of_order),
    ),
)
