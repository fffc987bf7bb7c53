"""Stories of an answer that is looked at once more, of the list by weakest answers, and of the notice."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.enums import Openness
from councils.models import Post
from recommendations.enums import ResponseStatus, Verdict
from recommendations.forms.answer_fields import PostChoice
from recommendations.models import Recommendation, Response, ResponseVersion
from tests import factories
from tests.cast import Cast
from tests.stage_of_projects import delivery

pytestmark = pytest.mark.usefixtures("on_the_day")
PROMISE = {
    "version": "1", "verdict": "accepted", "commitment_1": "We will test it.", "due_on_1": "1 June 2026",
    "decides": "cabinet", "decided_on": "10 April 2026",
}  # fmt: skip


@pytest.fixture
def asked(cast: Cast) -> Response:
    return factories.response(factories.recommendation(cast), cast.south_holland, cast)


def typed(cast: Cast) -> dict[str, str]:
    return {**PROMISE, "responsible_1": str(cast.work_south_holland.pk)}


def test_an_answer_is_checked_changed_and_recorded_once(cast: Cast, asked: Response, client: Client) -> None:
    client.force_login(cast.holder_south_holland)
    address = f"{asked.get_absolute_url()}respond/"
    checked = client.post(address, {**typed(cast), "check": "1"})
    assert checked.context["checked"]["lines"] == [
        ("Answer", "Accept", "verdict"),
        (
            "South Holland will",
            "We will test it.\nResponsible Officer, South Holland, by 1 June 2026",
            "commitment_1",
        ),
        ("Decided by", "South Holland Cabinet, 10 April 2026", "decides"),
    ]
    hidden = {field.html_name: field.value() or "" for field in checked.context["form"]}
    changing = client.post(address, {**hidden, "change": "1"})
    assert changing.context["form"]["commitment_1"].value() == "We will test it."
    assert not ResponseVersion.objects.exists()
    for _ in range(2):
        done = client.post(address, {**hidden, "record": "1"})
    assert (done.status_code, ResponseVersion.objects.get().verdict) == (302, "accepted")


def test_the_check_says_whether_the_answer_is_published(cast: Cast, asked: Response, client: Client) -> None:
    client.force_login(cast.holder_south_holland)
    address = f"{asked.get_absolute_url()}respond/"
    checked = client.post(address, {**typed(cast), "check": "1"}).content.decode()
    assert "<strong>It is published as soon as you record it.</strong>" in checked
    Recommendation.objects.update(openness=Openness.EXEMPT, exempt_paragraph=3)
    hidden = client.post(address, {**typed(cast), "check": "1"}).content.decode()
    assert "<strong>It is not published, because the recommendation is exempt.</strong>" in hidden


def test_officers_of_one_title_are_told_apart_by_their_council(cast: Cast) -> None:
    posts = Post.objects.filter(pk__in=[cast.work_boston.pk, cast.work_south_holland.pk])
    posts.update(title="Head of Customer Services")
    field = PostChoice(posts.order_by("council__position"))
    assert [field.label_from_instance(post) for post in posts.order_by("council__position")] == [
        "Head of Customer Services (Boston)",
        "Head of Customer Services (South Holland)",
    ]


def test_what_is_missing_is_said_before_the_check(cast: Cast, asked: Response, client: Client) -> None:
    client.force_login(cast.holder_south_holland)
    page = client.post(f"{asked.get_absolute_url()}respond/", {"version": "1", "check": "1"})
    assert page.context["form"].errors["verdict"] == ["Choose what South Holland says"]


def test_agreeing_in_principle_does_not_answer(cast: Cast, asked: Response, client: Client) -> None:
    client.force_login(cast.holder_south_holland)
    said = {"version": "1", "verdict": "principle", "principle_words": "A good idea.", "decides": "delegated"}
    address = f"{asked.get_absolute_url()}respond/"
    assert client.post(address, {**said, "check": "1"}).context["checked"]["answers"] is False
    client.post(address, {**said, "record": "1"})
    asked.refresh_from_db()
    assert (asked.status, asked.verdict, asked.due_on) == ("unanswered", "principle", date(2026, 5, 20))
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "No answer has been given yet." in page
    (ask,) = client.get("/awaiting-you/").context["awaiting"].asks
    assert ask.why == (
        "DS26-1, made by Task group. South Holland has only agreed with it in principle, which does not answer."
    )
    assert [line.label for line in listed(client, "?said=principle")] == ["DS26-1, Task group, 2026"]


def listed(client: Client, query: str) -> list[Any]:
    return list(client.get(f"/recommendations/{query}").context["page_obj"].object_list)


def test_the_weakest_answer_comes_first(cast: Cast, client: Client) -> None:
    answers = [
        (Verdict.ACCEPTED, Verdict.ACCEPTED), (Verdict.ACCEPTED, Verdict.NOTED), (Verdict.REJECTED, Verdict.ACCEPTED),
        (Verdict.ACCEPTED, ""), (Verdict.IN_PART, Verdict.IN_PRINCIPLE),
    ]  # fmt: skip
    for number, verdicts in enumerate(answers, start=1):
        one = factories.recommendation(cast, number)
        for council, verdict in zip(cast.councils, verdicts, strict=False):
            factories.response(one, council, cast, verdict=verdict, status=status_of(verdict))
    factories.recommendation(cast, 6)
    labels = [line.label.split(",")[0] for line in listed(client, "?sort=weakest")]
    assert labels == ["DS26-4", "DS26-2", "DS26-5", "DS26-3", "DS26-1", "DS26-6"]


def status_of(verdict: str) -> str:
    if not verdict:
        return ResponseStatus.AWAITED
    left_open = {Verdict.NOTED, Verdict.DEFERRED, Verdict.IN_PRINCIPLE}
    return ResponseStatus.UNANSWERED if verdict in left_open else ResponseStatus.ANSWERED


def test_the_notice_tells_what_is_asked_and_how_the_day_is_counted(
    cast: Cast, asked: Response, client: Client
) -> None:
    address = asked.get_absolute_url()
    page = client.get(f"{address}notice/print/").content.decode()
    assert (
        "The two months begin with the day on which the report was received, 21 March 2026. The last day is 20 May"
        in page
    )
    assert "That the councils do thing 1." in page
    one = asked.recommendation
    one.openness, one.exempt_paragraph, one.public_title = Openness.EXEMPT, "3", "A contract"
    one.save()
    assert client.get(f"{address}notice/print/").status_code == 404
    client.force_login(cast.holder_south_holland)
    theirs = client.get(f"{address}notice/print/")
    assert (theirs["Cache-Control"], "thing 1" in theirs.content.decode()) == ("no-store", False)
    assert client.get(f"{address}notice.docx").status_code == 200
    Response.objects.update(received_on=None)
    assert client.get(f"{address}notice/print/").status_code == 404


def test_a_submitted_business_case_awaits_the_councils_that_have_not_decided(
    cast: Cast, client: Client, now: datetime
) -> None:
    project = delivery(cast)["project"]
    project.business_case, project.case_round = "submitted", 1
    project.save()
    client.force_login(cast.holder_south_holland)
    asks = client.get("/awaiting-you/").context["awaiting"].asks
    assert [(ask.kind.word, ask.title) for ask in asks] == [("Decide", f"Business case: {project.name}")]
    project.case_decisions.create(
        council=cast.south_holland,
        round=1,
        decision="approved",
        decided_on=date(2026, 4, 1),
        by_name="A",
        by_role="B",
    )
    assert client.get("/awaiting-you/").context["awaiting"].total == 0
    client.force_login(cast.holder_boston)
    (ask,) = client.get("/awaiting-you/").context["awaiting"].asks
    assert [shown.word for shown in ask.facts[0].shown] == ["South Holland: approved"]
