"""Puts one thing of every kind into the live portal, beside its record. Run by the portal's own `manage.py shell`."""

import json
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from core.enums import Openness
from councils.enums import PostKind
from councils.models import Body, Council, Organisation, Partnership, Post, User
from meetings.enums import OutcomeKind
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus
from tests import factories
from tests.architecture.routes import arguments, every_name
from tests.cast import Cast, person_with_account
from tests.stage import Stage, evidence, outcome, set_stage

READER = "reader@trial.example"
ENDLESS = "Donaudampfschifffahrtsgesellschaftskapitaen" * 3
LONG = f"{ENDLESS} " + "and every parish, drain, bank and byway of it, " * 60
STORIES = ("keys", "bad luck", "two at once")
SECRET = "The price of the old depot"


def cast_of_the_record() -> Cast:
    """The trial accounts and the record's own councils, bodies and posts, as the cast of the stories."""
    councils = {c.slug.replace("-", "_"): c for c in Council.objects.order_by("position")}
    users = {u.email.removesuffix("@trial.example"): u for u in User.objects.filter(is_trial=True)}
    panel, board = Body.objects.get(slug="joint-panel"), Body.objects.get(slug="ict-strategy-board")
    executives = {f"{slug}_{c.executive_name.lower()}": executive(c) for slug, c in councils.items()}
    posts = {
        f"{word}_{slug}": Post.objects.get(kind=kind, council=c)
        for slug, c in councils.items()
        for word, kind in (("portfolio", PostKind.PORTFOLIO), ("work", PostKind.OFFICER))
    }
    people = {
        f"{word}_{slug}": users[f"{account}.{c.slug}"]
        for slug, c in councils.items()
        for word, account in (("holder", "portfolio"), ("responsible", "officer"))
    }
    officer = users["scrutiny.officer"]
    named: dict[str, Any] = {**councils, **executives, **posts, **people}
    return Cast(
        partnership=Partnership.objects.get(),
        psps=Organisation.objects.get(slug="psps"),
        panel=panel,
        other_panel=board,
        officer=officer,
        second_officer=officer,
        councillor=users["councillor"],
        other_councillor=users["councillor"],
        administrator=users["administrator"],
        stranger=reader(officer),
        **named,
    )


def executive(council: Council) -> Body:
    return Body.objects.get(council=council, name=council.executive_name)


def reader(like: User) -> User:
    """Somebody with an account and no role, who signs in with the same words as the others."""
    user = person_with_account("Reader", READER)
    user.password = like.password
    user.save()
    return user


def long_words(stage: Stage, cast: Cast) -> dict[str, str]:
    """Things whose words are long and, in places, unbroken."""
    one = factories.recommendation(
        cast, number=3, title=f"{ENDLESS} {'x' * 25}", short_title=ENDLESS[:40], text=LONG
    )
    for council in cast.councils:
        factories.response(one, council, cast)
    part = factories.part(one, cast.south_holland, cast, title=f"{LONG[:900]}.")
    outcome(stage.running_item, cast, text=LONG, said_by=ENDLESS)
    outcome(stage.held_item, cast, text=LONG, said_by=ENDLESS, kind=OutcomeKind.DECISION, decision="agreed")
    return {"long recommendation": one.get_absolute_url(), "long action": part.get_absolute_url()}


def exempt_words(stage: Stage, cast: Cast) -> dict[str, str]:
    """An exempt item of a published record, and an exempt recommendation from it."""
    item = factories.item(
        stage.held, title=SECRET, openness=Openness.EXEMPT, exempt_paragraph=3, public_title="A contract"
    )
    outcome(item, cast, text=SECRET, openness=Openness.EXEMPT, exempt_paragraph=3)
    one = factories.recommendation(
        cast, number=4, title=SECRET, item=item, openness=Openness.EXEMPT, exempt_paragraph=3
    )
    factories.response(one, cast.south_holland, cast)
    return {"exempt recommendation": one.get_absolute_url(), "exempt meeting": stage.held.get_absolute_url()}


def other_ends(cast: Cast) -> dict[str, str]:
    """A withdrawn recommendation, and one that is late."""
    gone = factories.recommendation(
        cast, number=5, status=RecommendationStatus.WITHDRAWN, status_reason="It was asked for twice."
    )
    late = factories.recommendation(cast, number=6)
    factories.response(late, cast.boston, cast, due_on=date(2026, 4, 1), status=ResponseStatus.AWAITED)
    return {"withdrawn": gone.get_absolute_url(), "late": late.get_absolute_url()}


def for_one_story(cast: Cast, number: int, title: str) -> dict[str, str]:
    """A recommendation that South Holland is to answer, and work of its that waits for sign-off. Nobody else uses them."""
    one = factories.recommendation(cast, number=number, title=title)
    asked = factories.response(one, cast.south_holland, cast, due_on=date(2027, 12, 31))
    waiting = {"status": PartStatus.READY, "round": 1, "submitted_at": factories.MOMENT}
    part = factories.part(one, cast.south_holland, cast, title=f"{title}: the work", **waiting)
    evidence(part, cast)
    return {f"answer, {title}": asked.get_absolute_url(), f"action, {title}": part.get_absolute_url()}


@transaction.atomic
def tell() -> None:
    """Set the stage and print where everything stands, as one line of JSON."""
    cast = cast_of_the_record()
    stage = set_stage(cast)
    given = arguments(stage)
    named = {
        name: reverse(name, kwargs=given.get(name))
        for name in every_name()
        if not name.startswith(("admin:", "?"))
    }
    named |= long_words(stage, cast) | exempt_words(stage, cast) | other_ends(cast)
    for number, title in enumerate(STORIES, start=7):
        named |= for_one_story(cast, number, title)
    print(json.dumps(named), flush=True)
