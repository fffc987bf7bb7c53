"""Addresses of recommendations, answers and actions."""

# TEMPORARY until every view stands: names first, so that other pages can link.
from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "recommendations"


def blank(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse("not yet")


OF_A_RESPONSE = "recommendations/<str:reference>/<slug:council>"
OF_A_PART = "actions/<int:pk>"
urlpatterns = [
    path("to-do/", blank, name="todo"),
    path("awaiting-you/", blank, name="awaiting-you"),
    path("reports/<slug:slug>/send/", blank, name="send-report"),
    path("recommendations/<str:reference>/send/", blank, name="send"),
    path("recommendations/<str:reference>/close/", blank, name="close"),
    path(f"{OF_A_RESPONSE}/respond/", blank, name="respond"),
    path(f"{OF_A_RESPONSE}/move-date/", blank, name="move-due"),
    path("actions/", blank, name="actions"),
    path(f"{OF_A_PART}/", blank, name="action"),
    path(f"{OF_A_PART}/update/", blank, name="update"),
    path(f"{OF_A_PART}/evidence/", blank, name="evidence"),
    path(f"{OF_A_PART}/evidence/<int:evidence_pk>/", blank, name="evidence-file"),
    path(f"{OF_A_PART}/submit/", blank, name="submit"),
    path(f"{OF_A_PART}/sign-off/", blank, name="sign-off"),
    path(f"{OF_A_PART}/reverse/", blank, name="reverse"),
    path(f"{OF_A_PART}/assign/", blank, name="assign"),
    path(f"{OF_A_PART}/move-date/", blank, name="move-date"),
]
for module, name in [("log_urls", "log_urlpatterns"), ("tracker_urls", "tracker_urlpatterns")]:
    try:
        urlpatterns += getattr(import_module(f"recommendations.{module}"), name)
    except ImportError:
        urlpatterns += [
            path("recommendations/<str:reference>/", blank, name="detail"),
            path(f"{OF_A_RESPONSE}/", blank, name="response"),
        ]
