"""Tables in the documentation that the code must answer to."""

import os
from pathlib import Path

WRITE = bool(os.environ.get("WRITE_TABLES"))


def as_written(path: Path, text: str) -> str:
    """What the table says. With WRITE_TABLES set it is written anew first."""
    if WRITE:
        path.write_text(text)
    return path.read_text() if path.exists() else ""
