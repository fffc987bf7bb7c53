"""Every form of the portal, filled in so that whoever may send it succeeds."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.enums import MeetingStatus
from recommendations.models import ActionPart, Recommendation
from tests import factories
from tests.cast import Cast
from tests.promises.forms_of_agendas import (
    of_agendas,
    of_papers,
    of_planning,
    of_standing_items,
    of_the_register,
)
from tests.promises.forms_of_answers import of_chasing
from tests.promises.forms_of_checks import of_checks
from tests.promises.forms_of_cycle import of_cycle
from tests.promises.forms_of_ends import of_ends
from tests.promises.forms_of_gaps import of_gaps
from tests.promises.forms_of_groups import of_groups
from tests.promises.forms_of_programme import of_programme
from tests.promises.forms_of_projects import of_projects
from tests.promises.forms_of_readings import of_readings
from tests.promises.forms_of_records import of_records
from tests.promises.forms_of_registers import of_registers
from tests.promises.forms_of_reports import of_reports
from tests.promises.forms_of_strategies import of_strategies
from tests.promises.forms_of_work import of_work_on_its_way
from tests.promises.log_moves import of_log_moves
from tests.promises.walking import signed_in
from tests.stage import Stage, document, evidence, outcome

KEY = "5bd4c5b8-36de-4d3f-9d4f-4f6f0f3a3a10"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass(frozen=True)
class Filled:
    """One form: who sends it, who else may, where, and what is typed. `keeps`: it writes no history, by design.

    `own`: it concerns what the sender did; from the others it is refused with a sentence.
    """

    name: str
    path: str
    sender: str
    data: dict[str, Any]
    variant: str = ""
    others: frozenset[str] = frozenset()
    keeps: bool = False
    upload: bool = False
    own: bool = False

    @property
    def label(self) -> str:
        return f"{self.name} {self.variant}".strip()

    @property
    def may(self) -> frozenset[str]:
        return self.others | {self.sender}

    def send(self, client: Client, *, more: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        data = {**(more or {}), **self.data}
        if self.upload:
            data["upload"] = SimpleUploadedFile("list.pdf", PDF, content_type="application/pdf")
        return client.post(self.path, data, **kwargs)

    def send_as_its_sender(self, cast: Cast, **kwargs: Any) -> Any:
        return self.send(signed_in(getattr(cast, self.sender)), **kwargs)


OFFICERS = frozenset({"officer", "second_officer"})
HOLDER = "holder_south_holland"


@dataclass
class Forms:
    """Things that only forms need, besides those of the stage, and the forms themselves."""

    stage: Stage
    cast: Cast
    alone: Recommendation
    work: ActionPart
    coming: Any
    planned: Any
    filled: list[Filled] = field(default_factory=list)

    def add(self, name: str, args: Any, sender: str, data: dict[str, Any], **more: Any) -> None:
        path = reverse(name, args=args if isinstance(args, list | tuple) else [args])
        if sender == "officer":
            more["others"] = more.get("others", frozenset()) | OFFICERS
        self.filled.append(Filled(name, path, sender, {"form_key": KEY, **data}, **more))

    def __iter__(self) -> Iterator[Filled]:
        return iter(self.filled)

    def named(self, label: str) -> Filled:
        return next(one for one in self.filled if one.label == label)


def forms(stage: Stage, cast: Cast) -> Forms:
    """Every form, filled in."""
    alone = factories.recommendation(cast, number=50)
    factories.response(
        alone, cast.south_holland, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
    )
    work = factories.part(stage.recommendation, cast.south_holland, cast, title="Teach the trainers")
    evidence(work, cast)
    document(stage.running, cast)  # so that the log has something to cite
    known = Forms(
        stage,
        cast,
        alone,
        work,
        coming=factories.meeting(cast, slug="2026-06-09", held_on=date(2026, 6, 9)),
        planned=factories.meeting(
            cast, slug="2026-07-14", held_on=date(2026, 7, 14), status=MeetingStatus.PLANNED
        ),
    )
    of_recommendations(known)
    of_answers(known)
    of_work(known)
    of_decisions(known)
    of_meetings(known)
    of_log_moves(known)
    of_agendas(known)
    of_standing_items(known)
    of_planning(known)
    of_papers(known)
    of_the_register(known)
    of_the_log(known)
    of_readings(known)
    of_records(known)
    of_strategies(known)
    of_registers(known)
    of_programme(known)
    of_groups(known)
    of_ends(known)
    of_work_on_its_way(known)
    of_reports(known)
    of_projects(known)
    of_checks(known)
    of_cycle(known)
    of_gaps(known)
    of_chasing(known)
    return known


def of_recommendations(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    received = {f"received_{cast.south_holland.pk}": "1 April 2026"}
    known.add("recommendations:add", [], "officer", {
        "text": "That residents are asked first.", "title": "Ask residents", "councils": [cast.boston.pk],
        "kind": "deliverable", "made_by": "Task group", "made_on": "1 March 2026", "prefix": "AB26",
        "openness": "open",
    })  # fmt: skip
    known.add("recommendations:add", [], "officer", {
        "text": "That the supplier is asked.", "title": "Ask the supplier", "councils": [cast.boston.pk],
        "kind": "deliverable", "made_by": "Task group", "prefix": "AB26", "openness": "exempt",
        "exempt_paragraph": "3", "public_title": "A contract",
    }, variant="exempt")  # fmt: skip
    known.add("recommendations:send-report", stage.report.slug, "officer", {**received, "send": "1"})
    known.add("recommendations:send", known.alone.reference, "officer", {**received, "send": "1"})
    known.add("recommendations:close", stage.recommendation.reference, "officer", {
        "kind": "rejected", "reason": "Nobody wanted it.", "meeting": stage.held.pk, "closed_on": "10 March 2026",
    })  # fmt: skip
    known.add("strategies:record-review", [stage.strategy.slug, stage.review.pk], "officer", {
        "outcome": "held", "held_on": "30 March 2026", "reason": "As planned.",
    })  # fmt: skip


def of_answers(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    asked = [stage.recommendation.reference, "south-holland"]
    version = {"version": stage.responses["south-holland"].version}
    cabinet = {"decides": "cabinet", "decided_on": "10 April 2026"}
    known.add("recommendations:respond", asked, HOLDER, {
        **version, **cabinet, "verdict": "accepted", "commitment_1": "We will run the course.",
        "responsible_1": cast.work_south_holland.pk, "due_on_1": "30 September 2026", "record": "1",
    })  # fmt: skip
    known.add("recommendations:respond", asked, HOLDER, {
        **version, **cabinet, "verdict": "rejected", "reasons_rejected": "It costs too much.", "record": "1",
    }, variant="no")  # fmt: skip
    known.add("recommendations:respond", asked, HOLDER, {
        **version, "verdict": "noted", "noted_words": "We are thinking.", "save_draft": "1",
    }, variant="draft")  # fmt: skip
    known.add("recommendations:move-due", asked, "officer", {
        **version, "new": "30 June 2026", "reason": "The Cabinet meets later.",
    })  # fmt: skip
    known.add("recommendations:remind", asked, "officer", {})


def of_work(known: Forms) -> None:
    cast, work = known.cast, known.work
    responsible = "responsible_south_holland"
    known.add("recommendations:update", work.pk, responsible, {
        "kind": "progress", "text": "Two trainers are taught.", "expected_on": "1 June 2026",
    })  # fmt: skip
    known.add("recommendations:update", work.pk, responsible, {
        "kind": "difficulty", "text": "The trainer is ill.",
    }, variant="difficulty")  # fmt: skip
    known.add("recommendations:evidence", work.pk, responsible, {
        "title": "The list", "shows": "Who came.", "url": "https://example.org/list",
    })  # fmt: skip
    known.add("recommendations:evidence", work.pk, responsible, {
        "title": "The list", "shows": "Who came.",
    }, variant="file", upload=True)  # fmt: skip
    known.add("recommendations:submit", work.pk, responsible, {})
    known.add("recommendations:assign", work.pk, "officer", {
        "responsible": cast.work_south_holland.pk, "portfolio": cast.portfolio_south_holland.pk,
        "version": work.version,
    }, others=frozenset({HOLDER}))  # fmt: skip
    known.add("recommendations:move-date", work.pk, "officer", {
        "new": "30 July 2026", "reason": "The trainer is ill.", "version": work.version,
    }, others=frozenset({HOLDER}))  # fmt: skip


def of_decisions(known: Forms) -> None:
    ready, signed = known.stage.parts["south-holland"], known.stage.signed
    decided = {"round": ready.round, "confirmed": "on"}
    evidence(ready, known.cast)
    known.add("recommendations:sign-off", ready.pk, HOLDER, {**decided, "decision": "signed_off"})
    known.add("recommendations:sign-off", ready.pk, HOLDER, {
        **decided, "decision": "signed_off_with_more", "more": "Ask those who came.", "due_on": "1 August 2026",
    }, variant="with more")  # fmt: skip
    known.add("recommendations:sign-off", ready.pk, HOLDER, {
        **decided, "decision": "sent_back", "missing": "The list of names.",
    }, variant="back")  # fmt: skip
    known.add("recommendations:reverse", signed.pk, HOLDER, {"reason": "Signed by mistake."})


def of_meetings(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    known.add("meetings:add", [], "officer", {
        "body": cast.panel.pk, "held_on": "8 September 2026", "starts_at": "6:30pm", "place": "Spalding",
    })  # fmt: skip
    known.add("meetings:add-item", stage.running.path, "officer", {
        "number": "9", "title": "Parking", "introduction": "By the head of service.", "openness": "open",
    })  # fmt: skip
    known.add("meetings:add-item", stage.running.path, "officer", {
        "number": "9", "title": "A person", "openness": "exempt", "exempt_paragraph": "1",
        "public_title": "A personal matter", "public_summary": "A post.",
    }, variant="exempt")  # fmt: skip
    known.add("meetings:postpone", known.coming.path, "officer", {"reason": "Snow."})
    known.add("meetings:cancel", known.coming.path, "officer", {"reason": "No business."})
    known.add("meetings:move", [*known.planned.path, "publish-agenda"], "officer", {})
    agreed = factories.meeting(
        cast, slug="2026-02-10", held_on=date(2026, 2, 10), status=MeetingStatus.AGREED
    )
    known.add("meetings:move", [*agreed.path, "lock"], "officer", {}, variant="lock")


def of_the_log(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    item = [*stage.running.path, stage.running_item.pk]
    entry = [*stage.running.path, stage.running_outcome.pk]
    said = {"openness": "open", "text": "Who pays for it?"}
    of_each_kind: dict[str, dict[str, Any]] = {
        "question": {"said_by": "A member"},
        "answer": {"said_by": "The officer", "answers": stage.running_outcome.pk},
        "action": {
            "promise": "undertaking", "owner": "The officer", "councils": [cast.south_holland.pk],
            "due": "next meeting", "points": "One\nTwo",
        },
        "decision": {"decision": "noted", "number": "4", "vote": "5 to 4"},
        "recommendation": {"title": "Say who pays", "councils": [cast.boston.pk]},
        "note": {"note": "comment", "said_by": "A member"},
    }  # fmt: skip
    for kind, more in of_each_kind.items():
        known.add("recommendations:log-item", item, "officer", {**said, "kind": kind, **more}, variant=kind)
    known.add("recommendations:log-item", item, "officer", {
        "kind": "question", "openness": "open", "exempt": "on", "exempt_paragraph": "3",
        "text": "What does it cost?", "public_summary": "A price.",
    }, variant="exempt")  # fmt: skip
    known.add(
        "recommendations:log-draft", item, "officer", {"kind": "question", "text": "Half a"}, keeps=True
    )
    known.add("recommendations:log-edit", entry, "officer", {
        **said, "version": stage.running_outcome.version, "said_by": "Another member",
    })  # fmt: skip
    known.add("recommendations:log-withdraw", entry, "officer", {"reason": "Typed twice."})
    known.add("recommendations:log-status", [*stage.running.path, "finish"], "officer", {})
    checked = outcome(stage.running_item, cast)
    known.add("recommendations:publish", stage.running.path, "officer", {
        "checked": f"{checked.pk}:{checked.version}",
    })  # fmt: skip


class Controls(HTMLParser):
    """What the page's form of a path sends: the name of each control with the values it holds now.

    `elsewhere` has the names in forms of the page that go to another path.
    """

    def __init__(self, text: str, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.goes_elsewhere = False
        self.values: dict[str, list[str]] = {}
        self.elsewhere: set[str] = set()
        self.text_fields: set[str] = set()
        self.writing = ""
        self.choosing = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        name = had.get("name", "")
        if tag == "form":
            self.goes_elsewhere = had.get("action", "").partition("?")[0] not in {"", self.path}
        if self.goes_elsewhere:
            self.elsewhere |= {name} if name else set()
            return
        if tag == "option":
            if "selected" in had:
                self.values[self.choosing] = [had.get("value", "")]
            return
        if not name or tag not in {"input", "textarea", "select"}:
            return
        held = self.values.setdefault(name, [])
        if tag == "textarea":
            self.writing = name
            self.text_fields.add(name)
            held.append("")
        elif tag == "select":
            self.choosing = name
        elif had.get("type") in {"radio", "checkbox"}:
            held += [had.get("value", "on")] if "checked" in had else []
        else:
            held.append(had.get("value", ""))
            self.text_fields |= {name} if had.get("type", "text") == "text" else set()

    def handle_data(self, data: str) -> None:
        if self.writing:
            # A browser drops the first line break of a textarea, which Django's widget writes.
            self.values[self.writing] = [self.values[self.writing][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.goes_elsewhere = False
        if tag == "textarea" and self.writing:
            self.values[self.writing] = [re.sub(r"\A\r?\n", "", self.values[self.writing][0])]
            self.writing = ""


def controls_of(response: Any) -> Controls:
    return Controls(response.content.decode(), response.wsgi_request.path)


def fresh_key() -> str:
    return str(uuid.uuid4())
