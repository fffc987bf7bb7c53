"""The floors hold: what a linter of imports does not see (docs/architecture.md)."""

import ast

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

from scripts.check import FLOORS
from tests.architecture.source import OPEN_TO_OTHER_APPS, floor_of, imports, modules

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "celery.signals")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in FLOORS]


def test_no_foreign_key_points_upwards() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, (ForeignKey, ManyToManyField)) and field.related_model._meta.app_label in FLOORS
        if FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]
    assert upwards == []


def test_an_app_shows_other_apps_its_open_rooms_only() -> None:
    """The roof's addresses also name the pages of the floors below; its demonstration plays two years of clock work."""
    intrusions = [
        f"{path}:{line} imports {name}"
        for path, tree in modules()
        if path != "scrutiny_portal/urls.py" and not path.startswith("scrutiny_portal/demo/")
        for line, name in imports(tree)
        if floor_of(name) not in {"", "core", floor_of(path)}
        if len(name.split(".")) > 1 and name.split(".")[1] not in OPEN_TO_OTHER_APPS
    ]
    assert intrusions == []


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    hidden = [
        f"{path}:{line} imports {name}"
        for path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, FUNCTIONS)
        for line, name in imports(function)
        if floor_of(name)
    ]
    assert hidden == []


def test_no_signal_receivers() -> None:
    receivers = [
        f"{path}:{line} imports {name}"
        for path, tree in modules()
        for line, name in imports(tree)
        if name.startswith(SIGNALS)
    ]
    assert receivers == []


def test_nobody_overrides_save_or_delete() -> None:
    overrides = [
        f"{path}:{method.lineno} {parent.name}.{method.name}"
        for path, tree in modules()
        for parent in ast.walk(tree)
        if isinstance(parent, ast.ClassDef)
        for method in parent.body
        if isinstance(method, FUNCTIONS[:2]) and method.name in {"save", "delete", "full_clean"}
    ]
    assert overrides == []


def test_no_generic_foreign_keys_and_no_exemption_from_forgery_protection() -> None:
    forbidden = {"GenericForeignKey", "GenericRelation", "csrf_exempt", "requires_csrf_token"}
    found = [
        f"{path}:{line} imports {name}"
        for path, tree in modules()
        for line, name in imports(tree)
        if name.split(".")[-1] in forbidden
    ]
    assert found == []
