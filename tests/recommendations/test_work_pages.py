"""Stories of the pages of those who work here: what they say first, what they hold, and what they cost."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from councils.enums import Capacity
from meetings.enums import MeetingStatus
from notices.enums import NoticeKind, NoticeStatus
from notices.models import Notice
from recommendations import operations
from recommendations.enums import GapKind, PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, Evidence, Response
from recommendations.queries.awaiting import count_awaiting
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import Cast, hold, person_with_account
from tests.recommendations.conftest import waiting

pytestmark = pytest.mark.usefixtures("on_the_day")
TODAY = date(2026, 4, 14)


def answer_line(page: bytes) -> str:
    """The sentence that answers the page's question, without its markup."""
    text = page.decode().split('<p class="answer">')[1].split("</p>")[0]
    for mark in ("<strong>", "</strong>"):
        text = text.replace(mark, "")
    return " ".join(text.split())


def read(client: Client, user: Any, path: str, status: int = 200) -> Any:
    client.force_login(user)
    response = client.get(path)
    assert response.status_code == status
    return response


def test_the_officers_list_when_there_is_nothing(cast: Cast, client: Client) -> None:
    page = read(client, cast.officer, "/to-do/")
    assert answer_line(page.content) == "Nothing to do."
    assert page.context["list"].groups == []
    due_on = TODAY + timedelta(days=45)
    factories.part(
        None, cast.boston, cast, due_on=TODAY + timedelta(days=60),
        last_update_at=datetime(2026, 4, 14, 9, tzinfo=UTC),
    )  # fmt: skip
    factories.response(factories.recommendation(cast), cast.boston, cast, due_on=due_on)
    page = read(client, cast.officer, "/to-do/")
    assert answer_line(page.content) == "Nothing to do. The next due date is 29 May 2026."


def test_the_officers_list_sorts_by_what_is_next(cast: Cast, client: Client) -> None:
    for number, days in enumerate((-25, 3, 20, 45), start=1):
        due_on = TODAY + timedelta(days=days)
        factories.response(
            factories.recommendation(cast, number), cast.boston, cast, due_on=due_on, first_due_on=due_on
        )
    factories.part(
        None,
        cast.south_holland,
        cast,
        title="Run it",
        due_on=TODAY - timedelta(days=1),
        status=PartStatus.IN_PROGRESS,
    )
    page = read(client, cast.officer, "/to-do/")
    assert answer_line(page.content) == "2 things are overdue and 2 more are due in the next 30 days."
    assert [
        (group.heading, [task.title for task in group.tasks]) for group in page.context["list"].groups
    ] == [
        (
            "Overdue",
            ["Get Boston’s answer to DS26-1: Recommendation 1", "Ask about South Holland’s work: Run it"],
        ),
        ("This week", ["Get Boston’s answer to DS26-2: Recommendation 2"]),
        ("In the next 30 days", ["Get Boston’s answer to DS26-3: Recommendation 3"]),
    ]
    assert page.context["waiting"][0].words == "1 answer late, 3 answers"


def test_a_long_list_is_cut_and_its_counts_are_not(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast)
    for number in range(130):
        day = TODAY + timedelta(days=-1 if number < 120 else 20)
        factories.part(recommendation, cast.boston, cast, due_on=day)
    page = read(client, cast.officer, "/to-do/")
    assert answer_line(page.content) == "120 things are overdue and 10 more are due in the next 30 days."
    overdue = page.context["list"].groups[0]
    assert (len(overdue.tasks), overdue.count, overdue.more) == (25, 120, 95)


