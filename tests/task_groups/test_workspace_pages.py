"""The pages of a group's workspace: who reads what, and how the officer fills them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from task_groups import operations
from task_groups.enums import MemberRole, TaskGroupStatus
from task_groups.models import Finding, GatheredEvidence, LineOfEnquiry, TaskGroup, Witness
from tests.cast import Cast
from tests.strategies.reading import queries_of, words
from tests.task_groups.props import BY_THE_PORTAL
from tests.task_groups.test_workspace import PDF

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A group that asks one thing of one witness, with a councillor of Boston on it."""
    made = operations.convene(
        partnership=cast.partnership, title="New group", slug="new", scope="Does it work?", **BY_THE_PORTAL
    )
    operations.want_seats(group=made, council=cast.boston, **BY_THE_PORTAL)
    operations.ask(group=made, text="Who pays?", **BY_THE_PORTAL)
    operations.name_witness(group=made, new_name="G. Glover", role_title="Expert", **BY_THE_PORTAL)
    assert cast.councillor.person is not None
    operations.add_member(
        group=made,
        person=cast.councillor.person,
        council=cast.boston,
        role=MemberRole.MEMBER,
        **BY_THE_PORTAL,
    )
    return made


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def to(name: str, *args: Any) -> str:
    return reverse(f"task_groups:{name}", args=["new", *args])


