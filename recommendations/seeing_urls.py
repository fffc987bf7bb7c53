"""Addresses from which the whole record is seen: does it add up, what is missing, and how it went over the years."""

from django.urls import path

from recommendations.views import consistency, figures, gaps

seeing_urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures.csv", figures.export, name="figures-export"),
    path("gaps/", gaps.gap_list, name="gaps"),
    path("gaps/<slug:kind>/<int:pk>/", gaps.gap, name="gap"),
    path("record-check/", consistency.record_check, name="record-check"),
]
