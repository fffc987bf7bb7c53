"""What was promised, line by line, with the evidence and how the officer sees it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.layout import HTML
from django import forms

from core.fields import TextField, WordsField
from core.layout import Choice, Option, Part, portal_helper
from recommendations.enums import LineView
from recommendations.models import Evidence
from recommendations.operations import PromiseLine
from recommendations.operations.promise_checks import MOST_LINES

SPARE = 2
LEAST = 3
OPTIONS = (
    Option(LineView.MET, "", "accepted", "ok"),
    Option(LineView.PARTLY, "", "part", "part"),
    Option(LineView.NONE, "", "norec", "mute"),
)


class PromiseCheckForm(forms.Form):
    """As many lines as there are, and two to spare. An empty line is left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, evidence: Sequence[Evidence], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.evidence = list(evidence)
        self.rows = rows_in(self.data if self.is_bound else self.initial, sent=self.is_bound)
        for number in self.rows:
            self.fields |= self.line_fields(number)
        self.helper = portal_helper(
            *[self.laid_out(number) for number in self.rows],
            submit="Keep these lines",
            later=later,
            key=False,
        )

    def line_fields(self, number: int) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            f"text_{number}": WordsField(
                label=f"What was promised ({number})", rows=2, max_length=1000, required=False
            ),
            f"view_{number}": forms.ChoiceField(
                label=f"How far is it met? ({number})",
                choices=LineView.choices,
                widget=forms.RadioSelect,
                required=False,
            ),
            f"note_{number}": TextField(
                label=f"Note ({number})",
                help_text="Such as “121 of 186 replied”. You can leave this empty.",
                required=False,
            ),
        }
        if self.evidence:
            fields[f"evidence_{number}"] = forms.TypedMultipleChoiceField(
                label=f"Evidence that shows it ({number})",
                choices=[(one.pk, one.title) for one in self.evidence],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": "Choose evidence of this action"},
            )
        return fields

    def laid_out(self, number: int) -> Part:
        shown = [f"evidence_{number}"] if self.evidence else []
        heading = HTML(f'<h2 class="mt-5">Line {number}</h2>')
        return Part(
            "promise-line",
            heading,
            f"text_{number}",
            *shown,
            Choice(f"view_{number}", *OPTIONS),
            f"note_{number}",
        )

    def clean(self) -> dict[str, Any]:
        """Give the lines that hold anything. Each has words and a view; what is met is shown by evidence."""
        data = super().clean() or {}
        lines = list(self.lines(data))
        if not lines and not self.errors:
            self.add_error(f"text_{self.rows[0]}", "Say at least one thing that was promised")
        return {"version": data.get("version"), "lines": lines}

    def lines(self, data: Mapping[str, Any]) -> Iterator[PromiseLine]:
        for number in self.rows:
            text, view, note, chosen = (
                data.get(f"{name}_{number}") for name in ("text", "view", "note", "evidence")
            )
            if not (text or view or note or chosen):
                continue
            if not text:
                self.complain(f"text_{number}", "Say what was promised, or leave the whole line empty")
            if not view:
                self.complain(f"view_{number}", "Choose how far it is met")
            if view in {LineView.MET, LineView.PARTLY} and not chosen:
                where = f"evidence_{number}" if self.evidence else f"view_{number}"
                self.complain(where, "Choose the evidence that shows it, or “No evidence yet”")
            yield PromiseLine(text or "", view or "", note or "", tuple(chosen or ()))

    def complain(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


def rows_in(given: Mapping[str, Any], *, sent: bool) -> list[int]:
    """The numbers of the lines: those that were sent, or those there are and two to spare."""
    there = [number for number in range(1, MOST_LINES + 1) if f"text_{number}" in given]
    last = max(there, default=0)
    return list(range(1, (last if sent and last else min(MOST_LINES, max(last + SPARE, LEAST))) + 1))


def initial_lines(lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What an earlier check holds, in the fields of the page."""
    return {
        f"{name}_{number}": line[name]
        for number, line in enumerate(lines, start=1)
        for name in ("text", "view", "note", "evidence")
        if name in line
    }