def test_a_question_is_planned_asked_and_read_by_the_group_alone(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    line, witness = LineOfEnquiry.objects.get(), Witness.objects.get()
    assert officer.post(to("plan-questions", witness.pk), {"lines": [line.pk]}).status_code == 302
    assert "0 of 1 question asked, 1 line is still open." in words(officer.get(to("coverage")))
    path = to("cell", line.pk, witness.pk)
    sent = {"version": "1", "state": "asked", "note": "The councils pay.", "still_open": "How much?"}
    assert officer.post(path, sent).url == f"{to('coverage')}#line-{line.pk}"  # type: ignore[attr-defined]
    late = officer.post(path, {**sent, "note": "Mine."})
    assert late.status_code == 409
    assert "On record now: Asked, something is still open. The councils pay." in words(late)
    assert ">\nMine.</textarea>" in late.content.decode()
    for reader, reads in (
        (officer, True),
        (signed_in(cast.councillor), True),
        (signed_in(cast.other_councillor), False),
        (signed_in(cast.administrator), False),
        (Client(), False),
    ):
        page = words(reader.get(to("coverage")))
        assert ("The councils pay." in page, "How much?" in page) == (reads, reads)
        assert "1 of 1 question asked, 1 line is still open." in page
    assert officer.get(to("cell", line.pk, 999)).status_code == 404


def test_evidence_is_exempt_unless_it_is_said_to_be_open(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    sent = {"title": "Figures", "origin": "Training records"}
    page = words(officer.post(to("add-evidence"), {**sent, "url": "no address"}))
    assert "Enter a web address, such as https://www.example.gov.uk/minutes" in page
    file = SimpleUploadedFile("figures.pdf", PDF, content_type="application/pdf")
    assert officer.post(to("add-evidence"), {**sent, "upload": file}).status_code == 302
    one = GatheredEvidence.objects.get()
    file_path, openness = to("evidence-file", one.pk), to("evidence-openness", one.pk)
    page = words(officer.get(group.get_absolute_url()))
    assert "Figures (PDF, " in page
    assert "Exempt From: Training records. Owner not on record. Day not on record." in page
    member, others = signed_in(cast.councillor), [Client(), signed_in(cast.other_councillor)]
    assert [member.get(path).status_code for path in (file_path, openness)] == [200, 403]
    for other in others:
        assert other.get(file_path).status_code == 404
        assert "No evidence that is open to the public is on record." in words(
            other.get(group.get_absolute_url())
        )
    assert others[1].get(openness).status_code == 404
    withheld = {"version": "1", "openness": "exempt", "exempt_paragraph": "3", "public_summary": "A price"}
    assert officer.post(openness, withheld).status_code == 302
    page = words(others[0].get(group.get_absolute_url()))
    assert "Not open to the public: A price (Schedule 12A, paragraph 3)." in page
    opened = {"version": "2", "openness": "open"}
    assert "Say why it is opened to the public" in words(officer.post(openness, opened))
    assert officer.post(openness, {**opened, "reason": "It is paid."}).status_code == 302
    found = others[0].get(file_path)
    assert (found.status_code, found["Content-Disposition"]) == (200, 'attachment; filename="figures.pdf"')
    assert (
        officer.post(to("withdraw-evidence", one.pk), {"version": "3", "reason": "Old."}).status_code == 302
    )
    assert others[0].get(file_path).status_code == 404
    assert officer.get(to("edit-evidence", one.pk)).status_code == 404
    assert "Withdrawn on 14 April 2026. Old." in words(officer.get(group.get_absolute_url()))


def test_findings_are_written_changed_moved_and_withdrawn(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    sent = {"theme": "Users", "text": "They wait."}
    assert "Say what the group found" in words(officer.post(to("add-finding"), {"theme": "Users"}))
    assert officer.post(to("add-finding"), sent).status_code == 302
    assert officer.post(to("add-finding"), {**sent, "text": "They ask."}).status_code == 302
    first, second = Finding.objects.order_by("position")
    assert officer.post(to("move-finding", second.pk, "up")).status_code == 302
    assert officer.post(to("move-finding", second.pk, "left")).status_code == 404
    shown = words(signed_in(cast.councillor).get(group.get_absolute_url()))
    assert (
        "Drafts of the group. Everyone sees them once the report is published. Users They ask. They wait."
        in shown
    )
    page = words(Client().get(group.get_absolute_url()))
    assert "Findings are shown once the report is published." in page
    assert "They ask." not in page
    late = officer.post(to("edit-finding", first.pk), {**sent, "version": "1", "text": "Mine."})
    assert late.status_code == 409
    assert "It reads now: They wait." in words(late)
    first.refresh_from_db()
    changed = {**sent, "version": first.version, "theme": "System"}
    assert officer.post(to("edit-finding", first.pk), changed).status_code == 302
    assert officer.post(to("withdraw-finding", second.pk), {"version": "2"}).status_code == 200
    withdrawn = {"version": "2", "reason": "Nobody said so."}
    assert officer.post(to("withdraw-finding", second.pk), withdrawn).status_code == 302
    page = words(officer.get(group.get_absolute_url()))
    assert "1 withdrawn finding Users: They ask. Withdrawn on 14 April 2026. Nobody said so." in page
    assert officer.get(to("edit-finding", second.pk)).status_code == 404


def test_a_council_says_what_it_thinks_of_the_scope(officer: Client, group: TaskGroup, cast: Cast) -> None:
    path = to("scope-answer", "boston")
    sent = {"version": "0", "verdict": "changed", "said_by": "Overview panel", "said_on": "2 April 2026"}
    assert "Say what the council wants to be different" in words(officer.post(path, sent))
    assert officer.post(path, {**sent, "words": "Ask about costs."}).status_code == 302
    assert officer.post(path, {**sent, "words": "Mine."}).status_code == 409
    page = words(Client().get(group.get_absolute_url()))
    assert "Boston: Agreed with changes Overview panel, 2 April 2026. Ask about costs." in page
    TaskGroup.objects.update(scope="Does it pay?")
    page = words(Client().get(group.get_absolute_url()))
    assert "It spoke of an earlier wording: the scope was changed since." in page
    assert officer.get(to("scope-answer", "nowhere")).status_code == 404
    assert "Say why the group goes on. The reason is published" in words(officer.post(to("go-on"), {}))
    assert officer.post(to("go-on"), {"reason": "The panel meets in May."}).status_code == 302
    assert TaskGroup.objects.get().status == TaskGroupStatus.SCOPED
    page = words(Client().get(group.get_absolute_url()))
    assert "The group went on without the word of every council. Reason: The panel meets in May." in page
    assert officer.get(to("go-on")).status_code == 403


def test_a_group_is_proposed_and_stands_in_the_list(officer: Client, group: TaskGroup, cast: Cast) -> None:
    propose, everyone = reverse("task_groups:propose"), reverse("task_groups:groups")
    TaskGroup.objects.update(status=TaskGroupStatus.CLOSED)
    assert "No task group is at work." in words(Client().get(everyone))
    sent = {"title": "Flood response", "why": "A motion of the panel.", "councils": [cast.boston.pk]}
    assert "Choose at least one council" in words(officer.post(propose, {**sent, "councils": []}))
    assert officer.post(propose, sent).url == "/reviews/flood-response/"  # type: ignore[attr-defined]
    assert officer.post(propose, sent).url == "/reviews/flood-response/"  # type: ignore[attr-defined]
    assert TaskGroup.objects.count() == 2
    page = words(Client().get(everyone))
    assert "1 task group is at work." in page
    assert "Flood response Proposed New group Closed" in page
    assert "Why it is looked at: A motion of the panel." in words(Client().get("/reviews/flood-response/"))


def test_the_page_tells_who_did_what_and_why_newest_first(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    operations.add_finding(group=group, theme="Users", position=1, text="They wait.", **BY_THE_PORTAL)
    officer.post(to("go-on"), {"reason": "The panel meets in May."})
    story = Client().get(group.get_absolute_url()).context["story"]
    told = [(one.title, one.body, one.by) for one in story.entries]
    assert told == [
        ("Scope agreed", "The panel meets in May.", "By the Scrutiny Officer."),
        ("A seat was taken", f"{cast.councillor.person}, Boston: member.", ""),
        ("A line of enquiry was added", "", ""),
        ("Seats set", "Boston: 2 members and 1 reserve.", ""),
        ("Proposed", "", ""),
    ]
    assert {one.when_text for one in story.entries[:1]} == {"14 April 2026"}
    assert (story.entries[0].source_text, story.earlier) == ("Recorded here on 14 April 2026", 0)


def test_the_story_shows_the_newest_and_counts_the_rest(group: TaskGroup) -> None:
    for number in range(40):
        operations.ask(group=group, text=f"Why {number}?", **BY_THE_PORTAL)
    story = Client().get(group.get_absolute_url()).context["story"]
    assert (len(story.entries), story.earlier) == (40, 4)


@pytest.mark.parametrize("who", ["public", "councillor", "officer"])
def test_the_grid_asks_the_same_number_of_questions_however_large(
    client: Client, group: TaskGroup, cast: Cast, who: str
) -> None:
    """Promise L4."""
    if who != "public":
        client.force_login(cast.everyone[who])
    witness = Witness.objects.get()
    operations.plan_questions(witness=witness, lines=LineOfEnquiry.objects.all(), **BY_THE_PORTAL)
    few = queries_of(client, to("coverage"))
    for number in range(8):
        operations.ask(group=group, text=f"Why {number}?", **BY_THE_PORTAL)
        another = operations.name_witness(
            group=group, new_name=f"W. {number}", role_title="Expert", **BY_THE_PORTAL
        )
        operations.plan_questions(witness=another, lines=LineOfEnquiry.objects.all(), **BY_THE_PORTAL)
    assert queries_of(client, to("coverage")) == few
    assert few <= 20
