"""A query whose SQL is kept gives what the query itself gives, whatever the values."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from core import history, prepared
from core.models import HistoryEntry, Source
from councils.models import Partnership
from strategies.models import Strategy

ROWS = [("a", "One", "x"), ("b", "Two", "x"), ("c", "Three", "y"), ("d", "Four", "")]


def sources(descending: bool, kind: str, ids: list[int], least: int) -> QuerySet[Source, Any]:
    found = Source.objects.filter(Q(kind=kind) | Q(pk__in=ids), pk__gte=least, title__gt="A")
    return found.order_by("-code" if descending else "code").values_list("code", "title")


@pytest.fixture
def ids(db: None) -> list[int]:
    return [Source.objects.create(code=code, title=title, kind=kind).pk for code, title, kind in ROWS]


@pytest.mark.parametrize("kind", ["x", "y", "nothing", "it's; DROP TABLE"])
@pytest.mark.parametrize("descending", [True, False])
def test_kept_sql_gives_the_rows_of_the_query(ids: list[int], kind: str, descending: bool) -> None:
    for chosen, least in [(ids[3:], 0), (ids[:1], ids[0]), (ids[:2], ids[3])]:
        kept = prepared.rows(sources, descending, kind=kind, ids=chosen, least=least)
        assert kept == list(sources(descending, kind=kind, ids=chosen, least=least))


def test_one_query_is_sent(ids: list[int]) -> None:
    prepared.rows(sources, True, kind="x", ids=ids, least=0)
    with CaptureQueriesContext(connection) as sent:
        prepared.rows(sources, True, kind="y", ids=ids, least=1)
    assert len(sent) == 1


def reviewed(day: date) -> QuerySet[HistoryEntry, Any]:
    return (
        HistoryEntry.objects.filter(on__lte=day).order_by("pk").values_list("on", "at", "public", "details")
    )


def test_dates_and_truths_come_back_as_such(db: None) -> None:
    at = datetime(2026, 4, 1, 9, tzinfo=UTC)
    subject = Source.objects.create(code="a", title="One", kind="x")
    for day in (1, 2):
        history.record(
            subject=subject,
            verb="add",
            by=None,
            at=at,
            on=date(2026, 4, day),
            public=True,
            details={"n": day},
        )
    assert prepared.rows(reviewed, day=date(2026, 4, 1)) == [(date(2026, 4, 1), at, True, {"n": 1})]


def by_kind(kind: str) -> QuerySet[Source]:
    return Source.objects.filter(kind=kind).order_by("code")


def test_kept_sql_gives_whole_models(ids: list[int]) -> None:
    found = prepared.instances(by_kind, kind="x")
    fields = [field.attname for field in Source._meta.concrete_fields]
    assert [[getattr(one, name) for name in fields] for one in found] == [
        [getattr(one, name) for name in fields] for one in by_kind("x")
    ]


def test_models_are_found_by_id_and_nothing_is_asked_without_one(ids: list[int]) -> None:
    found = prepared.by_id(Source, [ids[1], None, ids[0], ids[1]])
    with CaptureQueriesContext(connection) as sent:
        nothing = prepared.by_id(Source, [None])
    assert ({pk: one.title for pk, one in found.items()}, nothing) == ({ids[0]: "One", ids[1]: "Two"}, {})
    assert len(sent) == 0


def papers(codes: list[int]) -> QuerySet[Strategy]:
    return Strategy.objects.filter(pk__in=codes).order_by("pk")


def test_foreign_keys_are_followed_in_the_same_question(db: None) -> None:
    partnership = Partnership.objects.create(name="P", short_name="P", slug="p")
    source = Source.objects.create(code="a", title="One", kind="x")
    made = [
        Strategy.objects.create(title="S", slug="s", partnership=partnership, source=source),
        Strategy.objects.create(title="T", slug="t"),
    ]
    with CaptureQueriesContext(connection) as sent:
        found = prepared.joined(papers, ("partnership", "source"), codes=[one.pk for one in made])
        named = [(one.title, one.partnership, one.source) for one in found]
    assert (named, len(sent)) == ([("S", partnership, source), ("T", None, None)], 1)
