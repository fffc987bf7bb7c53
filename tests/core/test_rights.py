"""What the portal's own role could do to the history is told truly, and who cannot be given lesser rights is refused.

What PostgreSQL then refuses to that role, tests/operations/test_lesser_role.py tries on a server of its own.
"""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core import rights, triggers
from core.checks import the_past_is_out_of_reach

OF_AN_OWNER = [
    f"{verb} {table}"
    for table in ("core_historyentry", "core_historyseal")
    for verb in ("take the triggers away from", "change", "remove from", "empty")
]


@pytest.mark.django_db
def test_one_role_for_everything_is_told_as_what_it_is() -> None:
    """The tests' own role owns the tables, and a SQLite file belongs to whoever writes it."""
    found = [one for one in rights.powers(connection) if one != "give itself any right"]
    assert found == (["write the database's file"] if connection.vendor == "sqlite" else OF_AN_OWNER)
    assert [one.id for one in the_past_is_out_of_reach(None, ["default"])] == ["core.W001"]
    assert the_past_is_out_of_reach(None, None) == []


@pytest.mark.django_db
def test_missing_triggers_are_told() -> None:
    triggers.drop(connection)
    found = rights.powers(connection)
    triggers.create(connection)
    missing = [one for one in found if one.startswith("meet no trigger")]
    tables = [] if connection.vendor == "sqlite" else ["core_historyentry", "core_historyseal"]
    assert missing == [f"meet no trigger on {table}" for table in tables]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["nobody_of_that_name", "two words", 'portal"; DROP TABLE x; --'])
def test_a_role_that_cannot_be_lesser_is_refused(role: str) -> None:
    said = {
        "sqlite": "Only PostgreSQL has roles: SQLite keeps the triggers alone.",
        "postgresql": (
            "There is no role nobody_of_that_name: make it with CREATE ROLE (docs/operations.md)."
            if role == "nobody_of_that_name"
            else f"“{role}” is no name for a role: small letters, digits and underscores."
        ),
    }[connection.vendor]
    with pytest.raises(CommandError) as refused:
        call_command("grant_rights", role)
    assert str(refused.value) == said
