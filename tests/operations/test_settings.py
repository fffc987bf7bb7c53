"""Unsafe production settings stop the start with one sentence (promise S16), and .env.example tells the truth."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infrastructure.environment import OF_THE_PORTAL, ROOT

PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "scrutiny.example.gov.uk",
    "PORTAL_URL": "https://scrutiny.example.gov.uk",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
}
CHOSEN = OF_THE_PORTAL | {"DATABASE_URL", "REDIS_URL"}
READ = "import scrutiny_portal.settings"


def read_settings(told: dict[str, str], code: str = READ) -> tuple[int, str]:
    """Read the settings as a new process would. Gives its exit code and the last line of what it said."""
    caller = {name: value for name, value in os.environ.items() if name not in CHOSEN}
    reading = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**caller, **told},
        check=False,
        capture_output=True,
        text=True,
    )
    return reading.returncode, (reading.stderr.splitlines() or [""])[-1]


def test_good_production_settings_start() -> None:
    assert read_settings(PRODUCTION) == (0, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "PRODUCTION needs SECRET_KEY: set it to a long random text and keep it secret."),
        ({"DEBUG": "true"}, "PRODUCTION refuses DEBUG: it shows the portal's insides to strangers."),
        (
            {"ALLOWED_HOSTS": ""},
            "PRODUCTION needs ALLOWED_HOSTS: the names under which the portal is reached.",
        ),
        ({"ALLOWED_HOSTS": "*"}, "PRODUCTION refuses ALLOWED_HOSTS=*: name the hosts."),
        ({"DATABASE_URL": ""}, "PRODUCTION needs DATABASE_URL, a postgres:// address."),
        ({"REDIS_URL": ""}, "PRODUCTION needs REDIS_URL, a redis:// address."),
        ({"EMAIL_URL": ""}, "PRODUCTION needs EMAIL_URL: else nobody is told what is due."),
        ({"TRIAL_ACCOUNTS": "true"}, "PRODUCTION refuses TRIAL_ACCOUNTS: everybody knows their passwords."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_unsafe_production_settings_stop_the_start(changes: dict[str, str], sentence: str) -> None:
    assert read_settings(PRODUCTION | changes) == (
        1,
        f"django.core.exceptions.ImproperlyConfigured: {sentence}",
    )


def test_the_embedded_portal_keeps_a_secret_key_of_its_own(tmp_path: Path) -> None:
    embedded = {"DATA_DIR": str(tmp_path)}
    assert read_settings(embedded) == (0, "")
    kept = tmp_path / "secret-key"
    first = kept.read_text()
    assert (len(first) > 50, kept.stat().st_mode & 0o777) == (True, 0o600)
    assert read_settings(embedded) == (0, "")
    assert kept.read_text() == first


def test_a_data_folder_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file" / "data"
    blocked.parent.write_text("not a folder")
    embedded = {"DATA_DIR": str(blocked)}
    assert read_settings(embedded) == (
        1,
        "django.core.exceptions.ImproperlyConfigured: "
        f"The data folder {blocked} cannot be written (Not a directory). Choose another with DATA_DIR=.",
    )


def test_the_embedded_portal_keeps_mail_in_its_data_folder(tmp_path: Path) -> None:
    embedded = {"DATA_DIR": str(tmp_path)}
    say = (
        "import sys; from scrutiny_portal import settings; sys.exit(settings.EMAIL_CONFIG['EMAIL_FILE_PATH'])"
    )
    assert read_settings(embedded, say) == (1, str(tmp_path / "mail"))


def known_settings() -> set[str]:
    """The names that the settings and gunicorn's configuration read from the environment."""
    files = ("scrutiny_portal/settings.py", "scrutiny_portal/gunicorn.py")
    text = "".join((ROOT / name).read_text() for name in files)
    return set(re.findall(r"""(?:env\.\w+|environ\.get)\(["']([A-Z_]+)["']""", text))


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text()))
    assert known_settings() - explained == set()


def test_the_example_names_only_settings_there_are() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(named) - known_settings() == {"POSTGRES_PASSWORD", "PORTAL_DB_PASSWORD"}


def test_the_test_run_knows_every_setting() -> None:
    assert known_settings() - OF_THE_PORTAL == {"DATABASE_URL", "REDIS_URL", "WEB_WORKERS", "WEB_THREADS"}
