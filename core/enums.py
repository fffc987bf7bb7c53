"""Choices that every floor shares."""

from django.db.models import IntegerChoices, TextChoices


class Openness(TextChoices):
    """Whether the public may read something. The safe value is the default everywhere (promise X4)."""

    EXEMPT = "exempt", "Exempt"
    OPEN = "open", "Open to the public"


class ExemptParagraph(IntegerChoices):
    """Local Government Act 1972, Schedule 12A, Part 1: the seven descriptions of exempt information."""

    INDIVIDUAL = 1, "1. Information about an individual"
    IDENTITY = 2, "2. Information likely to reveal who an individual is"
    BUSINESS = 3, "3. Financial or business affairs of a person or the council"
    LABOUR = 4, "4. Consultations or negotiations on labour relations"
    PRIVILEGE = 5, "5. Legal professional privilege"
    NOTICES = 6, "6. Plans to give a notice or make an order or direction"
    CRIME = 7, "7. Preventing, investigating or prosecuting crime"


class Precision(TextChoices):
    """How exactly a source gives a date."""

    DAY = "day", "Day"
    MONTH = "month", "Month, day not on record"
    YEAR = "year", "Year, month not on record"
    BEFORE = "before", "Before this day, day not on record"
    UNKNOWN = "unknown", "Not on record"
