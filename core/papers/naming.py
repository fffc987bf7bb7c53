"""What a file that is taken away is called."""

import re
import unicodedata

# What file systems refuse or people use to mislead: separators, wildcards, quotation marks, turned directions.
UNSAFE = re.compile(r"[\\/:*?\"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
SPACES = re.compile(r"\s+")
LONGEST = 120


def file_name(stem: str, ending: str) -> str:
    """A clean name: "2026-04-14 Joint Scrutiny Panel minutes.docx". Never empty; at most 120 characters and the ending."""
    readable = "".join(" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in stem)
    clean = SPACES.sub(" ", UNSAFE.sub(" ", readable)).strip(" .")[:LONGEST].strip(" .")
    return f"{clean or 'paper'}.{ending}"
