"""The administrator's site: reference data. What belongs to the record is read-only there."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class PortalAdminSite(AdminSite):
    """Django's admin, for administrators alone."""

    site_header = "Partnership Scrutiny: administration"
    site_title = "Administration"
    index_title = "Councils, people, posts and settings"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))


class PortalAdminConfig(AdminConfig):
    """Puts the portal's own site in the admin's place."""

    default_site = "scrutiny_portal.admin_site.PortalAdminSite"
