"""Addresses of the live log, under those of its meeting, and of what came of an entry."""

from django.urls import path

from recommendations.views import checking, corrections, log, log_entries, log_moves, meeting

ONE = "meetings/<slug:council>/<slug:body>/<slug:slug>/"
log_urlpatterns = [
    path("meetings/outcomes/<int:outcome_pk>/", log.follow, name="outcome"),
    path(ONE, meeting.meeting, name="meeting"),
    path(f"{ONE}log/", log.open_log, name="log"),
    path(f"{ONE}log/<int:item_pk>/", log.item, name="log-item"),
    path(f"{ONE}log/<int:item_pk>/draft/", log.draft, name="log-draft"),
    path(f"{ONE}log/entries/<int:outcome_pk>/", log_entries.edit, name="log-edit"),
    path(f"{ONE}log/entries/<int:outcome_pk>/withdraw/", log_entries.withdraw, name="log-withdraw"),
    path(f"{ONE}log/entries/<int:outcome_pk>/shift/", log_moves.shift, name="log-shift"),
    path(f"{ONE}log/entries/<int:outcome_pk>/link/", log_moves.link, name="log-link"),
    path(f"{ONE}log/entries/<int:outcome_pk>/item/", log_moves.move_to_item, name="log-move"),
    path(f"{ONE}log/entries/<int:outcome_pk>/undo/", log_moves.undo, name="log-undo"),
    path(f"{ONE}log/<slug:move>/", log.move, name="log-status"),
    path(f"{ONE}check/", checking.check, name="publish"),
    path(f"{ONE}correct/<int:outcome_pk>/", corrections.correct, name="correct-entry"),
]
