"""What must hold for the project as a whole: migrations, lock files, the schedule, the look."""

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from scrutiny_portal.celery import app
from tests.architecture.source import ROOT

PUBLIC_HOSTS = {"files.pythonhosted.org", "pypi.org", "registry.npmjs.org"}
# A lock file of npm also names where a package's authors take donations; nothing is loaded from there.
FUNDING = re.compile(r'"funding": (\{[^}]*\}|\[[^]]*\]|"[^"]*")', re.DOTALL)
LOCKS = ["requirements.txt", "requirements-dev.txt", "uv.lock", "assets/package-lock.json"]


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    output = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=output)
    assert output.getvalue() == "No changes detected\n"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_public_hosts_only(name: str) -> None:
    text = FUNDING.sub("", (ROOT / name).read_text())
    assert set(re.findall(r"\w+://([^/\"'\s]+)", text)) - PUBLIC_HOSTS == set()


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_absolute_paths(name: str) -> None:
    text = (ROOT / name).read_text()
    assert re.findall(r"(?:^|[\s\"'=@])(?:file:)?(?:/{1,3}|~/|[A-Z]:\\)\w[^\s\"']*", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS[:2])
def test_every_locked_package_has_a_hash(name: str) -> None:
    packages = re.split(r"^(?=\w)", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    assert packages
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled
    assert scheduled - set(app.tasks) == set()


def utc_hours(timing: Any, *, hours_ahead: int) -> set[int]:
    """The UTC hours of a day in which an entry runs while London is so many hours ahead of UTC."""
    if isinstance(timing, timedelta):
        return set(range(24)) if timing < timedelta(hours=12) else set()
    return {(hour - hours_ahead) % 24 for hour in timing.hour}


@pytest.mark.parametrize("hours_ahead", [0, 1], ids=["winter", "summer"])
@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_nothing_runs_only_in_the_hour_before_utc_midnight(name: str, hours_ahead: int) -> None:
    """In British Summer Time that hour is already tomorrow: a day's work would be done for the wrong day."""
    assert settings.CELERY_TIMEZONE == "Europe/London"
    timing = settings.CELERY_BEAT_SCHEDULE[name]["schedule"]
    assert utc_hours(timing, hours_ahead=hours_ahead) - {23} != set()


def front_end_files() -> list[Path]:
    kinds = {".css", ".html", ".js", ".scss", ".svg"}
    folders = [ROOT / "static", ROOT / "templates", *ROOT.glob("*/templates"), *ROOT.glob("*/static")]
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]


@pytest.mark.parametrize("mark", ["GDS Transport", "govuk-crest", "crown", "royal-arms", "logotype-crown"])
def test_the_look_is_our_own(mark: str) -> None:
    """The Crown, the crest and the GDS Transport typeface belong to GOV.UK alone."""
    assert front_end_files()
    worn = [
        str(path.relative_to(ROOT)) for path in front_end_files() if mark.lower() in path.read_text().lower()
    ]
    assert worn == []


def test_no_government_pictures() -> None:
    pictures = [
        path.name for path in (ROOT / "static").rglob("*") if re.search("crest|crown|govuk-icon", path.name)
    ]
    assert pictures == []
