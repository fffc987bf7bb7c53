"""Addresses of recommendations, answers and actions."""

from django.urls import path

from recommendations.check_urls import check_urlpatterns
from recommendations.ends_urls import ends_urlpatterns
from recommendations.log_urls import log_urlpatterns
from recommendations.reading_urls import reading_urlpatterns
from recommendations.report_urls import report_urlpatterns
from recommendations.response_urls import response_urlpatterns
from recommendations.review_urls import review_urlpatterns
from recommendations.seeing_urls import seeing_urlpatterns
from recommendations.take_away_urls import take_away_urlpatterns
from recommendations.tracker_urls import tracker_urlpatterns
from recommendations.views import (
    adding,
    closing,
    evidence,
    following,
    lists,
    respond,
    sending,
    sign_off,
    wording,
    work,
)
from recommendations.work_urls import work_urlpatterns

app_name = "recommendations"
RECOMMENDATION = "recommendations/<str:reference>"
RESPONSE = f"{RECOMMENDATION}/<slug:council>"
PART = "actions/<int:pk>"
urlpatterns = [
    path("glossary/check/", wording.check, name="words-check"),
    path("to-do/", lists.todo, name="todo"),
    path("awaiting-you/", lists.awaiting_you, name="awaiting-you"),
    path("recommendations/new/", adding.add, name="add"),
    path("reports/<slug:slug>/send/", sending.send_report, name="send-report"),
    path(f"{RECOMMENDATION}/send/", sending.send_recommendation, name="send"),
    path(f"{RECOMMENDATION}/close/", closing.close, name="close"),
    path(f"{RECOMMENDATION}/follow/", following.follow, name="follow"),
    path("following/", following.following, name="following"),
    path(f"{RESPONSE}/respond/", respond.respond, name="respond"),
    path(f"{RESPONSE}/move-date/", respond.move_due, name="move-due"),
    path(f"{RESPONSE}/remind/", respond.remind, name="remind"),
    path("actions/", lists.actions, name="actions"),
    path(f"{PART}/", work.action, name="action"),
    path(f"{PART}/update/", work.update, name="update"),
    path(f"{PART}/evidence/", evidence.add_evidence, name="evidence"),
    path(f"{PART}/evidence/<int:evidence_pk>/", evidence.evidence_file, name="evidence-file"),
    path(f"{PART}/submit/", work.submit, name="submit"),
    path(f"{PART}/sign-off/", sign_off.sign_off, name="sign-off"),
    path(f"{PART}/reverse/", work.reverse_sign_off, name="reverse"),
    path(f"{PART}/assign/", work.assign, name="assign"),
    path(f"{PART}/move-date/", work.move_date, name="move-date"),
    *response_urlpatterns,
    *report_urlpatterns,
    *work_urlpatterns,
    *reading_urlpatterns,
    *ends_urlpatterns,
    *seeing_urlpatterns,
    *check_urlpatterns,
    *log_urlpatterns,
    *take_away_urlpatterns,
    *tracker_urlpatterns,
    *review_urlpatterns,
]
