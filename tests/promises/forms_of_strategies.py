"""Every form that keeps a strategy, filled in so that the officer succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategies.enums import StrategyStatus
from strategies.models import Strategy

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_strategies(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    here, kept = [stage.strategy.slug], stage.kept
    draft = Strategy.objects.create(
        partnership=cast.partnership, title="A plan", slug="a-plan", status=StrategyStatus.DRAFT
    )
    known.add("strategies:add", [], "officer", {
        "title": "Customer Strategy", "starts_on": "1 January 2027", "ends_on": "31 December 2030",
        "summary": "How people reach us.", "replaces_note": "Each council's own.", "reference_prefix": "CS27",
        "source_place": "Page 2",
    })  # fmt: skip
    known.add("strategies:edit", here, "officer", {
        "version": stage.strategy.version, "title": "Digital Strategy 2023", "summary": "What it is.",
        "replaces_note": "Others.", "reference_prefix": "DS23",
    })  # fmt: skip
    known.add("strategies:move", here, "officer", {
        "move": "supersede", "replaced_by": kept.to_adopt.pk, "moved_on": "1 April 2026", "reason": "It is over.",
    })  # fmt: skip
    known.add("strategies:move", [kept.to_adopt.slug], "officer", {
        "move": "adopt", "moved_on": "1 April 2026", "reason": "All is said.",
    }, variant="adopt")  # fmt: skip
    known.add("strategies:move", [draft.slug], "officer", {
        "move": "send_to_scrutiny", "moved_on": "1 April 2026", "reason": "It is ready.",
    }, variant="scrutiny")  # fmt: skip
    known.add("strategies:add-roadmap", here, "officer", {
        "title": "Roadmap 2027", "starts_on": "1 January 2027", "ends_on": "31 December 2029", "source_place": "P. 1",
    })  # fmt: skip
    decided = {
        "decided_on": "1 March 2023", "decided_precision": "month", "decision": "RESOLVED so.", "source_place": "P. 3",
    }  # fmt: skip
    known.add("strategies:adoption", [*here, "boston"], "officer", {
        **decided, "version": 0, "status": "adopted",
    })  # fmt: skip
    known.add("strategies:adoption", [*here, "south-holland"], "officer", {
        **decided, "version": kept.adoption.version, "status": "not_adopted", "reason": "The minutes say so.",
    }, variant="correction")  # fmt: skip
    of_versions(known)
    of_money(known)
    of_feedback(known)


def of_versions(known: Forms) -> None:
    stage, kept = known.stage, known.stage.kept
    here = [stage.strategy.slug]
    known.add("strategies:add-version", here, "officer", {
        "label": "Second edition", "dated_on": "1 March 2026", "dated_precision": "day", "changes": "Phones.",
        "text": "Residents first.", "source_place": "Page 1",
    })  # fmt: skip
    known.add("strategies:add-document", [*here, kept.newer.number], "officer", {
        "title": "The annex", "openness": "open",
    }, upload=True)  # fmt: skip
    known.add("strategies:document-openness", [*here, kept.document.pk], "officer", {
        "version": kept.document.version, "openness": "exempt", "exempt_paragraph": "3",
        "public_summary": "A price.", "reason": "It names a price.",
    })  # fmt: skip
    known.add("strategies:withdraw-document", [*here, kept.document.pk], "officer", {
        "version": kept.document.version, "reason": "The wrong file.",
    })  # fmt: skip


def of_money(known: Forms) -> None:
    stage, money = known.stage, known.stage.kept.money
    here = [stage.strategy.slug]
    known.add("strategies:add-money", here, "officer", {
        "purpose": "New phones", "amount": "46000.50", "money_source": "reserves", "state": "awarded",
        "dated_on": "1 March 2026", "dated_words": "in spring", "is_split": "on", "source_place": "Page 4",
    })  # fmt: skip
    known.add("strategies:move-money", [*here, money.pk], "officer", {
        "version": money.version, "move": "award", "moved_on": "2 March 2026", "amount": "900.01",
        "reason": "Less than asked.",
    })  # fmt: skip
    known.add("strategies:split-money", [*here, money.pk], "officer", {
        "version": money.version, "percent_boston": "24", "percent_east-lindsey": "39.5",
        "percent_south-holland": "36.5", "reason": "A new Memorandum.", "source_place": "Page 1",
    })  # fmt: skip


def of_feedback(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    known.add("strategies:add-feedback", [], "officer", {
        "council": cast.boston.pk, "kind": "service", "subject": "Paying council tax", "audience": "Tenants",
        "collected_on": "1 March 2026", "respondents": "40", "themes": "The form is long.",
        "strategy": stage.strategy.pk, "source_place": "Page 1",
    })  # fmt: skip
    known.add("strategies:withdraw-feedback", [stage.kept.feedback.pk], "officer", {
        "reason": "Counted twice.",
    })  # fmt: skip
