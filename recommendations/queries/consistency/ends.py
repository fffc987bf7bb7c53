"""Do reports, routes, meetings, ends and posts add up?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from core.dates import spell
from core.enums import Precision
from councils.enums import BodyKind, Capacity
from councils.models import Appointment
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries import title_of
from recommendations.enums import FINISHED_PARTS, ClosureKind, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, Closure, Recommendation, Response, RouteStop
from recommendations.queries.consistency.faults import Fault, Rule, among
from task_groups.enums import ReportStatus
from task_groups.models import Report

TOOK_PLACE = [MeetingStatus.HELD, *sorted(RECORD_PUBLISHED)]


def report_without_route(on: date) -> QuerySet[Report]:
    stops = RouteStop.objects.filter(report=OuterRef("pk"))
    return Report.objects.filter(~Exists(stops), status=ReportStatus.PUBLISHED).order_by("slug")


def report_with_drafts(on: date) -> QuerySet[Report]:
    """Published, with recommendations that are still drafts."""
    drafts = Recommendation.objects.filter(report=OuterRef("pk"), status=RecommendationStatus.DRAFT)
    return Report.objects.filter(Exists(drafts), status=ReportStatus.PUBLISHED).order_by("slug")


def stops() -> QuerySet[RouteStop]:
    return RouteStop.objects.select_related("report", "recommendation", "body__council").order_by("pk")


def route_out_of_order(on: date) -> QuerySet[RouteStop]:
    """Reached before the report was written or the recommendation made, or on a day to come."""
    exact = Q(reached_precision=Precision.DAY)
    before = Q(report__dated_precision=Precision.DAY, reached_on__lt=F("report__dated_on")) | Q(
        recommendation__made_precision=Precision.DAY, reached_on__lt=F("recommendation__made_on")
    )
    return stops().filter(exact, before | Q(reached_on__gt=on))


def reached_and_not_asked(on: date) -> QuerySet[RouteStop]:
    """An executive has the report, and its council's clock was not started (rule 7)."""
    waiting = Response.objects.filter(
        council=OuterRef("body__council"),
        status=ResponseStatus.NOT_SENT,
        recommendation__status=RecommendationStatus.MADE,
    ).filter(Q(recommendation=OuterRef("recommendation")) | Q(recommendation__report=OuterRef("report")))
    return stops().filter(
        Exists(waiting), body__kind=BodyKind.EXECUTIVE, body__council__isnull=False, reached_on__lte=on
    )


def recommendations() -> QuerySet[Recommendation]:
    return Recommendation.objects.order_by("reference")


def closed_without_meeting(on: date) -> QuerySet[Recommendation]:
    """Closed, and no meeting that took place agreed it (rule 8)."""
    agreed = Closure.objects.filter(
        recommendation=OuterRef("pk"), reopened_on__isnull=True, meeting__status__in=TOOK_PLACE
    )
    return recommendations().filter(~Exists(agreed), status=RecommendationStatus.CLOSED)


def implemented_and_unfinished(on: date) -> QuerySet[Recommendation]:
    """Closed as implemented while a council has not finished its part (rule 9)."""
    ended = Closure.objects.filter(
        recommendation=OuterRef("pk"), reopened_on__isnull=True, kind=ClosureKind.IMPLEMENTED
    )
    open_work = ActionPart.objects.filter(action__links__recommendation=OuterRef("pk")).exclude(
        status__in=FINISHED_PARTS
    )
    return recommendations().filter(Exists(ended), Exists(open_work), status=RecommendationStatus.CLOSED)


def closures_out_of_order(on: date) -> QuerySet[Closure]:
    """Closed before it was made, before the meeting that agreed it, or on a day to come."""
    made = Q(recommendation__made_precision=Precision.DAY, closed_on__lt=F("recommendation__made_on"))
    agreed = Q(meeting__held_precision=Precision.DAY, closed_on__lt=F("meeting__held_on"))
    found = Closure.objects.select_related("recommendation").order_by("recommendation__reference", "pk")
    return found.filter(made | agreed | Q(closed_on__gt=on))


