"""Stories of posts that pass on, and of deputies."""

from datetime import date, datetime
from typing import Any

import pytest

from core import history
from core.refusals import Overtaken, Refused
from councils import operations
from councils.enums import Capacity
from councils.models import Appointment, HolderChange, Person, Post
from councils.permissions import capacities_of
from councils.queries import last_day_of, may_deputise
from tests.cast import Cast, hold, person_with_account, sit

NEXT = date(2026, 5, 20)


@pytest.fixture
def post(cast: Cast) -> Post:
    return cast.portfolio_boston


def change(post: Post, cast: Cast, now: datetime, **given: Any) -> HolderChange:
    newest = post.appointments.exclude(capacity=Capacity.DEPUTY).order_by("-pk").first()
    said: dict[str, Any] = {
        "version": newest.pk if newest else None, "first_day": NEXT, "reason": "Annual meeting of the Council",
        "by": cast.officer, "at": now,
    }  # fmt: skip
    return operations.change_holder(post=post, **said | given)


def successor(cast: Cast) -> Person:
    person = cast.stranger.person
    assert person is not None
    return person


def test_the_post_passes_on_on_the_day_and_not_before(cast: Cast, post: Post, now: datetime) -> None:
    made = change(post, cast, now, successor=successor(cast))
    day_before = date(2026, 5, 19)
    assert capacities_of(cast.holder_boston, on=day_before).holder_of == {post.pk}
    assert capacities_of(cast.stranger, on=day_before).holder_of == frozenset()
    assert capacities_of(cast.holder_boston, on=NEXT).holder_of == frozenset()
    assert capacities_of(cast.stranger, on=NEXT).holder_of == {post.pk}
    assert last_day_of(cast.holder_boston, post, on=NEXT) == day_before
    assert last_day_of(cast.stranger, post, on=NEXT) is None
    told = history.of(made).get()
    assert (told.verb, told.new, told.actor_role, told.details) == (
        "change_holder", "held", "Scrutiny Officer", {"from": "Portfolio Holder, Boston", "to": "Stranger"},
    )  # fmt: skip


def test_somebody_new_is_written_down_with_the_change(cast: Cast, post: Post, now: datetime) -> None:
    made = change(post, cast, now, new_name=" New Holder ", new_style="Councillor")
    assert made.arriving is not None
    assert str(made.arriving.person) == "Councillor New Holder"
    with pytest.raises(Refused, match="on the list already") as refused:
        change(cast.portfolio_east_lindsey, cast, now, new_name="New Holder", new_style="Councillor")
    assert refused.value.field == "new_name"


def test_a_post_may_be_left_vacant_and_taken_up_later(cast: Cast, post: Post, now: datetime) -> None:
    made = change(post, cast, now)
    assert (made.arriving, made.leaving and made.leaving.ends_on) == (None, date(2026, 5, 19))
    assert list(Appointment.objects.in_force_on(NEXT).filter(post=post)) == []
    later = change(post, cast, now, successor=successor(cast), first_day=date(2026, 6, 1))
    assert (later.leaving, later.arriving and later.arriving.starts_on) == (None, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"reason": " "}, "reason", "Say why the post passes on, such as Elections"),
        ({"first_day": date(2026, 1, 1)}, "first_day", "must be after 1 January 2026, when"),
        ({"first_day": date(2025, 1, 1)}, "first_day", "Nobody holds this post on that day already"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_leaves_nothing(
    cast: Cast, post: Post, now: datetime, given: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        change(post, cast, now, **given)
    assert refused.value.field == field
    assert HolderChange.objects.count() == 0
    assert post.appointments.get().ends_on is None


def test_whoever_holds_it_cannot_follow_themselves(cast: Cast, post: Post, now: datetime) -> None:
    with pytest.raises(Refused, match="holds this post already"):
        change(post, cast, now, successor=cast.holder_boston.person)


def test_of_two_who_record_a_change_the_second_reads_whom_the_first_appointed(
    cast: Cast, post: Post, now: datetime
) -> None:
    seen = post.appointments.get().pk
    change(post, cast, now, successor=successor(cast))
    with pytest.raises(Overtaken, match="Stranger was appointed from 20 May 2026 while you were working"):
        change(post, cast, now, version=seen, successor=cast.councillor.person)
    with pytest.raises(Refused, match="A change from that day is on record already"):
        change(post, cast, now, successor=cast.councillor.person)
    assert HolderChange.objects.count() == 1


def member(cast: Cast) -> Person:
    user = person_with_account("Cabinet Member, Boston", "member@example.org")
    sit(user, cast.boston_cabinet, cast.boston)
    assert user.person is not None
    return user.person


def name(cast: Cast, now: datetime, person: Person, **given: Any) -> Appointment:
    said: dict[str, Any] = {
        "post": cast.portfolio_boston, "starts_on": date(2026, 8, 1), "ends_on": date(2026, 8, 14),
        "by": cast.holder_boston, "at": now,
    }  # fmt: skip
    return operations.name_deputy(person=person, **said | given)


def test_a_holder_names_another_member_of_the_executive_for_some_days(cast: Cast, now: datetime) -> None:
    person = member(cast)
    name(cast, now, person)
    deputies = [
        capacities_of(person.user, on=day).deputy_of
        for day in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 14), date(2026, 8, 15))
    ]
    yes, no = frozenset({cast.portfolio_boston.pk}), frozenset[int]()
    assert deputies == [no, yes, yes, no]
    assert capacities_of(cast.holder_boston, on=date(2026, 8, 3)).holder_of == yes