def test_the_officers_list_names_what_lacks_a_sender_an_owner_or_a_holder(cast: Cast, client: Client) -> None:
    factories.response(
        factories.recommendation(cast), cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None
    )
    factories.part(
        None,
        cast.boston,
        cast,
        title="Raise it",
        responsible=None,
        portfolio=None,
        due_on=None,
        owner_words="The Leader",
    )
    far = date(2026, 12, 1)
    factories.response(
        factories.recommendation(cast, 2), cast.east_lindsey, cast, due_on=far, first_due_on=far
    )
    cast.portfolio_east_lindsey.appointments.update(ends_on=date(2026, 4, 13))
    factories.meeting(cast, slug="held", status=MeetingStatus.HELD, held_on=date(2026, 4, 1))
    Notice.objects.create(
        key="lost", kind=NoticeKind.SENT_BACK, recipient=cast.holder_boston, title="Sent back", text="x", path="/",
        status=NoticeStatus.FAILED, due_at=factories.MOMENT, written_at=factories.MOMENT,
    )  # fmt: skip
    groups = read(client, cast.officer, "/to-do/").context["list"].groups
    assert {group.heading: [(task.title, task.why) for task in group.tasks] for group in groups} == {
        "When you can": [
            ("Send DS26-1: Recommendation 1", "Not yet sent to Boston."),
            (
                "Check and publish the log: Performance Monitoring Panel, 1 April 2026",
                "0 of 0 entries checked.",
            ),
        ],
        "Without an owner or a date": [("Raise it", "Boston. The Leader. No date yet.")],
        "Posts without a holder": [
            (
                "No portfolio holder in post: Portfolio Holder, East Lindsey",
                "Work waits for this post.",
            )
        ],
        "Not delivered": [
            ("Tell Portfolio Holder, Boston: Sent back", "We could not send this notice. Phone, or write.")
        ],
    }


def test_gaps_in_the_record_are_shown_to_the_officer(cast: Cast, client: Client) -> None:
    for number in range(1, 8):
        factories.response(
            factories.recommendation(cast, number),
            cast.boston,
            cast,
            status=ResponseStatus.NOT_ON_RECORD,
            due_on=None,
        )
    lost = factories.part(
        None,
        cast.boston,
        cast,
        title="Old promise",
        status=PartStatus.NO_OUTCOME,
        responsible=None,
        due_on=None,
    )
    few = read(client, cast.officer, "/to-do/").context["gaps"]
    assert (few.total, len(few.shown)) == (8, 5)
    assert few.shown[0].title == "What Boston said to DS26-1"
    every = dict(read(client, cast.officer, "/gaps/").context["groups"])
    outcome = every[GapKind.OUTCOME].shown[0]
    assert (outcome.title, outcome.url) == (
        "What came of Boston’s promise: Old promise",
        lost.get_absolute_url(),
    )
    assert read(client, cast.officer, "/to-do/").context["list"].groups == []


@pytest.mark.parametrize(
    ("path", "who"), [("/to-do/", {"officer", "second_officer"}),
                      ("/awaiting-you/", {"holder_boston", "holder_east_lindsey", "holder_south_holland"})],
)  # fmt: skip
def test_the_first_pages_are_for_one_role_each(cast: Cast, client: Client, path: str, who: set[str]) -> None:
    for name, user in cast.everyone.items():
        page = read(client, user, path, 200 if name in who else 403)
        if name not in who:
            assert "This page is for " in page.content.decode()
    client.logout()
    assert client.get(path).status_code == 302


def test_a_holder_with_nothing_to_decide(cast: Cast, client: Client) -> None:
    factories.part(None, cast.boston, cast, due_on=date(2026, 4, 30))
    page = read(client, cast.holder_boston, "/awaiting-you/")
    assert answer_line(page.content) == (
        "Nothing is waiting for you. We email you when something is. Next date: 30 April 2026."
    )


def test_a_holder_decides_by_date(cast: Cast, client: Client) -> None:
    waiting(cast)
    factories.response(
        factories.recommendation(cast, 2), cast.south_holland, cast, due_on=date(2026, 4, 20), verdict="noted",
        status=ResponseStatus.UNANSWERED,
    )  # fmt: skip
    factories.response(factories.recommendation(cast, 3), cast.boston, cast)
    page = read(client, cast.holder_south_holland, "/awaiting-you/")
    assert (
        answer_line(page.content) == "2 decisions are waiting for you. All are due by Friday 24 April 2026."
    )
    assert [(ask.kind.word, ask.title, ask.button) for ask in page.context["awaiting"].asks] == [
        ("Respond", "Recommendation 2", "Respond"),
        ("Sign off", "Run the training", "Look at the evidence"),
    ]
    assert count_awaiting(cast.holder_south_holland, on=TODAY) == 2
    assert count_awaiting(cast.officer, on=TODAY) == 0


