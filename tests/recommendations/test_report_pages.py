"""From a finding to three councils, through pages: begin a report, draft, look over, publish, plan the route, take away."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from core.enums import Openness
from recommendations import operations
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus, Verdict
from recommendations.models import Recommendation, RouteStop, WordingCorrection
from recommendations.operations import Planned
from task_groups.models import Report
from tests import factories
from tests.cast import Cast
from tests.recommendations.reports import NOW, begun, drafted, drafting
from tests.strategies.reading import queries_of, words

OTHERS = ["councillor", "holder_boston", "responsible_boston", "administrator", "stranger"]


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def officer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.officer)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"recommendations:{name}", args=args)


def draft_words(cast: Cast, **fields: Any) -> dict[str, Any]:
    """What the officer types into a draft."""
    known = {
        "text": "That forms take a minute.", "title": "A minute", "councils": [cast.boston.pk, cast.south_holland.pk],
        "kind": "deliverable", "openness": "open", "prefix": "DS26",
    }  # fmt: skip
    return known | fields


def test_the_officer_goes_from_a_finding_to_a_published_report(officer: Client, cast: Cast) -> None:
    group = drafting(cast)
    begin = address("begin-report", group.slug)
    assert begin in officer.get(group.get_absolute_url()).content.decode()
    page = officer.post(begin, {"title": "Faster forms", "summary": "Residents complained."}, follow=True)
    report = Report.objects.get()
    assert "No recommendation is drafted yet." in words(page)
    finding = group.findings.get(theme="System")
    path = f"{address('draft', report.slug)}?finding={finding.pk}"
    assert path in page.content.decode()
    begun_with = officer.get(path)
    assert begun_with.context["form"].initial["text"] == "Forms are slow."
    assert begun_with.context["form"].initial["prefix"] == "DS26"
    page = officer.post(path, draft_words(cast, findings=[finding.pk]), follow=True)
    assert "Draft That forms take a minute. Boston To be asked South Holland To be asked" in words(page)
    assert "Rests on: System, “Forms are slow.”" in words(page)
    assert "To look at again. It can be saved and published as it is." in words(page)
    publish = address("publish-report", report.slug)
    assert "1 DS26-1 , change it That forms take a minute." in words(officer.get(publish))
    page = officer.post(publish, {"version": "1"}, follow=True)
    assert "The report is published. Its words are frozen." in page.content.decode()
    public = words(Client().get(report.get_absolute_url()))
    assert "They made 1 recommendation. Today 1 is without an answer on record." in public
    assert "1 DS26-1 That forms take a minute. Boston Not yet sent South Holland Not yet sent" in public
    assert "To look at again" not in public
    assert [path for path in (publish, path, begin) if officer.get(path).status_code != 403] == []


def test_words_may_be_looked_over_before_they_are_saved(officer: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    path = address("draft", report.slug)
    page = words(officer.post(path, draft_words(cast, text="That RPA is tested and reported.", look="1")))
    assert "It names nobody who is to do it. Say which post or body it is for." in page
    assert "Nothing explains “RPA”. Explain it there or in the glossary." in page
    assert Recommendation.objects.count() == 0
    good = "That each Portfolio Holder tells the panel by May 2027 how many of 12 forms take a minute."
    assert "Nothing to look at again" in words(officer.post(path, draft_words(cast, text=good, look="1")))


def test_a_draft_is_changed_and_discarded(officer: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    path = address("edit-draft", one.reference)
    assert "That forms are made faster." in officer.get(path).content.decode()
    sent = draft_words(cast, councils=[cast.boston.pk], version="1")
    assert officer.post(path, sent).status_code == 302
    late = officer.post(path, sent | {"text": "That forms are blue."})
    assert (late.status_code, "It reads now: That forms take a minute." in words(late)) == (409, True)
    assert "That forms are blue." in words(late)
    discard = address("discard-draft", one.reference)
    page = officer.post(discard, {"reason": "", "version": "2"})
    assert "Say why it is discarded" in words(page)
    officer.post(discard, {"reason": "Twice.", "version": "2"})
    assert "That forms" not in words(officer.get(report.get_absolute_url()))
    assert officer.get(path).status_code == 403


def test_only_the_officer_writes_a_report(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    names = [
        "report",
        "report-print",
        "report-word",
        "report-pdf",
        "edit-report",
        "publish-report",
        "draft",
        "route",
    ]
    hidden = [address(name, report.slug) for name in names]
    hidden += [address(name, one.reference) for name in ("edit-draft", "discard-draft")]
    for who in OTHERS:
        client = Client()
        client.force_login(cast.everyone[who])
        assert {client.get(path).status_code for path in hidden} == {404}, who
        assert client.get(address("begin-report", report.task_group.slug)).status_code == 403
    assert Client().get(hidden[0]).status_code == 404
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    client = Client()
    client.force_login(cast.holder_boston)
    assert [client.get(path).status_code for path in hidden[:4]] == [200] * 4
    assert {client.get(path).status_code for path in hidden[4:]} == {403}


def test_a_report_tells_where_each_recommendation_stands_today(client: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    first, second, third = (
        drafted(report, cast, text=f"That thing {number} is done.") for number in (1, 2, 3)
    )
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    answered = {"status": ResponseStatus.ANSWERED, "verdict": Verdict.ACCEPTED}
    first.responses.update(**answered)
    second.responses.filter(council=cast.boston).update(**answered)
    for council in (cast.boston, cast.south_holland):
        factories.part(first, council, cast, status=PartStatus.SIGNED_OFF)
    operations.withdraw(
        Recommendation.objects.get(pk=third.pk), reason="Out of date.", by=cast.officer, at=NOW
    )
    WordingCorrection.objects.create(
        recommendation=second, old_text="That thing 2 be done.", new_text="That thing 2 is done.",
        reason="A slip.", corrected_on=date(2026, 4, 14), by=cast.officer,
    )  # fmt: skip
    page = words(client.get(report.get_absolute_url()))
    assert "They made 3 recommendations. Today 1 is finished and 1 is under way." in page
    assert "That thing 1 is done. Boston Accepted Signed off South Holland Accepted Signed off" in page
    assert "3 DS26-3 That thing 3 is done. Withdrawn: Out of date." in page
    assert "Corrections 14 April 2026, DS26-2: A slip. It read: “That thing 2 be done.”" in page


def test_a_report_that_recommends_nothing_says_so(client: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    assert "This report made no recommendations." in words(client.get(report.get_absolute_url()))
    assert "This report made no recommendations." in words(client.get(address("report-print", report.slug)))


def test_what_is_exempt_stands_in_no_paper_and_no_public_page(client: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    drafted(report, cast)
    drafted(
        report, cast, text="That zqsecretvx is bought.", openness=Openness.EXEMPT, exempt_paragraph=3,
        public_title="A contract",
    )  # fmt: skip
    officer = Client()
    officer.force_login(cast.officer)
    papers = [address(f"report-{kind}", report.slug) for kind in ("word", "pdf", "print")]
    for _ in ("a draft", "published"):
        assert "zqsecretvx" in words(officer.get(report.get_absolute_url()))
        assert not [path for path in papers if "zqsecretvx" in taken(officer.get(path))]
        operations.publish_whole_report(report=report, by=None, at=NOW) if report.status == "draft" else None
    page = words(client.get(report.get_absolute_url()))
    assert ("zqsecretvx" in page, "They made 1 recommendation." in page) == (False, True)


def taken(response: Any) -> str:
    """The words of a Word file, of a PDF, or of a page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    if content.startswith(b"PK"):
        document = docx.Document(BytesIO(content))
        tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*(one.text for one in document.paragraphs), *tables])
    return words(response)


