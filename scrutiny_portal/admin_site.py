"""The administrator's site: reference data. What belongs to the record is read-only there."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class PortalAdminSite(AdminSite):
    """Django's admin, for administrators alone."""

    site_header = "Partnership Scrutiny: administration"
    site_title = "Administration"
    index_title = "Councils, people, posts and settings"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the portal's own sign-in, with its limits and second factor. Raises PermissionDenied for
        others.
        """
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied("This page is for administrators.")
        back = request.GET.get(REDIRECT_FIELD_NAME) or resolve_url("admin:index")
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect(f"{resolve_url('account_login')}?{urlencode({REDIRECT_FIELD_NAME: back})}")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One's own password is changed on the portal's own page."""
        return redirect("account_change_password")


class PortalAdminConfig(AdminConfig):
    """Puts the portal's own site in the admin's place."""

    default_site = "scrutiny_portal.admin_site.PortalAdminSite"
