"""Stories of the live log, told through its pages as a browser without JavaScript sends them."""

import re
import uuid
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import Openness
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome, OutcomeDraft
from recommendations.models import ActionPart, Recommendation
from tests import factories
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.IN_PROGRESS)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return factories.item(meeting, title="Digital Strategy")


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def address(item: AgendaItem) -> str:
    return reverse("recommendations:log-item", args=[*item.meeting.path, item.pk])


def typed(kind: str, text: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, "openness": "open", "form_key": str(uuid.uuid4())} | fields


def test_a_question_is_saved_at_once_and_the_form_comes_back_for_the_next(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    response = officer.post(address(item), typed("question", "Who pays?", said_by="Members"))
    assert response.status_code == 302
    assert response["Location"] == f"{address(item)}?kind=question&added={Outcome.objects.get().pk}"
    entry = Outcome.objects.get()
    assert (entry.kind, entry.text, entry.said_by, entry.openness, entry.logged_by) == (
        OutcomeKind.QUESTION,
        "Who pays?",
        "Members",
        Openness.OPEN,
        cast.officer,
    )
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "fields", "stored"),
    [
        ("answer", {}, OutcomeKind.ANSWER),
        ("action", {}, OutcomeKind.UNDERTAKING),
        ("action", {"promise": "request"}, OutcomeKind.REQUEST),
        ("decision", {"decision": "noted"}, OutcomeKind.DECISION),
        ("note", {}, OutcomeKind.COMMENT),
        ("note", {"note": "topic"}, OutcomeKind.TOPIC),
    ],
)
def test_every_kind_is_stored_as_what_it_is(
    officer: Client, item: AgendaItem, kind: str, fields: dict[str, str], stored: str
) -> None:
    officer.post(address(item), typed(kind, "Words", **fields))
    assert Outcome.objects.get().kind == stored


def test_a_recommendation_is_in_the_tracker_at_once_and_a_draft(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    councils = [cast.boston.pk, cast.south_holland.pk]
    officer.post(
        address(item), typed("recommendation", "That forms are tested.", title="Test", councils=councils)
    )
    made = Recommendation.objects.get()
    assert (made.reference, made.title, made.text, made.status) == (
        "PMP26-1",
        "Test",
        "That forms are tested.",
        "draft",
    )
    assert made.outcome == Outcome.objects.get()
    assert [one.council for one in made.responses.all()] == [cast.boston, cast.south_holland]


def test_an_action_has_a_part_for_each_council_at_once(officer: Client, item: AgendaItem, cast: Cast) -> None:
    officer.post(
        address(item),
        typed(
            "action",
            "Bring a paper.",
            promise="request",
            owner="Head of ICT",
            due="30 September 2026",
            points="Costs\n\nDates",
            councils=[cast.boston.pk, cast.east_lindsey.pk],
        ),
    )
    parts = ActionPart.objects.select_related("action")
    assert [(part.council, part.portfolio, part.owner_words, str(part.due_on)) for part in parts] == [
        (cast.boston, cast.portfolio_boston, "Head of ICT", "2026-09-30"),
        (cast.east_lindsey, cast.portfolio_east_lindsey, "Head of ICT", "2026-09-30"),
    ]
    outcome = Outcome.objects.get()
    assert [point.text for point in outcome.points.all()] == ["Costs", "Dates"]
    assert {part.action.outcome for part in parts} == {outcome}


def test_words_instead_of_a_date_are_kept_as_words(officer: Client, item: AgendaItem) -> None:
    officer.post(address(item), typed("action", "Report back.", due="next meeting"))
    outcome = Outcome.objects.get()
    assert (outcome.due_on, outcome.due_words) == (None, "next meeting")


def test_a_date_that_does_not_exist_is_named_beside_its_field(officer: Client, item: AgendaItem) -> None:
    response = officer.post(
        address(item), typed("action", "Report back.", due="31 February 2026", owner="PSPS")
    )
    form = response.context["form"]
    assert form.errors == {"due": ["Enter a date, such as 30 September 2026"]}
    assert (form["text"].value(), form["owner"].value()) == ("Report back.", "PSPS")
    assert not Outcome.objects.exists()


def test_what_stands_in_another_kinds_field_does_not_stop_a_question(
    officer: Client, item: AgendaItem
) -> None:
    officer.post(address(item), typed("question", "Who pays?", due="31 February 2026", decision="liked"))
    assert Outcome.objects.get().kind == OutcomeKind.QUESTION


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("question", "Say what was asked"),
        ("answer", "Say what was answered"),
        ("action", "Say what must happen"),
        ("decision", "Give the exact words of the decision"),
        ("recommendation", "Give the exact words of the recommendation"),
        ("note", "Say what was said"),
    ],
)
def test_without_words_the_sentence_stands_under_the_field(
    officer: Client, item: AgendaItem, kind: str, sentence: str
) -> None:
    response = officer.post(address(item), typed(kind, " "))
    assert response.context["form"].errors["text"] == [sentence]
    title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert title is not None
    assert title.group(1).startswith("Error: ")


