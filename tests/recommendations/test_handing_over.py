"""Stories of work that passes from one post to another: portfolios that are joined, and a council that goes over."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from core import history
from core.refusals import Overtaken, Refused
from councils.enums import PostKind
from councils.models import Council, Post, User
from councils.queries import with_successors
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import ActionPart, SignOff
from recommendations.operations.demands import works_for
from recommendations.queries.awaiting import count_awaiting
from recommendations.queries.consistency.work import signed_out_of_post
from recommendations.queries.posts import could_take_over, lines_of, posts_on
from recommendations.queries.todo import to_do
from tests import factories
from tests.cast import TODAY, Cast, hold, person_with_account
from tests.promises.walking import signed_in
from tests.recommendations.conftest import waiting

REASON = "The councils were joined."


def new_council(cast: Cast) -> tuple[Council, Post, User]:
    """South Holland goes over into Fenland, which has a portfolio with a holder."""
    fenland = Council.objects.create(
        partnership=cast.partnership, code="FEN", slug="fenland", name="Fenland Council", short_name="Fenland",
        position=9,
    )  # fmt: skip
    Council.objects.filter(pk=cast.south_holland.pk).update(successor=fenland, ends_on=date(2026, 4, 13))
    portfolio = Post.objects.create(
        kind=PostKind.PORTFOLIO,
        title="Portfolio Holder, Fenland",
        council=fenland,
        starts_on=date(2026, 4, 1),
    )
    holder = person_with_account("Portfolio Holder, Fenland", "holder.fenland@example.org")
    hold(holder, portfolio)
    return fenland, portfolio, holder


def test_a_council_that_goes_over_passes_its_open_work_on_and_keeps_its_signatures(
    cast: Cast, now: datetime
) -> None:
    signed, open_part = waiting(cast), waiting(cast, 2)
    operations.sign_off(part=signed, round=1, by=cast.holder_south_holland, at=now)
    asked = factories.response(factories.recommendation(cast, 3), cast.south_holland, cast)
    fenland, portfolio, holder = new_council(cast)
    seen = ActionPart.objects.get(pk=open_part.pk)
    handed = operations.hand_over_work(
        post=cast.portfolio_south_holland, to=portfolio, reason=REASON, by=cast.officer, at=now
    )
    assert (handed.answers, handed.parts, handed.words) == (1, 1, "1 answer and 1 piece of work")
    asked.refresh_from_db()
    open_part.refresh_from_db()
    signed.refresh_from_db()
    assert (asked.portfolio, asked.council, asked.version) == (portfolio, cast.south_holland, 2)
    assert (open_part.portfolio, open_part.version) == (portfolio, seen.version + 1)
    assert signed.portfolio == cast.portfolio_south_holland
    assert count_awaiting(cast.holder_south_holland, on=TODAY) == 0
    assert count_awaiting(holder, on=TODAY) == 2
    row = history.of(open_part).get()
    assert (row.verb, row.public, row.reason, row.details) == (
        "hand_over", True, REASON,
        {"from": "Portfolio Holder, South Holland", "to": "Portfolio Holder, Fenland"},
    )  # fmt: skip
    operations.sign_off(part=open_part, round=1, by=holder, at=now)
    roles = SignOff.objects.order_by("pk").values_list("by_role", flat=True)
    assert list(roles) == ["Portfolio Holder, South Holland", "Portfolio Holder, Fenland"]
    assert with_successors(cast.south_holland.pk) == [cast.south_holland.pk, fenland.pk]


def test_what_was_decided_before_does_not_count_as_signed_out_of_post(cast: Cast, now: datetime) -> None:
    part = waiting(cast)
    operations.send_back(part=part, round=1, words="One is missing.", by=cast.holder_south_holland, at=now)
    _, portfolio, _ = new_council(cast)
    operations.hand_over_work(
        post=cast.portfolio_south_holland, to=portfolio, reason=REASON, by=cast.officer, at=now
    )
    assert list(signed_out_of_post(TODAY)) == []
    signed = SignOff.objects.get()
    SignOff.objects.filter(pk=signed.pk).update(by=cast.holder_boston, by_role="Portfolio Holder, Boston")
    assert list(signed_out_of_post(TODAY)) == [signed]


def test_both_posts_are_told_and_no_exempt_word_leaves(cast: Cast, now: datetime) -> None:
    waiting(cast)
    _, portfolio, holder = new_council(cast)
    operations.hand_over_work(
        post=cast.portfolio_south_holland, to=portfolio, reason=REASON, by=cast.officer, at=now
    )
    told = Notice.objects.filter(kind="post_passed_on").order_by("pk")
    assert [(one.recipient, one.title) for one in told] == [
        (holder, "Open work is with you now: Portfolio Holder, Fenland"),
        (cast.holder_south_holland, "Open work has passed on: Portfolio Holder, South Holland"),
    ]
    assert [("Run the training" in one.text, "1 piece of work" in one.text) for one in told] == [
        (False, True)
    ] * 2


def test_a_decision_on_a_form_opened_before_says_so(cast: Cast, now: datetime) -> None:
    part = waiting(cast)
    stale = ActionPart.objects.get(pk=part.pk)
    _, portfolio, _ = new_council(cast)
    known: dict[str, Any] = {"reason": REASON, "by": cast.officer, "at": now}
    operations.hand_over_work(post=cast.portfolio_south_holland, to=portfolio, **known)
    fresh = ActionPart.objects.get(pk=part.pk)
    with pytest.raises(Refused, match="Only the portfolio holder of this council"):
        operations.sign_off(part=fresh, round=1, by=cast.holder_south_holland, at=now)
    with pytest.raises(
        Overtaken, match="Scrutiny Officer changed this"
    ):  # it passed on after the page was fetched
        operations.sign_off(part=stale, round=1, by=cast.holder_south_holland, at=now)
    assert not SignOff.objects.exists()
    with pytest.raises(Overtaken):
        operations.change_due_date(
            part=stale, new=date(2026, 9, 30), reason="Later.", version=stale.version, by=cast.officer, at=now
        )
    with pytest.raises(Refused, match="Nothing is open with this post any more"):
        operations.hand_over_work(post=cast.portfolio_south_holland, to=portfolio, **known)


def test_work_passes_to_a_post_of_the_same_kind_and_council_or_its_successor_alone(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    known: dict[str, Any] = {"post": cast.portfolio_south_holland, "by": cast.officer, "at": now}
    for to in (cast.portfolio_boston, cast.work_south_holland, cast.portfolio_south_holland):
        with pytest.raises(Refused, match="Choose a post of the same kind"):
            operations.hand_over_work(to=to, reason=REASON, **known)
    _, portfolio, _ = new_council(cast)
    assert list(could_take_over(cast.portfolio_south_holland, on=TODAY)) == [portfolio]
    with pytest.raises(Refused, match="Say why the work passes on"):
        operations.hand_over_work(to=portfolio, reason=" ", **known)
    officer = Post.objects.create(kind=PostKind.OFFICER, title="Officer, Fenland", council=portfolio.council)
    assert works_for(officer, cast.south_holland.pk)
    assert not works_for(officer, cast.boston.pk)


@pytest.mark.usefixtures("on_the_day")
def test_the_officer_hands_over_what_waits_for_a_post_that_ended(cast: Cast, client: Client) -> None:
    part = factories.part(
        factories.recommendation(cast), cast.south_holland, cast, status=PartStatus.IN_PROGRESS,
        last_update_at=datetime(2026, 4, 14, 8, tzinfo=UTC),
    )  # fmt: skip
    ended = cast.portfolio_south_holland
    Post.objects.filter(pk=ended.pk).update(ends_on=date(2026, 4, 13))
    ended.appointments.update(ends_on=date(2026, 4, 13))
    _, portfolio, _ = new_council(cast)
    assert ended in posts_on(TODAY, user=cast.stranger)
    assert ended not in posts_on(TODAY)
    (line,) = lines_of(Post.objects.filter(pk=ended.pk), cast.officer, on=TODAY)
    assert (line.ended, line.is_vacant) == ("13 April 2026", True)
    address = f"/posts/{ended.pk}/hand-over/"
    tasks = [
        task for group in to_do(on=TODAY).groups for task in group.tasks if task.button == "Hand it over"
    ]
    assert [(task.button_url, task.why) for task in tasks] == [
        (address, "The post ended on 13 April 2026, and work waits for it.")
    ]
    officer = signed_in(cast.officer)
    assert address in officer.get("/posts/").content.decode()
    assert address not in client.get("/posts/").content.decode()
    wrong = officer.post(address, {"to": "", "reason": ""})
    assert wrong.context["form"].errors == {
        "to": ["Choose the post that takes it over"],
        "reason": ["Say why the work passes on"],
    }
    assert officer.post(address, {"to": portfolio.pk, "reason": REASON}).status_code == 302
    part.refresh_from_db()
    assert part.portfolio == portfolio
    page = client.get(part.get_absolute_url()).content.decode()
    assert "From Portfolio Holder, South Holland to Portfolio Holder, Fenland." in page
    assert ended not in posts_on(TODAY, user=cast.officer)
    assert signed_in(cast.holder_boston).get(address).status_code == 403
