"""Addresses of work on its way: new dates, how it ends, who shares it, and how far a promise is met."""

from django.urls import path

from recommendations.views import dates, ending_work, promise_checks, sharing

PART = "actions/<int:pk>"
work_urlpatterns = [
    path("recommendations/<str:reference>/add-action/", sharing.add_action, name="add-action"),
    path(f"{PART}/new-date/", dates.ask_new_date, name="ask-new-date"),
    path(f"{PART}/new-date/decide/", dates.decide_new_date, name="decide-new-date"),
    path(f"{PART}/new-date/take-back/", dates.take_back, name="take-back-date"),
    path(f"{PART}/how-often/", dates.report_weeks, name="report-weeks"),
    path(f"{PART}/stop/", ending_work.stop, name="stop-work"),
    path(f"{PART}/replaced/", ending_work.supersede, name="supersede-work"),
    path(f"{PART}/take-up/", ending_work.take_up_again, name="take-up-work"),
    path(f"{PART}/lines/", promise_checks.promise_lines, name="promise-lines"),
    path(f"{PART}/join/", sharing.join_action, name="join-action"),
    path(f"{PART}/serves/", sharing.link_recommendation, name="link-action"),
    path(f"{PART}/serves/end/", sharing.unlink_recommendation, name="unlink-action"),
]
