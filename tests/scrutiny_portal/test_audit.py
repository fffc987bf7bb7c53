"""The audit trail shows the scrutiny officer everything and nobody else anything; the seals are for everyone."""

import csv
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from core import history, sealing
from core.models import HistoryEntry, HistorySeal
from councils.models import User
from notices.models import Notice
from notices.scheduling import send_due
from recommendations import operations
from recommendations.models import Recommendation
from scripts import verify_history
from scrutiny_portal import sealing as daily
from tests import factories
from tests.cast import Cast


@pytest.fixture
def told(cast: Cast, now: datetime) -> Recommendation:
    """A recommendation that was withdrawn, something the portal did, and an exempt remark about the panel."""
    recommendation = factories.recommendation(cast, text="That the quartz contract ends.", openness="exempt")
    operations.withdraw(recommendation=recommendation, reason="Asked twice", by=cast.officer, at=now)
    history.record(subject=cast.panel, verb="add", by=None, at=now + timedelta(days=1))
    history.record(
        subject=cast.panel, verb="edit", by=cast.administrator, role="Administrator", at=now + timedelta(days=2),
        reason="=cmd", details={"changes": {"name": {"from": "Old", "to": "New"}}},
    )  # fmt: skip
    return recommendation


def read(client: Client, **asked: str) -> list[tuple[int, str, str]]:
    """Number, what and item of each entry shown."""
    lines = client.get(reverse("audit"), asked).context["lines"]
    return [(line.number, line.what, line.item.text) for line in lines]


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def test_the_trail_is_newest_first_and_narrows_by_item_role_and_day(
    officer: Client, told: Recommendation
) -> None:
    panel = (2, "Add", "South Holland: Performance Monitoring Panel")
    everything = read(officer)
    assert [number for number, _, _ in everything] == [3, 2, 1]
    first = everything[2]
    assert first == (1, "Withdraw", "DS26-1 Recommendation 1")
    assert read(officer, item="ds26-1") == [first]
    assert read(officer, item=f"recommendations.recommendation:{told.pk}") == [first]
    assert read(officer, role="Administrator") == [everything[0]]
    assert [number for number, _, _ in read(officer, role="The portal")] == [panel[0]]
    assert read(officer, **{"from": "16 April 2026"}) == [everything[0]]
    assert read(officer, to="14/4/2026") == [first]
    assert read(officer, item="DS99-1") == everything
    page = officer.get(reverse("audit"), {"item": "DS99-1", "role": "King", "from": "soon"}).content.decode()
    assert "We ignored 3 filters we did not recognise: item DS99-1, role King, from soon." in page


def test_an_entry_says_from_what_to_what_and_why(officer: Client, told: Recommendation) -> None:
    newest, _, first = officer.get(reverse("audit")).context["lines"]
    assert (first.old, first.new, first.reason, first.role) == (
        "made",
        "withdrawn",
        "Asked twice",
        "Scrutiny Officer",
    )
    assert newest.changes == (("name", "from “Old” to “New”"),)


def test_the_export_says_the_same_and_runs_nothing(officer: Client, told: Recommendation) -> None:
    answer = officer.get(reverse("audit-export"), {"role": "Administrator"})
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["Number"], row["What"], row["Reason"], row["Details"]) for row in rows] == [
        ("3", "Edit", "'=cmd", "name: from “Old” to “New”")
    ]
    assert answer["Cache-Control"] == "no-store"


def test_the_whole_history_taken_away_checks_without_the_portal(
    officer: Client, told: Recommendation
) -> None:
    lines = officer.get(reverse("audit-history")).getvalue().decode().splitlines()
    faults, hashes, last = verify_history.check_chain(lines)
    assert (faults, last) == ([], 3)
    assert hashes[3] == HistoryEntry.objects.get(number=3).hash


def test_the_trail_says_that_the_portal_could_rewrite_it(officer: Client, told: Recommendation) -> None:
    """The tests' own role owns the tables. With two roles tests/operations/test_lesser_role.py reads the other sentence."""
    assert (
        "The portal’s own rights to do so are not revoked" in officer.get(reverse("audit")).content.decode()
    )


@pytest.mark.parametrize("line", ['{"a": 1, "a": 2}', '{"head": 5}', "[1]", "5"])
def test_a_file_that_shows_what_is_not_hashed_does_not_check(line: str) -> None:
    faults, _, _ = verify_history.check_chain([line])
    assert [sentence for _, sentence in faults] == [
        "Line 1 is no entry of a history.",
        "The file has no head: its end is missing.",
    ]


@pytest.mark.parametrize("name", ["audit", "audit-export", "audit-history"])
def test_nobody_but_the_officer_reads_it(client: Client, cast: Cast, told: Recommendation, name: str) -> None:
    """An administrator is not entitled to exempt matter, and the trail holds it."""
    got = {}
    for who, user in cast.everyone.items():
        client.force_login(user)
        got[who] = client.get(reverse(name)).status_code
    assert {who for who, status in got.items() if status == 200} == {"officer", "second_officer"}
    assert set(got.values()) == {200, 403}


def test_a_seal_is_made_once_a_day_sent_to_its_keepers_and_published(
    client: Client, cast: Cast, told: Recommendation, now: datetime
) -> None:
    User.objects.filter(pk=cast.administrator.pk).update(keeps_seals=True)
    assert daily.keepers(on=date(2026, 4, 14)) == [cast.administrator]
    seal = daily.seal_day(today=date(2026, 4, 14), now=now)
    assert daily.seal_day(today=date(2026, 4, 14), now=now) is None
    assert seal is not None
    assert (seal.place, seal.number) == (1, 3)
    send_due(now=now)
    (letter,) = mail.outbox
    assert letter.to == [cast.administrator.email]
    assert sealing.faults(keys=[settings.SEAL_KEY], held=sealing.read_words(str(letter.body))) == []
    published = client.get(reverse("seals-text")).content.decode()
    assert sealing.read_words(published) == sealing.read_words(str(letter.body))
    page = client.get(reverse("seals")).content.decode()
    assert "Sealed last on 14 April 2026, with 3 entries." in page
    assert seal.signature in page
    assert "quartz" not in page + published + letter.body


def test_while_nobody_is_named_the_scrutiny_officers_keep_the_seals(cast: Cast, now: datetime) -> None:
    daily.seal_day(today=date(2026, 4, 14), now=now)
    assert set(Notice.objects.values_list("recipient__name", flat=True)) == {
        cast.officer.name,
        cast.second_officer.name,
    }


def test_seals_go_on_after_days_in_which_the_portal_was_off(cast: Cast, now: datetime) -> None:
    for day in (14, 15, 20):
        daily.seal_day(today=date(2026, 4, day), now=now)
    assert list(HistorySeal.objects.values_list("place", "on__day")) == [(1, 14), (2, 15), (3, 20)]


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_a_page_that_stays_open_extends_its_session(
    client: Client, cast: Cast, now: datetime, minutes: int, status: int
) -> None:
    client.force_login(cast.stranger)
    with time_machine.travel(now, tick=False) as clock:
        page = client.get("/").content.decode()
        assert ' data-idle="1740" data-until="2026-04-14T21:02:00+00:00"' in page
        assert "You are signed out after 30 minutes" in page
        clock.shift(timedelta(minutes=minutes))
        assert client.get(reverse("stay-signed-in")).status_code == status
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("stay-signed-in")).status_code == status


def test_who_is_not_signed_in_is_told_of_no_session(client: Client, cast: Cast) -> None:
    page = client.get("/").content.decode()
    assert [words for words in ("data-idle", "signed-out-soon", "signed out after") if words in page] == []