def test_a_holder_reads_when_the_executive_meets_next(cast: Cast, client: Client) -> None:
    factories.response(factories.recommendation(cast, 1), cast.south_holland, cast)
    held = MeetingStatus.AGENDA_PUBLISHED
    cabinet = cast.south_holland_cabinet
    for slug, day, status in (
        ("2026-04-16", 16, MeetingStatus.PLANNED),
        ("2026-04-28", 28, held),
        ("2026-04-21", 21, held),
    ):
        factories.meeting(cast, body=cabinet, slug=slug, held_on=date(2026, 4, day), status=status)
    page = read(client, cast.holder_south_holland, "/awaiting-you/")
    (ask,) = page.context["awaiting"].asks
    assert [(fact.label, fact.words) for fact in ask.facts] == [("Next Cabinet", "21 April 2026")]


def test_a_deputy_has_the_same_list_and_a_former_holder_none(cast: Cast, client: Client) -> None:
    waiting(cast)
    deputy = person_with_account("Deputy", "deputy@example.org")
    hold(deputy, cast.portfolio_south_holland, capacity=Capacity.DEPUTY)
    assert len(read(client, deputy, "/awaiting-you/").context["awaiting"].asks) == 1
    cast.portfolio_south_holland.appointments.filter(capacity=Capacity.HOLDER).update(
        ends_on=date(2026, 4, 13)
    )
    read(client, cast.holder_south_holland, "/awaiting-you/", 403)


def test_a_closed_recommendation_awaits_nobody(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast, status=RecommendationStatus.CLOSED)
    factories.response(recommendation, cast.boston, cast, due_on=date(2026, 4, 1))
    assert read(client, cast.holder_boston, "/awaiting-you/").context["awaiting"].total == 0
    assert read(client, cast.officer, "/to-do/").context["list"].overdue == 0


def test_the_list_of_actions_is_filtered_by_its_address(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast)
    late = factories.part(recommendation, cast.boston, cast, title="Late", due_on=date(2026, 4, 1))
    soon = factories.part(recommendation, cast.south_holland, cast, title="Soon", due_on=date(2026, 5, 1))
    done = factories.part(recommendation, cast.boston, cast, title="Done", status=PartStatus.SIGNED_OFF)
    never = factories.part(None, cast.boston, cast, title="Some day", due_on=None)

    def found(query: str = "", user: Any = cast.officer) -> list[ActionPart]:
        return [line.part for line in read(client, user, f"/actions/{query}").context["lines"]]

    assert found() == [late, soon, never, done]
    assert found("?council=boston") == [late, never, done]
    assert found("?council=boston&council=south-holland&due=late") == [late]
    assert found("?due=soon") == [soon]
    assert found("?due=none") == [never]
    assert found("?done=signed_off") == [done]
    assert found("?owner=me", cast.responsible_south_holland) == [soon]
    assert found("?owner=me", cast.holder_boston) == [late, never, done]
    assert found("?owner=me", cast.councillor) == []
    page = read(client, cast.officer, "/actions/?council=atlantis&due=never")
    assert page.context["asked"].unknown == ("council=atlantis", "due=never")
    assert (
        answer_line(page.content)
        == "4 pieces of work. 1 is overdue, 1 is due in the next 30 days and 1 is finished."
    )


def test_the_public_reads_actions_without_evidence_or_difficulties(cast: Cast, client: Client) -> None:
    part = waiting(cast)
    worker = cast.responsible_south_holland
    for kind, words in (("progress", "Half done"), ("difficulty", "The trainer left")):
        operations.report_progress(part=part, text=words, kind=kind, by=worker, at=factories.MOMENT)
    public = client.get(part.get_absolute_url()).content.decode()
    assert "Half done" in public
    assert "The trainer left" not in public
    assert "Course outline" not in public
    assert "Evidence may name residents, so it is not published" in public
    councillor = read(client, cast.councillor, part.get_absolute_url()).content.decode()
    assert "The trainer left" in councillor
    assert "Course outline" in councillor


