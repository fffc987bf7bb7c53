"""The forms that the `portal` template pack writes, as a browser and a screen reader meet them."""

from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from core.fields import DayField, TextField, WordsField
from core.layout import Actions, Choice, Later, Option, Pair, Part, Send, portal_helper
from tests.core.markup import Element, read

RIGHT: dict[str, Any] = {
    "answer": "part",
    "which": "The first half",
    "will": "We will test forms",
    "who": "assistant",
    "due": "30 September 2026",
    "councils": ["boston", "south-holland"],
    "number": "3",
    "contact": "post@example.org",
    "confirmed": "on",
}
WRONG: dict[str, Any] = {
    "answer": "none of these",
    "which": "x" * 201,
    "will": "",
    "who": "nobody",
    "due": "31 February 2026",
    "councils": ["atlantis"],
    "number": "three",
    "contact": "not an address",
    "confirmed": "",
}
LABELS = {"boston": "Boston", "east-lindsey": "East Lindsey", "south-holland": "South Holland"}


class Answer(forms.Form):
    """One field of every kind that the portal uses."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("accepted", "Accept"), ("part", "Accept in part"), ("no", "Do not accept")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what South Holland says"},
    )
    which = TextField(label="Which part?", required=False)
    will = WordsField(label="What will you do?", help_text="Start with “We will”.", max_length=300)
    who = forms.ChoiceField(
        label="Who will do it", choices=[("", "Choose"), ("assistant", "Assistant Director")]
    )
    due = DayField(label="By when")
    councils = forms.MultipleChoiceField(
        label="For which councils?", choices=list(LABELS.items()), widget=forms.CheckboxSelectMultiple
    )
    number = forms.IntegerField(label="How many", help_text="In figures")
    contact = forms.EmailField(label="Email")
    evidence = forms.FileField(label="Evidence", required=False)
    confirmed = forms.BooleanField(label="I have looked at the evidence")

    @property
    def helper(self) -> FormHelper:
        return portal_helper(
            Choice(
                "answer",
                Option("accepted", hint="You will do all of it.", icon="accepted", tone="ok"),
                Option("part", reveals=("which",)),
                heading=True,
            ),
            "will",
            Pair("who", "due"),
            "councils",
            "number",
            "contact",
            "evidence",
            Part("decide__f", "confirmed"),
            submit="Record my decision",
            later=("Decide later", "/awaiting-you/"),
        )


def drawn(form: forms.Form, source: str = "{% crispy form %}") -> Element:
    return read(Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form})))


def sent(form_class: type[forms.Form] = Answer, **changed: Any) -> forms.Form:
    """The form as it came in, right but for what is changed."""
    return form_class({**RIGHT, **changed})


def links(page: Element) -> dict[str, str]:
    """The error summary: each link's words and the id it leads to."""
    found = page.all(css_class="govuk-error-summary")
    return {link.text: link.attributes["href"][1:] for box in found for link in box.all("a")}


def values(page: Element) -> dict[str, Any]:
    """What the controls of the form hold, as a browser would send it."""
    held: dict[str, Any] = {}
    for control in page.all("input"):
        name, kind = control.attributes["name"], control.attributes["type"]
        if kind in ("radio", "checkbox"):
            if "checked" in control.attributes:
                held.setdefault(name, []).append(control.attributes.get("value", "on"))
        elif kind != "file":
            held[name] = control.attributes.get("value", "")
    held |= {area.attributes["name"]: area.own_text.lstrip("\n") for area in page.all("textarea")}
    for choice in page.all("select"):
        chosen = [o.attributes["value"] for o in choice.all("option") if "selected" in o.attributes]
        held[choice.attributes["name"]] = chosen[0] if chosen else ""
    return held


def test_a_form_that_is_right_shows_no_error() -> None:
    page = drawn(sent())
    assert links(page) == {}
    assert page.all(css_class="govuk-form-group--error") == []


@pytest.mark.parametrize("name", list(WRONG))
def test_every_kind_of_field_says_what_is_wrong_where_it_is_wrong(name: str) -> None:
    form = sent(**{name: WRONG[name]})
    page = drawn(form)

    ((words, target),) = links(page).items()
    (control,) = page.all(id=target)
    group = page.one(css_class="govuk-form-group--error")
    (message,) = group.all(css_class="govuk-error-message")

    assert control.takes_focus
    assert control in group.everything()
    assert message.text == f"Error: {words}"
    described = [each for each in group.everything() if "aria-describedby" in each.attributes]
    assert any(message in page.one(id=ref).everything() for each in described for ref in refs(each))


def refs(element: Element) -> list[str]:
    return element.attributes["aria-describedby"].split()


