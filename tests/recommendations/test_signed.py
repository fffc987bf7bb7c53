"""Stories of what a decision rested on, as its page shows it later."""

from datetime import date, datetime

import pytest
from django.test import Client

from recommendations import operations
from recommendations.models import Action, ActionPart, SignOff
from recommendations.queries.signed import decided
from tests.cast import Cast
from tests.promises.walking import signed_in
from tests.recommendations.conftest import add_link


@pytest.mark.usefixtures("on_the_day")
def test_what_a_decision_rested_on_is_shown_as_it_stood_whatever_comes_after(
    cast: Cast, submitted: ActionPart, now: datetime, client: Client
) -> None:
    holder = cast.holder_south_holland
    operations.sign_off(part=submitted, round=1, by=holder, at=now)
    operations.reverse_sign_off(part=submitted, reason="Signed by mistake.", by=holder, at=now)
    add_link(submitted, cast)
    operations.change_due_date(
        part=submitted, new=date(2026, 9, 30), reason="Agreed.", version=submitted.version, by=holder, at=now
    )
    Action.objects.filter(pk=submitted.action_id).update(title="Something else")
    page = signed_in(cast.councillor).get(submitted.get_absolute_url())
    signed, reversal = page.context["decided"]
    assert [one.decision.decision for one in (signed, reversal)] == ["signed_off", "reversed"]
    assert (signed.promised, signed.due) == ("Run the training", "30 June 2026")
    assert signed.submitted == "10 April 2026 at 10:00am"
    assert [(one.title, one.mark) for one in signed.evidence] == [
        ("Course outline", "https://www.example.gov.uk/outline")
    ]
    assert "What it rested on, as it stood" in page.content.decode()
    for_all = client.get(submitted.get_absolute_url()).context["decided"][0]
    assert (for_all.promised, for_all.evidence, for_all.withheld) == ("Run the training", [], True)


def test_the_public_reads_neither_evidence_nor_difficulties_nor_the_officers_view(
    cast: Cast, part: ActionPart, now: datetime
) -> None:
    doer = cast.responsible_south_holland
    evidence = add_link(part, cast)
    operations.report_progress(part=part, text="Half done.", by=doer, at=now)
    operations.report_progress(part=part, kind="difficulty", text="No trainer.", by=doer, at=now)
    line = operations.PromiseLine("Two courses", "partly", "One held", (evidence.pk,))
    operations.check_promise(part=part, lines=[line], version=part.version, by=doer, at=now)
    operations.submit(part=part, by=doer, at=now)
    operations.send_back(part=part, round=1, words="One is missing.", by=cast.holder_south_holland, at=now)
    decision = SignOff.objects.get()
    for_all = decided(decision, evidence=False, difficulties=False)
    assert (for_all.lines, for_all.evidence) == ([], [])
    assert [one.text for one in for_all.reports] == ["Half done."]
    inside = decided(decision, evidence=True, difficulties=True)
    assert [(one.text, one.shown.word, one.note) for one in inside.lines] == [
        ("Two courses", "Partly met", "One held")
    ]
    assert [one.text for one in inside.reports] == ["Half done.", "No trainer."]


def test_a_file_is_named_with_the_beginning_of_its_hash(
    cast: Cast, submitted: ActionPart, now: datetime
) -> None:
    submitted.evidence.update(kind="file", url="", file="a.pdf", file_name="list.pdf", sha256="ab12" * 16)
    operations.sign_off(part=submitted, round=1, by=cast.holder_south_holland, at=now)
    (kept,) = decided(SignOff.objects.get(), evidence=True, difficulties=True).evidence
    assert kept.mark == "list.pdf, SHA-256 ab12ab12ab12…"
