"""Pages of reports and of the groups that wrote them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from strategies.operations import add_term
from task_groups import operations
from tests import factories
from tests.cast import Cast
from tests.strategies.props import digital_strategy
from tests.strategies.reading import queries_of, words
from tests.task_groups.props import BY_THE_PORTAL, group_of_2023, person, report_of

OTHERS = ["councillor", "holder_boston", "responsible_boston", "administrator", "stranger"]


def test_a_report_tells_who_asked_what_and_what_they_found(client: Client, cast: Cast) -> None:
    report = report_of(group_of_2023(cast, digital_strategy(cast)))
    page = words(client.get(report.get_absolute_url()))
    assert "Report of Joint task group, Before 21 March 2023, day not on record" in page
    assert (
        "4 councillors from 2 councils heard 2 witnesses and met twice. "
        "They examined the Digital Strategy 2023 to 2029." in page
    )
    assert "The group asked: Does it work? Does it fit?" in page
    assert "System Old systems remain. Forms work. Users Too much jargon." in page
    assert (
        "Boston Councillor D. Dyer, Councillor E. Ewer (Reserve) "
        "South Holland Councillor A. Able (Chairman), Councillor B. Baker, Councillor C. Carter "
        "Officers F. Fuller, Officer Witnesses G. Glover, Expert G. H. Hatter, Expert H Meetings 2 meetings"
        in page
    )


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (7, "The report states 7 witnesses and names 2. We show what the paper says."),
        (1, "The report states 1 witness and names 2. We show what the paper says."),
        (2, ""),
        (None, ""),
    ],
)
def test_a_paper_that_disagrees_with_itself_is_shown_to(
    client: Client, cast: Cast, stated: int | None, sentence: str
) -> None:
    report = report_of(group_of_2023(cast), witnesses_stated=stated)
    page = words(client.get(report.get_absolute_url()))
    assert ("We show what the paper says." in page) is bool(sentence)
    assert sentence in page


def test_words_are_explained_beside_the_part_that_uses_them(client: Client, cast: Cast) -> None:
    add_term(term="Jargon", slug="jargon", explanation="Hard words.", publish=True, **BY_THE_PORTAL)
    page = client.get(report_of(group_of_2023(cast)).get_absolute_url()).content.decode()
    assert 'Too much <a class="term" href="#w-jargon">jargon</a>.' in page
    assert page.count('id="w-jargon"') == 1


def test_a_draft_report_is_the_officers_alone(client: Client, cast: Cast) -> None:
    report = report_of(group_of_2023(cast), publish=False, title="Not yet")
    path = report.get_absolute_url()
    assert client.get(path).status_code == 404
    for who in OTHERS:
        other = Client()
        other.force_login(cast.everyone[who])
        assert other.get(path).status_code == 404
        assert "Not yet" not in words(other.get(reverse("task_groups:reports")))
    client.force_login(cast.officer)
    assert "Draft Only the Scrutiny Officer sees this." in words(client.get(path))
    assert "Not yet Draft" in words(client.get(reverse("task_groups:reports")))


def test_the_officer_is_offered_to_send_a_published_report(client: Client, cast: Cast) -> None:
    report = report_of(group_of_2023(cast))
    send = "Send to the executives"
    assert send not in words(client.get(report.get_absolute_url()))
    for who in OTHERS:
        other = Client()
        other.force_login(cast.everyone[who])
        assert send not in words(other.get(report.get_absolute_url()))
    client.force_login(cast.officer)
    page = client.get(report.get_absolute_url())
    assert send in words(page)
    assert f'href="{reverse("recommendations:send-report", args=[report.slug])}"' in page.content.decode()
    factories.response(factories.recommendation(cast, report=report), cast.boston, cast)
    sent = words(client.get(report.get_absolute_url()))
    assert (send in sent, "Notices to the councils" in sent) == (False, True)


def test_findings_wait_for_the_report(client: Client, cast: Cast) -> None:
    group = group_of_2023(cast)
    report = report_of(group, publish=False)
    page = words(client.get(group.get_absolute_url()))
    assert "Findings are shown once the report is published." in page
    assert "Old systems remain." not in page
    assert "Report Not published yet" in page
    client.force_login(cast.officer)
    assert "Old systems remain." in words(client.get(group.get_absolute_url()))
    operations.publish_report(report=report, **BY_THE_PORTAL)
    page = words(Client().get(group.get_absolute_url()))
    assert "Old systems remain." in page
    assert "Report Report on the strategy" in page


def test_a_group_to_convene_says_what_it_wants(client: Client, cast: Cast) -> None:
    group = operations.convene(
        partnership=cast.partnership,
        title="New group",
        slug="new",
        background=[{"kind": "open", "text": "G. Glover: does it fit?"}],
        **BY_THE_PORTAL,
    )
    operations.want_seats(group=group, council=cast.boston, members=2, reserves=1, **BY_THE_PORTAL)
    page = words(client.get(group.get_absolute_url()))
    assert (
        "Proposed New group No member is named yet: 2 members and 1 reserve are wanted from 1 council."
        in page
    )
    assert "The scope is not on record." in page
    assert "What the last group left: 1 point Still to ask. G. Glover: does it fit?" in page
    assert "Boston 2 members and 1 reserve are still to be named." in page


def test_empty_and_missing(client: Client, db: None) -> None:
    assert "No reports are published yet" in words(client.get(reverse("task_groups:reports")))
    assert client.get(reverse("recommendations:report", args=["none"])).status_code == 404
    assert client.get(reverse("recommendations:review", args=["none"])).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("name", ["task_groups:reports", "recommendations:report", "recommendations:review"])
def test_pages_are_read_only(client: Client, cast: Cast, name: str, method: str) -> None:
    client.force_login(cast.officer)
    path = reverse(name, args=[] if name == "task_groups:reports" else ["any"])
    assert getattr(client, method)(path).status_code == 405


def test_markup_stays_text(client: Client, cast: Cast) -> None:
    """Promise S11."""
    attack = "<img src=x onerror=alert(1)>"
    group = group_of_2023(cast, title=attack, scope=attack)
    operations.add_finding(group=group, theme=attack, position=1, text=attack, **BY_THE_PORTAL)
    report = report_of(group, title=attack, summary=attack)
    for path in (report.get_absolute_url(), group.get_absolute_url(), reverse("task_groups:reports")):
        page = client.get(path).content.decode()
        assert "<img" not in page
        assert "&lt;img src=x" in page


def fill(cast: Cast, group: Any, count: int) -> None:
    """So many of everything that a group has, and as many other reports."""
    for number in range(count):
        one = person(f"Person {number} {count}")
        operations.add_member(group=group, person=one, council=cast.east_lindsey, **BY_THE_PORTAL)
        operations.add_officer(group=group, person=one, role_title="Officer", **BY_THE_PORTAL)
        operations.add_witness(group=group, person=one, role_title="Expert", **BY_THE_PORTAL)
        operations.add_line(group=group, position=100 * count + number, text="Why?", **BY_THE_PORTAL)
        operations.add_finding(
            group=group, theme=f"{count}", position=number, text="So.", theme_position=count, **BY_THE_PORTAL
        )
        report_of(group, slug=f"report-{count}-{number}")


@pytest.mark.parametrize("who", ["public", "officer"])
def test_pages_ask_the_same_number_of_questions_with_1_and_30_rows(
    client: Client, cast: Cast, who: str
) -> None:
    """Promise L4."""
    if who == "officer":
        client.force_login(cast.officer)
    group = group_of_2023(cast, digital_strategy(cast))
    report = report_of(group)
    operations.want_seats(group=group, council=cast.boston, **BY_THE_PORTAL)
    paths = [reverse("task_groups:reports"), report.get_absolute_url(), group.get_absolute_url()]
    fill(cast, group, 1)
    few = [queries_of(client, path) for path in paths]
    fill(cast, group, 30)
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 30
