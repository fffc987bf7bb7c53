"""Forms of a light-touch check: its sheet, its conclusion, its paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.fields import DayField, WordsField
from core.layout import portal_helper
from core.versions import VersionMixin
from strategies.enums import CheckAnswer, Judgement
from strategies.models import Review
from strategies.operations import Answered, Judged
from strategies.queries import Asked, Sheet, SheetLine

LONGEST_REASON = 2000
LONGEST_PARAGRAPH = 9000
GONE = "A project left the sheet while you were writing. Look at the sheet again, then save."


@dataclass(frozen=True)
class Row:
    """One line or question as it is drawn. `theirs` is what somebody else saved meanwhile."""

    of: Any
    key: str
    choice: BoundField
    words: BoundField
    version: int
    theirs: str


def about(word: str, thing: str) -> SafeString:
    """A label in one word, since what it is about stands above it; read out, it says so."""
    return format_html('{}<span class="vh">: {}</span>', word, thing)


class SheetForm(forms.Form):
    """The whole sheet in one form: every project with a judgement and its reason, and the four questions."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for line in sheet.lines:
            self._add_line(line)
        for asked in sheet.questions:
            self._add_question(asked)

    def _add_line(self, line: SheetLine) -> None:
        name = line.project.name
        self.fields[f"{line.key}-judgement"] = forms.ChoiceField(
            label=about("Judged", name), choices=Judgement.choices, widget=forms.RadioSelect, required=False,
            initial=line.finding.judgement if line.finding else "",
        )  # fmt: skip
        self.fields[f"{line.key}-reason"] = WordsField(
            label=about("Why", name),
            max_length=LONGEST_REASON,
            rows=2,
            required=False,
            initial=line.reason,
        )

    def _add_question(self, asked: Asked) -> None:
        self.fields[f"{asked.key}-answer"] = forms.ChoiceField(
            label=about("Answered", asked.question.label), choices=CheckAnswer.choices, widget=forms.RadioSelect,
            required=False, initial=asked.answer.answer if asked.answer else "",
        )  # fmt: skip
        self.fields[f"{asked.key}-words"] = WordsField(
            label=about("Why", asked.question.label), max_length=LONGEST_REASON,
            rows=2, required=False, initial=asked.words,
        )  # fmt: skip

    def typed_version(self, key: str) -> int:
        """The version that the person read. What is no number counts as none."""
        typed = str(self.data.get(f"{key}-version", ""))
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0

    def clean(self) -> dict[str, Any] | None:
        """Give the operation's arguments. Whatever is chosen has its reason."""
        super().clean()
        for line in self.sheet.lines:
            self._needs_words(
                f"{line.key}-judgement", f"{line.key}-reason", f"Say why you judge {line.project.name} so"
            )
        for asked in self.sheet.questions:
            self._needs_words(f"{asked.key}-answer", f"{asked.key}-words", "Say why you answer so")
        if self.lost_lines():
            self.add_error(None, GONE)
        return None if self.errors else {"lines": list(self.lines()), "answers": list(self.answers())}

    def _needs_words(self, choice: str, words: str, sentence: str) -> None:
        if self.cleaned_data.get(choice) and not self.cleaned_data.get(words) and words not in self.errors:
            self.add_error(words, sentence)

    def lost_lines(self) -> set[str]:
        """Lines that were sent and of which nothing is known any more."""
        known = {line.key for line in self.sheet.lines} | {asked.key for asked in self.sheet.questions}
        return {name.removesuffix("-version") for name in self.data if name.endswith("-version")} - known

    def lines(self) -> Iterator[Judged]:
        for line in self.sheet.lines:
            yield Judged(
                project=line.project,
                judgement=self.cleaned_data[f"{line.key}-judgement"],
                reason=self.cleaned_data[f"{line.key}-reason"],
                version=self.typed_version(line.key),
            )

    def answers(self) -> Iterator[Answered]:
        for asked in self.sheet.questions:
            yield Answered(
                question=asked.question,
                answer=self.cleaned_data[f"{asked.key}-answer"],
                words=self.cleaned_data[f"{asked.key}-words"],
                version=self.typed_version(asked.key),
            )

    @property
    def line_rows(self) -> list[Row]:
        return [
            self._row(
                line, line.key, "judgement", "reason", line.judged.word if line.judged else "", line.reason
            )
            for line in self.sheet.lines
        ]

    @property
    def question_rows(self) -> list[Row]:
        return [
            self._row(asked, asked.key, "answer", "words", asked.said, asked.words)
            for asked in self.sheet.questions
        ]

    def _row(self, of: SheetLine | Asked, key: str, choice: str, words: str, said: str, why: str) -> Row:
        """A row, with what stands there now where somebody else wrote something else after it was read."""
        chosen, typed = self[f"{key}-{choice}"], self[f"{key}-{words}"]
        theirs = ""
        if self.is_bound and self.typed_version(key) != of.version:
            labels = {**dict(Judgement.choices), **dict(CheckAnswer.choices)}
            mine = (labels.get(str(chosen.value() or ""), ""), str(typed.value() or "").strip())
            theirs = "" if mine == (said, why) else ". ".join(filter(None, (said, why)))
        return Row(of, key, chosen, typed, of.version, theirs)


def paragraph_field(**kwargs: Any) -> WordsField:
    return WordsField(
        label="Paragraph for the annual review",
        max_length=LONGEST_PARAGRAPH,
        rows=10,
        error_messages={"required": "Write the paragraph for the annual review"},
        **kwargs,
    )


class ConcludeForm(forms.Form):
    """The end of a check: the arguments of `operations.checks.conclude_sheet`."""

    judgement = forms.ChoiceField(
        label="As a whole",
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the judgement as a whole"},
    )
    held_on = DayField(label="On which day was the check made?", help_text="Such as 30 September 2026")
    conclusion = paragraph_field(
        help_text="Written from the judgements. Change it as you like. It is published with the check, and you may "
        "still change it until the annual review is concluded."
    )

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "judgement", "held_on", "conclusion", submit="Conclude the check", key=False, later=later
        )


class ParagraphForm(VersionMixin):
    """The paragraph of a review in its annual review: the arguments of `write_paragraph`."""

    conclusion = paragraph_field(help_text="The words before stay in the history.")

    def __init__(self, *args: Any, review: Review, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].initial = review.conclusion
        self.fields["version"].initial = review.version
        self.helper = portal_helper("conclusion", submit="Save the paragraph", key=False, later=later)
