"""Stories of an action that was linked to a recommendation which it does not serve."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.refusals import Overtaken, Refused
from recommendations import operations
from recommendations.models import ActionPart
from tests import factories
from tests.cast import Cast
from tests.promises.walking import signed_in


@pytest.mark.usefixtures("on_the_day")
def test_a_link_that_was_wrong_is_taken_away_and_both_stories_keep_it(
    cast: Cast, part: ActionPart, now: datetime, client: Client
) -> None:
    further, first = factories.recommendation(cast, number=2), part.action.recommendations.get()
    known: dict[str, Any] = {"action": part.action, "by": cast.officer, "at": now}
    operations.link_recommendation(recommendation=further, reason="The same course.", **known)
    with pytest.raises(Refused, match="promised for this recommendation"):
        operations.unlink_recommendation(recommendation=first, reason="Wrong.", **known)
    officer, address = signed_in(cast.officer), f"{part.get_absolute_url()}serves/end/"
    steps = [name for name, _ in officer.get(part.get_absolute_url()).context["may"]["steps"]]
    assert "recommendations:unlink-action" in steps
    wrong = officer.post(address, {"recommendation": further.pk, "reason": " "})
    assert wrong.context["form"].errors == {"reason": ["Say why it no longer serves this recommendation"]}
    assert (
        officer.post(address, {"recommendation": further.pk, "reason": "Another course."}).status_code == 302
    )
    assert list(part.action.recommendations.all()) == [first]
    with pytest.raises(Overtaken, match="took this link away"):
        operations.unlink_recommendation(recommendation=further, reason="Again.", **known)
    told = client.get(further.get_absolute_url()).context["entries"]
    assert [entry.body for entry in told if entry.title == "Work no longer linked to it"] == [
        "Another course."
    ]
    told = [entry.title for entry in client.get(first.get_absolute_url()).context["entries"]]
    assert "South Holland: work no longer linked to a recommendation" in told
    assert officer.get(address).context["has_any"] is False


def test_no_council_that_accepted_is_left_without_work(cast: Cast, part: ActionPart, now: datetime) -> None:
    further = factories.recommendation(cast, number=2)
    factories.response(further, cast.south_holland, cast, status="answered", verdict="accepted",
                       answered_on=date(2026, 3, 20))  # fmt: skip
    known: dict[str, Any] = {"action": part.action, "recommendation": further, "by": cast.officer, "at": now}
    operations.link_recommendation(reason="The same course.", **known)
    with pytest.raises(Refused, match="South Holland accepted this, and has no other work for it"):
        operations.unlink_recommendation(reason="Wrong.", **known)
    factories.part(further, cast.south_holland, cast, title="A course of its own")
    operations.unlink_recommendation(reason="It has one of its own.", **known)
    assert further.action_links.count() == 1
