"""Sending: nothing is lost, nothing goes twice, one bad letter stops nobody."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Lock

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection

from core.models import HistoryEntry
from councils.models import User
from notices import queries
from notices.cycle import LEASE, wait_after
from notices.enums import NoticeKind, NoticeStatus
from notices.mail import Letter
from notices.models import Notice, Sweep
from notices.scheduling import send_due
from tests.cast import Cast

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
LONG_AFTER = NOW + timedelta(days=40)


def waiting(recipient: User, number: int = 1, *, due_at: datetime = NOW) -> Notice:
    return Notice.objects.create(
        key=f"occasion:{recipient.pk}:{number}",
        kind=NoticeKind.RESPONSE_DUE,
        recipient=recipient,
        title=f"An answer to DS25-{number} is due",
        text="The report was received on 21 March 2026.",
        path=f"/recommendations/DS25-{number}/",
        due_at=due_at,
        written_at=due_at,
    )


class PostOffice:
    """Takes letters, or refuses them with an error."""

    def __init__(self, error: Exception | None = None, *, faulty: str = "") -> None:
        self.letters: list[Letter] = []
        self.error = error
        self.faulty = faulty
        self.lock = Lock()

    def __call__(self, letter: Letter) -> None:
        if self.error is not None:
            raise self.error
        if self.faulty and self.faulty in letter.body:
            raise ValueError("This letter cannot be written")
        with self.lock:
            self.letters.append(letter)


def test_what_is_due_is_sent_and_what_is_not_waits(cast: Cast) -> None:
    due = waiting(cast.holder_boston)
    later = waiting(cast.holder_boston, 2, due_at=NOW + timedelta(days=1))
    office = PostOffice()
    assert str(send_due(now=NOW, send=office)) == (
        "1 sent, 0 to be tried again, 0 not delivered, 0 no longer needed"
    )
    assert [(letter.to, letter.subject) for letter in office.letters] == [
        ("holder.boston@example.org", "An answer to DS25-1 is due")
    ]
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.status, due.sent_at, later.status) == (NoticeStatus.SENT, NOW, NoticeStatus.WAITING)
    assert list(HistoryEntry.objects.values_list("subject", "subject_id", "verb", "public")) == [
        ("notices.notice", due.pk, "deliver", False)
    ]
    assert Sweep.objects.get().ran_at == NOW


def test_a_person_gets_one_letter_for_all_that_is_due(cast: Cast) -> None:
    waiting(cast.officer, 1)
    waiting(cast.officer, 2)
    waiting(cast.holder_boston, 1)
    office = PostOffice()
    assert send_due(now=NOW, send=office).sent == 3
    assert sorted((letter.to, letter.subject) for letter in office.letters) == [
        ("holder.boston@example.org", "An answer to DS25-1 is due"),
        ("scrutiny@example.org", "An answer to DS25-1 is due, and 1 more"),
    ]


def test_forty_days_without_a_sweep_make_one_letter(cast: Cast) -> None:
    for number in range(40):
        waiting(cast.officer, number, due_at=NOW + timedelta(days=number))
    office = PostOffice()
    assert send_due(now=LONG_AFTER, send=office).sent == 40
    assert len(office.letters) == 1
    assert send_due(now=LONG_AFTER, send=office).sent == 0


@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_once_send_each_notice_once(cast: Cast) -> None:
    for user in cast.everyone.values():
        for number in range(3):
            waiting(user, number)
    office = PostOffice()
    barrier = Barrier(10)

    def work(_: int) -> int:
        barrier.wait()
        try:
            return send_due(now=NOW, send=office).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        total = sum(threads.map(work, range(10)))
    assert total == 3 * len(cast.everyone)
    assert sorted(letter.to for letter in office.letters) == sorted(u.email for u in cast.everyone.values())


def test_a_dead_workers_lease_runs_out_and_the_same_letter_goes(cast: Cast) -> None:
    """The worker may have died after handing the letter over: the second copy has the same Message-ID."""
    waiting(cast.officer, 1)
    waiting(cast.officer, 2)
    dying = PostOffice(KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        send_due(now=NOW, send=dying)
    assert set(Notice.objects.values_list("status", flat=True)) == {NoticeStatus.SENDING}
    waiting(cast.officer, 3)

    office = PostOffice()
    assert send_due(now=NOW + LEASE, send=office).sent == 1
    assert send_due(now=NOW + LEASE + timedelta(seconds=1), send=office).sent == 2
    ids = {letter.subject: letter.message_id for letter in office.letters}

    Notice.objects.exclude(key__endswith=":3").update(status=NoticeStatus.WAITING, claimed_until=None)
    again = PostOffice()
    send_due(now=LONG_AFTER, send=again)
    assert [letter.message_id for letter in again.letters] == [ids["An answer to DS25-1 is due, and 1 more"]]


def test_a_refusing_mail_server_is_tried_for_three_days_and_more(cast: Cast) -> None:
    notice = waiting(cast.holder_boston)
    refusing = PostOffice(smtplib.SMTPServerDisconnected("Connection refused"))
    moment, tries = NOW, 0
    while notice.status != NoticeStatus.FAILED:
        send_due(now=moment, send=refusing)
        tries += 1
        notice.refresh_from_db()
        last, moment = moment, max(notice.due_at, moment)
    assert tries == 11
    assert last - NOW > timedelta(hours=72)
    assert list(queries.not_delivered()) == [notice]
    assert notice.last_error == "SMTPServerDisconnected: Connection refused"


def test_the_outbox_tells_since_when_something_waits(cast: Cast) -> None:
    waiting(cast.officer, due_at=NOW + timedelta(days=1))
    assert queries.oldest_unsent_since(at=NOW) is None
    waiting(cast.officer, 2, due_at=NOW - timedelta(minutes=5))
    assert queries.oldest_unsent_since(at=NOW) == NOW - timedelta(minutes=5)
    send_due(now=NOW, send=PostOffice(OSError("no route to host")))
    assert queries.oldest_unsent_since(at=NOW) == NOW - timedelta(minutes=5)
    send_due(now=NOW + timedelta(hours=1), send=PostOffice())
    assert queries.oldest_unsent_since(at=NOW + timedelta(hours=1)) is None


def test_mail_that_comes_back_after_a_day_loses_nothing(cast: Cast) -> None:
    for number, user in enumerate(cast.everyone.values()):
        waiting(user, number)
    broken = PostOffice(OSError("no route to host"))
    for hour in range(24):
        send_due(now=NOW + timedelta(hours=hour), send=broken)
    office = PostOffice()
    send_due(now=NOW + timedelta(hours=48), send=office)
    assert sorted(letter.to for letter in office.letters) == sorted(u.email for u in cast.everyone.values())
    assert Notice.objects.unsent().count() == 0


def test_one_bad_row_stops_nobody(cast: Cast) -> None:
    for number in range(1, 30):
        waiting(cast.officer, number)
    waiting(cast.holder_boston, 99)
    office = PostOffice(faulty="/DS25-7/")
    result = send_due(now=NOW, send=office)
    assert (result.sent, result.put_back) == (29, 1)
    bad = Notice.objects.get(status=NoticeStatus.WAITING)
    assert (bad.path, bad.attempts, bad.last_error) == (
        "/recommendations/DS25-7/",
        1,
        "ValueError: This letter cannot be written",
    )
    assert bad.due_at == NOW + timedelta(minutes=1)


def test_a_closed_account_gets_no_mail(cast: Cast) -> None:
    notice = waiting(cast.holder_boston)
    User.objects.filter(pk=cast.holder_boston.pk).update(is_active=False)
    office = PostOffice()
    assert send_due(now=NOW, send=office).withdrawn == 1
    notice.refresh_from_db()
    assert (notice.status, office.letters) == (NoticeStatus.WITHDRAWN, [])


def test_a_late_worker_leaves_what_another_has_taken(cast: Cast) -> None:
    """A letter that takes longer than its lease may go twice with one Message-ID; the books stay right."""
    waiting(cast.officer)
    office = PostOffice()

    def slow(letter: Letter) -> None:
        send_due(now=NOW + LEASE + timedelta(seconds=1), send=office)
        raise OSError("timed out")

    send_due(now=NOW, send=slow)
    notice = Notice.objects.get()
    assert (notice.status, notice.attempts, len(office.letters)) == (NoticeStatus.SENT, 0, 1)


def test_the_waits_grow() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 11)]
    assert waits == sorted(wait for wait in waits if wait is not None)
    assert [wait_after(0), wait_after(11)] == [None, None]


def test_the_command_sends_by_the_portals_own_mail(cast: Cast) -> None:
    waiting(cast.officer, due_at=datetime(2020, 1, 1, tzinfo=UTC))
    call_command("send_notices", verbosity=0)
    call_command("send_notices", verbosity=0)
    (letter,) = mail.outbox
    assert letter.subject == "An answer to DS25-1 is due"
    assert letter.body == (
        "An answer to DS25-1 is due\n\nThe report was received on 21 March 2026.\n\n"
        "http://localhost:8000/recommendations/DS25-1/\n"
    )
    assert letter.extra_headers["Message-ID"].endswith("@localhost>")
