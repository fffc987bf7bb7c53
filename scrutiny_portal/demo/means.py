"""Money in every state, measures and their readings, words explained, and the registers."""

from decimal import Decimal
from typing import Any

from scrutiny_portal.demo.plans import PROJECTS
from scrutiny_portal.demo.script import Script
from strategies.enums import (
    FeedbackKind,
    MoneySource,
    MoneyState,
)
from strategies.models import Strategy
from strategies.operations import (
    add_feedback,
    add_funding,
    add_kpi,
    add_system,
    add_term,
    hand_in_sheet,
    move_money,
    read_kpi,
    record_transaction,
    set_sheet_aside,
    split_funding,
    take_over_sheet,
    withdraw_feedback,
)

SERVICES = ("Report a missed collection", "Apply for a parking permit", "Book a sports hall")


def play(script: Script) -> None:
    """Fill what belongs to the digital strategy, and the registers of the three councils."""
    digital = script.things["digital"]
    _money(script, digital)
    _measures(script, digital)
    _words(script)
    _registers(script, digital)


def _money(script: Script, strategy: Strategy) -> None:
    """An amount in every state, from every source; one is split by the councils' shares."""
    moves: dict[MoneyState, tuple[str, ...]] = {
        MoneyState.BID: (),
        MoneyState.NOT_AWARDED: ("turn_down",),
        MoneyState.AWARDED: ("award",),
        MoneyState.RECEIVED: ("award", "receive"),
        MoneyState.SPENT: ("award", "receive", "spend"),
    }
    sources = (
        MoneySource.GRANT,
        MoneySource.GRANT,
        MoneySource.RESERVES,
        MoneySource.BUDGET,
        MoneySource.RECHARGE,
    )
    for number, ((state, steps), source) in enumerate(zip(moves.items(), sources, strict=True), start=1):
        amount = add_funding(
            strategy=strategy,
            purpose=f"{PROJECTS[number % 4][0]}: part {number}",
            amount=Decimal(12_345 * number) + Decimal("0.67"),
            money_source=source,
            state=MoneyState.BID,
            dated_on=script.day(-600),
            **script.officer(-600),
        )
        for step, days in zip(steps, (-500, -400, -300), strict=False):
            amount = move_money(
                funding=amount,
                version=amount.version,
                move=step,
                moved_on=script.day(days),
                **script.officer(days),
            )
        if state == MoneyState.SPENT:
            percents = [(council, council.moa_share or Decimal(0)) for council in script.councils]
            split_funding(funding=amount, version=amount.version, percents=percents, **script.officer(-299))


def _measures(script: Script, strategy: Strategy) -> None:
    readings: dict[str, Any] = {
        "Calls answered within two minutes": ("per cent", Decimal(85), (62, 68, 74, 81)),
        "Forms finished online": ("per cent", Decimal(60), (31, 40, 38)),
        "Residents helped in person": ("a month", Decimal(400), ()),
    }
    for name, (unit, target, values) in readings.items():
        kpi = add_kpi(
            strategy=strategy,
            name=name,
            unit=unit,
            target=target,
            target_on=script.day(300),
            every_months=3,
            owner=script.posts["officer.brackwater"],
            **script.officer(-1000),
        )
        for number, value in enumerate(values):
            days = -100 * (len(values) - number)
            read_kpi(kpi=kpi, value=Decimal(value), read_on=script.day(days), **script.officer(days))


def _words(script: Script) -> None:
    words = (
        ("Channel", "A way to reach the council: online, by telephone or in person.", True),
        ("Single sign-on", "One password that opens several systems.", True),
        ("Interface", "", False),
    )
    for term, explanation, publish in words:
        add_term(
            term=term,
            slug=term.lower().replace(" ", "-"),
            explanation=explanation,
            publish=publish,
            maintained_by="Scrutiny Officer",
            **script.officer(-900),
        )


def _registers(script: Script, strategy: Strategy) -> None:
    """Systems whose contracts could end together, what residents can do where, and what participants said."""
    for council, ends in zip(script.councils, (300, 330, 700), strict=True):
        add_system(
            council=council,
            name="Planning and building control",
            purpose="Planning applications",
            supplier="Longboat Software",
            contract_ends_on=script.day(ends),
            notice_months=6,
            **script.officer(-800),
        )
    for service in SERVICES:
        for council, said in zip(script.councils, ("yes", "no", "yes"), strict=True):
            record_transaction(
                service=service,
                council=council,
                as_at=script.day(-200),
                online=said,
                telephone="yes",
                in_person="no",
                **script.officer(-199),
            )
    table = "Service\tCouncil\tAvailable\n" + "\n".join(
        f"{SERVICES[0]}\t{one.short_name}\tyes" for one in script.councils
    )
    for decide in (take_over_sheet, set_sheet_aside, None):
        sheet = hand_in_sheet(text=table, as_at=script.day(-20), **script.officer(-19))
        if decide:
            decide(sheet=sheet, **script.officer(-19))
    for kind, subject in (
        (FeedbackKind.TRAINING, "Using the new forms"),
        (FeedbackKind.SERVICE, "Asking for a permit"),
    ):
        given: dict[str, Any] = {
            "council": script.councils[1],
            "kind": kind,
            "subject": subject,
            "strategy": strategy,
        }
        add_feedback(
            **given,
            audience="Residents over 65",
            collected_on=script.day(-90),
            respondents=42,
            themes="Print is easier to read than a screen.",
            **script.officer(-89),
        )
    twice = add_feedback(
        **given,
        audience="Parents",
        collected_on=script.day(-80),
        respondents=12,
        themes="Evening hours.",
        **script.officer(-79),
    )
    withdraw_feedback(feedback=twice, reason="Entered twice.", **script.officer(-78))
