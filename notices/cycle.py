"""How long a notice is claimed for, and when it is tried again. Pure."""

from datetime import timedelta

# With a sweep every minute, the last letter of a dead worker goes within five minutes (promise R1).
LEASE = timedelta(minutes=4)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)


def wait_after(attempts: int) -> timedelta | None:
    """Give how long to wait after so many failed attempts, or None when it is time to give up.

    The waits grow, and together spread the attempts over almost four days: promise R9 asks for at least 72
    hours.
    """
    return WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None