def test_nobody_from_scrutiny_or_another_council_deputises(cast: Cast) -> None:
    person = member(cast)
    both = person_with_account("Both", "both@example.org")
    sit(both, cast.boston_cabinet, cast.boston)
    sit(both, cast.panel, cast.south_holland)
    gone = person_with_account("Gone", "gone@example.org", is_active=False)
    sit(gone, cast.boston_cabinet, cast.boston)
    other = Post.objects.create(kind="portfolio", title="Finance, Boston", council=cast.boston)
    finance = person_with_account("Finance Holder", "finance@example.org")
    hold(finance, other)
    found = may_deputise(cast.portfolio_boston, on=date(2026, 4, 14))
    assert list(found) == [person, finance.person]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"starts_on": date(2026, 4, 13)}, "The first day must be today or later"),
        ({"ends_on": date(2026, 7, 31)}, "The last day must not be before the first"),
        ({"person": "councillor"}, "Choose another member of your council’s executive"),
        ({"by": "officer"}, "Only whoever holds this portfolio names its deputy"),
    ],
)
def test_a_deputy_who_cannot_be_is_refused(
    cast: Cast, now: datetime, given: dict[str, Any], sentence: str
) -> None:
    person = member(cast)
    if "person" in given:
        person = cast.councillor.person  # type: ignore[assignment]
    by = cast.officer if "by" in given else cast.holder_boston
    dates = {name: value for name, value in given.items() if name not in {"person", "by"}}
    with pytest.raises(Refused, match=sentence):
        name(cast, now, person, by=by, **dates)
    assert Appointment.objects.filter(capacity=Capacity.DEPUTY).count() == 0


def test_a_deputy_is_named_once_for_the_same_days_and_may_end_early(cast: Cast, now: datetime) -> None:
    person = member(cast)
    first = name(cast, now, person, starts_on=date(2026, 4, 10 + 4))
    with pytest.raises(Refused, match="your deputy in that time already"):
        name(cast, now, person, starts_on=date(2026, 8, 14), ends_on=date(2026, 8, 20))
    ended = operations.end_deputy(appointment=first, reason="Back early", by=cast.holder_boston, at=now)
    assert ended.ends_on == date(2026, 4, 14)
    coming = name(cast, now, person, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 7))
    called_off = operations.end_deputy(appointment=coming, reason="No holiday", by=cast.holder_boston, at=now)
    assert (called_off.starts_on, called_off.seen_on) == (
        None,
        "named from 1 September 2026, called off before",
    )
    assert capacities_of(person.user, on=date(2026, 9, 3)).deputy_of == frozenset()
    with pytest.raises(Refused, match="This has ended already"):
        operations.end_deputy(appointment=called_off, reason="Again", by=cast.holder_boston, at=now)


def test_deputies_end_with_the_holder_who_named_them(cast: Cast, post: Post, now: datetime) -> None:
    person = member(cast)
    now_deputy = name(cast, now, person, starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 31))
    coming = name(cast, now, person, starts_on=date(2026, 8, 1))
    change(post, cast, now, successor=successor(cast))
    now_deputy.refresh_from_db()
    coming.refresh_from_db()
    assert (now_deputy.ends_on, coming.starts_on) == (date(2026, 5, 19), None)
