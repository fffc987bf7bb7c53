"""A real Celery worker, on the test database and a broker of the run's own, does what the schedule rings for."""

import subprocess
import time

from django.conf import settings

from notices.queries import last_sweeps
from scrutiny_portal.celery import app
from scrutiny_portal.health import SWEEPS

SECONDS = 60.0


def ring_for_everything() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        app.send_task(str(entry["task"]))


def wait_for_sweeps(names: set[str]) -> set[str]:
    """Give the sweeps that ran, as soon as all of `names` did or the time is up."""
    deadline = time.monotonic() + SECONDS
    while not names <= set(last_sweeps()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return set(last_sweeps())


def test_every_scheduled_sweep_runs_in_a_worker(celery_worker_process: subprocess.Popen[str]) -> None:
    assert set(last_sweeps()) == set()
    ring_for_everything()
    assert wait_for_sweeps(set(SWEEPS)) == set(SWEEPS)


def test_a_message_delivered_twice_does_no_harm(celery_worker_process: subprocess.Popen[str]) -> None:
    ring_for_everything()
    ring_for_everything()
    assert wait_for_sweeps(set(SWEEPS)) == set(SWEEPS)
    assert celery_worker_process.poll() is None
