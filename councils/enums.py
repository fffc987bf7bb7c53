"""Who is who: kinds of body, post and seat."""

from django.db.models import TextChoices


class BodyKind(TextChoices):
    SCRUTINY_PANEL = "scrutiny_panel", "Scrutiny panel"
    JOINT_PANEL = "joint_panel", "Joint panel"
    EXECUTIVE = "executive", "Cabinet or Executive"
    BOARD = "board", "Board"
    COMMITTEE = "committee", "Committee"


SCRUTINY_KINDS = {BodyKind.SCRUTINY_PANEL, BodyKind.JOINT_PANEL}


class OrganisationKind(TextChoices):
    COMPANY = "company", "Company owned by the councils"
    CONSULTANT = "consultant", "Consultant"
    COUNCIL = "council", "Council outside the partnership"
    GOVERNMENT = "government", "Government"
    SUPPLIER = "supplier", "Supplier"


class PostKind(TextChoices):
    """A post is where work belongs; people hold it from and to."""

    PORTFOLIO = "portfolio", "Portfolio holder"
    OFFICER = "officer", "Officer"
    SCRUTINY_OFFICER = "scrutiny_officer", "Scrutiny officer"


class Capacity(TextChoices):
    """In what capacity a person holds a post or sits on a body."""

    HOLDER = "holder", "Holder"
    DEPUTY = "deputy", "Deputy"
    CHAIRMAN = "chairman", "Chairman"
    VICE_CHAIRMAN = "vice_chairman", "Vice-chairman"
    MEMBER = "member", "Member"
    SUBSTITUTE = "substitute", "Substitute"
    LEADER = "leader", "Leader of the Council"
    ATTENDING = "attending", "Attending officer"


SEAT_CAPACITIES = {
    Capacity.CHAIRMAN,
    Capacity.VICE_CHAIRMAN,
    Capacity.MEMBER,
    Capacity.SUBSTITUTE,
    Capacity.LEADER,
}


class QuietKind(TextChoices):
    """Why no scrutiny is planned for a time."""

    RECESS = "recess", "Recess"
    PRE_ELECTION = "pre_election", "Pre-election period"
