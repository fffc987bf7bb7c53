"""The page of a project, and its forms."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from strategies import operations
from strategies.enums import BusinessCase, Health, Stage
from strategies.models import (
    BusinessCaseDecision,
    ProjectDifficulty,
    ProjectHealth,
    ProjectMilestone,
    ProjectStage,
    RoadmapProject,
)
from tests.cast import Cast
from tests.strategies.props import LOADED, digital_strategy, project, roadmap
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
KNOWN: dict[str, Any] = {"by": None, "at": NOW}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def telephony(cast: Cast) -> RoadmapProject:
    return project(
        roadmap(digital_strategy(cast)), 1, name="Telephony", slug="telephony", lead=cast.work_boston
    )


def path(one: RoadmapProject, name: str = "project", *more: Any) -> str:
    return reverse(f"strategies:{name}", args=[one.roadmap.strategy.slug, one.slug, *more])


def fares(one: RoadmapProject, cast: Cast, health: Health, day: date, why: str = "So it is.") -> None:
    operations.report_health(
        project=one, health=health, words=why, as_of=day, person=cast.responsible_boston.person, **KNOWN
    )


def test_what_is_not_on_record_is_said(client: Client, telephony: RoadmapProject) -> None:
    page = client.get(path(telephony))
    assert (
        "Its health is not on record.</strong> How far it has got is not on record." in page.content.decode()
    )
    assert (
        "Where each council stands Boston Not on record East Lindsey Not on record South Holland Not on record "
        "Milestones No milestones are on record" in words(page)
    )
    assert "Business case None on record" in words(page)
    assert "What is next Not on record Money Not on record" in words(page)


def test_how_it_fares_is_told_with_its_history(client: Client, cast: Cast, telephony: RoadmapProject) -> None:
    fares(telephony, cast, Health.ON_TRACK, date(2025, 10, 1), "All is well.")
    assert ">On track</text>" not in client.get(path(telephony)).content.decode()
    fares(telephony, cast, Health.OFF_TRACK, date(2026, 2, 1), "The supplier withdrew.")
    page = client.get(path(telephony))
    assert "<strong>Off track, as told on 1 February 2026.</strong>" in page.content.decode()
    assert (
        "How it has fared Off track The supplier withdrew. Responsible Officer, Boston 1 February 2026 "
        "On track All is well. Responsible Officer, Boston 1 October 2025" in words(page)
    )
    assert page.content.decode().count(">On track</text>") == 1


def test_each_council_has_its_own_stage_and_decision(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    operations.move_case(project=telephony, move="submit", by=cast.officer, at=NOW)
    operations.decide_case(
        project=telephony, council=cast.boston, decision="approved", by=cast.holder_boston, at=NOW
    )
    for day, stage, note in [
        (date(2026, 1, 1), Stage.BUSINESS_CASE, ""),
        (date(2026, 4, 1), Stage.DELIVERY, "4 systems to go"),
    ]:
        operations.record_stage(
            project=telephony, council=cast.boston, stage=stage, note=note, as_of=day, **KNOWN
        )
    page = words(client.get(path(telephony)))
    assert (
        "Boston Delivery . 4 systems to go As at 1 April 2026 Before , at Boston Business case 1 January 2026 "
        "East Lindsey Not on record" in page
    )
    assert (
        "Waiting for a decision Boston: approved Portfolio Holder, Boston, 14 April 2026 "
        "East Lindsey: not decided yet South Holland: not decided yet" in page
    )
    assert "Furthest reached: delivery, at Boston." in client.get(path(telephony)).content.decode()


def test_milestones_say_what_is_late_and_why_they_moved(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    made = [
        operations.add_milestone(project=telephony, what=what, due_on=due_on, by=cast.officer, at=NOW)
        for what, due_on in [
            ("Contract", date(2026, 3, 1)),
            ("Boston", date(2026, 4, 4)),
            ("East Lindsey", date(2026, 5, 1)),
            ("South Holland", date(2026, 9, 1)),
        ]
    ]
    known: dict[str, Any] = {"version": 1, "by": cast.officer, "at": NOW}
    operations.change_milestone(milestone=made[0], change="done", done_on=date(2026, 3, 8), **known)
    operations.change_milestone(
        milestone=made[3], change="moved", due_on=date(2026, 10, 1), reason="Elections.", **known
    )
    response = client.get(path(telephony))
    assert (
        "Contract Reached late. Reached on 8 March 2026, 7 days late Due 1 March 2026 "
        "Boston Late. 10 days late Due 4 April 2026 "
        "East Lindsey Due soon Due 1 May 2026 "
        "South Holland Planned Moved from 1 September 2026 on 14 April 2026. Reason: Elections. Due 1 October 2026"
        in words(response)
    )
    assert "1 milestone is late. Next milestone: East Lindsey, by 1 May 2026." in response.content.decode()


SEES = ["officer", "responsible_boston", "responsible_south_holland", "holder_east_lindsey", "councillor"]


@pytest.mark.parametrize("who", [*SEES, "administrator", "stranger", None])
def test_difficulties_are_for_those_they_were_told_for(
    client: Client, cast: Cast, telephony: RoadmapProject, who: str | None
) -> None:
    operations.tell_difficulty(
        project=telephony,
        words="The supplier withdrew.",
        person=cast.responsible_boston.person,
        by=cast.responsible_boston,
        at=NOW,
    )
    if who:
        client.force_login(cast.everyone[who])
    page = words(client.get(path(telephony)))
    assert ("The supplier withdrew." in page) == (who in SEES)
    assert ("Difficulties" in page) == (who in SEES)


MAY = {
    "edit-project": {"officer"},
    "move-case": {"officer"},
    "project-health": {"officer", "responsible_boston"},
    "project-stage": {"officer", "responsible_boston"},
    "add-milestone": {"officer", "responsible_boston"},
    "tell-difficulty": {"officer", "responsible_boston", "responsible_south_holland"},
}


@pytest.mark.parametrize("name", MAY)
def test_each_form_is_for_whom_it_is_for(
    client: Client, cast: Cast, telephony: RoadmapProject, name: str
) -> None:
    """The responsible officer of Boston leads the project."""
    may = set()
    for who, user in cast.everyone.items():
        client.force_login(user)
        status = client.get(path(telephony, name)).status_code
        assert status in {200, 403}, who
        may |= {who} if status == 200 else set()
    everyone_in_post = {"second_officer"} | (
        {"responsible_east_lindsey"} if name == "tell-difficulty" else set()
    )
    assert may == MAY[name] | everyone_in_post


def test_the_lead_reports_health_stage_milestone_and_difficulty(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    client.force_login(cast.responsible_boston)
    sent = {
        "project-health": {"health": "at_risk", "words": "It is late.", "as_of": "1 April 2026"},
        "project-stage": {"council": cast.boston.pk, "stage": "not_started", "as_of": "1 April 2026"},
        "add-milestone": {"what": "Live", "due_on": "30 September 2026"},
        "tell-difficulty": {"words": "Nobody answers."},
    }
    for name, data in sent.items():
        assert client.post(path(telephony, name), data).status_code == 302, name
    assert ProjectHealth.objects.get().by == cast.responsible_boston.person
    assert ProjectStage.objects.get().stage == Stage.NOT_STARTED
    difficulty = ProjectDifficulty.objects.get()
    settled = client.post(
        path(telephony, "settle-difficulty", difficulty.pk),
        {"words": "They answer.", "settled_on": "14 April 2026"},
    )
    assert settled["Location"] == path(telephony) + "#difficulties"
    one = path(telephony, "milestone", ProjectMilestone.objects.get().pk)
    nothing = client.post(one, {"change": "moved", "version": "1"}).content.decode()
    assert "Enter the new day, such as 30 September 2026" in nothing
    assert "Say why the date moves. The reason is published" in nothing
    moved = {"change": "moved", "due_on": "1 October 2026", "reason": "Elections.", "version": "1"}
    assert client.post(one, moved).status_code == 302
    assert client.post(one, moved | {"due_on": "1 November 2026"}).status_code == 409
    assert ProjectMilestone.objects.get().due_on == date(2026, 10, 1)


def test_a_reason_is_asked_for_beside_its_field(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    client.force_login(cast.officer)
    page = client.post(path(telephony, "project-health"), {"health": "at_risk", "as_of": "1 April 2026"})
    assert "Say why the health changed. The reason is published" in page.content.decode()
    assert ProjectHealth.objects.count() == 0
    late = client.post(
        path(telephony, "project-stage"),
        {"council": cast.boston.pk, "stage": "live", "as_of": "1 April 2026", "note": "Nearly"},
    )
    assert "The portfolio holder of Boston has not approved the business case" in late.content.decode()
    assert 'value="Nearly"' in late.content.decode()


def test_the_officer_submits_and_a_holder_decides_for_one_council(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    client.force_login(cast.officer)
    client.post(path(telephony, "move-case"), {"move": "submit", "note": "From the board"})
    telephony.refresh_from_db()
    assert (telephony.business_case, telephony.business_case_note) == (
        BusinessCase.SUBMITTED,
        "From the board",
    )
    assert "Nothing is left to be recorded" in words(client.get(path(telephony, "move-case")))
    decide = path(telephony, "decide-case", "east-lindsey")
    assert client.get(decide).status_code == 403
    client.force_login(cast.holder_boston)
    assert client.get(decide).status_code == 403
    assert client.get(path(telephony, "decide-case", "nowhere")).status_code == 404
    client.force_login(cast.holder_east_lindsey)
    assert decide in client.get(path(telephony)).content.decode()
    back = client.post(decide, {"decision": "sent_back"})
    assert "Say what is missing. The reason is published" in back.content.decode()
    assert client.post(decide, {"decision": "approved"}).status_code == 302
    row = BusinessCaseDecision.objects.get()
    assert (row.council, row.decision, row.by_role) == (
        cast.east_lindsey,
        "approved",
        "Portfolio Holder, East Lindsey",
    )
    assert decide not in client.get(path(telephony)).content.decode()


def test_the_officer_adds_a_project_once(client: Client, cast: Cast, telephony: RoadmapProject) -> None:
    client.force_login(cast.officer)
    strategy = telephony.roadmap.strategy
    add = reverse("strategies:add-project", args=[strategy.slug])
    data = {"roadmap": telephony.roadmap_id, "name": "One platform: forms & more", "summary": "In one place"}
    sent = [client.post(add, data)["Location"] for _ in range(2)]
    assert sent == [f"/strategies/{strategy.slug}/projects/one-platform-forms-more/"] * 2
    assert RoadmapProject.objects.count() == 2
    twice = client.post(add, data | {"name": "ONE PLATFORM: forms & more"})
    assert "The roadmap has a project of this name already" in twice.content.decode()


def test_without_a_roadmap_there_is_nothing_to_add_to(client: Client, cast: Cast) -> None:
    strategy = digital_strategy(cast)
    client.force_login(cast.officer)
    page = words(client.get(reverse("strategies:add-project", args=[strategy.slug])))
    assert "The strategy has no roadmap yet, so there is nothing to add a project to." in page


def test_a_project_overtaken_gives_the_words_back(
    client: Client, cast: Cast, telephony: RoadmapProject
) -> None:
    client.force_login(cast.officer)
    data = {"name": "Telephones", "summary": "Mine", "version": "1", "lead": cast.work_boston.pk}
    assert client.post(path(telephony, "edit-project"), data).status_code == 302
    late = client.post(path(telephony, "edit-project"), data | {"name": "Phones", "summary": "Theirs"})
    assert late.status_code == 409
    assert "What it says now Telephones Mine" in words(late)
    assert 'value="Phones"' in late.content.decode()


def test_a_project_of_a_draft_strategy_is_not_there(client: Client, cast: Cast) -> None:
    one = project(roadmap(digital_strategy(cast, status="draft")), 1, lead=cast.work_boston)
    for user in (None, cast.responsible_boston, cast.holder_boston):
        if user:
            client.force_login(user)
        assert client.get(path(one)).status_code == 404
    client.force_login(cast.officer)
    assert client.get(path(one)).status_code == 200


def test_many_reports_have_pages(client: Client, cast: Cast, telephony: RoadmapProject) -> None:
    for number in range(1, 22):
        fares(telephony, cast, Health.ON_TRACK, date(2026, 3, number), f"Report {number}.")
    first, second = (words(client.get(path(telephony), {"page": page})) for page in (1, 2))
    assert ("Report 2." in first, "Report 1." in first) == (True, False)
    assert ("Report 2." in second, "Report 1." in second) == (False, True)


def test_a_page_with_much_asks_no_more_often(client: Client, cast: Cast, telephony: RoadmapProject) -> None:
    client.force_login(cast.officer)
    counts = []
    for many in (range(1, 2), range(2, 12)):
        for number in many:
            fares(telephony, cast, Health.ON_TRACK, date(2026, 3, number))
            operations.record_stage(
                project=telephony,
                council=cast.boston,
                stage=Stage.NOT_STARTED,
                as_of=date(2026, 3, number),
                **KNOWN,
            )
            operations.add_milestone(
                project=telephony, what=f"Step {number}", due_on=date(2026, 8, number), **KNOWN
            )
            operations.tell_difficulty(
                project=telephony, words="Late.", person=cast.officer.person, by=None, at=LOADED
            )
        counts.append(queries_of(client, path(telephony)))
    assert counts[0] == counts[1]
