"""Addresses of strategies and words."""

from django.urls import path

from strategies import views

app_name = "strategies"
urlpatterns = [
    path("strategies/", views.strategy_list, name="list"),
    path("strategies/<slug:slug>/", views.detail, name="detail"),
    path("strategies/<slug:slug>/reviews/<int:pk>/", views.record_review, name="record-review"),
    path("glossary/", views.glossary, name="glossary"),
    path("glossary/<slug:slug>/", views.term, name="term"),
]
