"""Open work whose date is asked about, work that was stopped, and work that shares a recommendation."""

from dataclasses import dataclass
from datetime import date

from recommendations.enums import LineView, PartStatus, ResponseStatus, Verdict
from recommendations.models import (
    ActionPart,
    ActionRecommendation,
    DateRequest,
    Evidence,
    PromiseCheck,
    Recommendation,
)
from tests import factories
from tests.cast import Cast
from tests.factories import MOMENT


@dataclass
class OpenWork:
    """South Holland's work under a recommendation that it and East Lindsey accepted. A new date is asked for `open`."""

    accepted: Recommendation
    served_too: Recommendation
    open: ActionPart
    asked: DateRequest
    other: ActionPart
    stopped: ActionPart
    evidence: Evidence


def open_work(cast: Cast) -> OpenWork:
    """Work in progress with a request, a link as evidence and a check of its lines; other work; and work that stopped."""
    accepted = factories.recommendation(cast, number=70)
    for council in (cast.south_holland, cast.east_lindsey):
        factories.response(
            accepted, council, cast, status=ResponseStatus.ANSWERED, verdict=Verdict.ACCEPTED,
            answered_on=date(2026, 3, 20),
        )  # fmt: skip
    work = factories.part(
        accepted, cast.south_holland, cast, title="Open the libraries in the evening",
        status=PartStatus.IN_PROGRESS, last_update_at=MOMENT,
    )  # fmt: skip
    served_too = factories.recommendation(cast, number=74)
    ActionRecommendation.objects.create(action=work.action, recommendation=served_too)
    officer = cast.responsible_south_holland
    asked = DateRequest.objects.create(
        part=work, old=work.due_on, wanted=date(2026, 9, 30), reason="The lifts come later.", by=officer,
        by_name=officer.name, by_role="Responsible Officer, South Holland", at=MOMENT,
    )  # fmt: skip
    evidence = Evidence.objects.create(
        part=work, kind="link", title="Opening hours", url="https://www.example.gov.uk/hours", added_by=officer,
        added_at=MOMENT,
    )  # fmt: skip
    PromiseCheck.objects.create(
        part=work, by=officer, by_name=officer.name, by_role="Responsible Officer, South Holland", at=MOMENT,
        lines=[{"text": "Open in the evening", "view": LineView.MET, "note": "", "evidence": [evidence.pk]}],
    )  # fmt: skip
    other = factories.part(accepted, cast.south_holland, cast, title="Lend tablets")
    stopped = factories.part(
        accepted,
        cast.south_holland,
        cast,
        title="Buy a bus",
        status=PartStatus.STOPPED,
        status_reason="No money.",
    )
    return OpenWork(accepted, served_too, work, asked, other, stopped, evidence)
