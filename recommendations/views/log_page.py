"""What the live log's page holds: the form as it begins or comes back, and everything around it."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.edges import bind, kept_fields
from councils.models import Council, User
from councils.queries import councils_in_order
from meetings import queries as meeting_queries
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, OutcomeDraft
from meetings.queries import AgendaLine, Entry, Log, Undoable
from recommendations.forms.log import CITING, KINDS, CaptureForm
from recommendations.queries.log import link_entries

SHOWN = 20
WHOLE, AROUND = 30, 8
NOTHING_SAID = Log([], [])
SORTS = {"promise": OutcomeKind.UNDERTAKING, "note": OutcomeKind.COMMENT}


def bound_form(request: HttpRequest, item: AgendaItem, log: Log, draft: OutcomeDraft | None) -> CaptureForm:
    """The form as it was sent; else what was kept when the session ended; else the draft; else what a kind begins with."""
    kept = kept_fields(request) or {}
    drafted = dict(draft.fields) if draft else {}
    asked = [request.POST.get("kind"), request.GET.get("kind"), kept.get("kind"), drafted.get("kind")]
    kind = next((one for one in asked if one in KINDS), "question")
    councils = councils_in_order()
    beginnings = beginnings_of(item, log, councils)
    first = beginnings.get(kind, {})
    councils_first = {"councils": first["councils"].split()} if "councils" in first else {}
    made_from = made_from_answer(request, log)
    is_quick = log is NOTHING_SAID and not any(request.POST.get(name) for name in CITING)
    return bind(
        request,
        CaptureForm,
        kind=kind,
        item=item,
        sources=sources_of(log),
        councils=councils,
        speakers=[] if log is NOTHING_SAID else meeting_queries.speakers_of(item.meeting, log.entries),
        beginnings=beginnings,
        papers=[] if is_quick else meeting_queries.papers_to_cite(item.meeting),
        initial={**SORTS, **first, **councils_first, **drafted, **made_from},
    )


def follow_from(form: CaptureForm, log: Log) -> None:
    """Offer in a form that comes back what was said before."""
    councils = list(form.asked.values())
    form.follow_from(
        sources_of(log),
        speakers=meeting_queries.speakers_of(form.item.meeting, log.entries),
        beginnings=beginnings_of(form.item, log, councils),
    )
    form.offer_papers(meeting_queries.papers_to_cite(form.item.meeting))


def sources_of(log: Log) -> list[tuple[Any, str]]:
    """From what an answer or an action may come: questions, and what stands alone. The newest first."""
    may = {OutcomeKind.QUESTION, OutcomeKind.ANSWER, OutcomeKind.COMMENT, OutcomeKind.TOPIC}
    return [(entry.outcome, entry.short) for entry in reversed(log.threads) if entry.outcome.kind in may]


def beginnings_of(item: AgendaItem, log: Log, councils: list[Council]) -> dict[str, dict[str, str]]:
    """What each kind begins with: an answer with the last question; a recommendation with every council; an action with
    the meeting's own council, or every one where the meeting is joint."""
    questions = [entry for entry in log.threads if entry.outcome.kind == OutcomeKind.QUESTION]
    own = item.meeting.body.council_id if item.meeting.body else None
    every = " ".join(str(council.pk) for council in councils)
    return {
        "answer": {"answers": str(questions[-1].outcome.pk) if questions else ""},
        "action": {"answers": "", "councils": str(own) if own else every},
        "recommendation": {"councils": every},
    }


def made_from_answer(request: HttpRequest, log: Log) -> dict[str, Any]:
    """ "Make this an action": begin with the answer's words, its speaker and its question."""
    chosen = request.GET.get("from", "")
    for root in log.threads:
        for entry in (root, *root.replies):
            if str(entry.outcome.pk) == chosen:
                said = entry.outcome
                return {"text": said.text, "owner": said.said_by, "answers": str(root.outcome.pk)}
    return {}


