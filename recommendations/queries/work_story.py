"""The full story of one part of an action: its evidence, its reports, its decisions and everything that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core import history
from core.dates import spell
from core.models import HistoryEntry
from recommendations.enums import UpdateKind
from recommendations.models import ActionPart, Evidence, ProgressUpdate, SignOff


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as the full story shows it."""

    when_text: str
    when_machine: str
    title: str
    body: str = ""
    by: str = ""
    tone: str = ""
    source_text: str = ""
    source_url: str = ""


@dataclass
class Story:
    """What a person may read of one part: its evidence, its reports and everything that happened, newest first."""

    evidence: list[Evidence] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    decisions: list[SignOff] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


VERBS = {
    "promise": "Promised",
    "ask_for_more": "Asked for as one more thing",
    "log": "Promised in a meeting",
    "start": "Work began",
    "report_progress": "Progress",
    "report_difficulty": "A difficulty was reported",
    "add_evidence": "Evidence added",
    "submit": "Said to be done, sign-off asked for",
    "sign_off": "Signed off",
    "send_back": "Sent back",
    "reverse": "Sign-off reversed",
    "move_due_date": "Due date moved",
    "assign": "Given to a responsible officer",
    "hand_over": "Passed to another post",
    "supersede": "Superseded",
    "stop": "Stopped",
    "restore": "Taken up again",
    "add_action": "Promised after the answer",
    "join_action": "Joined by one more council",
    "link_recommendation": "Linked to one more recommendation",
    "unlink_recommendation": "No longer linked to a recommendation",
    "ask_new_date": "A new date was asked for",
    "grant_new_date": "New date granted",
    "refuse_new_date": "New date refused",
    "take_back_request": "The request for a new date was taken back",
    "set_report_weeks": "How often progress is asked for was changed",
    "check_promise": "The promise was held against the evidence",
    "ask_about_update": "A councillor asked about a report",
    "answer_about_update": "A councillor’s question was answered",
    "ask_about_difficulty": "A councillor asked about a difficulty",
    "answer_about_difficulty": "A question about a difficulty was answered",
}
WITH_EVIDENCE = ("add_evidence", "check_promise")
BETWEEN_THEM = (
    "report_difficulty",
    "ask_about_difficulty",
    "answer_about_difficulty",
    "ask_new_date",
    "grant_new_date",
    "refuse_new_date",
    "take_back_request",
)
TONES = {"submit": "ask", "send_back": "gap", "reverse": "gap", "start": "quiet", "add_evidence": "quiet"}


def story_of(part: ActionPart, *, evidence: bool, difficulties: bool) -> Story:
    """Read everything about one part that may be read, in six queries. The part itself must be visible already."""
    story = Story(
        evidence=list(part.evidence.order_by("pk")) if evidence else [],
        updates=[one for one in part.updates.all() if difficulties or one.kind != UpdateKind.DIFFICULTY],
        decisions=list(part.sign_offs.order_by("pk")),
    )
    hidden = {*(() if evidence else WITH_EVIDENCE), *(() if difficulties else BETWEEN_THEM)}
    updates = {update.pk: update for update in story.updates}
    titles = {one.pk: one.title for one in story.evidence}
    rows = history.of(part).exclude(verb__in=hidden).order_by("-at", "-number")
    story.entries = [_entry(row, updates, titles) for row in rows]
    return story


def _entry(row: HistoryEntry, updates: Mapping[int, ProgressUpdate], titles: Mapping[int, str]) -> Entry:
    return Entry(
        when_text=spell(row.on) if row.on else history.london_moment(row.at),
        when_machine=row.at.isoformat(),
        title=VERBS.get(row.verb, row.verb.replace("_", " ").capitalize()),
        body=_body(row, updates, titles),
        by=row.actor_role or ("" if row.actor_id else "The portal"),
        tone=TONES.get(row.verb, ""),
    )


def _body(row: HistoryEntry, updates: Mapping[int, ProgressUpdate], titles: Mapping[int, str]) -> str:
    details = row.details
    match row.verb:
        case "report_progress" | "report_difficulty":
            update = updates.get(details.get("update", 0))
            return update_words(update) if update else ""
        case "add_evidence":
            return titles.get(details.get("evidence", 0), "")
        case "move_due_date":
            old = f"from {_day(details['old'])} " if details.get("old") else ""
            return f"Moved {old}to {_day(details['new'])}. Reason: {row.reason}"
        case "ask_new_date" | "refuse_new_date" | "grant_new_date" | "take_back_request":
            return f"{_day(details['new'])}. {row.reason}".strip()
        case "set_report_weeks":
            return f"{weeks_words(details.get('to_weeks'))}. Reason: {row.reason}"
        case "link_recommendation" | "unlink_recommendation":
            return f"{details.get('recommendation', '')}. Reason: {row.reason}"
        case "hand_over":
            return f"From {details['from']} to {details['to']}. Reason: {row.reason}"
        case "assign":
            due = f", due {_day(details['due_on'])}" if details.get("due_on") else ""
            return f"{details.get('responsible', '')}{due}"
        case "promise" | "ask_for_more" if details.get("due_on"):
            return f"Due by {_day(details['due_on'])}"
    return row.reason


def weeks_words(weeks: int | None) -> str:
    """How often progress is asked for, in words."""
    if weeks is None:
        return "As often as the council sets"
    return "Every week" if weeks == 1 else f"Every {weeks} weeks"


def update_words(update: ProgressUpdate) -> str:
    expected = f"\n\nExpected to be done by {spell(update.expected_on)}." if update.expected_on else ""
    return f"{update.text}{expected}"


def _day(text: str) -> str:
    return spell(date.fromisoformat(text))
