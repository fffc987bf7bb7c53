"""Tables: recommendations with their answers, questions with theirs, actions with who does them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.blocks import Block
from meetings.minutes.found import Answer, Question, Recommendation, Response, Undertaking
from meetings.minutes.verdicts import verdict_of
from meetings.minutes.words import NOTHING, Words, join

# What a column holds, by the words at its head. The first that fits counts.
_COLUMNS = (
    (
        "number",
        r"(?:rec(?:ommendation)?s?\.?\s*)?(?:no\.?|number|num|ref\.?|reference|#|id|item)(?:\s*no\.?)?"
        r"|rec\.?",
    ),
    ("question", r"questions?|query|queries|question (?:asked|raised)|points? raised"),
    (
        "to",
        r"(?:made |addressed |recommended |directed |sent )?to(?: whom)?|(?:lead )?portfolio(?: ?holder)?s?"
        r"|(?:responsible |lead )?(?:cabinet|executive|lead) (?:member|portfolio holder)s?|addressees?|recipient"
        r"|body(?: responsible)?|for(?: whom)?|decision[- ]?(?:maker|taker)|responsible body"
        r"|who is asked|for (?:the )?attention of",
    ),
    (
        "verdict",
        r"verdict|(?:cabinet |executive )?(?:accept|agree|approve)(?:ed|d)?\??(?:\s*(?:/|or|,)\s*.+"
        r"|\s*\(.*)?|status of response"
        r"|(?:(?:cabinet|executive|council|portfolio holder|leader)['’]?s?\s+)?decision(?: made| of .*)?"
        r"|status|outcome|position|result"
        r"|response status|whether (?:accepted|agreed)|accepted,? (?:rejected|partially).*",
    ),
    (
        "recommendation",
        r"(?!.*\b(?:response|status|number|progress|accepted)\b).*\brecommend(?:ations?|ed)\b.*",
    ),
    ("response", r".*\b(?:responses?|reply|answer)\b.*"),
    (
        "progress",
        r".*\b(?:progress|updates?|implementation|action taken|what (?:has|was) (?:been )?done"
        r"|current position|latest)\b.*",
    ),
    (
        "comment",
        r"(?:(?:further|any|officer|additional|cabinet|executive|council|portfolio holder|service"
        r"|lead)[’']?s? )*(?:comments?|reasons?|notes?|explanation|details?"
        r"|commentary|rationale|words|remarks)"
        r"(?: .*)?|what was said|reply in full",
    ),
    (
        "action",
        r"(?:agreed |proposed )?actions?(?: (?:agreed|required|to be taken|point))?|task|what|undertakings?"
        r"|promised?",
    ),
    (
        "owner",
        r"(?:lead |responsible |named )?(?:officer|owner|lead|who|by whom|responsible|responsibility|assigned to|by"
        r"|action by|person responsible|service|department)(?: responsible)?|lead",
    ),
    (
        "other",
        r".*\b(?:date|deadline|due|when|timescales?|target|completed?|rag|priority|costs?|evidence"
        r"|review|months?|year|resources?)\b.*",
    ),
)


def column_of(head: str) -> str | None:
    """What stands below or behind a label, as a name of `_COLUMNS`."""
    text = head.strip(" :*.")
    return next((name for name, pattern in _COLUMNS if re.fullmatch(pattern, text, re.IGNORECASE)), None)


# An answer without a verdict is longer than a dash or "n/a".
MARK = 12


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
        name = column_of(text) or ("" if text else "blank")
        names.append(name if name not in names or name in ("", "blank", "other") else "other")
    ticks = [verdict_of(cell.strip()) for cell in cells]
    if sum(verdict is not None for verdict in ticks) > 1:
        names = [
            f"tick {verdict[0]}" if verdict else name for name, verdict in zip(names, ticks, strict=True)
        ]
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
    cells = block.cells
    if (
        len(cells) == len(heads) - 1
        and heads[0] == "number"
        and (mark := re.match(r"\d{1,3}[a-z]?[.)]?\s+", cells[0].text))
    ):
        cells = (cells[0].part(0, mark.end()), cells[0].part(mark.end()), *cells[1:])
    row = {head: cell for head, cell in zip(heads, cells, strict=False) if head not in ("", "blank", "other")}
    for at, (head, cell) in enumerate(zip(heads, cells, strict=False)):
        if head == "" and (verdict := verdict_of(cell.text)) and verdict[1] >= len(cell.text):
            row[f"verdict {at}"] = cell
    leading = next(
        (cell for head, cell in zip(heads, cells, strict=False) if head not in ("", "blank", "other")),
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
    if "recommendation" not in table.heads:
        return []
    found: list[Response] = []
    for row in table.rows:
        number, _ = _number(row, "recommendation")
        if answer := _answer(row, number):
            found.append(answer)
        else:
            found.extend(_of_each(row, number))
    return found


def _of_each(row: dict[str, Words], number: str | None) -> list[Response]:
    """The verdicts of a row with a column for each council."""
    said = [(words, verdict_of(words.text)) for head, words in row.items() if head.startswith("verdict ")]
    return [Response(number, verdict[0], "", words.span) for words, verdict in said if verdict]


def _answer(row: dict[str, Words], number: str | None) -> Response | None:
    ticked = [head for head, words in row.items() if head.startswith("tick ") and words.text.strip("-–")]
    if len(ticked) == 1:
        words = join([row.get("response", NOTHING), row.get("comment", NOTHING)])
        return Response(
            number, ticked[0].removeprefix("tick "), words.text, join([row[ticked[0]], words]).span
        )
    told = any(row.get(head) for head in ("response", "comment"))
    for head, others in (("verdict", ("response", "comment")), ("response", ("comment",)), ("progress", ())):
        words = row.get(head, NOTHING)
        verdict = verdict_of(words.text) if words else None
        if verdict is None:
            continue
        others = others if told else (*others, *(("progress",) if head != "progress" else ()))
        rest = [words.part(verdict[1]), *(row.get(other, NOTHING) for other in others)]
        text = join(part for part in rest if part and part.text.strip("-– "))
        span = join([words, *(row.get(other, NOTHING) for other in others)]).span
        return Response(number, verdict[0], text.text, span)
    words = row.get("response", NOTHING)
    return Response(number, "", words.text, words.span) if len(words.text) > MARK else None


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
