"""Plain text: UTF-8, with or without its mark, else Windows-1252."""

from meetings.minutes.files.extracted import Extracted, Unreadable, cleaned

UNSEEN_AT_MOST = 0.02


def from_text(content: bytes) -> Extracted:
    """Read plain text. Raises Unreadable for bytes that are no text."""
    text = decoded(content)
    unseen = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\x0b")
    if unseen > len(text) * UNSEEN_AT_MOST:
        raise Unreadable("The file is not plain text. Choose a text, web page, Word or PDF file")
    return Extracted(text=cleaned(text))


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
