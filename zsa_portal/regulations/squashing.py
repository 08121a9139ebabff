"""Migrations that make an app's tables at once, in place of those that made them one by one."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


class Squashed(Migration):
    """A migration that only creates, and so may read the models as its last operation leaves them.

    Django renders the models anew at every operation, with all that are related to them, and here
    nearly all are: that took most of the time of ``migrate``. These are rendered once. So every
    field stands in its model's CreateModel, also one that points to a model further down: an
    AddField would meet its column.
    """

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # noqa: FBT001, FBT002 - Django's signature
    ) -> ProjectState:
        """Run every operation on the state after the last; returns that state."""
        vars(project_state).pop("apps", None)
        state = self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, state, state)
        return state
