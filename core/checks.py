"""What `manage.py check --deploy --database default` finds beside Django's own: rights over the history (promise A2)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections

from core.rights import powers

HINT = "Run the portal as a lesser role: docs/operations.md, “Two roles”."


def the_past_is_out_of_reach(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn where the role of a database could rewrite the history: there only triggers and seals keep it."""
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        if can := powers(connections[alias]):
            said = f"The portal's own rights over the history are not revoked: it could {', '.join(can)}."
            found.append(checks.Warning(said, hint=HINT, id="core.W001"))
    return found