def test_the_same_form_sent_twice_is_stored_once(officer: Client, item: AgendaItem) -> None:
    form = typed("recommendation", "That forms are tested.", councils=[])
    form["councils"] = [
        str(pk) for pk in officer.get(f"{address(item)}?kind=recommendation").context["form"].asked
    ]
    first, second = officer.post(address(item), form), officer.post(address(item), form)
    assert first["Location"] == second["Location"]
    assert (Outcome.objects.count(), Recommendation.objects.count()) == (1, 1)


def test_a_hundred_thousand_characters_are_refused_and_given_back(officer: Client, item: AgendaItem) -> None:
    long = "x" * 100_000
    response = officer.post(address(item), typed("question", long))
    form = response.context["form"]
    assert form.errors["text"] == [
        "Use 20,000 characters or fewer. You have typed 100000. "
        "Nothing is lost: put the rest in a second entry"
    ]
    assert form["text"].value() == long
    assert not Outcome.objects.exists()


def test_characters_that_nobody_can_see_are_taken_out(officer: Client, item: AgendaItem) -> None:
    officer.post(address(item), typed("question", "Who\x00 pays \u202eabc?", said_by="Mem\x00bers"))
    entry = Outcome.objects.get()
    assert (entry.text, entry.said_by) == ("Who pays abc?", "Members")


