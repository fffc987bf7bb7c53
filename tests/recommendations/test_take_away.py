"""Minutes, agenda pack and action sheet of one meeting, as the public, the officer and a councillor take them away."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from core.enums import Openness
from core.models import Source
from councils.models import Person
from meetings.enums import MeetingStatus, OutcomeKind, Presence, StandingKind
from meetings.models import AgendaItem, Attendance, Correction, Document, Meeting, Outcome
from recommendations.models import Action, ActionPart
from task_groups.models import TaskGroup
from tests import factories
from tests.cast import Cast
from tests.factories import MOMENT

PUBLISHED = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """A meeting whose draft minutes are published: two open items, an exempt one, and an exempt passage."""
    meeting = factories.meeting(
        cast, status=MeetingStatus.DRAFT_MINUTES, starts_at=time(18, 30), place="Priory Road, Spalding",
        record_published_at=PUBLISHED, agenda_published_at=MOMENT,
    )  # fmt: skip
    attendance(meeting, cast)
    factories.item(meeting, title="Apologies", introduction="To receive apologies.")
    training = factories.item(meeting, title="Digital skills", presenter="Group Manager")
    question = factories.outcome(training, text="How many finished?", said_by="Councillor A")
    factories.outcome(
        training, kind=OutcomeKind.ANSWER, text="Forty of sixty.", said_by="Group Manager", answers=question
    )
    factories.outcome(
        training, kind=OutcomeKind.REQUEST, text="Bring a paper.", owner="Head of ICT", due_on=date(2026, 6, 30),
        councils=[cast.boston, cast.south_holland], points=["costs", "dates"],
    )  # fmt: skip
    secret(training, "zqpassagevx", "What a bidder offered")
    factories.outcome(
        training, kind=OutcomeKind.DECISION, decision="agreed", number="1", text="That the report be noted.", vote="7 to 2"
    )  # fmt: skip
    factories.outcome(
        training, kind=OutcomeKind.RECOMMENDATION, text="That all three councils share the course.",
        councils=list(cast.councils),
    )  # fmt: skip
    private = factories.item(
        meeting, title="zqtitlevx", introduction="zqintroductionvx", openness=Openness.EXEMPT, exempt_paragraph=3,
        public_title="A contract", public_summary="The price of a contract.",
    )  # fmt: skip
    secret(private, "zqentryvx", "")
    factories.outcome(private, kind=OutcomeKind.UNDERTAKING, text="zqpromisevx")
    return meeting


def attendance(meeting: Meeting, cast: Cast) -> None:
    chairman, member, away = (
        Person.objects.create(name=name, style="Councillor") for name in ("Fen", "Wash", "Dyke")
    )
    Attendance.objects.create(meeting=meeting, person=chairman, presence=Presence.PRESENT)
    Attendance.objects.create(
        meeting=meeting, person=member, presence=Presence.SUBSTITUTE, substitute_for=away,
        on_behalf_of=cast.boston, interest="Trustee of a training charity",
    )  # fmt: skip
    Attendance.objects.create(meeting=meeting, person=away, presence=Presence.APOLOGIES)
    Attendance.objects.create(meeting=meeting, label="Head of ICT", presence=Presence.WITNESS)


def secret(item: AgendaItem, text: str, summary: str) -> Outcome:
    return factories.outcome(
        item,
        text=text,
        said_by=f"{text}by",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_summary=summary,
    )


def paper(meeting: Meeting, cast: Cast, **fields: Any) -> Document:
    made = Document(
        **{
            "meeting": meeting, "title": "Costs", "label": "Appendix A", "file_name": "c.pdf", "pages": 12,
            "content_type": "application/pdf", "size": 9, "sha256": "0" * 64, "openness": Openness.OPEN,
            "added_by": cast.officer, "added_at": MOMENT,
        } | fields
    )  # fmt: skip
    made.file.save("c.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


def address(meeting: Meeting, kind: str, form: str = "word") -> str:
    return reverse(f"recommendations:{kind}-{form}", args=meeting.path)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lines_of(response: Any) -> list[str]:
    """What a Word file says, block by block, as it is read aloud."""
    found = []
    for block in docx.Document(BytesIO(response.getvalue())).iter_inner_content():
        if hasattr(block, "rows"):
            found += [" | ".join(cell.text.replace("\n", "/") for cell in row.cells) for row in block.rows]
        elif block.text.strip():
            found.append(block.text)
    return found


def taken(client: Client, meeting: Meeting, kind: str) -> list[str]:
    response = client.get(address(meeting, kind))
    assert response.status_code == 200
    return lines_of(response)


EXCLUDED = (
    "The public was excluded from the meeting for this item, because exempt information was likely to be disclosed: "
    "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972. What was said and decided is withheld from "
    "this paper."
)
SIGNED = ["Signed (person presiding)\t", "Date\t"]
MINUTES = [
    "South Holland District Council",
    "Performance Monitoring Panel",
    "Minutes of the meeting: Tuesday 14 April 2026, 6:30pm",
    "DRAFT: to be agreed at a later meeting",
    "Day\tTuesday 14 April 2026",
    "Time\t6:30pm",
    "Place\tPriory Road, Spalding",
    "Present\tCouncillor Fen",
    "Apologies\tCouncillor Dyke",
    "Substitute\tCouncillor Wash (for Councillor Dyke, Boston)",
    "Witness\tHead of ICT",
    "Declarations of interest",
    "Councillor Wash: Trustee of a training charity",
    "1.\tApologies",
    "To receive apologies.",
    "2.\tDigital skills",
    "Question 1 (Councillor A): How many finished?",
    "Answer (Group Manager): Forty of sixty.",
    "Action 1: Bring a paper.",
    "costs",
    "dates",
    "Who: Head of ICT; Due: 30 June 2026; For: Boston, South Holland",
    "What a bidder offered\nSomething is withheld here, because it is exempt information: paragraph 3 of Part 1 of Schedule "
    "12A to the Local Government Act 1972.",
    "AGREED 1  That the report be noted.",
    "Vote: 7 to 2",
    "RECOMMENDATION 1  That all three councils share the course.",
    "To Boston, East Lindsey, South Holland",
    "3.\tA contract",
    f"The price of a contract.\n{EXCLUDED}",
    *SIGNED,
]


def test_minutes_are_in_the_form_and_order_of_committees(client: Client, held: Meeting) -> None:
    assert taken(client, held, "minutes") == MINUTES


@pytest.mark.usefixtures("pango")
def test_the_pdf_and_the_page_say_what_the_word_file_says(client: Client, held: Meeting) -> None:
    pdf = client.get(address(held, "minutes", "pdf")).getvalue()
    set_words = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    page = client.get(address(held, "minutes", "print")).content.decode()
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).replace("’", "’").split())
    for line in MINUTES:
        for words in re.split(r"[\t\n]|  +", line):
            assert words in set_words, words
            assert words.split(" (")[0].split(": ")[0] in shown, words


def test_agreed_minutes_say_by_which_meeting_and_list_what_was_corrected(
    client: Client, cast: Cast, held: Meeting
) -> None:
    later = factories.meeting(cast, slug="2026-05-19", held_on=date(2026, 5, 19))
    Meeting.objects.filter(pk=held.pk).update(status=MeetingStatus.LOCKED, agreed_at_meeting=later)
    decision = Outcome.objects.get(text="That the report be noted.")
    Correction.objects.create(
        meeting=held, outcome=decision, old_text="That the report be agreed.", new_text=decision.text,
        reason="Misheard", corrected_on=date(2026, 5, 20), by=cast.officer,
    )  # fmt: skip
    lines = taken(client, held, "minutes")
    assert "DRAFT: to be agreed at a later meeting" not in lines
    assert "Agreed\tBy the meeting of 19 May 2026" in lines
    assert lines[-6:] == [
        "Corrections", "Corrected on 20 May 2026. Reason: Misheard", "Before\tThat the report be agreed.",
        "Now\tThat the report be noted.", *SIGNED,
    ]  # fmt: skip
    Meeting.objects.filter(pk=later.pk).update(status=MeetingStatus.PLANNED)
    assert "Agreed\tAt a later meeting" in taken(client, held, "minutes")
    Meeting.objects.filter(pk=held.pk).update(agreed_at_meeting=None)
    assert "Agreed\tAt a later meeting; which one is not on record" in taken(client, held, "minutes")


def test_whether_loaded_minutes_were_agreed_is_not_guessed(client: Client, cast: Cast) -> None:
    source = Source.objects.create(code="minutes", title="Minutes of the panel", kind="Minutes")
    loaded = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES, source=source)
    response = client.get(address(loaded, "minutes"))
    lines = lines_of(response)
    assert lines[3] == "That a later meeting agreed these minutes is not on record"
    assert not [line for line in lines if line.startswith(("DRAFT", "Signed", "Agreed"))]


def test_the_agenda_pack_names_presenters_papers_and_what_is_exempt(
    client: Client, cast: Cast, held: Meeting
) -> None:
    Meeting.objects.filter(pk=held.pk).update(status=MeetingStatus.AGENDA_PUBLISHED)
    earlier = factories.meeting(cast, slug="2026-03-10", held_on=date(2026, 3, 10))
    carried = factories.item(earlier, title="Skills, first look")
    AgendaItem.objects.filter(title="Digital skills").update(carried_from=carried)
    item = AgendaItem.objects.get(title="Digital skills")
    costs = paper(held, cast, item=item)
    paper(held, cast, item=item, title="zqpapervx", label="zqlabelvx", openness=Openness.EXEMPT, exempt_paragraph=3,
          public_summary="A bid")  # fmt: skip
    lines = taken(client, held, "agenda")
    assert lines[2:8] == [
        "Agenda: Tuesday 14 April 2026, 6:30pm", "Day\tTuesday 14 April 2026", "Time\t6:30pm",
        "Place\tPriory Road, Spalding", "Members\tCouncillor", "Published\t1 April 2026",
    ]  # fmt: skip
    start = lines.index("2.\tDigital skills")
    assert lines[start:] == [
        "2.\tDigital skills",
        "Presented by: Group Manager",
        "Carried over from: Skills, first look, 10 March 2026, item 1",
        "Papers",
        f"Appendix A: Costs, 12 pages. http://localhost:8000/meetings/documents/{costs.pk}/",
        "A bid: withheld, paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972",
        "3.\tA contract",
        "The price of a contract.\nThe public is likely to be excluded from the meeting for this item, because exempt "
        "information is likely to be disclosed: paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972. "
        "What it is about, and its papers, are withheld from this pack.",
    ]


def test_the_agenda_pack_fills_its_standing_items(client: Client, cast: Cast) -> None:
    earlier = factories.meeting(
        cast, slug="2026-03-10", held_on=date(2026, 3, 10), status=MeetingStatus.DRAFT_MINUTES
    )
    coming = factories.meeting(
        cast, slug="2026-05-12", held_on=date(2026, 5, 12), status=MeetingStatus.AGENDA_PUBLISHED
    )
    factories.item(coming, title="Minutes", standing=StandingKind.MINUTES)
    lines = taken(client, coming, "agenda")
    assert lines[lines.index("1.\tMinutes") :] == [
        "1.\tMinutes", "These minutes wait to be agreed.",
        "Minutes of 10 March 2026: Record published, Not agreed yet",
    ]  # fmt: skip
    page = client.get(address(coming, "agenda", "print")).content.decode()
    assert f'<a href="http://localhost:8000{earlier.get_absolute_url()}">Minutes of 10 March 2026</a>' in page


def links_of(client: Client, meeting: Meeting) -> list[str]:
    """Where the panel of papers leads to."""
    page = client.get(meeting.get_absolute_url()).content.decode()
    _, _, panel = page.partition('<h2 id="take-away">')
    return re.findall(r'href="([^"]+)"', panel.partition("</section>")[0])


def papers_of(meeting: Meeting, *kinds: str) -> list[str]:
    return [address(meeting, kind, form) for kind in kinds for form in ("word", "pdf", "print")]


def test_the_page_of_a_meeting_leads_to_what_its_reader_may_take(cast: Cast, held: Meeting) -> None:
    officer, public = signed_in(cast.officer), Client()
    calendar = "/meetings/south-holland/performance-monitoring-panel/calendar.ics"

    def of(*kinds: str) -> list[str]:
        return [*papers_of(held, *kinds, "tracker"), f"{held.get_absolute_url()}tracker/", calendar]

    for status, told, drafted in (
        (MeetingStatus.AGENDA_PUBLISHED, ["agenda"], ["agenda"]),
        (MeetingStatus.HELD, ["agenda"], ["agenda", "minutes", "actions"]),
        (MeetingStatus.LOCKED, ["agenda", "minutes", "actions"], ["agenda", "minutes", "actions"]),
    ):
        Meeting.objects.filter(pk=held.pk).update(status=status)
        assert links_of(public, held) == of(*told)
        assert links_of(officer, held) == of(*drafted)
        for path in links_of(public, held):
            assert public.get(path).status_code == 200


def test_a_group_that_nobody_knows_of_offers_no_calendar(cast: Cast) -> None:
    group = TaskGroup.objects.create(
        partnership=cast.partnership, title="Task group", slug="skills", status="set_up"
    )
    own = factories.meeting(cast, body=None, task_group=group, slug="first", status=MeetingStatus.PLANNED)
    officer = signed_in(cast.officer)
    assert links_of(officer, own) == [
        *papers_of(own, "agenda", "tracker"), f"{own.get_absolute_url()}tracker/"
    ]  # fmt: skip


def test_a_meeting_that_is_off_says_so_on_its_agenda(client: Client, cast: Cast) -> None:
    off = factories.meeting(
        cast, status=MeetingStatus.CANCELLED, status_reason="No quorum", agenda_published_at=MOMENT
    )
    assert "This meeting is cancelled. Reason: No quorum" in taken(client, off, "agenda")
    assert client.get(address(off, "minutes")).status_code == 404
    Meeting.objects.filter(pk=off.pk).update(agenda_published_at=None)
    assert client.get(address(off, "agenda")).status_code == 404


def test_the_action_sheet_tells_where_each_action_stands(client: Client, cast: Cast, held: Meeting) -> None:
    asked = Outcome.objects.get(text="Bring a paper.")
    action = Action.objects.create(
        title="Bring a paper", outcome=asked, openness=Openness.OPEN, created_at=MOMENT
    )
    parts = [
        ActionPart.objects.create(action=action, council=council, responsible=work, due_on=due, status=status)
        for council, work, due, status in (
            (cast.boston, cast.work_boston, date(2026, 6, 30), "in_progress"),
            (cast.south_holland, cast.work_south_holland, date(2026, 7, 31), "not_started"),
        )
    ]
    table = [line for line in taken(client, held, "actions") if " | " in line]
    assert table == [
        "Action | What was promised | Who | For | Due | Where it stands | Tracked as",
        "Action 1/Item 2 | Bring a paper./(a) costs/(b) dates | Responsible Officer, Boston/Responsible Officer, "
        "South Holland | Boston/South Holland | Boston: 30 June 2026/South Holland: 31 July 2026 | Boston: In "
        f"progress/South Holland: Not started | Action {parts[0].pk}/Action {parts[1].pk}",
    ]
    assert "Part of this meeting was exempt. What was promised there is withheld from this sheet." in taken(
        client, held, "actions"
    )


def test_a_meeting_without_actions_says_so(client: Client, cast: Cast) -> None:
    quiet = factories.meeting(cast, status=MeetingStatus.DRAFT_MINUTES)
    lines = taken(client, quiet, "actions")
    assert lines[-1] == "No action is on record for this meeting."
    assert "Nothing is on record for this item." not in taken(client, quiet, "minutes")


@pytest.mark.parametrize("form", ["word", "pdf", "print"])
@pytest.mark.parametrize("kind", ["minutes", "agenda", "actions"])
@pytest.mark.usefixtures("pango")
def test_no_paper_holds_an_exempt_word_also_for_those_entitled(
    cast: Cast, held: Meeting, kind: str, form: str
) -> None:
    """Papers are public versions: the chairman's copy goes round the table and onto the train (rule 15)."""
    item = AgendaItem.objects.get(title="zqtitlevx")
    paper(held, cast, item=item, title="zqpapervx", label="zqlabelvx")
    paper(held, cast, title="zqlosevx", label="zqloselabelvx", openness=Openness.EXEMPT)
    said = {}
    for name, client in {
        "public": Client(),
        "member": signed_in(cast.councillor),
        "officer": signed_in(cast.officer),
    }.items():
        response: Any = client.get(address(held, kind, form))
        content = response.getvalue()
        text = content.decode(errors="replace")
        if form == "word":
            text = "\n".join(lines_of(client.get(address(held, kind, form))))
        if form == "pdf":
            text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        said[name] = text + str(response.headers)
    assert [name for name, text in said.items() if "zq" in text] == []
    on_the_page = signed_in(cast.councillor).get(held.get_absolute_url()).content.decode()
    assert "zqtitlevx" in on_the_page
    assert "withheld" in said["officer"]


