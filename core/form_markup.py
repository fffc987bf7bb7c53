"""What the `portal` template pack shows for each form field: ids, hints, errors, and what points at what.

Follows the GOV.UK Design System's form markup. Every id that an error summary links to belongs to something
that can take the focus (WCAG 2.2, 3.3.1 and 2.4.3).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

CHARACTER_COUNT_LIMIT = 10_000
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}
REQUIRED = {
    "choices": "Choose an answer to “{}”",
    "select": "Choose an answer to “{}”",
    "checkbox": "Tick “{}”",
    "file": "Choose a file for “{}”",
}
PASSWORD_ATTRIBUTES = {"spellcheck": "false", "autocapitalize": "none"}


@dataclass(frozen=True)
class Option:
    """What a page adds to one choice: a hint, its status shape, fields that matter only when it is chosen."""

    value: object
    hint: str = ""
    icon: str = ""
    tone: str = "mute"
    reveals: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownChoice:
    """One radio or tick box as the template writes it."""

    id: str
    value: str
    label: str
    checked: bool
    disabled: bool
    extra: Option
    revealed: SafeString


@dataclass(frozen=True)
class ShownField:
    bound: BoundField
    kind: str
    target: str
    errors: list[str]
    hint_id: str
    error_id: str
    count_id: str
    maxlength: int | None
    control: SafeString
    described_by: str
    choices: list[ShownChoice] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"portal/fields/{self.kind}.html"

    @property
    def multiple(self) -> bool:
        return isinstance(self.bound.field.widget, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Problem:
    """One line of the error summary. Without a target it stays text: no one field can put it right."""

    text: str
    target: str = ""


def kind_of(bound: BoundField) -> str:
    if bound.is_hidden:
        return "hidden"
    widget = bound.field.widget
    return next((kind for widgets, kind in KINDS if isinstance(widget, widgets)), "input")


def id_of(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or f"id_{bound.html_name}")


def target_of(bound: BoundField) -> str:
    """The id that takes the focus for this field: of several radios or tick boxes the first."""
    kind = kind_of(bound)
    if kind == "hidden":
        return ""
    return f"{id_of(bound)}_0" if kind == "choices" else id_of(bound)


def problems_of(form: BaseForm, order: Iterable[str] = ()) -> Iterator[Problem]:
    """Every error of the form: those of the whole form, then in the order the fields stand on the page."""
    for text in form.non_field_errors():
        yield Problem(str(text))
    placed = [name for name in order if name in form.fields]
    for name in dict.fromkeys([*placed, *form.fields]):
        bound = form[name]
        for text in sentences_of(bound):
            yield Problem(text, target_of(bound))


def sentence_of(bound: BoundField, error: ValidationError) -> str:
    """What to do, in the words of the label. Django's "This field is required" names no field in a summary."""
    text = str(next(iter(error.messages)))
    if error.code != "required" or text != str(forms.Field.default_error_messages["required"]):
        return text
    return REQUIRED.get(kind_of(bound), "Fill in “{}”").format(bound.label)


def sentences_of(bound: BoundField) -> list[str]:
    return [sentence_of(bound, error) for error in bound.errors.as_data()]


def character_limit(bound: BoundField, kind: str) -> int | None:
    limit = getattr(bound.field, "max_length", None)
    return limit if kind == "textarea" and limit and limit <= CHARACTER_COUNT_LIMIT else None


def control_of(bound: BoundField, kind: str, described_by: str) -> SafeString:
    """The widget's own markup with the Design System's classes.

    `maxlength` is left out: a browser cuts a pasted text silently, the server says that it is too long.
    """
    widget = bound.field.widget
    given = widget.attrs.get("class", "")
    plain = CLASSES.get(kind, "govuk-input")
    classes = [plain, given]
    if bound.errors:
        classes.append(f"{plain.split()[0]}--error")
    if character_limit(bound, kind):
        classes.append("govuk-js-character-count")
    attributes: dict[str, Any] = {"class": " ".join(filter(None, classes)), "id": id_of(bound)}
    attributes["aria-describedby"] = described_by or False
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if kind == "password":
        attributes |= PASSWORD_ATTRIBUTES
    return without_browser_checks(bound, attributes)


def without_browser_checks(bound: BoundField, attributes: Mapping[str, Any]) -> SafeString:
    widget = bound.field.widget
    limit, required = widget.attrs.pop("maxlength", None), bound.form.use_required_attribute
    bound.form.use_required_attribute = False
    try:
        return bound.as_widget(attrs=dict(attributes))
    finally:
        bound.form.use_required_attribute = required
        if limit is not None:
            widget.attrs["maxlength"] = limit


def choices_of(
    bound: BoundField, options: Mapping[str, Option], revealed: Mapping[str, SafeString]
) -> Iterator[ShownChoice]:
    for number, choice in enumerate(bound.subwidgets):
        value = str(choice.data["value"])
        yield ShownChoice(
            id=f"{id_of(bound)}_{number}",
            value=value,
            label=choice.choice_label,
            checked=bool(choice.data["selected"]),
            disabled=bool(bound.field.disabled or choice.data["attrs"].get("disabled")),
            extra=options.get(value, Option(value)),
            revealed=revealed.get(value, SafeString("")),
        )


def shown(
    bound: BoundField,
    options: Mapping[str, Option] | None = None,
    revealed: Mapping[str, SafeString] | None = None,
) -> ShownField:
    """Everything the pack's templates need to write one field."""
    kind, own_id = kind_of(bound), id_of(bound)
    limit = character_limit(bound, kind)
    ids = {
        "hint": f"{own_id}-hint" if bound.help_text else "",
        "error": f"{own_id}-error" if bound.errors else "",
        "count": f"{own_id}-info" if limit else "",
    }
    described_by = " ".join(filter(None, ids.values()))
    return ShownField(
        bound=bound,
        kind=kind,
        target=target_of(bound),
        errors=sentences_of(bound),
        hint_id=ids["hint"],
        error_id=ids["error"],
        count_id=ids["count"],
        maxlength=limit,
        control=SafeString("") if kind in {"choices", "hidden"} else control_of(bound, kind, described_by),
        described_by=described_by,
        choices=list(choices_of(bound, options or {}, revealed or {})) if kind == "choices" else [],
    )
