"""Who: the partnership, its councils and bodies, people, the posts they hold, and their accounts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core.models import Sourced
from councils.enums import BodyKind, Capacity, OrganisationKind, PostKind
from councils.querysets import (
    AppointmentQuerySet,
    BodyQuerySet,
    CouncilQuerySet,
    PostQuerySet,
    UserQuerySet,
)


class Span(models.Model):
    """Abstract: something that exists from a day to a day, both counted. No end means that none is known."""

    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]


class Partnership(models.Model):
    """Councils that work as one and stay separate in law. Holds the settings that they share."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40)
    slug = models.SlugField(unique=True)
    due_soon_days = models.PositiveSmallIntegerField("days before a date that count as due soon", default=30)
    review_notice_days = models.PositiveSmallIntegerField("days of notice before a review is due", default=90)
    workload_limit = models.PositiveSmallIntegerField("pieces of work at a time", default=8)

    def __str__(self) -> str:
        return self.name


class Council(Span, Sourced):
    """A sovereign council. It answers only for itself."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="councils")
    code = models.CharField("abbreviation", max_length=10, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    executive_name = models.CharField(
        max_length=40, default="Cabinet", help_text="The council's own word: Cabinet or Executive"
    )
    gss_code = models.CharField("GSS code", max_length=9, unique=True, null=True, blank=True)
    position = models.PositiveSmallIntegerField("order on every page", default=0)
    moa_share = models.DecimalField(
        "share of joint costs (per cent)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    call_in_days = models.PositiveSmallIntegerField(
        "call-in window (clear working days)", null=True, blank=True
    )
    call_in_signatories = models.PositiveSmallIntegerField(
        "members needed for a call-in", null=True, blank=True
    )
    stale_after_weeks = models.PositiveSmallIntegerField(
        "weeks without an update that count as stale", default=13
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = CouncilQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["position", "name"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=Q(moa_share__isnull=True) | Q(moa_share__range=(0, 100)),
                name="councils_council_share_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(Sourced):
    """Anyone else that the record names: the councils' company, a consultant, a council outside the partnership."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Body(Span, Sourced):
    """A body that meets. Without a council it is joint."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=20, choices=BodyKind)
    note = models.TextField(blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = BodyQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["council__position", "name"]
        verbose_name_plural = "bodies"
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "slug"], condition=Q(council__isnull=False), name="councils_body_slug_once"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(council__isnull=True), name="councils_body_joint_slug_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ClosureDay(models.Model):
    """A day on which a council's offices are shut, besides weekends and bank holidays. Not a working day."""

    day = models.DateField()
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="closure_days"
    )
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "council"],
                condition=Q(council__isnull=False),
                name="councils_closureday_once_a_council",
            ),
            models.UniqueConstraint(
                fields=["day"], condition=Q(council__isnull=True), name="councils_closureday_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"


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
    date_joined = models.DateTimeField("account made", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="councils_user_email_once")]

    def __str__(self) -> str:
        return self.name
