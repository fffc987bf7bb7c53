"""Stories of how recommendations end and go on: withdrawn, superseded, opened again, judged, rated by members."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings.models import Meeting
from notices.models import Notice
from recommendations import operations
from recommendations.enums import ClosureKind, JudgedEvery, RecommendationKind, RecommendationStatus
from recommendations.lifecycle import judgement_due_on, newest_due_by
from recommendations.models import Closure, ImpactRating, PeriodicJudgement, Recommendation
from recommendations.queries.ends import impact_sentence
from recommendations.queries.judging import due_for_judgement
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
TODAY = date(2026, 4, 14)


@pytest.fixture
def one(cast: Cast) -> Recommendation:
    """A recommendation that Boston is asked to answer."""
    made = factories.recommendation(cast)
    factories.response(made, cast.boston, cast)
    return made


@pytest.fixture
def held(cast: Cast) -> Meeting:
    return factories.meeting(cast, slug="2026-03-10", held_on=date(2026, 3, 10))


@pytest.fixture
def continuing(cast: Cast) -> Recommendation:
    return factories.recommendation(
        cast, number=3, kind=RecommendationKind.CONTINUING, made_on=date(2025, 3, 1)
    )


def page(client: Client, user: Any, path: str) -> str:
    if user is not None:
        client.force_login(user)
    return client.get(path).content.decode()


def told() -> list[tuple[str, str]]:
    return [(notice.recipient.name, notice.title) for notice in Notice.objects.order_by("pk")]


def test_a_withdrawn_recommendation_keeps_its_page_and_says_when_and_why(
    cast: Cast, client: Client, one: Recommendation
) -> None:
    client.force_login(cast.officer)
    path = f"{one.get_absolute_url()}withdraw/"
    empty = client.post(path, {"reason": " "})
    assert "Say why it is withdrawn. The reason is published" in empty.content.decode()
    assert client.post(path, {"reason": "Overtaken by events."}).url == one.get_absolute_url()  # type: ignore[attr-defined]
    public = page(Client(), None, one.get_absolute_url())
    assert "This recommendation was withdrawn on 14 April 2026." in public
    assert "Overtaken by events." in public
    assert told() == [("Portfolio Holder, Boston", "DS26-1: Recommendation 1 was withdrawn")]
    again = client.post(path, {"reason": "Again."}).content.decode()
    assert "Only a recommendation that was made and is open can be withdrawn." in again


def test_no_answer_to_a_withdrawn_recommendation_is_late(cast: Cast, client: Client) -> None:
    gone = factories.recommendation(cast, status=RecommendationStatus.WITHDRAWN, status_reason="Overtaken.")
    late = factories.response(gone, cast.boston, cast, due_on=date(2026, 3, 1), first_due_on=date(2026, 3, 1))
    answer = client.get(late.get_absolute_url())
    assert answer.context["due"] is None
    assert "The recommendation has ended, so no answer is waited for." in answer.content.decode()
    listed = client.get("/recommendations/").context
    nothing = {"late": 0, "soon": 0, "silent": 0, "early": 0}
    assert (listed["view"].tally.due, listed["view"].tally.said) == (nothing, {})
    assert 'data-l="Boston" class="na">No longer asked</td>' in page(client, None, "/recommendations/")
    assert "No council has been asked for an answer yet." in page(client, None, "/")


def close(client: Client, one: Recommendation, meeting: Meeting, **given: str) -> Any:
    said = {
        "kind": "superseded", "reason": "A newer one says more.", "meeting": str(meeting.pk),
        "closed_on": "10 March 2026",
    }  # fmt: skip
    return client.post(f"{one.get_absolute_url()}close/", said | given)


def test_a_superseded_recommendation_leads_to_the_one_that_replaces_it(
    cast: Cast, client: Client, one: Recommendation, held: Meeting
) -> None:
    newer = factories.recommendation(cast, number=2)
    client.force_login(cast.officer)
    for reference, sentence in [
        ("DS99-9", "There is no recommendation with this reference"),
        ("DS26-1", "A recommendation cannot replace itself"),
    ]:
        assert sentence in close(client, one, held, superseded_by=reference).content.decode()
    wrong_kind = close(client, one, held, superseded_by="DS26-2", kind="rejected").content.decode()
    assert "Leave this empty, or choose “Superseded”" in wrong_kind
    assert Closure.objects.count() == 0
    close(client, one, held, superseded_by="ds26-2")
    assert Closure.objects.get().superseded_by == newer
    assert f'Replaced by <a href="{newer.get_absolute_url()}">DS26-2: Recommendation 2</a>' in page(
        Client(), None, one.get_absolute_url()
    )
    assert f'It replaces <a href="{one.get_absolute_url()}">DS26-1</a>' in page(
        Client(), None, newer.get_absolute_url()
    )


def test_an_exempt_replacement_is_named_to_nobody_who_may_not_know_of_it(
    cast: Cast, client: Client, one: Recommendation, held: Meeting
) -> None:
    factories.recommendation(cast, number=2, openness=Openness.EXEMPT, title="Zanzibar")
    client.force_login(cast.officer)
    close(client, one, held, superseded_by="DS26-2")
    assert "Zanzibar" in page(client, cast.officer, one.get_absolute_url())
    assert "DS26-2" not in page(Client(), None, one.get_absolute_url())


def test_a_closed_recommendation_is_opened_again_with_its_end_kept(
    cast: Cast, client: Client, one: Recommendation, held: Meeting
) -> None:
    client.force_login(cast.officer)
    close(client, one, held)
    one.refresh_from_db()
    assert (one.status, one.next_due_on) == (RecommendationStatus.CLOSED, None)
    path = f"{one.get_absolute_url()}reopen/"
    assert "Say why it is opened again" in client.post(path, {"reason": ""}).content.decode()
    client.post(path, {"reason": "The newer one was withdrawn."})
    one.refresh_from_db()
    assert (one.status, one.next_due_on) == (RecommendationStatus.MADE, date(2026, 5, 20))
    assert Closure.objects.get().reopened_on == TODAY
    public = page(Client(), None, one.get_absolute_url())
    assert [
        words in public for words in ("Opened again", "The newer one was withdrawn.", "Closed: superseded")
    ] == [True] * 3
    assert told()[-1] == ("Portfolio Holder, Boston", "DS26-1: Recommendation 1 was opened again")
    with pytest.raises(Refused, match="Only a closed recommendation can be opened again"):
        operations.reopen(recommendation=one, reason="Twice", by=cast.officer, at=factories.MOMENT)


def judge(one: Recommendation, cast: Cast, now: datetime, **given: Any) -> PeriodicJudgement:
    said: dict[str, Any] = {
        "judgement": "at_risk", "reason": "Two tests failed.", "judged_on": date(2026, 4, 10),
        "every_months": JudgedEvery.HALF_YEARLY, "version": one.version, "by": cast.officer, "at": now,
    }  # fmt: skip
    return operations.judge(recommendation=one, **said | given)


def test_a_continuing_recommendation_is_judged_and_says_when_next(
    cast: Cast, client: Client, continuing: Recommendation, held: Meeting, now: datetime
) -> None:
    before = page(Client(), None, continuing.get_absolute_url())
    assert (
        "No judgement is on record. It is judged every year: the next judgement was due by 1 March 2026."
        in before
    )
    judge(continuing, cast, now, meeting=held)
    after = page(Client(), None, continuing.get_absolute_url())
    assert (
        "Last judged on 10 April 2026: at risk. It is judged every six months: the next judgement is due by 10 October 2026."
        in after
    )
    assert [
        words in after for words in ("Two tests failed.", "Judged: at risk", held.get_absolute_url())
    ] == [True] * 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"judgement": "fine"}, "Choose how it stands"),
        ({"reason": " "}, "Say what this judgement rests on"),
        ({"judged_on": date(2026, 4, 15)}, "must be today or earlier"),
        ({"every_months": 5}, "Choose when it is judged again"),
        ({"judged_on": date(2026, 1, 1)}, "A judgement of that day is on record already"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(
    cast: Cast, continuing: Recommendation, now: datetime, given: dict[str, Any], sentence: str
) -> None:
    judge(continuing, cast, now, judged_on=date(2026, 1, 1))
    with pytest.raises(Refused, match=sentence):
        judge(continuing, cast, now, **given)
    assert PeriodicJudgement.objects.count() == 1


def test_what_can_be_completed_or_was_changed_meanwhile_is_not_judged(
    cast: Cast, one: Recommendation, continuing: Recommendation, now: datetime
) -> None:
    with pytest.raises(Refused, match="Only a continuing recommendation is judged"):
        judge(one, cast, now)
    seen = continuing.version
    judge(continuing, cast, now)
    with pytest.raises(Overtaken):
        judge(continuing, cast, now, version=seen, judged_on=date(2026, 4, 11))


def test_to_do_asks_for_a_judgement_thirty_days_ahead(
    cast: Cast, client: Client, continuing: Recommendation, now: datetime
) -> None:
    def due_by(day: date) -> list[str]:
        return [one.reference for one in due_for_judgement(by=day)]

    assert (due_by(date(2026, 2, 28)), due_by(date(2026, 3, 1))) == ([], ["DS26-3"])
    assert "Judge DS26-3: Recommendation 3" in page(client, cast.officer, "/to-do/")
    judge(continuing, cast, now)
    assert "Judge DS26-3" not in page(client, cast.officer, "/to-do/")
    assert (due_by(date(2026, 10, 9)), due_by(date(2026, 10, 10))) == ([], ["DS26-3"])
    Recommendation.objects.update(status=RecommendationStatus.CLOSED)
    assert due_by(date(2026, 10, 10)) == []


@pytest.mark.parametrize("months", JudgedEvery.values)
@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2028, 2, 29), date(2026, 8, 31), date(2026, 12, 1)])
def test_the_database_and_the_page_count_months_alike(day: date, months: int) -> None:
    newest = newest_due_by(day, months=months)
    due = judgement_due_on(judged_on=newest, made_on=None, months=months)
    after = judgement_due_on(judged_on=date.fromordinal(newest.toordinal() + 1), made_on=None, months=months)
    assert due is not None
    assert after is not None
    assert due <= day < after


def test_members_say_whether_it_mattered_apart_from_whether_it_was_done(
    cast: Cast, client: Client, one: Recommendation
) -> None:
    path = f"{one.get_absolute_url()}impact/"
    client.force_login(cast.councillor)
    assert "Choose whether it mattered" in client.post(path, {"words": "Yes"}).content.decode()
    client.post(path, {"impact": "none", "words": "Nobody came."})
    client.post(path, {"impact": "high", "words": "Sixty people came."})
    client.force_login(cast.other_councillor)
    client.post(path, {"impact": "unknown"})
    public = page(Client(), None, one.get_absolute_url())
    assert "Of 2 members, 1 says it made a clear difference and 1 cannot tell yet." in public
    assert [words in public for words in ("Sixty people came.", "Councillor, South Holland")] == [True] * 2
    assert ImpactRating.objects.count() == 2
    assert "made no difference" in public  # the earlier view stays in the story


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"high": 1}, "One member has judged it: made a clear difference."),
        ({"some": 3}, "All 3 members who judged it say it made some difference."),
        (
            {"none": 1, "high": 2, "unknown": 1},
            "Of 4 members, 2 say it made a clear difference, 1 says it made no difference and 1 cannot tell yet.",
        ),
    ],
)
def test_the_impact_is_said_in_counts(counts: dict[str, int], sentence: str) -> None:
    assert impact_sentence(counts) == sentence


def test_impact_is_for_members_of_scrutiny_alone(cast: Cast, client: Client, one: Recommendation) -> None:
    codes = {}
    for name in ("councillor", "holder_boston", "officer", "responsible_boston", "stranger", "administrator"):
        client.force_login(getattr(cast, name))
        codes[name] = client.get(f"{one.get_absolute_url()}impact/").status_code
    assert codes == {
        "councillor": 200, "holder_boston": 403, "officer": 403, "responsible_boston": 403, "stranger": 403,
        "administrator": 403,
    }  # fmt: skip


def test_every_kind_of_end_may_be_recorded() -> None:
    assert {kind.value for kind in ClosureKind} == {
        "implemented", "not_feasible", "superseded", "rejected", "not_achieved",
    }  # fmt: skip
