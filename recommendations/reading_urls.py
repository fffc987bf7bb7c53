"""Addresses of papers that are read. They stand before those of meetings, whose addresses have three parts too."""

from django.urls import path

from recommendations.views import reading, reading_decisions

ONE = "meetings/read/<int:pk>/"
FOUND = f"{ONE}found/<int:proposal_pk>/"
reading_urlpatterns = [
    path("meetings/read/", reading.list_readings, name="readings"),
    path("meetings/read/new/", reading.hand_in, name="hand-in"),
    path(ONE, reading.reading, name="reading"),
    path(f"{ONE}text/", reading.text, name="reading-text"),
    path(f"{ONE}meeting/", reading_decisions.meeting, name="reading-meeting"),
    path(f"{ONE}accept/", reading_decisions.accept_all, name="reading-accept"),
    path(FOUND, reading_decisions.proposal, name="found"),
    path(f"{FOUND}<slug:name>/", reading_decisions.move_proposal, name="found-decide"),
    path(f"{ONE}move/<slug:name>/", reading.move, name="reading-move"),
]
