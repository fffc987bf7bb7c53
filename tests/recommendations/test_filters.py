"""What an address asks of the list: known choices are kept, the rest is left out and named."""

from django.http import QueryDict

from core.enums import Openness
from recommendations.filters import Asked, read
from recommendations.models import Topic
from recommendations.queries.choices import Chosen
from recommendations.queries.tracker import council_names
from recommendations.queries.visibility import Reader
from task_groups.enums import ReportStatus, TaskGroupStatus
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import Cast


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