@pytest.mark.usefixtures("pango")
def test_a_report_is_taken_away_as_word_pdf_and_a_page(client: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast, dated_on=date(2026, 4, 10))
    drafted(report, cast, addressed_to="The portfolio holders")
    officer = Client()
    officer.force_login(cast.officer)
    assert "DRAFT: this report is not published." in taken(officer.get(address("report-print", report.slug)))
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    operations.plan_route(
        report=report, stops=[Planned(cast.panel, date(2026, 5, 5))], by=cast.officer, at=NOW
    )
    for kind, name in [("word", "Faster forms.docx"), ("pdf", "Faster forms.pdf"), ("print", "")]:
        response = client.get(address(f"report-{kind}", report.slug))
        assert response["Cache-Control"] == "public, max-age=60"
        assert name in response.get("Content-Disposition", "")
        said = taken(response)
        for sentence in (
            "Faster forms", "10 April 2026", "Recommendation 1", "That forms are made faster.",
            "Addressed to: The portfolio holders.", "Residents complained.", "Forms are slow.", "Not yet sent",
            "South Holland: Performance Monitoring Panel", "Planned for 5 May 2026",
        ):  # fmt: skip
            assert sentence in said, (kind, sentence)
        assert "DRAFT" not in said


def test_the_route_is_planned_and_what_came_of_it_recorded(officer: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    path = address("route", report.slug)
    form = officer.get(path).context["form"]
    ticked = [name for name in form.fields if form.fields[name].initial]
    usual = (cast.panel, cast.boston_cabinet, cast.south_holland_cabinet)
    assert ticked == ["form_key", *(f"goes_{body.pk}" for body in usual)]
    assert "Choose at least one body that it goes to" in words(officer.post(path, {}))
    sent = {f"goes_{cast.panel.pk}": "on", f"planned_{cast.boston_cabinet.pk}": "28 April 2026"}
    page = officer.post(path, sent, follow=True)
    assert "It has been to 0 of 2 bodies. Next: Boston: Cabinet, on 28 April 2026." in words(page)
    stop = RouteStop.objects.get(body=cast.panel)
    held = factories.meeting(cast, slug="2026-04-08", held_on=date(2026, 4, 8))
    came = {"meeting": held.pk, "decision": "noted", "note": "With thanks.", "version": "1"}
    assert officer.post(address("route-stop", report.slug, stop.pk), came).status_code == 302
    assert officer.post(address("route-stop", report.slug, stop.pk), came).status_code == 409
    public = words(Client().get(report.get_absolute_url()))
    assert "It has been to 1 of 2 bodies." in public
    assert "Noted · 8 April 2026 · Its meeting : South Holland: Performance Monitoring Panel" in public
    story = words(Client().get(one.get_absolute_url()))
    assert "South Holland: Performance Monitoring Panel noted it With thanks." in story
    assert "Boston: Cabinet: planned" in story


def test_pages_of_a_report_ask_the_same_number_of_questions_whatever_there_is(cast: Cast) -> None:
    """Promise L4."""
    report = begun(drafting(cast), cast)
    officer = Client()
    officer.force_login(cast.officer)
    drafted(report, cast)
    names = ("report", "report-print", "publish-report", "draft", "route")
    few = [queries_of(officer, address(name, report.slug)) for name in names]
    for number in range(12):
        drafted(report, cast, text=f"That thing {number} is done.", findings=report.task_group.findings.all())
    operations.plan_route(
        report=report, stops=[Planned(cast.panel), Planned(cast.boston_cabinet)], by=cast.officer, at=NOW
    )
    assert [queries_of(officer, address(name, report.slug)) for name in names] == few
    assert max(few) <= 30


def test_a_discarded_draft_is_on_no_page(officer: Client, cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    operations.discard_draft(recommendation=one, version=1, reason="Twice.", by=cast.officer, at=NOW)
    assert Recommendation.objects.get().status == RecommendationStatus.DISCARDED
    assert "No recommendation is drafted yet." in words(officer.get(report.get_absolute_url()))
