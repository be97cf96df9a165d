"""Migration operations that fence a table. The measurements behind each line are in ADR 2."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

from .models import AllianceKey


def setting(name: str) -> str:
    """SQL for one fence setting as a uuid; null when unset. The sub-select makes it run once a query."""
    return f"(select nullif(current_setting('app.{name}', true), '')::uuid)"


IN_ALLIANCE = f"alliance_id = {setting('alliance_id')}"


def may_know(person_column: str) -> str:
    """SQL: the current organisation has unexpired access to the person, or the reader is that person.

    A scalar sub-select, not EXISTS: that one the planner may turn into a hash of everybody whom the
    organisation knows, which for a front door is nearly everybody (a page of 50 rows of 300,000: 177 ms
    against 2.3 ms).
    """
    return (
        f"({person_column} = {setting('person_id')} OR coalesce((SELECT true FROM tenancy_personaccess access"
        f" WHERE access.person_id = {person_column} AND access.organisation_id = {setting('organisation_id')}"
        " AND access.until > now() LIMIT 1), false))"
    )


class IsolateTable(Operation):
    """Fence an AllianceModel's table: row-level security, composite keys, grants to the runtime role.

    ``person`` names the column that holds the person ("person_id"; "id" for the person table itself),
    and adds the need-to-know fence. A null person is open to the alliance. ``append_only`` leaves out
    UPDATE and DELETE, for rows that are evidence.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, *, person: str | bool = False, append_only: bool = False) -> None:
        self.model_name = model_name
        self.person = "person_id" if person is True else person
        self.append_only = append_only

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs: dict[str, Any] = {}
        if self.person:
            kwargs["person"] = self.person
        if self.append_only:
            kwargs["append_only"] = True
        return self.__class__.__qualname__, [self.model_name], kwargs

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in self.statements(model):
            schema_editor.execute(statement)

    def statements(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        checks = IN_ALLIANCE
        if self.person:
            known = may_know(f"{table}.{self.person}")
            checks += (
                f" AND {known}" if self.person == "id" else f" AND ({table}.{self.person} IS NULL OR {known})"
            )
        rights = "SELECT, INSERT" if self.append_only else "SELECT, INSERT, UPDATE, DELETE"
        made = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY fence ON {table} USING ({checks}) WITH CHECK ({checks})",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_alliance_key UNIQUE (alliance_id, id)",
            f"GRANT {rights} ON {table} TO {settings.WEB_ROLE}",
        ]
        for field in model._meta.local_fields:
            if isinstance(field, AllianceKey):
                made.append(composite_key(model, field))
        return made

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(f"DROP POLICY IF EXISTS fence ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_alliance_key CASCADE")

    def describe(self) -> str:
        return f"Fence the table of {self.model_name}"


def composite_key(model: type[models.Model], field: models.ForeignKey) -> str:
    """SQL: a foreign key on (alliance_id, x_id), checked at commit so that rows may come in any order."""
    table, column = model._meta.db_table, field.column
    target = field.remote_field.model._meta.db_table
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_in_alliance FOREIGN KEY (alliance_id, {column})"
        f" REFERENCES {target} (alliance_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


class AddAllianceKey(Operation):
    """Add the composite key for an AllianceKey that a later migration adds to a fenced table."""

    reduces_to_sql = True

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name, self.field_name = model_name, field_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.execute(composite_key(model, model._meta.get_field(self.field_name)))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        table, column = model._meta.db_table, model._meta.get_field(self.field_name).column
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_{column}_in_alliance")

    def describe(self) -> str:
        return f"Tie {self.model_name}.{self.field_name} to the same alliance"


class GrantTables(Operation):
    """Let the runtime role use tables that carry no alliance: a library's own, or public reference."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *tables: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
        self.tables, self.rights = tables, rights

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, list(self.tables), {"rights": self.rights}

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            schema_editor.execute(f"GRANT {self.rights} ON {table} TO {settings.WEB_ROLE}")
        schema_editor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {settings.WEB_ROLE}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            schema_editor.execute(f"REVOKE {self.rights} ON {table} FROM {settings.WEB_ROLE}")

    def describe(self) -> str:
        return f"Let the runtime role use {', '.join(self.tables)}"
