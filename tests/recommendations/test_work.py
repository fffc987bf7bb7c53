"""Stories of work on an action: reports that are only added, evidence, submission, and dates that move with a reason."""

from datetime import date, datetime

import pytest

from core import history
from core.refusals import Overtaken, Refused
from notices.models import Notice
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import ActionPart
from tests import factories
from tests.cast import Cast
from tests.recommendations.conftest import add_link

LINK = "https://www.example.gov.uk/minutes"


def test_the_first_report_starts_the_work(cast: Cast, part: ActionPart, now: datetime) -> None:
    by = cast.responsible_south_holland
    operations.report_progress(part=part, text="Two sessions held", by=by, at=now)
    operations.report_progress(part=part, text="Three more held", by=by, at=now)
    part.refresh_from_db()
    assert (part.status, part.last_update_at) == (PartStatus.IN_PROGRESS, now)
    assert list(part.updates.order_by("pk").values_list("text", "by_name")) == [
        ("Two sessions held", "Responsible Officer, South Holland"),
        ("Three more held", "Responsible Officer, South Holland"),
    ]
    assert [(row.verb, row.actor_role, row.public) for row in history.of(part)] == [
        ("start", "Responsible Officer, South Holland", True),
        ("report_progress", "Responsible Officer, South Holland", True),
        ("report_progress", "Responsible Officer, South Holland", True),
    ]


def test_a_difficulty_reaches_the_holder_and_scrutiny_at_once_and_not_the_public(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    operations.report_progress(
        part=part, text="The trainer left", kind="difficulty", by=cast.responsible_south_holland, at=now
    )
    assert {notice.recipient for notice in Notice.objects.all()} == {
        cast.holder_south_holland,
        cast.officer,
        cast.second_officer,
        cast.councillor,
    }
    assert "trainer" not in " ".join(notice.text + notice.title for notice in Notice.objects.all())
    assert [row.public for row in history.of(part).filter(verb="report_difficulty")] == [False]


def test_a_difficulty_of_exempt_work_is_told_to_no_body_at_large(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    type(part.action).objects.update(openness="exempt")
    fresh = ActionPart.objects.get(pk=part.pk)
    operations.report_progress(
        part=fresh, text="The trainer left", kind="difficulty", by=cast.responsible_south_holland, at=now
    )
    assert cast.councillor not in {notice.recipient for notice in Notice.objects.all()}


@pytest.mark.parametrize("status", [PartStatus.SIGNED_OFF, PartStatus.STOPPED, PartStatus.SUPERSEDED])
def test_finished_work_takes_no_more_reports(cast: Cast, now: datetime, status: str) -> None:
    done = factories.part(None, cast.boston, cast, status=status, status_reason="Done")
    with pytest.raises(Refused, match="This work is finished"):
        operations.report_progress(part=done, text="More", by=cast.responsible_boston, at=now)
    with pytest.raises(Refused, match="No evidence can be added now"):
        operations.add_evidence_link(part=done, title="A", url=LINK, by=cast.responsible_boston, at=now)


def test_a_report_needs_words(cast: Cast, part: ActionPart, now: datetime) -> None:
    with pytest.raises(Refused, match="Say what has happened"):
        operations.report_progress(part=part, text=" \n ", by=cast.responsible_south_holland, at=now)
    part.refresh_from_db()
    assert part.status == PartStatus.NOT_STARTED


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x", "//example.org"]
)
def test_a_link_that_is_no_web_address_is_refused(
    cast: Cast, part: ActionPart, now: datetime, url: str
) -> None:
    with pytest.raises(Refused, match="begins with https"):
        operations.add_evidence_link(part=part, title="A", url=url, by=cast.responsible_south_holland, at=now)
    assert not part.evidence.exists()


def test_nothing_is_submitted_without_evidence(cast: Cast, part: ActionPart, now: datetime) -> None:
    by = cast.responsible_south_holland
    with pytest.raises(Refused) as refusal:
        operations.submit(part=part, by=by, at=now)
    assert refusal.value.sentence == "Add evidence first: a file or a link that shows what was done."
    operations.add_evidence_link(part=part, title="Minutes", url=LINK, by=by, at=now)
    operations.submit(part=part, by=by, at=now)
    part.refresh_from_db()
    assert (part.status, part.round, part.submitted_by, part.submitted_at, part.decide_by) == (
        PartStatus.READY,
        1,
        by,
        now,
        date(2026, 4, 28),
    )
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title, notice.path) == (
        cast.holder_south_holland,
        "Decide by 28 April 2026: Run the training",
        f"/actions/{part.pk}/sign-off/",
    )


