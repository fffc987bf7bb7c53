"""The filters of the list, read from the address: known values narrow the view, unknown ones are ignored and named."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import django_filters
from django.http import QueryDict

from core.statuses import Status
from recommendations import statuses
from recommendations.enums import PartStatus, Verdict
from recommendations.models import Recommendation, Topic
from recommendations.queries.choices import EARLY, LATE, SILENT, SOON, Chosen
from recommendations.queries.tally import Tally
from recommendations.queries.tracker import CouncilName
from recommendations.queries.visibility import Reader, recommendations_for
from recommendations.querysets import RecommendationQuerySet
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.enums import ReportStatus
from task_groups.models import Report

GROUPS = ("due", "council", "said", "done", "topic", "report", "strategy")
LONGEST_SEARCH = 200
DUE_OPTIONS = {
    LATE: Status("Overdue", "Overdue", "late", "bad"),
    SOON: Status("Due in 30 days", "Due soon", "soon", "warn"),
    EARLY: Status("May be late", "May be late", "amber", "warn"),
    SILENT: Status("No news", "No news", "amber", "warn"),
}
SAID_OPTIONS: dict[str, Status] = {
    **{str(verdict): statuses.VERDICTS[verdict] for verdict in Verdict},
    "awaited": statuses.AWAITING,
    "not_on_record": statuses.NOT_ON_RECORD,
    "not_sent": statuses.NOT_SENT,
}
DONE_OPTIONS: dict[str, Status] = {str(status): statuses.DONE[status] for status in PartStatus}


@dataclass(frozen=True)
class Option:
    """One choice of a filter, with how many recommendations of the current view answer to it."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool
    shown: Status | None = None


@dataclass(frozen=True)
class Group:
    """One group of choices. Inside it choices widen; between groups they narrow."""

    legend: str
    options: tuple[Option, ...]


@dataclass
class Asked:
    """What an address asks for: the known choices, their names for the chips, and what was not recognised."""

    chosen: Chosen
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def names(self, group: str) -> dict[str, str]:
        """Names of the chosen values of a group."""
        return {value: self.labels[(group, value)] for value in getattr(self.chosen, group)}


class RecommendationFilter(django_filters.FilterSet):
    """Narrows recommendations by the groups of `GROUPS` and by words."""

    due = django_filters.MultipleChoiceFilter()
    council = django_filters.MultipleChoiceFilter()
    said = django_filters.MultipleChoiceFilter()
    done = django_filters.MultipleChoiceFilter()
    topic = django_filters.MultipleChoiceFilter()
    report = django_filters.MultipleChoiceFilter()
    strategy = django_filters.MultipleChoiceFilter()
    q = django_filters.CharFilter()

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, queryset: RecommendationQuerySet, *, labels: dict[str, dict[str, str]]
    ) -> None:
        super().__init__(data, queryset)
        for name, options in labels.items():
            self.filters[name].extra["choices"] = list(options.items())

    @property
    def chosen(self) -> Chosen:
        """The choices, once checked against what there is to choose."""
        self.form.full_clean()
        cleaned = self.form.cleaned_data
        groups = {name: tuple(sorted(cleaned.get(name) or ())) for name in GROUPS}
        return Chosen(**groups, q=" ".join((cleaned.get("q") or "").split()))


def read(data: QueryDict, *, councils: list[CouncilName], reader: Reader) -> Asked:
    """Read the choices of an address. What it does not recognise is left out of them and named.

    Topics, reports and strategies are looked up only when the address names any. A topic that only recommendations hidden
    from the reader have is not recognised (rule 15).
    """
    labels = _labels(data, councils, reader)
    known, unknown = data.copy(), []
    for name, options in labels.items():
        values = known.getlist(name)
        unknown += [f"{name}={value}"[:60] for value in values if value not in options]
        known.setlist(name, [value for value in values if value in options])
    known["q"] = (data.get("q") or "")[:LONGEST_SEARCH]
    if not any(known.getlist(name) for name in (*GROUPS, "q") if known.get(name)):
        return Asked(Chosen(), unknown=unknown)
    chosen = RecommendationFilter(known, Recommendation.objects.none(), labels=labels).chosen
    named = {(name, value): label for name, options in labels.items() for value, label in options.items()}
    return Asked(chosen, named, unknown)


def _labels(data: QueryDict, councils: list[CouncilName], reader: Reader) -> dict[str, dict[str, str]]:
    return {
        "due": {value: shown.word for value, shown in DUE_OPTIONS.items()},
        "council": {council.slug: council.short_name for council in councils},
        "said": {value: shown.word for value, shown in SAID_OPTIONS.items()},
        "done": {value: shown.word for value, shown in DONE_OPTIONS.items()},
        "topic": topic_names(data.getlist("topic"), reader),
        "report": report_titles(data.getlist("report")),
        "strategy": strategy_titles(data.getlist("strategy")),
    }


def topic_names(slugs: list[str], reader: Reader) -> dict[str, str]:
    """Names of topics by slug, of those that a recommendation has which the reader may know of."""
    if not slugs:
        return {}
    known = Topic.objects.filter(slug__in=slugs, recommendations__in=recommendations_for(reader))
    return dict(known.values_list("slug", "name"))


def report_titles(slugs: list[str]) -> dict[str, str]:
    """Titles of published reports by slug."""
    published = Report.objects.filter(slug__in=slugs, status=ReportStatus.PUBLISHED)
    return dict(published.values_list("slug", "title")) if slugs else {}


def strategy_titles(slugs: list[str]) -> dict[str, str]:
    """Titles of strategies by slug, but for drafts."""
    published = Strategy.objects.filter(slug__in=slugs).exclude(status=StrategyStatus.DRAFT)
    return dict(published.values_list("slug", "title")) if slugs else {}


def groups_of(tally: Tally, asked: Asked, *, whole: Tally, councils: list[CouncilName]) -> tuple[Group, ...]:
    """The choices with their counts in the view. `whole` counts the list without any choice.

    What nothing in the whole list answers to is left out; what nothing in the view answers to stays, so that a view can be
    widened again.
    """
    chosen, group_names = asked.chosen, {council.slug: council.short_name for council in councils}
    names = {
        name: {**asked.names(name), **tally.names[name], **whole.names[name]}
        for name in ("topic", "report", "strategy")
    }
    groups = (
        Group("Needs attention", _options("due", DUE_OPTIONS, tally.due, DUE_OPTIONS, chosen.due)),
        Group("Council", _options("council", group_names, tally.council, whole.council, chosen.council)),
        Group("What the council said", _options("said", SAID_OPTIONS, tally.said, whole.said, chosen.said)),
        Group("What has been done", _options("done", DONE_OPTIONS, tally.done, whole.done, chosen.done)),
        Group("Topic", _options("topic", names["topic"], tally.topic, whole.topic, chosen.topic)),
        Group("Report", _options("report", names["report"], tally.report, whole.report, chosen.report)),
        Group(
            "Strategy",
            _options("strategy", names["strategy"], tally.strategy, whole.strategy, chosen.strategy),
        ),
    )
    return tuple(group for group in groups if group.options)


def _options(
    name: str,
    labels: Mapping[str, str | Status],
    counts: dict[str, int],
    offered: Collection[str],
    chosen: tuple[str, ...],
) -> tuple[Option, ...]:
    return tuple(
        Option(name, value, label.word, counts.get(value, 0), value in chosen, label)
        if isinstance(label, Status)
        else Option(name, value, label, counts.get(value, 0), value in chosen)
        for value, label in labels.items()
        if value in offered or value in chosen
    )
