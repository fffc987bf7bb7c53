"""The list as rows of a spreadsheet: one for each recommendation and council asked. Read in pieces, so memory stays flat."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from core.spreadsheets import day
from recommendations import statuses
from recommendations.models import Recommendation
from recommendations.queries.tracker import CouncilName, Row, made_words, next_of, rows_of
from recommendations.queries.visibility import Reader
from recommendations.querysets import RecommendationQuerySet

HEADINGS = (
    "Reference", "Recommendation", "Exact words", "Made by", "Made on", "Council", "What the council said",
    "Answered on", "Response due", "What has been done", "Work due", "What is next", "Next date",
)  # fmt: skip
AT_ONCE = 500


def lines_of(
    found: RecommendationQuerySet, councils: list[CouncilName], *, reader: Reader, on: date
) -> Iterator[list[str]]:
    """Give the lines of the export without its headings, in the order of `found`."""
    ids = found.values_list("pk", flat=True).iterator(chunk_size=2000)
    while piece := list(islice(ids, AT_ONCE)):
        some = Recommendation.objects.filter(pk__in=piece)
        words = dict(some.values_list("pk", "text"))
        rows = {row.pk: row for row in rows_of(some, reader=reader, on=on)}
        for pk in piece:
            if pk in rows:
                yield from _lines(rows[pk], words[pk], councils, on=on)


def _lines(row: Row, words: str, councils: list[CouncilName], *, on: date) -> Iterator[list[str]]:
    upcoming = next_of(row, councils, on=on)
    start = [row.reference, row.title, words, row.made_by, made_words(row)]
    end = [upcoming.words, upcoming.due.words if upcoming.due else ""]
    asked = [council for council in councils if council.pk in row.answers or council.pk in row.work]
    for council in asked:
        answer, work = row.answers.get(council.pk), row.work.get(council.pk, [])
        done = statuses.DONE.get(statuses.least_finished([piece.status for piece in work]))
        dates = [piece.due_on for piece in work if piece.due_on]
        middle = [
            council.name,
            answer.shown.word if answer else statuses.NOT_ASKED.word,
            day(answer.answered_on if answer else None),
            day(answer.due_on if answer else None),
            done.word if done else "",
            day(min(dates) if dates else None),
        ]
        yield [*start, *middle, *end]
    if not asked:
        yield [*start, "", statuses.NOT_SENT.word, "", "", "", "", *end]
