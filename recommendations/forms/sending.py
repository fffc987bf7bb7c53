"""The days on which executives received a report or recommendation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from core.fields import DayField
from core.layout import Actions, Pair, Send, portal_helper
from councils.models import Council
from recommendations.operations import Receipt
from recommendations.operations.sending import wrong_days


class SendForm(forms.Form):
    """One pair of days for each council that has not been sent it; an empty pair leaves that council for later."""

    def __init__(self, *args: Any, councils: list[Council], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils, self.today = councils, today
        for council in councils:
            self.fields[f"received_{council.pk}"] = DayField(
                label=f"{council.short_name}: received by the {council.executive_name} on", required=False
            )
            self.fields[f"noticed_{council.pk}"] = DayField(
                label="Notice received on, if later", required=False
            )
        self.helper = portal_helper(
            *[Pair(f"received_{council.pk}", f"noticed_{council.pk}") for council in councils],
            Actions(Send("Check the dates", name="check")),
            key=False,
        )

    def clean(self) -> dict[str, Any]:
        """Give the arguments of the operation: a receipt for each council whose day is filled in."""
        data = super().clean() or {}
        receipts = list(self.receipts(data))
        if not receipts and not self.errors and self.councils:
            self.add_error(
                f"received_{self.councils[0].pk}", "Enter the day on which at least one council received it"
            )
        for receipt in receipts:
            for field, sentence in wrong_days(receipt, on=self.today):
                self.add_error(field, sentence)
        return {"receipts": receipts}

    def receipts(self, data: dict[str, Any]) -> Iterator[Receipt]:
        for council in self.councils:
            received = data.get(f"received_{council.pk}")
            noticed = data.get(f"noticed_{council.pk}")
            if received:
                yield Receipt(council, received, noticed)
            elif noticed and f"received_{council.pk}" not in self.errors:
                self.add_error(
                    f"received_{council.pk}", f"Enter the day on which {council.short_name} received it"
                )
