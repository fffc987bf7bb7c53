"""Addresses of meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
ONE = "meetings/<slug:council>/<slug:body>/<slug:slug>/"
urlpatterns = [
    path("meetings/", views.list_meetings, name="list"),
    path("meetings/new/", views.plan, name="add"),
    path("meetings/documents/<int:pk>/", views.document, name="document"),
    path(ONE, views.meeting, name="meeting"),
    path(f"{ONE}items/new/", views.add_item, name="add-item"),
    path(f"{ONE}postpone/", views.call_off, {"name": "postpone"}, name="postpone"),
    path(f"{ONE}cancel/", views.call_off, {"name": "cancel"}, name="cancel"),
    path(f"{ONE}move/<slug:name>/", views.move, name="move"),
]