def test_work_without_a_portfolio_cannot_be_submitted(cast: Cast, now: datetime) -> None:
    part = factories.part(None, cast.boston, cast, portfolio=None)
    add_link(part, cast)
    with pytest.raises(Refused, match="No portfolio is named"):
        operations.submit(part=part, by=cast.responsible_boston, at=now)


def test_work_is_submitted_once(cast: Cast, submitted: ActionPart, now: datetime) -> None:
    with pytest.raises(Refused, match="submitted already"):
        operations.submit(part=submitted, by=cast.responsible_south_holland, at=now)


def test_what_was_submitted_stays_as_it_was_until_it_is_decided(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    with pytest.raises(Refused, match="This waits for sign-off"):
        operations.add_evidence_link(
            part=submitted, title="Late", url=LINK, by=cast.responsible_south_holland, at=now
        )
    assert submitted.evidence.count() == 1


def test_a_moved_date_keeps_the_first_and_counts_every_change(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    for version, day in [(1, date(2026, 9, 30)), (2, date(2026, 12, 31))]:
        operations.change_due_date(
            part=part, new=day, reason="The hall is shut", version=version, by=cast.officer, at=now
        )
    part.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (date(2026, 12, 31), date(2026, 6, 30))
    assert list(part.due_date_changes.values_list("old", "new", "reason")) == [
        (date(2026, 6, 30), date(2026, 9, 30), "The hall is shut"),
        (date(2026, 9, 30), date(2026, 12, 31), "The hall is shut"),
    ]


@pytest.mark.parametrize(
    ("new", "reason", "version", "error", "words"),
    [
        (date(2026, 9, 30), "", 1, Refused, "Say why the date moves. The reason is published"),
        (date(2026, 6, 30), "Why", 1, Refused, "That is the date it has already"),
        (date(2026, 9, 30), "Why", 7, Overtaken, "Nothing of yours was saved"),
    ],
)
def test_a_date_that_may_not_move_stays(
    cast: Cast,
    part: ActionPart,
    now: datetime,
    new: date,
    reason: str,
    version: int,
    error: type[Refused],
    words: str,
) -> None:
    with pytest.raises(error, match=words):
        operations.change_due_date(
            part=part, new=new, reason=reason, version=version, by=cast.officer, at=now
        )
    part.refresh_from_db()
    assert (part.due_on, part.due_date_changes.count()) == (date(2026, 6, 30), 0)


def test_an_undertaking_gets_an_owner_and_a_date(cast: Cast, now: datetime) -> None:
    promised = factories.part(
        None, cast.boston, cast, responsible=None, portfolio=None, due_on=None, first_due_on=None
    )
    operations.assign(
        part=promised,
        responsible=cast.work_boston,
        portfolio=cast.portfolio_boston,
        due_on=date(2026, 6, 1),
        version=1,
        by=cast.officer,
        at=now,
    )
    promised.refresh_from_db()
    assert (promised.responsible, promised.portfolio, promised.due_on, promised.first_due_on) == (
        cast.work_boston,
        cast.portfolio_boston,
        date(2026, 6, 1),
        date(2026, 6, 1),
    )
    assert Notice.objects.get().recipient == cast.responsible_boston


def test_nobody_is_given_another_councils_work_to_sign(cast: Cast, part: ActionPart, now: datetime) -> None:
    with pytest.raises(Refused, match="Choose a portfolio of South Holland District Council"):
        operations.assign(
            part=part,
            responsible=cast.work_south_holland,
            portfolio=cast.portfolio_boston,
            due_on=None,
            version=1,
            by=cast.officer,
            at=now,
        )
    with pytest.raises(Refused, match="Move it with a reason instead"):
        operations.assign(
            part=part,
            responsible=cast.work_south_holland,
            portfolio=cast.portfolio_south_holland,
            due_on=date(2027, 1, 1),
            version=1,
            by=cast.officer,
            at=now,
        )
