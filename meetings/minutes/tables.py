"""Tables: recommendations with their answers, questions with theirs, actions with who does them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.blocks import Block
from meetings.minutes.found import Answer, Question, Recommendation, Response, Undertaking
from meetings.minutes.verdicts import verdict_of
from meetings.minutes.words import NOTHING, Words, join

_COLUMNS = (
    (
        "number",
        r"(?:rec(?:ommendation)?\.?\s*)?(?:no\.?|number|ref\.?|reference|#|id|item)(?:\s*no\.?)?|rec\.?",
    ),
    (
        "recommendation",
        r"(?:(?:scrutiny|task group|panel|committee|the|board|original|agreed"
        r"|text of)['’]?s?\s+)*recommendations?(?:\s*(?:\(.*\)|made|from scrutiny|text|wording|of the .*))?"
        r"|what (?:we|was) recommended",
    ),
    (
        "to",
        r"(?:made |addressed |recommended |directed )?to(?: whom)?|portfolio(?: ?holder)?"
        r"|(?:responsible )?(?:cabinet|executive) member|addressee|recipient|body(?: responsible)?"
        r"|for(?: whom)?|decision[- ]?maker|responsible body|who is asked",
    ),
    (
        "verdict",
        r"verdict|accepted\??(?:\s*/.*|\s*\(.*)?|agreed\??(?:\s*/.*)?|accept(?:ed)?\s*(?:/|or).*"
        r"|status of response|(?:cabinet['’]?s?|executive['’]?s?)\s+decision|decision|status|outcome"
        r"|position|result",
    ),
    (
        "response",
        r"(?:(?:cabinet|executive|council|portfolio holder|officer|service|formal|their|the|agreed"
        r"|initial)(?:['’]s)?\s+)*(?:response|reply)(?:\s+.*)?|answer",
    ),
    (
        "comment",
        r"comments?|reasons?(?: given| for .*)?|notes?|explanation|detail|what was said|reply in full"
        r"|commentary|rationale|words",
    ),
    ("question", r"questions?|query|queries|question (?:asked|raised)"),
    ("action", r"actions?(?: (?:agreed|required|to be taken|point))?|task|what"),
    (
        "owner",
        r"(?:lead |responsible )?(?:officer|owner|lead|who|by whom|responsible|responsibility|assigned to"
        r"|action by|person responsible)(?: responsible)?|lead",
    ),
    (
        "other",
        r"(?:target |due |completion |review )?(?:date|deadline|due|when|timescale|by when|target"
        r"|timescales?|due by)(?: .*)?|progress.*|update.*|rag|priority|cost.*|evidence|implementation.*"
        r"|date.*|completed\??",
    ),
)


@dataclass(frozen=True)
class Rows:
    """The rows of a table below its heads."""

    heads: tuple[str, ...]
    rows: tuple[dict[str, Words], ...]


def columns_of(cells: Sequence[str]) -> tuple[str, ...] | None:
    """What each column holds, by the words at its head; None where these are no heads of a table we read."""
    names: list[str] = []
    for cell in cells:
        text = cell.strip(" :*.")
        name = next(
            (name for name, pattern in _COLUMNS if re.fullmatch(pattern, text, re.IGNORECASE)),
            "" if text else "blank",
        )
        names.append(name if name not in names or name in ("", "blank", "other") else "other")
    known = {name for name in names if name not in ("", "blank", "other")}
    if not known & {"recommendation", "question", "action"} or len(known) + names.count("other") < 2:
        return None
    return tuple(names)


def tables_in(blocks: Sequence[Block]) -> list[Rows]:
    """The tables of an item. A row whose first cells are empty goes on with the row above."""
    found: list[Rows] = []
    heads: tuple[str, ...] | None = None
    rows: list[dict[str, Words]] = []
    for block in blocks:
        if not block.cells:
            continue
        columns = columns_of([cell.text for cell in block.cells])
        if columns:
            if heads and rows:
                found.append(Rows(heads, tuple(rows)))
            heads, rows = columns, []
        elif heads:
            _take(rows, heads, block)
    if heads and rows:
        found.append(Rows(heads, tuple(rows)))
    return found


def _take(rows: list[dict[str, Words]], heads: tuple[str, ...], block: Block) -> None:
    row = {
        head: cell
        for head, cell in zip(heads, block.cells, strict=False)
        if head not in ("", "blank", "other")
    }
    leading = next(
        (cell for head, cell in zip(heads, block.cells, strict=False) if head not in ("", "blank", "other")),
        NOTHING,
    )
    if rows and not leading and any(row.values()):
        for head, cell in row.items():
            rows[-1][head] = join([rows[-1].get(head, NOTHING), cell])
    elif any(row.values()):
        rows.append(row)


def _number(row: dict[str, Words], head: str) -> tuple[str | None, Words]:
    """The number of a row, from its own column or from the start of its words."""
    words = row.get(head, NOTHING)
    number = (
        re.sub(
            r"^(?:rec(?:ommendation)?\.?\s*(?:no\.?\s*)?)|[.)(:]", "", row["number"].text, flags=re.IGNORECASE
        ).strip()
        if "number" in row
        else ""
    )
    if number:
        return number, words
    found = re.match(
        r"\(?(?:(?:R|Rec(?:ommendation)?)\.?\s*)?(\d{1,3}|[a-z])(?:[.):]+\s+|\s+[-–]\s+)",
        words.text,
        re.IGNORECASE,
    )
    return (found[1], words.part(found.end())) if found else (None, words)


def recommendations_of(table: Rows) -> list[Recommendation]:
    if "recommendation" not in table.heads:
        return []
    found: list[Recommendation] = []
    for row in table.rows:
        number, words = _number(row, "recommendation")
        if words and len(words.text) > 3:
            to = row.get("to", NOTHING).text.strip(" -–") or None
            found.append(Recommendation(number, words.text, to, words.span))
    return found


def responses_of(table: Rows) -> list[Response]:
    """The answers of a tracker. The verdict has its own column, or opens the words of the answer."""
    if "recommendation" not in table.heads and not ({"verdict", "response"} & set(table.heads)):
        return []
    found: list[Response] = []
    for row in table.rows:
        number, _ = _number(row, "recommendation")
        if answer := _answer(row, number):
            found.append(answer)
    return found


def _answer(row: dict[str, Words], number: str | None) -> Response | None:
    for head, others in (("verdict", ("response", "comment")), ("response", ("comment",))):
        words = row.get(head, NOTHING)
        verdict = verdict_of(words.text) if words else None
        if verdict is None:
            continue
        rest = [words.part(verdict[1]), *(row.get(other, NOTHING) for other in others)]
        text = join(part for part in rest if part and part.text.strip("-– "))
        span = join([words, *(row.get(other, NOTHING) for other in others)]).span
        return Response(number, verdict[0], text.text, span)
    return None


def questions_of(table: Rows) -> list[Question]:
    if "question" not in table.heads:
        return []
    found: list[Question] = []
    for row in table.rows:
        words = row.get("question", NOTHING)
        answer = row.get("response") or row.get("comment") or NOTHING
        by = row.get("owner", NOTHING).text or None
        if words:
            told = (Answer(by, answer.text, answer.span),) if answer else ()
            found.append(Question(words.text, None, told, words.span))
    return found


def undertakings_of(table: Rows) -> list[Undertaking]:
    if "action" not in table.heads or "recommendation" in table.heads:
        return []
    return [
        Undertaking(row.get("owner", NOTHING).text or None, row["action"].text, row["action"].span)
        for row in table.rows
        if row.get("action")
    ]
