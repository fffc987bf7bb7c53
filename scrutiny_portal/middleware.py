"""What happens to every request: unreadable input, old sessions, forms that came after sign-out, the second factor."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from core.edges import KEPT_PARAMETER, keep_form
from councils.permissions import capacities_of

GetResponse = Callable[[HttpRequest], HttpResponse]
LAST_USER_COOKIE = "last-user"
SEEN_EVERY = timedelta(minutes=1)
# Django leaves bytes of a path that are no letters as they were sent; no address of the portal has such.
BROKEN = re.compile("%[89A-F][0-9A-F]")


class PlainInputMiddleware:
    """Answers 400 to addresses that hold NUL or are not UTF-8, and gives a refused method (405) a readable page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            query = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
        except UnicodeDecodeError as error:
            raise BadRequest("The address is not readable text.") from error
        if BROKEN.search(request.path_info):
            raise BadRequest("The address is not readable text.")
        if "\x00" in request.path_info or "\x00" in query:
            raise BadRequest("The address holds a character that no page has.")
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response


class SessionLimitMiddleware:
    """Ends a session after 30 minutes without a request, or 12 hours after sign-in (promise S9).

    Remembers who signed in last in this browser, in a signed cookie, so that what they were typing can be kept for them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.limit(request)
        response = self.get_response(request)
        user = request.user
        if user.is_authenticated and last_user(request) != user.pk:
            response.set_signed_cookie(
                LAST_USER_COOKIE,
                str(user.pk),
                max_age=settings.SESSION_COOKIE_AGE,
                httponly=True,
                samesite="Lax",
                secure=settings.PRODUCTION,
            )
        return response

    def limit(self, request: HttpRequest) -> None:
        now = timezone.now()
        started = moment(request.session.get("started_at"))
        seen = moment(request.session.get("seen_at"))
        too_long = started is not None and now - started > timedelta(seconds=settings.SESSION_COOKIE_AGE)
        idle = seen is not None and now - seen > settings.SESSION_IDLE
        if too_long or idle:
            logout(request)
            return
        if started is None:
            request.session["started_at"] = now.isoformat()
        if seen is None or now - seen > SEEN_EVERY:
            request.session["seen_at"] = now.isoformat()


def moment(text: Any) -> datetime | None:
    """Read a moment that was written into the session."""
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def last_user(request: HttpRequest) -> int | None:
    """Who signed in last in this browser, from the signed cookie; None when it is absent or was tampered with."""
    value = request.get_signed_cookie(LAST_USER_COOKIE, default=None, max_age=settings.SESSION_COOKIE_AGE)
    return int(value) if value and value.isdigit() else None


class PrivatePagesMiddleware:
    """Lets no browser and no proxy keep what a signed-in person reads: Back shows nothing after sign-out (promise X1)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class KeptFormMiddleware:
    """Keeps a form that arrives after its session has ended, and leads through sign-in back to it (promise C4)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        needs_login = getattr(view, "login_required", True)
        if request.method != "POST" or request.user.is_authenticated or not needs_login:
            return None
        user_id = last_user(request)
        if user_id is None or "HX-Request" in request.headers:
            return None
        token = keep_form(user_id=user_id, path=request.path, data=request.POST)
        back = f"{request.path}?{urlencode({KEPT_PARAMETER: token})}"
        messages.warning(request, "Your session had ended. What you typed is kept: sign in to get it back.")
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")


class SecondFactorMiddleware:
    """Leads officers, holders and administrators to set up a second factor before anything else, where it is required.

    An account that came through Microsoft Entra has met its organisation's own second factor there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if request.path.startswith("/accounts/") or not self.is_asked_of(request):
            return None
        messages.warning(request, "Your role needs a second factor. Set one up to go on.")
        return redirect("mfa_index")

    def is_asked_of(self, request: HttpRequest) -> bool:
        methods = request.session.get("account_authentication_methods", [])
        if any(method.get("method") == "socialaccount" for method in methods):
            return False
        capacities = capacities_of(request.user, on=timezone.localdate())
        return capacities.needs_second_factor and not is_mfa_enabled(request.user)
