"""The systems register: its pages, its history, and the notice when contracts could be replaced together."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils.models import Organisation
from notices.models import Notice
from strategies import operations
from strategies.models import System
from strategies.reminders import tell_of_windows
from tests.cast import Cast
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)
REGISTER = "/systems/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


def system(cast: Cast, council: str = "boston", name: str = "Alpha", **fields: Any) -> System:
    values: dict[str, Any] = {
        "purpose": "Telephony",
        "supplier": "Fen Phones",
        "contract_ends_on": date(2027, 3, 31),
        "notice_months": 6,
    }
    return operations.add_system(
        council=getattr(cast, council), name=name, **values | fields, by=cast.officer, at=NOW
    )


def pair(cast: Cast) -> tuple[System, System]:
    """Boston's and South Holland's telephony: notice is first due on 30 September 2026, so the window is open."""
    return system(cast), system(cast, "south_holland", "Beta", contract_ends_on=date(2027, 12, 31))


def changes(**fields: Any) -> dict[str, Any]:
    """What the form sends when nothing is changed but these."""
    said = {
        "name": "Alpha", "purpose": "Telephony", "supplier": "Fen Phones", "contract_ends_on": "31 March 2027",
        "notice_months": "6", "retired_on": "", "source_place": "", "reason": "", "version": "1",
    }  # fmt: skip
    return said | fields


def test_the_page_says_what_could_be_replaced_together_and_by_when(client: Client, cast: Cast) -> None:
    pair(cast)
    page = words(client.get(REGISTER))
    assert (
        "In 1 case, contracts of two councils or more end close enough to be replaced together. "
        "The next to decide on: Telephony, by 30 September 2026." in page
    )
    assert (
        "Telephony : Boston, South Holland Boston: Alpha ends on 31 March 2027, notice by 30 September 2026; "
        "South Holland: Beta ends on 31 December 2027, notice by 30 June 2027. Open now Decide by 30 September 2026"
        in page
    )
    assert "Alpha Boston Fen Phones 31 March 2027 By 30 September 2026" in page


def test_the_drawing_tells_what_the_table_tells(client: Client, cast: Cast) -> None:
    pair(cast)
    drawings = re.findall(r"<figure.*?</figure>", client.get(REGISTER).content.decode(), flags=re.DOTALL)
    assert len(drawings) == 1
    assert 'aria-hidden="true"' in drawings[0]
    assert re.findall(r">(\w[^<]*)</text>", drawings[0]) == [
        "2027", "2028", "2029", "Today", "Telephony",
        "Boston: Alpha", "31 Mar 2027", "South Holland: Beta", "31 Dec 2027",
    ]  # fmt: skip
    assert drawings[0].count('fill="#fdf0d8"') == 1


def test_what_is_not_known_is_not_on_record_and_draws_nothing(client: Client, cast: Cast) -> None:
    system(cast, contract_ends_on=None, notice_months=None, supplier="", purpose="")
    response = client.get(REGISTER)
    assert "For 1 system of 1 the end of the contract is not on record." in words(response)
    assert "What it is for is not on record" in words(response)
    assert "Alpha Boston Not on record Not on record Not on record" in words(response)
    assert "<figure" not in response.content.decode()


def test_an_empty_register_says_so(client: Client, cast: Cast) -> None:
    assert "No system is on record yet." in words(client.get(REGISTER))


def test_a_contract_that_ended_says_that_nothing_followed(client: Client, cast: Cast) -> None:
    made = system(cast, contract_ends_on=date(2026, 4, 13))
    assert "Has ended, what followed is not on record" in words(client.get(REGISTER))
    assert "What followed is not on record." in words(client.get(made.get_absolute_url()))


def test_the_officer_adds_a_system_and_its_supplier_becomes_known(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    sent = {
        "council": cast.boston.pk, "name": "Alpha", "purpose": "Telephony", "supplier": "Fen Phones",
        "contract_ends_on": "31/3/2027", "notice_months": "6", "source_place": "Contract register",
    }  # fmt: skip
    response = client.post("/systems/add/", sent)
    made = System.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.council, made.contract_ends_on, made.notice_months) == (cast.boston, date(2027, 3, 31), 6)
    assert made.supplier == Organisation.objects.get(name="Fen Phones", kind="supplier")
    system(cast, "east_lindsey", supplier="fen  phones")
    assert Organisation.objects.filter(kind="supplier").count() == 1


def test_a_moved_end_keeps_the_earlier_one_with_its_reason(client: Client, cast: Cast) -> None:
    made = system(cast)
    client.force_login(cast.officer)
    path = reverse("strategies:edit-system", args=[made.pk])
    refused = client.post(path, changes(contract_ends_on="31 March 2028"))
    assert "Say why the end of the contract moves. The reason is published" in words(refused)
    client.post(path, changes(contract_ends_on="31 March 2028", reason="Extended for a year."))
    client.logout()
    page = words(client.get(made.get_absolute_url()))
    assert "Boston’s contract ends on 31 March 2028 ." in page
    assert "Last day of the contract: 31 March 2028, before: 31 March 2027" in page
    assert "Extended for a year." in page


def test_nothing_changed_writes_nothing(cast: Cast) -> None:
    made = system(cast)
    before = history.of(made).count()
    same = operations.edit_system(
        system=made, version=1, name="Alpha", purpose="Telephony", supplier="Fen Phones",
        contract_ends_on=date(2027, 3, 31), notice_months=6, by=cast.officer, at=NOW,
    )  # fmt: skip
    assert (same.version, history.of(made).count()) == (1, before)


def test_a_system_out_of_use_leaves_the_register_and_keeps_its_page(client: Client, cast: Cast) -> None:
    made, _ = pair(cast)
    operations.edit_system(
        system=made, version=1, name="Alpha", contract_ends_on=date(2027, 3, 31), retired_on=date(2026, 4, 1),
        by=cast.officer, at=NOW,
    )  # fmt: skip
    page = words(client.get(REGISTER))
    assert ("Alpha" in page, "Beta" in page) == (False, True)
    assert "No contracts on record end close enough" in page
    assert "Boston has not used it since 1 April 2026." in words(client.get(made.get_absolute_url()))


def test_two_officers_at_once_overwrite_nothing_unseen(client: Client, cast: Cast) -> None:
    made = system(cast)
    operations.edit_system(
        system=made, version=1, name="Alpha", supplier="Wash Wires", contract_ends_on=date(2027, 3, 31),
        by=cast.second_officer, at=NOW,
    )  # fmt: skip
    client.force_login(cast.officer)
    path = reverse("strategies:edit-system", args=[made.pk])
    response = client.post(path, changes(name="Gamma"))
    assert response.status_code == 409
    assert "Second Scrutiny Officer changed this on 14 April 2026 at 10:02am" in words(response)
    assert "Wash Wires" in words(response)
    assert 'value="Gamma"' in response.content.decode()
    made.refresh_from_db()
    assert (made.name, made.version) == ("Alpha", 2)
    assert client.post(path, changes(name="Gamma", version="2")).status_code == 302


def test_one_name_stands_once_in_a_council(cast: Cast) -> None:
    system(cast)
    with pytest.raises(Refused, match="of that name already"):
        system(cast, name="ALPHA")
    assert system(cast, "east_lindsey").name == "Alpha"


def test_an_older_version_is_refused_by_the_operation_too(cast: Cast) -> None:
    with pytest.raises(Overtaken):
        operations.edit_system(system=system(cast), version=7, name="Alpha", by=cast.officer, at=NOW)


def test_the_officers_are_told_once_when_a_window_opens(cast: Cast) -> None:
    pair(cast)
    assert str(tell_of_windows(today=date(2026, 3, 29), now=NOW)) == "0 windows told of"
    assert str(tell_of_windows(today=TODAY, now=NOW)) == "1 window told of"
    assert str(tell_of_windows(today=date(2026, 9, 1), now=NOW)) == "0 windows told of"
    told = Notice.objects.order_by("recipient__name")
    assert [one.recipient for one in told] == [cast.officer, cast.second_officer]
    assert {(one.title, one.path) for one in told} == {
        ("Boston and South Holland could replace together: Telephony", REGISTER)
    }
    assert "Decide by 30 September 2026. Boston: Alpha ends on 31 March 2027" in told[0].text


def test_a_contract_that_is_extended_makes_another_window(cast: Cast) -> None:
    made, _ = pair(cast)
    tell_of_windows(today=TODAY, now=NOW)
    operations.edit_system(
        system=made, version=1, name="Alpha", purpose="Telephony", contract_ends_on=date(2027, 4, 30),
        notice_months=8, reason="Extended.", by=cast.officer, at=NOW,
    )  # fmt: skip
    assert str(tell_of_windows(today=TODAY, now=NOW)) == "1 window told of"


def test_a_gap_of_the_clock_loses_no_window(cast: Cast) -> None:
    pair(cast)
    assert str(tell_of_windows(today=date(2026, 11, 1), now=NOW)) == "1 window told of"
    assert "Notice was to be given by 30 September 2026." in Notice.objects.all()[0].text


def test_by_hand_it_can_be_tried_without_writing(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    pair(cast)
    call_command("tell_of_windows", "--on", "2026-04-14", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        "1 window to tell of on 14 April 2026.",
        "Telephony: Boston, South Holland, decide by 30 September 2026.",
    ]
    assert Notice.objects.count() == 0


def test_the_register_asks_no_more_for_more_systems(client: Client, cast: Cast) -> None:
    pair(cast)
    few = queries_of(client, REGISTER)
    for number in range(30):
        system(cast, "east_lindsey", f"System {number}", purpose=f"Purpose {number % 20}")
    assert queries_of(client, REGISTER) == few
    assert "Showing 1 to 15 of 21 kinds of system" in words(client.get(REGISTER))


def test_markup_that_was_typed_stays_text(client: Client, cast: Cast) -> None:
    attack = "<script>alert(1)</script>"
    made = system(cast, name=attack, purpose=attack, supplier=attack, source_place=attack)
    for path in (REGISTER, made.get_absolute_url()):
        assert "<script>alert" not in client.get(path).content.decode()
