"""The cast of every story: three councils, the posts that work belongs to, and the people who hold them.

The councils are real, the people are not: they carry role titles, as trial accounts do.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from councils.enums import BodyKind, Capacity, OrganisationKind, PostKind
from councils.models import Appointment, Body, Council, Organisation, Partnership, Person, Post, User

IN_POST_SINCE = date(2026, 1, 1)
TODAY = date(2026, 4, 14)
PASSWORD = "a long enough phrase"


@dataclass
class Cast:
    """Everybody a story needs. `boston`, `east_lindsey` and `south_holland` are councils; the rest says what it is."""

    partnership: Partnership
    boston: Council
    east_lindsey: Council
    south_holland: Council
    psps: Organisation
    panel: Body
    other_panel: Body
    boston_cabinet: Body
    east_lindsey_executive: Body
    south_holland_cabinet: Body
    portfolio_boston: Post
    portfolio_east_lindsey: Post
    portfolio_south_holland: Post
    work_boston: Post
    work_east_lindsey: Post
    work_south_holland: Post
    officer: User
    second_officer: User
    holder_boston: User
    holder_east_lindsey: User
    holder_south_holland: User
    responsible_boston: User
    responsible_east_lindsey: User
    responsible_south_holland: User
    councillor: User
    other_councillor: User
    administrator: User
    stranger: User

    @property
    def councils(self) -> list[Council]:
        return [self.boston, self.east_lindsey, self.south_holland]

    @property
    def everyone(self) -> dict[str, User]:
        """All users by the name a story gives them."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def person_with_account(name: str, email: str, **fields: Any) -> User:
    """Make a person with an account that has no password; stories sign in with `client.force_login`."""
    person = Person.objects.create(name=name, is_trial=True)
    user: User = User.objects.create(email=email, name=name, person=person, password="!", **fields)
    return user


def hold(
    user: User, post: Post, *, since: date = IN_POST_SINCE, capacity: str = Capacity.HOLDER
) -> Appointment:
    """Put the user's person in a post from a day."""
    assert user.person is not None
    return Appointment.objects.create(person=user.person, post=post, capacity=capacity, starts_on=since)


def sit(user: User, body: Body, council: Council, *, since: date = IN_POST_SINCE) -> Appointment:
    """Give the user's person a seat on a body, on behalf of a council, from a day."""
    assert user.person is not None
    return Appointment.objects.create(
        person=user.person, body=body, capacity=Capacity.MEMBER, on_behalf_of=council, starts_on=since
    )


def assemble() -> Cast:
    """Put the cast on stage. Rows are made directly: these are the props of a story, not the story."""
    partnership = Partnership.objects.create(
        name="South & East Lincolnshire Councils Partnership", short_name="S&ELCP", slug="selcp"
    )
    names = [
        ("BBC", "boston", "Boston Borough Council", "Boston", "Cabinet"),
        ("ELDC", "east-lindsey", "East Lindsey District Council", "East Lindsey", "Executive"),
        ("SHDC", "south-holland", "South Holland District Council", "South Holland", "Cabinet"),
    ]
    councils = [
        Council.objects.create(
            partnership=partnership, code=code, slug=slug, name=name, short_name=short, executive_name=executive,
            position=position,
        )
        for position, (code, slug, name, short, executive) in enumerate(names)
    ]  # fmt: skip
    executives = [
        Body.objects.create(
            partnership=partnership,
            council=c,
            name=c.executive_name,
            slug=c.executive_name.lower(),
            kind=BodyKind.EXECUTIVE,
        )
        for c in councils
    ]
    portfolios = [
        Post.objects.create(kind=PostKind.PORTFOLIO, title=f"Portfolio Holder, {c.short_name}", council=c)
        for c in councils
    ]
    work = [
        Post.objects.create(kind=PostKind.OFFICER, title=f"Responsible Officer, {c.short_name}", council=c)
        for c in councils
    ]
    scrutiny = Post.objects.create(kind=PostKind.SCRUTINY_OFFICER, title="Scrutiny Officer")
    second_scrutiny = Post.objects.create(kind=PostKind.SCRUTINY_OFFICER, title="Second Scrutiny Officer")
    panel, other_panel = (
        Body.objects.create(
            partnership=partnership, council=council, name=name, slug=slug, kind=BodyKind.SCRUTINY_PANEL
        )
        for council, name, slug in [
            (councils[2], "Performance Monitoring Panel", "performance-monitoring-panel"),
            (councils[1], "Overview Committee", "overview-committee"),
        ]
    )
    holders = [
        person_with_account(f"Portfolio Holder, {c.short_name}", f"holder.{c.slug}@example.org")
        for c in councils
    ]
    responsible = [
        person_with_account(f"Responsible Officer, {c.short_name}", f"officer.{c.slug}@example.org")
        for c in councils
    ]
    for user, post in zip(holders + responsible, portfolios + work, strict=True):
        hold(user, post)
    officer = person_with_account("Scrutiny Officer", "scrutiny@example.org")
    second = person_with_account("Second Scrutiny Officer", "scrutiny2@example.org")
    hold(officer, scrutiny)
    hold(second, second_scrutiny)
    councillor = person_with_account("Councillor", "councillor@example.org")
    other_councillor = person_with_account("Other Councillor", "councillor2@example.org")
    sit(councillor, panel, councils[2])
    sit(other_councillor, other_panel, councils[1])
    return Cast(
        partnership=partnership,
        boston=councils[0],
        east_lindsey=councils[1],
        south_holland=councils[2],
        psps=Organisation.objects.create(name="PSPS Ltd", slug="psps", kind=OrganisationKind.COMPANY),
        panel=panel,
        other_panel=other_panel,
        boston_cabinet=executives[0],
        east_lindsey_executive=executives[1],
        south_holland_cabinet=executives[2],
        portfolio_boston=portfolios[0],
        portfolio_east_lindsey=portfolios[1],
        portfolio_south_holland=portfolios[2],
        work_boston=work[0],
        work_east_lindsey=work[1],
        work_south_holland=work[2],
        officer=officer,
        second_officer=second,
        holder_boston=holders[0],
        holder_east_lindsey=holders[1],
        holder_south_holland=holders[2],
        responsible_boston=responsible[0],
        responsible_east_lindsey=responsible[1],
        responsible_south_holland=responsible[2],
        councillor=councillor,
        other_councillor=other_councillor,
        administrator=person_with_account("Administrator", "administrator@example.org", is_staff=True),
        stranger=person_with_account("Stranger", "stranger@example.org"),
    )
