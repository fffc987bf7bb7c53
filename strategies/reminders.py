"""Telling that contracts could be replaced together (rule 22): of each window once, whoever runs it and how often."""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from councils.models import User
from councils.queries import scrutiny_officers, the_partnership
from notices.enums import NoticeKind
from notices.operations import tell_all
from strategies.contracts import Window
from strategies.queries import line_of_window, systems_in_use, windows_on

logger = logging.getLogger(__name__)


@dataclass
class Told:
    """What one run did. `failed` pairs a window with the reason it was left out; the others went on."""

    dry_run: bool = False
    windows: list[Window] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        number = len(self.windows)
        text = f"{number} window{'' if number == 1 else 's'} {'to tell of' if self.dry_run else 'told of'}"
        return f"{text}, {len(self.failed)} failed" if self.failed else text


def tell_of_windows(*, today: date, now: datetime, dry_run: bool = False) -> Told:
    """Tell the scrutiny officers, once for each window, that it has opened; after any gap of those that opened meanwhile.

    A window is another one when its contracts or their days change. On a dry run nothing is written, and every window that
    is open is named, told of or not.
    """
    told = Told(dry_run=dry_run)
    opened = [
        window
        for window in windows_on(today, systems=systems_in_use(on=today), settings=the_partnership())
        if window.opens_on <= today
    ]
    officers = scrutiny_officers(on=today)
    for window in opened:
        try:
            with transaction.atomic():
                if dry_run or _tell(window, officers, on=today, at=now):
                    told.windows.append(window)
        except Exception as error:
            logger.exception("A window could not be told of", extra={"purpose": window.purpose})
            told.failed.append((window.purpose, str(error)))
    return told


def _tell(window: Window, officers: list[User], *, on: date, at: datetime) -> bool:
    """Write the notices of one window. False when all of them were written before."""
    line = line_of_window(window, on=on)
    councils = f"{', '.join(window.councils[:-1])} and {window.councils[-1]}"
    return bool(
        tell_all(
            recipients=officers,
            key=f"window_opened:{window.key}",
            kind=NoticeKind.WINDOW_OPENED,
            title=f"{councils} could replace together: {window.purpose}"[:200],
            text=f"{line.when}. {line.why}",
            path=reverse("strategies:systems"),
            due_at=at,
            at=at,
        )
    )
