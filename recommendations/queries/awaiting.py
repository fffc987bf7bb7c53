"""What a portfolio holder must decide: answers that are asked for, and work that waits for sign-off."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max
from django.urls import reverse

from core.dates import london_date, spell
from core.statuses import Status
from councils.enums import BodyKind
from councils.permissions import capacities_of
from meetings.models import Meeting
from recommendations import statuses
from recommendations.enums import PartStatus, RecommendationStatus, Verdict
from recommendations.models import (
    ActionPart,
    DateRequest,
    Response,
    ResponseSuggestion,
)
from recommendations.queries.decided import Decided, decided_lately
from recommendations.queries.kept import keep
from recommendations.queries.new_dates import dates_awaited
from recommendations.queries.suggestions import newest_suggestions
from recommendations.queries.work import with_names
from recommendations.querysets import ActionPartQuerySet, ResponseQuerySet
from recommendations.statuses import Due
from strategies.enums import CaseDecision
from strategies.queries import AwaitedCase, cases_awaited
from strategies.statuses import CASE_DECISION

AT_MOST = 50
COMING_DAYS = 120
WORDS_SHOWN = 300
SIGN_OFF = Status("Sign off", "Sign off", "sign", "ask")
RESPOND = Status("Respond", "Respond", "await", "go")
DECIDE = Status("Decide", "Decide", "sign", "ask")
NEW_DATE = Status("New date", "New date", "soon", "warn")
SO_FAR: dict[str, str] = {
    Verdict.NOTED: "noted it",
    Verdict.DEFERRED: "put it off",
    Verdict.IN_PRINCIPLE: "only agreed with it in principle",
}


@dataclass(frozen=True)
class Fact:
    """One line of what a decision rests on: a label, and words or statuses."""

    label: str
    words: str = ""
    shown: tuple[Status, ...] = ()


@dataclass(frozen=True)
class Ask:
    """One decision that waits."""

    kind: Status
    due_on: date | None
    due: Due | None
    title: str
    why: str
    url: str
    button: str
    facts: tuple[Fact, ...] = ()


@dataclass
class Awaiting:
    """The page of one holder or deputy on one day."""

    asks: list[Ask] = field(default_factory=list)
    total: int = 0
    coming: list[tuple[date, str]] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(1 for ask in self.asks if ask.due and ask.due.tone == "bad")

    @property
    def last_due_on(self) -> date | None:
        """The day by which all are due, where each has one."""
        days = [ask.due_on for ask in self.asks]
        return max(day for day in days if day) if days and all(days) else None


def responses_awaited(user: Any, *, on: date) -> ResponseQuerySet:
    """Answers whose clock runs, asked of portfolios that the user decides for."""
    return Response.objects.open().filter(
        portfolio_id__in=capacities_of(user, on=on).signs_for,
        recommendation__status=RecommendationStatus.MADE,
    )


def parts_awaited(user: Any, *, on: date) -> ActionPartQuerySet:
    """Work submitted to portfolios that the user decides for, and not the user's own."""
    holds = capacities_of(user, on=on)
    return (
        ActionPart.objects.filter(portfolio_id__in=holds.signs_for, status=PartStatus.READY)
        .exclude(submitted_by_id=user.pk)
        .exclude(responsible_id__in=holds.officer_in)
    )


def count_awaiting(user: Any, *, on: date) -> int:
    """How many decisions wait for the user: the number in the navigation. One query while nothing changes."""
    if not capacities_of(user, on=on).signs_for:
        return 0
    return keep("awaiting", user.pk, on, count=lambda: _count_awaiting(user, on=on), even_few=True)


def _count_awaiting(user: Any, *, on: date) -> int:
    answers, work, dates = (
        waiting.order_by().values_list("pk")
        for waiting in (
            responses_awaited(user, on=on),
            parts_awaited(user, on=on),
            dates_awaited(user, on=on).select_related(None),
        )
    )
    return answers.union(work, dates, all=True).count() + len(cases_awaited(user, on=on))


def awaiting(user: Any, *, on: date) -> Awaiting:
    """Everything on the page, in a number of queries that does not grow with what waits."""
    answers = responses_awaited(user, on=on)
    work = parts_awaited(user, on=on)
    cases = [_ask_to_decide(one) for one in cases_awaited(user, on=on)]
    dates = [_ask_to_grant(one, on=on) for one in dates_awaited(user, on=on)]
    asks = [*_asks_to_respond(answers, on=on), *_asks_to_sign(work, user, on=on), *dates, *cases]
    asks.sort(key=lambda ask: (ask.due_on or date.max, ask.title))
    total = answers.count() + work.count() + len(dates) + len(cases)
    return Awaiting(
        asks=asks[:AT_MOST], total=total, coming=_coming(user, on=on), decided=decided_lately(user, on=on)
    )


def _asks_to_respond(answers: ResponseQuerySet, *, on: date) -> list[Ask]:
    chosen = answers.select_related("recommendation__report", "council").order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )
    found = list(chosen[:AT_MOST])
    others = _others_said([one.recommendation_id for one in found], on=on)
    suggested = newest_suggestions(one.pk for one in found)
    meets = _executives_meet({one.council_id for one in found}, on=on)
    return [
        _ask_to_respond(
            one,
            others.get(one.recommendation_id, []),
            suggested.get(one.pk),
            meets.get(one.council_id),
            on=on,
        )
        for one in found
    ]


