"""Stories of papers: added to a pack, replaced, opened, made exempt, withdrawn, cited, and given out (rule 15, U1 to U3)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings import operations
from meetings.enums import MeetingStatus
from meetings.models import Document, Meeting
from meetings.queries import documents_visible_to, packs_of
from meetings.queries.naming import pack_order
from tests import factories
from tests.cast import TODAY, Cast
from tests.factories import MOMENT
from tests.meetings.test_pages import signed_in

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
OPEN: dict[str, Any] = {"openness": Openness.OPEN}
EXEMPT: dict[str, Any] = {
    "openness": Openness.EXEMPT,
    "exempt_paragraph": 3,
    "public_summary": "What a supplier asks for",
}


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(words: str = "first", name: str = "costs.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF.replace(b"1 0 obj", f"1 0 obj %{words}".encode(), 1))


def add(meeting: Meeting, cast: Cast, words: str = "first", **more: Any) -> Document:
    given: dict[str, Any] = {"title": "Costs", "label": "Appendix A", **OPEN, **more}
    return operations.add_paper(meeting=meeting, upload=upload(words), by=cast.officer, at=MOMENT, **given)


def address(paper: Document) -> str:
    return reverse("meetings:document", args=[paper.pk])


def content(response: Any) -> bytes:
    return b"".join(response)


def test_a_paper_is_kept_under_a_name_of_our_own(cast: Cast, files: Path) -> None:
    paper = add(factories.meeting(cast), cast, title="")
    assert (paper.title, paper.file_name, paper.content_type) == ("costs", "costs.pdf", "application/pdf")
    assert [one.name for one in files.rglob("*.pdf")] == [Path(str(paper.file.name)).name]
    assert "costs" not in str(paper.file.name)
    entry = history.latest(paper)
    assert entry is not None
    assert (entry.verb, entry.new, entry.actor_name, entry.public) == (
        "add_paper",
        "open",
        cast.officer.name,
        False,
    )


def test_a_refused_paper_leaves_neither_file_nor_row(cast: Cast, files: Path) -> None:
    meeting = factories.meeting(cast)
    add(meeting, cast)
    for wrong, field in (
        ({"upload": SimpleUploadedFile("page.pdf", b"<html><script>1</script></html>")}, "upload"),
        ({"upload": upload(), "openness": ""}, "openness"),
        ({"upload": upload(), "label": "appendix a"}, "label"),
        ({"upload": upload(), "item": factories.item(factories.meeting(cast, slug="other"))}, "item"),
    ):
        given: dict[str, Any] = {"title": "Costs", "label": "", **OPEN, **wrong}
        with pytest.raises(Refused) as refusal:
            operations.add_paper(meeting=meeting, by=cast.officer, at=MOMENT, **given)
        assert refusal.value.field == field
    assert Document.objects.count() == len(list(files.rglob("*.pdf"))) == 1


def test_an_appendix_a_belongs_to_its_own_pack(cast: Cast) -> None:
    meeting, other = factories.meeting(cast), factories.meeting(cast, slug="2026-09-09")
    first, second = factories.item(meeting), factories.item(meeting)
    add(meeting, cast)
    add(meeting, cast, "of the first item", item=first)
    add(meeting, cast, "of the second item", item=second)
    add(other, cast)
    with pytest.raises(Refused) as refusal:
        add(meeting, cast, "again", item=second)
    assert refusal.value.sentence == (
        "Another paper of this item is Appendix A already: “Costs”. Choose another label, or give that paper in a "
        "newer version"
    )


def test_a_pack_is_in_its_natural_order() -> None:
    labels = ["Appendix AA", "Appendix 10", "Appendix B", "", "Appendix 9", "Appendix Z", "appendix A"]
    assert sorted(labels, key=pack_order) == [
        "",
        "Appendix 9",
        "Appendix 10",
        "appendix A",
        "Appendix B",
        "Appendix Z",
        "Appendix AA",
    ]


def test_a_paper_of_an_exempt_item_is_exempt_whatever_is_said(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    paper = add(meeting, cast, item=item)
    assert (paper.openness, paper.exempt_paragraph) == (Openness.EXEMPT, 3)
    with pytest.raises(Refused) as refusal:
        operations.change_paper_openness(
            paper=paper, version=1, reason="Agreed", by=cast.officer, at=MOMENT, **OPEN
        )
    assert refusal.value.field == "openness"


def test_a_new_version_replaces_the_old_one_and_keeps_it(cast: Cast, client: Client) -> None:
    meeting = factories.meeting(cast)
    old = add(meeting, cast)
    new = operations.replace_paper(paper=old, version=1, upload=upload("second"), by=cast.officer, at=MOMENT)
    assert [one.pk for one in documents_visible_to(cast.stranger, on=TODAY, of=meeting)] == [new.pk]
    assert (new.label, new.title, new.openness) == ("Appendix A", "Costs", "open")
    answer = client.get(address(old))
    assert (answer.status_code, answer["Location"]) == (302, address(new))
    assert b"second" in content(client.get(address(new)))
    assert b"first" in content(signed_in(cast.officer).get(address(old)))
    [pack] = packs_of(meeting)
    [paper] = pack.papers
    assert (paper.newest.pk, [one.pk for one in paper.older], paper.number) == (new.pk, [old.pk], 2)


def test_two_officers_replace_a_paper_and_one_is_told(cast: Cast) -> None:
    paper = add(factories.meeting(cast), cast)
    operations.replace_paper(paper=paper, version=1, upload=upload("second"), by=cast.officer, at=MOMENT)
    with pytest.raises(Overtaken):
        operations.replace_paper(
            paper=paper, version=1, upload=upload("third"), by=cast.second_officer, at=MOMENT
        )
    with pytest.raises(Overtaken):
        operations.withdraw_paper(paper=paper, version=1, reason="Wrong", by=cast.second_officer, at=MOMENT)
    assert Document.objects.count() == 2


def test_the_same_file_is_no_newer_version(cast: Cast) -> None:
    paper = add(factories.meeting(cast), cast)
    with pytest.raises(Refused) as refusal:
        operations.replace_paper(paper=paper, version=1, upload=upload(), by=cast.officer, at=MOMENT)
    assert refusal.value.field == "upload"


def test_a_paper_made_exempt_later_is_gone_with_its_old_versions(cast: Cast, client: Client) -> None:
    meeting = factories.meeting(cast)
    old = add(meeting, cast)
    new = operations.replace_paper(paper=old, version=1, upload=upload("second"), by=cast.officer, at=MOMENT)
    seen = client.get(address(new))
    assert (content(seen)[:5], seen["Cache-Control"]) == (b"%PDF-", "public, max-age=60")
    operations.change_paper_openness(paper=new, version=1, by=cast.officer, at=MOMENT, **EXEMPT)
    missing = client.get(address(Document(pk=999_999)))
    for paper in (old, new):
        hidden = client.get(address(paper))
        assert (hidden.status_code, hidden.content) == (404, missing.content)
        assert signed_in(cast.other_councillor).get(address(paper)).status_code == 404
    assert b"second" in content(signed_in(cast.councillor).get(address(old), follow=True))
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Costs" not in page
    assert "What a supplier asks for" in page
    assert "paragraph 3" in page


def test_opening_a_paper_needs_a_reason_which_stays_with_the_name(cast: Cast) -> None:
    paper = add(factories.meeting(cast), cast, **EXEMPT)
    with pytest.raises(Refused) as refusal:
        operations.change_paper_openness(paper=paper, version=1, by=cast.officer, at=MOMENT, **OPEN)
    assert refusal.value.field == "reason"
    opened = operations.change_paper_openness(
        paper=paper, version=1, reason="The contract is signed", by=cast.officer, at=MOMENT, **OPEN
    )
    entry = history.latest(opened)
    assert entry is not None
    assert (entry.verb, entry.old, entry.new, entry.reason, entry.actor_name) == (
        "open_paper",
        "exempt",
        "open",
        "The contract is signed",
        cast.officer.name,
    )
    assert (opened.exempt_paragraph, opened.public_summary) == (None, "")


def test_a_withdrawn_paper_is_named_with_its_reason_and_opens_for_the_officer_alone(
    cast: Cast, client: Client
) -> None:
    meeting = factories.meeting(cast)
    paper = add(meeting, cast)
    operations.withdraw_paper(
        paper=paper, version=1, reason="It was the wrong file", by=cast.officer, at=MOMENT
    )
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Withdrawn on 1 April 2026. Reason: It was the wrong file" in page
    assert address(paper) not in page
    assert client.get(address(paper)).status_code == 404
    assert signed_in(cast.councillor).get(address(paper)).status_code == 404
    assert content(signed_in(cast.officer).get(address(paper)))
    assert add(meeting, cast, "the right one").label == "Appendix A"


def test_what_a_paper_is_called_changes_in_all_its_versions(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    old = add(meeting, cast)
    add(meeting, cast, "other", label="Appendix C")
    new = operations.replace_paper(paper=old, version=1, upload=upload("second"), by=cast.officer, at=MOMENT)
    operations.relabel_paper(
        paper=new, version=1, title="What it costs", label="Appendix B", by=cast.officer, at=MOMENT
    )
    assert list(Document.objects.filter(title="What it costs").values_list("label", flat=True)) == [
        "Appendix B",
        "Appendix B",
    ]
    with pytest.raises(Refused) as refusal:
        operations.relabel_paper(
            paper=new, version=2, title="Costs", label="Appendix c", by=cast.officer, at=MOMENT
        )
    assert refusal.value.field == "label"


def test_a_cancelled_meeting_takes_no_papers(cast: Cast) -> None:
    meeting = factories.meeting(cast, status=MeetingStatus.CANCELLED, status_reason="Snow")
    with pytest.raises(Refused) as refusal:
        add(meeting, cast)
    assert refusal.value.sentence == "The meeting is cancelled. It takes no more papers."


def test_a_download_tells_nothing_by_its_headers(cast: Cast, client: Client) -> None:
    paper = add(factories.meeting(cast), cast)
    part = client.get(address(paper), headers={"range": "bytes=0-3"})
    assert (part.status_code, content(part)[:5]) == (200, b"%PDF-")
    head = client.head(address(paper))
    assert {name: head.get(name) for name in ("ETag", "Last-Modified", "Accept-Ranges")} == {
        "ETag": None,
        "Last-Modified": None,
        "Accept-Ranges": None,
    }
    assert (head["Content-Disposition"], head["Content-Length"], head["Content-Type"]) == (
        'attachment; filename="costs.pdf"',
        str(paper.size),
        "application/octet-stream",
    )


def test_a_file_that_is_gone_is_missing(cast: Cast, client: Client) -> None:
    paper = add(factories.meeting(cast), cast)
    Path(paper.file.path).unlink()
    assert [client.get(address(paper)).status_code, client.head(address(paper)).status_code] == [404, 404]


def papers_page(meeting: Meeting) -> str:
    return reverse("meetings:papers", args=meeting.path)


def test_the_officer_adds_a_paper_on_the_page(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(meeting)
    sent = {"label": "Appendix B", "title": "Risks", "item": item.pk, "openness": "open", "upload": upload()}
    answer = signed_in(cast.officer).post(papers_page(meeting), sent)
    assert (answer.status_code, answer["Location"]) == (302, papers_page(meeting))
    paper = Document.objects.get()
    assert (paper.label, paper.title, paper.item, paper.openness) == ("Appendix B", "Risks", item, "open")


def test_without_a_word_on_openness_a_paper_is_exempt(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    signed_in(cast.officer).post(papers_page(meeting), {"title": "Risks", "upload": upload()})
    assert Document.objects.get().openness == Openness.EXEMPT


def test_a_wrong_file_is_said_beside_the_field_and_what_was_typed_stays(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    wrong = SimpleUploadedFile("page.pdf", b"<html></html>")
    sent = {"title": "Risks", "label": "Appendix B", "openness": "open", "upload": wrong}
    answer = signed_in(cast.officer).post(papers_page(meeting), sent)
    form = answer.context["form"]
    assert (form["title"].value(), form["label"].value(), list(form.errors)) == (
        "Risks",
        "Appendix B",
        ["upload"],
    )
    assert "Choose the file again" in answer.content.decode()


def test_an_exempt_paper_says_why(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    answer = signed_in(cast.officer).post(
        papers_page(meeting), {"title": "Risks", "openness": "exempt", "upload": upload()}
    )
    assert answer.context["form"].errors == {
        "exempt_paragraph": ["Choose why it is exempt: a paragraph from 1 to 7"]
    }


@pytest.mark.parametrize(
    ("name", "sent", "becomes"),
    [
        ("edit", {"label": "Appendix D", "title": "Risks"}, {"label": "Appendix D", "title": "Risks"}),
        ("openness", {"openness": "exempt", "exempt_paragraph": "3"}, {"openness": "exempt"}),
        ("withdraw", {"reason": "It was wrong"}, {"withdrawn_reason": "It was wrong"}),
    ],
)
def test_the_officer_changes_a_paper_on_its_pages(
    cast: Cast, name: str, sent: dict[str, str], becomes: dict[str, str]
) -> None:
    meeting = factories.meeting(cast)
    paper = add(meeting, cast)
    path = reverse(f"meetings:paper-{name}", args=[*meeting.path, paper.pk])
    officer = signed_in(cast.officer)
    assert officer.get(path).status_code == 200
    answer = officer.post(path, {**sent, "version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, papers_page(meeting))
    paper.refresh_from_db()
    assert {field: getattr(paper, field) for field in becomes} == becomes
    stale = officer.post(path, {**sent, "version": "1"})
    assert stale.status_code == (404 if name == "withdraw" else 200)


def test_a_new_version_comes_from_its_page_once(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    paper = add(meeting, cast)
    path = reverse("meetings:paper-new-version", args=[*meeting.path, paper.pk])
    officer, key = signed_in(cast.officer), "5bd4c5b8-36de-4d3f-9d4f-4f6f0f3a3a10"
    answer = officer.post(path, {"version": "1", "form_key": key, "upload": upload("second")})
    assert (answer.status_code, answer["Location"]) == (302, papers_page(meeting))
    assert (
        officer.post(path, {"version": "1", "form_key": key, "upload": upload("second")}).status_code == 404
    )
    assert Document.objects.count() == 2


def test_papers_are_kept_by_the_officer_alone(cast: Cast) -> None:
    meeting, other = factories.meeting(cast), factories.meeting(cast, slug="2026-09-09")
    paper = add(meeting, cast)
    pages = [papers_page(meeting), reverse("meetings:paper-edit", args=[*meeting.path, paper.pk])]
    for who in ("councillor", "holder_south_holland", "administrator"):
        reader = signed_in(cast.everyone[who])
        assert [reader.get(page).status_code for page in pages] == [403, 403]
        assert [reader.post(page).status_code for page in pages] == [403, 403]
    elsewhere = reverse("meetings:paper-edit", args=[*other.path, paper.pk])
    assert signed_in(cast.officer).get(elsewhere).status_code == 404


def queries_of(reader: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


def test_a_pack_costs_the_same_whatever_its_length(cast: Cast) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(meeting)
    pages = [papers_page(meeting), meeting.get_absolute_url()]
    add(meeting, cast, item=item)
    officer = signed_in(cast.officer)
    few = [queries_of(officer, page) for page in pages + pages][2:]
    for number in range(5):
        paper = add(meeting, cast, f"number {number}", item=item, label="")
        operations.replace_paper(
            paper=paper, version=1, upload=upload(f"newer {number}"), by=cast.officer, at=MOMENT
        )
        add(meeting, cast, f"secret {number}", label="", **EXEMPT)
    assert [queries_of(officer, page) for page in pages] == few
