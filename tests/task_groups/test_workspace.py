"""What a group works with: the councils' words on its scope, what is asked of whom, evidence, findings."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core import history
from core.refusals import Overtaken, Refused
from task_groups import operations, queries
from task_groups.enums import CoverageState, GatheredKind, MemberRole, TaskGroupStatus
from task_groups.models import (
    Finding,
    GatheredEvidence,
    LineOfEnquiry,
    Membership,
    TaskGroup,
    Witness,
    WitnessCoverage,
)
from task_groups.permissions import works_on
from tests.cast import TODAY, Cast
from tests.task_groups.props import BY_THE_PORTAL, LOADED, person

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def known(cast: Cast) -> dict[str, Any]:
    return {"by": cast.officer, "at": LOADED}


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A group of three councils that asks two things of two witnesses."""
    made = operations.convene(
        partnership=cast.partnership, title="New group", slug="new", scope="Does it work?", **BY_THE_PORTAL
    )
    for council in cast.councils:
        operations.want_seats(group=made, council=council, **BY_THE_PORTAL)
    for text in ("Does it work?", "Who pays?"):
        operations.ask(group=made, text=text, **BY_THE_PORTAL)
    for name in ("G. Glover", "H. Hatter"):
        operations.name_witness(group=made, new_name=name, role_title="Expert", **BY_THE_PORTAL)
    return made


def says(group: TaskGroup, council: Any, verdict: str = "agreed", **fields: Any) -> Any:
    values = {"said_by": "Overview panel", "said_on": date(2023, 3, 30), **fields}
    return operations.record_scope_answer(group=group, council=council, verdict=verdict, **values)


