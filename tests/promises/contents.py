"""What the database holds: to show that something changed nothing, or changed the same."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

# Sign-in itself: sessions come and go, and the last sign-in is noted.
BESIDE = {"sessions.session"}
OF_SIGN_IN = {"councils.user": {"last_login"}}
# Told apart by their own tests; and what grows with every row.
CHAINED = {
    "hash", "previous_hash", "number", "subject_id", "trail_id", "details", "result", "file", "key", "path",
}  # fmt: skip

Contents = dict[str, list[tuple[Any, ...]]]
Known = dict[str, set[Any]]


def models() -> Iterator[type[Model]]:
    """Every model with a table, those between two others too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model._meta.label_lower not in BESIDE:
            yield model


def fields_of(model: type[Model]) -> list[Any]:
    left_out = OF_SIGN_IN.get(model._meta.label_lower, set())
    return [one for one in model._meta.concrete_fields if one.name not in left_out]


def contents() -> Contents:
    """Every row of every table."""
    return {
        model._meta.label_lower: list(
            model._base_manager.order_by("pk").values_list(*(one.attname for one in fields_of(model)))
        )
        for model in models()
    }


def differences(before: Contents, after: Contents) -> dict[str, list[tuple[Any, ...]]]:
    """Rows that are in one and not in the other, by table."""
    found = {}
    for label in before:
        gone = [row for row in before[label] if row not in after[label]]
        new = [row for row in after[label] if row not in before[label]]
        if gone or new:
            found[label] = [*gone, *new]
    return found


def known_rows() -> Known:
    """The keys that exist, for telling new rows from old ones."""
    return {m._meta.label_lower: set(m._base_manager.values_list("pk", flat=True)) for m in models()}


def alike(known: Known) -> Contents:
    """Every row in words that do not depend on which keys new rows got: two ways to the same end look alike."""
    found: Contents = {}
    for model in models():
        kept = [one for one in fields_of(model) if one.name not in CHAINED]
        rows = model._base_manager.order_by("pk").values_list(*(one.attname for one in kept))
        found[model._meta.label_lower] = [
            tuple(plain(one, value, known) for one, value in zip(kept, row, strict=True)) for row in rows
        ]
    return found


# Addresses that name a new row by its key, which PostgreSQL does not give out again after an undo.
NAMING_KEYS = {"path"}
# Keys kept as plain numbers, and whose they are.
KEYS_OF = {"source_id": "core.source"}
DIGITS = re.compile(r"\d+")


def plain(one: Any, value: Any, known: Known) -> Any:
    if one.primary_key:
        return value if value in known[one.model._meta.label_lower] else "new"
    target = one.related_model._meta.label_lower if isinstance(one, ForeignKey) else KEYS_OF.get(one.name)
    if target and value is not None:
        return value if value in known[target] else "new"
    if one.name in NAMING_KEYS:
        return DIGITS.sub("#", str(value))
    return value
