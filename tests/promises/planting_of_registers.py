"""Rare words in a spreadsheet that was handed in and is no record yet."""

from typing import Any

from django.urls import reverse

from strategies.models import TransactionSheet
from tests.cast import Cast
from tests.factories import MOMENT
from tests.stage_of_registers import ROW, WRONG_ROW


def plant_registers(planted: Any, cast: Cast, officers: frozenset[str]) -> None:
    """Its name, a service in it and what is wrong with a row: for the scrutiny officers alone."""
    sheet = TransactionSheet.objects.create(
        file_name=planted.word("sheet name", officers),
        rows=[
            {**ROW, "service": planted.word("sheet service", officers)},
            {**WRONG_ROW, "fault": planted.word("sheet fault", officers)},
        ],
        added_by=cast.officer,
        added_at=MOMENT,
    )
    planted.paths += [
        reverse(f"strategies:{name}", args=[sheet.pk])
        for name in ("transaction-sheet", "take-over-sheet", "set-sheet-aside")
    ]
