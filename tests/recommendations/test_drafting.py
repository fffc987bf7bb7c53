"""From findings to a published report: drafting, changing, discarding, and freezing the words."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from councils.models import Council
from recommendations import operations
from recommendations.models import Recommendation
from task_groups import operations as group_operations
from task_groups.models import Finding, Report
from tests.cast import Cast
from tests.recommendations.reports import NOW, begun, drafted, drafting


def changed(one: Recommendation, cast: Cast, **fields: Any) -> Recommendation:
    """The draft in other words, for the same councils."""
    known: dict[str, Any] = {
        "version": one.version,
        "title": one.title,
        "text": "That forms take a minute.",
        "councils": [cast.boston, cast.south_holland],
        "findings": [],
    }
    return operations.edit_draft(recommendation=one, **known | fields, by=cast.officer, at=NOW)


def asked(one: Recommendation) -> list[str]:
    rows: QuerySet[Council] = Council.objects.filter(responses__recommendation=one)
    return [council.slug for council in rows.order_by("position")]


def behind(one: Recommendation) -> list[str]:
    return [link.finding.text for link in one.drafted_from.select_related("finding")]


def test_a_recommendation_is_drafted_from_a_finding(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    assert (one.reference, one.status, one.made_by) == ("DS26-1", "draft", "Digital task group")
    assert (one.report, one.strategy, behind(one)) == (
        report,
        report.task_group.strategy,
        ["Forms are slow."],
    )
    assert not HistoryEntry.objects.filter(public=True, subject="recommendations.recommendation").exists()


def test_a_draft_may_change_until_the_report_is_out(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    others = Finding.objects.filter(theme="Users")
    changed(one, cast, councils=[cast.east_lindsey, cast.boston], findings=others, addressed_to="The holders")
    one.refresh_from_db()
    assert (one.text, one.addressed_to, one.version) == ("That forms take a minute.", "The holders", 2)
    assert (asked(one), behind(one)) == (["boston", "east-lindsey"], ["Residents ring again."])
    row = HistoryEntry.objects.filter(verb="reword").get()
    assert (row.details["text"], row.public) == ("That forms are made faster.", False)
    with pytest.raises(Overtaken, match="Scrutiny Officer changed this"):
        changed(one, cast, version=1)
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    one.refresh_from_db()
    with pytest.raises(Refused, match="its words are frozen"):
        changed(one, cast)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"text": " "}, "text", "Say what is recommended"),
        ({"title": ""}, "title", "Give it a short title"),
        ({"councils": []}, "councils", "Choose at least one council"),
    ],
)
def test_a_draft_needs_words_a_title_and_a_council(
    cast: Cast, fields: dict[str, Any], field: str, sentence: str
) -> None:
    one = drafted(begun(drafting(cast), cast), cast)
    assert one.report is not None
    with pytest.raises(Refused, match=sentence) as refused:
        changed(one, cast, **fields)
    assert refused.value.field == field
    with pytest.raises(Refused, match=sentence) as refused:
        drafted(one.report, cast, **fields)
    assert refused.value.field == field


def test_findings_of_another_group_are_not_taken(cast: Cast) -> None:
    group = drafting(cast)
    other = group_operations.convene(
        partnership=cast.partnership, title="Other", slug="other", by=None, at=NOW
    )
    found = group_operations.add_finding(group=other, theme="X", position=1, text="Y", by=None, at=NOW)
    with pytest.raises(Refused, match="Choose findings of this group"):
        drafted(begun(group, cast), cast, findings=[found])


def test_a_discarded_draft_was_never_on_record_and_its_number_is_not_given_again(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    known: dict[str, Any] = {"recommendation": one, "by": cast.officer, "at": NOW}
    with pytest.raises(Overtaken):
        operations.discard_draft(version=7, reason="Twice.", **known)
    operations.discard_draft(version=1, reason="Twice.", **known)
    assert (one.status, one.status_reason) == ("discarded", "Twice.")
    assert drafted(report, cast).reference == "DS26-2"
    with pytest.raises(Refused, match="frozen"):
        operations.discard_draft(version=2, reason="Twice.", **known)


def test_publishing_freezes_numbers_and_dates_what_is_recommended(cast: Cast) -> None:
    group = drafting(cast)
    report = begun(group, cast, dated_on=date(2026, 4, 10))
    first, second, third = (
        drafted(report, cast, text=f"That thing {number} is done.") for number in (1, 2, 3)
    )
    operations.discard_draft(recommendation=second, version=1, reason="No.", by=cast.officer, at=NOW)
    operations.publish_whole_report(report=report, version=1, by=cast.officer, at=NOW)
    rows = Recommendation.objects.values_list("reference", "status", "number_in_source", "made_on")
    assert list(rows) == [
        ("DS26-1", "made", "1", date(2026, 4, 10)),
        ("DS26-2", "discarded", "", None),
        ("DS26-3", "made", "2", date(2026, 4, 10)),
    ]
    group.refresh_from_db()
    assert (report.status, group.status) == ("published", "reported")
    verbs = HistoryEntry.objects.filter(public=True, at=NOW).values_list("subject", "verb")
    assert list(verbs)[-4:] == [
        ("task_groups.report", "publish"),
        ("recommendations.recommendation", "publish"),
        ("recommendations.recommendation", "publish"),
        ("task_groups.taskgroup", "report"),
    ]
    with pytest.raises(Refused, match="already published"):
        operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    with pytest.raises(Refused, match="The report is published"):
        drafted(report, cast)
    assert {first.pk, third.pk} == set(
        report.recommendations.filter(status="made").values_list("pk", flat=True)
    )


def test_a_report_without_a_date_dates_its_recommendations_on_the_day(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast)
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    one.refresh_from_db()
    assert (one.made_on, one.made_precision) == (date(2026, 4, 14), "day")


def test_an_exempt_draft_stays_exempt_when_the_report_is_out(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    one = drafted(report, cast, openness="exempt", exempt_paragraph=3, public_title="A contract")
    operations.publish_whole_report(report=report, by=cast.officer, at=NOW)
    one.refresh_from_db()
    assert (one.status, one.openness) == ("made", "exempt")
    rows = HistoryEntry.objects.filter(trail="recommendations.recommendation", trail_id=one.pk)
    assert set(rows.values_list("public", flat=True)) == {False}


def test_sending_a_draft_report_publishes_it_whole(cast: Cast) -> None:
    group = drafting(cast)
    report = begun(group, cast)
    one = drafted(report, cast)
    receipt = operations.Receipt(cast.boston, date(2026, 4, 1))
    operations.send_report(report=report, receipts=[receipt], by=cast.officer, at=NOW)
    one.refresh_from_db()
    group.refresh_from_db()
    assert (one.status, one.number_in_source, group.status) == ("made", "1", "reported")


def test_somebody_else_changed_the_report_before_it_was_published(cast: Cast) -> None:
    report = begun(drafting(cast), cast)
    read = Report.objects.get(pk=report.pk)
    group_operations.edit_report(report=report, version=1, title="Fast forms", by=cast.officer, at=NOW)
    with pytest.raises(Overtaken):
        operations.publish_whole_report(report=read, version=1, by=cast.second_officer, at=NOW)
    with pytest.raises(Overtaken):
        group_operations.edit_report(report=read, version=1, title="Forms", by=cast.second_officer, at=NOW)
    report.refresh_from_db()
    assert (report.status, report.title, report.version) == ("draft", "Fast forms", 2)


def test_a_report_gets_an_address_of_its_own(cast: Cast) -> None:
    group = drafting(cast)
    slugs = [begun(group, cast, title=title).slug for title in ("Fast forms!", "Fast forms", "???")]
    assert slugs == ["fast-forms", "fast-forms-2", "report"]
    with pytest.raises(Refused, match="Say what the report is called"):
        begun(group, cast, title=" ")
    operations.publish_whole_report(report=Report.objects.get(slug="report"), by=None, at=NOW)
    with pytest.raises(Refused, match="This group has reported"):
        begun(group, cast)
