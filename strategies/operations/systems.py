"""The systems register: what each council runs, and until when its contract goes (rule 22)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core import history
from core.dates import spell
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.enums import OrganisationKind
from councils.models import Council, Organisation, User
from councils.operations import add_organisation, added, role_of
from strategies.models import System

NO_NAME = "Enter the name of the system"
THERE_ALREADY = "This council has a system of that name already"
NO_REASON = "Say why the end of the contract moves. The reason is published"
CHANGEABLE = (
    "name",
    "purpose",
    "supplier",
    "contract_ends_on",
    "notice_months",
    "retired_on",
    "source_place",
)
LONGEST_SLUG = 50


@transaction.atomic
def add_system(
    *,
    council: Council,
    name: str,
    purpose: str = "",
    supplier: str = "",
    contract_ends_on: date | None = None,
    notice_months: int | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> System:
    """Add a system that a council runs. `supplier` is a name; one not known yet becomes an organisation of the record.

    What is not known stays empty and shows as not on record. Raises Refused without a name, and when the council has a
    system of that name already.
    """
    held = Council.objects.select_for_update().get(pk=council.pk)
    _require_name(held, name)
    system = System(
        council=held,
        name=name.strip(),
        purpose=purpose.strip(),
        supplier=the_supplier(supplier, by=by, at=at),
        contract_ends_on=contract_ends_on,
        notice_months=notice_months,
        source=source,
        source_place=source_place.strip(),
        is_summary=is_summary,
    )
    return added(
        system,
        by=by,
        at=at,
        public=True,
        details={
            "name": system.name,
            "council": council.short_name,
            "contract_ends_on": _said(contract_ends_on),
        },
    )


@transaction.atomic
def edit_system(
    *,
    system: System,
    version: int,
    name: str,
    purpose: str = "",
    supplier: str = "",
    contract_ends_on: date | None = None,
    notice_months: int | None = None,
    retired_on: date | None = None,
    source_place: str = "",
    reason: str = "",
    by: User | None,
    at: datetime,
) -> System:
    """Change what the register says of a system. Nothing is removed: one that went out of use says since when.

    What was there before stays in the history, with the reason. Raises Refused without a name, for another system of the
    council with that name, and when a recorded end of a contract moves without a reason; Overtaken when somebody
    changed the system since `version`.
    """
    held = (
        System.objects.select_for_update(of=("self",)).select_related("council", "supplier").get(pk=system.pk)
    )
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    _require_name(held.council, name, but=held)
    if held.contract_ends_on and held.contract_ends_on != contract_ends_on and not reason.strip():
        raise Refused(NO_REASON, field="reason")
    values: dict[str, Any] = {
        "name": name.strip(),
        "purpose": purpose.strip(),
        "supplier": the_supplier(supplier, by=by, at=at),
        "contract_ends_on": contract_ends_on,
        "notice_months": notice_months,
        "retired_on": retired_on,
        "source_place": source_place.strip(),
    }
    changes = {
        field: {"from": _said(getattr(held, field)), "to": _said(values[field])}
        for field in CHANGEABLE
        if getattr(held, field) != values[field]
    }
    if not changes:
        return held
    for field, value in values.items():
        setattr(held, field, value)
    held.version = version + 1
    held.save(update_fields=[*values, "version"])
    history.record(
        subject=held,
        verb="edit",
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=True,
        details={"changes": changes},
    )
    return held


def the_supplier(name: str, *, by: User | None, at: datetime) -> Organisation | None:
    """The organisation of that name; one not known yet is added. None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = Organisation.objects.filter(name__iexact=name).first()
    if known is not None:
        return known
    return add_organisation(name=name, slug=free_slug(name), kind=OrganisationKind.SUPPLIER, by=by, at=at)


def free_slug(name: str) -> str:
    """An address for an organisation that no other has."""
    stem = slugify(name)[: LONGEST_SLUG - 4] or "supplier"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for slug in [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
        if slug not in taken
    )


def _require_name(council: Council, name: str, *, but: System | None = None) -> None:
    if not name.strip():
        raise Refused(NO_NAME, field="name")
    others = System.objects.filter(council=council, name__iexact=name.strip())
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Refused(THERE_ALREADY, field="name")


def _said(value: Any) -> str:
    """A value as the history tells it."""
    if isinstance(value, date):
        return spell(value)
    return "" if value is None else str(value)
