"""A form that was read before somebody else's change overwrites nothing unseen (promise C2): every form with a version."""

import re
from dataclasses import replace

import pytest

from notices.models import Notice
from tests.cast import Cast
from tests.promises.contents import contents, differences
from tests.promises.forms import Forms, controls_of, forms
from tests.promises.walking import signed_in
from tests.stage import Stage

pytestmark = pytest.mark.usefixtures("on_the_day")
# The portal's own sentences for it: each says that somebody was faster.
TOLD = re.compile(r"Nothing of yours was saved|Someone else (changed|corrected) ")


@pytest.fixture
def filled(stage: Stage, cast: Cast) -> Forms:
    return forms(stage, cast)


def test_what_was_read_before_anothers_change_is_refused_and_given_back(cast: Cast, filled: Forms) -> None:
    """The version is that of a page read earlier. Nothing changes, nobody is told, and every word is still there."""
    before, told = contents(), Notice.objects.count()
    tried: set[str] = set()
    for one in (form for form in filled if int(form.data.get("version", 0)) > 0):
        stale = replace(one, data={**one.data, "version": int(one.data["version"]) - 1})
        tried.add(one.name)
        client = signed_in(getattr(cast, one.sender))
        answer = stale.send(client, follow=True)
        assert differences(before, contents()) == {}, one.label
        assert Notice.objects.count() == told, one.label
        assert answer.status_code in {200, 409}, one.label
        assert TOLD.search(answer.content.decode()), one.label
        if answer.redirect_chain:  # a button alone: nothing was typed
            continue
        page = controls_of(answer)
        for name, value in one.data.items():
            if name in page.text_fields and isinstance(value, str):
                assert page.values.get(name) == [value], (one.label, name)
    assert len(tried) > 20, sorted(tried)
