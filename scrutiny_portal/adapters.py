"""How allauth behaves here: accounts are made by an administrator, and sign-in never leads off the site."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from councils.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: an administrator makes each account for a person in a post."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask the Scrutiny Officer",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "enter_current_password": "Enter the password you have now",
        "incorrect_code": "That code is not right. Enter the newest one",
        "incorrect_password": "That password is not right",
        "invalid_or_expired_key": "This link was used already, or it is too old. Ask for a new one",
        "invalid_login": "The email address or the password is not right. Check both and try again",
        "invalid_password_reset": "This link was used already, or it is too old. Ask for a new one",
        "too_many_login_attempts": "Too many wrong tries. Wait 5 minutes, then try again",
        "rate_limited": "Too many tries. Wait a few minutes, then try again",
        "unverified_primary_email": "Your email address is not confirmed yet. Ask the Scrutiny Officer",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in. The address counts as verified: the administrator who made the account vouched for it.

        A second step can only be set up for a verified address, and accounts are made without allauth's own sign-up.
        """
        super().login(request, user)
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )

    def is_safe_url(self, url: str | None) -> bool:
        """Only the host that was asked: another allowed name of the portal is another site to the browser."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def format_email_subject(self, subject: str) -> str:
        """The subject says what happened; the sender's name says who writes."""
        return subject.strip()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Microsoft Entra signs in accounts that exist already, by verified e-mail address; it makes none.

    An address counts as verified when Entra says so, or when its domain stands in the provider's `verified_email`
    setting: a tenant's own domains. Anything else would let a guest of the tenant claim an officer's address.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """The second step's errors in the portal's words."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Remove your second step first, then change the address",
        "cannot_delete_authenticator": "This is your only second step, and your role needs one",
        "cannot_generate_recovery_codes": "Set up a second step first. Recovery codes stand in for it",
        "incorrect_code": "That code is not right. Enter the newest one that the app shows",
        "unverified_email": "Your email address is not confirmed yet. Ask the Scrutiny Officer",
    }