def test_a_finished_sign_off_says_who_and_when(cast: Cast, client: Client) -> None:
    part = waiting(cast)
    path = f"{part.get_absolute_url()}sign-off/"
    data = {"decision": "signed_off", "confirmed": "on", "round": "1"}
    client.force_login(cast.holder_south_holland)
    first = client.post(path, data, follow=True)
    assert first.redirect_chain == [("/awaiting-you/", 302)]
    assert "Your decision is recorded. Everyone can read it now." in first.content.decode()
    sentence = "The Portfolio Holder, South Holland signed this off on 14 April 2026 at 10:02am. Nothing "
    assert f"{sentence}changed." in client.get(path).content.decode()
    again = client.post(path, data)
    assert again.context["form"].non_field_errors() == [f"{sentence}of yours was saved."]


def test_without_evidence_the_first_two_choices_are_off(cast: Cast, client: Client) -> None:
    part = waiting(cast)
    Evidence.objects.all().delete()
    page = read(client, cast.holder_south_holland, f"{part.get_absolute_url()}sign-off/").content.decode()
    assert page.count("disabled") == 2
    assert "So this cannot be signed off. You can send it back." in page


def test_a_report_is_sent_in_three_steps(cast: Cast, client: Client) -> None:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Task group", slug="task-group")
    report = Report.objects.create(task_group=group, title="Findings", slug="findings")
    operations.make_recommendation(
        title="Forms", text="That forms are tested", councils=cast.councils, made_by="Task group", openness="open",
        prefix="DS26", report=report, by=cast.officer, at=factories.MOMENT,
    )  # fmt: skip
    client.force_login(cast.officer)
    days = {f"received_{cast.boston.pk}": "21 March 2026", f"received_{cast.south_holland.pk}": "28/2/2026"}
    checked = client.post("/reports/findings/send/", {**days, "check": "1"}).content.decode()
    assert "<b>Boston</b>: received 21 March 2026, last day <strong>20 May 2026</strong>" in checked
    assert (
        "<b>South Holland</b>: received 28 February 2026, last day <strong>27 April 2026</strong>" in checked
    )
    assert not Response.objects.exclude(status=ResponseStatus.NOT_SENT).exists()
    changed = client.post("/reports/findings/send/", {**days, "change": "1"}).content.decode()
    assert 'value="21 March 2026"' in changed
    done = client.post("/reports/findings/send/", {**days, "send": "1"}, follow=True).content.decode()
    assert (
        "The clocks are running: Boston answers by 20 May 2026, South Holland answers by 27 April 2026."
        in done
    )
    assert "Notice to Boston Borough Council" in done
    assert "East Lindsey: received by the Executive on" in done
    assert Response.objects.filter(status=ResponseStatus.AWAITED).count() == 2


def test_a_reminder_is_sent_from_the_list(cast: Cast, client: Client) -> None:
    response = factories.response(factories.recommendation(cast), cast.boston, cast, due_on=date(2026, 4, 1))
    client.force_login(cast.officer)
    path = f"{response.get_absolute_url()}remind/"
    assert "A reminder is on its way" in client.post(path, follow=True).content.decode()
    assert "was reminded today already" in client.post(path, follow=True).content.decode()
    assert client.get(path).status_code == 405
    assert Notice.objects.count() == 1


