"""Accounts. What an account may do follows from its person's appointments alone."""

from datetime import datetime

from django.db import transaction

from core import history
from core.refusals import Refused
from councils.models import Person, User


@transaction.atomic
def add_account(
    *,
    email: str,
    name: str,
    password: str | None = None,
    person: Person | None = None,
    is_staff: bool = False,
    is_trial: bool = False,
    by: User | None,
    at: datetime,
) -> User:
    """Make an account. Without a password it can only be entered by a reset or by single sign-on.

    `is_staff` marks an administrator. Raises Refused when the address or the person has an account already.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("There is an account with this e-mail address already.", field="email")
    if person is not None and User.objects.filter(person=person).exists():
        raise Refused("This person has an account already.", field="person")
    user = User.objects.create_user(
        email=email, password=password, name=name, person=person, is_staff=is_staff, is_trial=is_trial
    )
    history.record(subject=user, verb="add", by=by, at=at, new="administrator" if is_staff else "")
    return user
