"""The pages of papers that are read in, as a browser asks for them, with and without a script."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import Openness
from meetings.models import Meeting, Outcome
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Proposal, Reading, Recommendation
from recommendations.operations.reading_decisions import reject
from tests import factories
from tests.cast import Cast
from tests.recommendations.papers import LAMPS, PAPER, chosen, handed_in, one, read_paper

KEY = "5bd4c5b8-36de-4d3f-9d4f-4f6f0f3a3a10"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def address(name: str, reading: Reading, *more: Any) -> str:
    return reverse(f"recommendations:{name}", args=[reading.pk, *more])


def decide(client: Client, found: Proposal, name: str, **kwargs: Any) -> Any:
    path = address("found-decide", found.reading, found.pk, name)
    return client.post(path, {"version": found.version}, **kwargs)


def shown(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_paper_sent_twice_is_handed_in_once(officer: Client) -> None:
    sent = {"form_key": KEY, "text": PAPER, "openness": "open"}
    answers = [officer.post(reverse("recommendations:hand-in"), sent) for _ in range(2)]
    reading = Reading.objects.get()
    assert [answer["Location"] for answer in answers] == [address("reading", reading)] * 2
    assert (reading.status, reading.openness) == (ReadingStatus.WAITING, Openness.OPEN)


def test_what_is_not_said_to_be_open_is_exempt(officer: Client) -> None:
    page = officer.get(reverse("recommendations:hand-in"))
    assert page.context["form"]["openness"].value() == Openness.EXEMPT
    refused = officer.post(reverse("recommendations:hand-in"), {"form_key": KEY, "text": PAPER})
    assert (refused.status_code, Reading.objects.count()) == (200, 0)
    assert refused.context["form"]["text"].value() == PAPER


def test_the_page_waits_shows_how_far_it_is_and_then_what_was_found(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = handed_in(cast, now)
    waiting = shown(officer.get(address("reading", reading)))
    assert "Waiting to be read." in waiting
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in waiting
    Reading.objects.filter(pk=reading.pk).update(
        status=ReadingStatus.BEING_READ, pages_done=40, pages_total=300
    )
    part = officer.get(address("reading", reading), headers=SCRIPT)
    assert "<strong>Page 40 of 300</strong> is read." in shown(part)
    assert "<html" not in shown(part)
    Reading.objects.filter(pk=reading.pk).update(status=ReadingStatus.READ, read_at=now)
    ready = officer.get(address("reading", reading), headers=SCRIPT)
    assert (ready.status_code, ready["HX-Refresh"]) == (204, "true")


def test_body_and_day_are_proposed_and_confirmed_by_the_officer(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = read_paper(cast, now)
    path = address("reading-meeting", reading)
    form = officer.get(path).context["form"]
    assert {name: form[name].value() for name in ("which", "body", "held_on")} == {
        "which": "new", "body": cast.panel.pk, "held_on": "10 March 2026",
    }  # fmt: skip
    assert Meeting.objects.count() == 0
    sent = {"which": "new", "body": cast.panel.pk, "held_on": "10 March 2026", "version": reading.version}
    assert officer.post(path, sent).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.body, meeting.held_on) == (cast.panel, date(2026, 3, 10))


def test_what_the_paper_leaves_open_is_not_chosen_for_the_officer(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = read_paper(cast, now)
    reading.proposals.filter(kind=ProposalKind.DATE).delete()
    reading.proposals.filter(kind=ProposalKind.BODY).update(fields={"text": "Cabinet", "council": ""})
    factories.meeting(cast, body=cast.boston_cabinet, slug="one", held_on=date(2026, 2, 1))
    form = officer.get(address("reading-meeting", reading)).context["form"]
    assert (form["which"].value(), form["body"].value(), form["held_on"].value()) == ("open", None, None)
    assert [label for _, label in form.fields["which"].choices] == [
        "Boston: Cabinet, 1 February 2026", "A new meeting", "I cannot say yet",
    ]  # fmt: skip


def test_with_a_script_the_row_and_how_far_it_is_come_back(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    answer = decide(officer, one(reading, ProposalKind.DECISION), "accept", headers=SCRIPT)
    assert 'data-status="Accepted."' in shown(answer)
    assert "<strong>2 of 12 looked through.</strong>" in shown(answer)
    assert Outcome.objects.count() == 1


def test_without_one_the_page_comes_back_at_its_place(cast: Cast, officer: Client, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    found = one(reading, ProposalKind.DECISION, 1)
    path = address("found-decide", reading, found.pk, "reject")
    answer = officer.post(path, {"version": 1, "of": "decided"})
    assert answer["Location"] == f"{address('reading', reading)}?of=decided#found-{found.pk}"


def test_what_another_officer_decided_is_told_beside_what_was_typed(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    found = one(reading, ProposalKind.DECISION)
    reject(proposal=found, version=1, by=cast.second_officer, at=now)
    sent = {"version": 1, "text": "That the lamps be noted.", "word": "noted", "number": "1"}
    answer = officer.post(address("found", reading, found.pk), sent)
    assert answer.status_code == 409
    assert "What was decided meanwhile" in shown(answer)
    assert answer.context["form"]["text"].value() == "That the lamps be noted."
    assert Outcome.objects.count() == 0


def test_all_of_a_sort_is_accepted_in_one_step(cast: Cast, officer: Client, now: datetime) -> None:
    reading = chosen(read_paper(cast, now), cast, now)
    page = officer.get(f"{address('reading', reading)}?of=decided")
    assert [(chip.label, chip.total) for chip in page.context["chips"]] == [
        ("Who was there", 2), ("Agenda items", 2), ("Decisions", 2), ("Recommendations", 1), ("Responses", 1),
        ("Questions and answers", 2), ("Promises and requests", 2),
    ]  # fmt: skip
    officer.post(address("reading-accept", reading), {"chosen": page.context["chosen"], "of": "decided"})
    assert [entry.kind for entry in Outcome.objects.all()] == ["decision", "decision"]
    kinds = reading.proposals.filter(status=ProposalStatus.ACCEPTED).values_list("kind", flat=True)
    assert sorted({*kinds}) == ["body", "date", "decision", "item"]


def test_what_looks_like_one_on_record_is_never_accepted_with_the_rest(
    cast: Cast, officer: Client, now: datetime
) -> None:
    factories.recommendation(cast, 2, text="Village lamps: Cabinet to look again at hours lit in winter.")
    reading = chosen(read_paper(cast, now), cast, now)
    page = officer.get(f"{address('reading', reading)}?of=recommended")
    assert page.context["chosen"] == []
    assert "It is the same" in shown(page)
    officer.post(
        address("found-decide", reading, one(reading, "recommendation").pk, "accept"), {"version": 1}
    )
    assert sorted(Recommendation.objects.values_list("text", flat=True))[0] == LAMPS


def test_before_the_meeting_is_confirmed_nothing_can_be_accepted(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = read_paper(cast, now)
    page = officer.get(address("reading", reading))
    assert "Confirm the meeting first." in shown(page)
    assert (page.context["may_accept"], page.context["chosen"]) == (False, [])


def test_a_paper_of_another_partnership_says_so_and_chooses_no_body(
    cast: Cast, officer: Client, now: datetime
) -> None:
    reading = read_paper(cast, now)
    said = {"text": "Performance Monitoring Panel", "council": "Wold Borough Council"}
    reading.proposals.filter(kind=ProposalKind.BODY).update(fields=said)
    page = shown(officer.get(address("reading", reading)))
    assert "names Wold Borough Council, which is not one of the partnership’s councils" in page
    form = officer.get(address("reading-meeting", reading)).context["form"]
    assert (form["which"].value(), form["body"].value()) == ("open", None)


def test_the_whole_paper_marks_what_was_found(cast: Cast, officer: Client, now: datetime) -> None:
    reading = read_paper(cast, now)
    page = officer.get(address("reading-text", reading)).content.decode()
    assert f"<mark>{LAMPS}</mark>" in page
    assert f'id="found-{one(reading, ProposalKind.RECOMMENDATION).pk}"' in page


def test_the_list_to_do_leads_to_what_is_read(cast: Cast, officer: Client, now: datetime) -> None:
    read_paper(cast, now)
    page = shown(officer.get(reverse("recommendations:todo")))
    assert "1 paper is read and waits to be looked through" in page
