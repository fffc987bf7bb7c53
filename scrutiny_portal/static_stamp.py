"""Collect the static files only when they changed: compressing them takes longer than a whole start."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = "collected-from"


def fingerprint() -> str:
    """Give one text for names, sizes and times of all source files and for the storage that names them."""
    digest = hashlib.sha256(f"{django.__version__} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{storage.path(name)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a lock: portals started from one clone share the collected files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def collect_if_changed() -> bool:
    """Collect the static files when their fingerprint is not the one last collected. Says whether it did."""
    folder = settings.STATIC_ROOT
    with _alone(folder):
        current, stamp = fingerprint(), folder / STAMP
        if stamp.exists() and stamp.read_text() == current:
            return False
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(current)
        return True
