"""Addresses of reports and of the groups that wrote them."""

from django.urls import path

from task_groups import views

app_name = "task_groups"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("reviews/<slug:slug>/", views.review, name="review"),
]
