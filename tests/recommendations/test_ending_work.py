"""Stories of work that is stopped, replaced and taken up again, of work that is shared, and of promises line by line."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus, ResponseStatus, Verdict
from recommendations.models import ActionPart, PromiseCheck, Recommendation, Response
from recommendations.operations import PromiseLine
from recommendations.queries.promise_checks import held_against, lines_to_begin_with
from recommendations.queries.sharing import parts_of_action, signed_sentence
from tests import factories
from tests.cast import TODAY, Cast
from tests.promises.walking import signed_in
from tests.recommendations.conftest import add_link

SOON = date(2026, 9, 1)


def accepted(cast: Cast, of: Recommendation, *slugs: str, verdict: str = Verdict.ACCEPTED) -> list[Response]:
    councils = {council.slug: council for council in cast.councils}
    return [
        factories.response(
            of,
            councils[slug],
            cast,
            status=ResponseStatus.ANSWERED,
            verdict=verdict,
            answered_on=date(2026, 4, 1),
        )
        for slug in slugs
    ]


def test_the_holder_stops_work_and_takes_it_up_again_and_both_reasons_stay(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    holder = cast.holder_south_holland
    with pytest.raises(Refused, match="Say why"):
        operations.stop(part=part, reason=" ", by=holder, at=now)
    operations.stop(part=part, reason="No money.", by=holder, at=now)
    recommendation = part.action.recommendations.get()
    assert (part.status, part.status_reason, recommendation.next_due_on) == ("stopped", "No money.", None)
    operations.take_up_again(part=part, reason="Money came.", by=holder, at=now)
    part.refresh_from_db()
    recommendation.refresh_from_db()
    assert (part.status, part.status_reason) == ("not_started", "")
    assert recommendation.next_due_on == date(2026, 6, 30)
    assert [(row.verb, row.reason, row.public) for row in history.of(part)] == [
        ("stop", "No money.", True),
        ("restore", "Money came.", True),
    ]
    assert Notice.objects.filter(kind="work_changed", recipient=cast.responsible_south_holland).count() == 2


def test_work_that_changed_meanwhile_is_not_stopped_unseen(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    seen = ActionPart.objects.get(pk=part.pk)
    operations.report_progress(part=part, text="Begun", by=cast.responsible_south_holland, at=now)
    with pytest.raises(Overtaken, match="changed this"):
        operations.stop(part=seen, reason="No money.", by=cast.holder_south_holland, at=now)


def test_replaced_work_names_what_replaces_it_and_never_itself_nor_work_that_ended(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    recommendation = part.action.recommendations.get()
    better = factories.part(recommendation, cast.south_holland, cast, title="A better course")
    ended = factories.part(
        recommendation, cast.boston, cast, status=PartStatus.STOPPED, status_reason="No money."
    )
    known: dict[str, Any] = {"reason": "It does more.", "by": cast.officer, "at": now}
    with pytest.raises(Refused, match="other work than this"):
        operations.supersede(part=part, replaced_by=part.action, **known)
    with pytest.raises(Refused, match="stopped or replaced itself"):
        operations.supersede(part=part, replaced_by=ended.action, **known)
    operations.supersede(part=part, replaced_by=better.action, **known)
    part.refresh_from_db()
    assert (part.status, part.replaced_by) == ("superseded", better.action)
    operations.take_up_again(part=part, reason="It was the wrong one.", by=cast.officer, at=now)
    part.refresh_from_db()
    assert (part.status, part.replaced_by) == ("not_started", None)


@pytest.mark.usefixtures("on_the_day")
def test_the_page_links_to_what_replaced_it_only_for_those_who_may_know_of_it(
    cast: Cast, part: ActionPart, now: datetime, client: Client
) -> None:
    hidden = factories.part(
        part.action.recommendations.get(),
        cast.south_holland,
        cast,
        title="Secret work",
        openness=Openness.EXEMPT,
    )
    operations.supersede(part=part, replaced_by=hidden.action, reason="Other.", by=cast.officer, at=now)
    assert client.get(part.get_absolute_url()).context["replaced_by"] is None
    seen = signed_in(cast.holder_south_holland).get(part.get_absolute_url()).context["replaced_by"]
    assert seen == hidden


def test_a_council_promises_more_after_it_accepted_and_nobody_promises_where_it_did_not(
    cast: Cast, now: datetime
) -> None:
    recommendation = factories.recommendation(cast)
    (here,) = accepted(cast, recommendation, "south-holland")
    (no,) = accepted(cast, recommendation, "boston", verdict=Verdict.REJECTED)
    known: dict[str, Any] = {"title": "Lend routers", "due_on": SOON, "reason": "Agreed since.", "at": now}
    part = operations.add_action(
        response=here, responsible=cast.work_south_holland, by=cast.holder_south_holland, **known
    )
    assert (part.portfolio, part.status, part.first_due_on) == (
        cast.portfolio_south_holland,
        "not_started",
        SOON,
    )
    assert list(part.action.recommendations.all()) == [recommendation]
    row = history.of(part).get()
    assert (row.verb, row.reason, row.public, row.actor_role) == (
        "add_action",
        "Agreed since.",
        True,
        "Portfolio Holder, South Holland",
    )
    with pytest.raises(Refused, match="Boston has not accepted this"):
        operations.add_action(response=no, responsible=cast.work_boston, by=cast.officer, **known)
    with pytest.raises(Refused, match="works for South Holland"):
        operations.add_action(response=here, responsible=cast.work_boston, by=cast.officer, **known)


def test_several_councils_share_an_action_and_each_signs_its_own_part(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    recommendation = part.action.recommendations.get()
    accepted(cast, recommendation, "south-holland")
    (east,) = accepted(cast, recommendation, "east-lindsey")
    joining: dict[str, Any] = {
        "action": part.action, "response": east, "responsible": cast.work_east_lindsey, "due_on": SOON,
        "reason": "Shared since.", "by": cast.holder_east_lindsey, "at": now,
    }  # fmt: skip
    joined = operations.join_action(**joining)
    with pytest.raises(Refused, match="has a part in this action already"):
        operations.join_action(**joining)
    add_link(joined, cast)
    operations.submit(part=joined, by=cast.responsible_east_lindsey, at=now)
    with pytest.raises(Refused, match="Only the portfolio holder of this council"):
        operations.sign_off(part=joined, round=1, by=cast.holder_south_holland, at=now)
    operations.sign_off(part=joined, round=1, by=cast.holder_east_lindsey, at=now)
    shared = parts_of_action(part, cast.stranger, on=TODAY)
    assert [(one.name, one.shown.word, one.is_this) for one in shared] == [
        ("East Lindsey", "Signed off", False),
        ("South Holland", "Not started", True),
    ]
    assert signed_sentence(shared) == "1 of 2 councils has signed its part."


@pytest.mark.usefixtures("on_the_day")
def test_an_action_serves_a_further_recommendation_and_both_pages_tell_its_story(
    cast: Cast, part: ActionPart, now: datetime, client: Client
) -> None:
    further = factories.recommendation(cast, number=2)
    known: dict[str, Any] = {"reason": "The same course.", "by": cast.officer, "at": now}
    operations.link_recommendation(action=part.action, recommendation=further, **known)
    with pytest.raises(Refused, match="serves this recommendation already"):
        operations.link_recommendation(action=part.action, recommendation=further, **known)
    operations.report_progress(part=part, text="Half done", by=cast.responsible_south_holland, at=now)
    assert further.action_links.count() == 1
    for one in (part.action.recommendations.order_by("pk").first(), further):
        assert one is not None
        told = [entry.title for entry in client.get(one.get_absolute_url()).context["entries"]]
        assert "South Holland: progress reported" in told
        assert "South Holland: work linked to one more recommendation" in told


def test_public_work_and_an_exempt_recommendation_are_kept_apart(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    exempt = factories.recommendation(cast, number=2, openness=Openness.EXEMPT)
    secret = factories.part(exempt, cast.south_holland, cast, openness=Openness.EXEMPT)
    known: dict[str, Any] = {"reason": "The same.", "by": cast.officer, "at": now}
    for action, one in ((part.action, exempt), (secret.action, part.action.recommendations.get())):
        with pytest.raises(Refused, match="cannot be linked"):
            operations.link_recommendation(action=action, recommendation=one, **known)
    assert (part.action.links.count(), secret.action.links.count()) == (1, 1)


def test_a_promise_is_held_line_by_line_against_its_evidence_and_kept_with_the_decision(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    evidence = add_link(part, cast)
    lines = [
        PromiseLine("Use the course as the model", "met", "", (evidence.pk,)),
        PromiseLine("Then decide whether to go on", "none"),
    ]
    officer = cast.responsible_south_holland
    known: dict[str, Any] = {"part": part, "by": officer, "at": now}
    for wrong, sentence in (
        ([], "at least one thing"),
        ([PromiseLine("A", "perhaps")], "how far it is met"),
        ([PromiseLine("A", "met")], "Choose the evidence"),
        ([PromiseLine("A", "met", "", (evidence.pk + 99,))], "evidence of this action"),
    ):
        with pytest.raises(Refused, match=sentence):
            operations.check_promise(lines=wrong, version=part.version, **known)
    operations.check_promise(lines=lines[:1], version=part.version, **known)
    with pytest.raises(Overtaken):
        operations.check_promise(lines=lines, version=1, **known)
    operations.check_promise(lines=lines, version=part.version, **known)
    held = held_against(part, list(part.evidence.all()))
    assert (held.sentence, held.rest) == ("1 of 2 lines is met, 1 has no evidence yet.", [])
    assert PromiseCheck.objects.count() == 2
    operations.submit(part=part, by=officer, at=now)
    with pytest.raises(Refused, match="stays as it was"):
        operations.check_promise(lines=lines[:1], version=part.version, **known)
    signed = operations.sign_off(part=part, round=1, by=cast.holder_south_holland, at=now)
    assert [(line["text"], line["view"]) for line in signed.statement["promise"]] == [
        ("Use the course as the model", "met"),
        ("Then decide whether to go on", "none"),
    ]


def test_an_officer_begins_with_the_points_of_a_request_or_the_sentences_of_the_promise(
    cast: Cast, part: ActionPart
) -> None:
    part.action.title = "Run it for one year. Ask participants; then decide."
    assert lines_to_begin_with(part) == ["Run it for one year.", "Ask participants;", "then decide."]
    asked = factories.outcome(
        factories.item(factories.meeting(cast)), points=["A timetable", "A named officer"]
    )
    part.action.outcome = asked
    assert lines_to_begin_with(part) == ["A timetable", "A named officer"]


@pytest.mark.usefixtures("on_the_day")
def test_the_lines_are_typed_on_a_page_and_read_where_it_is_decided(cast: Cast, part: ActionPart) -> None:
    evidence = add_link(part, cast)
    officer, holder = signed_in(cast.responsible_south_holland), signed_in(cast.holder_south_holland)
    address = part.get_absolute_url()
    typed = {"version": part.version, "text_1": "Run it", "view_1": "met", "note_1": "", "text_2": "Go on"}
    wrong = officer.post(f"{address}lines/", typed)
    assert wrong.context["form"].errors == {
        "evidence_1": ["Choose the evidence that shows it, or “No evidence yet”"],
        "view_2": ["Choose how far it is met"],
    }
    right = {**typed, "evidence_1": [evidence.pk], "view_2": "none"}
    assert officer.post(f"{address}lines/", right).status_code == 302
    assert officer.post(f"{address}submit/").status_code == 302
    held = holder.get(f"{address}sign-off/").context["held"]
    assert [(line.text, line.shown.word, line.evidence) for line in held.lines] == [
        ("Run it", "Met", [evidence]),
        ("Go on", "No evidence yet", []),
    ]
    assert "Go on" not in Client().get(address).content.decode()


@pytest.mark.usefixtures("on_the_day")
def test_each_step_is_offered_to_whoever_may_take_it(cast: Cast, part: ActionPart) -> None:
    accepted(cast, part.action.recommendations.get(), "south-holland", "east-lindsey")
    steps = {
        name: [label for _, label in signed_in(user).get(part.get_absolute_url()).context["may"]["steps"]]
        for name, user in (
            ("doer", cast.responsible_south_holland),
            ("holder", cast.holder_south_holland),
            ("neighbour", cast.holder_east_lindsey),
            ("officer", cast.officer),
            ("councillor", cast.councillor),
        )
    }
    assert steps == {
        "doer": ["Ask for a new date", "Say line by line how far it is met"],
        "holder": ["Change how often progress is asked for", "Stop the work"],
        "neighbour": ["Let another council join"],
        "officer": [
            "Say line by line how far it is met",
            "Change how often progress is asked for",
            "Link one more recommendation",
            "Record that other work replaces it",
            "Let another council join",
        ],
        "councillor": [],
    }