def held_on_a_day_to_come(on: date) -> QuerySet[Meeting]:
    found = Meeting.objects.select_related("body__council", "task_group").order_by("held_on", "pk")
    return found.filter(status__in=TOOK_PLACE, held_on__gt=on)


def two_in_one_post(on: date) -> QuerySet[Appointment]:
    """A post with another holder at the same time, in force on the day or later (rule 1). The later one is named."""
    earlier = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("starts_on")),
        Q(starts_on__lt=OuterRef("starts_on")) | Q(starts_on=OuterRef("starts_on"), pk__lt=OuterRef("pk")),
        post=OuterRef("post"),
        capacity=Capacity.HOLDER,
    )
    found = Appointment.objects.select_related("post").order_by("post__title", "pk")
    return found.filter(Exists(earlier), capacity=Capacity.HOLDER, post__isnull=False)


def of_report(report: Report, words: str) -> Fault:
    return Fault(f"Report “{report.title}”: {words}.", report.get_absolute_url())


def of_stop(stop: RouteStop, words: str) -> Fault:
    thing = stop.report or stop.recommendation
    assert thing is not None  # noqa: S101 - the database holds that a stop is of one or the other
    whose = f"{stop.body.council.short_name}: {stop.body.name}" if stop.body.council else stop.body.name
    name = thing.title if isinstance(thing, Report) else thing.reference
    return Fault(f"{name}, {whose}: {words}.", thing.get_absolute_url())


def of_recommendation(one: Recommendation, words: str) -> Fault:
    return Fault(f"{one.reference}: {words}.", one.get_absolute_url())


RULES = (
    Rule(
        "report_without_route",
        "Report without a route",
        "A published report goes to bodies, and says which.",
        among(report_without_route, lambda one: of_report(one, "published, and no body is on its route")),
    ),
    Rule(
        "report_with_drafts",
        "Report with drafts",
        "What a published report recommends is published with it.",
        among(
            report_with_drafts, lambda one: of_report(one, "published, with recommendations that are drafts")
        ),
    ),
    Rule(
        "route_out_of_order",
        "Route out of order",
        "A report is written, then reaches a body, and none on a day to come.",
        among(
            route_out_of_order,
            lambda stop: of_stop(stop, f"reached on {spell(stop.reached_on)}, which does not fit"),
        ),
    ),
    Rule(
        "reached_and_not_asked",
        "Received and not asked",
        "Once an executive has the report, its two months run.",
        among(reached_and_not_asked, lambda stop: of_stop(stop, "received, and no answer was asked for")),
    ),
    Rule(
        "closed_without_meeting",
        "Closed without a meeting",
        "A meeting that took place agrees that something is closed.",
        among(
            closed_without_meeting,
            lambda one: of_recommendation(one, "closed, and no meeting that was held agreed it"),
        ),
    ),
    Rule(
        "implemented_and_unfinished",
        "Implemented with work unfinished",
        "It is implemented when every council has signed its own part.",
        among(
            implemented_and_unfinished,
            lambda one: of_recommendation(one, "closed as implemented, with work unfinished"),
        ),
    ),
    Rule(
        "closure_out_of_order",
        "Closed out of order",
        "It is made, a meeting agrees, and then it is closed.",
        among(
            closures_out_of_order,
            lambda one: of_recommendation(
                one.recommendation, f"closed on {spell(one.closed_on)}, which does not fit"
            ),
        ),
    ),
    Rule(
        "held_on_a_day_to_come",
        "Held on a day to come",
        "A meeting is held on its day, not before.",
        among(
            held_on_a_day_to_come,
            lambda one: Fault(f"{title_of(one)}: shown as held.", one.get_absolute_url()),
        ),
    ),
    Rule(
        "two_in_one_post",
        "Two holders of one post",
        "A post has one holder at a time.",
        among(
            two_in_one_post,
            lambda one: Fault(
                f"{one.post}: two holders at once from {spell(one.starts_on)}.",
                reverse("recommendations:posts"),
            ),
        ),
    ),
)
