"""Queries whose SQL is written once.

The ORM takes several times as long to write a small query as the database takes to answer it. The most read pages ask the
same few questions again and again, so their SQL is kept: `rows` runs a queryset that it has seen before with other values.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

Thing = TypeVar("Thing", bound=Model)
Value = int | str | date | Sequence[int]
FIRST_MARK = 7_000_000_000_000
FIRST_DAY = date(2, 1, 1)


@dataclass(frozen=True)
class Joined:
    """A related model that stands in the same row: where from, under which name, and its columns."""

    parent: str
    path: str
    name: str
    model: type[Model]
    columns: list[str]


@dataclass(frozen=True)
class Plan:
    """SQL, and what to put in the place of each of its parameters: a constant, or a value by name and position."""

    sql: str
    constants: tuple[Any, ...]
    places: tuple[tuple[int, str, int], ...]
    compiler: SQLCompiler
    converters: dict[int, Any]
    model: Any
    columns: list[str]
    beside: tuple[Joined, ...]

    def run(self, values: dict[str, Value]) -> list[tuple[Any, ...]]:
        parameters = list(self.constants)
        for place, name, position in self.places:
            value: Any = values[name]
            if position >= 0:
                value = value[position]
            elif isinstance(value, date):
                value = connection.ops.adapt_datefield_value(value)
            parameters[place] = value
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found = cursor.fetchall()
        if not self.converters:
            return list(found)
        return list(map(tuple, self.compiler.apply_converters(found, self.converters)))


def rows(
    build: Callable[..., QuerySet[Any, Any]], *shape: Hashable, **values: Value
) -> list[tuple[Any, ...]]:
    """Give the rows of `build(*shape, **values)`, a queryset of `values_list` rows.

    `shape` is what changes the SQL itself; `values` only fill its parameters: a whole number, a text, a date, or a list of
    whole numbers that is not empty. `build` must be a function of a module: its SQL is kept for as long as the process runs.
    """
    sizes = tuple((name, size_of(value)) for name, value in values.items())
    return plan(build, shape, sizes, connection.alias).run(values)


def instances(build: Callable[..., QuerySet[Thing]], *shape: Hashable, **values: Value) -> list[Thing]:
    """Give the models of `build(*shape, **values)`, a plain queryset."""
    return joined(build, (), *shape, **values)


def joined(
    build: Callable[..., QuerySet[Thing]], related: tuple[str, ...], *shape: Hashable, **values: Value
) -> list[Thing]:
    """Give the models of `build(*shape, **values)`, a plain queryset, with the foreign keys in `related` followed.

    `related` names them as `select_related` does, each parent before its children: ("body", "body__council").
    """
    sizes = tuple((name, size_of(value)) for name, value in values.items())
    found = plan(build, shape, sizes, connection.alias, related)
    return [loaded(found, row) for row in found.run(values)]


def loaded(found: Plan, row: tuple[Any, ...]) -> Any:
    """Make one row a model, with what stands beside it in the row."""
    end = len(found.columns)
    whole: dict[str, Any] = {"": found.model.from_db(connection.alias, found.columns, row[:end])}
    for part in found.beside:
        start, end = end, end + len(part.columns)
        there = whole[part.parent] is not None and row[start] is not None
        whole[part.path] = (
            part.model.from_db(connection.alias, part.columns, row[start:end]) if there else None
        )
        if whole[part.parent] is not None:
            setattr(whole[part.parent], part.name, whole[part.path])
    return whole[""]


def by_id(model: type[Thing], ids: Iterable[int | None]) -> dict[int, Thing]:
    """Give the models with these ids, by id. Without ids no question is asked."""
    named = sorted({pk for pk in ids if pk})
    return {one.pk: one for one in instances(with_ids, model, ids=named)} if named else {}


def with_ids(model: type[Model], *, ids: Sequence[int]) -> QuerySet[Any]:
    return model._default_manager.filter(pk__in=ids).order_by()


def size_of(value: Value) -> str | int:
    """What of a value changes the SQL: its type, or of a list its length."""
    if isinstance(value, str | int | date):
        return type(value).__name__
    return len(value)


@lru_cache(maxsize=1024)
def plan(
    build: Callable[..., QuerySet[Any, Any]],
    shape: tuple[Hashable, ...],
    sizes: tuple[tuple[str, str | int], ...],
    alias: str,
    related: tuple[str, ...] = (),
) -> Plan:
    """Write the SQL with marks for values, and note where each mark came to stand."""
    marks: dict[Any, tuple[str, int]] = {}
    values: dict[str, Any] = {}
    for number, (name, size) in enumerate(sizes):
        values[name], own = marked(number, name, size)
        marks |= own
    found: Any = build(*shape, **values)
    columns, beside = columns_of(found.model), beside_it(found.model, related)
    if issubclass(found._iterable_class, ModelIterable):  # noqa: SLF001  tells models from values
        more = [f"{part.path}__{column}" for part in beside for column in part.columns]
        found = found.values_list(*columns, *more)
    compiler = found.query.get_compiler(alias)
    sql, parameters = compiler.as_sql()
    adapted = {adapt(mark, alias): target for mark, target in marks.items()}
    places = tuple(
        (place, *adapted[parameter]) for place, parameter in enumerate(parameters) if parameter in adapted
    )
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return Plan(sql, tuple(parameters), places, compiler, converters, found.model, columns, beside)


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a model, its key first."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
    return [field.attname for field in fields]


def beside_it(model: type[Model], related: tuple[str, ...]) -> tuple[Joined, ...]:
    models: dict[str, Any] = {"": model}
    found = []
    for path in related:
        parent, _, name = path.rpartition("__")
        models[path] = models[parent]._meta.get_field(name).related_model
        found.append(Joined(parent, path, name, models[path], columns_of(models[path])))
    return tuple(found)


def marked(number: int, name: str, size: str | int) -> tuple[Any, dict[Any, tuple[str, int]]]:
    """A value that stands in for the real one while the SQL is written, and the marks by which it is found again."""
    mark: Any
    if isinstance(size, int):
        many = [FIRST_MARK + 10_000 * (number + 1) + position for position in range(size)]
        return many, {one: (name, position) for position, one in enumerate(many)}
    match size:
        case "int":
            mark = FIRST_MARK + number
        case "str":
            mark = f"\ue000{name}"
        case _:
            mark = FIRST_DAY + timedelta(days=number)
    return mark, {mark: (name, -1)}


def adapt(mark: Any, alias: str) -> Any:
    """The mark as it stands among the parameters: some databases take dates as text."""
    return connections[alias].ops.adapt_datefield_value(mark) if isinstance(mark, date) else mark
