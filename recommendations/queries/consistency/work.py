"""Do work and sign-offs add up?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, TruncDate

from core.dates import london_date, spell
from councils.enums import Capacity, PostKind
from councils.models import Appointment
from recommendations.enums import FINISHED_PARTS, PartStatus, SignOffDecision
from recommendations.models import ActionPart, SignOff
from recommendations.queries.consistency.faults import Fault, Rule, among

DECIDED = [SignOffDecision.SIGNED_OFF, SignOffDecision.SIGNED_OFF_WITH_MORE, SignOffDecision.SENT_BACK]
DEPUTY_FOR = "Deputy, for the "
SIGNED = [SignOffDecision.SIGNED_OFF, SignOffDecision.SIGNED_OFF_WITH_MORE]


def parts() -> QuerySet[ActionPart]:
    return ActionPart.objects.select_related("council").order_by("pk")


def decisions() -> QuerySet[SignOff]:
    return SignOff.objects.select_related("part__council").order_by("-at", "-pk")


def held_by_decider(day: str) -> QuerySet[Appointment]:
    """Appointments of whoever decided that were in force on the day, which is named as an outer field."""
    return Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef(day)),
        person__user=OuterRef("by"),
        starts_on__lte=OuterRef(day),
    )


def promised_without_officer_or_date(on: date) -> QuerySet[ActionPart]:
    """Promised in an answer, open, and nobody does it or no day is set (rule 6)."""
    return parts().filter(
        Q(responsible__isnull=True) | Q(due_on__isnull=True), ~Q(status__in=sorted(FINISHED_PARTS)),
        action__promised_in__isnull=False,
    )  # fmt: skip


def signed_out_of_post(on: date) -> QuerySet[SignOff]:
    """Decided by somebody who on that day neither held the portfolio nor deputised in it (rules 2 and 9).

    Where the work passed to another post since, the council's portfolio in whose name it was decided counts.
    """
    signs = Q(capacity__in=[Capacity.HOLDER, Capacity.DEPUTY])
    of_council = Q(post__kind=PostKind.PORTFOLIO, post__council=OuterRef("part__council"))
    in_its_name = Q(post__title=OuterRef("by_role")) | Q(as_deputy=OuterRef("by_role"))
    in_post = (
        held_by_decider("decided_on")
        .annotate(as_deputy=Concat(Value(DEPUTY_FOR), "post__title"))
        .filter(signs, Q(post=OuterRef("part__portfolio")) | (of_council & in_its_name))
    )
    return (
        decisions()
        .annotate(decided_on=TruncDate("at"))
        .filter(~Exists(in_post), part__portfolio__isnull=False)
    )


def signed_own_work(on: date) -> QuerySet[SignOff]:
    """Decided by who submitted it, or held the post that did the work on that day (rule 9)."""
    own = held_by_decider("decided_on").filter(post=OuterRef("part__responsible"))
    return (
        decisions()
        .annotate(decided_on=TruncDate("at"))
        .filter(decision__in=DECIDED)
        .filter(Q(part__submitted_by=F("by"), part__round=F("round")) | Q(Exists(own)))
    )


def finished_without_sign_off(on: date) -> QuerySet[ActionPart]:
    """Shown as signed off, and no sign-off of that submission stands."""
    stands = SignOff.objects.filter(
        part=OuterRef("pk"), round=OuterRef("round"), decision__in=SIGNED, reversed_by__isnull=True
    )
    return parts().filter(~Exists(stands), status=PartStatus.SIGNED_OFF)


def signed_before_submitted(on: date) -> QuerySet[SignOff]:
    return decisions().filter(decision__in=DECIDED, part__round=F("round"), at__lt=F("part__submitted_at"))


def named(part: ActionPart) -> str:
    return f"Action {part.pk}, {part.council.short_name if part.council else 'no council'}"


def unassigned(part: ActionPart) -> Fault:
    missing = [
        words
        for words, there in (("responsible officer", part.responsible_id), ("date", part.due_on))
        if there is None
    ]
    return Fault(f"{named(part)}: promised without a {' and a '.join(missing)}.", part.get_absolute_url())


def decided(one: SignOff, words: str) -> Fault:
    day = spell(london_date(one.at))
    return Fault(f"{named(one.part)}: decided on {day} {words}.", one.part.get_absolute_url())


def unsigned(part: ActionPart) -> Fault:
    return Fault(f"{named(part)}: shown as signed off, and no sign-off stands.", part.get_absolute_url())


RULES = (
    Rule(
        "promised_without_officer_or_date",
        "Promised without an officer or a date",
        "What a council promises in its answer has a responsible officer and a date.",
        among(promised_without_officer_or_date, unassigned),
    ),
    Rule(
        "signed_out_of_post",
        "Signed by someone not in post",
        "Only who holds the portfolio on the day, or deputises in it, signs off.",
        among(signed_out_of_post, lambda one: decided(one, "by someone who did not hold the portfolio")),
    ),
    Rule(
        "signed_own_work",
        "Signed off by who did the work",
        "Nobody signs off their own work.",
        among(signed_own_work, lambda one: decided(one, "by who did or submitted the work")),
    ),
    Rule(
        "finished_without_sign_off",
        "Signed off without a sign-off",
        "Work is finished by a sign-off that was not reversed.",
        among(finished_without_sign_off, unsigned),
    ),
    Rule(
        "signed_before_submitted",
        "Signed off before it was submitted",
        "Work is submitted, then decided on.",
        among(signed_before_submitted, lambda one: decided(one, "before it was submitted")),
    ),
)
