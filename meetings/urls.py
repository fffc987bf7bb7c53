"""Addresses of meetings. The page of one meeting and its log stand a floor up: they show answers and actions."""

from django.urls import path

from meetings.views import (
    agenda,
    attendance,
    carrying,
    listing,
    papers,
    planning,
    proposing,
    record,
    register,
    series,
    standing,
)

app_name = "meetings"
ONE = "meetings/<slug:council>/<slug:body>/<slug:slug>/"
STANDING = "meetings/standing/<int:pk>/items/<int:item_pk>/"
urlpatterns = [
    path("meetings/", listing.list_meetings, name="list"),
    path("meetings/new/", planning.plan, name="add"),
    path("meetings/new/several/", series.plan_series, name="add-series"),
    path("reviews/<slug:slug>/dates/", proposing.group_dates, name="group-dates"),
    path("meetings/standing/", standing.bodies, name="standing"),
    path("meetings/standing/<int:pk>/", standing.of_body, name="standing-body"),
    path(f"{STANDING}edit/", standing.edit, name="standing-item"),
    path(f"{STANDING}move/", standing.change, {"name": "move"}, name="standing-move"),
    path(f"{STANDING}take-off/", standing.change, {"name": "take-off"}, name="standing-take-off"),
    path("meetings/questions/", register.questions, name="questions"),
    path("meetings/questions.csv", register.export, name="questions-export"),
    path("meetings/questions/asked-before/", register.asked_before, name="asked-before"),
    path("meetings/documents/<int:pk>/", papers.document, name="document"),
    path(f"{ONE}agenda/", agenda.agenda, name="agenda"),
    path(f"{ONE}items/new/", agenda.add_item, name="add-item"),
    path(f"{ONE}items/standing/", standing.add_missing, name="add-standing"),
    path(f"{ONE}items/<int:item_pk>/edit/", agenda.edit_item, name="edit-item"),
    path(f"{ONE}items/<int:item_pk>/move/", agenda.move_item, name="move-item"),
    path(f"{ONE}items/<int:item_pk>/take-off/", agenda.take_off, name="take-off"),
    path(f"{ONE}carry-over/", carrying.carry_over, name="carry-over"),
    path(f"{ONE}edit/", planning.edit, name="edit"),
    path(f"{ONE}plan-again/", planning.plan_again, name="plan-again"),
    path(f"{ONE}attendance/", attendance.attendance, name="attendance"),
    path(f"{ONE}attendance/new/", attendance.add, name="add-attendance"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    *(
        path(f"{ONE}papers/<int:pk>/{name}/", papers.change, {"name": name}, name=f"paper-{name}")
        for name in papers.CHANGES
    ),
    path(f"{ONE}postpone/", planning.call_off, {"name": "postpone"}, name="postpone"),
    path(f"{ONE}cancel/", planning.call_off, {"name": "cancel"}, name="cancel"),
    path(f"{ONE}agree/", record.agree, name="agree"),
    path(f"{ONE}correct/", record.correct, name="correct"),
    path(f"{ONE}move/<slug:name>/", planning.move, name="move"),
]
