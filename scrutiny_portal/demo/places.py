"""Who there is: three councils that nobody can visit, their bodies and posts, and people who carry role titles only."""

from decimal import Decimal
from typing import Any

from councils.enums import BodyKind, Capacity, OrganisationKind, PostKind, QuietKind
from councils.models import Council, Post
from councils.operations import (
    add_account,
    add_body,
    add_council,
    add_organisation,
    add_partnership,
    add_person,
    add_post,
    add_quiet_period,
    appoint,
    change_holder,
    withdraw_quiet_period,
)
from scrutiny_portal.demo.script import PASSWORD, Script

BEGINNING = -1500
IN_POST = -1400
RESHUFFLE = -200
COUNCILS = (
    ("BWBC", "brackwater", "Brackwater Borough Council", "Brackwater", "Cabinet", Decimal("27.5")),
    ("CHDC", "cressholm", "Cressholm District Council", "Cressholm", "Executive", Decimal("40")),
    ("EMDC", "elvermere", "Elvermere District Council", "Elvermere", "Cabinet", Decimal("32.5")),
)
ORGANISATIONS = (
    ("Threefold Services Ltd", "threefold", OrganisationKind.COMPANY),
    ("Plainview Advisers", "plainview", OrganisationKind.CONSULTANT),
    ("Northern Marches Council", "northern-marches", OrganisationKind.COUNCIL),
    ("Department for Invented Affairs", "invented-affairs", OrganisationKind.GOVERNMENT),
    ("Longboat Software", "longboat", OrganisationKind.SUPPLIER),
)


def play(script: Script) -> None:
    """Set up the partnership, and let a Cabinet be reshuffled in the middle of the story."""
    set_up(script)
    _reshuffle(script)
    _quiet_periods(script)


def set_up(script: Script) -> None:
    """The partnership as it stands before anything happens: Elvermere's portfolio is held by whoever leaves later."""
    at = script.moment(BEGINNING)
    nobody: dict[str, Any] = {"by": None, "at": at}
    script.partnership = add_partnership(
        name="Brackwater, Cressholm and Elvermere Councils Partnership (a demonstration)",
        short_name="the demonstration",
        slug="demonstration",
        **nobody,
    )
    for position, (code, slug, name, short, executive, share) in enumerate(COUNCILS):
        council = add_council(
            partnership=script.partnership,
            code=code,
            slug=slug,
            name=name,
            short_name=short,
            executive_name=executive,
            position=position,
            moa_share=share,
            **nobody,
        )
        script.councils.append(council)
        _bodies(script, council, executive)
    for name, slug, kind in ORGANISATIONS:
        script.things[slug] = add_organisation(name=name, slug=slug, kind=kind, **nobody)
    for name, slug, body_kind in (
        ("Joint Scrutiny Panel", "joint-scrutiny", BodyKind.JOINT_PANEL),
        ("Digital Board", "digital-board", BodyKind.BOARD),
    ):
        script.bodies[slug] = add_body(
            name=name, slug=slug, kind=body_kind, partnership=script.partnership, **nobody
        )
    script.bodies["audit"] = add_body(
        name="Audit Committee",
        slug="audit-committee",
        kind=BodyKind.COMMITTEE,
        council=script.councils[0],
        partnership=script.partnership,
        **nobody,
    )
    _people(script)
    script.posts["vacant"] = _post(
        script, PostKind.PORTFOLIO, "Portfolio Holder for Housing", script.councils[1]
    )


def _bodies(script: Script, council: Council, executive: str) -> None:
    for name, kind in ((executive, BodyKind.EXECUTIVE), ("Overview Panel", BodyKind.SCRUTINY_PANEL)):
        script.bodies[f"{kind}.{council.slug}"] = add_body(
            name=name,
            slug=name.lower().replace(" ", "-"),
            kind=kind,
            council=council,
            partnership=script.partnership,
            by=None,
            at=script.moment(BEGINNING),
        )


def _people(script: Script) -> None:
    """Accounts with the posts they hold."""
    script.posts["scrutiny"] = _post(script, PostKind.SCRUTINY_OFFICER, "Scrutiny Officer")
    _account(script, "scrutiny.officer", "Scrutiny Officer", post="scrutiny")
    for council in script.councils:
        slug, name = council.slug, council.short_name
        script.posts[f"holder.{slug}"] = _post(
            script, PostKind.PORTFOLIO, "Portfolio Holder for Digital and Customers", council
        )
        script.posts[f"officer.{slug}"] = _post(
            script, PostKind.OFFICER, "Head of Customer Services", council
        )
        script.posts[f"second.{slug}"] = _post(script, PostKind.OFFICER, "Transformation Manager", council)
        _account(script, f"officer.{slug}", f"Head of Customer Services, {name}", post=f"officer.{slug}")
        _account(script, f"councillor.{slug}", f"Panel Member, {name}", body=f"scrutiny_panel.{slug}")
        _account(
            script,
            f"chairman.{slug}",
            f"Panel Chairman, {name}",
            body=f"scrutiny_panel.{slug}",
            capacity=Capacity.CHAIRMAN,
        )
    for slug, name in (("brackwater", "Brackwater"), ("cressholm", "Cressholm")):
        _account(script, f"portfolio.{slug}", f"Portfolio Holder, {name}", post=f"holder.{slug}")
    _account(script, "former.elvermere", "Former Portfolio Holder, Elvermere", post="holder.elvermere")
    _account(
        script,
        "deputy.brackwater",
        "Deputy Portfolio Holder, Brackwater",
        post="holder.brackwater",
        capacity=Capacity.DEPUTY,
    )
    script.posts["threefold"] = add_post(
        kind=PostKind.OFFICER,
        title="Head of Systems",
        organisation=script.things["threefold"],
        by=None,
        at=script.moment(BEGINNING),
    )
    _account(script, "officer.threefold", "Head of Systems, Threefold Services", post="threefold")
    _account(script, "administrator", "Administrator", is_staff=True)
    _other_seats(script)


