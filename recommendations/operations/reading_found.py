"""What the reader found, as proposals: one for each thing, in order, with its fields, its parent and its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.minutes.found import Found, Item, Question, Span
from recommendations.enums import ProposalKind, ProposalStatus
from recommendations.models import Proposal, Reading
from recommendations.queries.matching import most_like, recommendations_like, the_same

Place = Callable[[int], str]
DEEPEST = 3


@dataclass
class Draft:
    """One proposal before it has a row; `parent` is the draft of its item or question."""

    kind: str
    fields: dict[str, Any]
    span: Span
    parent: "Draft | None" = field(default=None, repr=False)
    row: Proposal | None = field(default=None, repr=False)


def drafts_of(found: Found) -> list[Draft]:
    """Everything found of one meeting, in the order in which it is looked through."""
    drafts = []
    if found.body or found.council:
        named = found.body or found.council
        assert named is not None  # noqa: S101 - one of the two is there
        said = {
            "text": found.body.text if found.body else "",
            "council": found.council.text if found.council else "",
        }
        drafts.append(Draft(ProposalKind.BODY, said, named.span))
    if found.day:
        drafts.append(Draft(ProposalKind.DATE, {"day": found.day.day.isoformat()}, found.day.span))
    for one in dict.fromkeys(found.attendance):  # nobody twice from the same place
        said = {
            "name": one.name,
            "presence": one.presence,
            "council": one.council or "",
            "substitute_for": one.substitute_for or "",
        }
        drafts.append(Draft(ProposalKind.ATTENDANCE, said, one.span))
    for item in found.items:
        drafts += drafts_of_item(item)
    return drafts


def drafts_of_item(item: Item) -> list[Draft]:
    head = Draft(ProposalKind.ITEM, {"title": item.title or "", "number": item.number or ""}, item.span)
    below: list[Draft] = []
    for question in item.questions:
        below += drafts_of_question(question, head)
    for promise in item.undertakings:
        said = {"text": promise.text, "by": promise.by or ""}
        below.append(Draft(ProposalKind.UNDERTAKING, said, promise.span, head))
    for request in item.requests:
        asked = {"text": request.text, "by": request.by or "", "points": list(request.points)}
        below.append(Draft(ProposalKind.REQUEST, asked, request.span, head))
    for decision in item.decisions:
        decided = {"text": decision.text, "number": decision.number or "", "word": decision.word}
        below.append(Draft(ProposalKind.DECISION, decided, decision.span, head))
    for one in item.recommendations:
        made = {"text": one.text, "number": one.number or "", "to": one.to or ""}
        below.append(Draft(ProposalKind.RECOMMENDATION, made, one.span, head))
    for response in item.responses:
        answered = {"text": response.text, "number": response.number or "", "verdict": response.verdict}
        below.append(Draft(ProposalKind.RESPONSE, answered, response.span, head))
    return [head, *in_order(below)]


def drafts_of_question(question: Question, head: Draft) -> list[Draft]:
    asked = Draft(
        ProposalKind.QUESTION, {"text": question.text, "by": question.by or ""}, question.span, head
    )
    return [
        asked,
        *(
            Draft(ProposalKind.ANSWER, {"text": answer.text, "by": answer.by or ""}, answer.span, asked)
            for answer in question.answers
        ),
    ]


def in_order(drafts: list[Draft]) -> list[Draft]:
    """In the order of the paper; an answer stays behind its question, wherever it stands."""

    def key(numbered: tuple[int, Draft]) -> tuple[int, int]:
        number, draft = numbered
        asked = draft.parent if draft.kind == ProposalKind.ANSWER and draft.parent else draft
        return asked.span.start, number

    return [draft for _, draft in sorted(enumerate(drafts), key=key)]


def write_proposals(reading: Reading, found: Found, place: Place) -> list[Proposal]:
    """Make the rows, parents first. `place` tells where an offset of the text stands: "page 3, line 12"."""
    drafts = drafts_of(found)
    position = {id(draft): number for number, draft in enumerate(drafts, start=1)}
    for level in range(DEEPEST):
        rows = [draft for draft in drafts if depth(draft) == level]
        for draft in rows:
            draft.row = Proposal(
                reading=reading,
                position=position[id(draft)],
                parent=draft.parent.row if draft.parent else None,
                kind=draft.kind,
                fields=draft.fields,
                start=draft.span.start,
                end=max(draft.span.start, draft.span.end),
                place=place(draft.span.start)[:100],
            )
        Proposal.objects.bulk_create([draft.row for draft in rows if draft.row is not None])
    return [draft.row for draft in drafts if draft.row is not None]


def depth(draft: Draft) -> int:
    """An item stands alone, a decision or question in an item, an answer under a question."""
    return 0 if draft.parent is None else 1 + depth(draft.parent)


def mark_known(reading: Reading, proposals: Sequence[Proposal]) -> None:
    """Mark the recommendations that the tracker has; of the rest still to decide, name the one that each looks like."""
    asked = [
        one
        for one in proposals
        if one.kind == ProposalKind.RECOMMENDATION and one.status == ProposalStatus.OPEN
    ]
    known = recommendations_like([one.fields["text"] for one in asked], but=reading)
    for one in asked:
        same = the_same(one.fields["text"], known)
        if same is not None:
            one.status, one.recommendation_id = ProposalStatus.ON_RECORD, same
        else:
            one.recommendation_id = most_like(one.fields["text"], known)
    Proposal.objects.bulk_update(asked, ["status", "recommendation"])
