"""Recommendations that end and go on, a question about progress, and a deputy: for tests that walk every address."""

from dataclasses import dataclass
from datetime import date, timedelta

from councils.enums import Capacity, PostKind
from councils.models import Appointment, HolderChange, Person, Post
from meetings.models import Meeting
from recommendations.enums import ClosureKind, RecommendationKind, RecommendationStatus
from recommendations.models import (
    ActionPart,
    Closure,
    ImpactRating,
    PeriodicJudgement,
    ProgressUpdate,
    Recommendation,
    UpdateQuestion,
)
from strategies.enums import Judgement
from tests import factories
from tests.cast import Cast, person_with_account, sit
from tests.factories import MOMENT


@dataclass
class Ends:
    """`deputy` is named by South Holland's holder; `member` may be. `question` is about South Holland's ready work.

    `taking_over` is a post to which the work of South Holland's officer can pass.
    """

    closed: Recommendation
    continuing: Recommendation
    update: ProgressUpdate
    question: UpdateQuestion
    deputy: Appointment
    member: Person
    taking_over: Post


def ends(held: Meeting, part: ActionPart, cast: Cast) -> Ends:
    """A closed recommendation, a continuing one that was judged once, a question, and a deputy."""
    closed = factories.recommendation(cast, number=60, status=RecommendationStatus.CLOSED)
    Closure.objects.create(
        recommendation=closed, kind=ClosureKind.NOT_FEASIBLE, reason="The supplier is gone.", meeting=held,
        closed_on=date(2026, 3, 10), by=cast.officer,
    )  # fmt: skip
    continuing = factories.recommendation(
        cast, number=61, kind=RecommendationKind.CONTINUING, made_on=date(2025, 3, 1)
    )
    PeriodicJudgement.objects.create(
        recommendation=continuing, judgement=Judgement.AT_RISK, reason="Two tests failed.", meeting=held,
        judged_on=date(2025, 9, 1), by=cast.officer,
    )  # fmt: skip
    person = cast.other_councillor.person
    assert person is not None
    ImpactRating.objects.create(
        recommendation=closed, person=person, impact="some", words="Residents told us.", role="Councillor, East Lindsey",
        rated_on=date(2026, 4, 1),
    )  # fmt: skip
    officer = cast.responsible_south_holland
    update = ProgressUpdate.objects.create(
        part=part, text="Twelve sessions were held.", by=officer, by_name=officer.name, at=MOMENT
    )
    question = UpdateQuestion.objects.create(
        update=update, text="How many came to each?", asked_by=cast.councillor, asked_role="Councillor, South Holland",
        asked_at=MOMENT,
    )  # fmt: skip
    member = person_with_account("Cabinet Member, South Holland", "member.south-holland@example.org")
    sit(member, cast.south_holland_cabinet, cast.south_holland)
    assert member.person is not None
    named = Person.objects.create(name="Second Cabinet Member, South Holland", is_trial=True)
    deputy = Appointment.objects.create(
        person=named, post=cast.portfolio_south_holland, capacity=Capacity.DEPUTY, starts_on=date(2026, 4, 1)
    )
    taking_over = Post.objects.create(
        kind=PostKind.OFFICER, title="Second Officer, South Holland", council=cast.south_holland
    )
    return Ends(closed, continuing, update, question, deputy, member.person, taking_over)


def more_of_ends(here: Ends, cast: Cast, number: int) -> None:
    """One more of each: a judgement, a member's view, a question, a post with its holder and the next one."""
    PeriodicJudgement.objects.create(
        recommendation=here.continuing, judgement=Judgement.ON_TRACK, reason="All passed.",
        judged_on=date(2024, 1, 1) + timedelta(days=number), by=cast.officer,
    )  # fmt: skip
    factories.recommendation(
        cast, number=900 + number, kind=RecommendationKind.CONTINUING, made_on=date(2025, 1, 1)
    )
    person = Person.objects.create(name=f"Somebody {number}")
    ImpactRating.objects.create(
        recommendation=here.continuing,
        person=person,
        impact="high",
        words="It did.",
        rated_on=date(2026, 4, 1),
    )
    UpdateQuestion.objects.create(
        update=here.update,
        text="Who came?",
        asked_by=cast.councillor,
        asked_role="Councillor",
        asked_at=MOMENT,
    )
    post = Post.objects.create(kind=PostKind.OFFICER, title=f"Post {number}", council=cast.boston)
    held = Appointment.objects.create(
        person=person,
        post=post,
        capacity=Capacity.HOLDER,
        starts_on=date(2026, 1, 1),
        ends_on=date(2099, 1, 1),
    )
    HolderChange.objects.create(
        post=post, first_day=date(2099, 1, 2), leaving=held, reason="Elections", by=cast.officer, at=MOMENT
    )