def test_the_scope_is_agreed_once_every_council_agreed_it(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    says(group, cast.boston, **known)
    says(group, cast.east_lindsey, "changed", words="Ask about costs too.", **known)
    refusal = says(group, cast.south_holland, "refused", words="Not this year.", **known)
    with pytest.raises(
        Refused, match=r"2 of 3 councils have agreed the scope\. Still to agree it: South Holland"
    ):
        operations.move_group(group=group, move="agree_scope", **known)
    with pytest.raises(Overtaken):
        says(group, cast.south_holland, **known)
    says(group, cast.south_holland, version=refusal.version, **known)
    operations.move_group(group=group, move="agree_scope", **known)
    assert queries.went_on_without(group) is None
    rows = history.story_of(group).filter(verb="scope_answer").order_by("number")
    assert [(row.details["council"], row.old, row.new, row.reason, row.public) for row in rows] == [
        ("Boston", "", "agreed", "", True),
        ("East Lindsey", "", "changed", "Ask about costs too.", True),
        ("South Holland", "", "refused", "Not this year.", True),
        ("South Holland", "refused", "agreed", "", True),
    ]


def test_what_was_said_of_an_earlier_wording_does_not_count(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    for council in cast.councils:
        says(group, council, **known)
    assert queries.scope_words(group, on=TODAY).words == "All 3 councils have agreed the scope."
    operations.edit_scope(group=group, version=1, scope="Does it pay?", **known)
    said = queries.scope_words(group, on=TODAY)
    assert [one.is_earlier for one in said.councils] == [True] * 3
    says(group, cast.boston, version=1, **known)
    assert queries.scope_words(group, on=TODAY).words == (
        "1 of 3 councils has agreed the scope. Still to agree it: East Lindsey and South Holland."
    )


def test_a_group_goes_on_without_a_council_only_with_a_reason(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    operations.move_group(group=group, move="agree_scope", reason=" They meet in May. ", **known)
    row = queries.went_on_without(group)
    assert row is not None
    assert (row.reason, row.public, row.new) == ("They meet in May.", True, TaskGroupStatus.SCOPED)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"said_by": " "}, "Say which body, meeting or role said it"),
        ({"said_on": date(2023, 4, 4)}, "The day must not be after today"),
        ({"verdict": "changed"}, "Say what the council wants to be different"),
        ({"verdict": "refused"}, "Say what the council wants to be different"),
    ],
)
def test_who_said_it_and_when_belong_to_it(
    group: TaskGroup, cast: Cast, known: dict[str, Any], fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        says(group, cast.boston, **known | fields)
    assert not group.scope_answers.exists()


def test_only_councils_of_the_partnership_with_seats_or_members_are_concerned(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    group.seats_wanted.exclude(council=cast.boston).update(members=0, reserves=0)
    says(group, cast.east_lindsey, "refused", words="Leave us out.", **known)
    said = queries.scope_words(group, on=TODAY)
    assert [(one.council, one.is_concerned) for one in said.councils] == [
        (cast.boston, True),
        (cast.east_lindsey, False),
    ]
    assert said.words == "0 of 1 council has agreed the scope. Still to agree it: Boston."
    group.seats_wanted.update(members=0, reserves=0)
    assert len(queries.scope_words(group, on=TODAY).concerned) == 3


def test_the_grid_counts_what_was_asked_and_what_is_open(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    grid = queries.grid_of(group)
    assert (grid.words, len(grid.planned)) == ("No question is planned yet.", 0)
    glover, hatter = Witness.objects.order_by("pk")
    work, pay = LineOfEnquiry.objects.order_by("position")
    assert len(operations.plan_questions(witness=glover, lines=[pay, work], **known)) == 2
    operations.plan_questions(witness=hatter, lines=[work], **known)
    assert queries.grid_of(group).words == "0 of 3 questions asked, 2 lines are still open."
    row = operations.record_coverage(
        line=work,
        witness=glover,
        version=1,
        state="asked",
        note="It does.",
        still_open="Since when?",
        **known,
    )
    assert queries.grid_of(group).words == "1 of 3 questions asked, 2 lines are still open."
    operations.record_coverage(
        line=work, witness=glover, version=row.version, state="asked", note="It does.", **known
    )
    operations.plan_questions(witness=hatter, lines=[], **known)
    assert queries.grid_of(group).words == "1 of 2 questions asked, 1 line is still open."
    operations.plan_questions(witness=glover, lines=[], **known)
    states = dict(WitnessCoverage.objects.filter(witness=glover).values_list("line", "state"))
    assert states == {work.pk: CoverageState.ASKED, pay.pk: CoverageState.DROPPED}
    asked_anew = operations.record_coverage(line=pay, witness=hatter, state="asked", **known)
    assert (asked_anew.version, queries.grid_of(group).words) == (
        2,
        "2 of 2 questions asked, no line is still open.",
    )
    with pytest.raises(Overtaken):
        operations.record_coverage(line=work, witness=glover, version=1, state="open", **known)
    with pytest.raises(Refused, match="Something was said, so choose “Asked”"):
        operations.record_coverage(line=work, witness=hatter, version=2, state="open", note="Yes.", **known)


def test_what_was_said_stays_out_of_the_public_history(group: TaskGroup, known: dict[str, Any]) -> None:
    witness, line = Witness.objects.first(), LineOfEnquiry.objects.first()
    assert witness
    assert line
    operations.record_coverage(line=line, witness=witness, state="asked", note="In confidence.", **known)
    rows = history.story_of(group).filter(subject="task_groups.witnesscoverage").order_by("number")
    assert list(rows.values_list("verb", "public")) == [("plan_question", False), ("ask_witness", False)]


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("figures.pdf", PDF, content_type="application/pdf")


def gather(group: TaskGroup, known: dict[str, Any], **fields: Any) -> GatheredEvidence:
    values = {"title": "Figures", "origin": "Training records", "openness": "exempt", **fields}
    return operations.gather(group=group, **values, **known)


def test_evidence_says_where_it_is_from_and_who_may_read_it(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    line = group.lines_of_enquiry.first()
    assert line
    exempt = gather(group, known, upload=upload(), lines=[line], exempt_paragraph=3)
    opened = gather(group, known, url="https://example.org/a", openness="open", public_summary="Lost")
    kept = gather(group, known, owner="Head of ICT")
    assert [(one.kind, one.openness, one.public_summary) for one in (exempt, opened, kept)] == [
        (GatheredKind.FILE, "exempt", ""),
        (GatheredKind.LINK, "open", ""),
        (GatheredKind.PAPER, "exempt", ""),
    ]
    assert list(queries.evidence_visible_to(cast.stranger, group, on=TODAY)) == [opened]
    with pytest.raises(Refused, match="Say why it is opened to the public"):
        operations.change_evidence_openness(evidence=exempt, version=1, openness="open", **known)
    operations.change_evidence_openness(
        evidence=exempt, version=1, openness="open", reason="The price is known.", **known
    )
    assert list(queries.evidence_visible_to(cast.stranger, group, on=TODAY)) == [exempt, opened]
    operations.withdraw_evidence(evidence=opened, version=1, reason="Out of date.", **known)
    assert list(queries.evidence_visible_to(cast.stranger, group, on=TODAY)) == [exempt]
    assert list(queries.evidence_visible_to(cast.officer, group, on=TODAY)) == [exempt, opened, kept]
    with pytest.raises(Refused, match="This evidence was withdrawn"):
        operations.withdraw_evidence(evidence=opened, version=2, reason="Again.", **known)
    stale = GatheredEvidence.objects.get(pk=kept.pk)
    operations.edit_evidence(
        evidence=kept, version=1, title="Figures of 2025", origin="PSPS", lines=[line], **known
    )
    with pytest.raises(Overtaken):
        operations.edit_evidence(evidence=stale, version=1, title="Mine", origin="Mine", **known)
    rows = history.story_of(group).filter(subject="task_groups.gatheredevidence")
    assert set(rows.values_list("public", flat=True)) == {False}
    assert "Figures" not in str(list(rows.values_list("details", flat=True)))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Say what the evidence is called"),
        ({"origin": ""}, "Say where it is from"),
        ({"openness": "public"}, "Say whether it is open to the public or exempt"),
        ({"url": "ftp://example.org"}, "Enter a web address that begins with https://"),
        ({"url": "https://example.org", "upload": upload()}, "Add a file or an address, one at a time"),
    ],
)
def test_evidence_that_lacks_something_is_refused(
    group: TaskGroup, known: dict[str, Any], fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        gather(group, known, **fields)
    assert not GatheredEvidence.objects.exists()


def test_nothing_of_another_group_can_be_named(group: TaskGroup, cast: Cast, known: dict[str, Any]) -> None:
    other = operations.convene(partnership=cast.partnership, title="Other", slug="other", **BY_THE_PORTAL)
    line = operations.ask(group=other, text="Why?", **BY_THE_PORTAL)
    witness = operations.name_witness(group=other, new_name="K. Kemp", role_title="Expert", **BY_THE_PORTAL)
    evidence = gather(other, known)
    ours = group.witnesses.first()
    assert ours
    for attempt in (
        lambda: gather(group, known, lines=[line]),
        lambda: gather(group, known, witness=witness),
        lambda: operations.plan_questions(witness=ours, lines=[line], **known),
        lambda: operations.record_coverage(line=line, witness=ours, state="asked", **known),
        lambda: operations.write_finding(
            group=group, theme="Users", text="Slow.", evidence=[evidence], **known
        ),
    ):
        with pytest.raises(Refused, match="of this group"):
            attempt()


def test_findings_are_written_moved_and_withdrawn(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    evidence = gather(group, known)
    first = operations.write_finding(
        group=group, theme="Users", text="They wait.", evidence=[evidence], **known
    )
    second = operations.write_finding(group=group, theme=" users ", text="They ask.", **known)
    third = operations.write_finding(group=group, theme="System", text="It is old.", **known)
    assert order(group) == [("Users", "They wait."), ("Users", "They ask."), ("System", "It is old.")]
    operations.move_finding(finding=second, direction="up", **known)
    operations.move_finding(finding=third, direction="up", **known)
    assert order(group) == [("Users", "They ask."), ("Users", "They wait."), ("System", "It is old.")]
    operations.edit_finding(finding=third, version=1, theme="Users", text="It is slow.", **known)
    assert order(group) == [("Users", "They ask."), ("Users", "They wait."), ("Users", "It is slow.")]
    with pytest.raises(Overtaken):
        operations.edit_finding(finding=first, version=1, theme="Users", text="Mine.", **known)
    first.refresh_from_db()
    assert list(first.evidence.all()) == [evidence]
    operations.withdraw_finding(
        finding=first, version=first.version, reason="The figures were wrong.", **known
    )
    assert order(group) == [("Users", "They ask."), ("Users", "It is slow.")]
    assert queries.group_page(group, sees_drafts=True).withdrawn == [first]
    assert queries.group_page(group, sees_drafts=False).withdrawn == []
    with pytest.raises(Refused, match="This finding was withdrawn"):
        operations.move_finding(finding=first, direction="down", **known)
    with pytest.raises(Refused, match="This finding was withdrawn"):
        operations.withdraw_finding(finding=first, version=3, reason="Again.", **known)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=first.pk).update(withdrawn_reason="")


def order(group: TaskGroup) -> list[tuple[str, str]]:
    return list(Finding.objects.standing().filter(task_group=group).values_list("theme", "text"))


def test_once_the_group_has_reported_it_stays_as_it_is(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    witness, line = group.witnesses.all()[0], group.lines_of_enquiry.all()[0]
    finding = operations.write_finding(group=group, theme="Users", text="They wait.", **known)
    evidence = gather(group, known)
    TaskGroup.objects.update(status=TaskGroupStatus.REPORTED)
    for attempt in (
        lambda: says(group, cast.boston, **known),
        lambda: gather(group, known),
        lambda: operations.edit_evidence(evidence=evidence, version=1, title="A", origin="B", **known),
        lambda: operations.plan_questions(witness=witness, lines=[], **known),
        lambda: operations.record_coverage(line=line, witness=witness, state="asked", **known),
        lambda: operations.write_finding(group=group, theme="Users", text="More.", **known),
        lambda: operations.edit_finding(finding=finding, version=1, theme="Users", text="Less.", **known),
        lambda: operations.move_finding(finding=finding, direction="up", **known),
        lambda: operations.withdraw_finding(finding=finding, version=1, reason="Wrong.", **known),
    ):
        with pytest.raises(Refused, match="This group has reported"):
            attempt()
    operations.change_evidence_openness(
        evidence=evidence, version=1, openness="open", reason="Over.", **known
    )
    operations.withdraw_evidence(evidence=evidence, version=2, reason="Out of date.", **known)


def test_members_read_what_the_group_works_with_while_they_have_their_seats(
    group: TaskGroup, cast: Cast
) -> None:
    councillor = cast.councillor
    assert councillor.person is not None
    assert not works_on(councillor, group, on=TODAY)
    Membership.objects.create(
        task_group=group, person=councillor.person, council=cast.boston, role=MemberRole.MEMBER, ends_on=TODAY
    )
    again = type(councillor).objects.get(pk=councillor.pk)
    assert works_on(again, group, on=TODAY)
    assert not works_on(again, group, on=date(2026, 4, 15))
    assert not works_on(cast.administrator, group, on=TODAY)


def test_a_group_is_proposed_with_seats_for_the_councils_concerned(cast: Cast, known: dict[str, Any]) -> None:
    first, second = (
        operations.propose_group(
            partnership=cast.partnership, title="Flood response", why="A motion.", **known
        )
        for _ in range(2)
    )
    assert (first.slug, second.slug, first.status) == ("flood-response", "flood-response-2", "proposed")
    assert list(first.seats_wanted.values_list("council", "members", "reserves")) == [
        (one.pk, 2, 1) for one in cast.councils
    ]
    alone = operations.propose_group(
        partnership=cast.partnership, title="?", why="A question.", councils=[cast.boston], **known
    )
    assert (alone.slug, alone.background) == ("task-group", [{"kind": "why", "text": "A question."}])
    assert alone.seats_wanted.count() == 1
    for fields, sentence in (
        ({"title": " "}, "Say what the group looks at"),
        ({"why": ""}, "Say why this is looked"),
    ):
        with pytest.raises(Refused, match=sentence):
            operations.propose_group(
                **{"partnership": cast.partnership, "title": "A", "why": "B", **fields, **known}
            )


def test_each_step_says_what_is_missing_for_the_next(
    group: TaskGroup, cast: Cast, known: dict[str, Any]
) -> None:
    def missing(work: queries.Work | None = None) -> list[str]:
        held = TaskGroup.objects.get()
        return queries.life_of(
            held,
            convening=queries.convening_of(held, on=TODAY),
            scope=queries.scope_words(held, on=TODAY),
            grid=queries.grid_of(held),
            work=work,
        ).missing

    said = queries.scope_words(group, on=TODAY).words
    assert missing() == [said]
    operations.move_group(group=group, move="agree_scope", reason="In May.", **known)
    assert missing() == [
        "Boston, East Lindsey and South Holland have no member yet.",
        "No question is planned for a witness.",
    ]
    witness, line = group.witnesses.first(), group.lines_of_enquiry.first()
    assert witness
    assert line
    operations.plan_questions(witness=witness, lines=[line], **known)
    operations.move_group(group=group, move="start_gathering", **known)
    assert missing(queries.Work()) == [
        "1 question is still to be asked.",
        "2 lines of enquiry are still open.",
        "No evidence is on record.",
    ]
    assert missing() == missing(queries.Work(evidence=1))
    operations.move_group(group=group, move="start_drafting", **known)
    assert missing() == []
    assert missing(queries.Work()) == ["No finding is written.", "The report is not begun."]
    assert missing(queries.Work(findings=2, has_report=True)) == ["The report is a draft."]
    TaskGroup.objects.update(status=TaskGroupStatus.CLOSED)
    assert missing() == []


def test_a_council_without_a_member_and_one_without_a_reserve_are_warned_of(
    group: TaskGroup, cast: Cast
) -> None:
    operations.add_member(group=group, person=person("A. Able"), council=cast.boston, **BY_THE_PORTAL)
    assert queries.convening_of(group, on=TODAY).warnings == [
        "Boston has no reserve.",
        "East Lindsey has no member on the group.",
        "South Holland has no member on the group.",
        "The group has no chairman.",
    ]
