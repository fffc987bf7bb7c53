"""docs/permissions.md as the code has it: every question of every `permissions` module, for each role and state.

To write it again after a change: WRITE_TABLES=1 .venv/bin/python -m pytest tests/architecture/test_permissions_table.py
"""

import copy
import inspect
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from importlib import import_module
from itertools import groupby
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.contrib.auth.models import AnonymousUser
from django.db.models import Field, ForeignKey, Model

from councils.enums import Capacity
from councils.models import Appointment, Council
from councils.permissions import capacities_of
from scripts.check import FLOORS
from tests.architecture.moves import tables
from tests.architecture.routes import roles
from tests.architecture.source import ROOT
from tests.architecture.test_moves_table import MODELS
from tests.cast import TODAY, Cast, hold, person_with_account
from tests.stage import Stage

INTRODUCTION = """\
# Who may do what, in which state

Every question that the code asks before it lets somebody do something, answered for each role and for each state of the
thing it is about. The things are South Holland's, where a thing belongs to a council: "holder" and "responsible" are that
council's, "elsewhere" is Boston's, and "councillor" sits on the panel whose meeting it is. A deputy acts for the holder; a
"former holder" left the post the day before. What an address answers stands in [routes.md](routes.md); whether the state
allows a move in [moves.md](moves.md): a "yes" here is the person's right, and the operation still looks the move up there.

A test answers every question anew and compares; a new question without a row fails it.
"""
COLUMNS = (
    "public", "reader", "councillor", "councillor elsewhere", "holder", "deputy", "former holder", "holder elsewhere",
    "responsible", "responsible elsewhere", "officer", "administrator",
)  # fmt: skip
STATES = ("status", "state", "business_case")
WHAT: dict[str, str] = {"Response": "a response", "ActionPart": "a council's part of an action"}
YES, NO = "yes", "–"
# What goes with a state, so that a question that looks at it too is not always answered with no.
WITH_IT: dict[str, dict[str, dict[str, str]]] = {
    "recommendations.Response": {"answered": {"verdict": "accepted"}},
    "task_groups.TaskGroup": {"proposed": {"scope": "Who is left behind?"}},
}


@dataclass(frozen=True)
class Row:
    """One question about one kind of thing, in the states in which everyone gets the same answer."""

    app: str
    question: str
    thing: str
    state: str
    answers: tuple[bool, ...]


@dataclass(frozen=True)
class Predicate:
    """One function of a `permissions` module."""

    app: str
    name: str
    ask: Callable[..., bool]

    @property
    def takes(self) -> list[tuple[str, Any]]:
        """The name and type of each argument between the user and the day."""
        hints = get_type_hints(self.ask)
        given = list(inspect.signature(self.ask).parameters.values())[1:]
        return [
            (one.name, hints[one.name])
            for one in given
            if one.name != "on" and one.default is inspect.Parameter.empty
        ]

    def answer(self, user: Any, given: Sequence[Any]) -> bool:
        """Ask it of a person, or of what the person holds on the day."""
        if next(iter(inspect.signature(self.ask).parameters)) == "capacities":
            return bool(self.ask(capacities_of(user, on=TODAY)))
        return bool(self.ask(user, *given, on=TODAY))


def predicates() -> Iterator[Predicate]:
    """Give every question of every app, from the bottom floor up, by name: what tells of a person yes or no."""
    for floor in FLOORS:
        if not list((ROOT / floor).glob("permissions*")):
            continue
        module = import_module(f"{floor}.permissions")
        for name, thing in sorted(vars(module).items()):
            own = inspect.isfunction(thing) and thing.__module__.startswith(f"{floor}.permissions")
            if own and not name.startswith("_") and get_type_hints(thing).get("return") is bool:
                yield Predicate(floor, name, thing)


def people(cast: Cast) -> dict[str, Any]:
    """The roles, in the order of the columns: those of the addresses, and a deputy, a former holder and another officer."""
    deputy, former = (
        person_with_account(name, f"{name}@example.org") for name in ("table-deputy", "table-former")
    )
    for user in (deputy, former):
        hold(user, cast.portfolio_south_holland, capacity=Capacity.DEPUTY)
    Appointment.objects.filter(person=former.person).update(ends_on=date(2026, 4, 13))
    known = {name: user or AnonymousUser() for name, user in roles(cast).items()}
    more = {
        "deputy": deputy,
        "former holder": former,
        "responsible elsewhere": cast.responsible_boston,
    }
    return {name: {**known, **more}[name] for name in COLUMNS}


def on_stage(model: type[Model], cast: Cast, stage: Stage) -> Model:
    """The stage's own thing of a kind, South Holland's where each council has one; else one made of what is there."""
    theirs = [cast.south_holland, cast.portfolio_south_holland, cast.panel, cast.holder_south_holland]
    for thing in [*theirs, *held_by(stage)]:
        if type(thing) is model:
            return thing
    return model._default_manager.order_by("pk").first() or made(model, cast, stage)


