"""Seals of the history, with triggers that refuse to change or remove one, and indexes for the audit trail."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core import triggers


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.create_statements(schema_editor.connection.vendor, triggers.SEALS):
        schema_editor.execute(statement)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.drop_statements(schema_editor.connection.vendor, triggers.SEALS):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_history_is_append_only")]

    operations = [
        migrations.CreateModel(
            name="HistorySeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField(unique=True)),
                ("on", models.DateField(unique=True, verbose_name="sealed on")),
                ("number", models.PositiveBigIntegerField(verbose_name="last entry")),
                ("hash", models.CharField(blank=True, max_length=64, verbose_name="hash of the last entry")),
                ("signature", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={"ordering": ["place"]},
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["actor_role", "number"], name="core_history_role"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["at"], name="core_history_at"),
        ),
        migrations.RunPython(create, drop),
    ]
