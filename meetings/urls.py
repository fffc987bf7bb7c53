"""Addresses of meetings. The page of one meeting and its log stand a floor up: they show answers and actions."""

from django.urls import path

from meetings.views import agenda, attendance, listing, papers, planning, register

app_name = "meetings"
ONE = "meetings/<slug:council>/<slug:body>/<slug:slug>/"
urlpatterns = [
    path("meetings/", listing.list_meetings, name="list"),
    path("meetings/new/", planning.plan, name="add"),
    path("meetings/questions/", register.questions, name="questions"),
    path("meetings/questions.csv", register.export, name="questions-export"),
    path("meetings/questions/asked-before/", register.asked_before, name="asked-before"),
    path("meetings/documents/<int:pk>/", papers.document, name="document"),
    path(f"{ONE}items/new/", agenda.add_item, name="add-item"),
    path(f"{ONE}attendance/", attendance.attendance, name="attendance"),
    path(f"{ONE}attendance/new/", attendance.add, name="add-attendance"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    *(
        path(f"{ONE}papers/<int:pk>/{name}/", papers.change, {"name": name}, name=f"paper-{name}")
        for name in papers.CHANGES
    ),
    path(f"{ONE}postpone/", planning.call_off, {"name": "postpone"}, name="postpone"),
    path(f"{ONE}cancel/", planning.call_off, {"name": "cancel"}, name="cancel"),
    path(f"{ONE}move/<slug:name>/", planning.move, name="move"),
]