def _reshuffle(script: Script) -> None:
    """Elvermere's holder left half a year ago; another member of its Cabinet followed on the day after."""
    successor = add_person(
        name="Portfolio Holder, Elvermere", is_trial=True, by=None, at=script.moment(RESHUFFLE)
    )
    change_holder(
        post=script.posts["holder.elvermere"],
        version=script.people["former.elvermere"].appointments.get().pk,
        first_day=script.day(RESHUFFLE),
        successor=successor,
        reason="The Leader chose a new Cabinet.",
        by=None,
        at=script.moment(RESHUFFLE - 7),
    )
    script.people["portfolio.elvermere"] = successor
    script.users["portfolio.elvermere"] = add_account(
        email="portfolio.elvermere@trial.example",
        name=successor.name,
        password=PASSWORD,
        person=successor,
        is_trial=True,
        by=None,
        at=script.moment(RESHUFFLE),
    )


def _other_seats(script: Script) -> None:
    """Seats of every capacity, of people without an account."""
    joint, since = script.bodies["joint-scrutiny"], script.day(IN_POST)
    seats = (
        ("Vice-chairman of the Joint Panel", Capacity.VICE_CHAIRMAN, 1, joint),
        ("Substitute on the Joint Panel", Capacity.SUBSTITUTE, 2, joint),
        ("Leader of Brackwater", Capacity.LEADER, 0, script.bodies["executive.brackwater"]),
        ("Officer who advises the Digital Board", Capacity.ATTENDING, 0, script.bodies["digital-board"]),
    )
    for name, capacity, number, body in seats:
        at: dict[str, Any] = {"by": None, "at": script.moment(IN_POST)}
        script.people[name] = add_person(name=name, is_trial=True, **at)
        appoint(
            person=script.people[name],
            body=body,
            on_behalf_of=script.councils[number],
            capacity=capacity,
            starts_on=since,
            **at,
        )
    for council in script.councils:
        for seat in ("chairman", "councillor"):
            appoint(
                person=script.people[f"{seat}.{council.slug}"],
                body=joint,
                on_behalf_of=council,
                capacity=Capacity.MEMBER,
                starts_on=since,
                by=None,
                at=script.moment(IN_POST),
            )


def _quiet_periods(script: Script) -> None:
    """A recess, an election that was, and one entered by mistake."""
    recess: dict[str, Any] = {"kind": QuietKind.RECESS, "council": None}
    add_quiet_period(
        starts_on=script.day(60), ends_on=script.day(74), reason="Recess", **recess, **script.officer(-100)
    )
    add_quiet_period(
        kind=QuietKind.PRE_ELECTION,
        council=script.councils[1],
        starts_on=script.day(150),
        ends_on=script.day(186),
        election_on=script.day(186),
        reason="By-election",
        **script.officer(-90),
    )
    mistaken = add_quiet_period(
        starts_on=script.day(20),
        ends_on=script.day(24),
        reason="Recess of another year",
        **recess,
        **script.officer(-100),
    )
    withdraw_quiet_period(
        period=mistaken, version=1, reason="Entered for the wrong year.", **script.officer(-99)
    )


def _post(script: Script, kind: PostKind, title: str, council: Council | None = None) -> Post:
    return add_post(kind=kind, title=title, council=council, by=None, at=script.moment(BEGINNING))


def _account(
    script: Script,
    key: str,
    name: str,
    *,
    post: str = "",
    body: str = "",
    capacity: Capacity = Capacity.HOLDER,
    since: int = IN_POST,
    is_staff: bool = False,
) -> None:
    at: dict[str, Any] = {"by": None, "at": script.moment(since)}
    person = script.people[key] = add_person(name=name, is_trial=True, **at)
    if post:
        appoint(person=person, post=script.posts[post], capacity=capacity, starts_on=script.day(since), **at)
    if body:
        seat = Capacity.MEMBER if capacity == Capacity.HOLDER else capacity
        of = script.bodies[body]
        appoint(
            person=person, body=of, on_behalf_of=of.council, capacity=seat, starts_on=script.day(since), **at
        )
    script.users[key] = add_account(
        email=f"{key}@trial.example",
        name=name,
        password=PASSWORD,
        person=person,
        is_staff=is_staff,
        is_trial=True,
        **at,
    )
