"""By when a promise is to be kept: only a day that the sentence itself names as the last."""

from datetime import date

import pytest

from meetings.minutes.dates import due_in

JUNE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("She would send the figures by 30 June 2026.", JUNE),
        ("She would send the figures by Tuesday, 30th June 2026.", JUNE),
        ("She would send the figures no later than the 30 June 2026.", JUNE),
        ("She would send the figures on or before 30/06/2026.", JUNE),
        ("She would send the figures that were drawn up on 30 June 2026.", None),
        ("She would send the figures by the end of June 2026.", None),
        ("She would send the figures by 30 June.", None),
        ("She would send the one by 30 June 2026 and the other by 31 July 2026.", None),
        ("She would send the figures of 1 May 2026 by 30 June 2026.", JUNE),
        ("She would send the figures soon.", None),
    ],
)
def test_the_day_by_which_a_promise_is_to_be_kept(sentence: str, day: date | None) -> None:
    assert due_in(sentence) == day
