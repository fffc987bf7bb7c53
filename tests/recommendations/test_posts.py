"""Stories of posts: who holds them, what waits, and what happens when one passes on."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from core.enums import Openness
from councils.models import Appointment, HolderChange, Post
from notices.models import Notice
from recommendations import operations
from recommendations.models import ActionPart, Recommendation, SignOff
from recommendations.queries.awaiting import count_awaiting
from recommendations.queries.posts import lines_of, posts_on
from recommendations.reminders import write_reminders
from tests import factories
from tests.cast import Cast, hold

TODAY, NEXT = date(2026, 4, 14), date(2026, 5, 20)


def post_change(client: Client, post: Post, **given: str) -> str:
    newest = post.appointments.order_by("-pk").first()
    said = {"who": "nobody", "first_day": "20 May 2026", "reason": "Elections"}
    version = str(newest.pk) if newest else ""
    answer = client.post(f"/posts/{post.pk}/change/", {**said, "version": version, **given})
    return answer.content.decode() if answer.status_code != 302 else answer.url  # type: ignore[attr-defined]


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


def told_on(day: date) -> list[tuple[str, str]]:
    """What is told of posts by a run of the sweep on a day."""
    known = set(Notice.objects.values_list("pk", flat=True))
    write_reminders(today=day, now=morning(day))
    kinds = ("post_passed_on", "post_vacant", "deputy_named")
    new = Notice.objects.filter(kind__in=kinds).exclude(pk__in=known).order_by("recipient__name", "pk")
    return [(notice.recipient.name, notice.title) for notice in new]


@pytest.mark.usefixtures("on_the_day")
def test_the_list_says_who_holds_each_post_and_what_waits(
    cast: Cast, client: Client, submitted: ActionPart
) -> None:
    one = submitted.action.recommendations.get()
    factories.response(one, cast.south_holland, cast)
    factories.recommendation(cast, number=9)
    Appointment.objects.filter(post=cast.work_boston).update(ends_on=date(2026, 3, 31))
    public = client.get("/posts/").content.decode()
    assert [
        words in public
        for words in ("1 answer to give, 1 piece of work it signs off", "1 piece of work to do")
    ] == [True] * 2
    assert [
        words in public for words in ("Held until 31 March 2026", "Nobody is on record in 1 of the 8 posts.")
    ] == [True] * 2
    assert "Held" in public
    lines = lines_of(posts_on(TODAY), cast.officer, on=TODAY)
    assert lines[0].post == cast.work_boston
    client.force_login(cast.councillor)
    vacant = client.get("/posts/?only=vacant").content.decode()
    assert "Portfolio Holder, Boston" not in vacant


@pytest.mark.usefixtures("on_the_day")
def test_no_count_gives_an_exempt_matter_away(cast: Cast, submitted: ActionPart) -> None:
    one = submitted.action.recommendations.get()
    factories.response(one, cast.south_holland, cast)
    Recommendation.objects.update(openness=Openness.EXEMPT)
    post = [cast.portfolio_south_holland]
    seen = {
        name: lines_of(post, getattr(cast, name), on=TODAY)[0].waiting.total
        for name in (
            "stranger",
            "councillor",
            "administrator",
            "holder_boston",
            "holder_south_holland",
            "officer",
        )
    }
    assert seen == {
        "stranger": 0, "councillor": 0, "administrator": 0, "holder_boston": 0, "holder_south_holland": 2,
        "officer": 2,
    }  # fmt: skip


def test_open_work_passes_to_the_next_holder_on_the_day_and_both_are_told_once(
    cast: Cast, client: Client, submitted: ActionPart
) -> None:
    post = cast.portfolio_south_holland
    with time_machine.travel(morning(TODAY), tick=False):
        client.force_login(cast.administrator)
        successor = cast.stranger.person
        assert successor is not None
        went_to = post_change(client, post, who="somebody", successor=str(successor.pk))
    assert went_to == "/posts/"
    assert told_on(date(2026, 5, 19)) == []
    assert (count_awaiting(cast.holder_south_holland, on=date(2026, 5, 19)), count_awaiting(cast.stranger, on=NEXT)) == (
        1, 1,
    )  # fmt: skip
    assert count_awaiting(cast.holder_south_holland, on=NEXT) == 0
    assert told_on(NEXT) == [
        ("Portfolio Holder, South Holland", "You have handed over the post: Portfolio Holder, South Holland"),
        ("Stranger", "You hold the post: Portfolio Holder, South Holland"),
    ]
    assert told_on(NEXT) == []
    assert told_on(date(2026, 5, 25)) == []
    assert (
        "Open now: 1 piece of work to sign off."
        in Notice.objects.get(recipient=cast.stranger, kind="post_passed_on").text
    )


def test_a_missed_week_is_made_up_and_a_vacant_post_is_told_to_the_officers(
    cast: Cast, client: Client, submitted: ActionPart
) -> None:
    with time_machine.travel(morning(TODAY), tick=False):
        client.force_login(cast.officer)
        post_change(client, cast.portfolio_south_holland)
    assert HolderChange.objects.get().arriving is None
    vacant = "Nobody holds the post: Portfolio Holder, South Holland"
    assert told_on(date(2026, 5, 27)) == [
        ("Portfolio Holder, South Holland", "You have handed over the post: Portfolio Holder, South Holland"),
        ("Scrutiny Officer", vacant),
        ("Second Scrutiny Officer", vacant),
    ]
    assert told_on(date(2026, 5, 28)) == []
    with time_machine.travel(morning(NEXT), tick=False):
        client.logout()
        client.force_login(cast.officer)
        todo = client.get("/to-do/").content.decode()
    assert f"/posts/{cast.portfolio_south_holland.pk}/change/" in todo


def test_what_was_signed_keeps_the_name_of_who_signed(
    cast: Cast, client: Client, submitted: ActionPart, now: datetime
) -> None:
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    with time_machine.travel(now, tick=False):
        client.force_login(cast.officer)
        post_change(
            client, cast.portfolio_south_holland, who="new", new_name="N. Newman", new_style="Councillor"
        )
    signed = SignOff.objects.get()
    assert (signed.by_name, signed.by_role) == (
        "Portfolio Holder, South Holland",
        "Portfolio Holder, South Holland",
    )
    with time_machine.travel(morning(NEXT), tick=False):
        client.logout()
        client.force_login(cast.officer)
        assert "Councillor N. Newman" in client.get("/posts/").content.decode()


def test_a_decision_on_a_form_that_was_opened_before_a_reshuffle_ends_in_a_sentence(
    cast: Cast, client: Client, submitted: ActionPart
) -> None:
    holder, page = cast.holder_south_holland, f"{submitted.get_absolute_url()}sign-off/"
    answering = factories.response(submitted.action.recommendations.get(), cast.south_holland, cast)
    with time_machine.travel(morning(TODAY), tick=False):
        officer = Client()
        officer.force_login(cast.officer)
        post_change(officer, cast.portfolio_south_holland, first_day="15 April 2026")
        client.force_login(holder)
        assert client.get(page).status_code == 200
    with time_machine.travel(morning(date(2026, 4, 15)), tick=False):
        client.logout()
        client.force_login(holder)
        sent = client.post(page, {"round": "1", "decision": "signed_off", "confirmed": "on"})
        answer = client.post(f"{answering.get_absolute_url()}respond/", {"verdict": "noted", "record": "1"})
    sentence = (
        "Portfolio Holder, South Holland: you held this post, or deputised in it, until 14 April 2026. "
        "Nobody holds it now. Nothing of yours was saved."
    )
    assert [(one.status_code, sentence in one.content.decode()) for one in (sent, answer)] == [
        (403, True)
    ] * 2
    assert SignOff.objects.count() == 0


@pytest.mark.usefixtures("on_the_day")
def test_the_form_says_what_is_missing_and_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    post = cast.portfolio_boston
    for given, sentence in [
        ({"who": ""}, "Choose who holds it next"),
        ({"who": "somebody"}, "Choose a person"),
        ({"who": "new"}, "Give the name"),
        ({"reason": ""}, "Say why the post passes on, such as Elections"),
    ]:
        answer = post_change(client, post, **given)
        assert (sentence in answer, 'value="20 May 2026"' in answer) == (True, True)
    stale = client.post(f"/posts/{post.pk}/change/", {
        "who": "nobody", "first_day": "20 May 2026", "reason": "Elections", "version": "999999",
    })  # fmt: skip
    assert (stale.status_code, "Look again and decide." in stale.content.decode()) == (409, True)
    assert HolderChange.objects.count() == 0


@pytest.mark.usefixtures("on_the_day")
def test_a_holder_names_a_deputy_on_a_page_and_ends_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.holder_boston)
    empty = client.get("/account/deputy/").content.decode()
    assert ("Nobody is named. You decide yourself." in empty, "Nobody can be named yet" in empty) == (
        True,
        True,
    )
    other = Post.objects.create(kind="portfolio", title="Finance, Boston", council=cast.boston)
    housing = Post.objects.create(kind="portfolio", title="Housing, Boston", council=cast.boston)
    hold(cast.holder_boston, housing)
    person = cast.stranger.person
    assert person is not None
    Appointment.objects.create(person=person, post=other, capacity="holder", starts_on=TODAY)
    said = {"post": str(cast.portfolio_boston.pk), "person": str(person.pk)}
    days = {"starts_on": "14 April 2026", "ends_on": "20 April 2026"}
    client.post("/account/deputy/", {**said, **days})
    page = client.get("/account/deputy/").content.decode()
    assert "<strong>Stranger</strong> decides for you from 14 April 2026 to 20 April 2026." in page
    assert told_on(TODAY) == [("Stranger", "You deputise for the Portfolio Holder, Boston")]
    assert told_on(TODAY) == []
    deputy = Appointment.objects.get(capacity="deputy")
    end = f"/account/deputy/{deputy.pk}/end/"
    assert "Say why it ends" in client.post(end, {"reason": ""}).content.decode()
    client.post(end, {"reason": "Back early"})
    deputy.refresh_from_db()
    assert deputy.ends_on == TODAY
    client.force_login(cast.holder_east_lindsey)
    assert (client.get(end).status_code, client.post("/account/deputy/", {**said, **days}).status_code) == (
        404,
        403,
    )
    client.force_login(cast.officer)
    assert client.get("/account/deputy/").status_code == 403


@pytest.mark.usefixtures("on_the_day")
def test_open_work_of_a_vacant_post_says_that_nobody_holds_it(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast)
    asked = factories.response(recommendation, cast.south_holland, cast)
    part = factories.part(recommendation, cast.south_holland, cast)
    words = ("No portfolio holder in post", "Nobody in post")

    def shown(address: str) -> list[bool]:
        page = client.get(address).content.decode()
        return [one in page for one in words]

    assert shown(part.get_absolute_url()) == shown(asked.get_absolute_url()) == [False, False]
    Appointment.objects.filter(post__in=[cast.portfolio_south_holland, cast.work_south_holland]).update(
        ends_on=date(2026, 4, 13)
    )
    assert shown(part.get_absolute_url()) == [True, True]
    assert shown(asked.get_absolute_url()) == [True, False]
    ActionPart.objects.filter(pk=part.pk).update(status="signed_off")
    assert shown(part.get_absolute_url()) == [False, False]
