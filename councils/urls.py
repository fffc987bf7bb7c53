"""Addresses of what concerns the councils as such."""

from django.urls import path

from councils.views import deputies, quiet

app_name = "councils"
urlpatterns = [
    path("quiet-periods/", quiet.quiet_periods, name="quiet-periods"),
    path("quiet-periods/add/", quiet.add_quiet_period, name="add-quiet-period"),
    path("quiet-periods/<int:pk>/", quiet.change_quiet_period, name="quiet-period"),
    path("account/deputy/", deputies.deputy, name="deputy"),
    path("account/deputy/<int:pk>/end/", deputies.end_deputy, name="end-deputy"),
]
