"""One call of every operation that keeps a strategy, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from strategies import operations as op
from strategies.enums import AdoptionStatus, FeedbackKind
from tests.cast import Cast
from tests.promises.forms import PDF
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def keeping(stage: Stage, cast: Cast, now: datetime) -> Calls:
    strategy, kept = stage.strategy, stage.kept
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    day = date(2026, 4, 1)
    percents = list(zip(cast.councils, (Decimal(20), Decimal(40), Decimal(40)), strict=True))
    return {
        "strategies.edit_strategy": lambda: op.edit_strategy(
            strategy=strategy, version=1, title="Another", summary="", replaces_note="", reference_prefix="AN",
            **known,
        ),
        "strategies.move_strategy": lambda: op.move_strategy(
            strategy=kept.to_adopt, move="adopt", moved_on=day, **known
        ),
        "strategies.settle_adoption": lambda: op.settle_adoption(
            strategy=strategy, council=cast.south_holland, version=1, status=AdoptionStatus.NOT_ADOPTED,
            decided_on=day, decided_precision="day", reason="The minutes", **known,
        ),
        "strategies.add_version": lambda: op.add_version(strategy=strategy, label="Third", **known),
        "strategies.add_document": lambda: op.add_document(
            of_version=kept.newer, upload=SimpleUploadedFile("annex.pdf", PDF), title="Annex", openness="open",
            **known,
        ),
        "strategies.change_document_openness": lambda: op.change_document_openness(
            document=kept.document, version=1, openness="exempt", exempt_paragraph=3, **known
        ),
        "strategies.withdraw_document": lambda: op.withdraw_document(
            document=kept.document, version=1, reason="Wrong file", **known
        ),
        "strategies.move_money": lambda: op.move_money(
            funding=kept.money, version=1, move="award", moved_on=day, amount=Decimal("900.01"), reason="Less",
            **known,
        ),
        "strategies.split_funding": lambda: op.split_funding(
            funding=kept.money, version=1, percents=percents, reason="New shares", **known
        ),
        "strategies.add_feedback": lambda: op.add_feedback(
            council=cast.boston, kind=FeedbackKind.SERVICE, subject="Paying", audience="Tenants", collected_on=day,
            respondents=12, **known,
        ),
        "strategies.withdraw_feedback": lambda: op.withdraw_feedback(
            feedback=kept.feedback, reason="Counted twice", **known
        ),
    }  # fmt: skip
