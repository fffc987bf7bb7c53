"""Forms of a strategy's versions and their documents."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.enums import Openness
from core.fields import TextField, WordsField
from core.handing_in import REVEALED, OpennessMixin, file_field
from core.layout import Choice, Option, Pair, portal_helper
from strategies.forms.facts import SourceField, day_field, place_field, precision_field
from strategies.models import Strategy, StrategyDocument, StrategyVersion

WHO_READS = Choice("openness", Option(Openness.OPEN), Option(Openness.EXEMPT, reveals=REVEALED))


class VersionForm(FormKeyMixin):
    """The next version of a strategy. Its documents are added on its own page."""

    label = TextField(
        label="What is this version called?",
        help_text="Such as “As adopted by the Cabinet”",
        max_length=80,
        error_messages={"required": "Say what the version is called"},
    )
    dated_on = day_field("Day of the version", required=False)
    dated_precision = precision_field()
    changes = WordsField(
        label="What changed since the version before?", required=False, max_length=8000, rows=6
    )
    text = WordsField(
        label="The words of this version",
        help_text="May stay empty. Pasted here, readers see each paragraph that changed.",
        required=False,
        max_length=60_000,
        rows=10,
    )
    source = SourceField()
    source_place = place_field()

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "label",
            Pair("dated_on", "dated_precision"),
            "changes",
            "text",
            Pair("source", "source_place"),
            submit="Add the version",
            later=("Not now", strategy.get_absolute_url()),
        )


class DocumentForm(OpennessMixin, FormKeyMixin):
    """A document of one version."""

    upload = file_field()
    title = TextField(
        label="Title",
        required=False,
        help_text="Leave it empty to use the name of the file. A document of two versions needs the same title in both",
    )

    def __init__(self, *args: Any, of_version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "upload",
            "title",
            WHO_READS,
            submit="Add the document",
            later=("Not now", of_version.get_absolute_url()),
        )


class DocumentOpennessForm(OpennessMixin):
    """Who may read a document. `version` is the one that was read: the operation compares."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = WordsField(
        label="Why",
        required=False,
        max_length=1000,
        rows=3,
        help_text="Needed to open a document that was exempt. It stays in the history with your name",
    )

    def __init__(self, *args: Any, document: StrategyDocument, **kwargs: Any) -> None:
        names = ("openness", "exempt_paragraph", "public_summary", "version")
        known = {name: getattr(document, name) for name in names}
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            WHO_READS,
            "reason",
            submit="Save who may read it",
            later=("Leave it as it is", document.of_version.get_absolute_url()),
            key=False,
        )


class WithdrawDocumentForm(forms.Form):
    """Why a document is taken back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = WordsField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        help_text="Everyone who could read the document reads this reason",
        error_messages={"required": "Say why the document is withdrawn. Its readers see the reason"},
    )

    def __init__(self, *args: Any, document: StrategyDocument, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": document.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.helper = portal_helper(
            "reason",
            submit="Withdraw the document",
            later=("Leave it as it is", document.of_version.get_absolute_url()),
            key=False,
        )
