"""Addresses of strategies and words."""

from django.urls import path

from strategies.views import glossary, reviews, strategies, systems

app_name = "strategies"
STRATEGY = "strategies/<slug:slug>"
urlpatterns = [
    path("strategies/", strategies.strategy_list, name="list"),
    path(f"{STRATEGY}/", strategies.detail, name="detail"),
    path(f"{STRATEGY}/reviews/<int:pk>/", reviews.record_review, name="record-review"),
    path("systems/", systems.register, name="systems"),
    path("systems/add/", systems.add, name="add-system"),
    path("systems/<int:pk>/", systems.system, name="system"),
    path("systems/<int:pk>/edit/", systems.edit, name="edit-system"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/<slug:slug>/", glossary.term, name="term"),
]
