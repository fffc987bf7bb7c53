"""Exempt means exempt and drafts are drafts: who gets what, of recommendations and everything below them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from core import history
from core.enums import Openness
from councils.models import User
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import Outcome
from recommendations import queries
from recommendations.enums import RecommendationStatus, Verdict, VersionStatus
from recommendations.models import ActionPart, ActionRecommendation, Recommendation, ResponseVersion
from tests import factories
from tests.cast import TODAY, Cast

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
PHRASE = "zanzibar ledger"


def who_reads(cast: Cast, found: Callable[[Any], Iterable[Any]]) -> set[str]:
    """Names of the users for whom `found` gives anything; "public" for who is not signed in."""
    readers: dict[str, Any] = {**cast.everyone, "public": AnonymousUser()}
    return {name for name, user in readers.items() if list(found(user))}


def recommendations_of(user: User) -> list[str]:
    return [r.text for r in queries.recommendations_visible_to(user, on=TODAY)]


def test_everybody_reads_what_is_open_and_made(cast: Cast) -> None:
    factories.recommendation(cast)
    assert who_reads(cast, recommendations_of) == {*cast.everyone, "public"}


def test_only_scrutiny_officers_read_a_draft(cast: Cast) -> None:
    draft = factories.recommendation(cast, status=RecommendationStatus.DRAFT)
    factories.response(draft, cast.boston, cast)
    assert who_reads(cast, recommendations_of) == {"officer", "second_officer"}


def test_an_exempt_recommendation_is_read_by_its_body_and_by_who_is_asked(cast: Cast) -> None:
    item = factories.item(factories.meeting(cast), openness=Openness.EXEMPT)
    exempt = factories.recommendation(cast, item=item, openness=Openness.EXEMPT, text=PHRASE)
    factories.response(exempt, cast.boston, cast)
    assert who_reads(cast, recommendations_of) == {
        "officer",
        "second_officer",
        "councillor",
        "holder_boston",
    }


def test_an_item_made_exempt_later_hides_its_open_recommendation(cast: Cast) -> None:
    item = factories.item(factories.meeting(cast))
    factories.recommendation(cast, item=item, text=PHRASE)
    item.openness = Openness.EXEMPT
    item.save()
    assert who_reads(cast, recommendations_of) == {"officer", "second_officer", "councillor"}


def test_a_seat_given_up_yesterday_reads_nothing_exempt(cast: Cast) -> None:
    item = factories.item(factories.meeting(cast), openness=Openness.EXEMPT)
    factories.recommendation(cast, item=item, openness=Openness.EXEMPT)
    assert cast.councillor.person is not None
    cast.councillor.person.appointments.update(ends_on=TODAY.replace(day=13))
    assert recommendations_of(cast.councillor) == []


def parts_of(user: User) -> list[ActionPart]:
    return list(queries.parts_visible_to(user, on=TODAY))


def test_everybody_reads_an_open_action_of_an_open_recommendation(cast: Cast) -> None:
    factories.part(factories.recommendation(cast), cast.boston, cast)
    assert who_reads(cast, parts_of) == {*cast.everyone, "public"}


def test_an_exempt_action_is_read_by_who_signs_and_who_does_it(cast: Cast) -> None:
    factories.part(factories.recommendation(cast), cast.boston, cast, openness=Openness.EXEMPT, title=PHRASE)
    assert who_reads(cast, parts_of) == {"officer", "second_officer", "holder_boston", "responsible_boston"}


def test_an_open_action_is_hidden_when_it_also_serves_a_hidden_recommendation(cast: Cast) -> None:
    part = factories.part(factories.recommendation(cast), cast.boston, cast)
    exempt = factories.recommendation(cast, 2, openness=Openness.EXEMPT)
    ActionRecommendation.objects.create(action=part.action, recommendation=exempt)
    assert who_reads(cast, parts_of) == {"officer", "second_officer", "holder_boston", "responsible_boston"}


@pytest.mark.parametrize(
    ("meeting_status", "outcome", "public_reads"),
    [
        (MeetingStatus.DRAFT_MINUTES, {}, True),
        (MeetingStatus.HELD, {}, False),
        (MeetingStatus.DRAFT_MINUTES, {"openness": Openness.EXEMPT}, False),
        (MeetingStatus.DRAFT_MINUTES, {"withdrawn_at": AT}, False),
    ],
)
def test_an_undertaking_is_public_once_its_record_is(
    cast: Cast, meeting_status: str, outcome: dict[str, Any], public_reads: bool
) -> None:
    item = factories.item(factories.meeting(cast, status=meeting_status))
    fields = {"openness": Openness.OPEN, "text": PHRASE, "logged_at": AT, "position": 1} | outcome
    said = Outcome.objects.create(item=item, kind=OutcomeKind.UNDERTAKING, **fields)
    part = factories.part(None, cast.boston, cast)
    part.action.outcome = said
    part.action.save()
    assert ("public" in who_reads(cast, parts_of)) is public_reads


def version(cast: Cast, recommendation: Recommendation, **fields: Any) -> ResponseVersion:
    response = factories.response(recommendation, cast.boston, cast)
    return ResponseVersion.objects.create(
        response=response, number=1, verdict=Verdict.ACCEPTED, words=PHRASE, written_at=AT, **fields
    )


def versions_of(user: User) -> list[ResponseVersion]:
    return list(queries.versions_visible_to(user, on=TODAY))


def test_a_draft_answer_is_read_by_its_own_portfolio_holder_alone(cast: Cast) -> None:
    version(cast, factories.recommendation(cast), status=VersionStatus.DRAFT)
    assert who_reads(cast, versions_of) == {"holder_boston"}


def test_a_published_answer_is_read_where_its_recommendation_is(cast: Cast) -> None:
    version(
        cast,
        factories.recommendation(cast, openness=Openness.EXEMPT),
        status=VersionStatus.PUBLISHED,
        published_at=AT,
    )
    assert who_reads(cast, versions_of) == {"officer", "second_officer", "holder_boston"}


def story_of(recommendation: Recommendation) -> Callable[[Any], list[str]]:
    """The reasons that a user finds in the story of a recommendation."""

    def read(user: Any) -> list[str]:
        parts = [part.pk for part in queries.parts_visible_to(user, on=TODAY)]
        rows = queries.story_visible_to(user, recommendation, on=TODAY, parts=parts)
        return [row.reason for row in rows]

    return read


def test_rows_that_are_not_public_are_told_to_scrutiny_officers_alone(cast: Cast) -> None:
    made = factories.recommendation(cast)
    history.record(subject=made, verb="edit", by=cast.officer, at=AT, reason=PHRASE)
    assert who_reads(cast, story_of(made)) == {"officer", "second_officer"}


def test_a_public_row_of_a_part_made_exempt_later_is_told_to_nobody_else(cast: Cast) -> None:
    made = factories.recommendation(cast)
    part = factories.part(made, cast.boston, cast)
    history.record(subject=part, trail=made, verb="submit", by=None, at=AT, reason=PHRASE, public=True)
    part.action.openness = Openness.EXEMPT
    part.action.save()
    assert who_reads(cast, story_of(made)) == {
        "officer",
        "second_officer",
        "holder_boston",
        "responsible_boston",
    }


def test_nobody_is_told_of_drafting(cast: Cast) -> None:
    made = factories.recommendation(cast)
    history.record(subject=made, verb="save_draft", by=cast.holder_boston, at=AT, reason=PHRASE, public=True)
    assert who_reads(cast, story_of(made)) == set()
