"""Layout objects for the `portal` template pack, and the one helper that forms use."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import render_field
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.form_markup import Option, shown

__all__ = ["Actions", "Choice", "FormKey", "Later", "Option", "Pair", "Part", "Send", "portal_helper"]

FORM_KEY = "form_key"


class Choice(LayoutObject):
    """Radios or tick boxes whose options carry hints, shapes, or fields that open beneath them.

    Without JavaScript the fields beneath an option are always there, headed by the option they belong to.
    """

    def __init__(self, name: str, *options: Option, heading: bool = False) -> None:
        self.name = name
        self.options = {str(option.value): option for option in options}
        self.heading = heading
        self.fields = [name, *(revealed for option in options for revealed in option.reveals)]

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **_: Any) -> SafeString:
        revealed = {
            value: joined(form, context, option.reveals)
            for value, option in self.options.items()
            if option.reveals
        }
        form.rendered_fields.add(self.name)  # type: ignore[attr-defined]
        bound = form[self.name]
        return render_to_string(
            "portal/_group.html",
            {"f": shown(bound, self.options, revealed), "has_heading": self.heading},
        )


def joined(form: BaseForm, context: Context, names: Iterable[Any]) -> SafeString:
    return SafeString("".join(render_field(name, form, context, template_pack="portal") for name in names))


class Part(LayoutObject):
    """Fields in a box of the page's own, such as `Part("decide__f", "confirmed")`."""

    def __init__(self, css_class: str, *fields: Any) -> None:
        self.css_class = css_class
        self.fields = list(fields)

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **_: Any) -> SafeString:
        return format_html('<div class="{}">{}</div>', self.css_class, joined(form, context, self.fields))


class Pair(Part):
    """Two short fields side by side; one under the other on a phone."""

    def __init__(self, first: Any, second: Any) -> None:
        super().__init__("pair", first, second)


class Actions(Part):
    """The buttons at the end of a form, the main one first."""

    def __init__(self, *fields: Any) -> None:
        super().__init__("decide__go", *fields)


class Send:
    """A button that sends the form. Give a name where the form has more than one way to be sent."""

    def __init__(self, label: str, *, name: str = "", value: str = "1", secondary: bool = False) -> None:
        self.context: Mapping[str, Any] = {
            "label": label,
            "name": name,
            "value": value,
            "secondary": secondary,
        }

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **_: Any) -> SafeString:
        return render_to_string("portal/layout/send.html", dict(self.context))


class Later:
    """A link beside the buttons that leaves the form as it is."""

    def __init__(self, label: str, address: str) -> None:
        self.label, self.address = label, address

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **_: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.address, self.label)


class FormKey:
    """A hidden key, new for each form shown, the same when it comes back: sent twice, stored once (C3)."""

    def render(self, form: BaseForm, context: Context, template_pack: str = "portal", **_: Any) -> SafeString:
        if FORM_KEY in form.fields:
            return SafeString("")
        name = form.add_prefix(FORM_KEY)
        key = form.data.get(name) if form.is_bound else None
        return format_html('<input type="hidden" name="{}" value="{}">', name, key or uuid4())


def portal_helper(
    *fields: Any,
    submit: str = "",
    key: bool = True,
    form_tag: bool = True,
    css_class: str = "",
    later: tuple[str, str] | None = None,
) -> FormHelper:
    """Lay a form out the portal's way: the fields given, a key against double sends, the buttons.

    `submit` is what the button says ("Record my decision"); `later` is a label and an address for the link
    beside it. Hidden fields are written whether named or not.
    """
    helper = FormHelper()
    helper.form_tag = form_tag
    helper.form_class = css_class
    helper.render_hidden_fields = True
    parts = [FormKey(), *fields] if key else list(fields)
    if submit:
        buttons: list[Any] = [Send(submit)]
        if later:
            buttons.append(Later(*later))
        parts.append(Actions(*buttons))
    helper.layout = Layout(*parts)
    return helper
