"""What scripts/venv.sh says where Python is missing, too old or without its venv module."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.infrastructure.environment import ROOT

NEEDED = (
    "The portal needs Python 3.11, 3.12 or 3.13 and found none. "
    "On Debian: sudo apt install python3 python3-venv\n"
)
NO_VENV = "Python's venv module is missing. On Debian: sudo apt install python3-venv\n"
TOO_OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n'


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with a few programs and no Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("basename", "cmp", "cp"):
        (programs / name).symlink_to(shutil.which(name) or name)
    return programs


def make_environment(machine: Path) -> tuple[int, str, str]:
    command = ["/bin/sh", *map(str, (ROOT / "scripts/venv.sh", machine.parent / "venv", "requirements.txt"))]
    run = subprocess.run(command, env={"PATH": str(machine)}, check=False, capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def put_python(machine: Path, script: str) -> None:
    (machine / "python3").write_text(script)
    (machine / "python3").chmod(0o755)


def test_no_python(machine: Path) -> None:
    assert make_environment(machine) == (1, "", NEEDED)


def test_an_old_python(machine: Path) -> None:
    put_python(machine, TOO_OLD)
    assert make_environment(machine) == (1, "", NEEDED)


def test_a_python_without_venv(machine: Path) -> None:
    put_python(machine, WITHOUT_VENV)
    assert make_environment(machine) == (1, "", NO_VENV)


def test_a_folder_that_holds_something_else_is_left_alone(machine: Path) -> None:
    folder = machine.parent / "venv"
    folder.mkdir()
    (folder / "letters").write_text("dear")
    sentence = (
        f"{folder} exists and is not a virtual environment. Move it away, or choose another: VENV=folder\n"
    )
    assert make_environment(machine) == (1, "", sentence)
    assert (folder / "letters").read_text() == "dear"
