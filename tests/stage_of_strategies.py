"""What is kept of a strategy, for tests that walk every address: versions, documents, money, feedback. Props."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from core.enums import Openness
from strategies.enums import AdoptionStatus, FeedbackKind, MoneySource, MoneyState, StrategyStatus
from strategies.models import (
    Adoption,
    Funding,
    FundingShare,
    ParticipantFeedback,
    Strategy,
    StrategyDocument,
    StrategyVersion,
)
from tests.cast import Cast
from tests.factories import MOMENT


@dataclass
class Kept:
    """`newer` comes after `version`; the documents are the newer one's. `to_adopt` is under scrutiny."""

    adoption: Adoption
    version: StrategyVersion
    newer: StrategyVersion
    document: StrategyDocument
    exempt: StrategyDocument
    money: Funding
    feedback: ParticipantFeedback
    to_adopt: Strategy


def document(version: StrategyVersion, cast: Cast, **fields: object) -> StrategyDocument:
    """An open document of the version."""
    values: dict[str, object] = {"title": "The strategy", "openness": Openness.OPEN, "sha256": "0" * 64}
    made = StrategyDocument(
        of_version=version, file_name="strategy.pdf", content_type="application/pdf", size=9,
        added_by=cast.officer, added_at=MOMENT, **values | fields,
    )  # fmt: skip
    made.file.save("strategy.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


def money(strategy: Strategy, cast: Cast, **fields: object) -> Funding:
    """A bid, shared by percentages that make 100."""
    values: dict[str, object] = {
        "purpose": "A bid for training",
        "amount": Decimal(1000),
        "money_source": MoneySource.GRANT,
        "state": MoneyState.BID,
        "is_split": True,
    }
    made: Funding = Funding.objects.create(strategy=strategy, **values | fields)
    for council, percent in zip(cast.councils, (Decimal(23), Decimal(40), Decimal(37)), strict=True):
        FundingShare.objects.create(
            funding=made, council=council, percent=percent, amount=made.amount * percent / 100
        )
    return made


def feedback(strategy: Strategy, cast: Cast, **fields: object) -> ParticipantFeedback:
    """What many participants said, summed up."""
    values: dict[str, object] = {
        "council": cast.south_holland,
        "kind": FeedbackKind.TRAINING,
        "subject": "Digital skills",
        "audience": "Residents over 65",
        "collected_on": date(2026, 3, 2),
        "respondents": 24,
        "themes": "Most want a second day.",
    }
    made: ParticipantFeedback = ParticipantFeedback.objects.create(strategy=strategy, **values | fields)
    return made


def keep(strategy: Strategy, cast: Cast) -> Kept:
    """Put everything that is kept of a strategy on stage."""
    versions = [
        StrategyVersion.objects.create(
            strategy=strategy, number=number, label=label, changes=changes, text=text
        )
        for number, label, changes, text in (
            (1, "Draft", "", "Residents first.\nPhones stay."),
            (2, "As adopted", "Phones are named.", "Residents come first.\nPhones stay."),
        )
    ]
    document(versions[0], cast)
    to_adopt = Strategy.objects.create(
        partnership=cast.partnership, title="Phone Strategy", slug="phones", status=StrategyStatus.UNDER_SCRUTINY,
        starts_on=date(2026, 1, 1), ends_on=date(2030, 12, 31),
    )  # fmt: skip
    Adoption.objects.create(
        strategy=to_adopt, council=cast.boston, status=AdoptionStatus.ADOPTED, decided_on=date(2026, 3, 3),
        decided_precision="day",
    )  # fmt: skip
    return Kept(
        adoption=Adoption.objects.create(
            strategy=strategy, council=cast.south_holland, status=AdoptionStatus.ADOPTED,
            decided_on=date(2023, 3, 21), decided_precision="day", decision="Approved.",
        ),
        version=versions[0],
        newer=versions[1],
        document=document(versions[1], cast, sha256="1" * 64),
        exempt=document(
            versions[1], cast, title="Not written yet", openness=Openness.EXEMPT, exempt_paragraph=3,
            public_summary="A contract.",
        ),
        money=money(strategy, cast),
        feedback=feedback(strategy, cast),
        to_adopt=to_adopt,
    )  # fmt: skip
