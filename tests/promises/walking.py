"""How these tests ask: every address, as every kind of reader, and everything that an answer says."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from councils.models import User
from tests.architecture.routes import address, arguments, every_name
from tests.stage import Stage

COUNCILS = ("boston", "east-lindsey", "south-holland", "joint", "task-groups")
TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOT_WALKED = ("admin:", "?")
ACCOUNT = ("account_", "mfa_", "socialaccount_", "openid_connect_")
FILTERS = [
    "?page=1",
    "?page=2",
    "?page=last",
    "?due=late",
    "?due=soon",
    "?due=none",
    "?said=awaited&said=accepted&said=not_sent&said=not_on_record",
    "?said=rejected",
    "?done=ready",
    "?done=in_progress&done=not_started&done=signed_off",
    "?topic=secret-topic",
    "?sort=title",
    "?sort=-due",
    "?sort=made",
    "?owner=me",
]


def signed_in(user: User | None, **kwargs: Any) -> Client:
    """A browser of this user, or of the public. It shows errors as a browser would see them."""
    client = Client(raise_request_exception=False, **kwargs)
    if user is not None:
        client.force_login(user)
    return client


def names() -> list[str]:
    """The portal's own addresses and those of sign-in; the administrator's are asked by path."""
    return sorted({name for name in every_name() if not name.startswith(NOT_WALKED)})


def pages(stage: Stage, *, but: Iterable[str] = ()) -> list[str]:
    """The path of every address, with the arguments of the stage."""
    given = arguments(stage)
    return [address(name, given) for name in names() if name not in set(but)]


def lists() -> list[str]:
    """Every list and its filters, besides words."""
    narrowed = [*FILTERS, *(f"?council={slug}" for slug in COUNCILS)]
    names_of_lists = ["recommendations:list", "recommendations:export", "recommendations:actions"]
    every = [f"{reverse(name)}{query}" for name in names_of_lists for query in narrowed]
    every += [f"{reverse('meetings:list')}?council={slug}" for slug in COUNCILS]
    every += [f"{reverse('meetings:list')}?body={pk}" for pk in range(1, 9)]
    for name in ("meetings:questions", "meetings:questions-export"):
        every += [f"{reverse(name)}?council={slug}" for slug in COUNCILS]
        every += [f"{reverse(name)}?strategy=digital", f"{reverse(name)}?body=1", f"{reverse(name)}?page=2"]
    every += [f"{reverse('overview')}?council={slug}" for slug in COUNCILS]
    return every + [f"{reverse('strategies:glossary')}?letter={letter}" for letter in "GQ#"]


def searches(words: str) -> list[str]:
    """Every place that looks for words."""
    asked = words.replace(" ", "+")
    return [
        f"{reverse('search')}?q={asked}",
        f"{reverse('recommendations:list')}?q={asked}",
        f"{reverse('recommendations:export')}?q={asked}",
        f"{reverse('meetings:questions')}?q={asked}",
        f"{reverse('meetings:questions-export')}?q={asked}",
    ]


def administration() -> list[str]:
    """The lists of the administrator."""
    every = [name for name in every_name() if name.startswith("admin:")]
    chosen = [name for name in every if name.endswith(("_changelist", ":index"))]
    return [reverse(name) for name in chosen]


def text_of(response: HttpResponseBase) -> str:
    """Everything that an answer says: status, headers, cookies and body."""
    head = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{response.status_code}\n{head}\n{response.cookies.output()}\n\n{written_in(response)}"


def written_in(response: HttpResponseBase) -> str:
    """The words of a body: all parts of a Word file, text and metadata of a PDF, the lines of a calendar unfolded."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            parts = {name: packed.read(name).decode(errors="replace") for name in packed.namelist()}
        return "\n".join(f"{name}\n{text}" for name, text in parts.items())
    if response.get("Content-Type") == "application/pdf":
        return "\n".join(words_of_pdf(body))
    text = body.decode(errors="replace")
    is_calendar = response.get("Content-Type", "").startswith("text/calendar")
    return text.replace("\r\n ", "") if is_calendar else text


def words_of_pdf(content: bytes) -> Iterator[str]:
    """What a PDF says, shows in its outline and tells of itself; the plain bytes of one that nothing can open."""
    try:
        reader: Any = PdfReader(BytesIO(content))
    except PdfReadError:
        yield content.decode(errors="replace")
        return
    for page in reader.pages:
        yield page.extract_text()
    yield str(reader.metadata)
    yield reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    yield from (str(entry.get("/Title")) for entry in reader.outline if isinstance(entry, dict))
    yield str(reader.attachments)


def body_of(response: HttpResponseBase) -> str:
    """The status and the body, without what differs from one asking to the next."""
    text = written_in(response)
    return f"{response.status_code}\n{KEYS.sub('key', TOKENS.sub('token', text))}"


def read(client: Client, paths: Iterable[str], *, htmx: bool = False) -> Iterator[tuple[str, str]]:
    """Ask for each path with nothing kept, and give what is said."""
    headers = {"HX-Request": "true"} if htmx else {}
    for path in paths:
        cache.clear()
        yield path, text_of(client.get(path, headers=headers))
