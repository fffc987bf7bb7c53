"""Text that every kind of file can hold."""

import re

# XML 1.0 has no place for these, not even escaped; the last two are no characters at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
NEW_LINES = re.compile("\r\n?|\x85|\u2028|\u2029")

ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without characters that no XML file may hold, and with one kind of line break."""
    return UNWRITABLE.sub("", NEW_LINES.sub("\n", text))


def is_address(text: str) -> bool:
    """Whether the text is a whole web or mail address: nothing else becomes a link."""
    return ADDRESS.fullmatch(text) is not None
