"""
What was done last to a follow-up, and who has taken back that something was done.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("follow_ups", sa.Column("last_act", sa.String(20)))
    op.add_column("follow_ups", sa.Column("last_act_at", UTCDateTime()))
    op.add_column("follow_ups", sa.Column("last_act_by_role", sa.String(30)))
    op.add_column("follow_ups", sa.Column("last_act_version", sa.Integer()))
    # Who looked before this release is refused as before, and is told who was first.
    op.execute(
        """
        UPDATE follow_ups
        SET last_act = 'ended', last_act_at = closed_at, last_act_version = version,
            last_act_by_role = coalesce(closed_by_role, (
                SELECT by_role FROM attempts
                WHERE follow_up_id = follow_ups.id
                AND coalesce(written_at, attempts.at) = closed_at
                LIMIT 1
            ), 'system')
        WHERE closed_at IS NOT NULL
        """
    )
    op.execute(
        """
        UPDATE follow_ups
        SET last_act = 'tried', last_act_version = version,
            last_act_at = (
                SELECT max(coalesce(written_at, attempts.at)) FROM attempts
                WHERE follow_up_id = follow_ups.id
            ),
            last_act_by_role = (
                SELECT by_role FROM attempts
                WHERE follow_up_id = follow_ups.id
                ORDER BY coalesce(written_at, attempts.at) DESC
                LIMIT 1
            )
        WHERE closed_at IS NULL
        AND id IN (SELECT follow_up_id FROM attempts)
        """
    )
    op.create_table(
        "cares_taken_back",
        sa.Column(
            "mother_id", sa.Uuid(), sa.ForeignKey("mothers.id"), primary_key=True
        ),
        sa.Column("care", sa.String(20), primary_key=True),
        sa.Column("taken_back_at", UTCDateTime(), primary_key=True),
        sa.Column("taken_back_by_role", sa.String(30), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_role", sa.String(30)),
    )


def downgrade() -> None:
    op.drop_table("cares_taken_back")
    op.drop_column("follow_ups", "last_act_version")
    op.drop_column("follow_ups", "last_act_by_role")
    op.drop_column("follow_ups", "last_act_at")
    op.drop_column("follow_ups", "last_act")
