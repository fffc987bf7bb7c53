"""The environment of a test run, loaded before Django reads its settings (`-p` in pyproject.toml).

Each pytest process, and so each xdist worker, has a data folder of its own and, where the run has Redis, a
Redis database of its own. DATABASE_URL and REDIS_URL of the caller choose the servers; nothing else of the
caller's environment reaches the portal.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

OF_THE_PORTAL: Final = {
    "ALLOWED_HOSTS",
    "DATA_DIR",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMONSTRATION",
    "EMAIL_URL",
    "ENTRA_CLIENT_ID",
    "ENTRA_CLIENT_SECRET",
    "ENTRA_EMAIL_DOMAINS",
    "ENTRA_TENANT_ID",
    "HOST",
    "PORT",
    "PORTAL_URL",
    "PRODUCTION",
    "SECOND_FACTOR_REQUIRED",
    "SECRET_KEY",
    "SEAL_KEY",
    "SEAL_KEYS_BEFORE",
    "SECURITY_CONTACT",
    "STATIC_ROOT",
    "TRIAL_ACCOUNTS",
    "UPLOAD_SCANNER",
}
ROOT: Final = Path(__file__).resolve().parent.parent.parent
RUN_DIR: Final = Path(tempfile.mkdtemp(prefix="scrutiny-tests-"))
# A SQLite file, or the name of a PostgreSQL database beside the test databases.
MIGRATED: Final = os.environ.get("MIGRATED_DATABASE", "")
WORKER_NUMBER: Final = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1


def redis_url(number: int) -> str:
    """Give the address of database `number` of the run's Redis, or nothing when the run has none."""
    address = os.environ.get("REDIS_URL", "")
    return urlsplit(address)._replace(path=f"/{number}").geturl() if address else ""


def prepare() -> None:
    for name in OF_THE_PORTAL:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(RUN_DIR)
    os.environ["STATIC_ROOT"] = str(RUN_DIR / "static")
    for folder in ("static", "broker/messages", "broker/processed", "broker/control"):
        (RUN_DIR / folder).mkdir(parents=True)
    if os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = redis_url(WORKER_NUMBER)
    # Playwright keeps an event loop in the test process; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


prepare()


def pytest_configure() -> None:
    """Make unit tests quick: a cheap password hasher, plain static addresses, a database in the run's folder.

    The SQLite test database has the file name that the settings give the portal itself, so that a worker
    started with the run's DATA_DIR opens the same database with the same options. Where the check has migrated a
    database already, each process copies that one.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if settings.DATABASE_URL:
        test["TEMPLATE"] = MIGRATED or None
        return
    test["NAME"] = str(RUN_DIR / "portal.sqlite3")
    if MIGRATED:
        shutil.copyfile(MIGRATED, test["NAME"])


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    shutil.rmtree(RUN_DIR, ignore_errors=True)
