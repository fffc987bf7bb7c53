"""Addresses of a task group's page and of its scope."""

from django.urls import path

from recommendations.views import review

review_urlpatterns = [
    path("reviews/<slug:slug>/", review.review, name="review"),
    path("reviews/<slug:slug>/scope/", review.scope, name="review-scope"),
]
