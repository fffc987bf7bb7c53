"""Addresses of what concerns the councils as such."""

from django.urls import path

from councils import views

app_name = "councils"
urlpatterns = [
    path("quiet-periods/", views.quiet_periods, name="quiet-periods"),
    path("quiet-periods/add/", views.add_quiet_period, name="add-quiet-period"),
    path("quiet-periods/<int:pk>/", views.change_quiet_period, name="quiet-period"),
]
