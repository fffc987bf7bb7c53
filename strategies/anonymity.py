"""What in a text could tell who somebody is: aggregates never name anybody (rule 26). Pure: text in, words out."""

import re
from collections.abc import Iterable

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
PHONE = re.compile(r"(?<!\d)(?:\+44|0)(?:[ ()-]?\d){9,10}(?!\d)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Lady|Rev)\.? +[A-Z][\w’'-]+(?: +[A-Z][\w’'-]+)*"
)


def telling(text: str, names: Iterable[str] = ()) -> str:
    """The first words by which a person could be recognised, or nothing.

    E-mail addresses, telephone numbers, postcodes, titles with a name, and the `names` given, whatever their case.
    """
    for pattern in (EMAIL, PHONE, POSTCODE, TITLED):
        if found := pattern.search(text):
            return found[0]
    for name in names:
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I):
            return found[0]
    return ""