@pytest.mark.parametrize(
    ("status", "public", "officer"),
    [
        (MeetingStatus.PLANNED, [], ["agenda"]),
        (MeetingStatus.AGENDA_PUBLISHED, ["agenda"], ["agenda"]),
        (MeetingStatus.IN_PROGRESS, ["agenda"], ["minutes", "agenda", "actions"]),
        (MeetingStatus.HELD, ["agenda"], ["minutes", "agenda", "actions"]),
        (MeetingStatus.DRAFT_MINUTES, ["minutes", "agenda", "actions"], ["minutes", "agenda", "actions"]),
        (MeetingStatus.LOCKED, ["minutes", "agenda", "actions"], ["minutes", "agenda", "actions"]),
    ],
)
def test_papers_are_there_from_their_publication_on(
    client: Client, cast: Cast, held: Meeting, status: str, public: list[str], officer: list[str]
) -> None:
    Meeting.objects.filter(pk=held.pk).update(status=status)
    for reader, kinds in (
        (client, public),
        (signed_in(cast.councillor), public),
        (signed_in(cast.officer), officer),
    ):
        for form in ("word", "print"):
            got = [
                kind
                for kind in ("minutes", "agenda", "actions")
                if reader.get(address(held, kind, form)).status_code == 200
            ]
            assert got == kinds