def test_a_file_is_given_out_as_a_download_and_permission_is_asked_each_time(
    cast: Cast, client: Client
) -> None:
    part = factories.part(factories.recommendation(cast), cast.south_holland, cast)
    client.force_login(cast.responsible_south_holland)
    upload = SimpleUploadedFile("../Our “list”.csv", b"Day,Residents\n1 May,14\n", content_type="text/html")
    fields = {"title": "List", "form_key": str(uuid.uuid4()), "upload": upload}
    assert client.post(f"{part.get_absolute_url()}evidence/", fields).status_code == 302
    evidence = Evidence.objects.get()
    name = Path(str(evidence.file.name))
    assert (name.parts[0], len(name.stem), name.suffix, evidence.file_name) == (
        "evidence",
        32,
        ".csv",
        "Our “list”.csv",
    )
    path = f"{part.get_absolute_url()}evidence/{evidence.pk}/"
    got: Any = client.get(path)
    assert b"".join(got.streaming_content) == b"Day,Residents\n1 May,14\n"
    assert {
        header: got[header] for header in ("Content-Type", "X-Content-Type-Options", "Cache-Control")
    } == {
        "Content-Type": "text/csv",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got["Content-Disposition"].startswith("attachment; filename")
    cast.work_south_holland.appointments.update(ends_on=date(2026, 4, 13))
    assert client.get(path).status_code == 403
    client.logout()
    assert client.get(path).status_code == 302
    Path(evidence.file.path).unlink()
    assert read(client, cast.officer, path, 404)


def fill(cast: Cast, numbers: range) -> None:
    """Rows of every kind that the lists show."""
    holder, worker = cast.holder_south_holland, cast.responsible_south_holland
    for number in numbers:
        part = waiting(cast, number)
        recommendation = part.action.recommendations.get()
        for council, days in zip(cast.councils, (-3, 3, 20), strict=True):
            factories.response(recommendation, council, cast, due_on=TODAY + timedelta(days=days))
        late = factories.part(recommendation, cast.boston, cast, due_on=TODAY - timedelta(days=number))
        factories.part(None, cast.boston, cast, responsible=None, due_on=None)
        operations.report_progress(part=late, text="x", by=cast.responsible_boston, at=factories.MOMENT)
        unsent = factories.recommendation(cast, number + 1000)
        factories.response(unsent, cast.boston, cast, status=ResponseStatus.NOT_SENT, due_on=None)
        factories.response(unsent, cast.east_lindsey, cast, status=ResponseStatus.NOT_ON_RECORD, due_on=None)
        decided = waiting(cast, number + 2000)
        operations.sign_off(part=decided, round=1, by=holder, at=factories.MOMENT)
        factories.meeting(cast, slug=f"m{number}", held_on=TODAY + timedelta(days=number % 20))
        one = ActionPart.objects.order_by("pk").first()
        assert one is not None
        one.evidence.create(
            kind="link", title="x", url="https://example.org", added_by=worker, added_at=factories.MOMENT
        )
        operations.report_progress(part=one, text="x", by=worker, at=factories.MOMENT)


PAGES: dict[str, Callable[[Cast], tuple[Any, str]]] = {
    "to do": lambda cast: (cast.officer, "/to-do/"),
    "all gaps": lambda cast: (cast.officer, "/gaps/"),
    "awaiting you": lambda cast: (cast.holder_south_holland, "/awaiting-you/"),
    "actions": lambda cast: (cast.officer, "/actions/"),
    "my actions": lambda cast: (cast.responsible_south_holland, "/actions/?owner=me"),
    "actions, a councillor": lambda cast: (cast.councillor, "/actions/"),
    "one action": lambda cast: (cast.officer, first_part().get_absolute_url()),
    "sign off": lambda cast: (cast.holder_south_holland, f"{first_part().get_absolute_url()}sign-off/"),
    "respond": lambda cast: (cast.holder_south_holland, "/recommendations/DS26-1/south-holland/respond/"),
    "close": lambda cast: (cast.officer, "/recommendations/DS26-1/close/"),
}


def first_part() -> ActionPart:
    part = ActionPart.objects.order_by("pk").first()
    assert part is not None
    return part


def test_every_list_costs_as_many_queries_with_thirty_rows_as_with_one(cast: Cast, client: Client) -> None:
    counts: list[dict[str, int]] = []
    for numbers in (range(1, 2), range(2, 31)):
        fill(cast, numbers)
        counted = {}
        for name, page in PAGES.items():
            user, path = page(cast)
            read(client, user, path)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            counted[name] = len(asked)
        counts.append(counted)
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 30


def test_a_long_list_comes_in_pages(cast: Cast, client: Client) -> None:
    recommendation = factories.recommendation(cast)
    for _ in range(60):
        factories.part(recommendation, cast.boston, cast)
    page = read(client, cast.officer, "/actions/?page=3")
    assert (len(page.context["lines"]), page.context["page_obj"].number) == (10, 3)
    assert "Showing 51 to 60 of 60 actions" in page.content.decode()
    assert len(read(client, cast.officer, "/actions/?page=99999999999").context["lines"]) == 10
