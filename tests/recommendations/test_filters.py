"""What an address asks of the list: known choices are kept, the rest is left out and named."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client

from core.enums import Openness
from recommendations.enums import PartStatus
from recommendations.filters import Asked, read
from recommendations.models import Recommendation, Topic
from recommendations.queries.choices import Chosen, narrow
from recommendations.queries.tally import tally_of
from recommendations.queries.tracker import council_names
from recommendations.queries.visibility import Reader
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.enums import ReportStatus, TaskGroupStatus
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import TODAY, Cast


def asked(query: str) -> Asked:
    return read(QueryDict(query), councils=council_names(), reader=Reader())


def test_known_choices_are_kept_whatever_their_order(cast: Cast) -> None:
    expected = Chosen(council=("boston", "south-holland"), said=("accepted",), q="digital skills")
    assert asked("council=south-holland&council=boston&said=accepted&q=+digital++skills+").chosen == expected


def test_an_empty_address_asks_for_everything(cast: Cast) -> None:
    found = asked("page=2&q=")
    assert (found.chosen, found.unknown) == (Chosen(), [])


def test_unknown_values_are_left_out_and_named(cast: Cast) -> None:
    found = asked("council=breckland&council=boston&said=%3Cscript%3E&topic=nothing")
    assert (found.chosen, found.unknown) == (
        Chosen(council=("boston",)),
        ["council=breckland", "said=<script>", "topic=nothing"],
    )


def test_a_topic_is_known_by_its_slug(cast: Cast) -> None:
    topic = Topic.objects.create(name="Cyber security", slug="cyber-security")
    factories.recommendation(cast).topics.add(topic)
    found = asked("topic=cyber-security")
    assert (found.chosen.topic, found.names("topic")) == (
        ("cyber-security",),
        {"cyber-security": "Cyber security"},
    )


def test_a_topic_that_only_hidden_recommendations_have_is_not_known(cast: Cast) -> None:
    topic = Topic.objects.create(name="Zanzibar", slug="zanzibar")
    factories.recommendation(cast, openness=Openness.EXEMPT).topics.add(topic)
    found = asked("topic=zanzibar")
    assert (found.chosen, found.unknown) == (Chosen(), ["topic=zanzibar"])


def test_a_report_that_is_not_published_is_not_named(cast: Cast) -> None:
    group = TaskGroup.objects.create(
        partnership=cast.partnership, title="Group", slug="group", status=TaskGroupStatus.DRAFTING
    )
    for slug, status in [("out", ReportStatus.PUBLISHED), ("secret", ReportStatus.DRAFT)]:
        Report.objects.create(task_group=group, title=f"The {slug} report", slug=slug, status=status)
    found = asked("report=out&report=secret")
    assert (found.names("report"), found.unknown) == ({"out": "The out report"}, ["report=secret"])


def test_a_search_is_cut_to_a_length_that_is_quickly_done(cast: Cast) -> None:
    assert len(asked(f"q={'a' * 5000}").chosen.q) == 200


def test_a_draft_strategy_is_not_named(cast: Cast) -> None:
    for slug, status in [("out", StrategyStatus.ADOPTED), ("secret", StrategyStatus.DRAFT)]:
        Strategy.objects.create(partnership=cast.partnership, title=slug, slug=slug, status=status)
    found = asked("strategy=out&strategy=secret")
    assert (found.chosen.strategy, found.names("strategy")) == (("out",), {"out": "out"})
    assert found.unknown == ["strategy=secret"]


def test_the_list_is_narrowed_to_a_strategy_and_counts_each(client: Client, cast: Cast) -> None:
    phones, draft = (
        Strategy.objects.create(partnership=cast.partnership, title=title, slug=slug, status=status)
        for title, slug, status in [
            ("Phone Strategy", "phones", StrategyStatus.ADOPTED),
            ("Secret Strategy", "secret", StrategyStatus.DRAFT),
        ]
    )
    factories.recommendation(cast, title="Answer calls", strategy=phones)
    factories.recommendation(cast, 2, title="Ask residents", strategy=draft)
    page = client.get("/recommendations/").content.decode()
    assert 'name="strategy" value="phones"' in page
    assert "Secret Strategy" not in page
    narrowed = client.get("/recommendations/?strategy=phones").content.decode()
    assert ("Answer calls" in narrowed, "Ask residents" in narrowed) == (True, False)
    tally = tally_of(Chosen(), user=AnonymousUser(), on=TODAY)
    assert (tally.strategy, tally.names["strategy"]) == ({"phones": 1}, {"phones": "Phone Strategy"})


def test_silent_work_and_work_that_may_be_late_are_counted_and_found(cast: Cast) -> None:
    """The list gives the recommendations whose work has the mark, at the council that was chosen."""
    silent, early, fresh = (factories.recommendation(cast, number) for number in (1, 2, 3))
    heard = datetime(2026, 4, 13, 9, tzinfo=UTC)
    quiet: dict[str, Any] = {
        "status": PartStatus.IN_PROGRESS,
        "last_update_at": datetime(2026, 1, 2, 9, tzinfo=UTC),
    }
    told: dict[str, Any] = {"status": PartStatus.IN_PROGRESS, "last_update_at": heard}
    factories.part(silent, cast.boston, cast, **quiet)
    factories.part(early, cast.boston, cast, **told, expected_on=date(2026, 8, 1))
    factories.part(fresh, cast.boston, cast, **told)
    tally = tally_of(Chosen(), user=AnonymousUser(), on=TODAY)
    assert (tally.due["silent"], tally.due["early"]) == (1, 1)
    everything = Recommendation.objects.order_by("pk")
    for due, expected in (("silent", [silent]), ("early", [early])):
        found = narrow(everything, asked(f"due={due}").chosen, user=AnonymousUser(), on=TODAY)
        assert list(found) == expected
        elsewhere = asked(f"due={due}&council=south-holland").chosen
        assert list(narrow(everything, elsewhere, user=AnonymousUser(), on=TODAY)) == []