def test_the_officers_draft_is_marked_and_kept_by_nobody(cast: Cast, held: Meeting) -> None:
    Meeting.objects.filter(pk=held.pk).update(status=MeetingStatus.HELD)
    officer = signed_in(cast.officer)
    response = officer.get(address(held, "minutes"))
    assert response["Cache-Control"] == "no-store"
    lines = lines_of(response)
    assert (
        "DRAFT, not published: only the Scrutiny Officer can take this away, and it may still change" in lines
    )
    assert "AGREED 1  That the report be noted." in lines
    assert not [line for line in lines if "zq" in line]
    sheet = lines_of(officer.get(address(held, "actions")))
    assert [line.split(" | ")[5] for line in sheet if " | " in line][1:] == [
        "Tracked once the record is published"
    ]


@pytest.mark.usefixtures("pango")
def test_a_file_has_a_clean_name_and_opens_in_no_window(client: Client, cast: Cast, held: Meeting) -> None:
    response = client.get(address(held, "minutes"))
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="2026-04-14 Performance Monitoring Panel minutes.docx"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "public, max-age=60"
    assert (
        'panel action sheet.pdf"'
        in client.get(address(held, "actions", "pdf"))["Content-Disposition"].lower()
    )
    Meeting.objects.filter(pk=held.pk).update(held_precision="month")
    assert 'filename="April 2026 Performance' in client.get(address(held, "agenda"))["Content-Disposition"]


def test_where_no_pdf_can_be_made_a_page_says_so(
    client: Client, held: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.papers.pdf.LONGEST", 10)
    response = client.get(address(held, "minutes", "pdf"))
    page = response.content.decode()
    assert response.status_code == 503
    assert "This paper is too long to be made as a PDF. Use Word, or print the page." in page
    assert address(held, "minutes") in page
    assert address(held, "minutes", "print") in page
