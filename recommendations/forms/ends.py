"""How a recommendation goes on or ends, besides its closing: withdrawn, opened again, judged, rated by members."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import Choice, Option, portal_helper
from core.versions import VersionMixin
from meetings.models import Meeting
from recommendations.enums import Impact, JudgedEvery
from recommendations.forms.closing import MeetingChoice
from recommendations.models import ImpactRating, Recommendation
from strategies.enums import Judgement
from strategies.statuses import JUDGEMENT

PUBLISHED = "The reason is published."


class ReasonForm(forms.Form):
    """One reason, which the act rests on."""

    def __init__(
        self, *args: Any, label: str, missing: str, submit: str, later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = WordsField(
            label=label, help_text=PUBLISHED, rows=3, max_length=2000, error_messages={"required": missing}
        )
        self.helper = portal_helper("reason", submit=submit, later=later, key=False)


class JudgeForm(VersionMixin):
    """How a continuing recommendation stands, on what that rests, and when it is judged again."""

    def __init__(
        self,
        *args: Any,
        recommendation: Recommendation,
        meetings: QuerySet[Meeting],
        today: date,
        later: tuple[str, str],
        **kwargs: Any,
    ) -> None:
        first = {
            "version": recommendation.version,
            "every_months": recommendation.judged_every_months,
            "judged_on": today,
        }
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["judgement"] = forms.ChoiceField(
            label="How does it stand?",
            choices=Judgement.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how it stands"},
        )
        self.fields["reason"] = WordsField(
            label="What does this rest on?",
            help_text="The words are published.",
            rows=3,
            max_length=2000,
            error_messages={"required": "Say what this judgement rests on. The words are published"},
        )
        self.fields["meeting"] = MeetingChoice(
            queryset=meetings,
            label="Which meeting judged it?",
            empty_label="No meeting: the annual review, or by paper",
            required=False,
        )
        self.fields["judged_on"] = DayField(label="Day it was judged")
        self.fields["every_months"] = forms.TypedChoiceField(
            label="How often is it judged?",
            choices=JudgedEvery.choices,
            coerce=int,
            help_text="The next judgement is due so long after this one.",
        )
        options = (Option(one.value, icon=JUDGEMENT[one].icon, tone=JUDGEMENT[one].tone) for one in Judgement)
        self.helper = portal_helper(
            Choice("judgement", *options),
            "reason",
            "meeting",
            "judged_on",
            "every_months",
            "version",
            submit="Record the judgement",
            later=later,
            key=False,
        )  # fmt: skip


class RateImpactForm(forms.Form):
    """Whether it mattered, in one member's view."""

    def __init__(self, *args: Any, mine: ImpactRating | None, later: tuple[str, str], **kwargs: Any) -> None:
        said = {"impact": mine.impact, "words": mine.words} if mine else {}
        kwargs["initial"] = {**said, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["impact"] = forms.ChoiceField(
            label="Did it matter?",
            choices=Impact.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose whether it mattered"},
        )
        self.fields["words"] = WordsField(
            label="What did you see?",
            help_text="What you write is published with your role and council, without your name.",
            rows=3,
            max_length=1000,
            required=False,
        )
        self.helper = portal_helper("impact", "words", submit="Record my view", later=later, key=False)


class QuestionForm(FormKeyMixin):
    """A councillor's question about one report of progress."""

    def __init__(
        self, *args: Any, updates: list[tuple[str, str]], later: tuple[str, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"update": updates[0][0] if updates else "", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["update"] = forms.ChoiceField(
            label="Which report do you ask about?",
            choices=updates,
            error_messages={
                "required": "Choose a report",
                "invalid_choice": "Choose a report of this action",
            },
        )
        self.fields["text"] = WordsField(
            label="What do you want to know?",
            help_text="Your question and its answer are published where the report is, with your role and council.",
            rows=4,
            max_length=2000,
            error_messages={"required": "Say what you want to know"},
        )
        self.helper = portal_helper("update", "text", submit="Ask", later=later)


class AnswerQuestionForm(forms.Form):
    """The answer, which stays on the record as it is given."""

    def __init__(self, *args: Any, later: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = WordsField(
            label="Your answer",
            help_text="It is published where the report is. Once given, it is not changed.",
            rows=5,
            max_length=4000,
            error_messages={"required": "Say what you answer"},
        )
        self.helper = portal_helper("answer", submit="Answer", later=later, key=False)