def made(model: type[Model], cast: Cast, stage: Stage) -> Model:
    """A thing of a kind that is not on stage, not saved, about the things that are."""
    thing = model()
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and not field.null:
            setattr(thing, field.name, on_stage(field.related_model, cast, stage))
    return thing


def held_by(value: Any) -> Iterator[Model]:
    if isinstance(value, Model):
        yield value
    elif isinstance(value, dict):
        yield from held_by(value.get("south-holland", list(value.values())))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from held_by(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from held_by(getattr(value, one.name))


def kinds_of(hint: Any) -> list[Any]:
    """The kinds of a union, or the one kind."""
    if get_origin(hint) in {Union, types.UnionType}:
        return [kind for kind in get_args(hint) if kind is not type(None)]
    return [hint]


def states_of(thing: Model) -> tuple[str, list[str]]:
    """The field that holds the state of a thing and what it can be; ("", [""]) for what has none."""
    for name in STATES:
        known = next((one for one in thing._meta.get_fields() if one.name == name), None)
        if isinstance(known, Field) and known.choices:
            return name, [str(value) for value, _ in known.flatchoices]
    return "", [""]


def moves_of(kind: type[Model]) -> list[str]:
    """The names of the moves of a kind of thing."""
    named = {name: list(moves) for _, name, moves in tables()}
    return [
        move for name, label in MODELS.items() if label == kind._meta.label for move in named.get(name, [])
    ]


def given_for(predicate: Predicate, cast: Cast, stage: Stage) -> Iterator[tuple[str, str, list[Any]]]:
    """What to ask a question with: the thing in words, its state, and the arguments."""
    takes = predicate.takes
    if not takes:
        yield "", "", []
        return
    (name, first), rest = takes[0], takes[1:]
    if name == "portfolio_id":
        yield "a portfolio", "", [cast.portfolio_south_holland.pk]
        return
    for kind in kinds_of(first):
        thing = on_stage(kind, cast, stage)
        field, states = states_of(thing)
        for more, words in others(rest, kind, cast, stage):
            for state in states:
                asked_of = copy.copy(thing)
                if field:
                    more_of_it = WITH_IT.get(kind._meta.label, {}).get(state, {})
                    for name, value in {field: state, **more_of_it}.items():
                        setattr(asked_of, name, value)
                yield f"{words_of(kind)}{words}", state, [asked_of, *more]


def others(
    rest: list[tuple[str, Any]], kind: type[Model], cast: Cast, stage: Stage
) -> Iterator[tuple[list[Any], str]]:
    """The arguments after the first: each move where one is named, the council, or a thing of the stage."""
    if not rest:
        yield [], ""
        return
    (name, hint), after = rest[0], rest[1:]
    for more, words in others(after, kind, cast, stage):
        if hint is str and name == "move":
            for move in moves_of(kind):
                yield [move, *more], f": `{move}`{words}"
        elif hint is Council:
            yield [cast.south_holland, *more], f", for South Holland{words}"
        elif inspect.isclass(kinds_of(hint)[0]) and issubclass(kinds_of(hint)[0], Model):
            yield [on_stage(kinds_of(hint)[0], cast, stage), *more], words
        else:
            raise LookupError(f"Say in {__name__} what to give for {name}: {hint}.")


def words_of(kind: type[Model]) -> str:
    name = str(kind._meta.verbose_name)
    return WHAT.get(kind.__name__, f"{'an' if name[0] in 'aeiou' else 'a'} {name}")


def rows(cast: Cast, stage: Stage) -> list[Row]:
    """Every question answered for everyone; states with the same answers stand together."""
    asking = people(cast)
    found: list[Row] = []
    for predicate in predicates():
        answers: dict[tuple[str, tuple[bool, ...]], list[str]] = {}
        for thing, state, given in given_for(predicate, cast, stage):
            said = tuple(predicate.answer(user, given) for user in asking.values())
            answers.setdefault((thing, said), []).append(state)
        several = {thing for thing, _ in answers if sum(1 for other, _ in answers if other == thing) > 1}
        for (thing, said), states in answers.items():
            state = ", ".join(f"`{one}`" for one in states) if thing in several else "any"
            found.append(Row(predicate.app, predicate.name, thing, state if states != [""] else "", said))
    return found


def page(found: list[Row], columns: Sequence[str]) -> str:
    """Write the page."""
    parts = [INTRODUCTION]
    for app, of_app in groupby(found, key=lambda row: row.app):
        lines = [
            f"| `{row.question}` | {row.thing} | {row.state} | "
            + " | ".join(YES if answer else NO for answer in row.answers)
            + " |"
            for row in of_app
        ]
        head = f"| question | of | when | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 3)}"
        parts.append(f"## {app}\n\n{head}\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
