"""Forms of the live log: one for adding entries, whose fields follow the kind; one for changing an entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from core.edges import FormKeyMixin
from core.enums import ExemptParagraph, Openness
from core.fields import DAY_EXAMPLE, FIGURES, ISO, SPELT, TextField, WordsField, read_day
from core.layout import portal_helper
from councils.models import Council
from meetings.enums import DecisionKind, OutcomeKind
from meetings.models import AgendaItem, Document, Outcome
from meetings.queries import stems_of

LONGEST = 20_000
KINDS = {
    "question": "Question",
    "answer": "Answer",
    "action": "Action",
    "decision": "Decision",
    "recommendation": "Recommendation",
    "note": "Note",
}
CAPTURED_AS = {
    OutcomeKind.QUESTION: "question",
    OutcomeKind.ANSWER: "answer",
    OutcomeKind.UNDERTAKING: "action",
    OutcomeKind.REQUEST: "action",
    OutcomeKind.DECISION: "decision",
    OutcomeKind.RECOMMENDATION: "recommendation",
    OutcomeKind.COMMENT: "note",
    OutcomeKind.TOPIC: "note",
}
LABELS: dict[str, dict[str, str]] = {
    "text": {
        "question": "What was asked",
        "answer": "What was answered",
        "action": "What must happen",
        "decision": "Exact words of the decision",
        "recommendation": "Exact words of the recommendation",
        "note": "What was said",
    },
    "promise": {"action": "Which it is"},
    "note": {"note": "Which it is"},
    "decision": {"decision": "The word the body used"},
    "title": {"recommendation": "Plain title"},
    "said_by": {"question": "Who asked", "answer": "Who answered", "note": "Who said it"},
    "answers": {"answer": "Which question", "action": "Comes from"},
    "owner": {"action": "Owner"},
    "councils": {"action": "For", "recommendation": "To which councils"},
    "due": {"action": "Due"},
    "points": {"action": "Points, one on each line"},
    "number": {"decision": "Number"},
    "vote": {"decision": "Vote, if one was taken"},
    "cites": dict.fromkeys(KINDS, "Paper"),
    "cites_place": dict.fromkeys(KINDS, "Page or paragraph"),
}
# Shown in a part of their own, where the meeting has papers.
CITING = ("cites", "cites_place")
MISSING = {
    "question": "Say what was asked",
    "answer": "Say what was answered",
    "action": "Say what must happen",
    "decision": "Give the exact words of the decision",
    "recommendation": "Give the exact words of the recommendation",
    "note": "Say what was said",
}
PROMISE_CHOICES = [
    (OutcomeKind.UNDERTAKING, "Undertaking"),
    (OutcomeKind.REQUEST, "Request"),
]
NOTE_CHOICES = [(OutcomeKind.COMMENT, "Comment"), (OutcomeKind.TOPIC, "Topic suggestion")]
TEMPLATES = {
    "councils": "meetings/live/_ticks.html",
    "promise": "meetings/live/_ticks.html",
    "note": "meetings/live/_ticks.html",
}
TOO_LONG = "Use 20,000 characters or fewer. You have typed %(show_value)d. Nothing is lost: put the rest in a second entry"
EXEMPT_FIELDS = ("openness", "exempt", "exempt_paragraph", "public_summary")


@dataclass(frozen=True)
class Row:
    """One field as the form shows it: for which kinds, under which label, with which template."""

    field: BoundField
    kinds: str
    is_hidden: bool
    labels: list[tuple[str, str]]
    beginnings: list[tuple[str, str]]
    template: str


class EntryForm(forms.Form):
    """The words of an entry. Of its fields those of the kind count; what stands in the others is let be.

    Openness has no default: `openness` is sent by the form as "open" unless the item is exempt, the tick makes the
    entry exempt, and a form in which it is missing counts as exempt (promise X4).
    """

    text = WordsField(max_length=LONGEST, rows=3, required=False, error_messages={"max_length": TOO_LONG})
    promise = forms.ChoiceField(choices=PROMISE_CHOICES, widget=forms.RadioSelect, required=False)
    note = forms.ChoiceField(choices=NOTE_CHOICES, widget=forms.RadioSelect, required=False)
    decision = forms.ChoiceField(
        choices=[("", "Choose the word"), *DecisionKind.choices],
        required=False,
    )
    title = TextField(max_length=160, required=False, help_text="Leave it empty to use the first words")
    said_by = TextField(max_length=200, required=False)
    answers = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "That entry is no longer in the log. Choose another"},
    )
    owner = TextField(max_length=200, required=False)
    councils = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    due = TextField(
        max_length=100, required=False, help_text="A date, or words such as “next meeting”. You can leave it."
    )
    points = WordsField(max_length=LONGEST, rows=2, required=False)
    number = TextField(max_length=10, required=False, help_text="Leave it empty to take the next number")
    vote = TextField(max_length=200, required=False)
    cites = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "That paper is no longer in the pack. Choose another"},
    )
    cites_place = TextField(max_length=60, required=False, help_text="Such as “page 12” or “paragraph 4.2”")
    openness = forms.CharField(widget=forms.HiddenInput, required=False)
    exempt = forms.BooleanField(label="This entry is exempt", required=False)
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "Choose a paragraph"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    public_summary = TextField(
        label="What anyone may read instead", max_length=300, required=False, help_text="Give nothing away"
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        item: AgendaItem,
        sources: Sequence[tuple[Outcome, str]],
        councils: Iterable[Council],
        speakers: Sequence[str] = (),
        beginnings: Mapping[str, Mapping[str, str]] | None = None,
        papers: Sequence[tuple[Document, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.item = kind, item
        self.asked = {str(council.pk): council for council in councils}
        self.follow_from(sources, speakers=speakers, beginnings=beginnings or {})
        self.offer_papers(papers)
        self.choices_of("councils", [(pk, council.short_name) for pk, council in self.asked.items()])
        self.fields["openness"].initial = Openness.OPEN if item.is_open else Openness.EXEMPT
        for name, labels in LABELS.items():
            self.fields[name].label = labels.get(kind) or next(iter(labels.values()))
        for name in ("said_by", "owner"):
            self.fields[name].widget.attrs.update(list="speakers", autocomplete="off")
        self.helper = portal_helper(form_tag=False)

    def follow_from(
        self,
        sources: Sequence[tuple[Outcome, str]],
        *,
        speakers: Sequence[str],
        beginnings: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Offer what was said before: what an entry may come from, who spoke, and what each kind begins with."""
        self.outcomes = {str(outcome.pk): outcome for outcome, _ in sources}
        self.speakers, self.beginnings = speakers, beginnings
        self.choices_of(
            "answers", [("", "Nothing, it stands alone"), *((str(o.pk), label) for o, label in sources)]
        )

    def offer_papers(self, papers: Sequence[tuple[Document, str]]) -> None:
        """Offer the papers of the meeting, to be cited. Where there are none the fields do not show and take nothing."""
        for name in CITING:
            self.fields[name].disabled = not papers
        self.papers = {str(paper.pk): paper for paper, _ in papers}
        self.choices_of("cites", [("", "None"), *((str(paper.pk), label) for paper, label in papers)])

    def choices_of(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both names above are
        field.choices = choices

    @property
    def rows(self) -> list[Row]:
        """The fields that follow the kind, in the order of the page."""
        return [self._row(name) for name in LABELS if name in self.fields and name not in {"text", *CITING}]

    @property
    def asked_words(self) -> str:
        """What to look for in the register: the longest telling words of what stands in the form."""
        stems = stems_of(str(self["text"].value() or ""))
        return " ".join(sorted(stems, key=len, reverse=True)[:2])

    @property
    def words_row(self) -> Row:
        return self._row("text")

    def _row(self, name: str) -> Row:
        labels = LABELS[name]
        return Row(
            field=self[name],
            kinds=" ".join(labels),
            is_hidden=self.kind not in labels,
            labels=list(labels.items()),
            beginnings=[(kind, first[name]) for kind, first in self.beginnings.items() if name in first],
            template=TEMPLATES.get(name, "portal/field.html"),
        )

    def clean_answers(self) -> Outcome | None:
        return self.outcomes.get(self.cleaned_data["answers"])

    def clean_cites(self) -> Document | None:
        return self.papers.get(self.cleaned_data["cites"])

    def clean_councils(self) -> list[Council]:
        return [self.asked[pk] for pk in self.cleaned_data["councils"]]

    def clean_due(self) -> str:
        """Words are welcome; a date that does not exist is not."""
        due: str = self.cleaned_data["due"]
        lowered = due.lower()
        looks_like_a_day = any(shape.fullmatch(lowered) for shape in (SPELT, FIGURES, ISO))
        if looks_like_a_day and read_day(due) is None:
            raise forms.ValidationError(DAY_EXAMPLE)
        return due

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        for name, labels in LABELS.items():
            if self.kind not in labels:
                self.errors.pop(name, None)
        if not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", MISSING[self.kind])
        if (
            self.cleaned_data.get("exempt")
            and not self.cleaned_data.get("exempt_paragraph")
            and self.item.is_open
        ):
            self.add_error("exempt_paragraph", "Choose why it is exempt: a paragraph from 1 to 7")
        return None

    @property
    def words(self) -> dict[str, Any]:
        """What was typed, as the operations' arguments: only the fields of the kind."""
        data = self.cleaned_data
        mine = {name: data[name] for name, labels in LABELS.items() if self.kind in labels and name in data}
        if "due" in mine:
            due = mine.pop("due")
            mine["due_on"] = read_day(due)
            mine["due_words"] = "" if mine["due_on"] else due
        if "points" in mine:
            mine["points"] = mine["points"].splitlines()
        mine.pop("promise", None)
        mine.pop("note", None)
        is_open = data.get("openness") == Openness.OPEN and not data.get("exempt")
        return {
            **mine,
            "openness": Openness.OPEN if is_open else Openness.EXEMPT,
            "exempt_paragraph": None if is_open else data.get("exempt_paragraph"),
            "public_summary": "" if is_open else data.get("public_summary", ""),
        }


class CaptureForm(EntryForm, FormKeyMixin):
    """Add an entry to the log. The kind is chosen among six; "action" and "note" have two sorts each."""

    @property
    def operation_data(self) -> dict[str, Any]:
        return {**self.words, "kind": self.outcome_kind}

    @property
    def outcome_kind(self) -> str:
        match self.kind:
            case "action":
                return self.cleaned_data.get("promise") or OutcomeKind.UNDERTAKING
            case "note":
                return self.cleaned_data.get("note") or OutcomeKind.COMMENT
        return OutcomeKind(self.kind)

    @classmethod
    def draft_fields(cls, data: Any) -> dict[str, Any]:
        """What of a POST is kept as a draft: the form's own fields, as typed."""
        kept = {
            name: data.getlist(name) if name == "councils" else data.get(name, "")
            for name in (*LABELS, *EXEMPT_FIELDS)
            if name in data and name != "openness"
        }
        return {**kept, "kind": data.get("kind", "")}

    @staticmethod
    def is_worth_keeping(fields: Mapping[str, Any]) -> bool:
        """A draft without a typed word is none."""
        typed = (
            "text", "said_by", "owner", "due", "points", "title", "vote", "number", "public_summary",
            "cites_place",
        )  # fmt: skip
        return any(str(fields.get(name, "")).strip() for name in typed)
