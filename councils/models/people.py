"""People, the posts and seats they hold, and their accounts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.models import Sourced
from councils.enums import Capacity, PostKind
from councils.models.span import Span
from councils.models.structure import Body, Council, Organisation
from councils.querysets import AppointmentQuerySet, PostQuerySet, UserQuerySet


class Person(Sourced):
    """A person the record names, or the holder of a trial account (who has a role title for a name)."""

    name = models.CharField(max_length=120)
    style = models.CharField("title before the name", max_length=40, blank=True)
    is_trial = models.BooleanField("trial account", default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["name", "style"], name="councils_person_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.style} {self.name}".strip()


class Post(Span, Sourced):
    """A post that work belongs to: a portfolio of one council, or an officer's post. It outlives its holders (rule 2)."""

    kind = models.CharField(max_length=20, choices=PostKind)
    title = models.CharField(max_length=160)
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = PostQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["council__position", "title"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind=PostKind.PORTFOLIO) | Q(council__isnull=False),
                name="councils_post_portfolio_has_a_council",
            ),
            models.CheckConstraint(
                condition=Q(council__isnull=True) | Q(organisation__isnull=True),
                name="councils_post_council_or_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(Span, Sourced):
    """A person holds a post or a seat on a body, from and to, on behalf of a council where that matters.

    When the source only shows that they held it at the time, `seen_on` says when, and `starts_on` stays empty.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    capacity = models.CharField(max_length=20, choices=Capacity)
    on_behalf_of = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    seen_on = models.CharField("held at the time of", max_length=100, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["person__name"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post__isnull=False, body__isnull=True) | Q(post__isnull=True, body__isnull=False),
                name="councils_appointment_post_or_body",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(capacity=Capacity.HOLDER, ends_on__isnull=True, starts_on__isnull=False),
                name="councils_appointment_one_holder_now",
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_on", "ends_on"], name="councils_appt_person_span")]

    def __str__(self) -> str:
        return f"{self.person}: {self.post or self.body}"


class UserManager(BaseUserManager["User"]):
    """Makes accounts. E-mail addresses are kept in lower case, so that one address is one account."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = User(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from the person's appointments on the day; `is_staff` marks an administrator."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("name shown on the record", max_length=200)
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    is_active = models.BooleanField("may sign in", default=True)
    is_staff = models.BooleanField("administrator", default=False)
    is_trial = models.BooleanField("trial account", default=False)
    keeps_seals = models.BooleanField(
        "is sent the seals of the history", default=False, help_text="One short letter a day, to be kept"
    )
    date_joined = models.DateTimeField("account made", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="councils_user_email_once")]

    def __str__(self) -> str:
        return self.name
