"""What the reader finds in an inline text, in short forms that a test can compare."""

from meetings.minutes import Found, read
from meetings.minutes.found import Item


def only(text: str) -> Found:
    found = read(text)
    assert len(found) == 1
    return found[0]


def items(text: str) -> list[Item]:
    return [item for found in read(text) for item in found.items]


def titles(text: str) -> list[str | None]:
    return [item.title for item in items(text)]


def decided(text: str) -> list[tuple[str | None, str]]:
    return [(row.number, row.text) for item in items(text) for row in item.decisions]


def recommended(text: str) -> list[tuple[str | None, str, str | None]]:
    return [(row.number, row.text, row.to) for item in items(text) for row in item.recommendations]


def answered(text: str) -> list[tuple[str | None, str, str]]:
    return [(row.number, row.verdict, row.text) for item in items(text) for row in item.responses]


def asked(text: str) -> list[tuple[str, list[tuple[str | None, str]]]]:
    return [
        (row.text, [(answer.by, answer.text) for answer in row.answers])
        for item in items(text)
        for row in item.questions
    ]


def promised(text: str) -> list[tuple[str | None, str]]:
    return [(row.by, row.text) for item in items(text) for row in item.undertakings]


def body(text: str) -> str | None:
    found = only(text).body
    return found.text if found else None


def day(text: str) -> str | None:
    found = only(text).day
    return found.day.isoformat() if found else None