@pytest.mark.parametrize("name", list(WRONG))
def test_a_wrong_field_takes_nothing_from_the_others(name: str) -> None:
    held = values(drawn(sent(**{name: WRONG[name]})))
    for other, value in RIGHT.items():
        if other != name:
            expected = (
                value if isinstance(value, list) else [value] if other in ("answer", "confirmed") else value
            )
            assert held[other] == expected


@pytest.mark.parametrize("name", ["which", "will", "due", "number", "contact"])
def test_what_was_typed_wrongly_is_given_back(name: str) -> None:
    assert values(drawn(sent(**{name: WRONG[name]})))[name] == WRONG[name]


@pytest.mark.parametrize("name", ["which", "will", "who", "due", "number", "contact", "confirmed"])
def test_a_single_control_in_error_says_so_to_a_screen_reader(name: str) -> None:
    control = drawn(sent(**{name: WRONG[name]})).one(id=f"id_{name}")
    assert control.attributes["aria-invalid"] == "true"
    assert any(each.endswith("--error") for each in control.classes)


def test_every_id_is_used_once_and_every_reference_leads_somewhere() -> None:
    page = drawn(Answer({}))
    ids = [each.attributes["id"] for each in page.everything() if "id" in each.attributes]
    described = [
        ref for each in page.everything() if "aria-describedby" in each.attributes for ref in refs(each)
    ]
    labels = [label.attributes["for"] for label in page.all("label")]
    assert len(ids) == len(set(ids))
    assert set(described) <= set(ids)
    assert set(labels) <= set(ids)


def test_every_control_has_a_label_or_a_legend() -> None:
    page = drawn(Answer())
    labelled = {label.attributes["for"] for label in page.all("label")}
    controls = [each for each in page.everything() if each.tag in ("input", "select", "textarea")]
    assert {each.attributes["id"] for each in controls if each.takes_focus} == labelled
    assert [legend.text for legend in page.all("legend")] == ["Your answer", "For which councils?"]


def test_the_summary_comes_first_and_follows_the_order_of_the_page() -> None:
    page = drawn(Answer({"which": "x" * 201}))
    (form,) = page.all("form")
    assert "govuk-error-summary" in form.children[0].classes
    assert list(links(page).values()) == [
        "id_answer_0",
        "id_which",
        "id_will",
        "id_who",
        "id_due",
        "id_councils_0",
        "id_number",
        "id_contact",
        "id_confirmed",
    ]


def test_words_of_the_whole_form_stand_in_the_summary_as_text() -> None:
    form = sent()
    form.add_error(None, "Somebody answered this a minute ago. Nothing changed")
    summary = drawn(form).one(css_class="govuk-error-summary")
    assert [item.text for item in summary.all("li")] == [
        "Somebody answered this a minute ago. Nothing changed"
    ]
    assert summary.all("a") == []


def test_a_field_left_empty_is_named_in_the_summary() -> None:
    assert list(links(drawn(Answer({})))) == [
        "Choose what South Holland says",
        "Fill in “What will you do?”",
        "Choose an answer to “Who will do it”",
        "Enter a date, such as 30 September 2026",
        "Choose an answer to “For which councils?”",
        "Fill in “How many”",
        "Fill in “Email”",
        "Tick “I have looked at the evidence”",
    ]


def test_the_filter_writes_the_same_fields_and_the_same_summary() -> None:
    form = sent(due="")
    tag, filtered = drawn(form), drawn(form, "{{ form|crispy }}")
    assert links(filtered) == links(tag)
    assert {"form_key": "", **values(filtered)} == {"form_key": "", **values(tag)}


def test_markup_in_labels_options_hints_and_errors_stays_text() -> None:
    nasty = "<script>alert(1)</script>"

    class Nasty(forms.Form):
        line = TextField(label=nasty, help_text=nasty, error_messages={"required": nasty})
        box = forms.BooleanField(label=nasty, help_text=nasty)
        radios = forms.ChoiceField(label=nasty, choices=[(nasty, nasty)], widget=forms.RadioSelect)
        ticks = forms.MultipleChoiceField(
            label=nasty, choices=[(nasty, nasty)], widget=forms.CheckboxSelectMultiple
        )
        listed = forms.ChoiceField(label=nasty, choices=[(nasty, nasty)])
        words = WordsField(label=nasty)
        secret = forms.CharField(label=nasty, widget=forms.PasswordInput)

        @property
        def helper(self) -> FormHelper:
            return portal_helper(
                "line",
                "box",
                Choice("radios", Option(nasty, hint=nasty, icon=nasty, tone=nasty)),
                "ticks",
                "listed",
                Pair("words", "secret"),
                Actions(Send(nasty, name=nasty, value=nasty), Later(nasty, nasty)),
            )

    for form in (Nasty(), Nasty({}), Nasty({"line": nasty, "words": nasty, "secret": nasty})):
        page = drawn(form)
        assert page.all("script") == []
        assert [each.text for each in page.all("legend")] == [nasty, nasty]
        assert page.one(id="id_listed").text == nasty