def test_markup_stays_text(officer: Client, item: AgendaItem) -> None:
    officer.post(address(item), typed("question", "<script>alert(1)</script>"))
    page = officer.get(address(item)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_form_without_openness_makes_an_exempt_entry(officer: Client, item: AgendaItem) -> None:
    form = typed("question", "Who pays?")
    del form["openness"]
    officer.post(address(item), form)
    assert Outcome.objects.get().openness == Openness.EXEMPT


def test_an_exempt_passage_names_its_paragraph(officer: Client, item: AgendaItem) -> None:
    form = typed("answer", "The price is secret.", exempt="on", public_summary="A price was given.")
    refused = officer.post(address(item), form)
    assert refused.context["form"].errors == {
        "exempt_paragraph": ["Choose why it is exempt: a paragraph from 1 to 7"]
    }
    officer.post(address(item), {**form, "exempt_paragraph": "3"})
    entry = Outcome.objects.get()
    assert (entry.openness, entry.exempt_paragraph, entry.public_summary) == (
        "exempt",
        3,
        "A price was given.",
    )


def test_the_kind_chosen_first_gives_its_fields(officer: Client, item: AgendaItem) -> None:
    form = officer.get(f"{address(item)}?kind=decision").context["form"]
    shown = [row.field.name for row in form.rows if not row.is_hidden]
    assert shown == ["decision", "number", "vote"]
    assert form["text"].label == "Exact words of the decision"
    unknown = officer.get(f"{address(item)}?kind=gossip").context["form"]
    assert unknown.kind == "question"


def test_choosing_another_kind_keeps_the_words(officer: Client, item: AgendaItem) -> None:
    response = officer.post(address(item), typed("action", "Half a", choose="1"))
    assert response["Location"] == f"{address(item)}?kind=action"
    form = officer.get(response["Location"]).context["form"]
    assert (form.kind, form["text"].value()) == ("action", "Half a")
    assert not Outcome.objects.exists()


def test_a_draft_comes_back_to_its_officer_alone_and_goes_when_added(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    draft = f"{address(item)}draft/"
    saved = officer.post(draft, typed("answer", "Half a sen", said_by="Head of ICT"))
    assert saved.json()["saved"] is not None
    form = officer.get(address(item)).context["form"]
    assert (form.kind, form["text"].value(), form["said_by"].value()) == (
        "answer",
        "Half a sen",
        "Head of ICT",
    )
    other = Client()
    other.force_login(cast.second_officer)
    assert other.get(address(item)).context["form"]["text"].value() is None
    officer.post(address(item), typed("answer", "Half a sentence."))
    assert not OutcomeDraft.objects.exists()


def test_a_draft_that_comes_after_its_entry_is_not_kept(officer: Client, item: AgendaItem) -> None:
    form = typed("question", "Who pays?")
    officer.post(address(item), form)
    late = officer.post(f"{address(item)}draft/", form)
    assert late.json() == {"saved": None}
    assert not OutcomeDraft.objects.exists()


def test_without_javascript_a_button_keeps_the_draft_and_another_clears_it(
    officer: Client, item: AgendaItem
) -> None:
    officer.post(address(item), typed("note", "Half a", keep="1"))
    assert OutcomeDraft.objects.get().fields["text"] == "Half a"
    officer.post(address(item), typed("note", "Half a", clear="1"))
    assert not OutcomeDraft.objects.exists()
    assert not Outcome.objects.exists()


def test_an_ended_session_gives_the_words_back_after_sign_in(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    officer.get(address(item))
    officer.cookies.pop("sessionid")
    led = officer.post(address(item), typed("answer", "Long typed words", said_by="Head of ICT"))
    kept = led["Location"].split("next=")[1]
    assert not Outcome.objects.exists()
    officer.force_login(cast.officer)
    form = officer.get(unquote(kept)).context["form"]
    assert (form.kind, form["text"].value(), form["said_by"].value()) == (
        "answer",
        "Long typed words",
        "Head of ICT",
    )


def test_an_answer_that_says_will_offers_an_action_with_its_words(officer: Client, item: AgendaItem) -> None:
    question = factories.outcome(item, kind=OutcomeKind.QUESTION, text="Is there enough?")
    factories.outcome(
        item, kind=OutcomeKind.ANSWER, text="I will raise it.", said_by="Head of ICT", answers=question
    )
    [thread] = officer.get(address(item)).context["log"].threads
    [answer] = thread.replies
    assert answer.offers_an_action
    form = officer.get(f"{address(item)}?kind=action&from={answer.outcome.pk}").context["form"]
    assert (form["text"].value(), form["owner"].value(), form["answers"].value()) == (
        "I will raise it.",
        "Head of ICT",
        str(question.pk),
    )
    officer.post(address(item), typed("action", "Raise it.", answers=str(question.pk)))
    [thread] = officer.get(address(item)).context["log"].threads
    assert [reply.offers_an_action for reply in thread.replies] == [False, False]


def test_the_script_gets_the_inside_of_the_page_alone(officer: Client, item: AgendaItem) -> None:
    response = officer.post(
        address(item), typed("question", "Who pays?"), headers={"hx-request": "true"}, follow=True
    )
    page = response.content.decode()
    assert "<!DOCTYPE" not in page
    assert "data-live" in page
    assert "HX-Request" in response["Vary"]
    assert "no-store" in response["Cache-Control"]


def test_an_edit_changes_the_entry_and_what_came_of_it(officer: Client, item: AgendaItem, cast: Cast) -> None:
    officer.post(address(item), typed("recommendation", "That forms are test.", councils=[cast.boston.pk]))
    outcome = Outcome.objects.get()
    edit = reverse("recommendations:log-edit", args=[*item.meeting.path, outcome.pk])
    form = officer.get(edit).context["form"]
    assert (form["text"].value(), form["version"].value()) == ("That forms are test.", 1)
    officer.post(
        edit,
        {
            "text": "That forms are tested.",
            "title": "Test forms",
            "councils": [cast.boston.pk, cast.south_holland.pk],
            "openness": "open",
            "version": "1",
        },
    )
    made = Recommendation.objects.get()
    assert (made.text, made.title) == ("That forms are tested.", "Test forms")
    assert [one.council for one in made.responses.all()] == [cast.boston, cast.south_holland]


def test_the_same_entry_changed_twice_shows_both_versions(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    outcome = factories.outcome(item, text="Who pays?")
    edit = reverse("recommendations:log-edit", args=[*item.meeting.path, outcome.pk])
    other = Client()
    other.force_login(cast.second_officer)
    other.post(edit, {"text": "Who pays for it?", "openness": "open", "version": "1"})
    response = officer.post(edit, {"text": "Which council pays?", "openness": "open", "version": "1"})
    assert response.status_code == 409
    assert response.context["theirs"].text == "Who pays for it?"
    form = response.context["form"]
    assert form["text"].value() == "Which council pays?"
    assert form.non_field_errors() == [
        "Someone else changed entry 1 while you were typing. Nothing is lost. Choose which words to keep."
    ]
    outcome.refresh_from_db()
    assert outcome.text == "Who pays for it?"
    officer.post(
        edit, {"text": "Which council pays?", "openness": "open", "version": form["version"].value()}
    )
    outcome.refresh_from_db()
    assert (outcome.text, outcome.version) == ("Which council pays?", 3)


def test_a_withdrawn_recommendation_leaves_the_tracker(officer: Client, item: AgendaItem, cast: Cast) -> None:
    officer.post(address(item), typed("recommendation", "That forms are tested.", councils=[cast.boston.pk]))
    outcome = Outcome.objects.get()
    withdraw = reverse("recommendations:log-withdraw", args=[*item.meeting.path, outcome.pk])
    assert officer.post(withdraw, {"reason": " "}).context["form"].errors == {
        "reason": ["Say why this entry is withdrawn"]
    }
    officer.post(withdraw, {"reason": "Misheard."})
    outcome.refresh_from_db()
    assert outcome.withdrawn_at is not None
    assert Recommendation.objects.get().status == "discarded"


def test_a_withdrawn_undertaking_stops_its_action(officer: Client, item: AgendaItem, cast: Cast) -> None:
    officer.post(address(item), typed("action", "Raise it.", councils=[cast.boston.pk]))
    outcome = Outcome.objects.get()
    withdraw = reverse("recommendations:log-withdraw", args=[*item.meeting.path, outcome.pk])
    officer.post(withdraw, {"reason": "Misheard."})
    part = ActionPart.objects.get()
    assert (part.status, part.status_reason) == ("stopped", "Misheard.")


def test_a_meeting_is_started_paused_and_finished_from_the_log(officer: Client, cast: Cast) -> None:
    meeting = factories.meeting(cast)
    item = factories.item(meeting)
    for move, status in [("start", "in_progress"), ("pause", "agenda_published"), ("start", "in_progress")]:
        response = officer.post(
            reverse("recommendations:log-status", args=[*meeting.path, move]), {"item": item.pk}
        )
        assert response["Location"] == address(item)
        meeting.refresh_from_db()
        assert meeting.status == status
    finish = reverse("recommendations:log-status", args=[*meeting.path, "finish"])
    assert officer.post(finish)["Location"] == reverse("recommendations:publish", args=meeting.path)
    assert officer.get(finish).status_code == 405
    assert (
        officer.post(reverse("recommendations:log-status", args=[*meeting.path, "agree"])).status_code == 404
    )


def test_the_log_opens_at_the_item_last_typed_at(officer: Client, item: AgendaItem) -> None:
    later = factories.item(item.meeting)
    opened = reverse("recommendations:log", args=item.meeting.path)
    assert officer.get(opened)["Location"] == address(item)
    factories.outcome(later)
    assert officer.get(opened)["Location"] == address(later)


def test_a_meeting_without_items_says_so(officer: Client, meeting: Meeting) -> None:
    response = officer.get(reverse("recommendations:log", args=meeting.path))
    assert response.status_code == 200
    assert response.context["lines"] == []


def test_a_closed_log_leads_to_the_record(officer: Client, item: AgendaItem) -> None:
    outcome = factories.outcome(item)
    Meeting.objects.filter(pk=item.meeting_id).update(status=MeetingStatus.AGREED)
    page = item.meeting.get_absolute_url()
    for path in [
        address(item),
        reverse("recommendations:log", args=item.meeting.path),
        reverse("recommendations:log-edit", args=[*item.meeting.path, outcome.pk]),
        reverse("recommendations:log-withdraw", args=[*item.meeting.path, outcome.pk]),
        reverse("recommendations:publish", args=item.meeting.path),
    ]:
        assert officer.get(path)["Location"] == page
    officer.post(address(item), typed("question", "Too late?"))
    assert Outcome.objects.count() == 1


OTHERS = [
    "holder_boston",
    "responsible_boston",
    "councillor",
    "other_councillor",
    "administrator",
    "stranger",
]


@pytest.mark.parametrize("who", OTHERS)
def test_others_may_not_write_the_log_nor_learn_of_an_unpublished_meeting(
    client: Client, cast: Cast, item: AgendaItem, who: str
) -> None:
    outcome = factories.outcome(item)
    client.force_login(cast.everyone[who])
    path = item.meeting.path
    reads = [
        address(item),
        reverse("recommendations:log", args=path),
        reverse("recommendations:log-edit", args=[*path, outcome.pk]),
        reverse("recommendations:log-withdraw", args=[*path, outcome.pk]),
        reverse("recommendations:publish", args=path),
    ]
    writes = [
        *reads[0:1],
        *reads[2:],
        f"{address(item)}draft/",
        reverse("recommendations:log-status", args=[*path, "finish"]),
    ]
    assert {client.get(one).status_code for one in reads} == {403}
    assert {client.post(one, typed("question", "Mine?")).status_code for one in writes} == {403}
    Meeting.objects.filter(pk=item.meeting_id).update(status=MeetingStatus.PLANNED)
    assert {client.get(one).status_code for one in reads} == {404}
    assert {client.post(one, typed("question", "Mine?")).status_code for one in writes} == {404}
    assert (Outcome.objects.count(), OutcomeDraft.objects.count()) == (1, 0)


def test_an_item_or_entry_of_another_meeting_is_not_found_here(
    officer: Client, item: AgendaItem, cast: Cast
) -> None:
    other = factories.item(factories.meeting(cast, slug="2026-04-15"))
    outcome = factories.outcome(other)
    path = item.meeting.path
    assert officer.get(reverse("recommendations:log-item", args=[*path, other.pk])).status_code == 404
    assert officer.get(reverse("recommendations:log-edit", args=[*path, outcome.pk])).status_code == 404
    assert officer.post(reverse("recommendations:log-draft", args=[*path, other.pk])).status_code == 404


@pytest.mark.parametrize("where", ["item", "check"])
def test_the_log_asks_as_many_questions_of_the_database_with_1_and_30_entries(
    officer: Client, item: AgendaItem, cast: Cast, django_assert_max_num_queries: Any, where: str
) -> None:
    path = address(item) if where == "item" else reverse("recommendations:publish", args=item.meeting.path)
    question = factories.outcome(item, points=["One"], councils=[cast.boston])
    officer.get(path)  # the first request also writes the session
    with django_assert_max_num_queries(30) as few:
        officer.get(path)
    for _ in range(29):
        factories.outcome(
            item, answers=question, kind=OutcomeKind.ANSWER, points=["One"], councils=[cast.boston]
        )
    with django_assert_max_num_queries(30) as many:
        officer.get(path)
    assert len(many) == len(few)