def _executives_meet(councils: Iterable[int], *, on: date) -> dict[int, date]:
    """The day on which each council's executive meets next, as far as anyone may know of it. One query."""
    meetings = (
        Meeting.objects.public()
        .to_come_on(on)
        .filter(body__kind=BodyKind.EXECUTIVE, body__council_id__in=list(councils))
        .values_list("body__council_id", "held_on")
    )
    days: dict[int, date] = {}
    for council, day in meetings:
        if council and day:
            days.setdefault(council, day)
    return days


def _others_said(recommendations: list[int], *, on: date) -> dict[int, list[tuple[int, Status]]]:
    """What every council said to these recommendations, as a status that names the council."""
    rows = Response.objects.filter(recommendation_id__in=recommendations).select_related("council")
    said: dict[int, list[tuple[int, Status]]] = {}
    for one in rows.order_by("council__position"):
        shown = statuses.asked(status=one.status, verdict=one.verdict, due_on=one.due_on, on=on)
        word = f"{one.council.short_name}: {shown.word[0].lower()}{shown.word[1:]}"
        said.setdefault(one.recommendation_id, []).append(
            (one.council_id, Status(word, shown.short, shown.icon, shown.tone))
        )
    return said


def _ask_to_respond(
    response: Response,
    said: list[tuple[int, Status]],
    suggested: ResponseSuggestion | None,
    meets_on: date | None,
    *,
    on: date,
) -> Ask:
    recommendation = response.recommendation
    others = tuple(shown for council, shown in said if council != response.council_id)
    did = SO_FAR.get(response.verdict, "")
    so_far = f" {response.council.short_name} has {did}, which does not answer." if did else ""
    facts = [Fact("Other councils", shown=others)] if others else []
    if meets_on:
        facts.append(Fact(f"Next {response.council.executive_name}", spell(meets_on)))
    if suggested:
        shown = statuses.VERDICTS[suggested.verdict]
        facts.insert(0, Fact("Officers suggest", cut_short(suggested.words), (shown,)))
    return Ask(
        kind=RESPOND,
        due_on=response.due_on,
        due=statuses.due(response.due_on, on=on),
        title=recommendation.title,
        why=f"{recommendation.reference}, made by {recommendation.made_by}.{so_far}",
        url=f"{response.get_absolute_url()}respond/",
        button="Respond",
        facts=tuple(facts),
    )


def cut_short(words: str) -> str:
    """The beginning of words that stand in full a step further."""
    return words if len(words) <= WORDS_SHOWN else f"{words[: WORDS_SHOWN - 1]}…"


def _ask_to_grant(request: DateRequest, *, on: date) -> Ask:
    """A request for a new date. Its day is the one that the work has now."""
    part = request.part
    return Ask(
        kind=NEW_DATE,
        due_on=part.due_on,
        due=statuses.due(part.due_on, on=on),
        title=part.action.title,
        why=f"The {request.by_role} asks for {spell(request.wanted)}. {cut_short(request.reason)}",
        url=f"{part.get_absolute_url()}new-date/decide/",
        button="Grant or refuse it",
    )


def _ask_to_decide(case: AwaitedCase) -> Ask:
    """A business case that waits. It has no day of its own: it comes after what has."""
    project, council = case.project, case.council
    others = tuple(
        Status(f"{row.council.short_name}: {row.get_decision_display().lower()}", "", shown.icon, shown.tone)
        for row in case.others
        for shown in (CASE_DECISION[CaseDecision(row.decision)],)
    )
    return Ask(
        kind=DECIDE,
        due_on=None,
        due=None,
        title=f"Business case: {project.name}",
        why=f"Part of the {project.roadmap.title}. {council.short_name} decides for itself.",
        url=reverse(
            "strategies:decide-case", args=[project.roadmap.strategy.slug, project.slug, council.slug]
        ),
        button="Look at the business case",
        facts=(Fact("Other councils", shown=others),) if others else (),
    )


def _asks_to_sign(work: ActionPartQuerySet, user: Any, *, on: date) -> list[Ask]:
    counted = with_names(work, user, on=on).annotate(
        files=Count("evidence", distinct=True), newest=Max("evidence__added_at")
    )
    found = list(counted.order_by(F("decide_by").asc(nulls_last=True), "pk")[:AT_MOST])
    return [_ask_to_sign(part, on=on) for part in found]


def _ask_to_sign(part: Any, *, on: date) -> Ask:
    who = part.responsible.title if part.responsible else "The responsible officer"
    references = ", ".join(one.reference for one in part.action.known_recommendations)
    promised = f" It was promised under {references}." if references else ""
    pieces = "1 piece" if part.files == 1 else f"{part.files} pieces"
    return Ask(
        kind=SIGN_OFF,
        due_on=part.decide_by,
        due=statuses.due(part.decide_by, on=on),
        title=part.action.title,
        why=f"The {who} says this is done.{promised}",
        url=f"{part.get_absolute_url()}sign-off/",
        button="Look at the evidence",
        facts=(
            Fact(
                "Evidence",
                f"{pieces}, the last added {spell(london_date(part.newest)) if part.newest else ''}",
            ),
        )
        if part.files
        else (Fact("Evidence", "None yet"),),
    )


def _coming(user: Any, *, on: date) -> list[tuple[date, str]]:
    """Work of the user's portfolios that is due in the coming months."""
    parts = (
        ActionPart.objects.unfinished()
        .filter(
            portfolio_id__in=capacities_of(user, on=on).signs_for,
            due_on__range=(on, on + timedelta(days=COMING_DAYS)),
        )
        .exclude(status=PartStatus.READY)
        .select_related("action")
        .order_by("due_on", "pk")
    )
    return [(part.due_on, part.action.title) for part in parts[:5] if part.due_on]