def test_the_browser_checks_nothing_and_cuts_nothing() -> None:
    page = drawn(Answer())
    assert "novalidate" in page.one("form").attributes
    kept = {"required", "maxlength", "minlength"}
    assert [each for each in page.everything() if kept & each.attributes.keys() and each.tag != "div"] == []


def test_a_form_with_a_file_is_sent_as_parts() -> None:
    assert drawn(Answer()).one("form").attributes["enctype"] == "multipart/form-data"


def test_a_file_of_the_wrong_kind_is_answered_at_its_field() -> None:
    empty = SimpleUploadedFile("empty.pdf", b"")
    form = Answer({**RIGHT}, MultiValueDict({"evidence": [empty]}))
    page = drawn(form)
    ((_, target),) = links(page).items()
    assert page.one(id=target).attributes["type"] == "file"
    assert "govuk-file-upload--error" in page.one(id=target).classes


def test_the_room_left_for_words_is_told_before_it_runs_out() -> None:
    page = drawn(Answer())
    group = page.one(css_class="govuk-character-count")
    assert group.attributes["data-maxlength"] == "300"
    assert group.one(id="id_will-info").text == "You can enter up to 300 characters"
    assert refs(group.one("textarea")) == ["id_will-hint", "id_will-info"]


def test_fields_of_one_choice_stand_beneath_it_and_name_it() -> None:
    page = drawn(Answer())
    part = page.one(**{"data-revealed-by": "id_answer_1"})
    assert part.one("p").text == "Only if you choose “Accept in part”"
    assert part.one("input").attributes["id"] == "id_which"
    assert page.one(id="id_answer_1").attributes["value"] == "part"


def test_a_choice_carries_its_hint_and_its_shape() -> None:
    page = drawn(Answer())
    assert refs(page.one(id="id_answer_0")) == ["id_answer_0-hint"]
    assert page.one(id="id_answer_0-hint").text == "You will do all of it."
    label = page.one("label", **{"for": "id_answer_0"})
    assert label.one("use").attributes["href"] == "#i-accepted"
    assert label.one("span").classes == ["st", "c-ok"]


def test_a_key_against_double_sends_comes_back_as_it_went() -> None:
    class Keyless(forms.Form):
        line = TextField(label="Line")

        @property
        def helper(self) -> FormHelper:
            return portal_helper("line", submit="Add to log")

    fresh = drawn(Keyless()).one("input", name="form_key").attributes["value"]
    again = drawn(Keyless({"line": "", "form_key": fresh})).one("input", name="form_key").attributes["value"]
    other = drawn(Keyless()).one("input", name="form_key").attributes["value"]
    assert again == fresh
    assert other != fresh


def test_a_form_with_a_key_field_of_its_own_has_one_key() -> None:
    assert len(drawn(Answer()).all("input", name="form_key")) == 1


def test_the_buttons_say_what_happens() -> None:
    page = drawn(Answer())
    button = page.one("button")
    assert (button.text, button.attributes["type"]) == ("Record my decision", "submit")
    assert "name" not in button.attributes
    assert page.one("a").attributes["href"] == "/awaiting-you/"


def test_a_password_can_be_shown() -> None:
    class SignIn(forms.Form):
        password = forms.CharField(label="Password", widget=forms.PasswordInput)

    page = drawn(SignIn(), "{{ form|crispy }}")
    assert page.one("input").attributes["autocapitalize"] == "none"
    toggle = page.one("button")
    assert toggle.attributes["aria-controls"] == "id_password"
    assert "hidden" in toggle.attributes


def test_fields_of_a_formset_keep_their_ids_apart() -> None:
    class Line(forms.Form):
        text = TextField(label="Line")

    lines = forms.formset_factory(Line, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-text": "", "form-1-text": ""}
    )
    lines.forms[0].empty_permitted = lines.forms[1].empty_permitted = False
    page = read(Template("{% load crispy_forms_tags %}{{ lines|crispy }}").render(Context({"lines": lines})))
    assert [box.one("a").attributes["href"] for box in page.all(css_class="govuk-error-summary")] == [
        "#id_form-0-text",
        "#id_form-1-text",
    ]
