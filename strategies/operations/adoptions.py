"""What each council did with a strategy: its own decision, with its date (rule 20)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.enums import Precision
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, User
from councils.operations import added, role_of
from strategies.enums import AdoptionStatus
from strategies.models import Adoption, Strategy
from strategies.operations.common import is_public

UNDATED = "Give the day of the decision, as exactly as it is known."


@transaction.atomic
def record_adoption(
    *,
    strategy: Strategy,
    council: Council,
    status: AdoptionStatus,
    decided_on: date | None = None,
    decided_precision: str = Precision.UNKNOWN,
    decision: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Adoption:
    """Write down what one council did with a strategy. Each council decides for itself, once.

    Raises Refused when its decision is on record already, or an adoption has no date.
    """
    if Adoption.objects.filter(strategy=strategy, council=council).exists():
        raise Refused(f"What {council.short_name} decided is on record already.", field="council")
    if status == AdoptionStatus.ADOPTED and decided_on is None:
        raise Refused(UNDATED, field="decided_on")
    adoption = Adoption(
        strategy=strategy,
        council=council,
        status=status,
        decided_on=decided_on,
        decided_precision=decided_precision,
        decision=decision,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        adoption,
        trail=strategy,
        verb="adopt",
        by=by,
        at=at,
        new=status,
        public=is_public(strategy),
        on=decided_on,
        precision=decided_precision,
        details={"council": council.short_name},
    )


@transaction.atomic
def settle_adoption(
    *,
    strategy: Strategy,
    council: Council,
    version: int,
    status: AdoptionStatus,
    decided_on: date | None = None,
    decided_precision: str = Precision.UNKNOWN,
    decision: str = "",
    reason: str = "",
    source: Source | None = None,
    source_place: str = "",
    by: User,
    at: datetime,
) -> Adoption:
    """Write down what one council decided, or correct what is on record of it. `version` is 0 where nothing was.

    What was not on record is filled in without more; what was needs a reason, and the history keeps what it said before. The
    rhythm of reviews is changed apart from this. Raises Refused when something is missing or the day is in the future,
    Overtaken when somebody wrote it down or changed it meanwhile.
    """
    status = AdoptionStatus(status)
    facts = _facts(status, decided_on, decided_precision, decision, today=london_date(at))
    facts |= {"source": source, "source_place": source_place}
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    known = Adoption.objects.filter(strategy=strategy, council=council).first()
    if known is None:
        return record_adoption(strategy=strategy, council=council, **facts, by=by, at=at)
    if known.status != AdoptionStatus.NOT_RECORDED and not reason.strip():
        raise Refused("Say why what is on record is corrected. The reason is published", field="reason")
    before = known.status
    old = {
        "status": known.status,
        "decided_on": known.decided_on.isoformat() if known.decided_on else "",
        "decided_precision": known.decided_precision,
        "decision": known.decision,
        "source": known.source_id,
    }
    facts["is_summary"] = known.is_summary and known.decision == facts["decision"]
    same = Adoption.objects.filter(pk=known.pk, version=version)
    if not same.update(**facts, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(known))
    known.refresh_from_db()
    history.record(
        subject=known,
        trail=strategy,
        verb="adopt" if before == AdoptionStatus.NOT_RECORDED else "correct_adoption",
        by=by,
        at=at,
        role=role_of(by, at=at),
        old=before,
        new=known.status,
        reason=reason.strip(),
        public=is_public(strategy),
        on=known.decided_on,
        precision=known.decided_precision,
        source_id=known.source_id,
        details={"council": council.short_name, "before": old},
    )
    return known


def _facts(
    status: AdoptionStatus, decided_on: date | None, decided_precision: str, decision: str, *, today: date
) -> dict[str, Any]:
    """Check what is to be written down of a decision. Without a date its precision is "not on record"."""
    if status == AdoptionStatus.ADOPTED and decided_on is None:
        raise Refused(UNDATED, field="decided_on")
    if decided_on is not None and decided_on > today:
        raise Refused("The day of the decision must not be in the future", field="decided_on")
    if decided_on is not None and decided_precision == Precision.UNKNOWN:
        raise Refused("Say how exactly the day is known", field="decided_precision")
    return {
        "status": status,
        "decided_on": decided_on,
        "decided_precision": decided_precision if decided_on else Precision.UNKNOWN,
        "decision": decision.strip(),
    }
