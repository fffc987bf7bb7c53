"""The officer plans the route of a report, and records what came of each stop."""

from typing import Any

from django import forms

from core.edges import FormKeyMixin
from core.fields import DayField, WordsField
from core.layout import Pair, portal_helper
from core.versions import VersionMixin
from councils.models import Body
from meetings.enums import DecisionKind
from meetings.models import Meeting
from meetings.queries import short_day
from recommendations.models import RouteStop
from recommendations.operations import Planned
from recommendations.operations.route import CHOOSE_A_BODY
from recommendations.queries.route import name_of_body


class RouteForm(FormKeyMixin):
    """Bodies to tick, each with the day on which it is planned to get there: the argument of `operations.plan_route`."""

    def __init__(
        self, *args: Any, bodies: list[tuple[Body, bool]], later: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = [body for body, _ in bodies]
        for body, usual in bodies:
            self.fields[f"goes_{body.pk}"] = forms.BooleanField(
                label=name_of_body(body), required=False, initial=usual
            )
            self.fields[f"planned_{body.pk}"] = DayField(
                label=f"Planned day, {name_of_body(body)}", required=False
            )
        self.helper = portal_helper(
            *[Pair(f"goes_{body.pk}", f"planned_{body.pk}") for body in self.bodies],
            submit="Add to the route",
            later=later,
        )

    def clean(self) -> dict[str, Any]:
        """A body with a day goes on the route, ticked or not."""
        data = super().clean() or self.cleaned_data
        stops = [
            Planned(body, data.get(f"planned_{body.pk}"))
            for body in self.bodies
            if data.get(f"goes_{body.pk}") or data.get(f"planned_{body.pk}")
        ]
        if not stops and not self.errors and self.bodies:
            self.add_error(f"goes_{self.bodies[0].pk}", CHOOSE_A_BODY)
        return {"form_key": data.get("form_key"), "stops": stops}


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One meeting of a body, named by its day."""

    def label_from_instance(self, obj: Any) -> str:
        return short_day(obj)


class StopForm(VersionMixin):
    """What is planned for one body and what came of it."""

    planned_on = DayField(label="Planned day", required=False)
    reached_on = DayField(
        label="Day it got there", help_text="Empty: the day of the meeting chosen", required=False
    )
    meeting = MeetingField(
        Meeting.objects.none(), label="At which meeting?", required=False, empty_label="None chosen"
    )
    decision = forms.ChoiceField(
        label="What did the body do?",
        help_text="The body’s own word. It answers nothing: each council’s answer is recorded with the recommendation.",
        choices=[("", "Nothing on record yet"), *DecisionKind.choices],
        required=False,
    )
    note = WordsField(
        label="What it said, in brief",
        help_text="Published with the report",
        rows=3,
        max_length=2000,
        required=False,
    )
    taken_off_reason = WordsField(
        label="Why it no longer goes there",
        help_text="Only if it is taken off the route. The reason is published",
        rows=2,
        max_length=1000,
        required=False,
    )

    def __init__(
        self, *args: Any, stop: RouteStop, meetings: list[Meeting], later: tuple[str, str], **kwargs: Any
    ) -> None:
        names = ("planned_on", "reached_on", "decision", "note", "taken_off_reason", "version")
        known = {name: getattr(stop, name) for name in names}
        kwargs["initial"] = {**known, "meeting": stop.meeting_id, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy which field this is
        field.queryset = Meeting.objects.filter(pk__in=[one.pk for one in meetings]).order_by(
            "-held_on", "-pk"
        )
        self.helper = portal_helper(
            Pair("planned_on", "reached_on"),
            "meeting",
            "decision",
            "note",
            "taken_off_reason",
            submit="Save the stop",
            key=False,
            later=later,
        )
