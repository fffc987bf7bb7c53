"""What was found in a file, in the shape that `manage.py read_minutes --json` prints. Pure."""

from typing import Any

from meetings.minutes.found import Found, Item


def as_json(found: tuple[Found, ...], file: str) -> dict[str, Any]:
    """One object for a file. Where it records several meetings, body and day stand only if they are the same for all."""
    bodies = {part.body.text.casefold(): part.body.text for part in found if part.body}
    days = {part.day.day for part in found if part.day}
    return {
        "file": file,
        "body": next(iter(bodies.values())) if len(bodies) == 1 else None,
        "date": next(iter(days)).isoformat() if len(days) == 1 else None,
        "items": [_item(item) for part in found for item in part.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "decisions": [{"number": row.number, "text": row.text} for row in item.decisions],
        "recommendations": [
            {"number": row.number, "text": row.text, "to": row.to} for row in item.recommendations
        ],
        "responses": [
            {"number": row.number, "verdict": row.verdict, "text": row.text} for row in item.responses
        ],
        "questions": [
            {
                "text": row.text,
                "answers": [{"by": answer.by, "text": answer.text} for answer in row.answers],
            }
            for row in item.questions
        ],
        "undertakings": [{"by": row.by, "text": row.text} for row in item.undertakings],
    }
