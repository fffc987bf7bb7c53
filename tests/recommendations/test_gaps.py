"""Gaps in the record: worked out, with who was asked; filled by themselves once the fact is on record."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core import history
from core.models import Source
from core.refusals import Overtaken, Refused
from recommendations.enums import GapKind, PartStatus, ResponseStatus
from recommendations.models import GapNote, Response, RouteStop
from recommendations.operations.gaps import note_gap
from recommendations.queries.gaps import KINDS, gaps_of, told
from tests import factories
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("on_the_day")
ASKED: dict[str, Any] = {
    "asked": "Democratic Services, Boston", "asked_on": date(2026, 4, 13), "words": "They look.", "state": "open",
}  # fmt: skip


@pytest.fixture
def gap(cast: Cast) -> Response:
    """Nobody knows what Boston answered."""
    one = factories.recommendation(cast)
    return factories.response(
        one, cast.boston, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None, first_due_on=None
    )


def source() -> Source:
    return Source.objects.get_or_create(code="paper", title="A paper", kind="Report")[0]


def titles(kind: str) -> list[str]:
    return [told(kind, one).title for one in gaps_of(kind, on=TODAY)]


def test_each_kind_of_gap_is_worked_out_from_the_record(cast: Cast, gap: Response) -> None:
    open_work: dict[str, Any] = {"responsible": None, "due_on": None, "first_due_on": None}
    factories.part(gap.recommendation, cast.boston, cast, title="Lamps", **open_work)
    factories.part(None, cast.boston, cast, title="Old lamps", status=PartStatus.NO_OUTCOME, **open_work)
    factories.meeting(cast, held_on=date(2023, 3, 1), held_precision="month", slug="2023-03")
    factories.recommendation(cast, 2, made_precision="month")
    for planned_on in (date(2026, 4, 13), TODAY):
        RouteStop.objects.create(
            recommendation=factories.recommendation(cast, planned_on.day, source=source()),
            body=cast.boston_cabinet, planned_on=planned_on,
        )  # fmt: skip
    found = {kind: titles(kind) for kind in KINDS}
    assert found == {
        GapKind.ANSWER: ["What Boston said to DS26-1"],
        GapKind.STOP: ["What Boston’s Cabinet decided on 13 April 2026: DS26-13"],
        GapKind.OUTCOME: ["What came of Boston’s promise: Old lamps"],
        GapKind.ADOPTION: [],
        GapKind.DAY: ["Which day this meeting was held: Performance Monitoring Panel, March 2023"],
        GapKind.MADE: ["On which day DS26-2 was made"],
        GapKind.SOURCE: ["Where DS26-1 comes from", "Where DS26-2 comes from"],
        GapKind.OFFICER: ["Who does Boston’s work: Lamps"],
        GapKind.DATE: ["By when Boston’s work is due: Lamps"],
    }


def test_who_was_asked_is_kept_and_what_was_said_before_stays_in_the_history(
    cast: Cast, gap: Response, now: datetime
) -> None:
    known: dict[str, Any] = {"kind": "answer", "thing": gap, "by": cast.officer, "at": now}
    note = note_gap(**known, **ASKED, version=0)
    note = note_gap(**known, **ASKED | {"state": "cannot_be_found", "words": "Lost."}, version=note.version)
    assert titles(GapKind.ANSWER) == []
    assert [(row.verb, row.old, row.new, row.public) for row in history.of(note)] == [
        ("look_for", "", "open", False),
        ("look_for", "open", "cannot_be_found", False),
    ]
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this on 14 April 2026"):
        note_gap(**known, **ASKED, version=1)
    for wrong, sentence in (
        ({"asked": " "}, "Say who was asked"),
        ({"asked_on": date(2026, 4, 15)}, "must be today"),
    ):
        with pytest.raises(Refused, match=sentence):
            note_gap(**known, **ASKED | wrong, version=2)
    assert GapNote.objects.get().words == "Lost."


def test_the_officer_says_who_was_asked_and_reads_it_in_the_list(
    cast: Cast, gap: Response, client: Client
) -> None:
    client.force_login(cast.officer)
    address = f"/gaps/answer/{gap.pk}/"
    typed = {
        "asked": "Democratic Services",
        "asked_on": "31 February 2026",
        "words": "",
        "state": "open",
        "version": 0,
    }
    page = client.post(address, typed)
    assert (page.status_code, page.context["form"]["asked"].value()) == (200, "Democratic Services")
    saved = client.post(address, typed | {"asked_on": "13 April 2026"})
    assert (saved.status_code, saved["Location"]) == (302, "/gaps/")
    assert client.post(address, typed | {"asked_on": "12 April 2026"}).status_code == 409
    page = client.get("/gaps/")
    assert page.context["groups"][0][1].shown[0].asked == "Democratic Services, 13 April 2026"
    assert page.context["sentence"] == "2 facts are missing and looked for."
    client.post(address, typed | {"asked_on": "13 April 2026", "state": "cannot_be_found", "version": 1})
    assert client.get("/gaps/").context["sentence"] == "1 fact is missing and looked for, 1 cannot be found."
    lost = client.get("/gaps/?state=cannot_be_found&kind=answer").context["gaps"]
    assert [(one.title, one.shown.word) for one in lost] == [
        ("What Boston said to DS26-1", "Cannot be found")
    ]


def test_a_gap_whose_fact_is_on_record_counts_as_filled(
    cast: Cast, gap: Response, client: Client, now: datetime
) -> None:
    note_gap(kind="answer", thing=gap, by=cast.officer, at=now, version=0, **ASKED)
    Response.objects.update(status=ResponseStatus.AWAITED, due_on=TODAY)
    client.force_login(cast.officer)
    page = client.get("/gaps/?state=filled")
    assert [(one.title, one.shown.word) for one in page.context["gaps"]] == [
        ("What Boston said to DS26-1", "Filled")
    ]
    assert client.get("/gaps/answer/999/").status_code == 404
    assert client.get("/gaps/nothing/1/").status_code == 404


def test_gaps_are_for_the_officer_and_unknown_filters_are_named(
    cast: Cast, gap: Response, client: Client
) -> None:
    for user in (cast.councillor, cast.holder_boston, cast.administrator):
        client.force_login(user)
        assert client.get("/gaps/").status_code == 403
        assert client.get(f"/gaps/answer/{gap.pk}/").status_code == 403
    client.force_login(cast.officer)
    page = client.get("/gaps/?state=lost&kind=money")
    assert page.context["unknown"] == ["state=lost", "kind=money"]
