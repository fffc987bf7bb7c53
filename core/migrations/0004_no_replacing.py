"""On SQLite also refuse INSERT OR REPLACE, which asks no other trigger. The triggers are put in place anew."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core import triggers


def renew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for table in triggers.APPEND_ONLY:
        for statement in (
            *triggers.drop_statements(vendor, table),
            *triggers.create_statements(vendor, table),
        ):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_history_seals")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
