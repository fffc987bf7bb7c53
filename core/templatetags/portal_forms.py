"""Tags that only the `portal` template pack of crispy-forms uses."""

from typing import Any

from django.forms import BaseForm, BoundField
from django.template import Library

from core.form_markup import Problem, ShownField, problems_of, shown

register = Library()


@register.simple_tag
def shown_field(bound: BoundField) -> ShownField:
    return shown(bound)


@register.simple_tag
def form_problems(form: BaseForm) -> list[Problem]:
    """Problems in the order of the page where the form has a layout, else in the order of its fields."""
    layout: Any = getattr(getattr(form, "helper", None), "layout", None)
    order = [pointer.name for pointer in layout.get_field_names()] if layout else []
    return list(problems_of(form, order))
