"""One entry of the log as it is checked: its clean words, its owner, its date, and the tick."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from core.fields import DAY_EXAMPLE, FIGURES, ISO, SPELT, TextField, WordsField, read_day
from recommendations.forms.log import CAPTURED_AS, LONGEST, MISSING, TOO_LONG
from recommendations.operations.checking import Clean, changes_of
from recommendations.queries.checking import Checked

ONE_OR_THE_OTHER = "Give an owner, or choose “No owner yet”, not both"


class RowForm(forms.Form):
    """The words of one entry. Its prefix is the entry's key."""

    text = WordsField(
        max_length=LONGEST, rows=2, required=False, strip=True, error_messages={"max_length": TOO_LONG}
    )
    owner = TextField(max_length=200, required=False)
    no_owner_yet = forms.BooleanField(required=False)
    due = TextField(max_length=100, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text:
            raise forms.ValidationError(MISSING[CAPTURED_AS[self.kind]])  # type: ignore[index]
        return text

    def clean_due(self) -> str:
        """Words are welcome; a date that does not exist is not."""
        due: str = self.cleaned_data["due"]
        if any(shape.fullmatch(due.lower()) for shape in (SPELT, FIGURES, ISO)) and read_day(due) is None:
            raise forms.ValidationError(DAY_EXAMPLE)
        return due

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("owner") and self.cleaned_data.get("no_owner_yet"):
            self.add_error("owner", ONE_OR_THE_OTHER)


def shown_fields(entry: Checked) -> dict[str, Any]:
    """What the row shows of an entry before anything is typed."""
    outcome = entry.outcome
    day = outcome.due_on
    return {
        "text": outcome.text.replace("\r\n", "\n").strip(),
        "owner": outcome.owner if entry.is_promise else "",
        "no_owner_yet": outcome.has_no_owner_yet,
        "due": (f"{day.day} {day:%B} {day.year}" if day else outcome.due_words) if entry.is_promise else "",
    }


def mark_of(fields: Mapping[str, Any]) -> str:
    """A short mark of what was shown, by which a row that nobody touched is told from one that was changed."""
    return hashlib.sha256(json.dumps(dict(fields), sort_keys=True).encode()).hexdigest()[:12]


@dataclass
class Row:
    """One row of the page: what to show in its fields, what is wrong with it, and what somebody else saved meanwhile."""

    entry: Checked
    values: dict[str, Any]
    is_checked: bool
    mark: str
    errors: dict[str, list[str]] = field(default_factory=dict)
    theirs: str = ""
    clean: Clean | None = None

    @property
    def pk(self) -> int:
        return self.entry.outcome.pk

    @property
    def version(self) -> int:
        return self.entry.outcome.version

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.theirs)


def fresh_row(entry: Checked) -> Row:
    values = shown_fields(entry)
    return Row(entry, values, entry.outcome.checked_at is not None, mark_of(values))


def sent_keys(data: Mapping[str, Any]) -> list[int]:
    """The entries whose rows were sent, at most 200."""
    keys = [name.removesuffix("-version") for name in data if name.endswith("-version")]
    return [int(key) for key in keys if key.isdecimal() and len(key) < 12][:200]


def sent_row(entry: Checked, data: Any, ticked: Mapping[int, int]) -> Row:
    """A row as it was sent: what of it is wrong, what somebody else changed meanwhile, and what to save.

    A row that was not touched is left as it now stands, whoever changed it meanwhile.
    """
    outcome = entry.outcome
    key = str(outcome.pk)
    form = RowForm(data, prefix=key, kind=outcome.kind)
    is_valid = form.is_valid()
    typed = {name: form[name].value() or "" for name in ("text", "owner", "due")}
    typed["no_owner_yet"] = bool(form["no_owner_yet"].value())
    version = data.get(f"{key}-version", "")
    is_stale = version != str(outcome.version)
    tick = outcome.pk in ticked
    cleaned = {name: form.cleaned_data.get(name, typed[name]) for name in typed}
    row = fresh_row(entry)
    if mark_of(cleaned) == data.get(f"{key}-was", ""):
        if is_stale and tick and not row.is_checked:
            row.theirs = "Look at the words again, then check them."
        elif not is_stale and tick != row.is_checked:
            row.is_checked = tick
            row.clean = Clean(outcome, outcome.version, tick)
        return row
    if mark_of(cleaned) == row.mark:
        if tick != row.is_checked:
            row.is_checked = tick
            row.clean = Clean(outcome, outcome.version, tick)
        return row
    row.values, row.is_checked = typed, tick
    row.errors = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    if is_stale:
        row.theirs = f"It now says: {outcome.text}"
    elif is_valid:
        row.clean = Clean(outcome, outcome.version, tick, arguments(cleaned), title=entry.title)
    return row


def arguments(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the operation's arguments: a date where it is one, else words."""
    due: date | None = read_day(cleaned["due"])
    return changes_of(
        text=cleaned["text"],
        owner=cleaned["owner"],
        no_owner_yet=cleaned["no_owner_yet"],
        due_on=due,
        due_words="" if due else cleaned["due"],
    )


def problems_in(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Every sentence for the summary, with the id it leads to."""
    found = []
    for row in rows:
        name = f"Item {row.entry.outcome.item.number}, {row.entry.name.lower()}"
        for field_name, sentences in row.errors.items():
            found += [(f"{name}: {text}", f"id_{row.pk}-{field_name}") for text in sentences]
        if row.theirs:
            found.append((f"{name}: someone else changed it. Nothing is lost", f"id_{row.pk}-text"))
    return found