def page(request: HttpRequest, meeting: Meeting, item: AgendaItem, log: Log) -> dict[str, Any]:
    """Everything around the form."""
    lines = meeting_queries.agenda_of(meeting)
    place = next(number for number, line in enumerate(lines) if line.item.pk == item.pk)
    hidden = 0 if "all" in request.GET else max(0, len(log.threads) - SHOWN)
    shown = [entry for root in log.threads[hidden:] for entry in (root, *root.replies)]
    meeting_queries.in_full(shown)
    link_entries(shown)
    newest = max((entry.outcome.logged_at for entry in log.entries), default=None)
    return {
        "meeting": meeting,
        "title": meeting_queries.title_of(meeting),
        "item": item,
        "number": lines[place].number,
        "lines": lines,
        "counts": meeting_queries.counts_of(lines),
        "place": place + 1,
        "before": neighbour(lines, place - 1),
        "after": neighbour(lines, place + 1),
        "log": log,
        "threads": log.threads[hidden:],
        "earlier": hidden,
        "saved_at": newest,
        "has_other_items": len(lines) > 1,
        "undoable": undoable(request, item, log),
        "newest_row": meeting_queries.newest_row_of(meeting),
        "near": near(lines, place),
        "elapsed": elapsed(meeting, now=timezone.now()),
        "kinds": list(enumerate(KINDS.items(), start=1)),
        "adds": reverse("meetings:add-item", args=meeting.path),
    }


def near(lines: list[AgendaLine], place: int) -> list[AgendaLine]:
    """The part of a long agenda around an item. A short one is shown whole."""
    if len(lines) <= WHOLE:
        return lines
    first = min(max(0, place - AROUND), len(lines) - 2 * AROUND - 1)
    return lines[first : first + 2 * AROUND + 1]


def undoable(request: HttpRequest, item: AgendaItem, log: Log) -> Undoable | None:
    """What this person did last, in this session."""
    started = request.session.get("started_at")
    since = datetime.fromisoformat(started) if started else timezone.now() - timedelta(hours=12)
    return meeting_queries.undoable_of(item, log, cast(User, request.user), since=since)


def neighbour(lines: list[AgendaLine], place: int) -> AgendaLine | None:
    return lines[place] if 0 <= place < len(lines) else None


def elapsed(meeting: Meeting, *, now: datetime) -> str:
    """ "1 hour 12 minutes in", while the meeting runs."""
    if meeting.status != MeetingStatus.IN_PROGRESS or meeting.started_at is None:
        return ""
    minutes = max(timedelta(0), now - meeting.started_at) // timedelta(minutes=1)
    if minutes >= 24 * 60:
        return ""
    hours, minutes = divmod(minutes, 60)
    spoken = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    spoken += [f"{minutes} minute{'' if minutes == 1 else 's'}"] if minutes or not hours else []
    return f"{' '.join(spoken)} in"


def asked_before_of(request: HttpRequest, form: CaptureForm, log: Log) -> dict[str, Any]:
    """Questions like the one in the form; while it is empty, like the last one in the log. A script asks by itself."""
    if "HX-Request" in request.headers:
        return {"found": []}
    typed = str(form["text"].value() or "") if form.kind == "question" else ""
    if typed:
        return {"found": meeting_queries.asked_before(typed)}
    questions = [one.outcome for one in log.entries if one.outcome.kind == OutcomeKind.QUESTION]
    if not questions:
        return {"found": []}
    last = max(questions, key=lambda one: (one.logged_at, one.pk))
    found = meeting_queries.asked_before(last.text, besides=last.pk)
    return {"found": found, "lead": "Like the last question"}


def focus(request: HttpRequest, form: CaptureForm) -> None:
    """Put the cursor where typing goes on: in what is wrong, else, after an add, in the words."""
    wrong = next((name for name in form.errors if name in form.fields), None)
    if wrong or "kind" in request.GET:
        form.fields[wrong or "text"].widget.attrs["autofocus"] = True


def entry_named(log: Log, outcome_pk: int) -> Entry | None:
    return next((entry for entry in log.entries if entry.outcome.pk == outcome_pk), None)
