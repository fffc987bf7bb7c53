"""Addresses of the reading side: the list, one recommendation, one council's answer."""

from django.urls import path

from recommendations.views import detail, tracker

tracker_urlpatterns = [
    path("recommendations/", tracker.recommendation_list, name="list"),
    path("recommendations.csv", tracker.export, name="export"),
    path("recommendations/<str:reference>/", detail.detail, name="detail"),
    path("recommendations/<str:reference>/<slug:council>/", detail.response, name="response"),
]
