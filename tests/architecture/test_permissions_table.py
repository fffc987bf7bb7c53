"""Every permission, for every role in every state, is the one in the documentation."""

from tests.architecture.permissions import COLUMNS, page, predicates, rows
from tests.architecture.source import ROOT
from tests.architecture.written import as_written
from tests.cast import Cast
from tests.stage import set_stage

TABLE = ROOT / "docs" / "permissions.md"
# Who decides nothing and keeps nothing, whatever the state: they read what is published.
ONLY_READ = ("public", "reader", "former holder", "administrator")
# What anyone may read once it is published, and what an administrator keeps besides the administration's own pages.
READING = {"can_see_report"}
KEPT = {("can_change_holders", "administrator"), ("reads_names", "administrator")}


def test_the_documented_permissions_are_the_codes(cast: Cast) -> None:
    found = rows(cast, set_stage(cast))
    assert as_written(TABLE, page(found, COLUMNS)) == page(found, COLUMNS)
    assert {row.question for row in found} == {one.name for one in predicates()}
    asked = {
        (row.question, role)
        for row in found
        for role, answer in zip(COLUMNS, row.answers, strict=True)
        if answer and role in ONLY_READ and row.question not in READING
    }
    assert asked == KEPT
    answered = {row.question for row in found if any(row.answers)}
    assert {one.name for one in predicates()} - answered == set()
