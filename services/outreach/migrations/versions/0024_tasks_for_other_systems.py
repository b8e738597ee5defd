"""
When a follow-up is due, and the review as a task.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_REVIEWED = sa.text("review_opened_at IS NOT NULL")


def upgrade() -> None:
    for table in ("follow_ups", "webhook_deliveries"):
        op.add_column(table, sa.Column("due_on", sa.Date()))
        op.add_column(table, sa.Column("ladder_step", sa.String(20)))
    op.add_column("webhook_deliveries", sa.Column("owner_id", sa.Uuid()))
    op.add_column("mothers", sa.Column("review_opened_at", UTCDateTime()))
    op.add_column("mothers", sa.Column("review_on", sa.Date()))
    op.add_column("mothers", sa.Column("review_ended_at", UTCDateTime()))
    op.add_column("mothers", sa.Column("review_outcome", sa.String(20)))
    # The default is for the release before, which goes on writing.
    version = sa.Column(
        "review_version", sa.Integer(), nullable=False, server_default="0"
    )
    op.add_column("mothers", version)
    op.create_index(
        "mothers_with_review",
        "mothers",
        ["review_opened_at", "id"],
        postgresql_where=_REVIEWED,
        sqlite_where=_REVIEWED,
    )


def downgrade() -> None:
    op.drop_index("mothers_with_review", "mothers")
    for name in ("version", "outcome", "ended_at", "on", "opened_at"):
        op.drop_column("mothers", f"review_{name}")
    op.drop_column("webhook_deliveries", "owner_id")
    for table in ("follow_ups", "webhook_deliveries"):
        op.drop_column(table, "ladder_step")
        op.drop_column(table, "due_on")
